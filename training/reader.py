"""A transformer that reads what a number is about: the teacher of `training.concepts`.

`python -m training.reader --numbers FOLDER --weights model.safetensors
    --tokeniser tokenizer.json --out taught.jsonl --views FOLDER`

MPNet (`training.encoder`) reads the sentence with the number marked in it; each candidate is
weighed by the vectors of its words, of what it names and of the number, beside the values that the
small network knows. It learns from what a parser said first, then from labels, in rounds, and says
of the numbers that nobody labelled how likely each candidate is, and of all what it makes of each
token (`training.views`). On a processor with bfloat16 three quarters of an hour on one core, and
half an hour to read (`training.numbers` makes the folder).
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from streams.extraction.quantities.encoder import CASES, case_of
from training.batches import batches
from training.encoder import PIECES, POSITIONS, WIDTH, Encoder, own_name
from training.field_rows import Pair, rows_of
from training.numbers import FILES
from training.views import SIZE, Key, View, write_views

SEED = 1
PARSED = 1500
"""Numbers that a parser said something of, read once, before the labelled ones."""
PARSED_WEIGHT = 0.3
ROUNDS = 3
BATCH = 32
RATE, HEAD_RATE = 6e-5, 1e-3
WARM_UP = 0.06
"""The share of the steps in which the rates rise."""
FROZEN = 4
"""Blocks of the transformer that stay as they are, with its tables of pieces and places."""
MEASURED = 1_500
"""Numbers whose sentences' vectors tell what their main axes are."""
PHRASE, FIELDS, HIDDEN = 256, 64, 128
FIELDS_DROPPED = 0.2
Span = list[int]


class Number(NamedTuple):
    """A number that is ready to be read: pieces of words, where it and its candidates are."""

    pieces: list[int]
    cases: list[int]
    at: list[int]
    tokens: list[list[int]]
    """The pieces of each token."""
    candidates: list[tuple[list[int], list[int]] | None]
    """The pieces of each candidate's words, and of what it names; None for nothing at all."""
    values: list[list[int]]
    right: list[int]
    weight: float


def ready(
    number: dict[str, Any], tokeniser: Tokenizer, rows: dict[Pair, int], weight: float
) -> Number:
    text = number["text"]
    encoded = tokeniser.encode(text)
    at = pieces_over(encoded.offsets, *number["number"])
    cases = [case_of(text[start:end]) for start, end in encoded.offsets]
    for i in at:
        cases[i] += CASES  # those of the number have rows of their own
    return Number(
        encoded.ids,
        cases,
        at,
        [pieces_over(encoded.offsets, *span) for span in number["tokens"]],
        [
            span
            and (
                pieces_over(encoded.offsets, *span[:2]),
                pieces_over(encoded.offsets, *span[2:]),
            )
            for span in number["candidates"]
        ],
        [[rows.get(pair, len(rows)) for pair in enumerate(values)] for values in number["values"]],
        number["right"],
        weight,
    )


def pieces_over(offsets: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    """The pieces over these characters; the sentence's first mark where there are none."""
    over = [i for i, (a, b) in enumerate(offsets) if a < min(b, end) and b > start]
    return over or [0]


class Reader(nn.Module):
    def __init__(self, encoder: Encoder, rows: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.nothing = nn.Parameter(0.02 * torch.randn(2 * WIDTH))
        self.phrase = nn.Linear(2 * WIDTH, PHRASE)
        self.number = nn.Linear(WIDTH, PHRASE)
        self.match = nn.Linear(PHRASE, PHRASE)
        self.fields = nn.EmbeddingBag(rows + 1, FIELDS, mode="sum", padding_idx=rows)
        nn.init.normal_(self.fields.weight, 0, 0.1)
        self.bias = nn.Parameter(torch.zeros(FIELDS))
        self.out = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(2 * PHRASE + FIELDS, HIDDEN), nn.GELU(),
            nn.Dropout(0.1), nn.Linear(HIDDEN, 1),
        )  # fmt: skip

    def forward(self, batch: Sequence[Number]) -> tuple[Tensor, ...]:
        """The weight of each candidate, for each number."""
        return self.weighed(self.read(batch), batch)

    def weighed(self, hidden: Tensor, batch: Sequence[Number]) -> tuple[Tensor, ...]:
        """The same, of the vectors of their sentences' pieces."""
        phrases, numbers, values = [], [], []
        for vectors, number in zip(hidden, batch, strict=True):
            own = vectors[number.at].mean(0)
            for places in number.candidates:
                phrases.append(
                    self.nothing if places is None
                    else torch.cat([vectors[part].mean(0) for part in places])
                )  # fmt: skip
                numbers.append(own)
            values += number.values
        phrase, number_ = self.phrase(torch.stack(phrases)), self.number(torch.stack(numbers))
        fields = self.fields(torch.tensor(values)) + self.bias
        fields = torch.relu(nn.functional.dropout(fields, FIELDS_DROPPED, self.training))
        both = self.match(phrase) * number_ / PHRASE**0.5
        scores = self.out(torch.cat([nn.functional.gelu(phrase + number_), both, fields], 1))
        sizes = [len(number.candidates) for number in batch]
        return tuple(torch.split(scores[:, 0], sizes))

    def read(self, batch: Sequence[Number]) -> Tensor:
        """A vector for each piece of each sentence."""
        longest = max(len(number.pieces) for number in batch)
        pieces = torch.ones(len(batch), longest, dtype=torch.long)
        cases = torch.zeros_like(pieces)
        for i, number in enumerate(batch):
            pieces[i, : len(number.pieces)] = torch.tensor(number.pieces)
            cases[i, : len(number.cases)] = torch.tensor(number.cases)
        lengths = torch.tensor([len(number.pieces) for number in batch])
        with torch.autocast("cpu", torch.bfloat16):
            hidden: Tensor = self.encoder(pieces, cases, lengths)
        return hidden.float()


def reader(weights: Path, rows: int) -> Reader:
    """With the published transformer; what stays as it is takes no gradient."""
    encoder = Encoder(PIECES, POSITIONS, 2 * CASES)
    saved = {own: value for name, value in load_file(weights).items() if (own := own_name(name))}
    missing, unexpected = encoder.load_state_dict(saved, strict=False)
    if missing != ["cases.weight"] or unexpected:
        raise SystemExit(f"{weights}: not MPNet's weights: {missing}, {unexpected}")
    model = Reader(encoder, rows)
    for part in (encoder.pieces, encoder.positions, encoder.distances, *encoder.blocks[:FROZEN]):
        part.requires_grad_(requires_grad=False)
    encoder.embedded.requires_grad_(requires_grad=False)
    return model


def pieces_of(number: Number) -> int:
    return len(number.pieces)


def learn(model: Reader, parsed: Sequence[Number], labelled: Sequence[Number]) -> None:
    """Learns from what the parser said, then from labels, in rounds; the rate falls to nothing."""
    chance = random.Random(SEED)
    plan = batches(parsed, BATCH, pieces_of, chance)
    for _ in range(ROUNDS):
        plan += batches(labelled, BATCH, pieces_of, chance)
    known = {id(p) for p in model.encoder.parameters()}
    wanted = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in wanted if id(p) in known], "weight_decay": 0.01},
        {"params": [p for p in wanted if id(p) not in known], "weight_decay": 0.0},
    ]
    optimiser = torch.optim.AdamW(groups, lr=RATE)
    began = time.time()
    for step, batch in enumerate(plan):
        share = min(1, (step + 1) / (WARM_UP * len(plan) + 1)) * (1 - step / len(plan))
        for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * share
        loss = loss_of(model, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(wanted, 1.0)
        optimiser.step()
        if step % 25 == 0:
            print(f"{step} of {len(plan)}: {loss.item():.3f}, {time.time() - began:.0f} s")


def loss_of(model: Reader, batch: Sequence[Number]) -> Tensor:
    """The negative logarithm of the probability of the right candidates: weighted mean."""
    losses = [
        -number.weight * torch.logsumexp(torch.log_softmax(scores, 0)[number.right], 0)
        for number, scores in zip(batch, model(batch), strict=True)
    ]
    return torch.stack(losses).sum() / sum(number.weight for number in batch)


def readings(model: Reader, numbers: Sequence[Number]) -> Iterator[tuple[int, list[float], Tensor]]:
    """For each number, in an order of the sentences' lengths, how likely each candidate is, and a
    vector for each token."""
    order = sorted(range(len(numbers)), key=lambda i: pieces_of(numbers[i]))
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        batch = [numbers[i] for i in part]
        with torch.inference_mode():
            hidden = model.read(batch)
            weights = model.weighed(hidden, batch)
        for i, own, vectors in zip(part, weights, hidden, strict=True):
            tokens = torch.stack([vectors[pieces].mean(0) for pieces in numbers[i].tokens])
            yield i, torch.softmax(own, 0).tolist(), tokens


class Axes(NamedTuple):
    """The main axes of the vectors of tokens."""

    mean: Tensor
    axes: Tensor
    """As columns, so that the views' numbers spread by about one."""

    def view(self, tokens: Tensor) -> View:
        view: View = ((tokens - self.mean) @ self.axes).numpy().astype(np.float16)
        return view


def axes_of(tokens: Tensor) -> Axes:
    """The first SIZE main axes."""
    mean = tokens.mean(0)
    _, spread, axes = torch.linalg.svd(tokens - mean, full_matrices=False)
    return Axes(mean, axes[:SIZE].T / (spread[:SIZE].mean() / len(tokens) ** 0.5))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """A file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--numbers", type=Path, required=True, help="what training.numbers made")
    parser.add_argument("--weights", type=Path, required=True, help="MPNet's")
    parser.add_argument("--tokeniser", type=Path, required=True, help="MPNet's")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--views", type=Path, required=True, help="a folder")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    labelled, parsed, asked = (read_lines(arguments.numbers / name) for name in FILES)
    labelled = [number for number in labelled if number["right"]]
    parsed = [number for number in parsed if number["right"]]
    parsed = random.Random(SEED).sample(parsed, min(PARSED, len(parsed)))
    tokeniser = Tokenizer.from_file(str(arguments.tokeniser))
    tokeniser.no_padding()
    tokeniser.no_truncation()
    rows = rows_of(number["values"] for number in labelled + parsed)
    model = reader(arguments.weights, len(rows))
    model.train()
    learn(
        model,
        [ready(number, tokeniser, rows, PARSED_WEIGHT) for number in parsed],
        [ready(number, tokeniser, rows, 1.0) for number in labelled],
    )
    model.eval()
    every = [ready(number, tokeniser, rows, 0.0) for number in [*asked, *labelled]]
    some = random.Random(SEED).sample(every, min(MEASURED, len(every)))
    axes = axes_of(torch.cat([tokens for _, _, tokens in readings(model, some)]))
    shares: dict[int, list[float]] = {}

    def views() -> Iterator[tuple[int, View]]:
        for i, shares[i], tokens in readings(model, every):
            yield i, axes.view(tokens)

    write_views(arguments.views, [key_of(number) for number in [*asked, *labelled]], views())
    with arguments.out.open("w", encoding="utf-8") as file:
        for i, number in enumerate(asked):
            kept = {name: number[name] for name in ("text", "number", "candidates")}
            likely = [round(share, 4) for share in shares[i]]
            file.write(json.dumps({**kept, "shares": likely}) + "\n")


def key_of(number: dict[str, Any]) -> Key:
    """A number by the tokens of its sentence and its own first and last."""
    starts, ends = zip(*number["tokens"], strict=True)
    words = tuple(number["text"][start:end] for start, end in number["tokens"])
    first, last = number["number"]
    return words, (starts.index(first), ends.index(last))


if __name__ == "__main__":
    main()
