"""Days and months without a year: the nearest one on the side that the words beside them mean."""

import re
from datetime import datetime

from streams.extraction.dates.patterns import LINKED, MONTHS
from streams.extraction.dates.resolved import (
    NEAR,
    Resolved,
    day_of,
    month_of,
    nearest_day,
    others_named,
    stands_behind,
)
from streams.extraction.dates.tense import UNTIL, ahead_of, has_been
from streams.extraction.dates.vocabulary import date_words

MARKS = "“”\"‘’'("
FIRST_OF_TWO = re.compile(rf"\b(?:{MONTHS}){LINKED}$")
NAMED_MONTH = re.compile(rf"\b(?:{MONTHS})\b(?! be)")
BEFORE_IT = re.compile(r"\b(?:ahead of|[Cc]ome|far off as)\s$")
""" "come November" is the next one."""
SINCE = re.compile(r"\b[Ss]ince (?:early |late |mid[ -])?$")


def month_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "July 12": the nearest one on the side of the verb."""
    month, day = month_of(match), int(match["day"])
    if published is None:
        return Resolved(None, "day", True)
    ahead = ahead_of(match)
    if stands_behind(match, UNTIL):
        ahead = ahead or None  # "to be agreed by July 1"
    nearest = nearest_day(published.date(), lambda year: day_of(year, month, day), ahead=ahead)
    return Resolved(nearest.isoformat(), "day", True) if nearest else None


def day_of_relative_year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "July 20 of last year"; None where there is no such day."""
    if published is None:
        return Resolved(None, "day", True)
    year = published.year + date_words().which[match["which"]]
    day = day_of(year, month_of(match), int(match["day"]))
    return Resolved(day.isoformat(), "day", True) if day else None


def month_of_relative_year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "in August last year"."""
    if published is None:
        return Resolved(None, "month", True)
    year = published.year + date_words().which[match["which"].lower()]
    return Resolved(f"{year}-{month_of(match):02}", "month", True)


def the_month(match: re.Match[str], published: datetime | None) -> Resolved:
    """ "the end of the month": that of publication; without a value where the paragraph names
    another one before it."""
    if published is None:
        return Resolved(None, "month", True)
    own = date_words().whole_months[published.month - 1].capitalize()
    another = others_named(match, NAMED_MONTH, own)
    return Resolved(None if another else f"{published:%Y-%m}", "month", True)


def first_of_two(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "April and July 2017": the first month has the year of the second."""
    if match["year"] is None:
        return relative_month(match, published)
    month, second = month_of(match), date_words().months[match["second"].lower()]
    return Resolved(f"{int(match['year']) - (month > second)}-{month:02}", "month")


def month_alone(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "by July", "a July call", "the course of July", "November and December", "the three months
    to March", "the warmest January"."""
    before = match.string[max(match.start() - NEAR, 0) : match.start()]
    if not before.endswith(" "):
        return None
    words = before.lower().split()[-2:]
    last, lists = words[-1].lstrip(MARKS) if words else "", date_words()
    pair = len(words) > 1 and (
        (last == "of" and words[0] in lists.month_of)
        or (last == "as" and words[0] in lists.month_as)
    )
    pair = pair or (last.endswith("est") and before.endswith(f"the {last} "))
    led = match["month"].lower() in lists.months_in_full and (last in lists.month_leads or pair)
    if led or (last in lists.joining and stands_behind(match, FIRST_OF_TWO)):
        return relative_month(match, published)
    return None


def relative_month(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "last August", "next March", "in August": the nearest one on the side that is meant."""
    if published is None:
        return Resolved(None, "month", True)
    which = (match.groupdict().get("which") or "").lower()
    month, year = month_of(match), published.year
    if which == "last" and month >= published.month:
        year -= 1
    elif which == "next" and month <= published.month:
        year += 1
    elif which == "this past" and month > published.month:
        year -= 1
    elif not which:
        ahead = ahead_of(match)
        if stands_behind(match, UNTIL):
            ahead = ahead or None  # "agreed to stay until September"
        if stands_behind(match, BEFORE_IT):
            ahead = True
        months = 6 if ahead is None else 3
        if not ahead and has_been(match):
            ahead, months = False, 0
        if stands_behind(match, SINCE):
            ahead, months = False, 0
        if month > published.month + months and not ahead:
            year -= 1
        elif month < published.month and ahead:
            year += 1
    return Resolved(f"{year}-{month:02}", "month", True)
