"""Learns what a measured number is about: the weights of `streams.extraction.quantities.ranking`.

`python -m training.concepts --articles raw_articles.jsonl.gz --taught taught.jsonl
    --out .../quantities/data/concepts.npz`

A lesson is one number with all its candidates and how likely each is. There are 1,600 of the golden
sentences (but those of LEFT_OUT, which only measure), of LESSONS and of the train part of
`training.real`; twenty times as many are what a transformer (`training.reader`) says of sentences
that nobody labelled. What is learnt is a softmax over the candidates of each number, scored by the
network of `streams.extraction.quantities.network`. Distillation: Hinton et al., "Distilling the
Knowledge in a Neural Network", 2015.
"""

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.cleaning.text import line_spans
from streams.extraction.dates import find_dates
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.quantities.candidates import Candidate, Ground, ground_of
from streams.extraction.quantities.concepts import content_words
from streams.extraction.quantities.extract import read_quantities
from streams.extraction.quantities.found import CountedPhrase, Found
from streams.extraction.quantities.network import Floats
from streams.extraction.quantities.phrases import trimmed
from streams.extraction.quantities.ranking import FIELDS, SHARED, described, is_open
from streams.extraction.sentences import sentences
from streams.extraction.tokens import Tokens, tokenise
from training.real import label_of, read_sentences

GOLDEN = Path(__file__).parent.parent / "tests/golden/quantities"
LESSONS = Path(__file__).parent / "lessons.toml"
"""Sentences in their form, written for this alone."""
LEFT_OUT = frozenset({"held_out_final", "held_out_sixth", "held_out_eighth", "held_out_ninth"})
"""Golden files that nothing is learnt from."""
PRONOUN_ITSELF = 0.5
"""How well a pronoun agrees that is taken for what it stands for, where it is wanted itself."""
TURNS = 3
"""How often a round meets each of them, for once each of the others."""
RARE = 5
"""Values of fewer candidates have no row in the network."""
HIDDEN = 32
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


Read = tuple[Ground, Sequence[Found], Sequence[Set[str] | None]]
"""A sentence with its quantities and the words that each is about: an empty set for what the
sentence does not say, None for what is not known."""


class Lesson(NamedTuple):
    """The values of each candidate of a number, and how likely it is."""

    candidates: list[tuple[str, ...]]
    shares: list[float]


class Parameters(NamedTuple):
    """What is learnt."""

    table: Floats
    bias: Floats
    out: Floats


def read(text: str) -> Iterator[tuple[Ground, list[Found]]]:
    """The sentences of a text with their quantities, as `find_quantities` reads them."""
    tokens = tokenise(text)
    spans = sentences(text, line_spans(text))
    taken = [(d.date.start, d.date.end) for d in find_dates(tokens, None) if not d.also_quantity]
    for start, end in sentence_tokens(tokens, spans):
        part = tokens.part(start, end)
        found, tags = read_quantities(part, taken)
        yield ground_of(part, tags, found), found


def lessons(read: Read) -> Iterator[Lesson]:
    """What one sentence teaches."""
    ground, found, wanted = read
    previous: Found | None = None
    for quantity, words in zip(found, wanted, strict=True):
        if words is not None and is_open(quantity):
            near, values, shared = described(ground, quantity, previous)
            right = right_ones(ground, quantity, near, words)
            if right:
                shares = [(i in right) / len(right) for i in range(len(near))]
                yield Lesson([(*own, *shared) for own in values], shares)
                quantity = decided(quantity, near[right[0]])
        previous = quantity


def decided(quantity: Found, candidate: Candidate | None) -> Found:
    """A quantity that is about a candidate."""
    span = None if candidate is None else CountedPhrase(*candidate.span, candidate.span[1])
    return quantity._replace(counted=span)


def right_ones(
    ground: Ground, quantity: Found, near: Sequence[Candidate | None], words: Set[str]
) -> list[int]:
    """The candidate nearest to the number of those that agree most, and pronouns for the same."""
    agreements = [agreement(ground, candidate, words) for candidate in near]
    best = [i for i, share in enumerate(agreements) if share == max(agreements) > 0]
    distances = {i: abs(c.first - quantity.first) if (c := near[i]) else 0 for i in best}
    pronouns = [i for i in best if (c := near[i]) and c.stands_for]
    return list(dict.fromkeys(sorted(best, key=distances.__getitem__)[:1] + pronouns))


def agreement(ground: Ground, candidate: Candidate | None, words: Set[str]) -> float:
    """F1 of the words of a candidate and those wanted."""
    if candidate is None:
        return float(not words)
    if candidate.stands_for and words == {ground.tokens.lowers[candidate.last]}:
        return PRONOUN_ITSELF
    first, last = candidate.span
    run = trimmed(ground.tokens, CountedPhrase(first, last, last))
    own = {w.lower() for w in content_words(ground.tokens.surface(run.first, run.last))}
    return 2 * len(own & words) / (len(own) + len(words)) if own else 0.0


def golden() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The golden sentences that say what all their quantities are about, but those left out."""
    for path in [*sorted(GOLDEN.glob("*.toml")), LESSONS]:
        if path.stem in LEFT_OUT:
            continue
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            if all("concept" in quantity for quantity in case["quantities"]):
                yield case["text"], case["quantities"]


def same_value(quantity: Found, wanted: dict[str, Any]) -> bool:
    if "low" in wanted:
        return (quantity.low, quantity.high) == (wanted["low"], wanted["high"])
    value = quantity.value
    return value is not None and abs(value - wanted["value"]) <= 1e-6 * max(1, abs(value))


def golden_read() -> Iterator[Read]:
    for text, quantities in golden():
        left = list(quantities)
        for ground, found in read(text):
            wanted = []
            for quantity in found:
                match = next((w for w in left if same_value(quantity, w)), None)
                if match is not None:
                    left.remove(match)
                wanted.append(None if match is None else {w.lower() for w in match["concept"]})
            yield ground, found, wanted


def real_read(articles: Path) -> Iterator[Read]:
    """Those of the train part of the sentences that were labelled by reading."""
    for sentence in read_sentences(articles, "train"):
        for ground, found in read(sentence.text):
            labels = [label_of(ground.tokens, quantity, sentence.labels) for quantity in found]
            yield ground, found, [None if label is None else label.about for label in labels]


def parsed_read(path: Path) -> Iterator[Read]:
    """What a parser said (`training.parsed`)."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            about = {(a, b): row["text"][c:d] for a, b, c, d in row["about"]}
            for ground, found in read(row["text"]):
                surfaces = [about.get(span_of(ground.tokens, quantity)) for quantity in found]
                wanted = [
                    None if surface is None else {w.lower() for w in content_words(surface)}
                    for surface in surfaces
                ]
                yield ground, found, wanted


def taught_lessons(path: Path) -> Iterator[Lesson]:
    """What a transformer said (`training.reader`), as far as the candidates are still the same."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for text, own in groupby(rows, lambda row: row["text"]):
        said = {tuple(row["number"]): row for row in own}
        for ground, found in read(text):
            yield from _taught(ground, found, said)


def _taught(
    ground: Ground, found: Sequence[Found], said: dict[tuple[int, ...], dict[str, Any]]
) -> Iterator[Lesson]:
    previous: Found | None = None
    for quantity in found:
        row = said.get(span_of(ground.tokens, quantity))
        if row is not None and is_open(quantity):
            near, values, shared = described(ground, quantity, previous)
            if [words_at(ground.tokens, c) for c in near] == [
                span and tuple(span[:2]) for span in row["candidates"]
            ]:
                yield Lesson([(*own, *shared) for own in values], row["shares"])
            quantity = decided(quantity, near[int(np.argmax(row["shares"]))])
        previous = quantity


def words_at(tokens: Tokens, candidate: Candidate | None) -> tuple[int, int] | None:
    """The characters of a candidate's own words."""
    if candidate is None:
        return None
    return tokens.starts[candidate.first], tokens.ends[candidate.last]


def span_of(tokens: Tokens, quantity: Found) -> tuple[int, int]:
    """The characters of a quantity."""
    return tokens.starts[quantity.first], tokens.ends[quantity.last]


class Material(NamedTuple):
    """Lessons as arrays: `taken` has a row of the table for each field of each candidate."""

    taken: NDArray[np.int64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    shares: Floats


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
    labelled = [*golden_read(), *real_read(arguments.articles)]
    known = [lesson for sentence in labelled for lesson in lessons(sentence)]
    print(f"{len(known)} lessons by hand")
    known *= TURNS
    known += taught_lessons(arguments.taught)
    rows = rows_of(known)
    width = sum(len(row) for row in rows)
    material = material_of(known, rows)
    write(rows, [learnt(material, width, seed) for seed in SEEDS], arguments.out)
    print(f"{len(known)} lessons, {width} values")


if __name__ == "__main__":
    main()
