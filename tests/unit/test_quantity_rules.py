"""Each small rule by itself: exclusions, relations, units, counted phrases."""

import pytest

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.counted import class_of, counted_after
from streams.extraction.quantities.exclusions import why_excluded
from streams.extraction.quantities.numbers import Number, number_at
from streams.extraction.quantities.relations import relation_after, relation_before, trend
from streams.extraction.quantities.units import currency_before, rate_after, unit_after
from streams.extraction.tokens import Tokens, tokenise


def read(text: str) -> tuple[Tokens, Number]:
    """The tokens of a text and the number after the mark "|"."""
    before, after = text.split("|")
    tokens = tokenise(before + after)
    number = number_at(tokens, tokens.at(len(before)))
    assert number is not None, text
    return tokens, number


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("at |5 p.m. on Monday", "clock_time"),
        ("at |11:15 on Monday", "clock_time"),
        ("in the |1990s", "decade"),
        ("call |555-123-4567 now", "hyphen_chain"),
        ("since |9/11 the", "slashed"),
        ("won |6-4 in the second set", "score"),
        ("the Su-|35 jet", "part_of_a_name"),
        ("the G|7 leaders", "part_of_a_name"),
        ("a |5G network", "part_of_a_name"),
        ("the Boeing |787 jets", "numbered_name"),
        ("the S&P |500 rose", "numbered_name"),
        ("since |2014, they", "year"),
        ("a |1999 agreement", "year"),
        ("at |10 Downing Street", "address"),
        ("the |82nd Airborne", "unit_of_an_army"),
        ("|one of the reasons", "pronoun_one"),
        ("he said the iPhone |11 was", "numbered_name"),
    ],
)
def test_no_quantity(text: str, rule: str) -> None:
    tokens, number = read(text)
    assert why_excluded(tokens, number) == rule


@pytest.mark.parametrize(
    "text",
    ["some |2000 people", "|one man died", "|5 million euros", "a |10-15 percent rise",
     "the |35 jets", "at |5 sites", "In Texas |300 people fled"],
)  # fmt: skip
def test_a_quantity(text: str) -> None:
    tokens, number = read(text)
    assert why_excluded(tokens, number) is None


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("at least |40", "at_least"), ("no fewer than |40", "at_least"), ("up to |40", "at_most"),
        ("as many as |40", "at_most"), ("more than |40", "more_than"),
        ("nearly |40", "approximately"),
        ("an estimated |40", "approximately"), ("just under |40", "less_than"),
        ("up to about |40", "at_most"), ("exactly |40", "exactly"),
    ],
)  # fmt: skip
def test_relation_before(text: str, relation: str) -> None:
    tokens, number = read(text)
    cue = relation_before(tokens, number.first, 0)
    assert cue is not None
    assert cue.relation == relation


def test_a_cue_binds_to_its_own_number_only() -> None:
    tokens = tokenise("at least 200 tanks, 80 aircraft")
    assert relation_before(tokens, tokens.at(len("at least 200 tanks, ")), 3) is None


@pytest.mark.parametrize(
    ("text", "relation"),
    [("40 or more", "at_least"), ("40 or so", "approximately"), ("40 at most", "at_most")],
)
def test_relation_after(text: str, relation: str) -> None:
    cue = relation_after(tokenise(text), 1)
    assert cue is not None
    assert cue.relation == relation


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("rose by |5", "up"), ("fell |5", "down"), ("raised rates by |5", "up"), ("paid |5", None)],
)
def test_trend(text: str, wanted: str | None) -> None:
    tokens, number = read(text)
    assert trend(tokens, number.first, number.last, 0, measured=True) == wanted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("|5 per cent", "percent"), ("|5%", "percent"), ("|40-mile walk", "mile"),
        ("|10km", "kilometre"), ("|27-year-old man", "year old"),
        ("|12 square kilometres", "square kilometre"),
        ("|3 percentage points", "percentage point"), ("|50 pence", "penny"), ("|4 hours", "hour"),
        ("|5m high", "metre"), ("|90 mph", "mile per hour"),
    ],
)  # fmt: skip
def test_unit_after(text: str, unit: str) -> None:
    tokens, number = read(text)
    measured = unit_after(tokens, number, sterling=False)
    assert measured is not None
    assert measured.unit.name == unit


def test_pounds_are_money_where_the_text_is_about_money() -> None:
    tokens, number = read("|5 pounds")
    mass, money = (unit_after(tokens, number, sterling=flag) for flag in (False, True))
    assert mass is not None
    assert money is not None
    assert (mass.unit.kind, money.unit.currency) == ("mass", "GBP")


@pytest.mark.parametrize(
    ("text", "code"),
    [("cost $|5", "USD"), ("cost A$|5", "AUD"), ("cost €|5", "EUR"), ("cost GBP |5", "GBP")],
)
def test_currency_before(text: str, code: str) -> None:
    tokens, number = read(text)
    measured = currency_before(tokens, number.first, 0)
    assert measured is not None
    assert measured.unit.currency == code


@pytest.mark.parametrize(
    ("text", "per"),
    [("5 a day", "day"), ("5 per person", "person"), ("5-a-year", "year"), ("5 an inch", None)],
)
def test_rate_after(text: str, per: str | None) -> None:
    rate = rate_after(tokenise(text), 1)
    assert (rate[0] if rate else None) == per


@pytest.mark.parametrize(
    ("text", "phrase", "head"),
    [
        ("|200 Russian military personnel, and", "Russian military personnel", "personnel"),
        ("|80 aircraft carriers were", "aircraft carriers", "carriers"),
        ("|28 programs strengthening ties", "programs", "programs"),
        ("|5 of the six young women", "young women", "women"),
        ("|300 Russian and Belarusian troops", "Russian and Belarusian troops", "troops"),
    ],
)
def test_counted_after(text: str, phrase: str, head: str) -> None:
    tokens, number = read(text)
    counted = counted_after(tokens, number.last + 1, number, len(tokens))
    assert counted is not None
    assert tokens.surface(counted.first, counted.last) == phrase
    assert tokens.texts[counted.head] == head


@pytest.mark.parametrize(
    ("head", "name"),
    [("tanks", "tanks"), ("Soldiers", "personnel"), ("frigates", "ships"), ("ideas", None)],
)
def test_class_of(head: str, name: str | None) -> None:
    assert class_of(head) == name


def test_the_tables_load() -> None:
    assert vocabulary.units()
    assert vocabulary.relation_cues()
    assert set(vocabulary.classes().values()) >= {"personnel", "tanks", "casualties"}
