"""Sentences of real articles, each number labelled by reading: lessons, and a part to measure on.

`python -m training.real --articles raw_articles.jsonl.gz [--part train|test]` prints how our
reading of a part compares with its labels.

The texts are their publishers', so `concepts_read.tsv` holds where things stand and no text: a line
"= article start end checksum" for a sentence, and a line for each of its quantities: where it is in
the sentence, its value (or low and high), unit, relation and trend, and where what it is about is:
"-" where the sentence does not say, "?" where two readers would differ. A third of the articles,
by a hash of their id, is the test part: nothing is learnt from it.
"""

import argparse
import gzip
import hashlib
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from streams.cleaning.text import line_spans
from streams.errors import DataError
from streams.extraction.dates import find_dates
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.quantities.concepts import content_words
from streams.extraction.quantities.extract import find_quantities
from streams.extraction.quantities.found import Found
from streams.extraction.sentences import sentences
from streams.extraction.tokens import Tokens, tokenise

LABELS = Path(__file__).parent / "concepts_read.tsv"
PARTS = ("train", "test")


class Label(NamedTuple):
    """One quantity of a sentence as a reader has it."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str
    """The name of the unit, "count" of what is counted."""
    relation: str
    trend: str | None
    about: set[str] | None
    """The words of what it is about; empty where the sentence does not say, None where unclear."""


class Sentence(NamedTuple):
    text: str
    article: str
    labels: list[Label]


def read_sentences(articles: Path, part: str) -> Iterator[Sentence]:
    """The labelled sentences of a part. Raises DataError where the articles are not those read."""
    for text, article, lines in labelled_in(LABELS, articles):
        if part_of(article) == part:
            yield Sentence(text, article, [_label(text, line) for line in lines])


def labelled_in(labels: Path, articles: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The sentences of a file of labels: text, article, and the lines under "= article start end
    checksum". Raises DataError where the articles are not those read."""
    found: list[tuple[list[str], list[str]]] = []
    for line in labels.read_text("utf-8").splitlines():
        if line.startswith("="):
            found.append((line.split("\t"), []))
        elif not line.startswith("#"):
            found[-1][1].append(line)
    texts = _texts(articles, {fields[1] for fields, _ in found})
    for (_, article, start, end, checksum), lines in found:
        text = texts.get(article, "")[int(start) : int(end)]
        if zlib.crc32(text.encode()) != int(checksum, 16):
            raise DataError(f"{labels.name}: the articles have no such sentence: {article} {start}")
        yield text, article, lines


def part_of(article: str) -> str:
    """The part of an article, by its id."""
    return PARTS[hashlib.sha256(article.encode()).digest()[0] % 3 == 0]


def articles_read() -> set[str]:
    """The ids of all articles that a sentence was read of."""
    lines = LABELS.read_text("utf-8").splitlines()
    return {line.split("\t")[1] for line in lines if line.startswith("=\t")}


def unread(articles: Path, seed: int | None = None) -> Iterator[str]:
    """The texts of articles whose numbers nobody labelled: in their order, or in one by a seed."""
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if seed is not None:
        random.Random(seed).shuffle(rows)
    labelled = articles_read()
    return (row["text"] for row in rows if row["id"] not in labelled)


def _texts(articles: Path, wanted: Set[str]) -> dict[str, str]:
    found = {}
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in wanted:
                found[row["id"]] = row["text"]
    return found


def _label(text: str, line: str) -> Label:
    start, end, value, low, high, unit, relation, trend, about = line.split("\t")
    return Label(
        int(start),
        int(end),
        _number(value),
        _number(low),
        _number(high),
        unit,
        relation,
        trend or None,
        words_of(text, about),
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def words_of(text: str, about: str) -> set[str] | None:
    """The words of what a label says that a number is about: empty for nothing, None if unclear."""
    if about in ("-", "?"):
        return set() if about == "-" else None
    first, last = about.split(" ")
    return {word.lower() for word in content_words(text[int(first) : int(last)])}


def same_value(quantity: Found, label: Label) -> bool:
    """Whether a quantity has the value, or the bounds, of a label."""
    if label.value is None or quantity.value is None:
        return quantity.value == label.value and (quantity.low, quantity.high) == (
            label.low,
            label.high,
        )
    return abs(quantity.value - label.value) <= 1e-6 * max(1, abs(label.value))


def label_of(tokens: Tokens, quantity: Found, labels: Sequence[Label]) -> Label | None:
    """The label over the same characters, if there is one."""
    start, end = tokens.starts[quantity.first], tokens.ends[quantity.last]
    return next((label for label in labels if label.start < end and start < label.end), None)


def measured(part: str, articles: Path) -> dict[str, float]:
    """F1 on a part, as the golden tests count it: a concept by any word, and by all of them."""
    right: Counter[str] = Counter()
    gold = predicted = unclear = 0
    for sentence in read_sentences(articles, part):
        found = list(_read(sentence.text))
        gold += len(sentence.labels)
        predicted += len(found)
        left = list(sentence.labels)
        for tokens, quantity in found:
            label = label_of(tokens, quantity, left)
            if label is None or not same_value(quantity, label):
                continue
            left.remove(label)
            unit = (quantity.unit.name or quantity.unit.kind) == label.unit
            change = (quantity.relation, quantity.trend) == (label.relation, label.trend)
            right.update({"value": 1, "unit": unit, "change": change, "all three": unit and change})
            unclear += label.about is None
            named = concept_words(tokens, quantity)
            any_word = bool(label.about and named & label.about) or named == label.about
            right.update({"concept": any_word, "concept full": named == label.about})
    f1 = {}
    for name, hits in right.items():
        over = 2 * unclear if name.startswith("concept") else 0
        f1[name] = 200 * hits / (gold + predicted - over)
    return f1


def concept_words(tokens: Tokens, quantity: Found) -> set[str]:
    """The words of what a quantity is about, in small letters."""
    counted = quantity.counted
    if counted is None:
        return set()
    return {w.lower() for w in content_words(tokens.surface(counted.first, counted.last))}


def _read(text: str) -> Iterator[tuple[Tokens, Found]]:
    tokens = tokenise(text)
    taken = [(d.date.start, d.date.end) for d in find_dates(tokens, None) if not d.also_quantity]
    for start, end in sentence_tokens(tokens, sentences(text, line_spans(text))):
        part = tokens.part(start, end)
        for quantity in find_quantities(part, taken):
            yield part, quantity


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--part", choices=PARTS, default="test")
    arguments = parser.parse_args()
    for name, f1 in measured(arguments.part, arguments.articles).items():
        print(f"{name:13}{f1:6.1f}")


if __name__ == "__main__":
    main()
