"""The weights of the tagger: `data/tagger.npz`, made by `training/`.

docs/model-card-entities.md tells from what.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.datafile import read_weights
from streams.extraction.entities.labels import LABELS

Floats = NDArray[np.float32]
SHARES = 5
"""Sorts of words by how often they stand in small letters."""
A_WORD = 2
"""The least of them for what is a word as well as a name."""


class Layer(NamedTuple):
    weights: Floats
    bias: Floats
    dilation: int


class Model(NamedTuple):
    """All weights; large tables stay in half precision, the others are widened once."""

    tables: dict[str, NDArray[np.float16]]
    grams: Floats
    """Wide: it is looked up six times a word."""
    vectors: NDArray[np.float16]
    short: Floats
    """What the n-grams that a short word lacks stand for."""
    known: dict[str, int]
    """How often a lower-cased word stands in small letters."""
    hidden: Layer
    word: Layer
    """These two are turned: few words at a time are multiplied a third faster so."""
    context: Floats
    """For the word before, itself and the word after: a row for each place and known name, and one
    of zeros."""
    layers: tuple[Layer, ...]
    out: Layer


@cache
def model() -> Model:
    """The weights that the package ships. Fails loudly where they are missing or wrong."""
    return read_weights("streams.extraction.entities", "data/tagger.npz", _read)


def _read(arrays: dict[str, NDArray[np.generic]]) -> Model:
    def wide(name: str) -> Floats:
        return arrays[name].astype(np.float32)

    def layer(name: str, dilation: int = 0) -> Layer:
        return Layer(wide(name), wide(f"{name}_bias"), dilation)

    words = arrays["vocabulary"].tobytes().decode("utf-8").split("\n")
    shares = arrays["vocabulary_shares"].tolist()
    tables = {
        name: arrays[f"table_{name}"].astype(np.float16)
        for name in ("word", "prefix", "suffix", "shape")
    }
    dilations: list[int] = arrays["dilations"].tolist()
    out = layer("out")
    if out.weights.shape[1] != len(LABELS):
        raise ValueError(f"{out.weights.shape[1]} labels, expected {len(LABELS)}")
    return Model(
        tables=tables,
        grams=wide("table_grams"),
        vectors=arrays["vectors"].astype(np.float16),
        short=wide("short"),
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
    """The sums of both tables, for every pair of them, by neighbour; a row of zeros behind them."""
    both = (place[:, None] + lexicon[None]).reshape(len(place) * len(lexicon), 3, -1)
    return np.ascontiguousarray(np.pad(both, ((0, 1), (0, 0), (0, 0))).transpose(1, 0, 2))


def is_common(word: str) -> bool:
    """Whether a word stands in small letters far more often than not."""
    return model().known.get(word.lower(), 0) == SHARES - 1


def is_word(word: str) -> bool:
    """Whether a word stands in small letters at all often."""
    return model().known.get(word.lower(), 0) >= A_WORD
