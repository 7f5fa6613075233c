"""Flattened articles whose lines a reader told apart: `flattened.jsonl`, by number, without text.

Each line of the file: the `id` of an article of `raw_articles.jsonl.gz`, how many `lines` it has as
`streams.cleaning.text.lines` tells them, which of them are `junk` and which `unsure`, as numbers
from 0 and ranges ("0 4-7"). All other lines are the article's own.
"""

import json
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from streams.cleaning.text import lines, normalise
from training.sites import owner

FILE = Path(__file__).with_name("flattened.jsonl")
KEPT = 3
"""One in so many owners is kept from training: what is said of new sites is measured on theirs."""


def is_kept(site: str) -> bool:
    """Whether a site's articles are never trained on."""
    return crc32(f"flattened {owner(site)}".encode()) % KEPT == 0


def read_flattened(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Documents with labels (1 body, 0 junk, -1 unsure) out of the articles that were read.

    Raises ValueError for an article whose lines are not those that were read.
    """
    by_id = {article["id"]: article for article in articles}
    documents = []
    with FILE.open(encoding="utf-8") as file:
        for read in map(json.loads, file):
            article = by_id.get(read["id"])
            if article is None:
                continue
            texts = lines(normalise(article["text"]))
            if len(texts) != read["lines"]:
                raise ValueError(
                    f"{read['id']}: {len(texts)} lines where {read['lines']} were read"
                )
            labels = np.ones(len(texts), dtype=np.int64)
            labels[numbers(read["junk"])] = 0
            labels[numbers(read["unsure"])] = -1
            documents.append(
                {"id": f"flat/{read['id']}", "site": article["source"], "title": article["title"],
                 "variant": "flat", "lang": "en", "lines": texts, "labels": labels}
            )  # fmt: skip
    return documents


def numbers(text: str) -> list[int]:
    """Numbers out of "0 4-7"."""
    found: list[int] = []
    for part in text.split():
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found
