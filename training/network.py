"""The tagger as a network of torch, over columns of numbers; `tagger.py` runs the same in numpy.

Residual, dilated convolutions (Strubell et al., "Fast and Accurate Entity Recognition with Iterated
Dilated Convolutions", 2017) over hashed features of words. Nothing here needs the rest of the
project, so that it runs on a machine that has torch alone.
"""

import copy
from typing import NamedTuple

import torch
from torch import Tensor, nn

SIZES = {"word": 64, "prefix": 32, "suffix": 32, "shape": 24, "grams": 64}
"""Dimensions of the tables of hashed features."""
AVERAGED = 0.02
"""What each look at the weights adds to their average."""


class Shape(NamedTuple):
    """What a network is built by."""

    rows: dict[str, int]
    """Of each hashed feature how many rows its table has."""
    extras: int
    """Columns of a word beside hashed features and vectors: flags, shares, cases."""
    places: int
    lexicon: int
    labels: int
    sources: int
    width: int = 128
    hidden: int = 640
    dilations: tuple[int, ...] = (4, 2, 1)


class Types(NamedTuple):
    """The features of every word that training meets, a row each."""

    rows: Tensor
    """Word, prefix, suffix, shape."""
    grams: Tensor
    """Rows of n-grams; what a short word lacks is the row after the last."""
    vectors: Tensor
    """Rows of the static vectors."""
    extras: Tensor

    def to(self, device: torch.device) -> "Types":
        return Types(*(column.to(device) for column in self))


class Tagger(nn.Module):
    def __init__(self, shape: Shape, vectors: Tensor, *, learns_vectors: bool = False) -> None:
        """`vectors`: the static vectors, which stay as they are unless `learns_vectors`."""
        super().__init__()
        self.shape = shape
        width = shape.width
        self.tables = nn.ModuleDict({
            name: nn.Embedding(shape.rows[name] + (name == "grams"), size,
                               padding_idx=shape.rows[name] if name == "grams" else None)
            for name, size in SIZES.items()
        })  # fmt: skip
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        # the row of the n-grams that a short word lacks stays as it was drawn: a hint at the length
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=not learns_vectors)
        size = sum(SIZES.values()) + vectors.shape[1] + shape.extras
        self.hidden = nn.Linear(size, shape.hidden)
        self.word = nn.Linear(shape.hidden, 4 * width)
        self.place = nn.Embedding(shape.places, 3 * width)
        self.lexicon = nn.Embedding(shape.lexicon, 3 * width)
        self.source = nn.Embedding(shape.sources + 1, 2 * width)
        for table in (self.place, self.lexicon, self.source):
            nn.init.normal_(table.weight, std=0.05)
        self.layers = nn.ModuleList(nn.Linear(3 * width, width) for _ in shape.dilations)
        self.out = nn.Linear(width, shape.labels)

    def words(self, types: Types, ids: Tensor, drop: float) -> Tensor:
        """The vectors of words. `drop`: the share of words that lack each of their features."""
        rows = types.rows[ids]
        parts = {
            name: self.tables[name](rows[:, i])
            for i, name in enumerate(("word", "prefix", "suffix", "shape"))
        }
        grams = types.grams[ids]
        counts = (grams < self.shape.rows["grams"]).sum(1, keepdim=True)
        parts["grams"] = self.tables["grams"](grams).sum(1) / counts
        parts["vectors"] = self.vectors(types.vectors[ids])
        parts["extras"] = types.extras[ids]
        if self.training:
            for name in ("word", "grams", "vectors", "extras"):
                keep = torch.rand(len(ids), 1, device=ids.device) > drop
                parts[name] = parts[name] * keep
        x = torch.cat(list(parts.values()), 1)
        word: Tensor = self.word(torch.relu(self.hidden(x)))
        return word

    def forward(self, types: Types, batch: dict[str, Tensor], drop: float = 0.0) -> Tensor:
        width = self.shape.width
        ids, inverse = torch.unique(batch["words"], return_inverse=True)
        word = self.words(types, ids, drop)[inverse]
        near = word[..., : 3 * width] + self.place(batch["places"]) + self.lexicon(batch["lexicon"])
        style = self.source(batch["source"])[:, None]
        before, same, after = near.split(width, dim=2)
        same = same + style[..., :width]
        h = same + nn.functional.pad(before, (0, 0, 1, 0))[:, :-1]
        h = torch.relu(h + nn.functional.pad(after, (0, 0, 0, 1))[:, 1:])
        h = h + word[..., 3 * width :] + style[..., width:]
        for layer, dilation in zip(self.layers, self.shape.dilations, strict=True):
            if self.training:
                h = nn.functional.dropout(h, 0.15)
            padded = nn.functional.pad(h, (0, 0, dilation, dilation))
            n = h.shape[1]
            near = torch.cat([padded[:, :n], h, padded[:, 2 * dilation : 2 * dilation + n]], dim=2)
            h = h + torch.relu(layer(near))
        if self.training:
            h = nn.functional.dropout(h, 0.2)
        out: Tensor = self.out(h)
        return out


class Average:
    """The weights' moving average, which is what is kept (Polyak and Juditsky, 1992)."""

    def __init__(self, model: Tagger) -> None:
        self.model = copy.deepcopy(model)
        self.steps = 0

    @torch.no_grad()
    def take(self, model: Tagger) -> None:
        self.steps += 1
        share = max(1 / self.steps, AVERAGED)
        for kept, now in zip(self.model.parameters(), model.parameters(), strict=True):
            kept.lerp_(now, share)
