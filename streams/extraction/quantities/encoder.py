"""Each word of a sentence as it stands there: a small transformer, run in numpy.

Vaswani et al., "Attention Is All You Need", 2017, with what goes into a layer brought to one size
first (Xiong et al., "On Layer Normalization in the Transformer Architecture", 2020) and a bias for
how far two words are apart (Raffel et al., "Exploring the Limits of Transfer Learning", 2020).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streams.extraction.word_keys import word_keys

Floats = NDArray[np.float32]
Bounds = tuple[int, int]
"""The first row of a sentence, and the one behind its last."""
Arrays = Mapping[str, NDArray[np.generic]]
FARTHEST = 32
"""Words that are farther apart have one bias."""
LONGEST = 120
"""Tokens of a sentence that can be read: attention takes the square of their number."""
TOGETHER = 500
"""Words that go through the layers at once, and those of one sentence more: they stay in the
processor's cache."""
LARGEST = np.float32(80)
"""What weighs more weighs as much: e to the power of it is a number still, and so is a sum."""
TINY = np.float32(1e-5)
ONES = np.ones((LONGEST, 1), np.float32)
CASES = 3
"""Words in small letters, with a capital, in capitals."""


class Block(NamedTuple):
    """A layer. What is brought to one size (`_sized`) should have no mean either: the columns of
    `mixed` and `widened`, each of which adds up to nothing, take it out."""

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

    def read(self, x: Floats, bounds: Sequence[Bounds]) -> Floats:
        """The vectors `x` of sentences one behind another, changed by what stands in each."""
        mixed = _sized(x) @ self.mixed
        mixed += self.mixed_bias
        queries, keys, values = self._by_head(mixed, 3)
        attended = np.empty_like(x)
        for start, end in bounds:
            apart = self.apart[:, : end - start, : end - start]
            part = slice(start, end)
            attended[part] = _attended(queries[:, part], keys[:, part], values[:, part], apart)
        return self._changed(x, attended)

    def read_some(
        self, x: Floats, bounds: Sequence[Bounds], wanted: Sequence[Sequence[int]]
    ) -> Floats:
        """The same of some words alone: `wanted`, by sentence, counted from its first."""
        width = x.shape[1]
        rows = [start + i for (start, _), words in zip(bounds, wanted, strict=True) for i in words]
        some, sized = x.take(rows, axis=0), _sized(x)
        own = sized.take(rows, axis=0) @ self.mixed[:, :width]
        own += self.mixed_bias[:width]
        others = sized @ self.mixed[:, width:]
        others += self.mixed_bias[width:]
        (queries,), (keys, values) = self._by_head(own, 1), self._by_head(others, 2)
        attended = np.empty_like(some)
        first = 0
        for (start, end), words in zip(bounds, wanted, strict=True):
            part, mine = slice(start, end), slice(first, first + len(words))
            first += len(words)
            apart = self.apart[:, : end - start, : end - start].take(words, axis=1)
            attended[mine] = _attended(queries[:, mine], keys[:, part], values[:, part], apart)
        return self._changed(some, attended)

    def _by_head(self, mixed: Floats, count: int) -> Floats:
        """`count` values of each word that lie side by side, by value, head, word, column."""
        return mixed.reshape(len(mixed), count, len(self.apart), -1).transpose(1, 2, 0, 3)

    def _changed(self, x: Floats, attended: Floats) -> Floats:
        """The vectors `x` with what their words have taken from others, and what follows of it."""
        merged = attended @ self.merged
        merged += self.merged_bias
        merged += x
        inner = _sized(merged) @ self.widened
        inner += self.widened_bias
        np.maximum(inner, 0, out=inner)
        merged += inner @ self.narrowed
        merged += self.narrowed_bias
        return merged


class Words(NamedTuple):
    """A sentence that is to be read: a tag for each of its words."""

    texts: Sequence[str]
    lowers: Sequence[str]
    """The same in small letters."""
    tags: Sequence[str]
    wanted: Sequence[int]
    """The words whose vectors are asked for."""


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
    """A row for each tag and case: the cases of the first tag, then of the next."""
    blocks: tuple[Block, ...]

    def read(self, sentences: Sequence[Words]) -> list[Floats]:
        """A row for each wanted word of each sentence, in order; of up to LONGEST words.

        Many are read in less time than one by one: what they are multiplied with is fetched once.
        """
        found: list[Floats] = []
        first = 0
        while first < len(sentences):
            last, count = first, 0
            while last < len(sentences) and (last == first or count < TOGETHER):
                count += len(sentences[last].texts)
                last += 1
            found += self._read(sentences[first:last])
            first = last
        return found

    def _read(self, sentences: Sequence[Words]) -> list[Floats]:
        ends = list(accumulate(len(sentence.texts) for sentence in sentences))
        bounds = list(zip([0, *ends], ends, strict=False))
        wanted = [sentence.wanted for sentence in sentences]
        x = np.concatenate([self._alone(sentence) for sentence in sentences])
        *others, last = self.blocks
        for block in others:
            x = block.read(x, bounds)
        some = last.read_some(x, bounds, wanted)
        ends = list(accumulate(map(len, wanted)))
        return [some[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def _alone(self, sentence: Words) -> Floats:
        """What each word, its tag and its case are by themselves."""
        known, tags = self.words, self.tags
        rows = [
            row if (row := known.get(word)) is not None else _by_vector(word)
            for word in sentence.lowers
        ]
        kinds = [
            CASES * tags.get(tag, 0) + case_of(text)
            for tag, text in zip(sentence.tags, sentence.texts, strict=True)
        ]
        x: Floats = self.table.take(rows, axis=0) * self.scale
        x += self.alone.take(kinds, axis=0)
        return x


def case_of(text: str) -> int:
    """0 of a word in small letters, 1 with a capital, 2 in capitals."""
    return 0 if not text[:1].isupper() else 2 if len(text) > 1 and text.isupper() else 1


def _attended(queries: Floats, keys: Floats, values: Floats, apart: Floats) -> Floats:
    """What some words of a sentence take from all of it; all by head, word, column. A row for each
    of them."""
    weights = queries @ keys.transpose(0, 2, 1)
    weights += apart
    np.minimum(weights, LARGEST, out=weights)
    np.exp(weights, out=weights)
    attended: Floats = np.matmul(weights, values, dtype=np.float32)
    attended /= weights @ ONES[: keys.shape[1]]  # their sums, in a third of the time of `sum`
    by_word: Floats = attended.transpose(1, 0, 2).reshape(queries.shape[1], -1)
    return by_word


def _sized(x: Floats) -> Floats:
    """The rows, each divided by its standard deviation."""
    even = _even(x.shape[1])
    mean = x @ even
    spread = np.square(x) @ even
    spread -= mean * mean
    spread += TINY
    sized: Floats = np.divide(x, np.sqrt(spread, out=spread)[:, None])
    return sized


@lru_cache(maxsize=8)
def _even(width: int) -> Floats:
    """What a row of some width is multiplied with for its mean."""
    return np.full(width, 1 / width, np.float32)


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
    wide = {name: by_rows(arrays[name]) for name in arrays if name.startswith("block")}
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


def by_rows(array: NDArray[np.generic]) -> Floats:
    """The array with its rows one behind another: a product of few rows takes half the time."""
    return array.astype(np.float32, order="C")


def _text(array: NDArray[np.generic]) -> str:
    return array.astype(np.uint8).tobytes().decode("utf-8")
