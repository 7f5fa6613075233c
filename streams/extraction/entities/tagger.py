"""The tagger: which tokens name what, by a small convolutional network run in numpy.

Its weights are in `data/tagger.npz`, made by `training/`; docs/model-card-entities.md tells from
what. The network: Strubell et al., "Fast and Accurate Entity Recognition with Iterated Dilated
Convolutions", 2017.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.errors import DataError
from streams.extraction.entities.features import (
    BOUNDARY,
    Known,
    lexicon_features,
    list_count,
    place_features,
    word_row,
)
from streams.extraction.entities.labels import KINDS, LABELS, OUTSIDE, POSITIONS
from streams.extraction.tokens import Tokens

Floats = NDArray[np.float32]
SHARES = 5
MOST_WORDS = 50_000
"""Words whose vectors are kept between articles; then the cache starts anew."""
BLOCK = 1024
"""Tokens that go through the network at once: bounds the memory that a long text takes."""


class Layer(NamedTuple):
    weights: Floats
    bias: Floats
    dilation: int


class Model(NamedTuple):
    """All weights; tables stay in half precision, matrices are widened once."""

    tables: dict[str, NDArray[np.float16]]
    vectors: NDArray[np.float16]
    known: dict[str, tuple[int, int]]
    """Of a lower-cased word the row of its vector, and how often it stands in small letters."""
    hidden: Layer
    word: Layer
    place: Floats
    lexicon: Floats
    layers: tuple[Layer, ...]
    out: Layer


class Tagged(NamedTuple):
    """A name: tokens `first` to `last` (included), its kind, and how sure the tagger is."""

    first: int
    last: int
    kind: int
    scores: tuple[float, ...]
    """The probability of each kind, mean over the tokens."""


@cache
def model() -> Model:
    """The weights that the package ships. Fails loudly where they are missing or wrong."""
    file = resources.files("streams.extraction.entities") / "data" / "tagger.npz"
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
            return _read({name: arrays[name] for name in arrays.files})
    except (OSError, ValueError, KeyError) as error:
        raise DataError(
            f"tagger.npz: {error}; it is made by training/ and ships in the wheel"
        ) from None


def _read(arrays: dict[str, NDArray[np.generic]]) -> Model:
    def wide(name: str) -> Floats:
        return arrays[name].astype(np.float32)

    def layer(name: str, dilation: int = 0) -> Layer:
        return Layer(wide(name), wide(f"{name}_bias"), dilation)

    words = arrays["vocabulary"].tobytes().decode("utf-8").split("\n")
    rows, shares = arrays["vocabulary_rows"].tolist(), arrays["vocabulary_shares"].tolist()
    tables = {name[6:]: a.astype(np.float16) for name, a in arrays.items() if name[:6] == "table_"}
    dilations: list[int] = arrays["dilations"].tolist()
    out = layer("out")
    if out.weights.shape[1] != len(LABELS):
        raise ValueError(f"{out.weights.shape[1]} labels, expected {len(LABELS)}")
    return Model(
        tables=tables,
        vectors=arrays["vectors"].astype(np.float16),
        known=dict(zip(words, zip(rows, shares, strict=True), strict=True)),
        hidden=layer("hidden"),
        word=layer("word"),
        place=wide("place"),
        lexicon=wide("lexicon"),
        layers=tuple(layer(f"layer{i}", dilation) for i, dilation in enumerate(dilations)),
        out=out,
    )


def _word_vectors(words: Sequence[str]) -> Floats:
    """A vector for each word, from its features alone."""
    weights = model()
    rows = [word_row(word) for word in words]
    known = [weights.known.get(word.lower(), (0, 0)) for word in words]
    columns = np.array([row[:4] for row in rows])
    counts = np.array([len(row.grams) for row in rows])
    grams = weights.tables["grams"][[gram for row in rows for gram in row.grams]]
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    flags = np.array([row.flags for row in rows])[:, None] >> np.arange(list_count())[None] & 1
    shares = np.eye(SHARES)[[share for _, share in known]]
    parts = [
        *(
            weights.tables[name][columns[:, i]]
            for i, name in enumerate(("word", "prefix", "suffix", "shape"))
        ),
        np.add.reduceat(grams.astype(np.float32), starts) / counts[:, None],
        weights.vectors[[row for row, _ in known]],
        flags,
        shares,
    ]
    x = np.concatenate(parts, axis=1, dtype=np.float32)
    hidden = np.maximum(x @ weights.hidden.weights + weights.hidden.bias, 0)
    vectors: Floats = hidden @ weights.word.weights + weights.word.bias
    return vectors


class WordCache:
    """Vectors of the words met so far, as rows of one growing table."""

    def __init__(self, most: int = MOST_WORDS) -> None:
        self.most = most
        self.numbers: dict[str, int] = {}
        self.table: Floats = np.zeros((0, 0), np.float32)

    def rows(self, words: Sequence[str]) -> Floats:
        """The vectors of these words, one row each."""
        numbers = self.numbers
        new = [word for word in dict.fromkeys(words) if word not in numbers]
        if new and len(numbers) + len(new) > self.most:
            numbers.clear()
            new = list(dict.fromkeys(words))
        if new:
            vectors = _word_vectors(new)
            self.table = np.vstack([self.table[: len(numbers)], vectors]) if numbers else vectors
            numbers.update(zip(new, range(len(numbers), len(numbers) + len(new)), strict=True))
        return self.table[[numbers[word] for word in words]]


_seen = WordCache()


def scores(words: Sequence[str], places: Sequence[int], lexicon: Sequence[int]) -> Floats:
    """The logit of each label for each word, block by block."""
    weights = model()
    reach = sum(layer.dilation for layer in weights.layers)
    found = []
    for start in range(0, len(words), BLOCK):
        first, end = max(start - reach, 0), min(start + BLOCK + reach, len(words))
        x = _seen.rows(words[first:end])
        x += weights.place[places[first:end]]
        x += weights.lexicon[lexicon[first:end]]
        n, width = x.shape
        room, added = np.empty((n, 3 * width), np.float32), np.empty((n, width), np.float32)
        for layer in weights.layers:
            _layer(x, layer, room, added)
        keep = x[start - first : start - first + BLOCK]
        found.append(keep @ weights.out.weights + weights.out.bias)
    return np.concatenate(found) if found else np.zeros((0, len(LABELS)), np.float32)


def _layer(x: Floats, layer: Layer, near: Floats, added: Floats) -> None:
    """Adds to each token what it and its two neighbours at a distance give.

    `near` and `added` are room to work in: fresh arrays of this size cost more than the product.
    """
    width, d = x.shape[1], layer.dilation
    near[:d, :width] = 0
    near[d:, :width] = x[:-d]
    near[:, width : 2 * width] = x
    near[:-d, 2 * width :] = x[d:]
    near[-d:, 2 * width :] = 0
    np.matmul(near, layer.weights, out=added)
    added += layer.bias
    np.maximum(added, 0, out=added)
    x += added


@cache
def allowed() -> NDArray[np.bool_]:
    """Whether a label may follow another: a name that begins goes on in its kind to its end."""
    size = len(LABELS)
    may = np.zeros((size, size), bool)
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            goes_on = before[0] in "BI"
            if goes_on:
                may[i, j] = after[0] in "IE" and before[2:] == after[2:]
            else:
                may[i, j] = after[0] not in "IE"
    return may


def best_labels(logits: Floats) -> NDArray[np.int64]:
    """The best labels that make whole names, for words whose first and last are of none.

    The best label of each word alone does in most sentences; only where it breaks a name is the
    best path searched (Viterbi, 1967).
    """
    best: NDArray[np.int64] = logits.argmax(axis=1)
    broken = np.flatnonzero(~allowed()[best[:-1], best[1:]])
    outside = np.flatnonzero(best == OUTSIDE)
    done = 0
    for at in broken.tolist():
        if at < done:
            continue
        left = int(outside[np.searchsorted(outside, at, "right") - 1])
        right = int(outside[np.searchsorted(outside, at + 1)])
        best[left : right + 1] = _viterbi(logits[left : right + 1])
        done = right
    return best


def _viterbi(logits: Floats) -> list[int]:
    """The best allowed path from O to O."""
    barred = np.where(allowed(), 0.0, -1e6).astype(np.float32)
    total = np.full(logits.shape[1], -1e6, np.float32)
    total[OUTSIDE] = 0
    back = []
    for row in logits[1:]:
        paths = total[:, None] + barred
        back.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    label = OUTSIDE
    path = [label]
    for step in reversed(back):
        label = int(step[label])
        path.append(label)
    return path[::-1]


def tag(tokens: Tokens, bounds: Sequence[tuple[int, int]], known: Sequence[Known]) -> list[Tagged]:
    """The names that the tagger finds, in order, none overlapping another.

    `known`: the names of the gazetteers, which the tagger takes as a hint.
    """
    places, lexicon = place_features(tokens, bounds), lexicon_features(tokens, known)
    words: list[str] = []
    at: list[int] = []
    for first, end in bounds:
        words.append(BOUNDARY)
        words += tokens.texts[first:end]
        at.append(-1)
        at += range(first, end)
    words.append(BOUNDARY)
    at.append(-1)
    logits = scores(
        words,
        [places[i] if i >= 0 else 0 for i in at],
        [lexicon[i] if i >= 0 else 0 for i in at],
    )
    boundaries = [i for i, word in enumerate(at) if word < 0]
    logits[boundaries] = -1e4
    logits[boundaries, OUTSIDE] = 0
    return _spans(best_labels(logits), logits, at)


def _spans(best: NDArray[np.int64], logits: Floats, at: Sequence[int]) -> list[Tagged]:
    named = np.flatnonzero(best != OUTSIDE)
    if not len(named):
        return []
    chosen = logits[named]
    chosen = np.exp(chosen - chosen.max(axis=1, keepdims=True))
    chosen /= chosen.sum(axis=1, keepdims=True)
    kinds = chosen[:, 1:].reshape(len(named), len(KINDS), len(POSITIONS)).sum(axis=2)
    found: list[Tagged] = []
    start = 0
    for i, (word, label) in enumerate(zip(named.tolist(), best[named].tolist(), strict=True)):
        position = POSITIONS[(label - 1) % len(POSITIONS)]
        if position in "BS":
            start = i
        if position in "ES":
            mean = tuple(kinds[start : i + 1].mean(axis=0).tolist())
            kind = (label - 1) // len(POSITIONS)
            found.append(Tagged(at[int(named[start])], at[word], kind, mean))
    return found
