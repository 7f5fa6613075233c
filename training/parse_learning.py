"""The pupil's body learns to parse, from what a parser says (`training.syntax`).

Each token's head is chosen by a product of two views of its vector and the others' (Dozat and
Manning, "Deep Biaffine Attention for Neural Dependency Parsing", 2017); its label and its part of
speech are read off the vector. Only the body is kept.
"""

import random
import time
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.batches import batches
from training.concept_lessons import Words
from training.pupil import UNSEEN, WIDTH, Body, Known, batch_of, vector_rows
from training.syntax import Parsed

SEED = 0
HELD = 1_500
"""Sentences that only measure."""
ROUNDS = 3
BATCH = 64
RATE = 0.002
WARM_UP = 200
"""Steps in which the rate rises."""
LABEL_WEIGHT, PART_WEIGHT = 0.5, 0.3
NO_HEAD = -1


class Parser(nn.Module):
    def __init__(self, body: Body, labels: int, parts: int) -> None:
        super().__init__()
        self.body = body
        self.above, self.below = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.labels, self.parts = nn.Linear(WIDTH, labels), nn.Linear(WIDTH, parts)


class Sentences:
    """Parsed sentences as numbers."""

    def __init__(self, sentences: Sequence[Parsed], known: Known) -> None:
        self.known = known
        self.rows = vector_rows(sorted({t.lower() for own in sentences for t in own.texts}))
        self.labels = numbered([label for own in sentences for label in own.labels])
        self.parts = numbered([part for own in sentences for part in own.parts])

    def losses(self, parser: Parser, part: Sequence[Parsed]) -> tuple[Tensor, Tensor]:
        """The loss on some sentences, and the share of heads that are right."""
        words = [Words(own.texts, own.tags) for own in part]
        states = parser.body(batch := batch_of(words, self.known, self.rows))
        heads, labels, parts = (torch.full_like(batch.words, NO_HEAD) for _ in range(3))
        for i, own in enumerate(part):
            heads[i, : len(own.heads)] = torch.tensor(own.heads)
            labels[i, : len(own.heads)] = torch.tensor([self.labels[x] for x in own.labels])
            parts[i, : len(own.heads)] = torch.tensor([self.parts[x] for x in own.parts])
        scores = parser.below(states) @ parser.above(states).transpose(1, 2) / WIDTH**0.5
        scores = scores.masked_fill((batch.words == 0)[:, None], UNSEEN)
        told = heads != NO_HEAD
        loss = nn.functional.cross_entropy(scores[told], heads[told])
        for weight, layer, right in (
            (LABEL_WEIGHT, parser.labels, labels),
            (PART_WEIGHT, parser.parts, parts),
        ):
            found = layer(states[told])
            loss = loss + weight * nn.functional.cross_entropy(found, right[told])
        return loss, (scores.argmax(-1) == heads)[told].float().mean()


def numbered(values: Sequence[str]) -> dict[str, int]:
    """A number for each value."""
    return {value: number for number, value in enumerate(sorted(set(values)))}


def tokens_of(sentence: Parsed) -> int:
    return len(sentence.texts)


def learn_to_parse(body: Body, sentences: Sequence[Parsed], known: Known) -> None:
    """Learns in rounds; the rate falls to nothing. Prints how many heads are right."""
    chance = random.Random(SEED)
    order = chance.sample(sentences, len(sentences))
    held, taught = order[:HELD], order[HELD:]
    numbers = Sentences(sentences, known)
    parser = Parser(body, len(numbers.labels), len(numbers.parts))
    optimiser = torch.optim.Adam(parser.parameters(), lr=RATE)
    plan = [part for _ in range(ROUNDS) for part in batches(taught, BATCH, tokens_of, chance)]
    began = time.time()
    for step, part in enumerate(plan, 1):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, step / WARM_UP) * (1 - step / (len(plan) + 1))
        loss, _ = numbers.losses(parser, part)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parser.parameters(), 1.0)
        optimiser.step()
        if step % 500 == 0 or step == len(plan):
            share = heads_right(parser, numbers, held)
            print(f"{step} of {len(plan)}: heads {share:.1f}, {time.time() - began:.0f} s")


def heads_right(parser: Parser, numbers: Sentences, held: Sequence[Parsed]) -> float:
    """The share of heads that are right, in percent."""
    parser.eval()
    with torch.inference_mode():
        parts = [held[i : i + BATCH] for i in range(0, len(held), BATCH)]
        right = [float(numbers.losses(parser, part)[1]) for part in parts]
    parser.train()
    return 100 * sum(right) / len(right)
