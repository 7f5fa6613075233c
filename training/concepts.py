"""Learns what a measured number is about: the weights of `streams.extraction.quantities.ranking`.

`python -m training.concepts --articles raw_articles.jsonl.gz --taught taught.jsonl
    --out .../quantities/data/concepts.npz`

There are 9,000 lessons of the golden sentences (but those of LEFT_OUT, which only measure), of
LESSONS, of the train part of `training.real` and of `training.chosen`; three times as many are
what a transformer (`training.reader`) says of sentences that nobody labelled. What is learnt is a
softmax over the candidates of each number, scored by the network of
`streams.extraction.quantities.network`.
Distillation: Hinton et al., "Distilling the Knowledge in a Neural Network", 2015.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.extraction.quantities.network import Floats
from streams.extraction.quantities.ranking import FIELDS, SHARED
from training.concept_lessons import (
    Lesson,
    chosen_read,
    golden_read,
    lessons,
    real_read,
    taught_lessons,
)

TURNS = 2
"""How often a round meets each lesson by hand, for once each of the others."""
RARE = 5
"""Values of fewer candidates, each counted once, have no row in the network."""
HIDDEN = 48
SEEDS = (0, 1, 2, 3)
"""Networks that are learnt from other beginnings and become one, side by side."""
ROUNDS = 12
BATCH = 256
"""Lessons at a time."""
RATE = 0.01
DROPPED = 0.2
"""The share of the hidden numbers that a step leaves out."""
DECAY = 1e-5
STEPS_OF_SCALE = 127


class Parameters(NamedTuple):
    """What is learnt."""

    table: Floats
    bias: Floats
    out: Floats


class Material(NamedTuple):
    """Lessons as arrays: `taken` has a row of the table for each field of each candidate."""

    taken: NDArray[np.int64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    shares: Floats


def prepared(by_hand: list[Lesson], taught: list[Lesson]) -> tuple[list[dict[str, int]], Material]:
    """The rows of values, and a round's lessons: those by hand TURNS times, each counted once for
    what is rare."""
    rows = rows_of(by_hand + taught)
    return rows, material_of(by_hand * TURNS + taught, rows)


def rows_of(lessons: Sequence[Lesson]) -> list[dict[str, int]]:
    """The row of each value of each field that is not too rare."""
    rows: list[dict[str, int]] = []
    number = 0
    for field in range(len(FIELDS + SHARED)):
        seen = Counter(values[field] for lesson in lessons for values in lesson.candidates)
        kept = [value for value, times in seen.items() if times >= RARE]
        rows.append({value: number + i for i, value in enumerate(kept)})
        number += len(kept)
    return rows


def material_of(lessons: Sequence[Lesson], rows: Sequence[dict[str, int]]) -> Material:
    """Lessons as arrays; a value without a row has the last one, which stays zero."""
    others = sum(len(row) for row in rows)
    sizes = np.array([len(lesson.candidates) for lesson in lessons])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    shares = np.array([share for lesson in lessons for share in lesson.shares], np.float32)
    taken = [
        [row.get(value, others) for row, value in zip(rows, values, strict=True)]
        for lesson in lessons
        for values in lesson.candidates
    ]
    return Material(np.array(taken), starts, sizes, shares)


def learnt(material: Material, width: int, seed: int) -> Parameters:
    """The parameters that make the right candidates likeliest, by Adam; `width` rows of values."""
    random = np.random.default_rng(seed)
    parameters = Parameters(
        random.normal(0, 0.1, (width + 1, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, np.float32),
        random.normal(0, 0.3, HIDDEN).astype(np.float32),
    )
    means = [np.zeros_like(p) for p in parameters]
    spreads = [np.zeros_like(p) for p in parameters]
    count = len(material.sizes)
    last = ROUNDS * -(-count // BATCH)
    step = 0
    for _ in range(ROUNDS):
        order = random.permutation(count)
        for start in range(0, count, BATCH):
            step += 1
            rate = RATE * (1 - step / (last + 1))
            slopes = slopes_of(parameters, material, order[start : start + BATCH], random)
            for own, slope, mean, spread in zip(parameters, slopes, means, spreads, strict=True):
                mean += 0.1 * (slope - mean)
                spread += 0.001 * (slope**2 - spread)
                size = np.sqrt(spread / (1 - 0.999**step)) + 1e-8
                own -= rate * mean / (1 - 0.9**step) / size
            parameters.table[width] = 0
    return parameters


def slopes_of(
    parameters: Parameters,
    material: Material,
    batch: NDArray[np.int64],
    random: np.random.Generator,
) -> Parameters:
    """The slopes of the loss on a batch of lessons."""
    sizes = material.sizes[batch]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(batch)), sizes)
    rows = material.starts[batch][of] + np.arange(len(of)) - starts[of]
    taken = material.taken[rows]
    hidden = parameters.table[taken].sum(axis=1) + parameters.bias
    kept = (hidden > 0) * (random.random(hidden.shape) >= DROPPED) / np.float32(1 - DROPPED)
    active = hidden * kept
    scores = active @ parameters.out
    shares = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
    shares /= np.add.reduceat(shares, starts)[of]
    slope = ((shares - material.shares[rows]) / len(batch)).astype(np.float32)
    inner = slope[:, None] * parameters.out * kept
    return Parameters(
        summed_by_row(taken, inner, len(parameters.table)) + DECAY * parameters.table,
        inner.sum(axis=0),
        active.T @ slope,
    )


def summed_by_row(taken: NDArray[np.int64], slopes: Floats, rows: int) -> Floats:
    """For each row of the table the sum of the slopes of the candidates that take it."""
    order = np.argsort(taken, axis=None, kind="stable")
    sorted_rows = taken.ravel()[order]
    first = np.flatnonzero(np.diff(sorted_rows, prepend=-1))
    sums = np.zeros((rows, slopes.shape[1]), np.float32)
    sums[sorted_rows[first]] = np.add.reduceat(slopes[order // taken.shape[1]], first)
    return sums


def write(rows: Sequence[dict[str, int]], learners: Sequence[Parameters], out: Path) -> None:
    """Writes networks as one, side by side, with small integers for the table.

    Each candidate has one of the values of the first field, so that their rows hold the bias.
    """
    table = np.concatenate([own.table for own in learners], axis=1)[:-1]
    table[: len(rows[0])] += np.concatenate([own.bias for own in learners])
    scale = np.abs(table).max(axis=0) / STEPS_OF_SCALE
    pairs = [(field, value) for field, row in enumerate(rows) for value in row]
    np.savez_compressed(
        out,
        fields=np.array([len(rows)]),
        of_field=np.array([field for field, _ in pairs]),
        values=np.array([value for _, value in pairs]),
        table=np.round(table / scale).astype(np.int8),
        scale=scale,
        out=np.concatenate([own.out for own in learners]) / np.float32(len(learners)),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="those of training.real")
    parser.add_argument("--taught", type=Path, required=True, help="what training.reader wrote")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    articles = arguments.articles
    labelled = [*golden_read(), *real_read(articles), *chosen_read(articles)]
    by_hand = [lesson for sentence in labelled for lesson in lessons(sentence)]
    print(f"{len(by_hand)} lessons by hand")
    rows, material = prepared(by_hand, list(taught_lessons(arguments.taught)))
    width = sum(len(row) for row in rows)
    write(rows, [learnt(material, width, seed) for seed in SEEDS], arguments.out)
    print(f"{len(material.sizes)} lessons, {width} values")


if __name__ == "__main__":
    main()
