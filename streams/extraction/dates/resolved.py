"""What a date comes to, and what all that resolve dates need."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from schemas.extractions import Granularity
from streams.extraction.dates.vocabulary import date_words


class Resolved(NamedTuple):
    """What a date comes to: as in the event's Date."""

    value: str | None
    granularity: Granularity
    relative: bool = False


Resolver = Callable[[re.Match[str], datetime | None], Resolved | None]


NEAR = 40
"""Characters before a date that say how it is meant."""


def stands_behind(match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The words right before a date, where they are such ones."""
    return pattern.search(match.string, max(match.start() - NEAR, 0), match.start())


OTHER_TIME = 200
"""Characters before "the year" or "the month" in which the text may say which one."""


def others_named(match: re.Match[str], named: re.Pattern[str], own: str) -> bool:
    """Whether the paragraph names another year or month than its `own` before "the year"."""
    paragraph = match.string.rfind("\n", 0, match.start()) + 1
    start = max(paragraph, match.start() - OTHER_TIME)
    return any(found != own for found in named.findall(match.string, start, match.start()))


def month_of(match: re.Match[str]) -> int:
    """The number of the month that a match names."""
    return date_words().months[match["month"].rstrip(".").lower()]


LATE = 90
"""Days between what a verb says has been and a day after publication, or the other way round."""


def nearest_day(
    base: date, day_in: Callable[[int], date | None], *, ahead: bool | None, late: int = LATE
) -> date | None:
    """The day of a year, as `day_in` gives it for each, that is nearest to the base, on the side
    of the verb.

    What is said to have been may still lie `late` days ahead of the base, and the other way round.
    """
    days = [day for year in (-1, 0, 1) if (day := day_in(base.year + year))]
    if ahead is True:
        days = [day for day in days if day >= base - timedelta(days=late)]
    elif ahead is False:
        days = [day for day in days if day <= base + timedelta(days=late)]
    return min(days, key=lambda day: abs((day - base).days), default=None)


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


WEEK, YEAR_OF_MONTHS = 7, 12


def weekday_of_month(year: int, month: int, nth: int, weekday: int) -> date | None:
    """The nth Monday (0) or other weekday of a month, -1 is the last; None where there is none."""
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - 1 - weekday) % WEEK + 1)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % WEEK + WEEK * (nth - 1))
    return day if day.month == month else None
