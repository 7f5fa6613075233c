"""Numbers of sentences with what each may be about, as lines of JSON: what `training.reader` reads.

`python -m training.numbers --articles raw_articles.jsonl.gz --parsed parsed.jsonl --out FOLDER`

Three files. `labelled.jsonl`: the golden sentences, those of `lessons.toml`, of the train part of
`training.real` and of `training.chosen`; `parsed.jsonl`: what a parser said (`training.parsed`);
`asked.jsonl`: numbers of sentences that nobody labelled, which are to be read. Sentences of
LEFT_OUT, and others of the articles of `training.real`, are in none of them.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from streams.extraction.quantities.candidates import Candidate, Ground
from streams.extraction.quantities.fields import described
from streams.extraction.quantities.found import Found
from streams.extraction.quantities.ranking import is_open
from training import concept_lessons as lessons
from training.chosen import read_chosen
from training.parsed import measured
from training.real import unread

FILES = ("labelled.jsonl", "parsed.jsonl", "asked.jsonl")
MADE_UP = Path(__file__).parent / "measured"
"""News full of measured numbers, written for this by assistants, a piece a line."""
OF_AN_ARTICLE = 30
"""The most sentences of an article that are asked."""
UNKNOWN = frozenset({""})
"""The words of a number that is to be asked: no phrase has them, so none is right."""


def numbers_of(read: lessons.Read) -> Iterator[dict[str, Any]]:
    """The open numbers of a sentence: its text and its tokens as spans, where the number stands,
    the candidates as spans of their own words and of what they name (null for nothing at all), the
    values of their fields, and which of them are right, as far as that is known."""
    ground, found, wanted = read
    start = ground.tokens.starts[0]
    text = ground.tokens.surface(0, len(ground.tokens) - 1)
    tokens = [
        [a - start, b - start]
        for a, b in zip(ground.tokens.starts, ground.tokens.ends, strict=True)
    ]
    previous: Found | None = None
    for quantity, words in zip(found, wanted, strict=True):
        if words is not None and is_open(quantity):
            near, values, shared = described(ground, quantity, previous)
            right = lessons.right_ones(ground, quantity, near, words)
            first, last = lessons.span_of(ground.tokens, quantity)
            yield {
                "text": text,
                "tokens": tokens,
                "number": [first - start, last - start],
                "candidates": [_spans(ground, candidate, start) for candidate in near],
                "values": [[*own, *shared] for own in values],
                "right": right,
            }
            if right:
                quantity = lessons.decided(quantity, near[right[0]])
        previous = quantity


def _spans(ground: Ground, candidate: Candidate | None, start: int) -> list[int] | None:
    """Where a candidate's own words and what it names stand; None for nothing at all."""
    if candidate is None:
        return None
    words = lessons.characters(ground.tokens, candidate.first, candidate.last)
    named = lessons.characters(ground.tokens, *candidate.span)
    return [at - start for at in (*words, *named)]


def asked(articles: Path) -> Iterator[lessons.Read]:
    """Sentences with a measured number that nobody labelled, in articles unread by hand and in the
    news that was made up for this."""
    chosen = {sentence.text for sentence in read_chosen(articles)}
    for text in unread(articles):
        for sentence in measured(text, OF_AN_ARTICLE):
            if sentence not in chosen:
                yield from unknown(sentence)
    for path in sorted(MADE_UP.glob("*.txt")):
        for text in path.read_text("utf-8").splitlines():
            yield from unknown(text)


def unknown(text: str) -> Iterator[lessons.Read]:
    """The sentences of a text, of whose numbers nothing is known."""
    for ground, found in lessons.read(text):
        yield ground, found, [UNKNOWN] * len(found)


def labelled(articles: Path) -> Iterator[lessons.Read]:
    """All sentences that are labelled by hand."""
    yield from lessons.golden_read()
    yield from lessons.real_read(articles)
    yield from lessons.chosen_read(articles)


def write(path: Path, sentences: Iterable[lessons.Read]) -> None:
    """Writes the numbers of sentences, one a line."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for read in sentences:
            for number in numbers_of(read):
                file.write(json.dumps(number) + "\n")
                count += 1
    print(f"{count} numbers in {path.name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--parsed", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    sources = (
        labelled(arguments.articles),
        lessons.parsed_read(arguments.parsed),
        asked(arguments.articles),
    )
    for name, sentences in zip(FILES, sources, strict=True):
        write(arguments.out / name, sentences)


if __name__ == "__main__":
    main()
