"""What the line model looks at: the shape, the place, the words and the neighbours of each line.

The features follow the boilerplate literature (Kohlschütter and others, "Boilerplate detection
using shallow text features", WSDM 2010; Pomikálek's jusText, 2011): length, sentence marks, capital
letters and the same of the lines around tell most; words of the trade and closeness to the
article's own vocabulary tell the rest.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.cleaning.characters import EDGE, Characters, Kind, Numbers, counted
from streams.cleaning.line_words import word_groups
from streams.cleaning.words import Array, Words, totals

LONG = 110
"""A line of so many characters that ends like a sentence counts as prose when places are told."""
FAR = 50
"""Lines: places further apart are all alike."""
ABSENT = -9.0
"""The value of a neighbour's feature where there is no neighbour."""

ENDING = re.compile(r"[.!?…。][\"'”’»)\]]*$")
DATED = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? (?:19|20)\d\d\b"
    r"|\b\d{1,2}\.? [A-Z][a-z]+ (?:19|20)\d\d\b"
)
WORD = re.compile(r"[^\W\d_]+|\d+")
QUOTE = re.compile(r"[\"“”„«»]")
ADDRESS = ("://", "www.", "@", ".com", " #")
GROUP_WORDS = word_groups()
GROUPS = {
    word: sum(1 << bit for bit, words in enumerate(GROUP_WORDS.values()) if word in words)
    for word in frozenset().union(*GROUP_WORDS.values())
}
"""The groups of a word, as bits."""
SAID = re.compile(rf"\b(?:{'|'.join(sorted(GROUP_WORDS['speech']))})\b")


OWN = (
    "chars words word_length ends_sentence ends_colon ends_question ends_quote starts_upper "
    "starts_lower starts_quote starts_digit capitals upper digits commas address dated marks "
    "quotes sentences short_words credit speech shown trade brackets content familiar listed "
    "repeated same_start"
).split()
PLACE = (
    "number from_start from_end total prose_share prose_chars since_prose until_prose "
    "run_length after_last before_first median_chars sentence_share listed_share"
).split()
AROUND = (-3, -2, -1, 1, 2, 3)
SHARED = ("chars", "ends_sentence", "listed", "capitals", "word_score")
NAMES: tuple[str, ...] = (
    *OWN,
    *PLACE,
    "word_score",
    "run_score",
    "run_least",
    "run_trade",
    "text_score",
    *(f"{name}{step:+d}" for step in AROUND for name in SHARED),
)
"""The columns of `features`, in order."""
COLUMN = {name: number for number, name in enumerate(NAMES)}


MOST_CLOSING = 3
"""Quotes and brackets looked past between the end of a sentence and the space after it."""


def features(
    lines: Sequence[str],
    characters: Characters,
    words: Words,
    scores: Array,
    listed: Sequence[bool],
) -> Array:
    """One row a line, one column for each of NAMES.

    `characters` and `words` are the lines', `scores` their `word_scores`; `listed` tells which of
    them a rule would cut.
    """
    own = own_features(lines, characters, words, [len(lines)])
    return with_places(own, lines, words.starts, scores, listed)


def own_features(
    lines: Sequence[str], characters: Characters, words: Words, sizes: Sequence[int]
) -> Array:
    """A row for each of OWN, a column for each line of one text or more.

    `sizes` tells how many of the lines are each text's. What `with_places` knows is left open.
    """
    own = np.empty((len(OWN), len(lines)), dtype=np.float32)
    _shape(own, lines, characters, words)
    _vocabulary(own, words, np.repeat(np.arange(len(sizes)), sizes))
    return own


def with_places(
    own: Array,
    lines: Sequence[str],
    first_words: Sequence[tuple[str, ...]],
    scores: Array,
    listed: Sequence[bool],
) -> Array:
    """The `features` of a text by its `own_features` and the first words of its lines."""
    table = np.empty((len(NAMES), len(lines)), dtype=np.float32)  # turned round at the end
    table[: len(OWN)] = own
    own = table[: len(OWN)]
    own[COLUMN["listed"]] = listed
    copies = Counter(lines)
    own[COLUMN["repeated"]] = np.log([copies[line] for line in lines])
    starts = Counter([line[:1] for line in first_words])
    starts[()] = 0
    own[COLUMN["same_start"]] = np.log1p([starts[line[:1]] for line in first_words])
    prose = (
        (own[COLUMN["chars"]] >= math.log1p(LONG))
        & (own[COLUMN["ends_sentence"]] > 0)
        & (own[COLUMN["listed"]] == 0)
    )
    run = _places(table[len(OWN) : len(OWN) + len(PLACE)], own, prose)
    at = len(OWN) + len(PLACE)
    table[at] = scores
    _runs(table[at + 1 : at + 4], scores, own, run)
    table[at + 4] = scores.sum() / len(lines)
    shared = np.stack([*(own[COLUMN[name]] for name in SHARED[:-1]), scores], axis=1)
    table[at + 5 :] = np.concatenate(around(shared, AROUND), axis=1).T
    return np.ascontiguousarray(table.T)


def around(table: Array, steps: Sequence[int]) -> list[Array]:
    """For each step the rows so far below each row (above where negative), ABSENT past the ends."""
    reach = max(map(abs, steps))
    padded = np.full((len(table) + 2 * reach, table.shape[1]), ABSENT, dtype=np.float32)
    padded[reach : reach + len(table)] = table
    return [padded[reach + step : reach + step + len(table)] for step in steps]


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


def _shape(own: Array, lines: Sequence[str], characters: Characters, words: Words) -> None:
    """Fills in what the characters tell."""
    texts, kinds, ends, sizes = characters
    counts = counted(characters)
    upper, spaces, marks, quotes, commas, brackets = counts.astype(np.float32)
    scale = 1 / spaces
    letters = np.maximum(1, sizes - spaces)
    line, is_capital, is_short, ended, is_last = _parts(characters, counts[1])
    total = len(lines)
    first, last = kinds[ends - sizes], kinds[ends - 1]
    chars = np.fromiter(map(len, lines), np.int64, total)
    whole = spaces - 1
    for place in np.flatnonzero(chars > 2 * EDGE).tolist():
        whole[place] = lines[place].count(" ")
    is_number = np.array([word[0] == "0" for word in words.distinct], dtype=np.float32)
    numerals = totals(words.line, is_number[words.number], total)
    values = {
        "chars": np.log1p(chars),
        "words": np.log1p(whole + 1),
        "word_length": sizes / np.maximum(1, words.counts),
        "ends_sentence": np.bincount(line, ended & is_last, total),
        "ends_colon": (last & Kind.COLON) > 0,
        "ends_question": (last & Kind.QUESTION) > 0,
        "ends_quote": (last & Kind.LAST_QUOTE) > 0,
        "starts_upper": (first & Kind.FIRST_UPPER) > 0,
        "starts_lower": (first & Kind.FIRST_LOWER) > 0,
        "starts_quote": (first & Kind.FIRST_QUOTE) > 0,
        "starts_digit": (first & Kind.FIRST_DIGIT) > 0,
        "capitals": np.bincount(line, is_capital, total) * scale,
        "upper": upper / letters,
        "digits": numerals * scale,
        "commas": commas * scale,
        "address": _addresses(texts),
        "dated": _dates(texts, numerals),
        "marks": marks * scale,
        "quotes": quotes,
        "sentences": np.bincount(line, ended & ~is_last, total),
        "short_words": np.bincount(line, is_short, total) * scale,
        "brackets": brackets,
    }
    for name, value in values.items():
        own[COLUMN[name]] = value
    own[COLUMN["content"]] = scale  # made a share by `_vocabulary`


def _dates(texts: Sequence[str], numerals: NDArray[np.float64]) -> NDArray[np.float64]:
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
    return [any(mark in text for mark in there) for text in texts]


def _vocabulary(own: Array, words: Words, text: Numbers) -> None:
    """Fills in what the words tell, each counted once a line. `text`: the number of each line's."""
    total = len(words.counts)
    line, number = words.once_line, words.once_number
    distinct = len(words.distinct)
    groups = np.fromiter(map(GROUPS.get, words.distinct, repeat(0)), np.int64, distinct)[number]
    for bit, name in enumerate(GROUP_WORDS):
        own[COLUMN[name]] = np.bincount(line, groups >> bit & 1, total)
    own[COLUMN["speech"]] = own[COLUMN["speech"]] > 0
    content = np.fromiter(map(len, words.distinct), np.int64, distinct)[number] > 3
    line, number = line[content], number[content]
    in_text = text[line] * distinct + number
    shared = np.bincount(in_text)[in_text] > 1
    size = np.bincount(line, minlength=total)
    own[COLUMN["content"]] *= size
    own[COLUMN["familiar"]] = np.bincount(line, shared, total) / np.maximum(1, size)


def _places(place: Array, own: Array, prose: NDArray[np.bool_]) -> Numbers:
    """Fills in where each line stands; gives each line's run of prose or not prose, numbered."""
    log_chars = own[COLUMN["chars"]]
    total = len(prose)
    number = np.arange(total)
    at = np.flatnonzero(prose)
    since: Numbers | int = FAR
    until: Numbers | int = FAR
    if len(at):
        before = np.searchsorted(at, number, side="left") - 1
        after = before + 1 + prose
        since = np.where(before >= 0, number - at[before], FAR)
        until = np.where(after < len(at), at[np.minimum(after, len(at) - 1)] - number, FAR)
    run = np.zeros(total, dtype=np.int64)
    np.cumsum(prose[1:] != prose[:-1], out=run[1:])
    chars = np.expm1(log_chars)
    order = np.sort(log_chars)
    values: dict[str, Any] = {
        "number": np.log1p(number),
        "from_start": number / total,
        "from_end": np.log1p(number[::-1]),
        "total": math.log1p(total),
        "prose_share": len(at) / total,
        "prose_chars": float(chars[at].sum()) / max(1.0, float(chars.sum())),
        "since_prose": np.minimum(since, FAR),
        "until_prose": np.minimum(until, FAR),
        "run_length": np.minimum(np.bincount(run)[run], FAR) * np.where(prose, 1, -1),
        "after_last": number > at[-1] if len(at) else 1,
        "before_first": number < at[0] if len(at) else 1,
        "median_chars": (order[(total - 1) // 2] + order[total // 2]) / 2,
        "sentence_share": own[COLUMN["ends_sentence"]].sum() / total,
        "listed_share": own[COLUMN["listed"]].sum() / total,
    }
    for row, name in zip(place, PLACE, strict=True):
        row[:] = values[name]
    return run


def _runs(rows: Array, scores: Array, own: Array, run: Numbers) -> None:
    """Fills in of each line's run: mean and least score, share of lines with words of the trade."""
    size = np.bincount(run)
    starts = np.cumsum(size) - size
    trade = (own[COLUMN["trade"]] > 0) | (own[COLUMN["listed"]] > 0)
    rows[0] = (np.bincount(run, scores) / size)[run]
    rows[1] = np.minimum.reduceat(scores, starts)[run]
    rows[2] = (np.bincount(run, trade) / size)[run]
