"""What the tagger sees of a text: hashed features of each word, and a few of each place.

Features of a word depend on the word alone, so what follows from them is worked out once a word.
The hashing trick: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009;
character n-grams: Bojanowski et al., "Enriching Word Vectors with Subword Information", 2017.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from zlib import crc32

from streams.extraction.entities.gazetteers import END, Name, longest_name, names, words
from streams.extraction.tokens import Tokens

WORD_ROWS, AFFIX_ROWS, SHAPE_ROWS, GRAM_ROWS = 12_000, 4_000, 500, 8_000
MOST_GRAMS = 12
LONGEST_WORD = 40
"""Characters of a word that are looked at."""
BOUNDARY = "\n"
"""Stands between sentences."""
CAPITALS = re.compile("[A-Z]")
SMALL = re.compile("[a-z]")
DIGITS = re.compile(r"\d")


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
    shape = SMALL.sub("x", CAPITALS.sub("X", DIGITS.sub("0", word)))
    return re.sub(r"(.)\1{3,}", r"\1\1\1", shape)


@cache
def _lists() -> tuple[frozenset[str], ...]:
    vocabulary = words()
    single: dict[str, set[str]] = {}
    for word, branch in names().items():
        known = branch.get(END)
        kind = _sort(known) if isinstance(known, Name) else "begins a name"
        single.setdefault(kind, set()).add(word.lower())
    sorts = ("country", "demonym", "PLACE", "ORG", "GROUP", "begins a name")
    given = frozenset(word.lower() for word in vocabulary.given)
    lists = (
        given, vocabulary.titles, vocabulary.role_words, vocabulary.role_nouns, vocabulary.speech,
        vocabulary.org_last, vocabulary.org_first, vocabulary.place_last, vocabulary.place_first,
        vocabulary.facilities,
    )  # fmt: skip
    return (*lists, *(frozenset(single.get(sort, set())) for sort in sorts))


def list_count() -> int:
    """How many bits `WordRow.flags` has."""
    return len(_lists())


def _sort(name: Name) -> str:
    if name.demonym:
        return "demonym"
    return "country" if name.sovereign else name.type


def word_row(word: str) -> WordRow:
    """The features of one word, of whatever length and script."""
    word = word[:LONGEST_WORD]
    lower = word.lower()
    padded = f"<{lower}>"
    grams = [padded[i : i + 4] for i in range(max(len(padded) - 3, 1))][:MOST_GRAMS]
    flags = sum(1 << i for i, known in enumerate(_lists()) if lower in known)
    return WordRow(
        hashed(lower, WORD_ROWS),
        hashed("p" + lower[:3], AFFIX_ROWS),
        hashed("s" + lower[-3:], AFFIX_ROWS),
        hashed(shape_of(word), SHAPE_ROWS),
        tuple(hashed(gram, GRAM_ROWS) for gram in grams),
        flags,
    )


PLACE_FEATURES = 16
"""Combinations of: opens a sentence, all capitals around, in small letters elsewhere, glued."""
SORTS = (
    "PLACE", "ORG", "GROUP", "EVENT", "WEAPON", "VEHICLE", "PRODUCT", "FACILITY", "demonym",
    "country",
)  # fmt: skip
LEXICON_FEATURES = 1 + 2 * len(SORTS)
"""No known name, or the first or a later token of one, by its sort."""


def lexicon_feature(name: Name, *, first: bool) -> int:
    return 1 + 2 * SORTS.index(_sort(name)) + (not first)


Known = tuple[int, int, Name]
"""A known name: its first token, its last, what it is."""


def known_names(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> list[Known]:
    """The longest known names of each sentence, from left to right."""
    tree = names()
    texts = tokens.texts
    found: list[Known] = []
    for start, end in bounds:
        after = start
        for i in range(start, end):
            if texts[i] in tree and i >= after and (known := longest_name(texts, i, end)):
                name, after = known
                found.append((i, after - 1, name))
    return found


def lexicon_features(tokens: Tokens, known: Sequence[Known]) -> list[int]:
    """For each token which known name it belongs to, as one number below LEXICON_FEATURES."""
    found = [0] * len(tokens)
    for first, last, name in known:
        number = lexicon_feature(name, first=True)
        found[first] = number
        found[first + 1 : last + 1] = [number + 1] * (last - first)
    return found


def place_features(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> list[int]:
    """For each token what its place says, as one number below PLACE_FEATURES."""
    texts, lowers, starts, ends = tokens.texts, tokens.lowers, tokens.starts, tokens.ends
    small = {token for token in texts if token.islower()}
    glued = [False, *(start == end for start, end in zip(starts[1:], ends, strict=False))]
    found = [0] * len(texts)
    for first, end in bounds:
        capitals = _all_capitals(texts, first, end)
        opens = 1
        for i in range(first, end):
            initial = texts[i][0]
            if initial.islower():
                found[i] = opens + 2 * capitals + 8 * glued[i]
                opens = 0
            elif initial.isalpha():
                capital = initial.isupper() and lowers[i] in small
                found[i] = opens + 2 * capitals + 4 * capital + 8 * glued[i]
                opens = 0
    return found


def _all_capitals(texts: Sequence[str], first: int, end: int) -> bool:
    """Whether a sentence is a headline in capitals: of two words or more, none small."""
    longer = 0
    for text in texts[first:end]:
        if len(text) > 1 and text.isalpha():
            if not text.isupper():
                return False
            longer += 1
    return longer > 1
