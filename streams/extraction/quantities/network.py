"""The small network that weighs what a number may be about: `data/concepts.npz`, by `training/`.

Each value of each field has a row of numbers. The rows of a candidate's values are added up; what
is below zero in the sum counts as zero, and the rest is weighed. Where no candidate is likely
enough so, what the candidate and the number are in their sentence (`encoder.py`) is added first.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain, repeat
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.datafile import read_weights
from streams.extraction.quantities.encoder import Encoder, Floats, by_rows, encoder_of

Sums = NDArray[np.int16]
Values = tuple[str, ...]
Place = tuple[int, int]
"""The first and the last word of a phrase."""
FILE = "concepts.npz"


class Match(NamedTuple):
    """What a candidate and a number are to each other in their sentence."""

    phrase: Floats
    """From the last word of a candidate and the mean of its words, side by side."""
    number: Floats
    """From the mean of the words of the number."""
    bias: Floats
    both: Floats
    """From the last columns of the two above, multiplied with each other."""
    nothing: Floats
    """Stands for the words of no candidate."""

    def added(self, states: "States", places: Sequence[Place], number: Place) -> Floats:
        """What is added for each candidate and, as the last row, for none."""
        lasts, means = states.of([*places, number])
        phrases = np.concatenate([lasts[:-1], means[:-1]], axis=1)
        phrase = np.concatenate([phrases, self.nothing[None]]) @ self.phrase
        own = means[-1] @ self.number
        width = self.both.shape[1]
        added: Floats = (phrase[:, width:] * own[width:]) @ self.both
        added += phrase[:, :width]
        added += own[:width] + self.bias
        return added


class States(NamedTuple):
    """What some words of a sentence are there; all words of a phrase, if any of them."""

    rows: dict[int, int]
    """The row of each word, in their order in the sentence."""
    vectors: Floats
    sums: Floats
    """What the rows before each add up to, and all of them."""

    @classmethod
    def at(cls, words: Sequence[int], vectors: Floats) -> "States":
        """`vectors`: a row for each of `words`, which are sorted."""
        sums = np.zeros((len(words) + 1, vectors.shape[1]), np.float32)
        np.add.accumulate(vectors, axis=0, out=sums[1:])
        return cls(dict(zip(words, range(len(words)), strict=True)), vectors, sums)

    def of(self, places: Sequence[Place]) -> tuple[Floats, Floats]:
        """The vectors of the last words of some phrases, and the means of their words."""
        firsts = np.array([self.rows[first] for first, _ in places])
        lasts = np.array([self.rows[last] for _, last in places])
        means = self.sums.take(lasts + 1, axis=0) - self.sums.take(firsts, axis=0)
        means /= (lasts - firsts + np.float32(1)).astype(np.float32)[:, None]
        return self.vectors.take(lasts, axis=0), means


class Network(NamedTuple):
    """A row of `table` for each value of each field; the last row, zeros, is for all others."""

    rows: list[dict[str, int]]
    """The row of each value, for each field."""
    table: NDArray[np.int8]
    scale: Floats
    """What a step of each column of `table` is worth."""
    alone: Floats
    """What a step of each column weighs where nothing is added."""
    out: Floats
    """What each column weighs where something is."""
    match: Match
    encoder: Encoder

    def sums(self, candidates: Sequence[Values], shared: Values) -> Sums:
        """A row for each candidate: the sum over the values of its fields and of those all share.

        In steps of `scale`.
        """
        count, own = len(candidates), len(self.rows) - len(shared)
        rows = [*self.rows[:own] * count, *self.rows[own:]]
        values, others = chain(*candidates, shared), repeat(len(self.table) - 1)
        taken = self.table.take(
            np.fromiter(map(dict[str, int].get, rows, values, others), np.intp, len(rows)), 0
        )
        each, same = taken[: count * own], taken[count * own :]
        # 38 rows of bytes add up to no more than 16 bits hold
        sums: Sums = np.add.reduce(each.reshape(count, own, -1), 1, np.int16)
        sums += np.add.reduce(same, 0, np.int16)
        return sums

    def by_fields(self, sums: Sums) -> tuple[int, float]:
        """The candidate that weighs most by its fields alone, and how likely it is."""
        weights = (np.maximum(sums, 0).astype(np.float32) @ self.alone).tolist()
        most = max(weights)
        return weights.index(most), 1 / sum(exp(weight - most) for weight in weights)

    def in_sentence(
        self, sums: Sums, states: States, places: Sequence[Place], number: Place
    ) -> int:
        """The candidate that weighs most by its fields and by what `Match` adds; the last one, for
        nothing at all, has no place."""
        scaled = sums * self.scale + self.match.added(states, places, number)
        return int((np.maximum(scaled, 0) @ self.out).argmax())


@cache
def network() -> Network:
    """The network, from its file. Raises DataError where that is not as `training` writes it."""
    return read_weights("streams.extraction.quantities", f"data/{FILE}", _read)


def _read(arrays: dict[str, NDArray[np.generic]]) -> Network:
    rows: list[dict[str, int]] = [{} for _ in range(int(arrays["fields"][0]))]
    pairs = zip(arrays["of_field"].tolist(), arrays["values"].tolist(), strict=True)
    for number, (field, value) in enumerate(pairs):
        rows[field][value] = number
    table = arrays["table"].astype(np.int8)
    scale = arrays["scale"].astype(np.float32)
    return Network(
        rows,
        np.concatenate([table, np.zeros((1, table.shape[1]), np.int8)]),
        scale,
        scale * arrays["by_fields"].astype(np.float32),
        arrays["out"].astype(np.float32),
        Match(*(by_rows(arrays[f"match_{name}"]) for name in Match._fields)),
        encoder_of(arrays),
    )
