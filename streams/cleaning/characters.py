"""What kinds of characters some lines hold, told for all of them by one look at each character."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

EDGE = 100
"""Characters looked at from the start and the end of a line."""
PLANE = 0x10000
"""Characters beyond the basic plane are of no kind."""


class Kind:
    """Kinds of characters, as bits."""

    UPPER = 1 << 0
    SPACE = 1 << 1
    MARK = 1 << 2
    QUOTE = 1 << 3
    COMMA = 1 << 4
    BRACKET = 1 << 5
    ENDING = 1 << 6
    CLOSING = 1 << 7
    SMALL = 1 << 8
    """A letter that is no capital of a Latin script."""
    LETTER = 1 << 9
    DIGIT = 1 << 10
    FIRST_UPPER = 1 << 11
    FIRST_LOWER = 1 << 12
    FIRST_DIGIT = 1 << 13
    FIRST_QUOTE = 1 << 14
    LAST_QUOTE = 1 << 15
    COLON = 1 << 16
    QUESTION = 1 << 17


COUNTED = (Kind.UPPER, Kind.SPACE, Kind.MARK, Kind.QUOTE, Kind.COMMA, Kind.BRACKET)
"""The lowest bits: counted by line, a byte each in one number, as `edges` have less than 256."""
CHARS = {
    Kind.SPACE: " ",
    Kind.MARK: "|•·►▶»→›/+",
    Kind.QUOTE: '"“”„«»',
    Kind.COMMA: ",",
    Kind.BRACKET: "(",
    Kind.ENDING: ".!?…。",
    Kind.CLOSING: "\"'”’»)]",
    Kind.FIRST_QUOTE: "\"'“‘„«»",
    Kind.LAST_QUOTE: '"”»’',
    Kind.COLON: ":：",
    Kind.QUESTION: "?？",
}
LATIN_UPPER = [(0x41, 0x5B), (0xC0, 0xD7), (0xD8, 0xDF)]
OTHER_UPPER = [(0x100, 0x17E), (0x391, 0x3AA), (0x410, 0x430)]
"""Latin with marks, where every second letter is small; Greek; Cyrillic."""


class Characters(NamedTuple):
    """The edges of some lines in a row, a space after each, and the kinds of their characters."""

    texts: list[str]
    """The `edges` of the lines."""
    kinds: NDArray[np.uint32]
    ends: Numbers
    """For each line the place of the space after it."""
    sizes: Numbers
    """For each line how many characters its edges have."""


def edges(line: str) -> str:
    """The start and the end of a line; all of it where it is short."""
    return line if len(line) <= 2 * EDGE else f"{line[:EDGE]} {line[-EDGE:]}"


def read_characters(lines: Sequence[str]) -> Characters:
    """The kinds of the characters of non-empty lines."""
    texts = [edges(line) for line in lines]
    codes = np.frombuffer(f"{' '.join(texts)} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    return Characters(
        texts=texts,
        kinds=_kinds().take(codes, mode="clip"),
        ends=np.cumsum(sizes + 1) - 1,
        sizes=sizes,
    )


def counted(characters: Characters) -> NDArray[np.uint8]:
    """For each of COUNTED and each line how many there are, the space after the line included."""
    numbers = _bytes().take(characters.kinds & ((1 << len(COUNTED)) - 1))
    sums = np.add.reduceat(numbers, characters.ends - characters.sizes)
    return sums.view(np.uint8).reshape(-1, 8)[:, : len(COUNTED)].T


@cache
def _kinds() -> NDArray[np.uint32]:
    """The kinds of each character of the basic plane, and of all others at the end: none."""
    kinds = np.zeros(PLANE + 1, dtype=np.uint32)
    for code in range(PLANE):
        char = chr(code)
        if char.isalnum():
            digit = char.isdecimal()
            kinds[code] = (
                (Kind.DIGIT if digit else Kind.LETTER | Kind.SMALL)
                | Kind.FIRST_UPPER * char.isupper()
                | Kind.FIRST_LOWER * char.islower()
                | Kind.FIRST_DIGIT * char.isdigit()
            )
    for start, end in LATIN_UPPER:
        kinds[start:end] = kinds[start:end] & ~np.uint32(Kind.SMALL) | Kind.UPPER
    for start, end in OTHER_UPPER:
        kinds[start:end] |= Kind.UPPER
    for kind, chars in CHARS.items():
        for char in chars:
            kinds[ord(char)] |= kind
    return kinds


@cache
def _bytes() -> NDArray[np.uint64]:
    """For each set of the kinds COUNTED, the number that adds one to the byte of each of them."""
    kinds = np.arange(1 << len(COUNTED), dtype=np.uint64)
    found = np.zeros(len(kinds), dtype=np.uint64)
    for place, kind in enumerate(COUNTED):
        found[kinds & np.uint64(kind) > 0] += np.uint64(1 << 8 * place)
    return found
