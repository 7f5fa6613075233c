"""Where a name can be: the places at which the tagger looks, so that it need not read the rest.

A word that has a capital is a place. What may only go with one (a number, "al", "The") is a place
beside one; small words between two of them ("of", "and the") are, if they are few.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.extraction.entities.data_files import word_lists


class StanceWords(NamedTuple):
    """The lists of `data/stances.toml`, each explained beside its words."""

    links: frozenset[str]
    particles: frozenset[str]
    lasts: frozenset[str]
    opening: frozenset[str]


WORDS = word_lists("stances.toml", StanceWords)

Mask = NDArray[np.bool_]
Stances = NDArray[np.int32]
NEVER, APART, SIGN, LINK, LAST, BESIDE, NAME = range(7)
"""What a word is to a name.

NAME: a name, or in one. BESIDE: in one beside such a word. LAST: in one that it ends, with small
words between. LINK: between two of its words, or with nothing between it and one of them. SIGN:
only between them. APART: only with nothing between ("anti-Trump").
"""
LONGEST_GAP = 3
"""Words and signs that stand between two words of a name, one after another."""
FARTHEST = 3
"""How many words that go beside a name stand in a row ("Boeing 737-800")."""

NEVER_IN_NAMES = frozenset(";?…$£€%@#*|—‘")
SIGNS = frozenset(',"“”()[]')
"""In names as "Jacob "Jack" Lew" and "[Marco] Rubio", and in their lists."""


def stance_of(word: str, is_common: Callable[[str], bool]) -> int:
    """What a word is to a name. `is_common`: whether it is English that stands in small letters."""
    if word in NEVER_IN_NAMES:
        return NEVER
    if word in SIGNS:
        return SIGN
    if word in WORDS.particles or word in WORDS.opening or word[0].isdecimal():
        return BESIDE
    caseless = word[0].isalpha() and not word[0].islower()
    if caseless or any(map(str.isupper, word)):
        return NAME
    if word in WORDS.lasts:
        return LAST
    return LINK if word in WORDS.links or not is_common(word) else APART


def looked_at(stances: Stances, glued: Mask) -> Mask:
    """Whether the tagger looks at each place.

    `stances`: what each place's word is to a name; `glued`: whether nothing stands before it.
    """
    found: Mask = stances == NAME
    beside = stances >= BESIDE
    joinable = (stances == APART) | (stances >= LINK)
    for _ in range(FARTHEST):
        joined = np.zeros_like(found)
        joined[1:] = found[:-1] & glued[1:]
        joined[:-1] |= found[1:] & glued[1:]
        found = found | beside & widened(found, 1) | joinable & joined
    ends = _ends(found, stances)
    found |= ends
    at = np.flatnonzero(found)
    gaps = np.diff(at)
    strange = np.concatenate([[0], np.cumsum((stances < SIGN) & ~found)])
    linked = (strange[at[1:]] == strange[at[:-1]]) | ends[at[1:]]
    linked &= (gaps > 1) & (gaps <= LONGEST_GAP + 1)
    for k in range(1, LONGEST_GAP + 1):
        found[at[:-1][linked & (gaps > k)] + k] = True
    return found


def _ends(found: Mask, stances: Stances) -> Mask:
    """The words that may end a name and have one near enough before them."""
    ends = np.zeros_like(found)
    for i in np.flatnonzero(stances == LAST).tolist():
        ends[i] = found[max(0, i - LONGEST_GAP - 1) : i].any()
    return ends


def widened(mask: Mask, distance: int) -> Mask:
    """Also what lies that far before or behind."""
    wider = mask.copy()
    wider[distance:] |= mask[:-distance]
    wider[:-distance] |= mask[distance:]
    return wider
