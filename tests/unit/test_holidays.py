"""Holidays by name."""

from datetime import date, datetime

import pytest

from streams.extraction.dates import find_dates
from streams.extraction.dates.holidays import _easter
from streams.extraction.tokens import tokenise

WEDNESDAY = datetime(2025, 5, 14, 12)


def resolved(text: str, published: datetime | None = WEDNESDAY) -> list[str | None]:
    """What the dates of a text come to."""
    return [found.date.resolved for found in find_dates(tokenise(text), published)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Shops will be closed on Christmas Day.", "2025-12-25"),
        ("The attack came on Christmas Eve.", "2024-12-24"),
        ("She went missing on New Year’s Eve.", "2024-12-31"),
        ("The parade is planned for the Fourth of July.", "2025-07-04"),
        ("He died on Easter Sunday, aged 88.", "2025-04-20"),
        ("Flights were full on Good Friday.", "2025-04-18"),
        ("Petrol prices rise before Memorial Day.", "2025-05-26"),
        ("It has risen since Thanksgiving.", "2024-11-28"),
        ("It must be done by Christmas.", "2025-12-25"),
        ("He saw them last Thanksgiving.", "2024-11-28"),
        ("It was sold on Black Friday 2019.", "2019-11-29"),
        ("The vigil will be held on Remembrance Sunday.", "2025-11-09"),
        ("Carnival ended on Shrove Tuesday.", "2025-03-04"),
        ("Presidents Day sales were weak.", "2025-02-17"),
    ],
)
def test_a_holiday_is_the_one_on_the_side_of_its_verb(text: str, wanted: str) -> None:
    """None was found, in 911 of 9,639 articles; Remembrance Sunday was last Sunday."""
    assert resolved(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "They bought a Christmas tree.",
        "The war on Christmas goes on.",
        "It sells Easter eggs.",
        "On Orthodox Easter Sunday they sang.",
        "The Good Friday Agreement was signed there.",
        "The Good Friday peace deal holds.",
        "He survived the Boxing Day tsunami.",
        "It was the worst fire since the Black Friday bushfires.",
        "The St Valentine’s Day Massacre made him known.",
    ],
)
def test_the_name_of_a_holiday_is_not_always_a_day(text: str) -> None:
    """The Good Friday Agreement was of this year's Good Friday."""
    assert resolved(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It held after the Easter Sunday bomb attacks.", None),
        ("It is about the Christmas Day attack.", None),
        ("On Christmas Day attacks killed 12.", "2024-12-25"),
        ("He was hurt in the Easter Sunday 2019 attacks.", "2019-04-21"),
        ("He was hurt in last Christmas Day attack.", "2024-12-25"),
    ],
)
def test_an_attack_that_has_the_name_of_a_holiday_is_of_any_year(
    text: str, wanted: str | None
) -> None:
    """The attacks of Easter Sunday 2019 were of this year's Easter."""
    assert resolved(text) == [wanted]


def test_without_a_time_of_publication_a_holiday_has_no_value() -> None:
    assert resolved("It closed on Boxing Day.", None) == [None]
    assert resolved("It closed on Boxing Day 2019.", None) == ["2019-12-26"]


@pytest.mark.parametrize("day", ["2000-04-23", "2019-04-21", "2024-03-31", "2038-04-25"])
def test_easter(day: str) -> None:
    wanted = date.fromisoformat(day)
    assert _easter(wanted.year) == wanted
