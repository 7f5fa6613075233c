"""The tagger: which tokens name what, by a small convolutional network run in numpy.

Its weights are in `data/tagger.npz`, made by `training/`; docs/model-card-entities.md tells from
what. The network: Strubell et al., "Fast and Accurate Entity Recognition with Iterated Dilated
Convolutions", 2017.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.errors import DataError
from streams.extraction.entities.features import (
    BEGINS,
    BOUNDARY,
    CAPITAL,
    INITIAL,
    LEXICON_FEATURES,
    MOST_GRAMS,
    STANCE,
    Keys,
    Known,
    Numbers,
    WordForms,
    glued_before,
    known_names,
    laid,
    lexicon_features,
    list_count,
    place_features,
    word_row,
)
from streams.extraction.entities.labels import KINDS, LABELS, OUTSIDE, POSITIONS
from streams.extraction.entities.places import Mask, looked_at, widened
from streams.extraction.tokens import Tokens

Floats = NDArray[np.float32]
SHARES = 5
MOST_WORDS = 60_000
"""Words whose vectors are kept between articles, 2 kB each; then those go that were met once, and
of the rest what is more than three quarters and was met least often. With 40,000 an article has 17
new words, with 60,000 ten."""
BLOCK = 2048
"""Tokens that go through the network at once: bounds the memory that a long text takes."""


class Layer(NamedTuple):
    weights: Floats
    bias: Floats
    dilation: int


class Model(NamedTuple):
    """All weights; tables stay in half precision, matrices are widened once."""

    tables: dict[str, NDArray[np.float16]]
    vectors: NDArray[np.float16]
    short: Floats
    """What the n-grams that a short word lacks stand for."""
    keys: Keys
    known: dict[str, int]
    """How often a lower-cased word stands in small letters."""
    hidden: Layer
    word: Layer
    """These two are turned: few words at a time are multiplied a third faster so."""
    context: Floats
    """For the word before, itself and the word after: a row for each place and known name."""
    layers: tuple[Layer, ...]
    out: Layer


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
    shares = arrays["vocabulary_shares"].tolist()
    keys = np.cumsum(arrays["key_steps"], dtype=np.uint32)
    tables = {name[6:]: a.astype(np.float16) for name, a in arrays.items() if name[:6] == "table_"}
    dilations: list[int] = arrays["dilations"].tolist()
    out = layer("out")
    if out.weights.shape[1] != len(LABELS):
        raise ValueError(f"{out.weights.shape[1]} labels, expected {len(LABELS)}")
    return Model(
        tables=tables,
        vectors=arrays["vectors"].astype(np.float16),
        short=wide("short"),
        keys=Keys(keys, arrays["key_rows"].astype(np.uint16)),
        known=dict(zip(words, shares, strict=True)),
        hidden=_turned(layer("hidden")),
        word=_turned(layer("word")),
        context=_context(wide("place"), wide("lexicon")),
        layers=tuple(layer(f"layer{i}", dilation) for i, dilation in enumerate(dilations)),
        out=out,
    )


def _turned(layer: Layer) -> Layer:
    return Layer(np.ascontiguousarray(layer.weights.T), layer.bias[:, None], layer.dilation)


def _context(place: Floats, lexicon: Floats) -> Floats:
    """The sums of both tables, for every pair of them, by neighbour."""
    both = (place[:, None] + lexicon[None]).reshape(len(place) * len(lexicon), 3, -1)
    return np.ascontiguousarray(both.transpose(1, 0, 2))


def is_common(word: str) -> bool:
    """Whether a word stands in small letters far more often than not."""
    return model().known.get(word.lower(), 0) == SHARES - 1


def _word_vectors(words: Sequence[str]) -> Floats:
    """A vector for each word, from its features alone, as columns."""
    weights = model()
    rows = [word_row(word) for word in words]
    vector_rows, cases = weights.keys.look_up(words)
    columns = np.array([row[:4] for row in rows])
    counts = np.array([len(row.grams) for row in rows])
    grams = weights.tables["grams"][[gram for row in rows for gram in row.grams]]
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    flags = np.array([row.flags for row in rows])[:, None] >> np.arange(list_count())[None] & 1
    shares = np.eye(SHARES)[[weights.known.get(word.lower(), 0) for word in words]]
    parts = [
        *(
            weights.tables[name][columns[:, i]]
            for i, name in enumerate(("word", "prefix", "suffix", "shape"))
        ),
        np.add.reduceat(grams.astype(np.float32), starts) / counts[:, None]
        + (MOST_GRAMS / counts - 1)[:, None] * weights.short,
        weights.vectors[vector_rows],
        flags,
        shares,
        cases,
    ]
    x = np.concatenate(parts, axis=1, dtype=np.float32)
    hidden = np.maximum(weights.hidden.weights @ x.T + weights.hidden.bias, 0)
    vectors: Floats = weights.word.weights @ hidden + weights.word.bias
    return vectors


class WordCache:
    """What the words met so far give to the first layer: to the next word, to themselves, to the
    word before, and past the layer.
    """

    def __init__(self, most: int = MOST_WORDS) -> None:
        self.most = most
        self.kept = 3 * most // 4
        self.forms = WordForms(is_common)
        self.tables: Floats = np.zeros((4, 0, 0), np.float32)
        self.met = np.zeros(0, np.int32)
        """In how many texts each word was met; halved whenever the cache is thinned out."""

    def ids(self, words: Sequence[str]) -> Numbers:
        """The numbers of these words; those that were not met are added."""
        numbers = self._numbers(words)
        missing = np.flatnonzero(numbers < 0).tolist()
        if missing:
            unmet = [words[i] for i in missing]
            new = list(dict.fromkeys(unmet))
            if len(self.forms) + len(new) > self.most and len(self.forms) > self.kept:
                self._thin_out()
                return self.ids(words)
            self._add(new)
            numbers[missing] = self._numbers(unmet)
        self.met[numbers] += 1
        return numbers

    def _numbers(self, words: Sequence[str]) -> Numbers:
        """-1 for a word that was not met."""
        return np.fromiter(map(self.forms.numbers.get, words, repeat(-1)), np.intp, len(words))

    def _add(self, new: Sequence[str]) -> None:
        first = len(self.forms)
        self.forms.add(new)
        vectors = _word_vectors(new).reshape(4, -1, len(new)).transpose(0, 2, 1)
        if self.tables.shape[1] < len(self.forms):
            size = max(len(self.forms), self.most)  # memory that is not written yet costs nothing
            room = np.empty((4, size, vectors.shape[2]), np.float32)
            if first:
                room[:, :first] = self.tables[:, :first]
            self.tables = room
            self.met = np.concatenate([self.met[:first], np.zeros(size - first, np.int32)])
        self.tables[:, first : len(self.forms)] = vectors
        self.met[first : len(self.forms)] = 0

    def _thin_out(self) -> None:
        """Keeps the words that were met most often, without those met once."""
        count = len(self.forms)
        often = np.argsort(-self.met[:count], kind="stable")[: self.kept]
        kept = often[self.met[often] > 1]
        self.forms = self.forms.part(kept)
        self.tables[:, : len(kept)] = self.tables[:, kept]
        self.met[: len(kept)] = self.met[kept] // 2


_seen = WordCache()


def forget() -> None:
    """Begins the cache of words anew: the gazetteers have changed."""
    _seen.forms = WordForms(is_common)


def scores(ids: Numbers, contexts: Numbers, wanted: Mask) -> Floats:
    """The logit of each label for each place that is wanted, block by block.

    `ids`: the numbers of the words in the cache; `contexts`: rows of the model's context.
    """
    weights = model()
    reach = 1 + sum(layer.dilation for layer in weights.layers)
    found = [np.zeros((0, len(LABELS)), np.float32)]
    for start in range(0, len(ids), BLOCK):
        first, end = max(start - reach, 0), min(start + BLOCK + reach, len(ids))
        inside = wanted[first:end].copy()
        inside[: start - first] = False
        inside[start - first + BLOCK :] = False
        x = _convolved(ids[first:end], contexts[first:end], inside)
        found.append(x @ weights.out.weights + weights.out.bias)
    return np.concatenate(found)


def _convolved(ids: Numbers, contexts: Numbers, wanted: Mask) -> Floats:
    """The last layer at the wanted places; each layer works only where a later one looks."""
    layers = model().layers
    masks = [wanted]
    for layer in reversed(layers):
        masks.append(widened(masks[-1], layer.dilation))
    at = np.flatnonzero(masks.pop())
    x = _first_layer(ids, contexts, at)
    room = max(layer.dilation for layer in layers)
    rows = np.zeros(len(ids) + 2 * room, np.intp)
    for layer in layers:
        # row 0 is of zeros, for what lies before and behind the text
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


@cache
def _barred() -> Floats:
    """What a label that may not follow another costs."""
    return np.where(allowed(), 0.0, -1e6).astype(np.float32)


def best_labels(logits: Floats, at: Numbers) -> NDArray[np.int64]:
    """The best labels that make whole names, for words at the places `at`; all others are of none.

    The best label of each word alone does in most sentences; only where it breaks a name is the
    best path searched (Viterbi, 1967).
    """
    best: NDArray[np.int64] = logits.argmax(axis=1)
    if not len(best):
        return best
    # a row of no name wherever the places go on after a gap, and at both ends
    apart = np.ones(len(best), np.bool_)
    np.greater(at[1:] - at[:-1], 1, out=apart[1:])
    slots = np.cumsum(apart) + np.arange(len(best))
    padded = np.full(slots[-1] + 2, OUTSIDE)
    padded[slots] = best
    broken = np.flatnonzero(~allowed().take(padded[:-1] * len(LABELS) + padded[1:]))
    if not len(broken):
        return best
    rows = np.full(len(padded), -1)
    rows[slots] = np.arange(len(best))
    outside = np.flatnonzero(padded == OUTSIDE)
    done = 0
    for place in broken.tolist():
        if place < done:
            continue
        left = int(outside[np.searchsorted(outside, place, "right") - 1])
        right = int(outside[np.searchsorted(outside, place + 1)])
        inner = rows[left + 1 : right]
        best[inner] = _viterbi(logits[inner])
        done = right
    return best


def _viterbi(logits: Floats) -> list[int]:
    """The best allowed path between two words of no name."""
    barred = _barred()
    total = barred[OUTSIDE] + logits[0]
    back = []
    for row in logits[1:]:
        paths = total[:, None] + barred
        back.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    label = int((total + barred[:, OUTSIDE]).argmax())
    path = [label]
    for step in reversed(back):
        label = int(step[label])
        path.append(label)
    return path[::-1]


def read(tokens: Tokens, bounds: Sequence[tuple[int, int]]) -> Reading:
    """The names that the tagger finds in the sentences of a text."""
    at = laid(bounds)
    boundary = at < 0
    words: list[str] = []
    for first, end in bounds:
        words.append(BOUNDARY)
        words += tokens.texts[first:end]
    words.append(BOUNDARY)
    ids = _seen.ids(words)
    columns = _seen.forms.columns[:, ids]
    begins = at[(columns[BEGINS] > 0) & ~boundary].tolist()
    known = known_names(tokens.texts, bounds, begins)
    glued = glued_before(tokens)[at] & ~boundary
    contexts = place_features(columns, _seen.forms.lower_count(), glued, boundary)
    contexts = contexts * LEXICON_FEATURES + lexicon_features(len(tokens) + 1, known)[at]
    wanted = looked_at(columns[STANCE], glued) & ~boundary
    tagged = _tagged(scores(ids, contexts, wanted), np.flatnonzero(wanted), at)
    return Reading(tagged, known, at[columns[INITIAL] == CAPITAL].tolist())


def _tagged(logits: Floats, places: Numbers, at: Numbers) -> list[Tagged]:
    best = best_labels(logits, places)
    named = np.flatnonzero(best != OUTSIDE)
    if not len(named):
        return []
    labels = best[named]
    chosen = logits[named]
    chosen = np.exp(chosen - chosen.max(axis=1, keepdims=True))
    chosen /= chosen.sum(axis=1, keepdims=True)
    kinds = chosen[:, 1:].reshape(len(named), len(KINDS), len(POSITIONS)).sum(axis=2)
    position = (labels - 1) % len(POSITIONS)
    starts = np.flatnonzero((position == POSITIONS.index("B")) | (position == POSITIONS.index("S")))
    ends = np.append(starts[1:], len(named)) - 1
    means = np.add.reduceat(kinds, starts) / (ends - starts + 1)[:, None]
    tokens = at[places[named]]
    kind = (labels[starts] - 1) // len(POSITIONS)
    columns = (tokens[starts], tokens[ends], kind, means)
    return [
        Tagged(first, last, kind, tuple(scores))
        for first, last, kind, scores in zip(*(c.tolist() for c in columns), strict=True)
    ]
