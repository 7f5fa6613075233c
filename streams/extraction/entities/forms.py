"""What the tagger sees of a place in a text: forms of its word, known names, how it stands."""

from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from streams.extraction.entities.behind_the import is_article
from streams.extraction.entities.features import Numbers, sort_of
from streams.extraction.entities.gazetteers import END, Name, longest_name, names
from streams.extraction.entities.places import stance_of
from streams.extraction.noted import is_noted
from streams.extraction.tokens import Tokens

PLACE_FEATURES = 32
"""Combinations of: opens a sentence, all capitals around, in small letters elsewhere, glued; and,
where the place itself says nothing, with a capital inside a sentence elsewhere."""
SORTS = (
    "PLACE", "ORG", "GROUP", "EVENT", "WEAPON", "VEHICLE", "PRODUCT", "FACILITY", "demonym",
    "country",
)  # fmt: skip
LEXICON_FEATURES = 1 + 2 * len(SORTS)
"""No known name, or the first or a later token of one, by its sort."""
FIRST_OF = {sort: 1 + 2 * i for i, sort in enumerate(SORTS)}
"""The feature of a first token; that of later ones comes after it."""
NO_LETTER, SMALL_LETTER, CAPITAL, CASELESS = range(4)
"""What a word begins with."""
INITIAL, LOUD, LOWER, IN_SMALL, STANCE, BEGINS, NOTED = range(7)
"""Columns of `WordForms`: what the word begins with; 1 for a word of two letters or more in
capitals, 2 for another; the number of its lower-cased form; whether it is in small letters; what
it is to a name (`places`); whether a known name begins with it; whether it `is_noted`."""
Known = tuple[int, int, Name]
"""A known name: its first token, its last, what it is."""


class WordForms:
    """Words, numbered as they are met, with what each says by itself.

    `is_common`: whether a word is English that stands in small letters.
    """

    def __init__(self, is_common: Callable[[str], bool]) -> None:
        self._is_common = is_common
        self.numbers: dict[str, int] = {}
        self._lowers: dict[str, int] = {}
        self.columns = np.zeros((NOTED + 1, 1024), np.int32)

    def __len__(self) -> int:
        return len(self.numbers)

    def new(self, words: Iterable[str]) -> list[str]:
        """The words that were not met yet, once each."""
        return [word for word in dict.fromkeys(words) if word not in self.numbers]

    def add(self, words: Sequence[str]) -> None:
        """Numbers words that are new."""
        first = len(self.numbers)
        rows = [self._form(word) for word in words]
        self.numbers.update(zip(words, range(first, first + len(words)), strict=True))
        if len(self.numbers) > self.columns.shape[1]:
            wider = np.zeros((len(self.columns), 2 * len(self.numbers)), np.int32)
            wider[:, :first] = self.columns[:, :first]
            self.columns = wider
        columns = np.array(rows, np.int32).reshape(len(rows), len(self.columns)).T
        self.columns[:, first : len(self.numbers)] = columns

    def part(self, kept: Numbers) -> "WordForms":
        """Some of the words, by their numbers, numbered anew."""
        forms = WordForms(self._is_common)
        words = list(self.numbers)
        for number, word in enumerate(words[i] for i in kept.tolist()):
            forms.numbers[word] = number
            forms._lowers.setdefault(word.lower(), len(forms._lowers))
        forms.columns = self.columns[:, kept]
        lowers = np.fromiter(
            (forms._lowers[word.lower()] for word in forms.numbers), np.int32, len(kept)
        )
        forms.columns[LOWER] = lowers
        return forms

    def _form(self, word: str) -> tuple[int, ...]:
        initial = word[0]
        sort = NO_LETTER
        if initial.isalpha():
            sort = SMALL_LETTER if initial.islower() else CAPITAL if initial.isupper() else CASELESS
        loud = 0 if len(word) < 2 or not word.isalpha() else 1 if word.isupper() else 2
        lower = self._lowers.setdefault(word.lower(), len(self._lowers))
        stance = stance_of(word, self._is_common)
        return sort, loud, lower, word.islower(), stance, word in names(), is_noted(word)

    def lower_count(self) -> int:
        return len(self._lowers)


def known_names(
    texts: Sequence[str], bounds: Sequence[tuple[int, int]], begins: Sequence[int]
) -> list[Known]:
    """The longest known names of each sentence, from left to right.

    `begins`: the tokens that known names may begin with, in order.
    """
    found: list[Known] = []
    tree = names()
    after, at, end = 0, 0, 0
    for i in begins:
        if i < after:
            continue
        while i >= end:
            if at == len(bounds):
                return found
            end = bounds[at][1]
            at += 1
        branch = tree.get(texts[i], {})
        if END not in branch and (i + 1 == end or texts[i + 1] not in branch):
            continue  # two in three go this way
        if known := longest_name(texts, i, end):
            name, after = known
            if is_article(texts, i, end, known):
                after = i + 1
                continue
            found.append((i, after - 1, name))
    return found


def lexicon_features(count: int, known: Sequence[Known]) -> Numbers:
    """For each of `count` tokens which known name it belongs to, below LEXICON_FEATURES.

    0 for names of sorts that the tagger was not told of: a user's list has people as well.
    """
    found = np.zeros(count, np.intp)
    places: list[int] = []
    features: list[int] = []
    for first, last, name in known:
        places.append(first)
        feature = FIRST_OF.get(sort_of(name), 0)
        features.append(feature)
        if last > first:
            places += range(first + 1, last + 1)
            features += repeat(feature and feature + 1, last - first)
    found[places] = features
    return found


def glued_before(tokens: Tokens) -> NDArray[np.bool_]:
    """For each token whether nothing stands before it; one more for -1."""
    found = np.zeros(len(tokens) + 1, np.bool_)
    if len(tokens) > 1:
        apart = bytes(map(bool, tokens.gaps[:-1]))
        found[1:-1] = ~np.frombuffer(apart, np.bool_)
    return found


def laid(bounds: Sequence[tuple[int, int]]) -> Numbers:
    """For each place of the tagger's reading the index of its token, -1 for BOUNDARY.

    BOUNDARY stands before each sentence and at the end.
    """
    if not bounds:
        return np.array([-1])
    firsts, ends = np.array(bounds).T
    lengths = ends - firsts + 1
    edges = np.cumsum(lengths) - lengths
    found = np.arange(edges[-1] + lengths[-1] + 1)
    found[:-1] += np.repeat(firsts - 1 - edges, lengths)
    found[edges] = found[-1] = -1
    return found


def place_features(
    columns: NDArray[np.int32],
    lower_count: int,
    glued: NDArray[np.bool_],
    boundary: NDArray[np.bool_],
) -> Numbers:
    """For each place what it says, as one number below PLACE_FEATURES.

    `columns`: those of WordForms, of the words in their order; `glued`: whether nothing stands
    before the word; `boundary`: where BOUNDARY stands, first and last. Words that begin with no
    letter have 0.
    """
    initial, loud, lower = columns[INITIAL], columns[LOUD], columns[LOWER]
    letters = initial > NO_LETTER
    in_small = np.zeros(lower_count, np.bool_)
    in_small[lower[columns[IN_SMALL] > 0]] = True
    edges = np.flatnonzero(boundary)
    lengths = np.append(edges[1:], len(boundary)) - edges
    before = np.cumsum(letters)
    opens = before - np.repeat(before[edges], lengths) == 1
    shouted = np.add.reduceat(loud == 1, edges) > 1
    shouted &= np.add.reduceat(loud == 2, edges) == 0
    capital = (initial == CAPITAL) & in_small[lower]
    loud_here = np.repeat(shouted, lengths)
    silent = opens | loud_here
    inside = np.zeros(lower_count, np.bool_)
    inside[lower[(initial == CAPITAL) & ~silent]] = True
    found = opens + 2 * loud_here + 4 * capital + 8 * glued + 16 * (silent & inside[lower])
    return np.where(letters, found, 0)
