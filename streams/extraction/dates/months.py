"""Days and months without a year: the nearest one on the side that the words beside them mean."""

import re
from datetime import datetime

from streams.extraction.dates.patterns import LINKED, MONTHS
from streams.extraction.dates.resolved import (
    LATE,
    Resolved,
    day_of,
    month_of,
    nearest_day,
    others_named,
    stands_behind,
)
from streams.extraction.dates.tense import UNTIL, ahead_of, has_been, is_bound_ahead, nearest_verb
from streams.extraction.dates.vocabulary import date_words

COMES_BACK = re.compile(r"\b(?:[Ee]very|[Ee]ach) $")
FIRST_OF_TWO = re.compile(rf"\b(?:{MONTHS}){LINKED}$")
NAMED_MONTH = re.compile(rf"\b(?:{MONTHS})\b(?! be)")
BEFORE_IT = re.compile(r"\b(?:ahead of|[Cc]ome|far off as)\s$")
""" "come November" is the next one."""
LASTS_TO = re.compile(r"\b(?:[Uu]ntil|[Tt]hrough)\s$")
SINCE = re.compile(r"\b[Ss]ince (?:early |late |mid[ -])?$")
LAST_ONE = re.compile(r"\b(?:[Ll]ast|[Tt]his past)\s$")
UPDATED = 45
"""Days after publication on which what is told may have been, where an article is updated."""


def month_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "July 12": the nearest one on the side of the verb; "last July 12", and one on which
    something was done, is the last."""
    month, day = month_of(match), int(match["day"])
    if published is None:
        return Resolved(None, "day", True)
    ahead, late = is_bound_ahead(match) or ahead_of(match), LATE
    if stands_behind(match, LAST_ONE):
        ahead, late = False, 0
    elif stands_behind(match, UNTIL):
        ahead = ahead or None  # "to be agreed by July 1"
    elif stands_behind(match, SINCE) or (not ahead and has_been(match)):
        ahead, late = False, UPDATED
    nearest = nearest_day(
        published.date(), lambda year: day_of(year, month, day), ahead=ahead, late=late
    )
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


NAME_BEHIND = re.compile(r"\s[A-Z]")
ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s$")
""" "An April Gallup poll": that is no name that begins with a month, as June Medical is."""


def month_alone(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "by July", "his July call", "much of July", "November and December"; None for "every July",
    for a name, and for what may be another word: "the March on Washington", "May said"."""
    plain = match["month"].lower() in date_words().months_in_full
    if stands_behind(match, COMES_BACK) or not (plain or stands_behind(match, FIRST_OF_TWO)):
        return None
    named = NAME_BEHIND.match(match.string, match.end()) and not stands_behind(match, ARTICLE)
    return None if named else relative_month(match, published)


def month_of_vote(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "The May elections": the last ones where somebody won them."""
    found, verb = relative_month(match, published), nearest_verb(match)
    if found is None or found.value is None or published is None:
        return found
    if verb is None or verb.group().lower() not in date_words().at_votes:
        return found
    year, month = int(found.value[:4]), month_of(match)
    if (year, month) > (published.year, published.month):
        year -= 1
    return Resolved(f"{year}-{month:02}", "month", True)


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
        lasts = stands_behind(match, LASTS_TO) and is_bound_ahead(match)
        if lasts or stands_behind(match, BEFORE_IT):
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
