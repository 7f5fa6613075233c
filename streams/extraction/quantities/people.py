"""Numbers that stand for people: "the two", "those over 60", "a mother of three"."""

import msgspec

from streams.extraction.quantities.found import CountedPhrase, Measured
from streams.extraction.quantities.lexicon import is_auxiliary
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.units import YEARS_OLD
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    those: frozenset[str]
    alone: frozenset[str]
    parents: frozenset[str]
    children: frozenset[str]


WORDS = word_lists("people", Words)


def are_children(tokens: Tokens, counted: CountedPhrase) -> bool:
    """Whether what is counted is what a parent has: "the mother of two *boys*"."""
    return tokens.lower(counted.head) in WORDS.children


def of_a_parent(tokens: Tokens, number: Number) -> bool:
    """Whether a number says whose parent somebody is: "a father of three lives in Leeds"."""
    i = number.first
    return tokens.lower(i - 1) == "of" and tokens.lower(i - 2) in WORDS.parents


def of_whom(tokens: Tokens, number: Number, measured: Measured | None, first: int) -> bool:
    """Whether a number stands for people: "the thousands who have fled", "the 49-year-old", "the
    two", and so is about nothing else in the sentence. `first`: where its cue begins."""
    if measured is not None and measured.unit is YEARS_OLD and first < number.first:
        return tokens.lower(first - 1) in WORDS.alone  # "those over 60"
    if measured is None:
        alone = number.form == "words" and tokens.lower(number.first - 1) in WORDS.those
        return alone or tokens.lower(number.last + 1) == "who"
    alone = tokens.lower(measured.last) == "old" and tokens.lower(measured.last - 1) == "-"
    return alone and is_auxiliary(tokens.lower(measured.last + 1))
