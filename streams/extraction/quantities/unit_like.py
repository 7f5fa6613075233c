"""What looks like the name of a unit and is none: one bit, a cup that is won, stone lions."""

from typing import NamedTuple

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.marks import SHORT_DASHES
from streams.extraction.quantities.signs import Slot
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    of_something: frozenset[str]


WORDS = word_lists("unit_like", Words)


FEWEST_CROWNS = 100
"""From here on crowns are money."""


class Named(NamedTuple):
    """A unit whose name stands in a slot, to its last token."""

    unit: Unit
    last: int


def is_something_else(slot: Slot, named: Named) -> bool:
    """Whether the name of a unit means no unit here."""
    return any(rule(slot, named) for rule in ELSE)


def _is_a_bit(slot: Slot, named: Named) -> bool:
    """Whether "bit" is a piece: "one bit", "billions of bits"."""
    return named.unit.name == "bit" and not slot.digits


def _is_a_prize(slot: Slot, named: Named) -> bool:
    """Whether a cup is no measure of something."""
    measuring = slot.token.lower() in WORDS.of_something
    return measuring and not _of_something(slot.tokens, named.last + 1)


def _is_material(slot: Slot, named: Named) -> bool:
    """Whether a stone is a thing: "two stone lions"."""
    if slot.token.lower() != "stone":
        return False
    joined = slot.tokens.lower(slot.at + 1) in SHORT_DASHES and slot.tokens.glued(slot.at)
    if joined and slot.tokens.lower(slot.at + 2).endswith(("ing", "ed")):
        return True  # "thousands of stone-pelting protesters"
    hyphened = slot.tokens.lower(slot.at - 1) in SHORT_DASHES
    return not hyphened and not ends_phrase(slot.tokens, slot.at + 1)


def _is_worn(slot: Slot, named: Named) -> bool:
    """Whether crowns are won or worn, and not paid: "five crowns", and no "450 crowns a share"."""
    number = slot.number
    most = number.high if number.value is None else number.value
    return slot.token.lower() == "crowns" and (most is None or abs(most) < FEWEST_CROWNS)


ELSE = (_is_a_bit, _is_a_prize, _is_material, _is_worn)
"""What the name of a unit may mean instead."""


def _of_something(tokens: Tokens, i: int) -> bool:
    """Whether a noun or its "of" follows: "two cups of rice", "1/2 cup olive oil"."""
    return tokens.lower(i) == "of" or not ends_phrase(tokens, i)


def ends_phrase(tokens: Tokens, i: int) -> bool:
    """Whether no noun can go on at token `i`: a mark or a stop is there."""
    following = tokens.lower(i)
    return not following.isalpha() or following in vocabulary.stops()
