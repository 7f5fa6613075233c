"""The tagger: which tokens name what, by a small convolutional network run in numpy.

The network: Strubell et al., "Fast and Accurate Entity Recognition with Iterated Dilated
Convolutions", 2017.
"""

from collections.abc import Sequence
from itertools import starmap
from typing import NamedTuple

import numpy as np

from streams.extraction.entities.decoding import best_labels
from streams.extraction.entities.features import BOUNDARY, Numbers
from streams.extraction.entities.forms import (
    BEGINS,
    CAPITAL,
    INITIAL,
    LEXICON_FEATURES,
    LOWER,
    NOTED,
    PLACE_FEATURES,
    STANCE,
    Known,
    WordForms,
    glued_before,
    laid,
    lexicon_features,
    place_features,
)
from streams.extraction.entities.labels import LABELS, OUTSIDE, POSITIONS
from streams.extraction.entities.places import Mask, looked_at, widened
from streams.extraction.entities.side_by_side import Row, Text, in_row, known_of_all, parted
from streams.extraction.entities.weights import Floats, is_common, model
from streams.extraction.entities.word_cache import WordCache
from streams.extraction.tokens import Tokens
from streams.steps import Steps, Together, finished

BLOCK = 2048
"""Tokens that go through the network at once: bounds the memory that a long text takes."""


class Tagged(NamedTuple):
    """A name: tokens `first` to `last` (included), its kind, and how sure the tagger is."""

    first: int
    last: int
    kind: int
    scores: tuple[float, ...]
    """The probability of each kind, mean over the tokens."""


class Reading(NamedTuple):
    """What the tagger says of a text."""

    tagged: list[Tagged]
    """In order, none overlapping another."""
    known: list[Known]
    """The names of the gazetteers, which it takes as a hint."""
    capitals: list[int]
    """Tokens that begin with a capital letter."""
    noted: list[int]
    """Tokens that numbers or dates may begin at (`noted.py`)."""


_seen = WordCache()


def forget() -> None:
    """Begins the cache of words anew: the gazetteers have changed."""
    _seen.forms = WordForms(is_common)


def scores(ids: Numbers, contexts: Numbers, wanted: Mask, inside: Mask) -> Floats:
    """The logit of each label for each place that is wanted, block by block.

    `ids`: the numbers of the words in the cache; `contexts`: rows of the model's context; `inside`:
    whether a place is in a text.
    """
    weights = model()
    found = [np.zeros((0, len(LABELS)), np.float32)]
    for start in range(0, len(ids), BLOCK):
        first, end = max(start - _reach(), 0), min(start + BLOCK + _reach(), len(ids))
        here = wanted[first:end].copy()
        here[: start - first] = False
        here[start - first + BLOCK :] = False
        x = _convolved(ids[first:end], contexts[first:end], here, inside[first:end])
        found.append(x @ weights.out.weights + weights.out.bias)
    return np.concatenate(found)


def _reach() -> int:
    """How many words away a word may tell for another."""
    return 1 + sum(layer.dilation for layer in model().layers)


def _convolved(ids: Numbers, contexts: Numbers, wanted: Mask, inside: Mask) -> Floats:
    """The last layer at the wanted places; each layer works only where a later one looks."""
    layers = model().layers
    masks = [wanted]
    for layer in reversed(layers):
        masks.append(widened(masks[-1], layer.dilation) & inside)
    at = np.flatnonzero(masks.pop())
    x = _first_layer(ids, contexts, at)
    room = max(layer.dilation for layer in layers)
    rows = np.zeros(len(ids) + 2 * room, np.intp)
    for layer in layers:
        # row 0 is of zeros, for what lies before and behind a text
        rows[at + room] = np.arange(1, len(at) + 1)
        at = np.flatnonzero(masks.pop())
        near = rows[(at[:, None] + (room - layer.dilation, room, room + layer.dilation)).ravel()]
        parts = x.take(near, axis=0).reshape(len(at), 3 * x.shape[1])
        x = np.empty((len(at) + 1, layer.bias.shape[0]), np.float32)
        x[0] = 0
        added = np.matmul(parts, layer.weights, out=x[1:])
        added += layer.bias
        np.maximum(added, 0, out=added)
        added += parts[:, len(layer.bias) : 2 * len(layer.bias)]
    return x[1:]


def _first_layer(ids: Numbers, contexts: Numbers, at: Numbers) -> Floats:
    """Sums of what the words at some places, their neighbours and their contexts give: nothing is
    multiplied. A row of zeros comes first.
    """
    (before, same, after, past), context = _seen.tables, model().context
    x = np.empty((len(at) + 1, same.shape[1]), np.float32)
    x[0] = 0
    if not len(at):
        return x
    words, contexts_at = ids[at], contexts[at]
    here = same.take(words, axis=0, out=x[1:], mode="clip")
    here += context[1].take(contexts_at, axis=0)
    left = int(at[0] == 0)
    here[left:] += before.take(ids[at[left:] - 1], axis=0)
    here[left:] += context[0].take(contexts[at[left:] - 1], axis=0)
    right = len(at) - int(at[-1] == len(ids) - 1)
    here[:right] += after.take(ids[at[:right] + 1], axis=0)
    here[:right] += context[2].take(contexts[at[:right] + 1], axis=0)
    np.maximum(here, 0, out=here)
    here += past.take(words, axis=0)
    return x


def read(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> Reading:
    """The names that the tagger finds in the sentences of a text."""
    return finished(read_steps(tokens, bounds))


def read_steps(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> Steps[Reading]:
    """The same: words are looked up in one step, and the names found in the next ones, in all texts
    that have come as far.
    """
    places = laid(bounds)
    numbers = yield from _seen.id_steps([*tokens.texts, BOUNDARY])
    reading = _readings.ask(Text(tokens, bounds, places, numbers[places], _seen.forms))
    yield
    return reading()


def _read_all(texts: Sequence[Text]) -> list[Reading]:
    """A reading for each text."""
    if all(text.forms is _seen.forms for text in texts):
        return _read_behind(texts)
    return [  # the cache was thinned out since: the words have other numbers
        reading for text in texts for reading in _read_behind([text._replace(ids=_ids(text))])
    ]


def _ids(text: Text) -> Numbers:
    """The numbers of its words as they are now."""
    return _seen.ids([*text.tokens.texts, BOUNDARY])[text.places]


_readings = Together(_read_all)


def _read_behind(texts: Sequence[Text]) -> list[Reading]:
    """A reading for each text, of all in one row: as many calls of numpy as for one."""
    row = in_row(texts, _reach())
    boundary = row.at < 0
    columns = _seen.forms.columns[:, row.ids]
    lower_count = _seen.forms.lower_count()
    columns[LOWER] += (row.number * lower_count).astype(np.int32)

    known = known_of_all(texts, row.token[(columns[BEGINS] > 0) & ~boundary].tolist())
    glued = np.concatenate([*(glued_before(text.tokens)[:-1] for text in texts), [False]])
    hints = lexicon_features(len(glued), known)[row.token]
    glued = glued[row.token] & ~boundary
    contexts = place_features(columns, len(texts) * lower_count, glued, boundary)
    contexts = contexts * LEXICON_FEATURES + hints
    contexts[~row.inside] = PLACE_FEATURES * LEXICON_FEATURES
    ids = np.where(row.inside, row.ids, _seen.nothing)
    wanted = looked_at(columns[STANCE], glued) & ~boundary
    logits = scores(ids, contexts, wanted, row.inside)
    tagged, tagged_at = _tagged(logits, np.flatnonzero(wanted), row.at)
    capitals = np.flatnonzero(columns[INITIAL] == CAPITAL)
    noted = np.flatnonzero(columns[NOTED])
    return _readings_of(row, (tagged, tagged_at), known, capitals, noted)


def _readings_of(
    row: Row,
    tagged: tuple[list[Tagged], Numbers],
    known: Sequence[Known],
    capitals: Numbers,
    noted: Numbers,
) -> list[Reading]:
    """What was found in a row, for each text its own.

    `tagged`: the names and the place of each; `known`: by the tokens of all texts; `capitals` and
    `noted`: places.
    """
    names, names_at = tagged
    count = len(row.starts)
    known_of = np.searchsorted(row.starts, [first for first, _, _ in known], "right") - 1
    return [
        Reading(own, [(first - start, last - start, name) for first, last, name in hints], *others)
        for own, hints, start, *others in zip(
            parted(names, row.number[names_at], count),
            parted(known, known_of, count),
            row.starts,
            parted(row.at[capitals].tolist(), row.number[capitals], count),
            parted(row.at[noted].tolist(), row.number[noted], count),
            strict=True,
        )
    ]


def _tagged(logits: Floats, places: Numbers, at: Numbers) -> tuple[list[Tagged], Numbers]:
    """The names, and the place of the first word of each."""
    best = best_labels(logits, places)
    named = np.flatnonzero(best != OUTSIDE)
    if not len(named):
        return [], named
    labels = best[named]
    chosen = logits[named]
    chosen = np.exp(chosen - chosen.max(axis=1, keepdims=True))
    chosen /= chosen.sum(axis=1, keepdims=True)
    kinds = sum(chosen[:, 1 + i :: len(POSITIONS)] for i in range(len(POSITIONS)))
    position = (labels - 1) % len(POSITIONS)
    starts = np.flatnonzero((position == POSITIONS.index("B")) | (position == POSITIONS.index("S")))
    ends = np.append(starts[1:], len(named)) - 1
    means = np.add.reduceat(kinds, starts) / (ends - starts + 1)[:, None]
    tokens = at[places[named]]
    kind = (labels[starts] - 1) // len(POSITIONS)
    columns = (tokens[starts], tokens[ends], kind)
    scores = map(tuple, means.tolist())
    found = starmap(Tagged, zip(*(c.tolist() for c in columns), scores, strict=True))
    return list(found), places[named[starts]]
