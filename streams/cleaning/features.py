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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from streams.cleaning.characters import Characters, Numbers
from streams.cleaning.line_words import word_groups
from streams.cleaning.traits import traits
from streams.cleaning.words import Array, Words

LONG = 110
"""A line of so many characters that ends like a sentence counts as prose when places are told."""
FAR = 50
"""Lines: places further apart are all alike."""
ABSENT = -9.0
"""The value of a neighbour's feature where there is no neighbour."""

ENDING = re.compile(r"[.!?…。][\"'”’»)\]]*$")
WORD = re.compile(r"[^\W\d_]+|\d+")
QUOTE = re.compile(r"[\"“”„«»]")
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
    for name, value in traits(lines, characters, words).items():
        own[COLUMN[name]] = value
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
