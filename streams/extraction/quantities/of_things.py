"""Bare numbers that count the plural that they are about: "two *of the world's* best players"."""

from collections.abc import Sequence

from streams.extraction.quantities.found import (
    COUNT,
    NO_UNIT,
    CountedPhrase,
    Found,
    has_whole_value,
    is_share,
)
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.unit_names import ends_percent
from streams.extraction.tokens import Tokens

FARTHEST = 8
"""How many tokens may describe a noun."""
DESCRIBING = frozenset("NADSC#-,|")
"""The tags of what may stand between a number and the noun that it counts."""
APART = HYPHENS | {",", ":", ";", "'s", "’s"}
"""What ends the phrase of a number: "the 76-*win* favourites", "by 51, some things"."""
OWN = frozenset({"had", "'", "’"})
"""What stands behind those who have a number: "the 140,000 economists *had* predicted"."""
OPENS = frozenset({",", ";", "and", "but", "that"})


def counts_of_things(tokens: Tokens, tags: Sequence[str], found: Found) -> Found:
    """A quantity of a sentence with its tags; a bare number as a count of the things that it is
    about: of those behind it, where words that no phrase of `runs.py` goes over describe them
    ("400,000 *$1* coins", "two *of the world's* best players"), or of a group that the clause opens
    with ("*of these patients*, 622 had recovered")."""
    noun = found.counted
    if found.unit is not NO_UNIT or noun is None or not is_plural(tokens.texts[noun.head]):
        return found
    several = found.value is None or found.value > 1
    if not several or not has_whole_value(found) or is_share(found):
        return found
    if _is_behind(tokens, tags, found, noun) or _is_in_front(tokens, tags, found, noun):
        return found._replace(unit=COUNT, confidence=0.7)
    return found


def _is_behind(tokens: Tokens, tags: Sequence[str], found: Found, noun: CountedPhrase) -> bool:
    """Whether only what describes the noun stands between it and the number before it."""
    i = found.last + 1
    apart = tokens.lower(i) in APART or tokens.lower(i)[:1].isdecimal()
    if not i <= noun.first <= i + FARTHEST or apart:
        return False
    i += tokens.lower(i) == "of"
    between = "".join(tags[i : noun.first])
    if "#," in between or tokens.lower(noun.head + 1) in OWN:
        return False  # "two of the three, World News and", "12 of Republicans' 22"
    return DESCRIBING.issuperset(between)


def _is_in_front(tokens: Tokens, tags: Sequence[str], found: Found, noun: CountedPhrase) -> bool:
    """Whether a clause opens with the noun as a whole that the number is a part of."""
    of = noun.first - 2
    if of < 0 or tokens.lower(of) != "of" or tags[of + 1] != "D" or found.first <= noun.last:
        return False
    opens = of == 0 or tokens.lower(of - 1) in OPENS
    shares = any(ends_percent(tokens, i) for i in range(noun.last + 1, found.first))
    return opens and not shares  # not "of the tweets, 75 percent ..., just 25"
