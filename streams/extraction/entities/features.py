"""What the tagger sees of a word by itself: hashed features.

Features of a word depend on the word alone, so what follows from them is worked out once a word.
The hashing trick: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009;
character n-grams: Bojanowski et al., "Enriching Word Vectors with Subword Information", 2017.
"""

import re
from functools import cache
from string import ascii_lowercase, ascii_uppercase, digits
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from streams.extraction.entities.gazetteers import END, Name, names
from streams.extraction.entities.hints import given_and_last, towns
from streams.extraction.entities.vocabulary import words
from streams.extraction.word_keys import LONGEST_WORD

WORD_ROWS, AFFIX_ROWS, SHAPE_ROWS, GRAM_ROWS = 24_000, 4_000, 500, 16_000
MOST_GRAMS = 12
PREFIX, SUFFIX = crc32(b"p"), crc32(b"s")
"""What the hash of a beginning and of an end starts from."""
BOUNDARY = "\n"
"""Stands between sentences."""
SHAPES = str.maketrans(
    dict.fromkeys(ascii_uppercase, "X") | dict.fromkeys(ascii_lowercase, "x")
    | dict.fromkeys(digits, "0")
)  # fmt: skip
DIGITS = re.compile(r"\d")
REPEATED = re.compile(r"(.)\1{3,}")


Numbers = NDArray[np.intp]


class WordRow(NamedTuple):
    """Rows of the tables that a word looks up."""

    word: int
    prefix: int
    suffix: int
    shape: int
    grams: tuple[int, ...]
    flags: int
    """The lists that hold the word, a bit each."""


def hashed(text: str, rows: int) -> int:
    return crc32(text.encode("utf-8", "surrogatepass")) % rows


def shape_of(word: str) -> str:
    """ "Xxxx" of "Gulevich", "X-00" of "F-16": no sort of character more than three times."""
    if word.isascii() and word.isalpha():  # most words, three times as fast
        if word.islower():
            return "xxx"[: len(word)]
        if word[1:].islower():
            return "Xxxx"[: len(word)]
    shape = word.translate(SHAPES)
    if not word.isascii():
        shape = DIGITS.sub("0", shape)
    return REPEATED.sub(r"\1\1\1", shape) if len(shape) > 3 else shape


@cache
def _lists() -> tuple[frozenset[str], ...]:
    vocabulary = words()
    single: dict[str, set[str]] = {}
    for word, branch in names().items():
        known = branch.get(END)
        kind = sort_of(known) if isinstance(known, Name) else "begins a name"
        single.setdefault(kind, set()).add(word.lower())
    sorts = ("country", "demonym", "PLACE", "ORG", "GROUP", "begins a name")
    given = frozenset(word.lower() for word in vocabulary.given)
    lists = (
        given, vocabulary.titles, vocabulary.role_words, vocabulary.role_nouns, vocabulary.speech,
        vocabulary.org_last, vocabulary.org_first, vocabulary.place_last, vocabulary.place_first,
        vocabulary.facilities,
    )  # fmt: skip
    known = (frozenset(single.get(sort, set())) for sort in sorts)
    return (*lists, *known, towns(), *given_and_last())


@cache
def _flags() -> dict[str, int]:
    """Of each word that a list holds the lists, a bit each."""
    flags: dict[str, int] = {}
    for i, known in enumerate(_lists()):
        for word in known:
            flags[word] = flags.get(word, 0) | 1 << i
    return flags


def list_count() -> int:
    """How many bits `WordRow.flags` has."""
    return len(_lists())


def sort_of(name: Name) -> str:
    if name.demonym:
        return "demonym"
    return "country" if name.sovereign else name.type


def word_row(word: str) -> WordRow:
    """The features of one word, of whatever length and script."""
    word = word[:LONGEST_WORD]
    lower = word.lower()
    padded = f"<{lower}>"
    count = min(max(len(padded) - 3, 1), MOST_GRAMS)
    if padded.isascii():  # a byte for a character: no need to encode each part by itself
        encoded = padded.encode()
        small = encoded[1:-1]
        word_hash = crc32(small) % WORD_ROWS
        prefix = crc32(small[:3], PREFIX) % AFFIX_ROWS
        suffix = crc32(small[-3:], SUFFIX) % AFFIX_ROWS
        grams = tuple([crc32(encoded[i : i + 4]) % GRAM_ROWS for i in range(count)])
    else:
        word_hash = hashed(lower, WORD_ROWS)
        prefix = hashed("p" + lower[:3], AFFIX_ROWS)
        suffix = hashed("s" + lower[-3:], AFFIX_ROWS)
        grams = tuple(hashed(padded[i : i + 4], GRAM_ROWS) for i in range(count))
    shape = hashed(shape_of(word), SHAPE_ROWS)
    return WordRow(word_hash, prefix, suffix, shape, grams, _flags().get(lower, 0))
