"""The words of lines and what the line model knows of them, looked up for all lines at once.

A text's words are numbered, so that what is asked of a word (its weight, its length, whether it is
one of the trade) is asked once for each distinct word, and counted by line with numpy.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, count, pairwise, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.cleaning.characters import Characters, Kind, Numbers

Array = NDArray[np.float32]

HEAD, TAIL = 14, 10
"""Words looked at from the start and the end of a line: a paragraph's middle tells little."""
NOUGHTS = "0000"
"""A number is known by its length, as so many noughts."""
MARKS = 524_287
"""A prime, ten times the pairs that the model knows."""
START, END = "^", "$"
"""What stands for the ends of a line in pairs of words."""


class Words(NamedTuple):
    """The words of some lines, numbered."""

    distinct: list[str]
    """Each word once; its place is its number."""
    number: Numbers
    """For each occurrence the number of the word."""
    line: Numbers
    """For each occurrence the line."""
    counts: Numbers
    """For each line how many words it has."""
    once_line: Numbers
    """For each distinct word of a line the line ..."""
    once_number: Numbers
    """... and the word's number."""
    starts: list[tuple[str, ...]]
    """The first words of each line, up to three."""
    numerals: Numbers
    """For each line how many of its words are numbers."""


class Lexicon(NamedTuple):
    """What words, pairs of words and the first three of a line say about a line."""

    bias: float
    numbers: Mapping[str, int]
    """A number for each known word, from 1; START and END are among them."""
    words: Array
    """Weights by that number; nought where a word has one in pairs only."""
    pairs: Numbers
    """Known pairs in order: the first word's number times the count of words, plus the second's."""
    pair_weights: Array
    marks: NDArray[np.bool_]
    """Whether a known pair has such a rest from division by MARKS: few others do."""
    openings: Mapping[tuple[str, ...], float]
    """Weights of the first three words."""


def read_words(characters: Characters) -> Words:
    """The words at both ends of lines, lower case: runs of letters, and runs of digits."""
    kinds = characters.kinds & (Kind.LETTER | Kind.DIGIT)
    change = np.flatnonzero(kinds[1:] != kinds[:-1]) + 1
    starts = np.concatenate([[0], change])  # the last run is the last line's space
    is_word = kinds[starts] > 0
    starts, ends = starts[is_word], np.append(change, len(kinds))[is_word]
    before = np.searchsorted(starts, characters.ends)  # words before the end of each line
    counts = np.diff(before, prepend=0)
    line = np.repeat(np.arange(len(counts)), counts)
    place = np.arange(len(starts)) - (np.cumsum(counts) - counts)[line]
    near = (place < HEAD) | (place >= counts[line] - TAIL)
    line, starts, ends = line[near], starts[near], ends[near]
    counts = np.minimum(counts, HEAD + TAIL)
    flat = _lower(" ".join(characters.texts), starts.tolist(), ends.tolist())
    is_numeral = (characters.kinds[starts] & Kind.FIRST_DIGIT) > 0
    for at in np.flatnonzero(is_numeral).tolist():
        flat[at] = NOUGHTS[: len(flat[at])]
    number_of = defaultdict[str, int](count().__next__)  # a new word gets the next number
    number = np.fromiter(map(number_of.__getitem__, flat), np.int64, len(flat))
    size = max(1, len(number_of))
    once = _distinct(line * size + number)
    firsts = np.cumsum(counts) - counts
    thirds = firsts + np.minimum(counts, 3)
    return Words(
        distinct=list(number_of),
        number=number,
        line=line,
        counts=counts,
        once_line=once // size,
        once_number=once % size,
        starts=[
            tuple(flat[first:third])
            for first, third in zip(firsts.tolist(), thirds.tolist(), strict=True)
        ],
        numerals=np.bincount(line[is_numeral], minlength=len(counts)),
    )


def _lower(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[str]:
    """The pieces of a text, in small letters."""
    low = text.lower()
    if len(low) == len(text):
        return [low[start:end] for start, end in zip(starts, ends, strict=True)]
    # some letters are written with two when they are small
    return [text[start:end].lower() for start, end in zip(starts, ends, strict=True)]


def lines_of(words: Words) -> list[list[str]]:
    """The words of each line, as `grams` wants them."""
    names = [words.distinct[number] for number in words.number.tolist()]
    ends = np.cumsum(words.counts)
    return [names[a:b] for a, b in zip((ends - words.counts).tolist(), ends.tolist(), strict=True)]


def _distinct(keys: Numbers) -> Numbers:
    """The keys in order, each once: np.unique, which is slower by half."""
    keys = np.sort(keys)
    first = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return keys[first]


def grams(words: Sequence[str]) -> set[str]:
    """The words, the pairs of words and the first three words of a line, as the model keeps them.

    `words` are in small letters, numbers as NOUGHTS.
    """
    found = {*words, *map(" ".join, pairwise([START, *words, END]))}
    if len(words) > 2:
        found.add(f"{START} " + " ".join(words[:3]))
    return found


def lexicon(weights: Mapping[str, float], bias: float) -> Lexicon:
    """A lexicon out of the weights of `grams`."""
    parts = {gram: gram.split(" ") for gram in weights}
    known = dict.fromkeys(word for words in parts.values() if len(words) < 3 for word in words)
    numbers = {word: number for number, word in enumerate(known, 1)}
    size = len(numbers) + 1
    single = np.zeros(size, dtype=np.float32)
    pairs: dict[int, float] = {}
    openings: dict[tuple[str, ...], float] = {}
    for gram, words in parts.items():
        if len(words) == 1:
            single[numbers[gram]] = weights[gram]
        elif len(words) == 2:
            pairs[numbers[words[0]] * size + numbers[words[1]]] = weights[gram]
        else:
            openings[tuple(words[1:])] = weights[gram]
    pairs[size * size] = 0.0  # no pair: every search ends somewhere
    keys = np.array(sorted(pairs), dtype=np.int64)
    marks = np.zeros(MARKS, dtype=np.bool_)
    marks[keys % MARKS] = True
    return Lexicon(
        bias=bias,
        numbers=numbers,
        words=single,
        pairs=keys,
        pair_weights=np.array([pairs[key] for key in keys.tolist()], dtype=np.float32),
        marks=marks,
        openings=openings,
    )


def totals(line: Numbers, values: NDArray[Any], count: int) -> NDArray[np.float64]:
    """The sum of the values of each line."""
    return np.bincount(line, values, count).astype(np.float64)  # of no line at all: whole numbers


def word_scores(words: Words, known: Lexicon) -> Array:
    """For each line the logarithm of the odds that a line with these words is body.

    The weights of its `grams`, each counted once, over the root of their number.
    """
    total = len(words.counts)
    amount = len(words.distinct)
    ends = [known.numbers.get(START, 0), known.numbers.get(END, 0)]
    number = np.fromiter(
        chain(map(known.numbers.get, words.distinct, repeat(0)), ends), np.int64, amount + 2
    )
    sums = totals(words.once_line, known.words[number[words.once_number]], total)
    counts = np.bincount(words.once_line, minlength=total)

    # pairs: the words of all lines in a row, each line between a START and an END
    size = amount + 2
    row = np.full(len(words.number) + 2 * total, amount + 1)
    starts = np.cumsum(words.counts + 2) - words.counts - 2
    row[starts] = amount
    row[np.arange(len(words.number)) + 2 * words.line + 1] = words.number
    line = np.repeat(np.arange(total), words.counts + 2)
    inside = line[1:] == line[:-1]
    pairs = _distinct(((line[:-1] * size + row[:-1]) * size + row[1:])[inside])
    line = pairs // (size * size)
    counts += np.bincount(line, minlength=total)
    first, second = number[pairs // size % size], number[pairs % size]
    keys = first * (len(known.numbers) + 1) + second
    both = np.flatnonzero((first > 0) & (second > 0) & known.marks[keys % MARKS])
    keys = keys[both]
    at = np.searchsorted(known.pairs, keys)
    weights = known.pair_weights[at] * (known.pairs[at] == keys)
    sums += totals(line[both], weights, total)

    sums += np.array([known.openings.get(opening, 0.0) for opening in words.starts])
    scores = sums / np.sqrt(counts + (words.counts > 2)) + known.bias
    return scores.astype(np.float32)
