"""Dates of all forms, by the day on which an article is published."""

from datetime import datetime

import pytest

from streams.extraction.dates import find_dates
from streams.extraction.tokens import tokenise

MONDAY = datetime(2021, 9, 13)


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("12 July 2021", "2021-07-12"), ("July 12, 2021", "2021-07-12"),
        ("on Tuesday", "2021-09-07"),
        ("on Monday", "2021-09-13"), ("next Friday", "2021-09-17"), ("yesterday", "2021-09-12"),
        ("in August last year", "2020-08"), ("last August", "2021-08"), ("since 2014", "2014"),
        ("the end of 2023", "2023-12"), ("last week", "2021-09-06/2021-09-12"),
        ("the 1990s", "1990/1999"), ("two days ago", "2021-09-11"), ("Q3 2021", "2021-07/2021-09"),
        ("last month", "2021-08"), ("2021-02-03", "2021-02-03"),
    ],
)  # fmt: skip
def test_a_date_is_resolved_by_the_day_of_publication(text: str, resolved: str) -> None:
    (found,) = find_dates(tokenise(text), MONDAY)
    assert found.date.resolved == resolved


@pytest.mark.parametrize("text", ["He may 5 times", "31 June", "$2000", "1,999 people"])
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert find_dates(tokenise(text), MONDAY) == []


def test_a_relative_date_without_a_publication_time_is_found_and_not_resolved() -> None:
    (found,) = find_dates(tokenise("on Tuesday"), None)
    assert (found.date.resolved, found.date.relative) == (None, True)


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("They will meet on Tuesday.", "2021-09-14"),
        ("He is due in Minsk on Friday.", "2021-09-17"),
        ("Drivers will strike, their union said on Friday.", "2021-09-10"),
        ("They will meet on Monday.", "2021-09-13"),
    ],
)
def test_a_weekday_goes_with_its_verb(text: str, resolved: str) -> None:
    assert find_dates(tokenise(text), MONDAY)[0].date.resolved == resolved


@pytest.mark.parametrize("year", [1, 9999])
@pytest.mark.parametrize(
    "text", ["yesterday", "tomorrow", "on Friday", "next weekend", "last year"]
)
def test_a_time_of_publication_that_is_none_resolves_nothing(year: int, text: str) -> None:
    """The zero time of Go, 0001-01-01, ended in an OverflowError: the breaker counts such."""
    (found,) = find_dates(tokenise(text), datetime(year, 1, 1))
    assert (found.date.resolved, found.date.relative) == (None, True)


def test_a_day_before_all_calendars_is_no_date() -> None:
    assert find_dates(tokenise("300 decades ago"), MONDAY) == []


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("He left in June of 2016.", "2016-06"),
        ("They met this past weekend.", "2021-09-11/2021-09-12"),
        ("They met this past week.", "2021-09-06/2021-09-12"),
        ("It rained this past summer.", "2021-06/2021-08"),
        ("It was built this past November.", "2020-11"),
        ("They met this past Friday.", "2021-09-10"),
    ],
)
def test_a_month_of_a_year_and_what_is_just_past(text: str, resolved: str) -> None:
    """ "June of 2016" was June of this year, 116 times in 9,639 articles; "this past week" none."""
    assert [found.date.resolved for found in find_dates(tokenise(text), MONDAY)] == [resolved]


@pytest.mark.parametrize(
    "text",
    [
        "It grew this past year.",
        "It grew this past decade.",
        "It left the next day.",
        "It was the last year of his term.",
        "It took the last three weeks of it.",
        "In the last six hours it fell.",
        "It grew over the last 5,000 years.",
        "It grew in the past year and a half.",
        "It grew in the coming weeks.",
    ],
)
def test_a_length_of_time_is_no_date(text: str) -> None:
    assert find_dates(tokenise(text), MONDAY) == []


@pytest.mark.parametrize(
    ("text", "resolved", "granularity"),
    [
        ("It grew in the past week.", "2021-09-06/2021-09-13", "week"),
        ("It grew over the past year.", "2020-09/2021-09", "year"),
        ("It grew over the last year.", "2020-09/2021-09", "year"),
        ("It grew during the last decade.", "2011-09/2021-09", "year"),
        ("In the past three months it grew.", "2021-06-13/2021-09-13", "month"),
        ("It grew in the past 18 months.", "2020-03-13/2021-09-13", "month"),
        ("It grew these past twenty-five years.", "1996-09/2021-09", "year"),
        ("12 died in the last 48 hours.", "2021-09-11/2021-09-13", "day"),
        ("It will grow in the next two weeks.", "2021-09-13/2021-09-27", "week"),
        ("It will grow over the next decade.", "2021-09/2031-09", "year"),
        ("It will grow in the coming month.", "2021-09-13/2021-10-13", "month"),
        ("It grew over the past few weeks.", None, "week"),
        ("It will grow in the next several years.", None, "year"),
    ],
)
def test_a_stretch_up_to_today_or_from_today_on(
    text: str, resolved: str | None, granularity: str
) -> None:
    """Some 3,000 in 9,639 articles were no dates, and "over the last year" was the year before."""
    (found,) = find_dates(tokenise(text), MONDAY)
    assert (found.date.resolved, found.date.granularity) == (resolved, granularity)
    assert found.date.relative


def test_a_stretch_keeps_to_the_last_day_of_its_month() -> None:
    last_day = datetime(2024, 3, 31)
    (found,) = find_dates(tokenise("It fell in the past month."), last_day)
    assert found.date.resolved == "2024-02-29/2024-03-31"
    assert [f.date.resolved for f in find_dates(tokenise("It fell in the past month."), None)] == [
        None
    ]


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("He lost his job in December.", "2020-12"),
        ("In November, the court ruled for him.", "2020-11"),
        ("The minister in October ordered a recount.", "2020-10"),
        ("He said the hearing in October may be short.", "2021-10"),
        ("He agreed to run in November.", "2021-11"),
        ("It was on the November ballot.", "2021-11"),
        ("A rate cut in October is considered certain.", "2021-10"),
        ("Voters need a place in October.", "2021-10"),
    ],
)
def test_what_was_done_in_a_month_is_behind_us(text: str, resolved: str) -> None:
    """ "Lost his job in March", in January, was in the March to come: three months were let be."""
    assert find_dates(tokenise(text), MONDAY)[0].date.resolved == resolved


@pytest.mark.parametrize(
    "text",
    [
        "The vote, planned for Wednesday, sets up a clash.",
        "The hearing is set for Wednesday.",
        "He spoke of the talks to be held on Wednesday.",
    ],
)
def test_a_plan_for_a_weekday_is_for_the_coming_one(text: str) -> None:
    """ "Planned for Friday" was taken for a verb of the past."""
    assert find_dates(tokenise(text), MONDAY)[0].date.resolved == "2021-09-15"


@pytest.mark.parametrize(
    "text",
    [
        "Support was in the low 40s.",
        "Temperatures will rise to the mid-60s.",
        "A man in his early 40s was found.",
    ],
)
def test_levels_degrees_and_ages_are_no_decades(text: str) -> None:
    """ "The low 40s" and "the mid-60s" of the weather were decades of the last century."""
    assert find_dates(tokenise(text), MONDAY) == []


def test_tens_of_a_century_are_decades_still() -> None:
    found = find_dates(tokenise("In the mid-60s it ruled; by the early 90s it was gone."), MONDAY)
    assert [it.date.resolved for it in found] == ["1960/1969", "1990/1999"]
