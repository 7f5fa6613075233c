"""Learns what a measured number is about: the weights of `streams.extraction.quantities.ranking`.

`python -m training.concepts --articles raw_articles.jsonl.gz --syntax syntax.jsonl
    --taught taught.jsonl --views FOLDER --out .../quantities/data/concepts.npz`

The body learns to parse first (`training.parse_learning`). Then there are 9,000 lessons of the
golden sentences (but those of LEFT_OUT, which only measure), of LESSONS, of the train part of
`training.real` and of `training.chosen`, and six times as many that are what a large transformer
(`training.reader`) says of sentences that nobody labelled. What is learnt is a softmax over the
candidates of each number, by their fields alone and in their sentence.
Distillation: Hinton et al., "Distilling the Knowledge in a Neural Network", 2015.
"""

import argparse
import copy
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.batches import batches
from training.concept_lessons import (
    Lesson,
    chosen_read,
    golden_read,
    lessons,
    real_read,
    taught_lessons,
)
from training.field_rows import Pair, rows_of
from training.parse_learning import learn_to_parse
from training.pupil import FIRST, UNSEEN, Body, Known, Pupil, arrays, batch_of, vector_rows
from training.syntax import Parsed, read_parsed
from training.views import Key, View, read_views

SEED = 0
TURNS = 2
"""How often a round meets each lesson by hand, for once each of the others."""
RARE_WORD = 8
"""Words that stand in fewer places of the parsed sentences have no row of their own."""
ORDERS = (0, 1)
"""Seeds of the orders in which the lessons are met: what is learnt in each is averaged (Wortsman et
al., "Model soups", 2022)."""
ROUNDS = 6
BATCH = 128
RATE, BODY_RATE = 1.5e-3, 7.5e-4
WARM_UP = 200
"""Steps in which the rates rise."""
BY_FIELDS_WEIGHT, VIEWS_WEIGHT = 0.5, 1.0


def known_of(sentences: Sequence[Parsed]) -> Known:
    """The words and tags that have a row of their own."""
    seen = Counter(text.lower() for sentence in sentences for text in sentence.texts)
    words = [word for word, times in seen.items() if times >= RARE_WORD]
    tags = sorted({tag for sentence in sentences for tag in sentence.tags})
    return Known(
        {word: row for row, word in enumerate(words, FIRST)},
        {tag: row for row, tag in enumerate(tags, 1)},
    )


def values_of(met: Sequence[Lesson], rows: dict[Pair, int]) -> Tensor:
    """The rows of all candidates' values, from 1 on; 0 for a value without one."""
    return torch.tensor(
        [
            [rows.get(pair, -1) + 1 for pair in enumerate(values)]
            for lesson in met
            for values in lesson.candidates
        ]
    )


def loss_of(weights: Tensor, met: Sequence[Lesson]) -> Tensor:
    """The cross entropy of what is chosen with what the lessons say."""
    sizes = [len(lesson.shares) for lesson in met]
    pad = nn.utils.rnn.pad_sequence
    chosen = pad(torch.split(weights, sizes), batch_first=True, padding_value=UNSEEN)
    right = pad([torch.tensor(lesson.shares) for lesson in met], batch_first=True)
    return -(right * chosen.log_softmax(1)).sum(1).mean()


def views_loss(seen: Tensor, met: Sequence[Lesson], views: Mapping[Key, View]) -> Tensor:
    """How far the views of tokens are from the teacher's, squared, where it has read them."""
    found = [views.get((tuple(lesson.sentence.texts), lesson.number)) for lesson in met]
    pairs = [(i, torch.from_numpy(np.array(v))) for i, v in enumerate(found) if v is not None]
    if not pairs:
        return torch.zeros(())
    far = [(seen[i, : len(view)] - view.float()).square().mean(1) for i, view in pairs]
    return torch.cat(far).mean()


def tokens_of(lesson: Lesson) -> int:
    return len(lesson.sentence.texts)


def learn(
    pupil: Pupil,
    known: Known,
    rows: dict[Pair, int],
    by_hand: Sequence[Lesson],
    taught: Sequence[Lesson],
    views: Mapping[Key, View],
    order: int,
) -> None:
    """Learns in rounds; the rates fall to nothing. `order`: the seed of the lessons' order."""
    torch.manual_seed(SEED)
    chance = random.Random(order)
    met = [*by_hand, *taught]
    vectors = vector_rows(sorted({t.lower() for own in met for t in own.sentence.texts}))
    body = list(pupil.body.parameters())
    inside = {id(weights) for weights in body}
    others = [weights for weights in pupil.parameters() if id(weights) not in inside]
    optimiser = torch.optim.Adam([{"params": body}, {"params": others}], lr=RATE)
    turns = [*by_hand] * TURNS + [*taught]
    plan = [part for _ in range(ROUNDS) for part in batches(turns, BATCH, tokens_of, chance)]
    began = time.time()
    for step, part in enumerate(plan, 1):
        share = min(1, step / WARM_UP) * (1 - step / (len(plan) + 1))
        for group, rate in zip(optimiser.param_groups, (BODY_RATE, RATE), strict=True):
            group["lr"] = rate * share
        words = batch_of([lesson.sentence for lesson in part], known, vectors)
        by_fields, in_sentence, seen = pupil(words, part, values_of(part, rows))
        loss = loss_of(in_sentence, part) + BY_FIELDS_WEIGHT * loss_of(by_fields, part)
        loss = loss + VIEWS_WEIGHT * views_loss(seen, part, views)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(pupil.parameters(), 1.0)
        optimiser.step()
        if step % 250 == 0:
            print(f"{step} of {len(plan)}: {loss.item():.3f}, {time.time() - began:.0f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help="those of training.real")
    parser.add_argument("--syntax", type=Path, required=True, help="what training.syntax wrote")
    parser.add_argument("--taught", type=Path, required=True, help="what training.reader wrote")
    parser.add_argument("--views", type=Path, required=True, help="the folder that it wrote")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    articles = arguments.articles
    sentences = read_parsed(arguments.syntax)
    known = known_of(sentences)
    body = Body(known)
    learn_to_parse(body, sentences, known)
    labelled = [*golden_read(), *real_read(articles), *chosen_read(articles)]
    by_hand = [lesson for sentence in labelled for lesson in lessons(sentence)]
    taught = list(taught_lessons(arguments.taught))
    print(f"{len(by_hand)} lessons by hand, {len(taught)} by the teacher")
    rows = rows_of(lesson.candidates for lesson in [*by_hand, *taught])
    beginning = Pupil(body, len(rows))
    views = read_views(arguments.views)
    pupils = [copy.deepcopy(beginning) for _ in ORDERS]
    for pupil, order in zip(pupils, ORDERS, strict=True):
        learn(pupil, known, rows, by_hand, taught, views, order)
    found = arrays(mean_of(pupils), known, list(rows))
    np.savez_compressed(arguments.out, allow_pickle=False, **found)


@torch.no_grad()
def mean_of(pupils: Sequence[Pupil]) -> Pupil:
    """The pupil whose weights are the means of several that began as one."""
    mean = copy.deepcopy(pupils[0])
    for own, *others in zip(mean.parameters(), *(p.parameters() for p in pupils[1:]), strict=True):
        own.copy_(torch.stack([own, *others]).mean(0))
    return mean


if __name__ == "__main__":
    main()
