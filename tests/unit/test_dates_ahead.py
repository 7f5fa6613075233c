"""On which side of publication a weekday lies."""

from datetime import datetime

import pytest

from streams.extraction.dates import find_dates
from streams.extraction.tokens import tokenise

WEDNESDAY = datetime(2025, 5, 14, 12)


def resolved(text: str) -> list[str | None]:
    """What the dates of a text come to."""
    return [found.date.resolved for found in find_dates(tokenise(text), WEDNESDAY)]


@pytest.mark.parametrize(
    "text",
    [
        "The case was adjourned until Friday.",
        "They have until Friday to reply.",
        "The union gave the firm until Friday to improve its offer.",
        "The bill must be signed by Friday.",
        "A verdict is likely by Friday.",
        "She asked the court to rule by Friday.",
        "Ahead of Friday's election, both men promised tax cuts.",
        "Polls show a tie before Friday's runoff.",
        "He is a doubt for Friday's final.",
        "He'll appear in court on Friday.",
        "She won't appear in court on Friday.",
        "The firm must reply on Friday.",
        "He hopes to return on Friday.",
        "The vote is expected Friday.",
        "The two sides agreed to meet again on Friday.",
        "He is meeting the king on Friday.",
        "The trial resumes on Friday.",
        "The law comes into force on Friday.",
        "Schools reopen on Friday.",
        "Voters go to the polls on Friday.",
        "Real Madrid host Arsenal on Friday.",
        "The election is on Friday.",
        "The deadline is midnight Friday.",
        "It starts at 5 p.m. ET on Friday.",
        "They are expected to speak for Sen. Ann Kent on Friday.",
        "Friday marks the anniversary of the attack.",
        "The two leaders meet this Friday in Rome.",
        "This Friday the court hears the appeal.",
        "Schools will stay closed until Friday.",
        "The team travels to Porto on Friday.",
        "Friday's final will be played in Lagos.",
    ],
)
def test_what_is_arranged_lies_ahead(text: str) -> None:
    """Each was the Friday before: a verb was of the future with "will" or "due" alone, and "until",
    "ahead of" and "this" told nothing."""
    assert resolved(text) == ["2025-05-16"]


@pytest.mark.parametrize(
    "text",
    [
        "He appeared in court on Friday.",
        "The road was closed until Friday.",
        "By Friday, 20 people were dead.",
        "He told reporters on Friday that he would go.",
        "They did not meet on Friday.",
        "“We must win,” he wrote in a letter on Friday.",
        "“We will win,” according to a statement on Friday.",
        "He voted for it after Friday's attack.",
        "He was arrested this Friday.",
        "He should have been there on Friday.",
        "The group didn't expect much on Friday.",
        "It has been closed since Friday.",
        "Police are looking into a shooting on Friday.",
    ],
)
def test_what_was_done_does_not(text: str) -> None:
    assert resolved(text) == ["2025-05-09"]


SUNDAY = datetime(2025, 5, 18, 12)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The house will vote this week.", "2025-05-19/2025-05-25"),
        ("Talks resume later this week.", "2025-05-19/2025-05-25"),
        ("The bill should pass by the end of the week.", "2025-05-19/2025-05-25"),
        ("The house voted this week.", "2025-05-12/2025-05-18"),
        ("She resigned earlier this week.", "2025-05-12/2025-05-18"),
    ],
)
def test_on_a_sunday_a_plan_for_this_week_is_for_the_coming_one(text: str, wanted: str) -> None:
    """Plans of Sundays were put in the week that had ended: of 19 "this week" some eight."""
    assert [found.date.resolved for found in find_dates(tokenise(text), SUNDAY)] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("On November 25, the court freed him.", "2024-11-25"),
        ("Since November 25, prices have doubled.", "2024-11-25"),
        ("He was hurt last May 20.", "2024-05-20"),
        ("They have until March 1 to reply.", "2025-03-01"),
        ("All events through October 30 were cancelled.", "2025-10-30"),
        ("It was closed on June 1.", "2025-06-01"),
    ],
)
def test_a_day_on_which_something_was_done_has_been(text: str, wanted: str) -> None:
    """The nearest was taken, half a year ahead; an article that is updated may tell of a later one
    than that of its publication."""
    assert resolved(text) == [wanted]
