"""Spans of days and months, parts of years and months, figures, and what is no year."""

from datetime import datetime

import pytest

from streams.extraction.dates import find_dates
from streams.extraction.tokens import tokenise

WEDNESDAY = datetime(2025, 5, 14, 12)


def dates(text: str) -> list[tuple[str, str | None]]:
    found = find_dates(tokenise(text), WEDNESDAY)
    return [(one.date.surface, one.date.resolved) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("from March 10-16, 2020", [("March 10-16, 2020", "2020-03-10/2020-03-16")]),
        ("held June 15–17", [("June 15–17", "2025-06-15/2025-06-17")]),
        ("held June 15 to 19", [("June 15 to 19", "2025-06-15/2025-06-19")]),
        ("held 3-5 June", [("3-5 June", "2025-06-03/2025-06-05")]),
        ("on 14-15 April 1912", [("14-15 April 1912", "1912-04-14/1912-04-15")]),
        ("on June 17 and 18", [("June 17 and 18", "2025-06-17/2025-06-18")]),
        ("on June 3 and 5", [("June 3", "2025-06-03")]),
        ("rose from May 5 to 10 percent", [("May 5", "2025-05-05")]),
        (
            "from 28 March to 2 April 2024",
            [("28 March", "2024-03-28"), ("2 April 2024", "2024-04-02")],
        ),
        (
            "from Dec. 12 to Jan. 4, 2023",
            [("Dec. 12", "2022-12-12"), ("Jan. 4, 2023", "2023-01-04")],
        ),
        ("between May and July 2024", [("May", "2024-05"), ("July 2024", "2024-07")]),
        ("the January-March quarter", [("January-March", "2025-01/2025-03")]),
        ("the November-January 2020 term", [("November-January 2020", "2019-11/2020-01")]),
    ],
)
def test_a_span_has_both_ends_and_the_year_of_the_last(
    text: str, wanted: list[tuple[str, str | None]]
) -> None:
    """ "March 10-16, 2020" was March 10 of the year of publication and a year of its own."""
    assert dates(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["He lost money in the fall in oil prices.", "The index is in the nineties."],
)
def test_a_fall_and_a_level_are_no_dates(text: str) -> None:
    """They were the autumn and a decade."""
    assert dates(text) == []


def test_a_season_a_day_and_a_decade_that_look_alike_are_dates() -> None:
    text = "He left on 9/11. It opened in the fall in Rome and in the fall in an old house."
    assert [surface for surface, _ in dates(text)] == ["9/11", "the fall", "the fall"]
    assert dates("It was so in the nineties.") == [("the nineties", "1990/1999")]


@pytest.mark.parametrize(
    "text", ["at 1830 GMT", "by 1515 EST", "at 2015 local time", "Room 2025", "020 7946 2024"]
)
def test_a_time_of_day_and_a_number_of_something_are_no_years(text: str) -> None:
    """Every report of a market had the year 1830 in it."""
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the first half of 2024", "2024-01/2024-06"),
        ("the second half of last year", "2024-07/2024-12"),
        ("in the first week of May 2024", "2024-05-01/2024-05-07"),
        ("in the last weekend in April", "2025-04-26/2025-04-27"),
        ("on the first Monday of June", "2025-06-02"),
        ("on the last day of March", "2025-03-31"),
        ("the day after tomorrow", "2025-05-16"),
        ("the day before yesterday", "2025-05-12"),
        ("in the three months to March", "2025-03"),
        ("the warmest January on record", "2025-01"),
        ("in the eighties", "1980/1989"),
        ("in the late ‘80s", "1980/1989"),
        ("the class of '72", "1972"),
        ("in FY24", "2024"),
        ("in Q1 of 2025", "2025-01/2025-03"),
        ("ON MONDAY", "2025-05-12"),
        ("on Tues. it rained", "2025-05-13"),
    ],
)
def test_a_part_is_not_the_whole_and_none_is_missed(text: str, wanted: str) -> None:
    """ "The first half of 2024" was all of it, "the first Monday of June" the last Monday."""
    assert [value for _, value in dates(text)] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The plant opens by the end of the year.", "2025-12"),
        ("Prices have doubled since the start of the year.", "2025-01"),
        ("Sales fell in the first half of the year.", "2025-01/2025-06"),
        ("It raised $9m in the first quarter of the year.", "2025-01/2025-03"),
        ("It built 40 ships in the first three months of the year.", "2025-01/2025-03"),
        ("It built 40 ships in the final 10 months of 2023.", "2023-03/2023-12"),
        ("Exports rose in the first nine months of last year.", "2024-01/2024-09"),
        ("The bank was sold late last year.", "2024-10/2024-12"),
        ("He will leave early next year.", "2026-01/2026-04"),
        ("The ban ends at the end of this year.", "2025-12"),
        ("A ruling is due by the end of the month.", "2025-05"),
        ("Prices rose 2% in the year to March.", "2025-03"),
        ("A ruling is due by the end of the week.", "2025-05-12/2025-05-18"),
    ],
)
def test_a_part_of_the_year_is_of_the_year_of_publication(text: str, wanted: str) -> None:
    """ "The end of the year" was no date, 240 times in 9,639 articles, and "late last year" all of
    that year."""
    assert [value for _, value in dates(text)] == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The crash came in 2008. By the end of the year the bank was gone.", ["2008", None]),
        ("In March they met. By the end of the month it was over.", ["2025-03", None]),
        ("He left in 2025. By the end of the year he was rich.", ["2025", "2025-12"]),
    ],
)
def test_the_year_of_which_a_text_tells_is_not_that_of_publication(
    text: str, wanted: list[str | None]
) -> None:
    assert [value for _, value in dates(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "He quit at the end of the year-long siege.",
        "It fell from the first half of the year before.",
        "It came at the start of the month of Ramadan.",
        "It came in the middle of the week-long fast.",
    ],
)
def test_a_year_or_month_that_is_another_one_is_not_that_of_publication(text: str) -> None:
    assert dates(text) == []


def test_a_quarter_that_has_been_is_not_to_come() -> None:
    text = "Profit fell in the fourth quarter of the year."
    assert find_dates(tokenise(text), datetime(2025, 1, 20))[0].date.resolved == "2024-10/2024-12"
    text = "It hopes for a deal by the fourth quarter of the year."
    assert find_dates(tokenise(text), datetime(2025, 1, 20))[0].date.resolved == "2025-10/2025-12"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dated 23/04/2025 by", "2025-04-23"),
        ("expired on 8/31/24, they said", "2024-08-31"),
        ("born on 8/31/62", "1962-08-31"),
        ("is dated 07.11.2023 in", "2023-11-07"),
        ("expires 2025/06/30", "2025-06-30"),
        ("dated 12/05/2023 by", None),
        ("since 9/11 it", "2001-09-11"),
    ],
)
def test_a_date_in_figures_has_a_value_where_it_reads_one_way(
    text: str, wanted: str | None
) -> None:
    """None was found; 12/05/2023 may be of May or December."""
    assert [value for _, value in dates(text)] == [wanted]


@pytest.mark.parametrize(
    "text", ["scored 13/40", "won 31/02/2023", "version 1.2.3", "at 10.0.0.2023", "a/12/05/2023"]
)
def test_other_figures_are_no_dates(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sales fell in the first quarter.", ["2025-01/2025-03"]),
        ("Tesla's third-quarter deliveries rose.", ["2024-07/2024-09"]),
        ("Analysts expect profit growth in Q4.", ["2025-10/2025-12"]),
        ("Its fiscal third-quarter profit rose.", [None]),
        ("He threw for two touchdowns in the third quarter.", []),
        ("It grew for the third quarter in a row, the company said.", []),
        ("The party will choose a leader in the autumn.", ["2025-09/2025-11"]),
        ("He left office in the autumn.", ["2024-09/2024-11"]),
        ("It rains in the autumn.", []),
    ],
)
def test_a_quarter_or_season_without_a_year_is_the_nearest_one(
    text: str, wanted: list[str | None]
) -> None:
    """Quarters were found with a year alone; those of a game are none."""
    assert [value for _, value in dates(text)] == wanted


@pytest.mark.parametrize("this", ["this", "This", "last"])
def test_a_shortened_month_with_its_day_is_a_day(this: str) -> None:
    """ "In this Sept. 6, 2018 file photo", as agencies caption theirs, was that September."""
    assert dates(f"In {this} Sept. 6, 2018 file photo") == [("Sept. 6, 2018", "2018-09-06")]
