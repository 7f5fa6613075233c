"""The network that ships, while it learns: `streams.extraction.quantities.network`, in torch.

The body, a transformer of three layers, learns to parse first (`training.syntax`); then all learns
to choose. `arrays` are what the package's file holds.
"""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from streams.extraction.entities.weights import model as tagger
from streams.extraction.quantities.encoder import CASES, FARTHEST, case_of
from streams.extraction.word_keys import word_keys
from training.concept_lessons import Lesson, Words
from training.field_rows import Pair
from training.views import SIZE

WIDTH, LAYERS, HEADS, INNER = 96, 3, 4, 192
HIDDEN = 96
"""Columns of the table of fields."""
BOTH = 32
"""Columns of what a candidate and a number are multiplied in."""
DROPPED, DROPPED_BELOW = 0.3, 0.1
"""Shares of numbers that a step leaves out before the end, and in the body."""
WORDS_DROPPED = 0.1
"""The share of words that a step takes for unknown ones."""
UNKNOWN, FIRST = 1, 2
"""The rows of a word that is not known, and of the first that is; row 0 is for padding."""
UNSEEN = -1e4
"""What weighs nothing, before a softmax."""
STEPS_OF_SCALE = 127


class Known(NamedTuple):
    """What has a row of its own."""

    words: dict[str, int]
    tags: dict[str, int]


class Batch(NamedTuple):
    """Sentences side by side; what is behind their ends has word 0."""

    words: Tensor
    vectors: Tensor
    """Rows of the tagger's vectors."""
    tags: Tensor
    cases: Tensor


def batch_of(sentences: Sequence[Words], known: Known, vector_rows: dict[str, int]) -> Batch:
    shape = len(sentences), max(len(sentence.texts) for sentence in sentences)
    columns = np.zeros((4, *shape), np.int64)
    for i, (texts, own) in enumerate(sentences):
        lowers = [text.lower() for text in texts]
        columns[0, i, : len(texts)] = [known.words.get(word, UNKNOWN) for word in lowers]
        columns[1, i, : len(texts)] = [vector_rows[word] for word in lowers]
        columns[2, i, : len(texts)] = [known.tags.get(tag, 0) for tag in own]
        columns[3, i, : len(texts)] = [case_of(text) for text in texts]
    return Batch(*map(torch.from_numpy, columns))


def vector_rows(words: Sequence[str]) -> dict[str, int]:
    """The row of the tagger's vectors for each word in small letters."""
    rows, _ = word_keys().look_up(words)
    return dict(zip(words, rows.tolist(), strict=True))


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.mixed, self.merged = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.widened, self.narrowed = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.apart = nn.Parameter(torch.zeros(HEADS, 2 * FARTHEST + 1))

    def forward(self, x: Tensor, seen: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.mixed(self.before(x)).view(b, n, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        at = torch.arange(n)
        bias = self.apart[:, (at[None] - at[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST][None]
        bias = bias.masked_fill(~seen[:, None, None, :], UNSEEN)
        y = nn.functional.scaled_dot_product_attention(q, k, v, bias)
        y = self.merged(y.transpose(1, 2).reshape(b, n, WIDTH))
        x = x + nn.functional.dropout(y, DROPPED_BELOW, self.training)
        y = self.narrowed(torch.relu(self.widened(self.between(x))))
        return x + nn.functional.dropout(y, DROPPED_BELOW, self.training)


class Body(nn.Module):
    """Words to vectors."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        vectors = torch.from_numpy(tagger().vectors.astype(np.float32))
        self.register_buffer("vectors", vectors / vectors.std(), persistent=False)
        self.words = nn.Embedding(len(known.words) + FIRST, WIDTH, padding_idx=0)
        self.tags = nn.Embedding(len(known.tags) + 1, WIDTH, padding_idx=0)
        self.cases = nn.Embedding(CASES, WIDTH)
        for table in (self.words, self.tags, self.cases):
            nn.init.normal_(table.weight, 0, 0.1)
        with torch.no_grad():
            self.words.weight[0] = self.tags.weight[0] = 0
        self.vector = nn.Linear(vectors.shape[1], WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))

    def forward(self, batch: Batch) -> Tensor:
        words, seen = batch.words, batch.words > 0
        if self.training:
            lost = (torch.rand(words.shape) < WORDS_DROPPED) & seen
            words = torch.where(lost, UNKNOWN, words)
        x = self.words(words) + self.vector(self.vectors[batch.vectors])
        x = x + self.tags(batch.tags) + self.cases(batch.cases)
        x = nn.functional.dropout(x, DROPPED_BELOW, self.training)
        for block in self.blocks:
            x = block(x, seen)
        return x * seen[..., None]


class Pupil(nn.Module):
    def __init__(self, body: Body, values: int) -> None:
        super().__init__()
        self.body = body
        self.fields = nn.EmbeddingBag(values + 1, HIDDEN, mode="sum", padding_idx=0)
        nn.init.normal_(self.fields.weight, 0, 0.1)
        with torch.no_grad():
            self.fields.weight[0] = 0
        self.fields_bias = nn.Parameter(torch.zeros(HIDDEN))
        self.by_fields = nn.Linear(HIDDEN, 1, bias=False)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        self.phrase = nn.Linear(2 * WIDTH, HIDDEN + BOTH, bias=False)
        self.number = nn.Linear(WIDTH, HIDDEN + BOTH, bias=False)
        self.both = nn.Linear(BOTH, HIDDEN)
        self.nothing = nn.Parameter(torch.zeros(2 * WIDTH))
        self.view = nn.Linear(WIDTH, SIZE)
        """What the teacher makes of each token: learnt as well, and not kept."""

    def forward(
        self, batch: Batch, lessons: Sequence[Lesson], values: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The weights of all candidates of some numbers, one behind another: by their fields alone,
        and in their sentences; and the views of their sentences' tokens."""
        fields = self.fields(values) + self.fields_bias
        by_fields = self.by_fields(self._thinned(fields))[:, 0]
        states = self.body(batch)
        before = torch.cat([torch.zeros(len(states), 1, WIDTH), states.cumsum(1)], 1)
        of = torch.tensor([i for i, own in enumerate(lessons) for _ in own.candidates])
        nothing = torch.tensor([place is None for own in lessons for place in own.places])
        first, last = torch.tensor(
            [place or (0, 0) for own in lessons for place in own.places]
        ).unbind(1)
        phrase = torch.cat([states[of, last], _means(before, of, first, last)], 1)
        phrase = self.phrase(torch.where(nothing[:, None], self.nothing, phrase))
        at = torch.arange(len(lessons))
        number = self.number(_means(before, at, *torch.tensor([o.number for o in lessons]).T))[of]
        both = self.both(phrase[:, HIDDEN:] * number[:, HIDDEN:])
        sums = fields + phrase[:, :HIDDEN] + number[:, :HIDDEN] + both
        return by_fields, self.out(self._thinned(sums))[:, 0], self.view(states)

    def _thinned(self, sums: Tensor) -> Tensor:
        return nn.functional.dropout(torch.relu(sums), DROPPED, self.training)


def _means(before: Tensor, of: Tensor, first: Tensor, last: Tensor) -> Tensor:
    return (before[of, last + 1] - before[of, first]) / (last - first + 1)[:, None]


def arrays(pupil: Pupil, known: Known, values: Sequence[Pair]) -> dict[str, NDArray[Any]]:
    """What the package's file holds. `values`: the field and value of each row but the first."""
    body = pupil.body
    table = _numbers(pupil.fields.weight)[1:]
    fields = np.array([field for field, _ in values])
    table[fields == 0] += _numbers(pupil.fields_bias)
    alone = _numbers(body.tags.weight)[:, None] + _numbers(body.cases.weight)[None]
    found: dict[str, NDArray[Any]] = {
        "fields": np.array([fields.max() + 1]),
        "of_field": fields,
        "values": np.array([value for _, value in values]),
        "by_fields": _numbers(pupil.by_fields.weight)[0],
        "out": _numbers(pupil.out.weight)[0],
        "match_phrase": _numbers(pupil.phrase.weight).T,
        "match_number": _numbers(pupil.number.weight).T,
        "match_bias": _numbers(pupil.both.bias),
        "match_both": _numbers(pupil.both.weight).T,
        "match_nothing": _numbers(pupil.nothing),
        "tags": _bytes("".join(known.tags)),
        "alone": alone.reshape(-1, WIDTH),
        "words": _bytes("\n".join(known.words)),
    }
    for number, block in enumerate(body.blocks):
        found |= {f"block{number}_{name}": part for name, part in _block(block).items()}
    found = {
        name: part.astype(np.float16) if part.dtype == np.float32 else part
        for name, part in found.items()
    }
    for name, rows in (("table", table), ("word_table", _word_rows(body, known))):
        scale = np.abs(rows).max(axis=0) / STEPS_OF_SCALE
        found[name] = np.round(rows / scale).astype(np.int8)
        found["scale" if name == "table" else "word_scale"] = scale
    return found


def _word_rows(body: Body, known: Known) -> NDArray[np.float32]:
    """A row for each static vector, of a word that is not known, and then for each word that is."""
    vectors = vector_rows(list(known.words))
    count = len(body.vectors)
    own = [UNKNOWN] * count + list(known.words.values())
    rows = [*range(count), *(vectors[word] for word in known.words)]
    with torch.inference_mode():
        table = body.words.weight[own] + body.vector(body.vectors[rows])
    return _numbers(table)


def _block(block: Block) -> dict[str, NDArray[np.float32]]:
    """A layer with what its parts are brought to one size by, and the size of queries, in the
    weights behind."""
    found = {"apart": _numbers(block.apart)}
    for name, part, before in (
        ("mixed", block.mixed, block.before),
        ("merged", block.merged, None),
        ("widened", block.widened, block.between),
        ("narrowed", block.narrowed, None),
    ):
        weights, bias = _numbers(part.weight).T, _numbers(part.bias)
        if before is not None:
            bias = bias + _numbers(before.bias) @ weights
            weights = _numbers(before.weight)[:, None] * weights
            weights -= weights.mean(axis=0)  # takes out the mean of what is multiplied
        if name == "mixed":
            size = np.float32(math.sqrt(WIDTH // HEADS))
            weights = np.concatenate([weights[:, :WIDTH] / size, weights[:, WIDTH:]], axis=1)
            bias = np.concatenate([bias[:WIDTH] / size, bias[WIDTH:]])
        found |= {name: weights, f"{name}_bias": bias}
    return found


def _numbers(values: Tensor) -> NDArray[np.float32]:
    found: NDArray[np.float32] = values.detach().numpy().copy()
    return found


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), np.uint8)
