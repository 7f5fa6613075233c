"""What the line model looks at: the shape, the place, the words and the neighbours of each line.

The features follow the boilerplate literature (Kohlschütter and others, "Boilerplate detection
using shallow text features", WSDM 2010; Pomikálek's jusText, 2011): length, sentence marks, capital
letters and the same of the lines around tell most; words of the trade and closeness to the
article's own vocabulary tell the rest.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

HEAD, TAIL = 14, 10
"""Words looked at from the start and the end of a line: a paragraph's middle tells little."""
EDGE = 100
"""Characters looked at from the start and the end of a line."""
LONG = 110
"""A line of so many characters that ends like a sentence counts as prose when places are told."""
FAR = 50
"""Lines: places further apart are all alike."""
ABSENT = -9.0
"""The value of a neighbour's feature where there is no neighbour."""

WORD = re.compile(r"[^\W\d_]+|\d+")
ENDING = re.compile(r"[.!?…。][\"'”’»)\]]*$")
SENTENCE = re.compile(r"[.!?…。][\"'”’»)]* ")
DATED = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2},? (?:19|20)\d\d\b"
    r"|\b\d{1,2}\.? [A-Z][a-z]+ (?:19|20)\d\d\b"
)
MARKS = re.compile(r"[|•·►▶»→›/+]")
QUOTE = re.compile(r"[\"“”„«»]")
UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я]")
CAPITAL = re.compile(r"(?<!\S)[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я]")
SHORT = re.compile(r"(?<!\S)[^\W\d_A-ZÀ-ÖØ-Þ]{1,3}(?!\S)")
ADDRESS = ("://", "www.", "@", ".com", " #")
CREDIT = frozenset(
    "getty reuters afp epa shutterstock istock photo photograph image picture credit courtesy "
    "foto bild quelle ap dpa pa handout screenshot illustration imago via".split()
)
SPEECH = frozenset(
    "said says told added asked wrote according sagte sagt erklärte dijo dice selon disse dit "
    "affirmé zei säger".split()
)
SHOWN = frozenset(
    "attend attends poses pose speaks speak arrives arrive walks walk stands stand looks look "
    "gestures holds hold waves listens sits sit reacts celebrates pictured seen shown shows "
    "delivers performs watch watches answers addresses participates greets wears rides checks "
    "carries left right centre center".split()
)
TRADE = frozenset(
    "reporter correspondent columnist editor writer author journalist contributed reporting "
    "newsletter newsletters subscribe subscriber subscribers subscription sign signing inbox "
    "email twitter facebook instagram follow whatsapp app podcast cookies privacy terms click "
    "read updated published account share comment comments contact copyright rights originally "
    "editing produced copy log redakteur redakteurin autor autorin abonnieren abo anmelden "
    "lesen mehr suscríbete abonnez artikel".split()
)

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


def edges(line: str) -> str:
    """The start and the end of a line; all of it where it is short."""
    return line if len(line) <= 2 * EDGE else f"{line[:EDGE]} {line[-EDGE:]}"


def tokens(text: str) -> list[str]:
    """The words at both ends of a line's `edges`, lower case; numbers by length, as noughts."""
    found = WORD.findall(text.lower())
    if len(found) > HEAD + TAIL:
        found = found[:HEAD] + found[-TAIL:]
    return ["0000"[: len(word)] if word[0].isdigit() else word for word in found]


def grams(words: Sequence[str]) -> set[str]:
    """The words, the pairs of words and the first three words of a line."""
    found = {*words, *map(" ".join, pairwise(["^", *words, "$"]))}
    if len(words) > 2:
        found.add("^ " + " ".join(words[:3]))
    return found


def word_score(words: Sequence[str], weights: Mapping[str, float], bias: float) -> float:
    """The logarithm of the odds that a line with these words is body."""
    found = grams(words)
    total = sum(map(weights.get, found, [0.0] * len(found)))
    return bias + total / math.sqrt(len(found))


def features(
    lines: Sequence[str], words: Sequence[Sequence[str]], scores: Array, listed: Sequence[bool]
) -> Array:
    """One row a line, one column for each of NAMES.

    `words` are the lines' `tokens`, `scores` their `word_score`; `listed` tells which of them a
    rule would cut.
    """
    contents = [frozenset(word for word in line if len(word) > 3) for line in words]
    seen = Counter(word for content in contents for word in content)
    copies = Counter(lines)
    starts = Counter(line[0] for line in words if line)
    own = np.array(
        [
            [
                *_shape(line, known, content, seen),
                is_listed,
                math.log(copies[line]),
                math.log1p(starts[known[0]] if known else 0),
            ]
            for line, known, content, is_listed in zip(lines, words, contents, listed, strict=True)
        ],
        dtype=np.float32,
    )
    prose = (
        (own[:, 0] >= math.log1p(LONG))
        & (own[:, COLUMN["ends_sentence"]] > 0)
        & (own[:, COLUMN["listed"]] == 0)
    )
    place, run = _places(own, prose)
    shared = np.column_stack([own[:, [COLUMN[name] for name in SHARED[:-1]]], scores])
    return np.concatenate(
        [
            own,
            place,
            scores[:, None],
            *_runs(scores, own, run),
            np.full((len(lines), 1), np.mean(scores)),
            *around(shared, AROUND),
        ],
        axis=1,
    ).astype(np.float32)


def around(table: Array, steps: Sequence[int]) -> list[Array]:
    """For each step the rows so far below each row (above where negative), ABSENT past the ends."""
    reach = max(map(abs, steps))
    padded = np.full((len(table) + 2 * reach, table.shape[1]), ABSENT, dtype=np.float32)
    padded[reach : reach + len(table)] = table
    return [padded[reach + step : reach + step + len(table)] for step in steps]


def _shape(
    line: str, known: Sequence[str], content: frozenset[str], seen: Mapping[str, int]
) -> list[float]:
    text = edges(line)
    parts = text.count(" ") + 1
    scale = 1 / parts
    letters = max(1, len(text) - parts)
    first, last = line[0], line[-1]
    words = set(known)
    numbers = known.count("0") + known.count("00") + known.count("000") + known.count("0000")
    return [
        math.log1p(len(line)),
        math.log1p(line.count(" ") + 1),
        len(text) / max(1, len(known)),
        ENDING.search(text, max(0, len(text) - 5)) is not None,
        last in ":：",
        last in "?？",
        last in '"”»’',
        first.isupper(),
        first.islower(),
        first in "\"'“‘„«»",
        first.isdigit(),
        len(CAPITAL.findall(text)) * scale,
        len(UPPER.findall(text)) / letters,
        numbers * scale,
        text.count(",") * scale,
        any(mark in text for mark in ADDRESS),
        len(DATED.findall(text)) if numbers else 0,
        len(MARKS.findall(text)) * scale,
        len(QUOTE.findall(text)),
        len(SENTENCE.findall(text)),
        len(SHORT.findall(text)) * scale,
        len(words & CREDIT),
        not words.isdisjoint(SPEECH),
        len(words & SHOWN),
        len(words & TRADE),
        text.count("("),
        len(content) * scale,
        sum([seen[word] > 1 for word in content]) / max(1, len(content)),
    ]


def _places(own: Array, prose: NDArray[np.bool_]) -> tuple[Array, NDArray[np.intp]]:
    """Where each line stands, and for each line the number of its run of prose or not prose."""
    log_chars = own[:, 0]
    total = len(prose)
    number = np.arange(total)
    at = np.flatnonzero(prose)
    since = until = np.full(total, FAR)
    if len(at):
        before = np.searchsorted(at, number, side="left") - 1
        after = before + 1 + prose
        since = np.where(before >= 0, number - at[before], FAR)
        until = np.where(after < len(at), at[np.minimum(after, len(at) - 1)] - number, FAR)
    run = np.concatenate([[0], np.cumsum(prose[1:] != prose[:-1])]).astype(np.intp)
    lengths = np.bincount(run)[run]
    chars = np.expm1(log_chars)
    ones = np.ones(total)
    table = np.column_stack(
        [
            np.log1p(number),
            number / total,
            np.log1p(total - 1 - number),
            ones * math.log1p(total),
            ones * prose.mean(),
            ones * (float(chars[prose].sum()) / max(1.0, float(chars.sum()))),
            np.minimum(since, FAR),
            np.minimum(until, FAR),
            np.minimum(lengths, FAR) * np.where(prose, 1, -1),
            (number > at[-1]) if len(at) else ones,
            (number < at[0]) if len(at) else ones,
            ones * np.median(log_chars),
            ones * own[:, COLUMN["ends_sentence"]].mean(),
            ones * own[:, COLUMN["listed"]].mean(),
        ]
    )
    return table.astype(np.float32), run


def _runs(scores: Array, own: Array, run: NDArray[np.intp]) -> list[Array]:
    """Of each line's run: mean and least score, and the share of lines with words of the trade."""
    size = np.bincount(run)
    starts = np.concatenate([[0], np.cumsum(size)[:-1]])
    trade = (own[:, COLUMN["trade"]] > 0) | (own[:, COLUMN["listed"]] > 0)
    means = np.bincount(run, weights=scores) / size
    least = np.minimum.reduceat(scores, starts)
    shares = np.bincount(run, weights=trade) / size
    return [column[run][:, None].astype(np.float32) for column in (means, least, shares)]
