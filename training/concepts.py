"""Learns what a measured number is about: the weights of `streams.extraction.quantities.ranking`.

`python -m training.concepts --parsed parsed.jsonl --articles raw_articles.jsonl.gz
    --out .../quantities/data/concepts.npz`

A lesson is one number with all its candidates and the right ones among them. The golden sentences
(but those of LEFT_OUT, which only measure), those of LESSONS and, where the articles are at hand,
the train part of `training.real` weigh most; what a parser read (`training.parsed`) gives more.
What is learnt is a softmax over the candidates of each number, scored by the network of
`streams.extraction.quantities.network`. Of words, only verbs and those of closed classes are
written.
"""

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
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
REAL = 1.0
"""What a lesson of a real sentence weighs beside one of the golden sentences."""
SILVER = 0.3
"""What a lesson of the parser weighs."""
PRONOUN_ITSELF = 0.5
"""How well a pronoun agrees that is taken for what it stands for, where it is wanted itself."""
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


class Lesson(NamedTuple):
    """The values of each candidate of a number, and which are right."""

    candidates: list[tuple[str, ...]]
    right: list[int]
    weight: float


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


def lessons(
    ground: Ground, found: Sequence[Found], wanted: Sequence[set[str] | None], weight: float
) -> Iterator[Lesson]:
    """What one sentence teaches; `wanted` are the words that each quantity is about.

    An empty set is for what the sentence does not say, None for what is not known.
    """
    previous: Found | None = None
    for quantity, words in zip(found, wanted, strict=True):
        if words is not None and is_open(quantity):
            near, values, shared = described(ground, quantity, previous)
            right = right_ones(ground, quantity, near, words)
            if right:
                chosen = near[right[0]]
                span = None if chosen is None else CountedPhrase(*chosen.span, chosen.span[1])
                quantity = quantity._replace(counted=span)
                yield Lesson([(*own, *shared) for own in values], right, weight)
        previous = quantity


def right_ones(
    ground: Ground, quantity: Found, near: Sequence[Candidate | None], words: set[str]
) -> list[int]:
    """The candidate nearest to the number of those that agree most, and pronouns for the same."""
    agreements = [agreement(ground, candidate, words) for candidate in near]
    best = [i for i, share in enumerate(agreements) if share == max(agreements) > 0]
    distances = {i: abs(c.first - quantity.first) if (c := near[i]) else 0 for i in best}
    pronouns = [i for i in best if (c := near[i]) and c.stands_for]
    return list(dict.fromkeys(sorted(best, key=distances.__getitem__)[:1] + pronouns))


def agreement(ground: Ground, candidate: Candidate | None, words: set[str]) -> float:
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


def golden_lessons() -> Iterator[Lesson]:
    for text, quantities in golden():
        left = list(quantities)
        for ground, found in read(text):
            wanted = []
            for quantity in found:
                match = next((w for w in left if same_value(quantity, w)), None)
                if match is not None:
                    left.remove(match)
                wanted.append(None if match is None else {w.lower() for w in match["concept"]})
            yield from lessons(ground, found, wanted, 1.0)


def real_lessons(articles: Path) -> Iterator[Lesson]:
    """Those of the train part of the sentences that were labelled by reading."""
    for sentence in read_sentences(articles, "train"):
        for ground, found in read(sentence.text):
            labels = [label_of(ground.tokens, quantity, sentence.labels) for quantity in found]
            wanted = [None if label is None else label.about for label in labels]
            yield from lessons(ground, found, wanted, REAL)


def parsed_lessons(path: Path) -> Iterator[Lesson]:
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
                yield from lessons(ground, found, wanted, SILVER)


def span_of(tokens: Tokens, quantity: Found) -> tuple[int, int]:
    """The characters of a quantity."""
    return tokens.starts[quantity.first], tokens.ends[quantity.last]


class Material(NamedTuple):
    """Lessons as arrays: `taken` has a row of the table for each field of each candidate."""

    taken: NDArray[np.int64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    right: NDArray[np.bool_]
    weight: Floats


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
    right = np.zeros(int(sizes.sum()), np.bool_)
    for start, lesson in zip(starts, lessons, strict=True):
        right[start + np.array(lesson.right)] = True
    taken = [
        [row.get(value, others) for row, value in zip(rows, values, strict=True)]
        for lesson in lessons
        for values in lesson.candidates
    ]
    weight = np.array([lesson.weight for lesson in lessons], np.float32)
    return Material(np.array(taken), starts, sizes, right, weight)


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
    chosen = np.zeros((len(rows), len(parameters.table)), np.float32)
    np.put_along_axis(chosen, material.taken[rows], 1, axis=1)
    hidden = chosen @ parameters.table + parameters.bias
    kept = (hidden > 0) * (random.random(hidden.shape) >= DROPPED) / np.float32(1 - DROPPED)
    active = hidden * kept
    scores = active @ parameters.out
    shares = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
    shares /= np.add.reduceat(shares, starts)[of]
    of_right = shares * material.right[rows]
    of_right /= np.add.reduceat(of_right, starts)[of]
    weight = material.weight[batch]
    slope = ((shares - of_right) * weight[of] / weight.sum()).astype(np.float32)
    inner = slope[:, None] * parameters.out * kept
    return Parameters(
        chosen.T @ inner + DECAY * parameters.table,
        inner.sum(axis=0),
        active.T @ slope,
    )


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
    parser.add_argument("--articles", type=Path, help="those that the labelled sentences are of")
    parser.add_argument("--parsed", type=Path, help="what training.parsed made")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    known = list(golden_lessons())
    print(f"{len(known)} lessons of golden sentences")
    known += real_lessons(arguments.articles) if arguments.articles else []
    print(f"{len(known)} with those of real ones")
    known += parsed_lessons(arguments.parsed) if arguments.parsed else []
    rows = rows_of(known)
    width = sum(len(row) for row in rows)
    material = material_of(known, rows)
    write(rows, [learnt(material, width, seed) for seed in SEEDS], arguments.out)
    print(f"{len(known)} lessons, {width} values")


if __name__ == "__main__":
    main()
