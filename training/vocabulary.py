"""Words of unlabelled news: how often they stand in small letters, and what vectors say of them.

The vectors are those of spaCy's English md pipeline (Explosion Vectors, CC0: floret and fastText
over OSCAR, Wikipedia, OpenSubtitles and WMT news), turned to their main axes and cut.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.extraction.word_keys import key_of

WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")
FORM = re.compile(r"[^\W\d_](?:[^\W_]|['’.&-])*")
"""Written forms whose vectors are kept: words, numbers that begin with a letter, initials."""
LATIN = 0x250
LONGEST_FORM = 24
RAREST = 4
DIMENSIONS = 128
SHARES = 5
"""Steps of the share in small letters: 0 is for words that were never seen."""


class Vocabulary(NamedTuple):
    words: list[str]
    shares: NDArray[np.uint8]
    """Of each word the step of its share in small letters."""
    keys: NDArray[np.uint32]
    """Of the written forms that have a vector, sorted; see `word_keys.Keys`."""
    rows: NDArray[np.uint16]
    """Of each key its row in `vectors`."""
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


def build(articles: Path, pipeline: Any) -> Vocabulary:
    """The vocabulary of the articles, and the vectors of a spaCy pipeline."""
    vectors, strings = pipeline.vocab.vectors, pipeline.vocab.strings
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
    forms = ((strings[key], row) for key, row in vectors.key2row.items() if key in strings)
    keys, rows = _keys(forms)
    return Vocabulary(words, np.array(steps, np.uint8), keys, rows, turned.astype(np.float16))


def _keys(forms: Iterable[tuple[str, int]]) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """The forms that have a vector, hashed and sorted, and their rows."""
    found: dict[int, int] = {}
    for form, row in forms:
        if len(form) <= LONGEST_FORM and max(form) < chr(LATIN) and FORM.fullmatch(form):
            found.setdefault(key_of(form), row + 1)
    ordered = sorted(found)
    return np.array(ordered, np.uint32), np.array([found[key] for key in ordered], np.uint16)
