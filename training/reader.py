"""A transformer that reads what a number is about: the teacher of `training.concepts`.

`python -m training.reader --numbers FOLDER --weights model.safetensors
    --tokeniser tokenizer.json --out taught.jsonl`

MPNet (`training.encoder`) reads the sentence with the number marked in it; each candidate is
weighed by the vectors of its words, of what it names and of the number, beside the values that the
small network knows. It learns from what a parser said first, then from labels, in rounds, and says
of the numbers that nobody labelled how likely each candidate is. On a processor with bfloat16
three quarters of an hour on one core, and a quarter to read (`training.numbers` makes the folder).
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.encoder import PIECES, POSITIONS, WIDTH, Encoder, own_name
from training.numbers import FILES

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
RARE = 5
"""Values of fewer candidates have no row."""
PHRASE, FIELDS, HIDDEN = 256, 64, 128
FIELDS_DROPPED = 0.2
CASES = 3
"""Words in small letters, with a capital, in capitals; and the same again for the number's."""

Span = list[int]


class Number(NamedTuple):
    """A number that is ready to be read: pieces of words, where it and its candidates are."""

    pieces: list[int]
    cases: list[int]
    at: list[int]
    candidates: list[tuple[list[int], list[int]] | None]
    """The pieces of each candidate's words, and of what it names; None for nothing at all."""
    values: list[list[int]]
    right: list[int]
    weight: float


def rows_of(numbers: Sequence[dict[str, Any]]) -> dict[tuple[int, str], int]:
    """The row of each value of each field that is not too rare."""
    seen = Counter(
        pair for number in numbers for values in number["values"] for pair in enumerate(values)
    )
    kept = [pair for pair, times in seen.items() if times >= RARE]
    return {pair: row for row, pair in enumerate(kept)}


def ready(
    number: dict[str, Any], tokeniser: Tokenizer, rows: dict[tuple[int, str], int], weight: float
) -> Number:
    text = number["text"]
    encoded = tokeniser.encode(text)
    at = pieces_over(encoded.offsets, *number["number"])
    cases = [_case(text[start:end]) for start, end in encoded.offsets]
    for i in at:
        cases[i] += CASES
    return Number(
        encoded.ids,
        cases,
        at,
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


def _case(word: str) -> int:
    return 0 if not word[:1].isupper() else 2 if len(word) > 1 and word.isupper() else 1


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
        hidden = self._read(batch)
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

    def _read(self, batch: Sequence[Number]) -> Tensor:
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


def batches(numbers: Sequence[Number], chance: random.Random) -> list[list[Number]]:
    """Numbers in groups of about one length, shuffled."""
    order = chance.sample(numbers, len(numbers))
    parts = []
    for start in range(0, len(order), 20 * BATCH):
        part = sorted(order[start : start + 20 * BATCH], key=lambda number: len(number.pieces))
        parts += [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
    chance.shuffle(parts)
    return parts


def learn(model: Reader, parsed: Sequence[Number], labelled: Sequence[Number]) -> None:
    """Learns from what the parser said, then from labels, in rounds; the rate falls to nothing."""
    chance = random.Random(SEED)
    plan = batches(parsed, chance)
    for _ in range(ROUNDS):
        plan += batches(labelled, chance)
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


def shares(model: Reader, numbers: Sequence[Number]) -> Iterator[list[float]]:
    """How likely each candidate is, for each number, in their order."""
    order = sorted(range(len(numbers)), key=lambda i: len(numbers[i].pieces))
    out: dict[int, list[float]] = {}
    with torch.inference_mode():
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            for i, scores in zip(part, model([numbers[i] for i in part]), strict=True):
                out[i] = torch.softmax(scores, 0).tolist()
    return (out[i] for i in range(len(numbers)))


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
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    labelled, parsed, asked = (read_lines(arguments.numbers / name) for name in FILES)
    labelled = [number for number in labelled if number["right"]]
    parsed = [number for number in parsed if number["right"]]
    parsed = random.Random(SEED).sample(parsed, min(PARSED, len(parsed)))
    tokeniser = Tokenizer.from_file(str(arguments.tokeniser))
    tokeniser.no_padding()
    tokeniser.no_truncation()
    rows = rows_of(labelled + parsed)
    model = reader(arguments.weights, len(rows))
    model.train()
    learn(
        model,
        [ready(number, tokeniser, rows, PARSED_WEIGHT) for number in parsed],
        [ready(number, tokeniser, rows, 1.0) for number in labelled],
    )
    model.eval()
    read = shares(model, [ready(number, tokeniser, rows, 0.0) for number in asked])
    with arguments.out.open("w", encoding="utf-8") as file:
        for number, likely in zip(asked, read, strict=True):
            kept = {name: number[name] for name in ("text", "number", "candidates")}
            file.write(json.dumps({**kept, "shares": [round(share, 4) for share in likely]}) + "\n")


if __name__ == "__main__":
    main()
