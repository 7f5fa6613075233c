"""Texts laid one behind another for the tagger, and what was found in all parted among them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from streams.extraction.entities.features import Numbers
from streams.extraction.entities.forms import Known, WordForms, known_names
from streams.extraction.entities.places import Mask
from streams.extraction.tokens import Tokens
from streams.steps import T


class Text(NamedTuple):
    """A text whose words are looked up."""

    tokens: Tokens
    bounds: Sequence[tuple[int, int]]
    places: Numbers
    """As it is `laid`."""
    ids: Numbers
    """The number of the word at each place ..."""
    forms: WordForms
    """... here."""


class Row(NamedTuple):
    """Texts laid one behind another, behind each a gap, so wide that nothing sees past it."""

    number: Numbers
    """For each place the number of its text ..."""
    inside: Mask
    """... and whether it is in that and not in the gap."""
    at: Numbers
    """The token of the text, -1 where BOUNDARY stands and in the gaps ..."""
    token: Numbers
    """... and its number among the tokens of all texts."""
    ids: Numbers
    """The number of the word; in the gaps that of BOUNDARY."""
    starts: list[int]
    """For each text how many tokens all before it have."""


def in_row(texts: Sequence[Text], gap: int) -> Row:
    """The texts in one row, so many places between them."""
    counts = [len(text.tokens) for text in texts]
    before = np.cumsum(counts) - counts
    lengths = np.array([len(text.ids) + gap for text in texts])
    number = np.repeat(np.arange(len(texts)), lengths)
    inside = np.ones(len(number), np.bool_)
    inside[(np.cumsum(lengths)[:, None] - np.arange(1, gap + 1)).ravel()] = False
    at = np.full(len(number), -1)
    at[inside] = np.concatenate([text.places for text in texts])
    token = np.where(at < 0, -1, at + before[number])
    ids = np.full(len(number), texts[0].ids[0])
    ids[inside] = np.concatenate([text.ids for text in texts])
    return Row(number, inside, at, token, ids, before.tolist())


def known_of_all(texts: Sequence[Text], begins: Sequence[int]) -> list[Known]:
    """The known names of all texts, by their place among the tokens of all.

    `begins`: the tokens that they may begin with.
    """
    words: list[str] = []
    bounds: list[tuple[int, int]] = []
    for text in texts:
        bounds += [(len(words) + first, len(words) + end) for first, end in text.bounds]
        words += text.tokens.texts
    return known_names(words, bounds, begins)


def parted(found: Sequence[T], number: Numbers, count: int) -> list[list[T]]:
    """What each text has of what was found in all, in order; `number`: the text of each."""
    ends = np.searchsorted(number, np.arange(count), "right").tolist()
    return [list(found[start:end]) for start, end in pairwise([0, *ends])]
