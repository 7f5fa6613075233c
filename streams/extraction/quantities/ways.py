"""Which way a number goes (rose, fell), by the words around it."""

import msgspec

from schemas.extractions import Trend
from streams.extraction.quantities import cues, vocabulary
from streams.extraction.quantities.lexicon import modals
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.relations import ARTICLES
from streams.extraction.quantities.unit_names import ends_percent, unit_named
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    links: frozenset[str]
    up_in_a_verb: frozenset[str]
    down_in_a_verb: frozenset[str]
    only_by: frozenset[str]
    thrown: frozenset[str]
    through_space: frozenset[str]
    falls: frozenset[str]
    put_down: frozenset[str]
    fund_raising: frozenset[str]
    add: frozenset[str]
    levels: frozenset[str]
    taken: frozenset[str]
    parting: frozenset[str]
    before_off: frozenset[str]
    numbered: frozenset[str]
    figures: frozenset[str]
    of_times: frozenset[str]
    edged: frozenset[str]
    put_weakly: frozenset[str]
    compared: frozenset[str]
    weak_trend_nouns: frozenset[str]


WORDS = word_lists("ways", Words)


LOST = frozenset({"lost", "lose", "loses", "losing"})
WHICH = frozenset({"the", "its", "their"})
ENDS = frozenset({"end", "ends", "ended", "ending"})
BY_OR_TO = frozenset({"by", "to"})
TO_A_LEVEL = frozenset({"at", "to"})
FOR_A_TIME = frozenset({"for"})
SCALES = frozenset({"thousand", "million", "billion", "trillion"})
LONGEST_PHRASE = 10
"""Tokens of "to a seasonally adjusted annual rate", "for the ninth time in the past ten months"."""
MARKS_WITHIN = HYPHENS | {"'s", "’s"}
"""Marks that stand in such a phrase: "to the year's low of"."""
NEAR_VERB, FURTHEST_VERB = 6, 9
"""Tokens from a verb to its "by" or "to", over a comma as well and where nothing parts them."""
FAR = 14
"""Tokens between what moves a number and where it ends."""


def trend(
    tokens: Tokens, first: int, last: int, floor: int, *, measured: bool, money: bool = False
) -> Trend | None:
    """Which way a number goes, by the words around tokens `first` to `last`.

    `first` is where its relation's cue begins, `last` where its unit ends. Words that are also
    something else ("cut 500 jobs", "lost 300 men") only count before what is measured.
    """
    before, after = cues.trend_words()
    measured = measured or _opens_an_aside(tokens, first)
    percent = ends_percent(tokens, last)
    at, low, measured = _said_before(tokens, first, floor, measured=measured, percent=percent)
    word = tokens.lower(at) if at >= min(floor, low) else ""
    if tokens.lower(at - 1) in HYPHENS and word.endswith("ing") and tokens.glued(at - 1):
        return None  # "a jaw-dropping $1.5m"
    if word in WORDS.taken and measured and "off" in tokens.lowers[last + 1 : last + 3]:
        return "down"  # "taking 34 seconds off the record"
    if _is_no_move(tokens, word, at, first, floor) or _is_done_to_things(
        tokens, word, at, last, measured=measured
    ):
        return None
    raised = money and word in WORDS.fund_raising and at == first - 1
    if raised and tokens.lower(first) != "between":
        return None  # "raised $5m"
    if word in WORDS.only_by and not _is_a_move(tokens, first, last):
        return None
    named = percent and tokens.texts[at - 1 : at] != [] and tokens.texts[at - 1][0].isupper()
    if word == "off" and percent and (named or tokens.lower(at - 1) in WORDS.before_off):
        return None if tokens.lower(last + 1) == "of" else "down"  # "was off 3%"
    if word in before and (measured or word not in WORDS.weak_trend_nouns):
        return before[word]
    if percent and word in after and tokens.lower(at + 1) == "of":
        return after[word]  # "growth of 4.7%"
    if word in {"above", "over", "below", "under"}:
        return None
    following = _word_after(tokens, last)
    if following == "down" and tokens.lower(first - 1) in WORDS.put_down:
        return None  # "put 20% down"
    return after.get(following) if measured else None


def _opens_an_aside(tokens: Tokens, first: int) -> bool:
    """Whether a number is by how much one before it grew: "3.2 million, *up* 200,000 on 2021"."""
    said = tokens.lower(first - 1) in {"up", "down"}
    return said and tokens.lower(first - 2) in {",", "(", "–", "—"}


def _said_before(
    tokens: Tokens, first: int, floor: int, *, measured: bool, percent: bool
) -> tuple[int, int, bool]:
    """The token before a number that may say which way it goes, how far back that may be, and
    whether it is of something measured."""
    before, _ = cues.trend_words()
    at, low = first - 1, floor
    while at >= floor and tokens.lower(at) in WORDS.links and first - at <= 4:
        at -= 1
    if percent and tokens.lower(at) == "at":
        at -= 1  # "grew at 3%", "at a 2.6 percent annual rate"
    if not measured and tokens.lower(at + 1) == "by" and _is_passive(tokens, at):
        return at, low, measured
    object_of = measured and tokens.lower(at + 1) == "to" and tokens.lower(at) not in before
    if tokens.lower(at + 1) == "by" or object_of:  # "raised rates by 25 basis points"
        hyphened = tokens.lower(floor - 2) in HYPHENS  # "slashed its five-year plan by 9%"
        low = max(0 if hyphened else floor, at - FURTHEST_VERB)
        at = _verb_before(tokens, at, low)
        if object_of and ends_percent(tokens, at - 1):
            return first - 1, low, measured  # "a 4.7% rise in profit to $5m"
        measured = measured or tokens.lower(at) in before  # "cut it by 3 units"
    if tokens.lower(at + 1) == "to" and tokens.lower(at) not in before:
        verb = _before_time(tokens, at)
        if verb is not None:
            return verb, verb, measured or tokens.lower(verb) in WORDS.put_weakly
    if not measured and tokens.lower(at + 1) == "to" and tokens.lower(at) not in before:
        moved = _moved_number(tokens, at, floor)
        at, measured = (at, measured) if moved is None else (moved, True)
    if tokens.lower(at) in WORDS.levels and tokens.lower(at + 1) == "of":
        at = low = _before_phrase(tokens, at, TO_A_LEVEL)
    elif tokens.lower(at) == "," and tokens.lower(at + 1) in BY_OR_TO:
        at = low = _before_phrase(tokens, at, FOR_A_TIME)
    return at, low, measured


def _before_time(tokens: Tokens, at: int) -> int | None:
    """The verb that no more than a time or an adverb parts from the "to" behind token `at`: "claims
    *rose* last week to 231,000", "*fell* for a sixth month in a row to 7.42 million"."""
    before, _ = cues.trend_words()
    for i in range(at, max(-1, at - LONGEST_PHRASE), -1):
        word = tokens.lower(i)
        if word in WORDS.put_weakly:
            return i if tokens.lower(i - 1) in WORDS.edged else None
        if word in before:
            return i if word not in WORDS.weak_trend_nouns else None
        if word not in WORDS.of_times and not (word.endswith("ly") and word.isalpha()):
            return None
    return None


def _before_phrase(tokens: Tokens, at: int, openings: frozenset[str]) -> int:
    """The token before the phrase that ends at token `at`: "*grew* at an annual rate of 3.6
    percent", "*rose* for the first time in four months, to 64,300"; `at` itself without one."""
    for i in range(at - 1, max(0, at - LONGEST_PHRASE), -1):
        if tokens.lower(i) in openings:
            return i - 1
        if not tokens.lower(i).isalnum() and tokens.lower(i) not in MARKS_WITHIN:
            break
    return at


def _verb_before(tokens: Tokens, at: int, low: int) -> int:
    """The verb of the clause before "by" or "to" that moves what stands between: "*cut* its carbon
    emissions by 50%"; `at` itself where none does."""
    before, _ = cues.trend_words()
    verb = next((i for i in range(at, low - 1, -1) if tokens.lower(i) in before), at)
    far = at - verb > NEAR_VERB
    return at if far and not WORDS.parting.isdisjoint(tokens.lowers[verb:at]) else verb


def _moved_number(tokens: Tokens, at: int, floor: int) -> int | None:
    """The verb before the number of things that is moved "to" what stands behind token `at`:
    "*expanded* the number of camps to 350"."""
    before, _ = cues.trend_words()
    for i in range(at, max(floor, at - FAR), -1):
        alone = i == at and tokens.lower(i) in WORDS.figures  # "cut the figure to 30,000"
        if alone or (tokens.lower(i) in WORDS.numbered and tokens.lower(i + 1) == "of"):
            verb = i - 1 - (tokens.lower(i - 1) in {"the", "its", "their", "his", "her"})
            return verb if tokens.lower(verb) in before else None
    return None


def _is_passive(tokens: Tokens, at: int) -> bool:
    """Whether "by" names who does it: "subsidies received *by* millions of people"."""
    before, _ = cues.trend_words()
    return tokens.lower(at).endswith("ed") and tokens.lower(at) not in before


def _is_done_to_things(tokens: Tokens, word: str, at: int, last: int, *, measured: bool) -> bool:
    """Whether something is dropped, lost by or fallen through: "dropped two bombs", "lost the seat
    by 537 votes", "plunged 200 metres into a gorge"."""
    following = tokens.lower(last + 1)
    if word in WORDS.thrown and tokens.lower(at + 1) not in {"to", "by", "of"}:
        noun = following.isalpha() and following not in vocabulary.stops()
        noun = noun and tokens.lower(last) not in SCALES  # "sales dropped 3 million units"
        thing = following == "of" and unit_named(tokens, last) is not None
        thing = thing and not ends_percent(tokens, last)
        return thing or (noun and not measured)
    if word in LOST and "by" in tokens.lowers[at + 1 : last]:
        return True
    moved = measured and word in WORDS.falls and not ends_percent(tokens, last)
    return moved and following in WORDS.through_space


def _is_no_move(tokens: Tokens, word: str, at: int, first: int, floor: int) -> bool:
    """Whether a word that may say which way is part of another: "made up only 5%"."""
    if word in {"up", "down"}:
        joined = tokens.lower(at - 1) in HYPHENS and tokens.glued(at - 1)  # "a follow-up of"
        verb = tokens.lower(at - 1)
        shot = word == "down" and verb in WORDS.down_in_a_verb
        by = tokens.lower(first - 1) == "by" and at < first - 2  # "put up prices by 8%"
        by = by or (verb in ENDS and _is_a_move(tokens, first, first + 1))  # "ends up 1.2%"
        return joined or shot or (verb in WORDS.up_in_a_verb and not by)
    if at == floor and word in WORDS.compared and tokens.lower(at + 1) == "at":
        return True  # "the yield was 3 basis points higher at 4.02%"
    if word in {"lower", "higher"} and tokens.lower(at - 1) in WHICH:
        return True  # "in the lower half of its range"
    if word == "contract" and tokens.lower(at - 1) not in modals():
        return True  # "its contract to", no "will contract by"
    return word in WORDS.add and tokens.lower(at + 1) == "to"  # "adding to the 14,000"


def _is_a_move(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a number is by how much or to what something moves, or percent: "lifted its forecast
    *to* 5bn", "collapsed 66%", not "lifted a 10% tariff", "skidded 400 metres"."""
    if not BY_OR_TO.isdisjoint(tokens.lowers[max(0, first - 3) : first]):
        return True
    percent = ends_percent(tokens, last)
    points = tokens.lower(last) in {"point", "points"}
    return (percent or points) and tokens.lower(first - 1) not in ARTICLES


def _word_after(tokens: Tokens, last: int) -> str:
    """The word after a number that may say which way it goes."""
    following = tokens.lower(last + 1)
    if following in HYPHENS:
        return tokens.lower(last + 2)
    if following == "," and tokens.lower(last + 2) in {"lower", "higher"}:
        return tokens.lower(last + 2)  # "closed 312 points, or 1.3%, lower"
    return following
