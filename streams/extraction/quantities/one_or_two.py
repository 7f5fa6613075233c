"""One of what stands between two numbers, or two of it: "a day or two", "a paragraph or two"."""

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.numbers import ARTICLES, Number, may_start_number
from streams.extraction.quantities.stretches import Stretch
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    ahead: frozenset[str]


WORDS = word_lists("one_or_two", Words)


def one_or_two(tokens: Tokens, number: Number, floor: int) -> Stretch | None:
    """ "A day or two", "a paragraph or two": one of what stands between, or two of it."""
    if number.value != 2 or number.form != "words" or tokens.lower(number.first - 1) != "or":
        return None
    first = number.first - 3
    first -= tokens.lower(first) not in ARTICLES and tokens.lower(first - 1) in ARTICLES
    if first < floor:
        return None
    noun, following = tokens.lower(number.first - 2), tokens.lower(number.last + 1)
    before = tokens.lower(first)
    if before not in ARTICLES | WORDS.ahead:
        return None
    ends = not following.isalpha() or following in vocabulary.stops()
    if not noun.isalpha() or may_start_number(noun, noun) or noun in vocabulary.stops():
        return None
    if not ends and (noun not in unit_table.unit_words() or following in unit_table.unit_words()):
        return None  # "next week or two weeks from now"
    return Stretch(Number(first, first, 1, 1, 1, "words"), number, first, number.last)


def noun_between(tokens: Tokens, stretch: Stretch) -> int | None:
    """The token of the noun in "a paragraph or two"."""
    upper = stretch.upper
    if upper is None or upper.first != stretch.last or upper.first - stretch.first not in (3, 4):
        return None
    counts = tokens.lower(stretch.first) in ARTICLES | WORDS.ahead
    return upper.first - 2 if counts else None
