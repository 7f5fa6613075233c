"""Texts whose lines are told apart, for the line model: as documents.

A document: `id`, `site`, `variant`, `lang`, `lines` as the cleaner sees them, and `labels`, one for
each line: 1 body, 0 junk, -1 for what is not known.
"""

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from itertools import groupby
from typing import Any

import numpy as np

from streams.cleaning.text import normalise

SEED = 20
VARIANT_WEIGHT = {"A": 0.3, "B": 0.8, "C": 1.5, "flat": 1.0, "silver": 0.4, "thinned": 0.6}
THINNED = 2
"""Documents made of each of variant B, with some of its junk left out, as containers differ."""
DROPPED, FEW = 0.35, 0.7
"""Of the runs of junk so many go whole, and up to here but a line to four; of others six stay."""
BODY_WEIGHT = 1.0
RECURRING = 3
"""A line that so many articles of one site carry is silver junk."""
SILVER_ARTICLES = 5
"""Articles taken from a site."""
CAPTION = re.compile(r"\b(?:poses?|attends|speaks|pictured|seen|shown|caption)\b|\((?:AP|Reuters)")

Rows = list[dict[str, Any]]


def read(path: str) -> Rows:
    """The records of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def prepared(rows: Rows) -> Rows:
    """Documents as the cleaner sees them: normalised, without empty lines."""
    documents = []
    for row in rows:
        pairs = [
            (text, label)
            for line, label in zip(row["lines"], row["labels"], strict=True)
            if (text := normalise(line).replace("\n", " "))
        ]
        if pairs:
            lines, labels = zip(*pairs, strict=True)
            documents.append({**row, "lines": list(lines), "labels": np.array(labels)})
    return documents


def thinned(documents: Rows) -> Rows:
    """Documents of variant B as tighter containers would have given them: with less junk."""
    chance = random.Random(SEED)
    made = []
    for document in documents:
        for copy in range(THINNED if document["variant"] == "B" else 0):
            kept = _kept_lines(document["labels"].tolist(), chance)
            if len(kept) > 2:
                made.append(
                    {**document, "variant": "thinned", "id": f"{document['id']}~{copy}",
                     "lines": [document["lines"][i] for i in kept],
                     "labels": document["labels"][kept]}
                )  # fmt: skip
    return made


def _kept_lines(labels: list[int], chance: random.Random) -> list[int]:
    """Places of all body lines and of some of the others, run by run."""
    kept: list[int] = []
    for is_body, run in groupby(range(len(labels)), key=lambda i: labels[i] == 1):
        places = list(run)
        drawn = chance.random()
        if is_body:
            kept += places
        elif DROPPED <= drawn < FEW:
            first = chance.randrange(len(places))
            kept += places[first : first + chance.randint(1, 4)]
        elif drawn >= FEW:
            kept += places[: chance.randint(1, 6)]
    return kept


def unlabelled(document: dict[str, Any]) -> dict[str, Any]:
    """The document with nothing to learn from."""
    return {**document, "labels": np.full(len(document["lines"]), -1)}


def silver(articles: Rows) -> Rows:
    """Unlabelled articles as documents: 0 for a line that a site repeats, 1 for a new sentence."""
    by_site: dict[str, list[list[str]]] = defaultdict(list)
    for article in articles:
        by_site[article["source"]].append([x for x in normalise(article["text"]).split("\n") if x])
    documents = []
    for site, texts in sorted(by_site.items()):
        seen = Counter(key for lines in texts for key in {silver_key(x) for x in lines})
        by_junk = sorted(
            range(len(texts)),
            key=lambda i: -sum(seen[silver_key(x)] >= RECURRING for x in texts[i][:200]),
        )
        chosen = {*by_junk[:SILVER_ARTICLES], *range(0, len(texts), max(1, len(texts) // 3))}
        for i in sorted(chosen):
            lines = texts[i][:200]
            labels = np.array([silver_label(x, seen[silver_key(x)]) for x in lines])
            if len(lines) > 2:
                documents.append(
                    {"site": site, "variant": "silver", "lang": "en", "lines": lines,
                     "labels": labels, "id": f"{site}/{i}"}
                )  # fmt: skip
    return documents


def silver_key(line: str) -> str:
    """What makes two lines of a site the same: numbers and names in "Follow X on" do not count."""
    return re.sub(r"\d+", "0", line.lower())


def silver_label(line: str, articles: int) -> int:
    """0 junk, 1 body, -1 cannot tell."""
    if articles >= RECURRING and len(line) >= 12 and line[-1] != "?" and line[-1] != ":":
        return 0
    sentence = re.search(r"[a-z][.!?…][\"'”’)]*$", line) and not CAPTION.search(line)
    if articles == 1 and len(line) >= 40 and sentence:
        return 1
    return -1


def line_weights(documents: Rows) -> np.ndarray:
    """What each line counts for: by variant and by length, as losses are felt in characters."""
    parts = []
    for d in documents:
        length = np.array([len(x) for x in d["lines"]])
        by_length = np.where(
            d["labels"] == 1,
            BODY_WEIGHT * np.clip(length / 80, 0.6, 3),
            np.clip(length / 80, 0.6, 2),
        )
        parts.append(by_length * VARIANT_WEIGHT[d["variant"]])
    weights: np.ndarray = np.concatenate(parts)
    return weights
