"""Words of unlabelled news: how often they stand in small letters, and what vectors say of them.

The vectors are those of spaCy's English md pipeline (Explosion Vectors, CC0: floret and fastText
over OSCAR, Wikipedia, OpenSubtitles and WMT news), turned to their main axes and cut.
"""

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")
RAREST = 4
DIMENSIONS = 96
SHARES = 5
"""Steps of the share in small letters: 0 is for words that were never seen."""


class Vocabulary(NamedTuple):
    words: list[str]
    shares: NDArray[np.uint8]
    rows: NDArray[np.uint16]
    vectors: NDArray[np.float16]
    """Row 0 is for words without a vector."""


def counted(path: Path) -> tuple[Counter[str], Counter[str]]:
    """How often words occur, lower-cased, and how often of these in small letters."""
    every: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            every.update(WORD.findall(json.loads(line)["text"]))
    total: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for word, count in every.items():
        total[word.lower()] += count
        if word.islower():
            small[word] += count
    return total, small


def build(articles: Path, vectors: Any) -> Vocabulary:
    """The vocabulary of the articles; `vectors` is spaCy's table of vectors."""
    total, small = counted(articles)
    words = sorted(word for word, count in total.items() if count >= RAREST and len(word) < 30)
    steps = [1 + round((SHARES - 2) * small[w] / total[w]) for w in words]
    table = np.asarray(vectors.data, dtype=np.float32)
    table = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    mean = table.mean(axis=0)
    _, axes = np.linalg.eigh((table - mean).T @ (table - mean))
    turned = (table - mean) @ axes[:, ::-1][:, :DIMENSIONS]
    turned *= 1 / turned.std()
    turned = np.vstack([np.zeros((1, DIMENSIONS), np.float32), turned])
    ids = [_row(vectors, word) + 1 for word in words]
    return Vocabulary(
        words, np.array(steps, np.uint8), np.array(ids, np.uint16), turned.astype(np.float16)
    )


def _row(vectors: Any, word: str) -> int:
    """The row of a word's vector, with its first letter large where it has none; -1 for none."""
    from spacy.strings import get_string_id

    for form in (word, word.capitalize(), word.upper()):
        row = int(vectors.find(key=get_string_id(form)))
        if row >= 0:
            return row
    return -1
