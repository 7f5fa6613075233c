"""Dates as news writes them: each case is one that came out wrong or was missed."""

from datetime import UTC, datetime

import pytest

from streams import enrich
from streams.extraction.dates import find_dates
from streams.extraction.tokens import tokenise

PUBLISHED = datetime(2026, 10, 28, 12, tzinfo=UTC)
"""A Wednesday."""
FRIDAY = datetime(2019, 8, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("from Sunday evening, October 25", [("Sunday evening, October 25", "2026-10-25")]),
        ("in this November 7, 2025 picture", [("November 7, 2025", "2025-11-07")]),
        ("It may skip a Thursday hearing", [("Thursday", "2026-10-29")]),
        (
            "He is scheduled to speak on Thursday and the other panel on Friday",
            [("Thursday", "2026-10-29"), ("Friday", "2026-10-30")],
        ),
        (
            "He canceled trips on Wednesday and Thursday",
            [("Wednesday", "2026-10-28"), ("Thursday", "2026-10-29")],
        ),
        ("It fell over last night’s vote", [("last night", "2026-10-27")]),
        ("He said this morning that", [("this morning", "2026-10-28")]),
        ("asked over the weekend if he", [("the weekend", "2026-10-24/2026-10-25")]),
        ("before the weekend of talks", []),
        ("since last summer the rule", [("last summer", "2025-06/2025-08")]),
        ("this fall the group met", [("this fall", "2026-09/2026-11")]),
        ("in the spring of last year", [("the spring of last year", "2025-03/2025-05")]),
        (
            "in the first quarter of this year",
            [("the first quarter of this year", "2026-01/2026-03")],
        ),
        ("the final quarter of 2024", [("the final quarter of 2024", "2024-10/2024-12")]),
        ("He came in June of last year", [("June of last year", "2025-06")]),
        ("from the beginning of July", [("the beginning of July", "2026-07")]),
        ("counted to the end of Feb. 17", [("Feb. 17", "2026-02-17")]),
        ("a July call with them", [("July", "2026-07")]),
        ("over the course of April", [("April", "2026-04")]),
        ("as recently as January", [("January", "2026-01")]),
        ("much of October and his July call", [("October", "2026-10"), ("July", "2026-07")]),
        ("a deal by year's end", [("year's end", "2026-12")]),
        ("it had 12 ships at year-end", [("year-end", "2026-12")]),
        ("a year-end party", []),
        ("since the Sept. 11 terror attacks", [("Sept. 11", "2001-09-11")]),
        ("attacks on Sept. 11 on the base", [("Sept. 11", "2026-09-11")]),
        ("one humid August night", [("August", "2026-08")]),
        ("Talks will be over by March", [("March", "2027-03")]),
        ("a poll from May", [("May", "2026-05")]),
        ("unlikely until late January", [("late January", "2027-01")]),
        ("every July, as April Reed said of June Medical", []),
        ("a January Gallup poll", [("January", "2026-01")]),
        ("on Friday the 16th of October", [("Friday the 16th of October", "2026-10-16")]),
        ("ahead of June’s vote", [("June", "2027-06")]),
        ("banned in August and September", [("August", "2026-08"), ("September", "2026-09")]),
        ("between April and July 2017", [("April", "2017-04"), ("July 2017", "2017-07")]),
        ("rose in January, 82 percent", [("January", "2026-01")]),
        ("as the law stands, on October the 31st", [("October the 31st", "2026-10-31")]),
        ("was closed for the term that begins in June", [("June", "2027-06")]),
        ("Thursday, the head of it is scheduled to speak", [("Thursday", "2026-10-29")]),
        ("seen on Saturday Night Live", []),
        ("a record 2020’s figures beat", [("2020", "2020")]),
        ("in the 2020’s", [("the 2020’s", "2020/2029")]),
        ("said on World News Tonight that", []),
        ("told “Today” that", []),
        ("the “Today” team and Today Show hosts", []),
        ("“Today’s jobs report is good”", [("Today", "2026-10-28")]),
        ("The court sits every Tuesday and Thursday", []),
        ("on every other Monday", []),
        ("It sits every Monday, Wednesday, and Friday", []),
        (
            "Rain is forecast for Friday and Saturday",
            [("Friday", "2026-10-30"), ("Saturday", "2026-10-31")],
        ),
        ("The truce ends late on Sunday", [("Sunday", "2026-11-01")]),
        ("He drove to opposite ends of Iowa on Sunday", [("Sunday", "2026-10-25")]),
        ("as of July 20 of last year", [("July 20 of last year", "2025-07-20")]),
        ("on 3 March this year", [("3 March this year", "2026-03-03")]),
        ("He will appear after pleading guilty on Monday", [("Monday", "2026-10-26")]),
        ("to make their voice heard in November’s midterm elections", [("November", "2026-11")]),
        ("Tonight it ends", [("Tonight", "2026-10-28")]),
        ("on Palm Sunday they", [("Palm Sunday", "2027-03-21")]),
        ("It is due for December", [("December", "2026-12")]),
        ("until late December", [("late December", "2026-12")]),
        ("She agreed to stay through at least November", [("November", "2026-11")]),
        ("early Jan. 22, he", [("Jan. 22", "2027-01-22")]),
        ("the most since December", [("December", "2025-12")]),
        ("It had to be agreed by May 1", [("May 1", "2026-05-01")]),
        ("They can meet on Thursday", [("Thursday", "2026-10-29")]),
        ("He plans to remain until May 18", [("May 18", "2027-05-18")]),
        ("It will be held Nov. 18", [("Nov. 18", "2026-11-18")]),
        ("He will return in March", [("March", "2027-03")]),
        ("Cars would end in 2030", [("2030", "2030")]),
        ("at the end of 2030", [("the end of 2030", "2030-12")]),
        ("a man in his late 60s", []),
        ("in the late 1800s", [("the late 1800s", "1800/1899")]),
        ("on Tuesday the “Today” show and Today show host Al Kent", [("Tuesday", "2026-10-27")]),
        ("Saturday will be hot", [("Saturday", "2026-10-31")]),
        ("It said that it could be put to a vote as early as Friday", [("Friday", "2026-10-30")]),
        ("No matter who is elected in November", [("November", "2026-11")]),
        ("He vowed this weekend to wait", [("this weekend", "2026-10-24/2026-10-25")]),
        ("They will march this weekend", [("this weekend", "2026-10-31/2026-11-01")]),
        ("Assembly Bill 1945 passed", []),
        (
            "It was sent on the night of March 11. On March 11, 2024, it rained.",
            [("March 11", "2024-03-11"), ("March 11, 2024", "2024-03-11")],
        ),
        (
            "On June 19, 1865, it was over. They marched on June 19.",
            [("June 19, 1865", "1865-06-19"), ("June 19", "2026-06-19")],
        ),
    ],
)  # fmt: skip
def test_dates_of_news(text: str, wanted: list[tuple[str, str]]) -> None:
    found = find_dates(tokenise(text), PUBLISHED)
    assert [(f.date.surface, f.date.resolved) for f in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It will fail again this winter.", "2026-12/2027-02"),
        ("It failed last winter.", "2025-12/2026-02"),
        ("It may fail next winter.", "2027-12/2028-02"),
    ],
)
def test_the_winter_in_which_we_are_is_this_one(text: str, wanted: str) -> None:
    """In January "this winter" lay a year ahead behind "will", and "next winter" two."""
    found = find_dates(tokenise(text), datetime(2027, 1, 12, tzinfo=UTC))
    assert found[0].date.resolved == wanted


def test_a_year_within_a_move_is_kept() -> None:
    """ "From 21 percent in 2009 to 64 percent" swallowed its year."""
    found = enrich("The share rose from 21 percent in 2009 to 64 percent.", cleaned=False)
    assert [date.surface for date in found.dates] == ["2009"]
    assert [quantity.value for quantity in found.quantities] == [21, 64]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("where you can only talk,” Harris said on Thursday.", [("Thursday", "2019-08-01")]),
        ("They will act after Unwin on Wednesday threatened it.", [("Wednesday", "2019-07-31")]),
        ("“This Thursday, I will be there.”", [("This Thursday", "2019-08-08")]),
        ("The vote last Thursday was close.", [("last Thursday", "2019-07-25")]),
        ("He lives at 1600 Pennsylvania Avenue.", []),
        ("since the 1929 Wall Street crash", [("1929", "1929")]),
    ],
)
def test_dates_around_a_friday(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [f.date for f in find_dates(tokenise(text), FRIDAY)]
    assert [(date.surface, date.resolved) for date in found] == wanted
