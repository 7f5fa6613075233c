"""Times that are counted: "two days ago" and "the past two days" from publication, "two days
earlier" from what was told."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from schemas.extractions import Granularity
from streams.extraction.dates.resolved import YEAR_OF_MONTHS, Resolved, stands_behind
from streams.extraction.dates.vocabulary import date_words

MOST_AGO = 1000
"""Years, or shorter units: before that a text speaks of no date."""
GRANULARITIES: dict[str, Granularity] = {"day": "day", "week": "week", "month": "month"}
"""What is counted in them is as exact as they are, all else as a year."""
TEN, HUNDRED = 10, 100
FORTNIGHT = 2

COARSER: tuple[Granularity, ...] = (
    "instant", "day", "week", "month", "season", "quarter", "year", "decade",
)  # fmt: skip
"""From the most exact on."""


class Length(NamedTuple):
    """A length of time; the number is 0 for "a few"."""

    number: int
    unit: str


def shifted(base: date, shift: int, unit: str) -> Resolved:
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
    return Resolved(f"{base.year + shift:04}", "year", True)


def _length(match: re.Match[str]) -> Length | None:
    """What a count and its unit come to, in units that `shifted` knows; None where it is no length
    that a date is counted back by: 12,000 years, half a week."""
    unit = _unit_of(match)
    if unit == "fortnight":
        number = _number(" ".join(match["count"].lower().split()))
        return Length(FORTNIGHT * number, "week") if number <= TEN else None
    if "count" not in match.groupdict():
        return Length(1, unit)  # "the previous month"
    years = {"year": 1, "decade": TEN}.get(unit, HUNDRED if unit.startswith("centur") else 0)
    words = " ".join(match["count"].lower().split())
    if parts := date_words().parts.get(words):
        if unit == "year" and YEAR_OF_MONTHS % parts == 0:
            return Length(YEAR_OF_MONTHS // parts, "month")
        return Length(years // parts, "year") if years >= TEN else None
    number = _number(words)
    if number * max(years, 1) > MOST_AGO:
        return None
    return Length(number * years, "year") if years else Length(number, unit)


def _unit_of(match: re.Match[str]) -> str:
    """The unit of "two days later", "the following day", "the year before"."""
    named = match.groupdict()
    found = named.get("unit") or named.get("next") or named.get("after") or named.get("before")
    return "day" if found is None else str(found).lower()


def _number(words: str) -> int:
    """ "12,000", "twenty-five", "a dozen"; 0 for "a few"."""
    if words[0].isdecimal():
        return int(words.replace(",", ""))
    numbers = date_words().numbers
    if words in numbers:
        return numbers[words]
    hundreds, hundred, rest = words.replace(" and ", " ").partition(" hundred")
    if hundred:
        return numbers[hundreds] * HUNDRED + (_number(rest[1:]) if rest else 0)
    tens, _, ones = words.replace("-", " ").partition(" ")
    return numbers[tens] + numbers[ones]


def _unknown(length: Length) -> Resolved:
    return Resolved(None, GRANULARITIES.get(length.unit, "year"), True)


def ago(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "two days ago", "half a century ago"; without a value where it says no number ("a few years
    ago"); None for more than MOST_AGO."""
    length = _length(match)
    if length is None:
        return None
    if published is None or not length.number:
        return _unknown(length)
    return shifted(published.date(), -length.number, length.unit)


HOURS = 24


def stretch(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "The past three months", "over the last year", "the next two weeks": up to the day of
    publication, or from it on; without a value where it says no number ("the past few weeks").

    In days where it is counted in such or in weeks or months, else in months or in years.
    """
    one = match["one"]
    if one is None:
        length = _in_days(_length(match))
    else:
        length = Length(TEN, "year") if one == "decade" else Length(1, one)
    if length is None:
        return None
    granularity = GRANULARITIES.get(length.unit, "year")
    if published is None or not length.number:
        return Resolved(None, granularity, True)
    gone = any(match[name] for name in ("gone", "past", "last"))
    day = published.date()
    other = _moved(day, Length(-length.number if gone else length.number, length.unit))
    if other is None:
        return None
    until = len("2020-05" if length.unit == "year" else "2020-05-01")
    first, last = (bound.isoformat()[:until] for bound in sorted((day, other)))
    return Resolved(f"{first}/{last}", granularity, True)


def _in_days(length: Length | None) -> Length | None:
    """Hours as whole days, where they are some: "the last 48 hours"."""
    if length is None or length.unit != "hour":
        return length
    days, rest = divmod(length.number, HOURS)
    return None if rest or not days else Length(days, "day")


def _moved(day: date, length: Length) -> date | None:
    """The day so long after another; the last of its month where that has no such day."""
    if length.unit in SHORT:
        return day + timedelta(**{f"{length.unit}s": length.number})
    months = day.year * YEAR_OF_MONTHS + day.month - 1
    months += length.number * (YEAR_OF_MONTHS if length.unit == "year" else 1)
    year, month = divmod(months, YEAR_OF_MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year > 0 else None


COMPARED = re.compile(
    r"\b(?:[Ff]rom|[Tt]han|[Ww]ith|[Tt]o|versus|vs\.?|over)\s"
    r"(?:[^\s\d]{0,3}\d[\d.,]{0,12}[^\s\d]{0,3}\s(?:[a-z]{1,12}\s)?)?$"
)
""" "From a year earlier", "from $4bn a year earlier"."""
SHORT = {"day", "week"}


def is_compared(match: re.Match[str]) -> bool:
    """Whether something is compared with how it was earlier."""
    return stands_behind(match, COMPARED) is not None


def earlier(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "Sales fell from a year earlier", "a week earlier": from publication where no date stands
    before them (`back_from`); "two years earlier" has no value then."""
    length = _length(match)
    if length is None:
        return None
    compared = is_compared(match) or length.unit in SHORT
    if published is None or length.number != 1 or not compared:
        return _unknown(length)
    return shifted(published.date(), -1, length.unit)


def later(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "Two days later", "the following day": without a value until `counted_from` has counted it
    from a date before it."""
    length = _length(match)
    return None if length is None else _unknown(length)


def counted_from(match: re.Match[str], base: Resolved, *, on: bool) -> Resolved | None:
    """ "He married in 1998. Two years earlier": so much before that date, or behind it where it
    goes `on`; without a value where the date is less exact than what is counted."""
    length = _length(match)
    if length is None or base.value is None:
        return None
    unit = GRANULARITIES.get(length.unit, "year")
    first, _, last = base.value.partition("/")
    year, *rest = map(int, (last if on and last else first).split("-"))
    too_coarse = COARSER.index(base.granularity) > COARSER.index(unit)
    if not length.number or too_coarse or year <= length.number:
        return _unknown(length)
    month, day = (*rest, 1, 1)[:2]
    shift = length.number if on else -length.number
    return shifted(date(year, month, day), shift, length.unit)
