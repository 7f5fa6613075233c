"""Headlines and flashes in capitals, and with a capital at each word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams import enrich
from streams.extraction.capitals import in_small_letters
from streams.extraction.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TEN DEAD, 30 HURT AS TRAIN DERAILS IN INDIA", [("TEN", "DEAD"), ("30", "HURT")]),
        ("AT LEAST 14,000 US TROOPS TO LEAVE", [("AT LEAST 14,000", "US TROOPS")]),
        ("23 RUSSIAN DIPLOMATS TO BE EXPELLED FROM BRITAIN", [("23", "RUSSIAN DIPLOMATS")]),
        ("IT HAS HELD NINE TOWN HALLS WITH VOTERS", [("NINE", "TOWN HALLS")]),
    ],
)
def test_what_is_counted_in_capitals(text: str, found: list[tuple[str, str]]) -> None:
    """One sentence in five lost its noun where it stood in capitals, some their numbers."""
    quantities = enrich(text, cleaned=False).quantities
    assert [(q.surface, q.counted and q.counted.surface) for q in quantities] == found
    assert {q.unit.kind for q in quantities} == {"count"}


@pytest.mark.parametrize(
    ("text", "surface", "resolved"),
    [
        ("12 DEAD IN BLAST ON 3 MAY 2024", "3 MAY 2024", "2024-05-03"),
        ("IT ENDS ON MARCH 5TH, 2020", "MARCH 5TH, 2020", "2020-03-05"),
        ("THE VOTE WAS HELD IN JUNE 2019", "JUNE 2019", "2019-06"),
        ("PORT MAY REOPEN BY MARCH", "MARCH", None),
        ("SHOPS IN OSLO TO SHUT ON GOOD FRIDAY", "GOOD FRIDAY", None),
    ],
)
def test_days_in_capitals(text: str, surface: str, resolved: str) -> None:
    """The months were no dates, and their days numbers."""
    article = enrich(text, cleaned=False)
    assert [(date.surface, date.resolved) for date in article.dates] == [(surface, resolved)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nine Dead In Mine Blast, Two Hurt", [("Nine", "Dead"), ("Two", "Hurt")]),
        ("Diesel Prices Fall by 3 Percent", [("3 Percent", "Diesel Prices")]),
        ("Mayor Walks Free After Six Years in Jail", [("Six Years", "Jail")]),
        ("Half of Danes Say They Skip Lunch", [("Half", "Danes")]),
        ("Storm Leaves 12 Dead in Bergen", [("12", "Dead")]),
        ("90 Percent of Voters Back the Dam", [("90 Percent", "Voters")]),
    ],
)
def test_what_is_counted_in_a_headline(text: str, found: list[tuple[str, str]]) -> None:
    """One sentence in five had other quantities with a capital at each word: verbs were taken for
    nouns, and numbers for parts of names."""
    quantities = enrich(text, cleaned=False).quantities
    assert [(q.surface, q.counted and q.counted.surface) for q in quantities] == found


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Ferry Tickets May Cost More Next Year", "Next Year"),
        ("Why Tonight Could Be the End of the Old Pier", "Tonight"),
        ("Vaccine to Reach All Clinics by March", "March"),
        ("Farmers March on Parliament This Week", "This Week"),
        ("Trams to Stand Still Over Christmas", "Christmas"),
        ("Mines Shut in Late 1980s Reopen as Parks", "Late 1980s"),
    ],
)
def test_days_in_a_headline(text: str, surface: str) -> None:
    """ "Next Year" was found in small letters alone."""
    assert [date.surface for date in enrich(text, cleaned=False).dates] == [surface]


@pytest.mark.parametrize(
    "text", ["They saw the Harbour Nine at a Court in Bergen.", "The Ionic 6 Is Here to Stay"]
)
def test_numbers_of_names(text: str) -> None:
    assert not enrich(text, cleaned=False).quantities


@pytest.mark.parametrize(
    "text",
    [
        "Wages Rise for Third Straight Month",
        "Rates Fall Below 6% for the First Time in Six Years",
    ],
)
def test_a_stretch_of_time_is_no_name(text: str) -> None:
    """ "First Time" was a work, "Six Years" an event, and no quantity."""
    article = enrich(text, cleaned=False)
    assert not article.entities
    assert article.quantities[-1].unit.name in {"ordinal", "year"}


@given(st.text(alphabet="AÄßİ MARCHMAY 3TH.'’ayn", max_size=60))
def test_a_letter_stands_for_a_letter(text: str) -> None:
    tokens = tokenise(text)
    small = in_small_letters(tokens, [(0, len(tokens))])
    assert len(small.text) == len(text)
    spans = zip(small.starts, small.ends, strict=True)
    assert small.texts == [small.text[start:end] for start, end in spans]


def test_a_possessive_in_capitals_is_a_token_of_its_own() -> None:
    assert tokenise("TRUMP’S SPY'S").texts == ["TRUMP", "’S", "SPY", "'S"]


def test_names_in_a_headline_are_those_of_the_text() -> None:
    """ "ROMNEY'S" was somebody by himself, "WHO'S NEXT" the World Health Organization."""
    text = "MITT ROMNEY'S BIG NIGHT: WHO'S NEXT? The delegates met Mitt Romney. Romney smiled."
    (person,) = enrich(text, cleaned=False).entities
    assert (person.name, len(person.mentions)) == ("Mitt Romney", 3)
