"""What the characters of each line tell the line model: length, marks, how it begins and ends.

In go lines with their characters and words, out comes a value a line for each named feature.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.cleaning.characters import EDGE, Characters, Kind, Numbers, counted
from streams.cleaning.words import Words

DATED = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? (?:19|20)\d\d\b"
    r"|\b\d{1,2}\.? [A-Z][a-z]+ (?:19|20)\d\d\b"
)
ADDRESS = ("://", "www.", "@", ".com", " #")
MOST_CLOSING = 3
"""Quotes and brackets looked past between the end of a sentence and the space after it."""


def traits(lines: Sequence[str], characters: Characters, words: Words) -> dict[str, Any]:
    """By the name of a feature its value for each line."""
    texts, _, _, sizes = characters
    counts = counted(characters)
    upper, spaces, marks, quotes, commas, brackets = counts.astype(np.float32)
    scale = 1 / spaces
    letters = np.maximum(1, sizes - spaces)
    chars = np.fromiter(map(len, lines), np.int64, len(lines))
    whole = spaces - 1
    for place in np.flatnonzero(chars > 2 * EDGE).tolist():
        whole[place] = lines[place].count(" ")
    return {
        "chars": np.log1p(chars),
        "words": np.log1p(whole + 1),
        "word_length": sizes / np.maximum(1, words.counts),
        "upper": upper / letters,
        "digits": words.numerals * scale,
        "commas": commas * scale,
        "address": _addresses(texts),
        "dated": _dates(texts, words.numerals),
        "marks": marks * scale,
        "quotes": quotes,
        "brackets": brackets,
        "content": scale,  # made a share by `_vocabulary`
        **_edges(characters),
        **_parted(_parts(characters, counts[1]), scale),
    }


def _edges(characters: Characters) -> dict[str, NDArray[np.bool_]]:
    """What the first and the last character tell."""
    _, kinds, ends, sizes = characters
    first, last = kinds[ends - sizes], kinds[ends - 1]
    return {
        "ends_colon": (last & Kind.COLON) > 0,
        "ends_question": (last & Kind.QUESTION) > 0,
        "ends_quote": (last & Kind.LAST_QUOTE) > 0,
        "starts_upper": (first & Kind.FIRST_UPPER) > 0,
        "starts_lower": (first & Kind.FIRST_LOWER) > 0,
        "starts_quote": (first & Kind.FIRST_QUOTE) > 0,
        "starts_digit": (first & Kind.FIRST_DIGIT) > 0,
    }


class _Parts(NamedTuple):
    """What stands before each space of some lines: a word, or an end of a sentence."""

    line: Numbers
    is_capital: NDArray[np.bool_]
    """It begins with a capital."""
    is_short: NDArray[np.bool_]
    """It is of up to three small letters."""
    ended: NDArray[np.bool_]
    """A sentence ends with it ..."""
    is_last: NDArray[np.bool_]
    """... and so does the line."""


def _parts(characters: Characters, spaces: NDArray[np.uint8]) -> _Parts:
    """The parts of all lines; `spaces` tells how many each has."""
    _, kinds, ends, _ = characters
    gaps = np.flatnonzero(kinds & Kind.SPACE)
    before = gaps - 1  # where a sentence would end
    for _ in range(MOST_CLOSING):
        before = before - ((kinds[before] & Kind.CLOSING) > 0)
    starts = np.concatenate([[0], gaps[:-1] + 1])
    line = np.repeat(np.arange(len(ends)), spaces)
    length = gaps - starts
    at = [np.minimum(starts + step, gaps) for step in range(3)]
    small = sum(((kinds[place] & Kind.SMALL) > 0).astype(np.int64) for place in at)
    return _Parts(
        line=line,
        is_capital=(kinds[starts] & Kind.UPPER) > 0,
        is_short=(length > 0) & (length <= 3) & (small == length),
        ended=(kinds[before] & Kind.ENDING) > 0,
        is_last=gaps == ends[line],
    )


def _parted(parts: _Parts, scale: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    """What the parts tell; `scale` is one by the number of each line's."""
    line, is_capital, is_short, ended, is_last = parts
    total = len(scale)
    return {
        "ends_sentence": np.bincount(line, ended & is_last, total),
        "capitals": np.bincount(line, is_capital, total) * scale,
        "sentences": np.bincount(line, ended & ~is_last, total),
        "short_words": np.bincount(line, is_short, total) * scale,
    }


def _dates(texts: Sequence[str], numerals: Numbers) -> NDArray[np.float64]:
    """How many dates and times each line has; `numerals` tells how many numbers."""
    found = np.zeros(len(texts))
    for place in np.flatnonzero(numerals > 1).tolist():  # a date or a time has two
        found[place] = len(DATED.findall(texts[place]))
    return found


def _addresses(texts: Sequence[str]) -> list[bool]:
    """Which lines have something of an address in them."""
    whole = "\n".join(texts)
    there = [mark for mark in ADDRESS if mark in whole]
    if not there:
        return [False] * len(texts)
    return [any(map(text.__contains__, there)) for text in texts]
