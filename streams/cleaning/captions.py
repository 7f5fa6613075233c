"""Captions that are sentences: told in the present, with a date or a place in the picture.

"Trump shakes hands with Emmanuel Macron in Brussels, Belgium, on May 25, 2017." is no sentence of
an article, which would tell it in the past. Others are told by the credit below or behind them.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from streams.cleaning.headlines import ends
from streams.datafile import read_word_lists
from streams.third_person import third_person


class _Words(NamedTuple):
    """The lists of `captions.toml`, each explained beside its words."""

    events: frozenset[str]
    poses: frozenset[str]
    prose: frozenset[str]
    shown: frozenset[str]
    past: frozenset[str]
    held: frozenset[str]
    scene: frozenset[str]


WORDS = read_word_lists("streams.cleaning", "captions.toml", _Words)
POSES = WORDS.poses.union(map(third_person, WORDS.poses))
VERBS = POSES.union(WORDS.events, map(third_person, WORDS.events))
HOLD = ("hold", "holds")
MOST_CHARS = 420
"""How long a caption is at the most."""
MOST_SHARE = 0.34
"""A text of which more lines are captions is a gallery: they are its text."""
SUBJECT_WORDS = 30
"""Words in which the verb is found, at the latest."""
TOKEN = re.compile(r"[^\W\d_](?:[\w-]*\w)?")
CENTURIES, YEAR_CHARS = (" 20", " 19"), 5
THIS_YEAR = " the 20"
DAY_CHARS = 16
"""Characters before a year in which its day and month stand."""
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DATE = re.compile(rf"\b(?:{MONTH} \d{{1,2}},?|\d{{1,2}} {MONTH},?) (?:19|20)\d\d$")
PLACED = re.compile(
    rf"{MONTH} \d{{1,2}}, (?:19|20)\d\d,? (?:in|at|near|outside) [A-ZÀ-Þ][\w .,’'-]{{2,60}}$"
    r"|\b(?:in|at|near|outside) [A-ZÀ-Þ][\w .,’'-]{2,60}?,? (?:on )?"
    rf"{MONTH} \d{{1,2}}, (?:19|20)\d\d\.?$"
)
"""A whole date and a place with which a line ends, in either order."""
DAYS = ("day", "day.", "morning.", "noon.", "ning.", "night.")
PLACE_CHARS = 90
WEEKDAY = re.compile(
    r"\b(?:at|during|in|near|on|outside) (?:[A-ZÀ-Þ][\w’'.-]*,? ){1,6}on "
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?\.?$"
)
"""A place and a day at the end: "at Porthmellow on Tuesday evening"."""
SIDES = ("left,", "right,", "enter,")
SIDES_IN_BRACKETS = (
    "left)", "right)", "links)", "rechts)", "(l.)", "(r.)", "gauche)", "droite)", "izquierda)",
    "derecha)", "sinistra)", "destra)", "esquerda)", "direita)",
)  # fmt: skip
SIDE = re.compile(
    r"[A-ZÀ-Þ][\w’'.-]{1,30}(?:, (?:at |far |second )?(?:left|right|center|centre),"
    r" (?!right|left|and |or )| \((?:(?:at |far |pictured |second )?(?:left|right|center|centre)"
    r"|links|rechts|[lr]\.|à (?:gauche|droite|esquerda|direita)|izquierda|derecha"
    r"|a (?:sinistra|destra))\))"
)
"""Where somebody stands in a picture, behind the name."""
ENDS = '.!?…"”'
QUOTES = "\"'“‘«„"
NOT_SHOWN = re.compile(r"[?!:“”\"]")
AT_EVENT = re.compile(
    r"\b(?:attends?|attending|(?:appears?|arrives?|performs?|poses?|speaks?) (?:at|for|during)) "
    r"the (?:19|20)\d\d \w"
)
"""Somebody at what there is once a year, in a line without an end of sentence."""
CREDIT_BELOW = re.compile(
    r"(?i)(?:bild|cr[eé]dits?|foto|fotó|graphic|illustration|image|imagem|imagen|isithombe|photo"
    r"|photograph|picture|picha|фото)(?: credits?)?(?: by)? ?: ?[^.!?]{2,70}"
)
CREDIT_ROOM = range(3, 71)
"""Characters of a credit behind a caption."""
CREDIT_CHARS = 90
"""How long a line is that is wholly a credit, and ..."""
OPEN_CHARS, SHORT_CHARS = range(35, 161), 60
"""... its caption above it: without an end of sentence no heading, with one short and not alone."""
SMALL = re.compile(r"\b[a-zß-ÿ]{4}")
"""A word that a title in capitals has not."""
SAME_CREDIT = re.compile(r"[.!?…”\"] ([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){1,2})$")
SAME_CHARS, NAME_CHARS = range(60, 421), 50
"""How long a caption with a credit at its end is, and the characters in which that stands."""
POSTED = ("@", "://", "pic.twitter", " — ")
"""What a post on a network has, which an article quotes."""


def captions(texts: Sequence[str]) -> list[int]:
    """Places of the captions in a text; none where they are the text."""
    whole = "\n".join(texts)
    found = {place for place, text in enumerate(texts) if text.endswith(DAYS) and _is_of_day(text)}
    starts: list[int] = []
    for at in _dates(whole):
        start = whole.rfind("\n", max(0, at - MOST_CHARS), at) + 1
        end = whole.find("\n", at, start + MOST_CHARS + 1)
        if end < 0:
            end = len(whole)
        text = whole[start:end] if end - start <= MOST_CHARS else ""
        if not text or any(map(text.__contains__, POSTED)):
            continue
        if _is_shown(text[: at - start], VERBS) or _is_placed(text, at - start):
            starts = starts or [0, *accumulate(len(text) + 1 for text in texts)]
            found.add(bisect_right(starts, at) - 1)
    if THIS_YEAR in whole:
        found.update(place for place, text in enumerate(texts) if _is_at_event(text))
    if _may_have_side(whole):
        found.update(place for place, text in enumerate(texts) if _has_side(text))
    return sorted(found) if len(found) <= MOST_SHARE * len(texts) else []


def captions_by_credits(texts: Sequence[str], reasons: Sequence[str | None]) -> list[int]:
    """Places of captions above a credit, above themselves with one, and of those with the same.

    "Strava's new dark mode." stands above "Image Credits: Strava", more than once; two lines that
    end in ". Ann Poe" are two pictures of hers.
    """
    above = [
        place
        for place in range(len(texts) - 1)
        if reasons[place + 1] == "caption" and reasons[place] is None
    ]
    found = [place for place in above if _is_repeated_below(texts, place)]
    credited = [place for place in above if _is_credited_below(texts, place)]
    found += [place for place in credited if credited[1:] or not ends(texts[place])]
    credits = {
        place: credit[1]
        for place, text in enumerate(texts)
        if text[-1] not in ENDS
        and text[-1].islower()
        and len(text) in SAME_CHARS
        and text[0] not in QUOTES
        if (credit := SAME_CREDIT.search(text, len(text) - NAME_CHARS))
    }
    names = Counter(credits.values())
    found += [place for place, name in credits.items() if names[name] > 1]
    return found if len(found) <= MOST_SHARE * len(texts) else []


def _is_repeated_below(texts: Sequence[str], place: int) -> bool:
    """Whether the next line is the same with a credit behind it."""
    text, below = texts[place], texts[place + 1]
    return below.startswith(text) and len(below) - len(text) in CREDIT_ROOM and " " in text


def _is_credited_below(texts: Sequence[str], place: int) -> bool:
    """Whether the next line is wholly a credit, and this one not the paragraph above a picture."""
    text, below = texts[place], texts[place + 1]
    if len(below) > CREDIT_CHARS or not CREDIT_BELOW.fullmatch(below):
        return False
    if ends(text):
        short = len(text) <= SHORT_CHARS and text.rstrip('”"').endswith(".")
        return short and text[0] not in QUOTES and not _is_told(text)
    return text[-1] not in "!?:;," and len(text) in OPEN_CHARS and SMALL.search(text) is not None


def _is_told(text: str) -> bool:
    """Whether a line tells of the past, or has words of prose."""
    words = set(map(str.lower, TOKEN.findall(text)))
    told = any(word.endswith("ed") for word in words)
    return told or not (WORDS.prose.isdisjoint(words) and WORDS.past.isdisjoint(words))


def _dates(whole: str) -> Iterator[int]:
    """Where the whole dates of a text begin; its years are looked for first."""
    for century in CENTURIES:
        at = whole.find(century)
        while at >= 0:
            end = at + YEAR_CHARS
            if whole[at + 1 : end].isdecimal():
                start = max(0, at - DAY_CHARS)
                if date := DATE.search(whole, start, end):
                    yield date.start()
            at = whole.find(century, at + 1)


def _is_placed(text: str, date: int) -> bool:
    """Whether a line tells nothing of the past and ends with a whole `date` and a place.

    "Jane Doe helps her son with his homework April 14, 2024, in Riverton, Ala."
    """
    near = len(text) - date <= PLACE_CHARS
    if not near or PLACED.search(text, max(0, len(text) - PLACE_CHARS)) is None:
        return False
    return not _is_told(text)


def _has_side(text: str) -> bool:
    """Whether a line tells who stands where: "Jane Doe (left) and Ann Poe"."""
    there = len(text) <= MOST_CHARS and _may_have_side(text)
    return there and SIDE.search(text) is not None and NOT_SHOWN.search(text) is None


def _may_have_side(text: str) -> bool:
    if any(map(text.__contains__, SIDES)):
        return True
    end = text.find(")") + 1
    while end > 0:
        if text.endswith(SIDES_IN_BRACKETS, 0, end):
            return True
        end = text.find(")", end) + 1
    return False


def _is_at_event(text: str) -> bool:
    """Whether a line tells who is where: "Jane Doe attends the 2026 premiere of Roe"."""
    return len(text) <= MOST_CHARS and not ends(text) and AT_EVENT.search(text) is not None


def _is_of_day(text: str) -> bool:
    """Whether a line tells in the present what was somewhere on a day of the week."""
    if len(text) > MOST_CHARS:
        return False
    day = WEEKDAY.search(text, max(0, len(text) - PLACE_CHARS))
    return day is not None and _is_shown(text[: day.start()], POSES)


def _is_shown(text: str, verbs: frozenset[str]) -> bool:
    """Whether the first verb that is known tells what somebody in a picture does."""
    if not text[:1].isupper():
        return False
    words = TOKEN.findall(text)
    for place, word in enumerate(words[:SUBJECT_WORDS]):
        after = words[place + 1] if place + 1 < len(words) else ""
        if word in verbs:
            if place == 0 or words[place - 1] == "to" or (word in HOLD and after not in WORDS.held):
                return False
            return word in POSES or not WORDS.scene.isdisjoint(words[place + 1 :])
        if word.lower() in WORDS.prose:
            return place > 0 and word in ("is", "are") and after in WORDS.shown
    return False
