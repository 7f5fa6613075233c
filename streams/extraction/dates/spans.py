"""Spans of days and months, halves of a year, and the nth week or weekday of a month."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

from schemas.extractions import Granularity
from streams.extraction.dates import absolute, months
from streams.extraction.dates.resolved import (
    WEEK,
    YEAR_OF_MONTHS,
    Resolved,
    day_of,
    month_of,
    weekday_of_month,
)
from streams.extraction.dates.vocabulary import date_words


def days(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "March 10-16, 2020", "3 to 5 June", "June 17 and 18": from the first to the last; None where
    they are not in order, or parted by "and" and not next to each other."""
    month, first, last = month_of(match), int(match["day"]), int(match["last"])
    if last <= first or (last > first + 1 and match["span"].strip() == "and"):
        return None
    if match["year"]:
        begin, relative = day_of(int(match["year"]), month, first), False
    else:
        day = months.month_day(match, published)
        if day is None or day.value is None:
            return day
        begin, relative = date.fromisoformat(day.value), True
    end = day_of(begin.year, month, last) if begin else None
    if begin is None or end is None:
        return None
    return Resolved(f"{begin.isoformat()}/{end.isoformat()}", "day", relative)


def month_span(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "the July-September quarter", "May-June 2020"."""
    of = absolute.month_year if match["year"] else months.relative_month
    last = of(match, published)
    if last is None or last.value is None:
        return last
    first, month = date_words().months[match["first"].rstrip(".").lower()], month_of(match)
    year = int(last.value[:4]) - (first > month)
    return Resolved(f"{year}-{first:02}/{last.value}", "month", last.relative)


def half(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "the first half of 2024", "the second half of last year"."""
    months_of = (1, 6) if match["half"].lower() == "first" else (7, 12)
    return absolute.months_within(match, published, months_of)


def months_of_year(match: re.Match[str], published: datetime | None) -> Resolved:
    """ "the first three months of 2024", "the final six months of the year"."""
    written = match["months"]
    count = int(written) if written.isdecimal() else date_words().numbers[written]
    last = count if match["side"] == "first" else YEAR_OF_MONTHS
    return absolute.months_within(match, published, (last - count + 1, last))


NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
SATURDAY = 5


def nth_of_month(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "the first Monday of June", "the last weekend in April", "the second week of May 2024"; None
    where a month has none such."""
    what, relative = match["what"].lower(), match["year"] is None
    of = months.relative_month(match, published) if relative else None
    granularity: Granularity = "week" if what in {"week", "weekend"} else "day"
    if of is not None and of.value is None:
        return Resolved(None, granularity, True)
    year = int(of.value[:4]) if of and of.value else int(match["year"])
    begin, length = _nth(year, month_of(match), NTH[match["nth"].lower()], what)
    if begin is None:
        return None
    value = begin.isoformat()
    if length > 1:
        value = f"{value}/{(begin + timedelta(days=length - 1)).isoformat()}"
    return Resolved(value, granularity, relative)


def _nth(year: int, month: int, nth: int, what: str) -> tuple[date | None, int]:
    """The first day and the number of days of the nth week, weekend, day or weekday of a month."""
    days = monthrange(year, month)[1]
    if what == "day":
        return date(year, month, days if nth < 0 else nth), 1
    if what == "week":
        first = days - WEEK + 1 if nth < 0 else WEEK * (nth - 1) + 1
        return day_of(year, month, first), min(WEEK, days - first + 1)
    if what == "weekend":
        return weekday_of_month(year, month, nth, SATURDAY), 2
    return weekday_of_month(year, month, nth, date_words().weekdays[what]), 1
