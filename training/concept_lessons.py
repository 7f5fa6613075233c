"""What a measured number is about, as lessons: of sentences labelled by hand, read by a parser, or
read by a transformer.

A lesson is one number with all its candidates and how likely each is. `training.concepts` learns
from them, `training.numbers` writes them down for the transformer (`training.reader`).
"""

import json
import tomllib
from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from streams.cleaning.text import line_spans
from streams.extraction.dates import find_dates
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.quantities.candidates import Candidate, Ground, ground_of
from streams.extraction.quantities.concepts import content_words
from streams.extraction.quantities.extract import read_quantities
from streams.extraction.quantities.fields import described
from streams.extraction.quantities.found import CountedPhrase, Found
from streams.extraction.quantities.network import Place, Values
from streams.extraction.quantities.phrases import trimmed
from streams.extraction.quantities.ranking import is_open
from streams.extraction.sentences import sentences
from streams.extraction.tokens import Tokens, tokenise
from training.chosen import read_chosen
from training.real import label_of, read_sentences

GOLDEN = Path(__file__).parent.parent / "tests/golden/quantities"
LESSONS = Path(__file__).parent / "lessons.toml"
"""Sentences in their form, written for this alone."""
LEFT_OUT = frozenset({"held_out_final", "held_out_sixth", "held_out_eighth", "held_out_ninth"})
"""Golden files that nothing is learnt from."""
PRONOUN_ITSELF = 0.5
"""How well a pronoun agrees that is taken for what it stands for, where it is wanted itself."""

Described = tuple[list[Candidate | None], list[Values], Values]
"""The candidates of a number, with their values and its own (`fields.described`)."""
Read = tuple[Ground, Sequence[Found], Sequence[Set[str] | None]]
"""A sentence with its quantities and the words that each is about: an empty set for what the
sentence does not say, None for what is not known."""


class Words(NamedTuple):
    """A sentence's tokens and their tags."""

    texts: list[str]
    tags: str


class Lesson(NamedTuple):
    """The values of each candidate of a number, and how likely it is; and where all of them stand
    in their sentence, by their first and last tokens."""

    candidates: list[tuple[str, ...]]
    shares: list[float]
    sentence: Words
    number: Place
    places: list[Place | None]


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
            told = described(ground, quantity, previous)
            near = told[0]
            right = right_ones(ground, quantity, near, words)
            if right:
                shares = [(i in right) / len(right) for i in range(len(near))]
                yield _lesson(ground, quantity, told, shares)
                quantity = decided(quantity, near[right[0]])
        previous = quantity


def _lesson(ground: Ground, quantity: Found, told: Described, shares: list[float]) -> Lesson:
    near, values, shared = told
    return Lesson(
        [(*own, *shared) for own in values],
        shares,
        Words(ground.tokens.texts, ground.line),
        (quantity.first, quantity.last),
        [None if c is None else (c.first, c.last) for c in near],
    )


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
    """Whether a quantity is the one that a label says."""
    if "low" in wanted:
        return (quantity.low, quantity.high) == (wanted["low"], wanted["high"])
    value = quantity.value
    return value is not None and abs(value - wanted["value"]) <= 1e-6 * max(1, abs(value))


def golden_read() -> Iterator[Read]:
    """The golden sentences, each label at the first quantity of its value."""
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


def chosen_read(articles: Path) -> Iterator[Read]:
    """Those whose phrase was chosen from the candidates."""
    for sentence in read_chosen(articles):
        for ground, found in read(sentence.text):
            spans = [span_of(ground.tokens, quantity) for quantity in found]
            yield ground, found, [sentence.about.get(span) for span in spans]


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
            told = described(ground, quantity, previous)
            near = told[0]
            if [words_at(ground.tokens, c) for c in near] == [
                span and tuple(span[:2]) for span in row["candidates"]
            ]:
                yield _lesson(ground, quantity, told, row["shares"])
            quantity = decided(quantity, near[int(np.argmax(row["shares"]))])
        previous = quantity


def words_at(tokens: Tokens, candidate: Candidate | None) -> tuple[int, int] | None:
    """The characters of a candidate's own words; None for nothing at all."""
    return candidate and characters(tokens, candidate.first, candidate.last)


def span_of(tokens: Tokens, quantity: Found) -> tuple[int, int]:
    """The characters of a quantity."""
    return characters(tokens, quantity.first, quantity.last)


def characters(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Where the words from `first` to `last` stand in the text."""
    return tokens.starts[first], tokens.ends[last]
