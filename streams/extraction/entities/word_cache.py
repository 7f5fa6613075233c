"""What a word gives to the tagger, whatever stands beside it: worked out once a word and kept."""

from collections.abc import Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from streams.extraction.entities.features import MOST_GRAMS, Numbers, word_rows
from streams.extraction.entities.forms import WordForms
from streams.extraction.entities.weights import SHARES, Floats, is_common, model
from streams.extraction.word_keys import word_keys
from streams.steps import Steps, finished

MOST_WORDS = 60_000
"""Words whose vectors are kept between articles, 2 kB each; then those go that were met once, and
of the rest what is more than three quarters and was met least often. With 40,000 an article has 17
new words, with 60,000 ten."""
MOST_TOGETHER = MOST_WORDS // 4
"""New words of several texts that are worked out with those of the first that needs its own."""
BLOCK = 256
"""Of them so many at once: that stays in the processor's cache."""
PANEL = 8
"""Words are multiplied in so many at a time: 15 alone cost half as much again as 16 do."""


def _word_vectors(words: Sequence[str]) -> Floats:
    """A vector for each word, from its features alone, as columns."""
    weights = model()
    rows = word_rows(words)
    vector_rows, cases = word_keys().look_up(words)
    counts = rows.counts
    grams = np.add.reduceat(weights.grams[rows.grams], np.cumsum(counts) - counts)
    shares = np.eye(SHARES)[[weights.known.get(word.lower(), 0) for word in words]]
    word, prefix, suffix, shape = rows.tables
    parts: list[NDArray[np.generic]] = [
        weights.tables["word"][word],
        weights.tables["prefix"][prefix],
        weights.tables["suffix"][suffix],
        weights.tables["shape"][shape],
        grams / counts[:, None] + (MOST_GRAMS / counts - 1)[:, None] * weights.short,
        weights.vectors[vector_rows],
        rows.flags,
        shares,
        cases,
    ]
    x = np.zeros((-(-len(words) // PANEL) * PANEL, weights.hidden.weights.shape[1]), np.float32)
    np.concatenate(parts, axis=1, out=x[: len(words)])
    hidden = weights.hidden.weights @ x.T
    hidden += weights.hidden.bias
    np.maximum(hidden, 0, out=hidden)
    vectors: Floats = weights.word.weights @ hidden
    vectors += weights.word.bias
    return vectors[:, : len(words)]


class WordCache:
    """What the words met so far give to the first layer: to the next word, to themselves, to the
    word before, and past the layer.
    """

    def __init__(self, most: int = MOST_WORDS) -> None:
        self.most = most
        self.kept = 3 * most // 4
        self.forms = WordForms(is_common)
        self.tables: Floats = np.zeros((4, 0, 0), np.float32)
        self.met = np.zeros(0, np.int32)
        """In how many texts each word was met; halved whenever the cache is thinned out."""
        self._wanted: dict[str, None] = {}
        """Words that were not met, of texts between their first step and their second."""

    @property
    def nothing(self) -> int:
        """The number of what is no word: it gives zeros."""
        return len(self.tables[0]) - 1

    def ids(self, words: Sequence[str]) -> Numbers:
        """The numbers of these words; those that were not met are added."""
        return finished(self.id_steps(words))

    def id_steps(self, words: Sequence[str]) -> Steps[Numbers]:
        """The same: looks in one step and adds in the next, for all texts that have looked since.

        A word costs a third in a hundred of what it costs in ten.
        """
        forms = self.forms
        numbers = self._numbers(words)
        missing = np.flatnonzero(numbers < 0).tolist()
        unmet = [words[i] for i in missing]
        room = max(MOST_TOGETHER - len(self._wanted), 0)
        self._wanted.update(dict.fromkeys(unmet[:room]))
        yield
        if self.forms is not forms:  # thinned out since: other numbers
            return self.ids(words)
        if missing:
            new = self.forms.new(unmet)
            if new:
                new = self.forms.new([*new, *self._wanted])
                if len(self.forms) + len(new) > self.most and len(self.forms) > self.kept:
                    self._thin_out()
                    return self.ids(words)
                self._add(new)
                self._wanted.clear()
            numbers[missing] = self._numbers(unmet)
        self.met[numbers] += 1
        return numbers

    def _numbers(self, words: Sequence[str]) -> Numbers:
        """-1 for a word that was not met."""
        return np.fromiter(map(self.forms.numbers.get, words, repeat(-1)), np.intp, len(words))

    def _add(self, new: Sequence[str]) -> None:
        first = len(self.forms)
        self.forms.add(new)
        if self.nothing < len(self.forms):
            size = max(len(self.forms), self.most)  # memory that is not written yet costs nothing
            room = np.empty((4, size + 1, len(model().word.weights) // 4), np.float32)
            room[:, size] = 0
            if first:
                room[:, :first] = self.tables[:, :first]
            self.tables = room
            self.met = np.concatenate([self.met[:first], np.zeros(size - first, np.int32)])
        for at in range(0, len(new), BLOCK):
            block = new[at : at + BLOCK]
            vectors = _word_vectors(block).reshape(4, -1, len(block)).transpose(0, 2, 1)
            self.tables[:, first + at : first + at + len(block)] = vectors
        self.met[first : len(self.forms)] = 0

    def _thin_out(self) -> None:
        """Keeps the words that were met most often, without those met once."""
        count = len(self.forms)
        often = np.argsort(-self.met[:count], kind="stable")[: self.kept]
        kept = often[self.met[often] > 1]
        self.forms = self.forms.part(kept)
        self.tables[:, : len(kept)] = self.tables[:, kept]
        self.met[: len(kept)] = self.met[kept] // 2
