"""Which way a number goes, and the cues that are none of its own."""

import pytest

from streams.extraction.quantities import find_quantities
from streams.extraction.tokens import tokenise


def ways(text: str) -> list[str]:
    """Relation and trend of each quantity of a sentence."""
    return [f"{q.relation} {q.trend}" for q in find_quantities(tokenise(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes dropped two bombs.",
        "They sank 31 boats.",
        "Police saw him drop 3kg of tobacco.",
        "The motion lost by 537 votes.",
        "The bus plunged 200 metres into a gorge.",
        "A plane was shot down 12 miles away.",
        "The body washed up 9,000km away.",
        "It ended after a follow-up of 3.3 years.",
        "It is a 12.4km climb.",
        "She put 20% down.",
        "The probe flies 420 km up.",
        "The president lifted a 10% tariff.",
        "The court lifted a $5m fine.",
        "A building collapsed 12 kilometres away.",
        "The plane skidded 400 metres.",
    ],
)
def test_what_moves_is_not_the_number(text: str) -> None:
    """The number of what is dropped, lost by or fallen through went down, of a follow-up up."""
    assert ways(text) == ["exactly None"]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("The bank lifted its guidance to £2.9bn.", "up"),
        ("They put up prices by 8%.", "up"),
        ("Margins collapsed by 66%.", "down"),
        ("Margins collapsed 66%.", "down"),
        ("The ice thinned by a staggering 40m.", "down"),
        ("Sales dropped 3 million units.", "down"),
        ("Shares fell back 3%.", "down"),
        ("The rating dropped to three.", "down"),
        ("Exports dropped by 300 tonnes.", "down"),
        ("It saw a drop of 300 tonnes.", "down"),
    ],
)
def test_what_moves_is_the_number(text: str, way: str) -> None:
    assert ways(text) == [f"exactly {way}"]


@pytest.mark.parametrize(
    "text",
    [
        "There was a dispute over 12 islets.",
        "Prices are higher than five years ago.",
        "Output is above the five-year average.",
        "The risk was spread over 14 firms.",
    ],
)
def test_what_is_quarrelled_over_or_compared_is_no_bound(text: str) -> None:
    """They were more than that."""
    assert ways(text) == ["exactly None"]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("There was a low near 48.", "approximately"),
        ("Sales could top $40bn.", "more_than"),
        ("The toll tops 40.", "more_than"),
        ("The rate is at or above 5%.", "at_least"),
        ("He was fined over $43,000.", "more_than"),
    ],
)
def test_cues_of_a_bound(text: str, relation: str) -> None:
    assert ways(text) == [f"{relation} None"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It raised the fee on May 3 by $5 to $65 a year.", 2),
        ("The number of cases has risen by 900 to 12,400.", 2),
        ("Prices will grow by 5 to 15 percent.", 1),
        ("It will increase income by $3,000 to $7,000.", 1),
    ],
)
def test_by_how_much_and_to_what_are_two_numbers(text: str, numbers: int) -> None:
    """They were one range, where the verb did not stand right before "by"."""
    found = [q for q in find_quantities(tokenise(text)) if q.unit.kind != "ordinal"]
    assert len([q for q in found if q.value != 3]) == numbers


def test_a_sign_between_two_ranges_is_of_one_of_them() -> None:
    """Two quantities overlapped."""
    first, second = find_quantities(tokenise("The price of 10m-12m Tk 10m-12m was paid."))
    assert first.last < second.first


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("It took 4 years to reach 1 fb−1 of data.", ["4 years", "1 fb−1"]),
        ("In 20 of the 28 states plus one it rained.", ["20", "28 states plus"]),
    ],
)
def test_no_number_is_read_twice(text: str, surfaces: list[str]) -> None:
    """The power of a unit was a number again, and a bound reached over the number that it is of."""
    tokens = tokenise(text)
    found = [tokens.surface(q.first, q.last) for q in find_quantities(tokens)]
    assert found[: len(surfaces)] == surfaces
