"""Holidays and feasts by name: the nearest one on the side that the words beside it mean."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from streams.extraction.dates.patterns import YEAR, either
from streams.extraction.dates.resolved import (
    LATE,
    Resolved,
    nearest_day,
    stands_behind,
    weekday_of_month,
)
from streams.extraction.dates.tense import UNTIL, ahead_of, has_been
from streams.extraction.dates.vocabulary import date_words, holidays

SINCE = re.compile(r"\b[Ss]ince\s(?:the\s)?$")
THEN = re.compile(r"\b(?i:on|at|over|during|around)\s(?:the\s|a\s)?$")
BARE_LEAD = re.compile(rf"(?<!\b[Ww]ar )\b(?i:{either(holidays().leads)})\s$")
GOES_ON = re.compile(rf"\s*(?:[.,;:!?)”\"’—–]|$)|\s(?:{either(holidays().goes_on)})\b|\n")
EVENT = re.compile(rf"\s(?i:{either(holidays().events)})\b")
ATTACK = re.compile(rf"\s(?i:{either(holidays().attacks)})\b")
HELD_ON = re.compile(r"\b[Oo]n\s$")
""" "On Christmas Day attacks killed 12"."""
OF_A_PLACE = re.compile(r"\b(?:Canadian|Orthodox|Greek|Chinese|Lunar|Jewish|Tibetan)\s$")
"""What is kept on another day than the one of that name."""


def _spelt(name: str) -> str:
    """A pattern for a name, with either apostrophe or none, and maybe without its full stops."""
    spelt = re.escape(name).replace("'", "['’]?").replace(r"\.", r"\.?")
    return spelt.replace(r"\ ", r"\s+")


def _names() -> list[str]:
    known = holidays()
    return [*known.fixed, *known.weekdays, *known.easter]


def _plain(name: str) -> str:
    return re.sub(r"['’.]", "", " ".join(name.split()))


PLAIN = {_plain(name): name for name in _names()}
BARE = {_plain(name) for name in holidays().bare}


def _any_of(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first."""
    return either(_spelt(name) for name in sorted(names, key=len, reverse=True))


HOLIDAYS = _any_of(_names())


def _pattern(names: Iterable[str]) -> str:
    """A pattern for any of the names, with a year behind."""
    which = r"(?:(?P<which>[Ll]ast|[Tt]his(?:\s+past)?|[Nn]ext)\s+)?"
    year = rf"(?:,?\s+(?:of\s+|in\s+)?{YEAR}(?![,.]?\d|%))?"
    return rf"{which}(?P<holiday>{_any_of(names)}){year}"


def _is_on_weekday(name: str) -> bool:
    return name.rsplit(None, 1)[-1].lower() in date_words().weekdays


ON_WEEKDAYS: str = _pattern(name for name in _names() if _is_on_weekday(name))
ON_WEEKDAYS_NEED: set[str] = {name.split()[0] for name in _names() if _is_on_weekday(name)}
"""Every match of ON_WEEKDAYS holds one of these."""
OTHERS: str = _pattern(name for name in _names() if not _is_on_weekday(name))


def _anchor(name: str) -> str:
    """The last word of a name with a large letter that is no month, without its possessive."""
    words = [word for word in name.split() if word[0].isupper()]
    return [word for word in words if word.lower() not in date_words().months][-1].split("'")[0]


WORDS: set[str] = {_anchor(name) for name in _names() if not _is_on_weekday(name)}
"""A word of every match of OTHERS."""


def holiday(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "on Christmas Day", "last Thanksgiving", "Good Friday 1998"; None for "a Christmas tree" and
    "the Good Friday Agreement", without a value for "the Easter Sunday attacks"."""
    name = _plain(match["holiday"])
    bare = name in BARE and not (match["which"] or match["year"])
    if bare and not (stands_behind(match, BARE_LEAD) and GOES_ON.match(match.string, match.end())):
        return None
    if stands_behind(match, OF_A_PLACE):
        return None
    named = not (match["which"] or match["year"] or stands_behind(match, HELD_ON))
    if named and EVENT.match(match.string, match.end()):
        return None
    if match["year"]:
        day = _day_in(int(match["year"]), PLAIN[name])
        return Resolved(day.isoformat(), "day") if day else None
    if published is None or (named and ATTACK.match(match.string, match.end())):
        return Resolved(None, "day", True)
    return Resolved(_meant(match, PLAIN[name], published.date()), "day", True)


def _meant(match: re.Match[str], name: str, base: date) -> str | None:
    """The occurrence of a holiday that the words beside it mean."""
    which = (match["which"] or "").lower()
    ahead: bool | None = {"last": False, "this past": False, "next": True}.get(which)
    gone = ahead is False or stands_behind(match, SINCE) is not None
    if not which and not gone:
        ahead = ahead_of(match)
        gone = stands_behind(match, THEN) is not None and has_been(match)
        if not gone and stands_behind(match, UNTIL):
            ahead = ahead or None
    day = nearest_day(
        base,
        lambda year: _day_in(year, name),
        ahead=False if gone else ahead,
        late=0 if gone or which else LATE,
    )
    return day.isoformat() if day else None


def _day_in(year: int, name: str) -> date | None:
    """The day of a holiday in a year."""
    known = holidays()
    if name in known.fixed:
        return date(year, *known.fixed[name])
    if name in known.easter:
        return _easter(year) + timedelta(days=known.easter[name])
    month, nth, weekday, shift = known.weekdays[name]
    day = weekday_of_month(year, month, nth, weekday)
    return day + timedelta(days=shift) if day else None


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Butcher (1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)
