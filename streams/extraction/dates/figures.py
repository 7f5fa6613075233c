"""Dates in figures: "23/04/2025", "8/31/24", "07.11.2023", "2025/06/30", "9/11"."""

import re
from datetime import datetime

from streams.extraction.dates.resolved import Resolved, day_of

SOON = 10
"""Years from publication that two figures of a year may lie ahead; "62" is 1962."""
CENTURY, THIS_CENTURY = 100, 2000


def slashed(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """A day and a month in either order: without a value where both may be the month, as
    "12/05/2023" is of May in London and of December in Boston; None where there is no such day."""
    first, second, year = int(match["first"]), int(match["second"]), _year(match["year"], published)
    if day_of(year, first, second) and day_of(year, second, first) and first != second:
        return Resolved(None, "day")
    day = day_of(year, first, second) or day_of(year, second, first)
    return Resolved(day.isoformat(), "day") if day else None


def _year(digits: str, published: datetime | None) -> int:
    """The year of four figures, or of two."""
    if len(digits) > 2:
        return int(digits)
    year = THIS_CENTURY + int(digits)
    latest = published.year + SOON if published else THIS_CENTURY + CENTURY // 2
    return year if year <= latest else year - CENTURY


def in_order(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "2021-07-12", "07.11.2023" (day first), "2025/06/30"; None where there is no such day."""
    day = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
    return Resolved(day.isoformat(), "day") if day else None


def nine_eleven(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """The day of the attacks that are called by it."""
    return Resolved("2001-09-11", "day")
