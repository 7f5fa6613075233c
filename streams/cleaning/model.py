"""The line model: for each line of a flattened text how likely it is to be body.

A linear score of words, then boosted trees over the features of `features.py`, then the same again
with the first trees' verdict on the lines around (junk comes in runs). All plain numpy. The trees
are oblivious (one question a level, the same for all nodes of the level), so a tree is a look-up:
the answers are the bits of an index into its leaves. Trained by `training/cleaning.py`; measured
in docs/cleaning-measured.md.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.cleaning.characters import read_characters
from streams.cleaning.features import NAMES, around, own_features, parts_of, with_places
from streams.cleaning.words import Array, Lexicon, lexicon, read_words, word_scores
from streams.datafile import read_weights
from streams.steps import Steps, Together, finished

WEIGHTS = "lines.npz"
CONTEXT = (-4, -3, -2, -1, 1, 2, 3, 4)
"""The lines around whose first verdict the second trees see."""
CHUNK = 128
"""Lines judged at once: bounds the memory of a text of a million lines."""


class Trees(NamedTuple):
    """Boosted oblivious trees."""

    column: NDArray[np.intp]
    """Levels by trees: the column that is asked about."""
    border: Array
    """Levels by trees: the answer is whether the value is above it."""
    leaf: Array
    """Trees by leaves."""
    bias: float


class Model(NamedTuple):
    """All that was learnt."""

    words: Lexicon
    first: Trees
    second: Trees


def evaluate(trees: Trees, table: Array) -> Array:
    """The sum of the trees' leaves for each row: a logarithm of odds."""
    levels, count = trees.column.shape
    column = trees.column.ravel()
    border = trees.border.reshape(-1, 1)
    leaves = trees.leaf.ravel()
    starts = (np.arange(count) << levels)[:, None]
    sums = np.empty(len(table), dtype=np.float32)
    bits = (1 << np.arange(levels)).astype(np.uint8)
    for at in range(0, len(table), CHUNK):
        part = np.ascontiguousarray(table[at : at + CHUNK].T)
        answers = (part.take(column, axis=0) > border).view(np.uint8).reshape(levels, count, -1)
        leaf = np.einsum("l,lcn->cn", bits, answers)
        sums[at : at + CHUNK] = leaves.take(starts + leaf).sum(axis=0) + trees.bias
    return sums


def with_context(table: Array, first: Array, sizes: Sequence[int]) -> Array:
    """The features, and after them the first verdicts on the line itself and those around.

    `sizes` tells how many of the lines are each text's.
    """
    verdict = first[:, None]
    text = np.repeat(np.arange(len(sizes)), sizes)
    return np.concatenate([table, verdict, *around(verdict, CONTEXT, text)], axis=1)


class Read(NamedTuple):
    """What the lines of a text say before their places are looked at."""

    own: Array
    scores: Array
    first_words: list[tuple[str, ...]]


class Asked(NamedTuple):
    """A text whose lines were read."""

    lines: Sequence[str]
    read: Read
    listed: Sequence[bool]
    """Which lines a rule would cut."""


def read(texts: Sequence[Sequence[str]]) -> list[Read]:
    """The lines of each text read, those of all texts at once: most texts have few."""
    lines = [line for text in texts for line in text]
    sizes = [len(text) for text in texts]
    characters = read_characters(lines)
    words = read_words(characters)
    scores = word_scores(words, load().words)
    own = own_features(lines, characters, words, sizes)
    return [Read(own[:, part], scores[part], words.starts[part]) for part in parts_of(sizes)]


def judged(texts: Sequence[Asked]) -> list[Array]:
    """What the trees say of the lines of each text."""
    model = load()
    sizes = [len(text.lines) for text in texts]
    table = with_places(
        np.concatenate([text.read.own for text in texts], axis=1),
        [line for text in texts for line in text.lines],
        [first for text in texts for first in text.read.first_words],
        np.concatenate([text.read.scores for text in texts]),
        [is_listed for text in texts for is_listed in text.listed],
        sizes,
    )
    first = evaluate(model.first, table)
    second = evaluate(model.second, with_context(table, first, sizes))
    return [second[part] for part in parts_of(sizes)]


_read, _judged = Together(read), Together(judged)


def body_odds(lines: Sequence[str], listed: Sequence[bool]) -> Array:
    """For each non-empty line the logarithm of the odds that it is body.

    `listed` tells which lines a rule would cut.
    """
    return finished(odds_steps(lines, listed))


def odds_steps(lines: Sequence[str], listed: Sequence[bool]) -> Steps[Array]:
    """The same, a pass at a time."""
    if not lines:
        return np.empty(0, dtype=np.float32)
    reading = _read.ask(lines)
    yield
    judging = _judged.ask(Asked(lines, reading(), listed))
    yield
    return judging()


@cache
def load() -> Model:
    """The weights in the package. Raises DataError where they do not fit the code."""
    return read_weights("streams.cleaning", WEIGHTS, from_arrays)


def from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> Model:
    """A model out of named arrays. Raises ValueError where they are of other features."""
    if tuple(str(name) for name in arrays["names"]) != NAMES:
        raise ValueError("trained with other features than the code computes; train it again")
    grams = arrays["grams"].tobytes().decode().split("\n")
    weights = dict(zip(grams, arrays["weights"].astype(float).tolist(), strict=True))
    return Model(
        words=lexicon(weights, float(arrays["words_bias"].item())),
        first=_trees(arrays, "first"),
        second=_trees(arrays, "second"),
    )


def _trees(arrays: Mapping[str, NDArray[np.generic]], name: str) -> Trees:
    return Trees(
        column=arrays[f"{name}_column"].astype(np.intp),
        border=arrays[f"{name}_border"].astype(np.float32),
        leaf=arrays[f"{name}_leaf"].astype(np.float32),
        bias=float(arrays[f"{name}_bias"].item()),
    )
