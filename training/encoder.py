"""A transformer that reads news, MPNet: the large teacher's body, in torch alone.

Song et al., "MPNet: Masked and Permuted Pre-training for Language Understanding", 2020. Its weights
(all-mpnet-base-v2, Apache-2.0) know small letters alone, so that each word's case is a table of its
own, which begins at nothing.
"""

import math

import torch
from torch import Tensor, nn

WIDTH, HEADS, INNER, LAYERS = 768, 12, 3072, 12
PIECES, POSITIONS = 30_527, 514
BUCKETS, FARTHEST = 32, 128
FIRST_POSITION = 2
"""Positions count from behind the padding's."""
DROPPED = 0.1
UNSEEN = -1e4
"""What padding weighs, before the softmax."""


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.merge = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attended, self.done = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = (
            part(x).view(b, n, HEADS, -1).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        # no dropping out of attention: on a CPU it costs more than half of a step
        y = nn.functional.scaled_dot_product_attention(q, k, v, bias)
        y = self.merge(y.transpose(1, 2).reshape(b, n, WIDTH))
        x = self.attended(x + nn.functional.dropout(y, DROPPED, self.training))
        y = self.narrow(nn.functional.gelu(self.widen(x)))
        out: Tensor = self.done(x + nn.functional.dropout(y, DROPPED, self.training))
        return out


class Encoder(nn.Module):
    """Pieces of words to vectors of WIDTH."""

    def __init__(self, pieces: int, positions: int, cases: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.cases = nn.Embedding(cases, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.embedded = nn.LayerNorm(WIDTH)
        self.distances = nn.Embedding(BUCKETS, HEADS)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))

    def forward(self, pieces: Tensor, cases: Tensor, lengths: Tensor | None = None) -> Tensor:
        """`pieces`, `cases`: batch by length; what is behind `lengths` is padding."""
        n = pieces.shape[1]
        at = torch.arange(n, device=pieces.device)
        x = self.pieces(pieces) + self.positions(at + FIRST_POSITION) + self.cases(cases)
        x = nn.functional.dropout(self.embedded(x), DROPPED, self.training)
        # what distances mean stays as it was learnt: a bias without a gradient is quick
        bias = self.distances(buckets(at[None] - at[:, None])).detach().permute(2, 0, 1)[None]
        if lengths is not None:
            padding = (at >= lengths[:, None])[:, None, None]
            bias = bias.expand(len(pieces), -1, -1, -1).masked_fill(padding, UNSEEN)
        if torch.is_autocast_enabled(x.device.type):
            bias = bias.to(torch.get_autocast_dtype(x.device.type)).contiguous()
        for block in self.blocks:
            x = block(x, bias)
        return x


def buckets(distance: Tensor) -> Tensor:
    """The row of `distances` for each distance: near ones have one each, far ones share (Raffel et
    al., "Exploring the Limits of Transfer Learning", 2020)."""
    half = BUCKETS // 2
    away = (-distance).abs()
    exact = half // 2
    far = (
        exact
        + (
            (away.clamp(min=1).float() / exact).log() / math.log(FARTHEST / exact) * (half - exact)
        ).long()
    )
    near = torch.where(away < exact, away, far.clamp(max=half - 1))
    return near + half * (distance > 0)


NAMES = {
    "embeddings.word_embeddings.weight": "pieces.weight",
    "embeddings.position_embeddings.weight": "positions.weight",
    "embeddings.LayerNorm": "embedded",
    "encoder.relative_attention_bias.weight": "distances.weight",
    "attention.attn.q": "query", "attention.attn.k": "key", "attention.attn.v": "value",
    "attention.attn.o": "merge", "attention.LayerNorm": "attended",
    "intermediate.dense": "widen", "output.dense": "narrow", "output.LayerNorm": "done",
}  # fmt: skip


def own_name(name: str) -> str | None:
    """Our name of a weight of the published model; None for what is not used."""
    name = name.removeprefix("mpnet.")
    for theirs, ours in NAMES.items():
        if not name.startswith("encoder.layer."):
            if name.startswith(theirs):
                return name.replace(theirs, ours)
            continue
        number, _, rest = name.removeprefix("encoder.layer.").partition(".")
        if rest.startswith(f"{theirs}."):
            return f"blocks.{number}.{rest.replace(theirs, ours)}"
    return None
