"""Dates that are counted from what was told, centuries, and what else was read as no date or as the
wrong one: each case is one that came out wrong or was missed."""

from datetime import UTC, datetime

import pytest

from streams.extraction.dates import find_dates
from streams.extraction.tokens import tokenise

PUBLISHED = datetime(2024, 3, 14, 9, tzinfo=UTC)
"""A Thursday."""


def dates(text: str) -> list[tuple[str, str | None]]:
    return [
        (found.date.surface, found.date.resolved) for found in find_dates(tokenise(text), PUBLISHED)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "He was held on 2 March and freed the following day.",
            [("2 March", "2024-03-02"), ("the following day", "2024-03-03")],
        ),
        (
            "They married in June 1971. Ten years later, they parted.",
            [("June 1971", "1971-06"), ("Ten years later", "1981")],
        ),
        (
            "It was signed in 1947 and ratified the following year.",
            [("1947", "1947"), ("the following year", "1948")],
        ),
        (
            "He vanished on Feb. 28; his car was found the day after.",
            [("Feb. 28", "2024-02-28"), ("the day after", "2024-02-29")],
        ),
        (
            "It rose 2 percent in January, from 3 percent the previous month.",
            [("January", "2024-01"), ("the previous month", "2023-12")],
        ),
        ("the day after the vote", []),
        ("Two years later, they parted.", []),
        ("over the following weeks", []),
    ],
)
def test_what_is_counted_from_a_date_of_the_text(
    text: str, wanted: list[tuple[str, str | None]]
) -> None:
    assert dates(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It dates from the 14th century.", [("the 14th century", "1301/1400")]),
        ("in the late nineteenth century", [("the late nineteenth century", "1867/1900")]),
        ("the sixth century B.C. and the 5th century BC", []),
        ("They met a fortnight ago.", [("a fortnight ago", "2024-02-26/2024-03-03")]),
        ("Snow is due early next week.", [("early next week", "2024-03-18/2024-03-24")]),
        ("Sales will rise this quarter.", [("this quarter", "2024-01/2024-03")]),
        ("They scored last quarter of the game.", []),
        ("They meet on Tuesday week.", [("Tuesday week", "2024-03-26")]),
        ("He lost his seat in the May elections.", [("May", "2023-05")]),
        ("Prices have doubled since the summer.", [("the summer", "2023-06/2023-08")]),
        ("It should be done by autumn.", [("autumn", "2024-09/2024-11")]),
        ("It will be cold by the weekend.", [("the weekend", "2024-03-16/2024-03-17")]),
        ("They meet on a Saturday at noon.", []),
        ("They held a Saturday hearing.", [("Saturday", "2024-03-09")]),
    ],
)
def test_other_words_for_a_time(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert dates(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Greeks vote in an election on Sunday.", "2024-03-17"),
        ("Greeks lost the vote on Sunday.", "2024-03-10"),
        ("Parliament votes on it on Wednesday.", "2024-03-20"),
        ("Congress returns Monday with much to do.", "2024-03-18"),
        ("He released his tax returns Monday.", "2024-03-11"),
        ("The film is released on Friday.", "2024-03-15"),
        ("It will be held at 8 p.m. Monday.", "2024-03-18"),
        ("Trump spoke at 8 p.m. Monday.", "2024-03-11"),
    ],
)
def test_who_votes_or_returns_on_a_day_does_so_on_the_coming_one(text: str, wanted: str) -> None:
    assert [resolved for _, resolved in dates(text)] == [wanted]


def test_monday_through_friday_are_of_one_week() -> None:
    """The "through" of a pair was taken for a bound ahead, and the Friday was a week later."""
    text = "The show is on the air live Monday through Friday."
    assert dates(text) == [("Monday", "2024-03-11"), ("Friday", "2024-03-15")]
