"""Weekdays, days and periods by their distance from the day of publication."""

import re
from datetime import date, datetime, timedelta

from schemas.extractions import Granularity
from streams.extraction.dates.patterns import WEEKDAY
from streams.extraction.dates.resolved import Resolved, ahead_of, stands_behind
from streams.extraction.dates.vocabulary import date_words

PAIRED = re.compile(
    rf"{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?\s+(?:and|or|to|through)\s+$"
)


def weekday(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """News means the last such day, the day of publication included, unless it says "next".

    "Will meet on Tuesday" means the coming one, "Monday and Tuesday" the one after that Monday.
    """
    if published is None:
        return Resolved(None, "day", True)
    base, wanted = published.date(), date_words().weekdays[match["weekday"].lower()]
    which = (match["which"] or "").lower()
    if which in {"next", "coming", "this coming"}:
        days = 7 - (base.weekday() - wanted) % 7
        return Resolved((base + timedelta(days=days)).isoformat(), "day", True)
    first = stands_behind(match, PAIRED)
    other = wanted if first is None else date_words().weekdays[first["weekday"].lower()]
    back = (base.weekday() - other) % 7
    if which == "last" and back <= 1:
        back += 7  # nobody calls yesterday "last Thursday"
    day = base - timedelta(days=back)
    if not which and ahead_of(match):
        day = base + timedelta(days=-back % 7)
    return Resolved((day + timedelta(days=(wanted - other) % 7)).isoformat(), "day", True)


SHOW_BEHIND = re.compile(r"[”\"’']?\s(?:show|anchor|host|co-host)\b")
NAMED_BEFORE = re.compile(r"\b[A-Z]\w{0,30} $")


def near_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "yesterday"; None in the name of a show or a paper: "World News Tonight"."""
    if match.group()[0].isupper() and (
        stands_behind(match, NAMED_BEFORE) or SHOW_BEHIND.match(match.string, match.end())
    ):
        return None  # "World News Tonight", "USA Today", the “Today” show
    shift = date_words().near_days[match.group().lower()]
    if published is None:
        return Resolved(None, "day", True)
    return Resolved((published.date() + timedelta(days=shift)).isoformat(), "day", True)


def _shifted(base: date, shift: int, unit: str) -> Resolved:
    """The week, month, year or decade that lies `shift` units from the base."""
    if unit == "day":
        return Resolved((base + timedelta(days=shift)).isoformat(), "day", True)
    if unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=shift)
        return Resolved(
            f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}", "week", True
        )
    if unit == "weekend":
        saturday = base - timedelta(days=base.weekday()) + timedelta(weeks=shift, days=5)
        return Resolved(
            f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", "week", True
        )
    if unit == "month":
        months = base.year * 12 + base.month - 1 + shift
        return Resolved(f"{months // 12}-{months % 12 + 1:02}", "month", True)
    if unit == "decade":
        first = (base.year // 10 + shift) * 10
        return Resolved(f"{first}/{first + 9}", "decade", True)
    return Resolved(str(base.year + shift), "year", True)


OVER = re.compile(r"\b(?:[Oo]ver|[Aa]t|[Oo]n|[Dd]uring) $")
SATURDAY, SUNDAY = 5, 6
PAST = "this past"
STRETCHES = ("year", "decade")
"""Units that are lengths of time behind "this past", and no dates."""
HALF_A_YEAR, YEAR_OF_MONTHS = 6, 12
MOST_AGO = 1500
"""Years, or shorter units: before that a text speaks of no date."""
SOON = 3
"""Days of the week on which "this weekend" may be the last one."""


def relative_period(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "last week", "next month", "this weekend"."""
    unit = match["unit"].lower()
    if published is None:
        known: dict[str, Granularity] = {"week": "week", "weekend": "week", "month": "month",
                                         "decade": "decade", "year": "year"}  # fmt: skip
        return Resolved(None, known[unit], True)
    which = match["which"].lower()
    shift = date_words().which[which]
    if which == PAST and unit in STRETCHES:
        return None  # "this past year" is a length of time
    if which == PAST and published.weekday() >= (SATURDAY if unit == "week" else SUNDAY):
        shift = 0
    if unit == "weekend" and shift == 0 and published.weekday() < SOON and ahead_of(match) is False:
        shift = -1  # "vowed this weekend", on a Tuesday
    return _shifted(published.date(), shift, unit)


def part_of_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "last night", "this morning": the day before publication, or that day."""
    if published is None:
        return Resolved(None, "day", True)
    shift = date_words().which[match["which"].lower()]
    return _shifted(published.date(), shift, "day")


def the_weekend(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "over the weekend": the one of publication or the last, unless the verb looks ahead."""
    if not stands_behind(match, OVER):
        return None
    if published is None:
        return Resolved(None, "week", True)
    ends = published.weekday() >= SATURDAY or ahead_of(match)
    return _shifted(published.date(), 0 if ends else -1, "weekend")


def relative_season(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "last summer" is that of the year before, "this winter" may have begun in it."""
    if published is None:
        return Resolved(None, "season", True)
    first, last = date_words().seasons[match["season"].lower()]
    which = match["which"].lower()
    if which == PAST:
        year = published.year - (published.month < first)
        return Resolved(f"{year}-{first:02}/{year + (last < first)}-{last:02}", "season", True)
    shift = date_words().which[which]
    year = published.year + shift
    gone = shift == 0 and published.month <= (first + HALF_A_YEAR) % YEAR_OF_MONTHS
    began = last < first and shift < 0 and published.month <= last
    if began or (first > HALF_A_YEAR and gone and not ahead_of(match)):
        year -= 1  # "this fall" in January, "last winter" in February
    return Resolved(f"{year}-{first:02}/{year + (last < first)}-{last:02}", "season", True)


def ago(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "two days ago"; None for more than MOST_AGO."""
    unit = match["unit"].lower()
    if published is None:
        known: dict[str, Granularity] = {"day": "day", "week": "week", "month": "month"}
        return Resolved(None, known.get(unit, "year"), True)
    count = match["count"].lower()
    number = date_words().numbers.get(count) or int(count)
    if unit == "decade":
        unit, number = "year", 10 * number
    if number > MOST_AGO:
        return None
    return _shifted(published.date(), -number, unit)
