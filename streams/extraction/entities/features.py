"""What the tagger sees of a word by itself: hashed features.

Features of a word depend on the word alone, so what follows from them is worked out once a word.
The hashing trick: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009;
character n-grams: Bojanowski et al., "Enriching Word Vectors with Subword Information", 2017.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import repeat
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
GRAM, MOST_GRAMS = 4, 12
"""Characters of an n-gram, and how many of them count of a word."""
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


class WordRows(NamedTuple):
    """Rows of the tables that some words look up."""

    tables: tuple[Numbers, Numbers, Numbers, Numbers]
    """Those of each word in the tables of words, beginnings, ends and shapes."""
    grams: Numbers
    """Those of the n-grams, one word's behind another's ..."""
    counts: Numbers
    """... and how many each word has."""
    flags: Numbers
    """A row a word: for each list whether it holds the word."""


def hashed(texts: Sequence[str], rows: int, start: int = 0) -> Numbers:
    """The row of each text in a table of so many. `start`: the hash of what stands before them."""
    data = [text.encode("utf-8", "surrogatepass") for text in texts]
    return np.fromiter(map(crc32, data, repeat(start)), np.intp, len(data)) % rows


@cache
def _changes() -> NDArray[np.uint32]:
    """What each of GRAM bytes changes in the hash of that many zeros: so the hashes of all pieces
    of many words are looked up at once. A row for each place, a column for each byte.
    """
    pieces = [
        bytes(place) + bytes([byte]) + bytes(GRAM - 1 - place)
        for place in range(GRAM)
        for byte in range(256)
    ]
    zeros = crc32(bytes(GRAM))
    return np.array([crc32(piece) ^ zeros for piece in pieces], np.uint32).reshape(GRAM, 256)


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


def sort_of(name: Name) -> str:
    if name.demonym:
        return "demonym"
    return "country" if name.sovereign else name.type


def word_rows(words: Sequence[str]) -> WordRows:
    """The features of words, of whatever length and script."""
    words = [word[:LONGEST_WORD] for word in words]
    lowers = [word.lower() for word in words]
    tables = (
        hashed(lowers, WORD_ROWS),
        hashed([lower[:3] for lower in lowers], AFFIX_ROWS, PREFIX),
        hashed([lower[-3:] for lower in lowers], AFFIX_ROWS, SUFFIX),
        hashed([shape_of(word) for word in words], SHAPE_ROWS),
    )
    grams, counts = _gram_rows([f"<{lower}>" for lower in lowers])
    flags = np.fromiter(map(_flags().get, lowers, repeat(0)), np.intp, len(lowers))
    return WordRows(tables, grams, counts, flags[:, None] >> np.arange(len(_lists())) & 1)


def _gram_rows(words: Sequence[str]) -> tuple[Numbers, Numbers]:
    """The rows of the n-grams of words, one word's behind another's, and how many each has."""
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    counts = (lengths - GRAM + 1).clip(1, MOST_GRAMS)
    starts, firsts = np.cumsum(lengths) - lengths, np.cumsum(counts) - counts
    chars = np.frombuffer("".join(words).encode("ascii", "replace") + bytes(GRAM), np.uint8)
    hashes = np.full(len(chars) - GRAM, crc32(bytes(GRAM)), np.uint32)
    for place, change in enumerate(_changes()):
        hashes ^= change[chars[place : place - GRAM]]
    at = np.arange(counts.sum()) + np.repeat(starts - firsts, counts)
    rows = hashes[at].astype(np.intp) % GRAM_ROWS
    for word, first, count in zip(words, firsts.tolist(), counts.tolist(), strict=True):
        if len(word) < GRAM or not word.isascii():
            pieces = [word[i : i + GRAM] for i in range(count)]
            rows[first : first + count] = hashed(pieces, GRAM_ROWS)
    return rows, counts
