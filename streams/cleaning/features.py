"""What the line model looks at: the shape, the place, the words and the neighbours of each line.

The features follow the boilerplate literature (Kohlschütter and others, "Boilerplate detection
using shallow text features", WSDM 2010; Pomikálek's jusText, 2011): length, sentence marks, capital
letters and the same of the lines around tell most; words of the trade and closeness to the
article's own vocabulary tell the rest.
"""

import math
import re
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import accumulate, repeat
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
    return with_places(own, lines, words.starts, scores, listed, [len(lines)])


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
    sizes: Sequence[int],
) -> Array:
    """The `features` of the lines of one text or more by their `own_features` and first words.

    `sizes` tells how many of the lines are each text's.
    """
    table = np.empty((len(NAMES), len(lines)), dtype=np.float32)  # turned round at the end
    table[: len(OWN)] = own
    own = table[: len(OWN)]
    own[COLUMN["listed"]] = listed
    parts = parts_of(sizes)
    own[COLUMN["repeated"]] = np.log([n for part in parts for n in _copies(lines[part])])
    starts = [line[:1] for line in first_words]
    alike = [n for part in parts for n in _copies(starts[part])]
    own[COLUMN["same_start"]] = np.log1p(alike) * np.array([start != () for start in starts])
    prose = (
        (own[COLUMN["chars"]] >= math.log1p(LONG))
        & (own[COLUMN["ends_sentence"]] > 0)
        & (own[COLUMN["listed"]] == 0)
    )
    text = np.repeat(np.arange(len(sizes)), sizes)
    run = _places(table[len(OWN) : len(OWN) + len(PLACE)], own, prose, text)
    at = len(OWN) + len(PLACE)
    table[at] = scores
    _runs(table[at + 1 : at + 4], scores, own, run)
    table[at + 4] = np.array([scores[part].mean() for part in parts])[text]
    shared = np.stack([*(own[COLUMN[name]] for name in SHARED[:-1]), scores], axis=1)
    table[at + 5 :] = np.concatenate(around(shared, AROUND, text), axis=1).T
    return np.ascontiguousarray(table.T)


def parts_of(sizes: Sequence[int]) -> list[slice]:
    """Where each text's lines are among those of all texts."""
    ends = accumulate(sizes)
    return [slice(end - size, end) for size, end in zip(sizes, ends, strict=True)]


def _copies(items: Sequence[Hashable]) -> list[int]:
    """For each item how often it is there."""
    counts = Counter(items)
    return [counts[item] for item in items]


def around(table: Array, steps: Sequence[int], text: Numbers) -> list[Array]:
    """For each step the rows so far below each row (above where negative), ABSENT past the ends of
    its text. `text`: the number of each row's.
    """
    reach = max(map(abs, steps))
    at = np.arange(len(table)) + reach * (text + 1)
    size = len(table) + reach * (int(text[-1]) + 2)
    padded = np.full((size, table.shape[1]), ABSENT, dtype=np.float32)
    padded[at] = table
    return [padded.take(at + step, axis=0) for step in steps]


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


def _places(place: Array, own: Array, prose: NDArray[np.bool_], text: Numbers) -> Numbers:
    """Fills in where each line stands in its text; gives each line's run of prose or not prose,
    numbered.
    """
    log_chars = own[COLUMN["chars"]]
    line = np.arange(len(text))
    sizes = np.bincount(text)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    number = line - starts[text]
    at = np.flatnonzero(prose)
    before = np.searchsorted(at, line, side="left")  # lines of prose before each
    last = np.append(at, -1)[before - 1]
    following = np.append(at, len(text))[before + prose]
    has_last, has_next = last >= starts[text], following < ends[text]
    run = np.zeros(len(text), dtype=np.int64)
    np.cumsum((prose[1:] != prose[:-1]) | (text[1:] != text[:-1]), out=run[1:])
    chars = np.expm1(log_chars)
    order = log_chars[np.lexsort((log_chars, text))]

    def share(values: NDArray[Any]) -> NDArray[np.float64]:
        return np.bincount(text, values) / sizes

    values: dict[str, Any] = {
        "number": np.log1p(number),
        "from_start": number / sizes[text],
        "from_end": np.log1p(ends[text] - 1 - line),
        "total": np.log1p(sizes)[text],
        "prose_share": share(prose)[text],
        "prose_chars": _prose_chars(chars, prose, sizes.tolist())[text],
        "since_prose": np.where(has_last, np.minimum(line - last, FAR), FAR),
        "until_prose": np.where(has_next, np.minimum(following - line, FAR), FAR),
        "run_length": np.minimum(np.bincount(run)[run], FAR) * np.where(prose, 1, -1),
        "after_last": ~(has_next | prose),
        "before_first": ~(has_last | prose),
        "median_chars": ((order[starts + (sizes - 1) // 2] + order[starts + sizes // 2]) / 2)[text],
        "sentence_share": share(own[COLUMN["ends_sentence"]])[text],
        "listed_share": share(own[COLUMN["listed"]])[text],
    }
    for row, name in zip(place, PLACE, strict=True):
        row[:] = values[name]
    return run


def _prose_chars(
    chars: Array, prose: NDArray[np.bool_], sizes: Sequence[int]
) -> NDArray[np.float64]:
    """The share of each text's characters that are in lines of prose."""
    shares = [
        float(chars[part][prose[part]].sum()) / max(1.0, float(chars[part].sum()))
        for part in parts_of(sizes)
    ]
    return np.array(shares)


def _runs(rows: Array, scores: Array, own: Array, run: Numbers) -> None:
    """Fills in of each line's run: mean and least score, share of lines with words of the trade."""
    size = np.bincount(run)
    starts = np.cumsum(size) - size
    trade = (own[COLUMN["trade"]] > 0) | (own[COLUMN["listed"]] > 0)
    rows[0] = (np.bincount(run, scores) / size)[run]
    rows[1] = np.minimum.reduceat(scores, starts)[run]
    rows[2] = (np.bincount(run, trade) / size)[run]
