"""Weekdays, days and periods by their distance from the day of publication."""

import re
from datetime import datetime, timedelta

from schemas.extractions import Granularity
from streams.extraction.dates.counted import shifted
from streams.extraction.dates.patterns import WEEKDAY
from streams.extraction.dates.resolved import YEAR_OF_MONTHS, Resolved, stands_behind
from streams.extraction.dates.tense import ahead_of, has_been, is_bound_ahead
from streams.extraction.dates.vocabulary import date_words

PAIRED = re.compile(
    rf"{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?\s+(?:and|or|to|through)\s+"
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.?\s+)?$"
)


COMES_BACK = re.compile(
    r"\b(?:[Ee]very|[Ee]ach) (?:other )?(?:[A-Z]\w+day(?: through| to|,? and|,) )*$"
)
""" "every other Monday", "each Friday, Saturday and Sunday"."""


ON_ANY = re.compile(r"\b[Oo]n a $")
ENDS_THERE = re.compile(r"[.,;:)]|\s(?:at|in|and|or|when|to|is|was|if)\b|$")
""" "They meet on a Saturday at noon": any such day; "a Saturday hearing" was on one."""


def weekday(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """News means the last such day, the day of publication included, unless it says "next".

    "Will meet on Tuesday" means the coming one, "Monday and Tuesday" the one after that Monday;
    "this Tuesday" the coming one too, but behind a verb of the past. "Every Tuesday" is no date.
    """
    if stands_behind(match, COMES_BACK):
        return None
    if stands_behind(match, ON_ANY) and ENDS_THERE.match(match.string, match.end()):
        return None
    if published is None:
        return Resolved(None, "day", True)
    base, wanted = published.date(), _weekday_of(match)
    if match["week"]:  # "on Tuesday week"
        days = (wanted - base.weekday()) % 7 + 7
        return Resolved((base + timedelta(days=days)).isoformat(), "day", True)
    which = (match["which"] or "").lower()
    if which in {"next", "coming", "this coming"}:
        days = 7 - (base.weekday() - wanted) % 7
        return Resolved((base + timedelta(days=days)).isoformat(), "day", True)
    first = stands_behind(match, PAIRED)
    other = wanted if first is None else _weekday_of(first)
    back = (base.weekday() - other) % 7
    if which == "last" and back <= 1:
        back += 7  # nobody calls yesterday "last Thursday"
    day = base - timedelta(days=back)
    if which in {"", "this"} and _lies_ahead(match, which, match if first is None else first):
        day = base + timedelta(days=-back % 7)
    return Resolved((day + timedelta(days=(wanted - other) % 7)).isoformat(), "day", True)


def _weekday_of(match: re.Match[str]) -> int:
    """The number of the weekday that a match names, in full or shortened."""
    name, lists = match["weekday"].rstrip(".").lower(), date_words()
    return lists.weekdays[name] if name in lists.weekdays else lists.short_weekdays[name]


SINCE = re.compile(r"\b[Ss]ince\s$")


def _lies_ahead(match: re.Match[str], which: str, first: re.Match[str]) -> bool:
    """Whether a weekday is the coming one, by its verb and the words right before it, or before the
    `first` of two: the "through" of "Monday through Friday" is no bound."""
    ahead = ahead_of(match)
    if stands_behind(match, SINCE):
        return False
    return bool(ahead) or (which == "this" and ahead is None) or is_bound_ahead(first)


SHOW_BEHIND = re.compile(
    r"[”\"’']?\s(?:[Ss]how|anchor|host|co-host)\b|(?<=[“\"‘']Today)[”\"’'](?!s\b)"
)
""" "the Today show", "told “Today” that"."""
NAMED_BEFORE = re.compile(r"\b[A-Z]\w{0,30} $")


def near_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "yesterday", "the day after tomorrow"; None in the name of a show or a paper: "World News
    Tonight"."""
    if (
        match["near"]
        and match.group()[0].isupper()
        and (stands_behind(match, NAMED_BEFORE) or SHOW_BEHIND.match(match.string, match.end()))
    ):
        return None  # "World News Tonight", "USA Today", the “Today” show
    if match["beside"]:
        shift = 2 if match["beside"].startswith("after") else -2
    else:
        shift = date_words().near_days[match["near"].lower()]
    if published is None:
        return Resolved(None, "day", True)
    return Resolved((published.date() + timedelta(days=shift)).isoformat(), "day", True)


OVER = re.compile(
    r"\b(?:[Oo]ver|[Aa]t|[Oo]n|[Dd]uring|[Bb]y|[Bb]efore|[Uu]ntil|[Ss]ince|[Aa]fter) $"
)
SATURDAY, SUNDAY = 5, 6
PAST = "this past"
STRETCHES = ("year", "decade")
"""Units that are lengths of time behind "this past", and no dates."""
HALF_A_YEAR = 6
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
    if unit == "week" and shift == 0:
        shift = _is_week_to_come(match, published)
    return shifted(published.date(), shift, unit)


def _is_week_to_come(match: re.Match[str], published: datetime) -> bool:
    """Whether "this week" is the next one: "will vote this week", on a Sunday."""
    return published.weekday() == SUNDAY and bool(ahead_of(match))


def the_week(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "the end of the week": that of publication, or the one to come."""
    if published is None:
        return Resolved(None, "week", True)
    return shifted(published.date(), _is_week_to_come(match, published), "week")


def part_of_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "last night", "this morning": the day before publication, or that day."""
    if published is None:
        return Resolved(None, "day", True)
    shift = date_words().which[match["which"].lower()]
    return shifted(published.date(), shift, "day")


def the_weekend(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "over the weekend": the one of publication or the last, unless the verb looks ahead."""
    if not stands_behind(match, OVER):
        return None
    if published is None:
        return Resolved(None, "week", True)
    ends = published.weekday() >= SATURDAY or ahead_of(match)
    return shifted(published.date(), 0 if ends else -1, "weekend")


def season_alone(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "in the spring": the coming or the last one, where its verb says which; else None."""
    ahead = ahead_of(match)
    since = stands_behind(match, SINCE) is not None
    if since:
        ahead = False
    elif not ahead and not has_been(match):
        return None  # "it rains in the winter"
    if published is None:
        return Resolved(None, "season", True)
    first, last = date_words().seasons[match["season"].lower()]
    over = published.month > last and (last > first or published.month < first)
    year = published.year
    if ahead and over and last > first:
        year += 1
    elif not ahead and published.month < first + since:
        year -= 1  # nor has it been "since the spring" in March
    return Resolved(f"{year}-{first:02}/{year + (last < first)}-{last:02}", "season", True)


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
    began = last < first and published.month <= last
    if began or (first > HALF_A_YEAR and gone and not ahead_of(match)):
        year -= 1  # "this fall" in January, "last" or "this winter" in February
    return Resolved(f"{year}-{first:02}/{year + (last < first)}-{last:02}", "season", True)
