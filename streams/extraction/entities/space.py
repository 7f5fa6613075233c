"""The Moon and the planets, which are called like people, firms and missiles."""

from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens

MOON = "Moon"
IN_SPACE = KIND_WORDS.planets | {MOON}
NEAR = 15
"""Tokens around a planet's name in which a text speaks of space."""


def is_in_space(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether one of IN_SPACE is there: "on the Moon", but not "the Moon administration"; "Saturn"
    beside a probe or an orbit."""
    first, last = tagged.first, tagged.last
    if first < last:
        return False
    name = tokens.texts[first]
    if name == MOON:
        following = tokens.lower(first + 1)
        apart = following in KIND_WORDS.behind_land or not following[:1].isalpha()
        return apart and tokens.lower(first - 1) == "the"
    near = tokens.lowers[max(first - NEAR, 0) : first + NEAR]
    return not KIND_WORDS.of_space.isdisjoint(near)
