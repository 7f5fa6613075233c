"""What a date comes to, and the words beside it that say which one is meant."""

import re
from collections.abc import Callable
from datetime import datetime
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
LATE = 90
"""Days between what a verb says has been and a day after publication, or the other way round."""
TENSE = re.compile(
    r"(?P<future>\b(?:(?:will|may|might|could)\s+be\s+\w+|will|may|might|can|(?:is|are)\s+to|due|"
    r"set\s+to|scheduled|plans?\s+to|expected\s+to|(?:is|are)\s+(?:elected|held)|"
    r"(?:that|which)\s+(?:begins?|starts?|opens|ends|expires)|takes\s+(?:place|effect)|"
    r"(?:if|when|once|unless)\s+(?:he|she|it)\s+(?!was|has|is|does)\w+s|"
    r"as\s+(?:early|soon)\s+as)\b)"
    rf"|\b(?:{'|'.join(date_words().past_verbs)}|\w{{2,}}ed)\b"
)
TENSE_REACH = 160
"""Characters before a weekday in which the verb that goes with it is looked for."""
WILL = re.compile(
    r"(?:\s+(?:\w+\s+)?|\s+(?:and|or|through|to)\s+\w+day\s+|,\s[^.,;\n]{2,80}?\s)"
    r"(?:will|(?:is|are)\s+(?:set|due|scheduled|expected))\b"
)
"""The verb behind a date that its sentence begins with: "Saturday will be hot"."""


def ahead_of(match: re.Match[str]) -> bool | None:
    """Whether the nearest verb before a date, in its sentence, speaks of the future; None where
    there is none."""
    before = match.string[max(match.start() - TENSE_REACH, 0) : match.start()]
    verbs = list(TENSE.finditer(re.split(r"[.!?]\s|\n", before)[-1]))
    if not verbs:
        return True if WILL.match(match.string, match.end()) else None
    return verbs[-1]["future"] is not None


def stands_behind(match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The words right before a date, where they are such ones."""
    return pattern.search(match.string, max(match.start() - NEAR, 0), match.start())


def month_of(match: re.Match[str]) -> int:
    """The number of the month that a match names."""
    return date_words().months[match["month"].rstrip(".").lower()]
