"""Tens that somebody or something is in: "in her 60s", "his mid-forties", "in the low 30s"."""

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.numbers.number import Number
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    owners: frozenset[str]
    joins: frozenset[str]
    levels: frozenset[str]
    of_levels: frozenset[str]
    of_heat: frozenset[str]
    of_days: frozenset[str]
    forecast: frozenset[str]


WORDS = word_lists("tens", Words)
PLURALS = frozenset({"s", "'s", "’s"})
DIGIT = frozenset({"digit", "digits"})
TEENS = 13
"""The first of the ages that are teens."""
FAR = 10
"""How many tokens back whose tens they are may be said, or what is as high."""


def tens(tokens: Tokens, i: int) -> Number | None:
    """The tens at token `i` where they are ages or a level, and no years: "the '60s"."""
    read = _tens_at(tokens, i)
    if read is None:
        return None
    ten, last = read
    first, part = _part_before(tokens, i)
    low, high = part or (0, 9)
    level = _is_level(tokens, first) if part else is_of_heat(tokens, first)
    if not (level or is_owned(tokens, first)):
        return None
    if part and tokens.lower(first - 1) in {"to", "and"}:  # "the low to mid 30s"
        before, earlier = _part_before(tokens, first - 1)
        first, low = (before, earlier[0]) if earlier else (first, low)
    least = TEENS if ten == 10 else 0
    return Number(first, last, None, max(ten + low, least), max(ten + high, least + 1), "tens")


def single_digits(tokens: Tokens, i: int) -> Number | None:
    """Low, mid or high single digits: 1 to 3, 4 to 6, 7 to 9."""
    at = i - 1 - (tokens.lower(i - 1) in HYPHENS)
    if at < 1 or tokens.lower(at) != "single":
        return None
    first, part = _part_before(tokens, at)
    return Number(first, i, None, max(1, part[0]), part[1], "tens") if part else None


def _tens_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The tens that are written at token `i`, and their last token: 60 of "60s", "sixties"."""
    lower = tokens.lowers[i]
    if lower[0].isalpha():
        ten = vocabulary.numbers().decades.get(lower)
        return None if ten is None else (ten, i)
    if len(lower) != 2 or lower[1] != "0" or not tokens.glued(i):
        return None
    if tokens.lower(i + 1) not in PLURALS or lower == "00":
        return None
    return int(lower), i + 1


def _part_before(tokens: Tokens, i: int) -> tuple[int, tuple[int, int] | None]:
    """The first token of tens at token `i`, and what part of them is said: "*mid*-40s"."""
    at = i - 1 - (tokens.lower(i - 1) in HYPHENS)
    part = vocabulary.numbers().parts_of_ten.get(tokens.lower(at)) if at >= 0 else None
    return (i, None) if part is None else (at, part)


def is_owned(tokens: Tokens, i: int) -> bool:
    """Whether tens at token `i` are somebody's, as ages are: "in *their* 20s and 30s"."""
    for at in range(i - 1, max(-1, i - FAR), -1):
        lower = tokens.lowers[at]
        if lower in WORDS.owners:
            return True
        known = lower in WORDS.joins or lower in PLURALS or lower in HYPHENS
        known = known or lower in vocabulary.numbers().parts_of_ten
        if not known and _tens_at(tokens, at) is None:
            return False
    return False


def is_of_heat(tokens: Tokens, i: int) -> bool:
    """Whether tens at token `i` are of heat: "*highs* in the 70s", "lows in the teens"."""
    near = tokens.lowers[max(0, i - FAR) : i]
    if near[-1:] != ["the"] or near[-2:-1] == ["of"]:
        return False
    if not WORDS.of_heat.isdisjoint(near):
        return True
    return not (WORDS.of_days.isdisjoint(near) or WORDS.forecast.isdisjoint(tokens.lowers))


def _is_level(tokens: Tokens, i: int) -> bool:
    """Whether a part of tens at token `i` is how high something is: "support in the *low* 40s"."""
    if tokens.lower(i) in WORDS.levels:
        return not WORDS.of_levels.isdisjoint(tokens.lowers)
    near = tokens.lowers[max(0, i - FAR) : i]
    return tokens.lower(i - 1) in {"the", "to", "into"} and not WORDS.of_levels.isdisjoint(near)
