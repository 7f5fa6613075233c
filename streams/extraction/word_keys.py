"""Which row of a table of static vectors a word has: `data/word_keys.npz`, made by `training/`.

The tables themselves are where they are used: the tagger's (`entities/data/tagger.npz`), and that
of what reads a sentence for its numbers (`quantities/data/concepts.npz`).
"""

from collections.abc import Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from streams.datafile import read_weights

Numbers = NDArray[np.intp]
LONGEST_WORD = 40
"""Characters of a word that are looked at."""
FILE = "data/word_keys.npz"
SHORT_IN_CAPITALS = 4
"""Letters up to which a word in capitals is rather initials than a word of a headline."""


def key_forms(word: str) -> tuple[str, str, str, str]:
    """What to look a word's vector up by, in order: as it is written, then in small letters, with a
    capital, in capitals. A long word in capitals is looked up in capitals last.
    """
    word = word[:LONGEST_WORD]
    lower, title, upper = word.lower(), word.capitalize(), word.upper()
    if word == upper and len(word) > SHORT_IN_CAPITALS:
        return title, lower, title, upper
    return word, lower, title, upper


def key_of(form: str) -> int:
    """The key of a written form in the table of vectors."""
    return crc32(form.encode("utf-8", "surrogatepass"))


class Keys:
    """Which row of the table of vectors belongs to a written form, by a hash of it.

    `sorted_keys`: without repeats; `rows`: beside them. A form that is not in the table is taken
    for another once in ten thousand times.
    """

    def __init__(self, sorted_keys: NDArray[np.uint32], rows: NDArray[np.uint16]) -> None:
        self.keys, self.rows = sorted_keys, rows

    def look_up(self, words: Sequence[str]) -> tuple[Numbers, NDArray[np.float32]]:
        """For each word the row of its vector, 0 for none, and which of its forms are known: in
        small letters, with a capital, in capitals.
        """
        forms = np.array([key_of(form) for word in words for form in key_forms(word)], np.uint32)
        at = np.searchsorted(self.keys, forms).clip(max=len(self.keys) - 1)
        rows = np.where(self.keys[at] == forms, self.rows[at], 0).reshape(-1, 4).astype(np.intp)
        known = rows > 0
        first = rows[np.arange(len(rows)), known.argmax(axis=1)]
        return first, known[:, 1:].astype(np.float32)


@cache
def word_keys() -> Keys:
    """The keys that the package ships. Fails loudly where they are missing or wrong."""
    return read_weights("streams.extraction", FILE, _read)


def _read(arrays: dict[str, NDArray[np.generic]]) -> Keys:
    steps = arrays["steps"].astype(np.uint32)
    return Keys(np.cumsum(steps, dtype=np.uint32), arrays["rows"].astype(np.uint16))
