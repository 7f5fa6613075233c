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
    r"set\s+(?:to|for)|scheduled|plans?\s+to|expected\s+to|(?:is|are)\s+(?:elected|held)|"
    r"(?:planned|slated)\s+for|slated\s+to|to\s+be\s+(?:held|announced|released|published|sworn|"
    r"sentenced|heard|launched|signed|unveiled)|"
    r"(?:that|which)\s+(?:begins?|starts?|opens|ends|expires)|takes\s+(?:place|effect)|"
    r"(?:if|when|once|unless)\s+(?:he|she|it)\s+(?!was|has|is|does)\w+s|"
    r"as\s+(?:early|soon)\s+as)\b)"
    rf"|(?<!\bis )(?<!\bare )(?<!\bnot )(?<!to be )\b(?:{'|'.join(date_words().past_verbs)}|"
    rf"(?!(?:{'|'.join(date_words().no_past)})\b)\w{{2,}}ed)\b"
)
TENSE_REACH = 160
"""Characters before a weekday in which the verb that goes with it is looked for."""
WILL = re.compile(
    r"(?:\s+(?:\w+\s+)?|\s+(?:and|or|through|to)\s+\w+day\s+|,\s[^.,;\n]{1,80}?\s)"
    r"(?:will|(?:is|are)\s+(?:set|due|scheduled|expected))\b"
)
"""The verb behind a date that its sentence begins with: "Saturday will be hot"."""


WHO = re.compile(r"\b[A-Z][\w.’']{1,30} (?:late |early )?(?:on )?$")


def ahead_of(match: re.Match[str]) -> bool | None:
    """Whether the nearest verb before a date, in its sentence, speaks of the future; None where
    there is none. "Trump on Wednesday threatened" does not, whatever is before it."""
    if stands_behind(match, WHO) and _done(match):
        return False
    before = match.string[max(match.start() - TENSE_REACH, 0) : match.start()]
    verbs = list(TENSE.finditer(re.split(r"[.!?]\s|\n", before)[-1]))
    if not verbs:
        return True if WILL.match(match.string, match.end()) else None
    return verbs[-1]["future"] is not None


def _done(match: re.Match[str]) -> bool:
    """Whether a verb of the past is right behind a date."""
    verb = TENSE.match(match.string, match.end() + 1)
    return verb is not None and verb["future"] is None


SET_LONG_BEFORE = "|".join(date_words().set_long_before)
MAY_BE_AHEAD = re.compile(
    r"\bto\s+[a-z]+\b|"
    rf"\b(?:would|could|should|for|until|before|by|doors|includ\w+|{SET_LONG_BEFORE})\b"
)
HELD_THEN = re.compile(rf"\s(?:general\s|midterm\s)?(?:{SET_LONG_BEFORE})\b")
""" "the November ballot"."""
VERB_REACH = 70
"""Characters between a month and the verb of what has been in it."""


def has_been(match: re.Match[str]) -> bool:
    """Whether the verb of a month says that something was done in it: "lost his job in March",
    "In March, the court ruled"."""
    if HELD_THEN.match(match.string, match.end()):
        return False
    before = match.string[max(match.start() - TENSE_REACH, 0) : match.start()]
    sentence = re.split(r"[.!?]\s|\n", before)[-1]
    verbs = list(TENSE.finditer(sentence))
    if verbs:
        verb, between = verbs[-1], sentence[verbs[-1].end() :]
        if len(between) > VERB_REACH:
            return False
    else:
        behind = re.split(r"[.!?;]\s|\n", match.string[match.end() : match.end() + VERB_REACH])[0]
        found = TENSE.search(behind)
        if found is None:
            return False
        verb, between = found, sentence + behind[: found.start()]
    plan = verb["future"] is not None or verb.group().lower() in date_words().verbs_of_plans
    return not (plan or MAY_BE_AHEAD.search(between))


def stands_behind(match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The words right before a date, where they are such ones."""
    return pattern.search(match.string, max(match.start() - NEAR, 0), match.start())


def month_of(match: re.Match[str]) -> int:
    """The number of the month that a match names."""
    return date_words().months[match["month"].rstrip(".").lower()]
