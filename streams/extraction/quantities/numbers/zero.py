"""None at all, where that is news: "no casualties"."""

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.nouns import singular
from streams.extraction.quantities.numbers.number import Number
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    adjectives: frozenset[str]


WORDS = word_lists("zero", Words)


def zero(tokens: Tokens, i: int) -> Number | None:
    """No casualties, no deaths: a count of nothing that is news."""
    j = i + 1
    while j < i + 3 and tokens.lower(j) in WORDS.adjectives:
        j += 1
    if tokens.lower(j) == "case":
        return None  # "no case for the bill"
    if vocabulary.classes().get(singular(tokens.lower(j))) in {"casualties", "cases"}:
        return Number(i, i, 0, 0, 0, "zero")
    return None
