"""Each word of a sentence as it stands there: a small transformer, run in numpy.

Vaswani et al., "Attention Is All You Need", 2017, with what goes into a layer brought to one size
first (Xiong et al., "On Layer Normalization in the Transformer Architecture", 2020) and a bias for
how far two words are apart (Raffel et al., "Exploring the Limits of Transfer Learning", 2020).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.extraction.word_keys import word_keys

Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[np.generic]]
FARTHEST = 32
"""Words that are farther apart have one bias."""
LONGEST = 120
"""Tokens of a sentence that can be read: attention takes the square of their number."""
LARGEST = np.float32(80)
"""What weighs more weighs as much: e to the power of it is a number still, and so is a sum."""
TINY = np.float32(1e-5)


class Block(NamedTuple):
    """A layer. What is brought to one size, less its mean and divided by how far it is spread, is
    divided after it has been multiplied; the mean is taken out by the columns of `mixed` and
    `widened`, each of which adds up to nothing."""

    mixed: Floats
    """To queries, keys and values, side by side."""
    mixed_bias: Floats
    apart: Floats
    """A bias for each head and each two of LONGEST places."""
    merged: Floats
    merged_bias: Floats
    widened: Floats
    widened_bias: Floats
    narrowed: Floats
    narrowed_bias: Floats

    def read(self, x: Floats) -> Floats:
        count, width = x.shape
        mixed = x @ self.mixed
        mixed *= _by_spread(x)
        mixed += self.mixed_bias
        parts = mixed.reshape(count, 3, len(self.apart), -1)
        queries, keys, values = parts.transpose(1, 2, 0, 3)
        weights = queries @ keys.transpose(0, 2, 1)
        weights += self.apart[:, :count, :count]
        np.minimum(weights, LARGEST, out=weights)
        np.exp(weights, out=weights)
        attended = weights @ values
        attended /= weights.sum(axis=-1, keepdims=True)
        merged = attended.transpose(1, 0, 2).reshape(count, width) @ self.merged
        merged += self.merged_bias
        x = np.add(merged, x, out=merged)
        inner = x @ self.widened
        inner *= _by_spread(x)
        inner += self.widened_bias
        np.maximum(inner, 0, out=inner)
        x += inner @ self.narrowed
        x += self.narrowed_bias
        return x


class Encoder(NamedTuple):
    """What words, tags and cases are alone, and the layers."""

    words: dict[str, int]
    """The row of `table` of each word in small letters; another has the row of its `word_keys`."""
    table: NDArray[np.int8]
    scale: Floats
    """What a step of each column of `table` is worth."""
    tags: dict[str, int]
    """From 1 on; 0 is for none."""
    alone: Floats
    """A row for each tag and case: three cases of the first tag, then of the next."""
    blocks: tuple[Block, ...]

    def read(self, words: Sequence[str], texts: Sequence[str], tags: Sequence[str]) -> Floats:
        """A vector for each word of a sentence of up to LONGEST: `words` are `texts` in small
        letters."""
        rows = [row if (row := self.words.get(w)) is not None else _by_vector(w) for w in words]
        kinds = [
            3 * self.tags.get(tag, 0) + case_of(text) for tag, text in zip(tags, texts, strict=True)
        ]
        x: Floats = self.table.take(rows, axis=0) * self.scale
        x += self.alone.take(kinds, axis=0)
        for block in self.blocks:
            x = block.read(x)
        return x


def case_of(text: str) -> int:
    """0 of a word in small letters, 1 with a capital, 2 in capitals."""
    return 0 if not text[:1].isupper() else 2 if len(text) > 1 and text.isupper() else 1


def _by_spread(x: Floats) -> Floats:
    """One by the standard deviation of each row, as a column."""
    width = np.float32(x.shape[1])
    mean = x @ np.ones(x.shape[1], np.float32)
    mean /= width
    spread = np.einsum("ij,ij->i", x, x)
    spread /= width
    spread -= mean * mean
    spread += TINY
    by_spread: Floats = 1 / np.sqrt(spread)
    return by_spread[:, None]


def _laid_out(apart: Floats) -> Floats:
    """The biases of distances from -FARTHEST to FARTHEST, for each two of LONGEST places."""
    at = np.arange(LONGEST)
    return apart[:, (at[None] - at[:, None]).clip(-FARTHEST, FARTHEST) + FARTHEST]


@lru_cache(maxsize=20_000)
def _by_vector(word: str) -> int:
    """The row of a word that is known by its static vector alone."""
    rows, _ = word_keys().look_up([word])
    return int(rows[0])


def encoder_of(arrays: Arrays) -> Encoder:
    """The encoder in the arrays of a file. Raises KeyError or ValueError where they are not its."""
    words = _text(arrays["words"]).split("\n")
    table = arrays["word_table"].astype(np.int8)
    by_vector = len(table) - len(words)
    tags = _text(arrays["tags"])
    wide = {name: arrays[name].astype(np.float32) for name in arrays if name.startswith("block")}
    count = len({name.split("_", 1)[0] for name in wide})
    blocks = [
        Block(*(wide[f"block{number}_{field}"] for field in Block._fields))
        for number in range(count)
    ]
    blocks = [block._replace(apart=_laid_out(block.apart)) for block in blocks]
    return Encoder(
        {word: row for row, word in enumerate(words, by_vector)},
        table,
        arrays["word_scale"].astype(np.float32),
        {tag: number for number, tag in enumerate(tags, 1)},
        arrays["alone"].astype(np.float32),
        tuple(blocks),
    )


def _text(array: NDArray[np.generic]) -> str:
    return array.astype(np.uint8).tobytes().decode("utf-8")
