"""Dates and numbers that are part of a name are none: an article's parts agree with each other."""

import pytest

from streams import enrich


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Lindsey Graham told “Fox News Sunday” that he would vote on Monday.", ["Monday"]),
        ("Mr Hancock told BBC Radio 4’s Today programme on Friday that it was over.", ["Friday"]),
        ("Trump dined with the guests in Mar-a-Lago in May.", ["May"]),
        ("“Today we vote,” Mr Hancock told the chamber.", ["Today"]),
        ("Saudi Vision 2030 was announced in 2016.", ["2016"]),
    ],
)
def test_a_date_in_a_name_is_none(text: str, dates: list[str]) -> None:
    """One in fifty articles had "Fox News Sunday" as a Sunday, Mar-a-Lago as a March."""
    assert [date.surface for date in enrich(text, cleaned=False).dates] == dates


def test_a_month_is_nobody_who_is_called_so() -> None:
    text = "Theresa May left in May 2017. May said on 5 May that talks in May were her last."
    (person,) = enrich(text, cleaned=False).entities
    assert [mention.start for mention in person.mentions] == [0, text.index("May said")]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("The tanker Grace 1 was seized with 2 million barrels of oil.", ["2 million barrels"]),
        ("Jenny Town of 38 North, a Washington-based project, counted three tests.", ["three"]),
        ("The U.S. team celebrated their 4th World Cup victory on July 7, 2019.", ["4th"]),
    ],
)
def test_a_number_in_a_name_is_none(text: str, quantities: list[str]) -> None:
    assert [q.surface for q in enrich(text, cleaned=False).quantities] == quantities
