"""What the teacher makes of each token of a sentence while it reads one number of it.

Two files of a folder, made by `training.reader`: `views.npy`, a row of SIZE numbers for each token,
and `views.jsonl`, which sentence, which number, and its first row.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from streams.extraction.quantities.network import Place

SIZE = 96
"""Main axes that are kept of the teacher's vectors."""
ROWS, INDEX = "views.npy", "views.jsonl"
Key = tuple[tuple[str, ...], Place]
View = NDArray[np.float16]


def write_views(folder: Path, keys: Sequence[Key], found: Iterable[tuple[int, View]]) -> None:
    """Writes the views of all `keys`; `found`: which key, and its view, in any order."""
    sizes = [len(words) for words, _ in keys]
    starts = np.cumsum([0, *sizes])
    shape = int(starts[-1]), SIZE
    rows = np.lib.format.open_memmap(folder / ROWS, "w+", np.float16, shape)
    for i, view in found:
        rows[starts[i] : starts[i + 1]] = view
    rows.flush()
    with (folder / INDEX).open("w", encoding="utf-8") as file:
        for (words, number), start in zip(keys, starts.tolist(), strict=False):
            file.write(json.dumps([words, number, start]) + "\n")


def read_views(folder: Path) -> dict[Key, View]:
    """The views of a folder, by the sentence's tokens and the number's first and last."""
    rows = np.load(folder / ROWS, mmap_mode="r")
    found: dict[Key, View] = {}
    with (folder / INDEX).open(encoding="utf-8") as lines:
        for line in lines:
            words, (first, last), start = json.loads(line)
            found[tuple(words), (first, last)] = rows[start : start + len(words)]
    return found
