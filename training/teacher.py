"""A large teacher: a transformer learns from labelled sets and from smaller teachers, and says how
likely each label is of each word that the tagger will learn from.

`python -m training.teacher --material FILE --weights model.safetensors --out soft.npz`

Every set and every smaller teacher labels in its own way: what they share is one head, what is each
one's own a difference of it, and the shared head is what counts in the end. Distillation: Hinton et
al., "Distilling the Knowledge in a Neural Network", 2015. It wants a GPU: minutes there are days on
a CPU.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from training.encoder import PIECES, POSITIONS, WIDTH, Encoder, own_name
from training.judge import judged
from training.material import ALONE, CASES, Array, Material, Stream, load

SEED = 20
LENGTH, BATCH = 384, 28
"""Pieces of a window, windows of a step."""
MARGIN = 64
"""Pieces at the edges of a window that a neighbouring window reads with more context."""
RATE, HEAD_RATE = 6e-5, 1e-3
SHARED = 0.35
"""The share of windows that train the shared head alone."""
GOLD_TURNS = 1.5
"""How often the labelled sets are read for each reading of the articles."""
TOP = 4
"""Labels of each word that are kept."""
BOUNDARY_PIECE = 2


class Pieces(NamedTuple):
    """A stream as pieces of words."""

    pieces: Tensor
    cases: Tensor
    targets: dict[str, Tensor]
    """By column of targets: the set at the first piece of each wanted word, -1 elsewhere."""
    sources: Tensor
    first: Tensor
    """Of each word the place of its first piece."""

    def __len__(self) -> int:
        return len(self.pieces)


def laid_out(
    material: Material, stream: Stream, columns: tuple[str, ...], device: torch.device
) -> Pieces:
    """The words' pieces one after another."""
    types, words = material.types, stream.columns["words"]
    counts = types["piece_counts"].astype(np.int64)
    starts = np.cumsum(counts) - counts
    count = counts[words]
    first = np.cumsum(count) - count
    inside = np.arange(int(count.sum())) - np.repeat(first, count)
    pieces = types["pieces"][np.repeat(starts[words], count) + inside]
    wanted = stream.columns["wanted"]
    targets = {}
    for name in columns:
        at = np.full(len(pieces), -1, np.int16)
        at[first[wanted]] = stream.columns[name][wanted]
        targets[name] = torch.from_numpy(at).to(device)
    sources = np.repeat(np.repeat(stream.sources, stream.lengths), count)
    return Pieces(
        torch.from_numpy(pieces.astype(np.int32)).to(device),
        torch.from_numpy(np.repeat(types["case"][words], count)).to(device),
        targets,
        torch.from_numpy(sources).to(device),
        torch.from_numpy(first).to(device),
    )


def part(stream: Stream, chosen: Array) -> Stream:
    """The documents that are chosen."""
    places = np.repeat(chosen, stream.lengths)
    columns = {name: column[places] for name, column in stream.columns.items()}
    return Stream(columns, stream.lengths[chosen], stream.sources[chosen])


class Teacher(nn.Module):
    def __init__(self, encoder: Encoder, labels: int, ways: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.shared = nn.Linear(WIDTH, labels)
        self.own = nn.Parameter(torch.zeros(ways, WIDTH, labels))

    def scores(self, hidden: Tensor, way: int | None) -> Tensor:
        out: Tensor = self.shared(hidden)
        return out if way is None else out + hidden @ self.own[way]


def loss_of(logits: Tensor, targets: Tensor, masks: Tensor) -> Tensor:
    """Sum of the negative logarithms of the probability of the allowed labels."""
    scores = torch.log_softmax(logits.float(), -1)
    return -torch.logsumexp(scores + masks[targets.long()], -1).sum()


def windows(count: int, generator: torch.Generator) -> Tensor:
    """Starts of windows over a stream, shuffled, from a random first place on."""
    offset = int(torch.randint(min(LENGTH, max(count - LENGTH, 1)), (1,), generator=generator))
    starts = torch.arange(offset, count - LENGTH, LENGTH)
    return starts[torch.randperm(len(starts), generator=generator)]


def step_loss(model: Teacher, stream: Pieces, starts: Tensor, masks: Tensor) -> Tensor:
    """The loss of some windows: mean over the words that have targets, and over their ways."""
    device = stream.pieces.device
    at = starts.to(device)[:, None] + torch.arange(LENGTH, device=device)
    hidden = model.encoder(stream.pieces[at], stream.cases[at].long())
    alone = torch.rand(len(starts), 1, device=device) < SHARED
    total = torch.zeros((), device=device)
    count = 0
    sources = stream.sources[at]
    for name, column in stream.targets.items():
        targets = column[at]
        marked = targets >= 0
        count += int(marked.sum())
        rows = marked & alone
        if rows.any():
            total = total + loss_of(model.scores(hidden[rows], None), targets[rows], masks)
        if name in ALONE:
            ways = [(ALONE.index(name), marked & ~alone)]
        else:
            ways = [
                (len(ALONE) + s, marked & ~alone & (sources == s))
                for s in torch.unique(sources).tolist()
            ]
        for way, rows in ways:
            if rows.any():
                total = total + loss_of(model.scores(hidden[rows], way), targets[rows], masks)
    return total / max(count, 1)


@torch.no_grad()
def probabilities(
    model: Teacher, stream: Pieces, wanted: Array, ways: Sequence[int | None]
) -> tuple[Array, Array]:
    """The TOP labels of each wanted word and their probabilities, the mean of some ways of
    labelling, in the order of the words."""
    model.eval()
    device = stream.pieces.device
    inner = LENGTH - 2 * MARGIN
    count = len(stream)
    places = stream.first[torch.from_numpy(np.flatnonzero(wanted)).to(device)]
    labels = torch.zeros(count, TOP, dtype=torch.uint8, device=device)
    shares = torch.zeros(count, TOP, dtype=torch.uint8, device=device)
    mark = torch.zeros(count, dtype=torch.bool, device=device)
    mark[places] = True
    starts = torch.arange(-MARGIN, count, inner, device=device)
    for some in starts.split(4 * BATCH):
        at = some[:, None] + torch.arange(LENGTH, device=device)
        valid = (at >= 0) & (at < count)
        at = at.clamp(0, count - 1)
        valid[:, :MARGIN] &= False
        valid[:, -MARGIN:] &= False
        pieces = torch.where(at == at.clamp(0, count - 1), stream.pieces[at], BOUNDARY_PIECE)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            hidden = model.encoder(pieces, stream.cases[at].long())
        rows = valid & mark[at]
        read = hidden[rows].float()
        found = torch.stack([torch.softmax(model.scores(read, way), -1) for way in ways]).mean(0)
        best = found.topk(TOP, -1)
        labels[at[rows]] = best.indices.to(torch.uint8)
        shares[at[rows]] = (best.values * 255).round().to(torch.uint8)
    model.train()
    return labels[places].cpu().numpy(), shares[places].cpu().numpy()


def best_of(model: Teacher, held: Pieces, wanted: Array, ways: Sequence[int | None]) -> Array:
    """The likeliest label of each place, 0 where no name can be."""
    labels, _ = probabilities(model, held, wanted, ways)
    best = np.zeros(len(wanted), np.int64)
    best[wanted] = labels[:, 0]
    return best


def read_weights(encoder: Encoder, path: Path) -> None:
    """Weights of the published model, or a packed copy: rows of bytes with a scale each."""
    if path.suffix == ".npz":
        with np.load(path) as arrays:
            state = {
                name: torch.from_numpy(
                    arrays[name].astype(np.float32)
                    * (arrays[f"{name}/scale"] if f"{name}/scale" in arrays.files else 1)
                )
                for name in arrays.files
                if not name.endswith("/scale")
            }
    else:
        from safetensors.torch import load_file

        named = {own_name(name): weight for name, weight in load_file(path).items()}
        state = {name: weight for name, weight in named.items() if name}
    missing = encoder.load_state_dict(state, strict=False)
    if missing.missing_keys != ["cases.weight"] or missing.unexpected_keys:
        raise ValueError(f"{path}: {missing}")


def taught(
    model: Teacher, gold: Pieces, articles: Pieces, masks: Tensor, seconds: float, turns: float
) -> None:
    """Trains for so many readings of the articles, or so many seconds if they end first."""
    generator = torch.Generator().manual_seed(SEED)
    slow = [p for name, p in model.named_parameters() if name.startswith("encoder.")]
    quick = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": slow, "lr": RATE}, {"params": quick, "lr": HEAD_RATE}]
    fused = next(model.parameters()).is_cuda
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=fused)
    each = {id(articles): 1.0, id(gold): GOLD_TURNS}
    total = int(turns * sum(len(s) * each[id(s)] for s in (articles, gold)) / LENGTH / BATCH)
    queues: dict[int, list[Tensor]] = {id(articles): [], id(gold): []}
    chance = len(gold) * GOLD_TURNS / (len(gold) * GOLD_TURNS + len(articles))
    began, step, share, running = time.time(), 0, 0.0, 0.0
    while share < 1:
        share = max(step / total, (time.time() - began) / seconds)
        stream = gold if float(torch.rand(1, generator=generator)) < chance else articles
        queue = queues[id(stream)]
        if not queue:
            queue.extend(windows(len(stream), generator).split(BATCH))
        fade = min(1, step / 100, max(1 - share, 0.0))
        for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * fade
        with torch.autocast(masks.device.type, dtype=torch.bfloat16):
            loss = step_loss(model, stream, queue.pop(), masks)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 50 == 0:
            running = loss.item()
        if step % 500 == 0:
            spent = time.time() - began
            print(f"step {step} of {total}, {spent:.0f} s, {running:.4f}", flush=True)
    print(f"{step} steps of {total}, {time.time() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--material", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="none: begins at random, to try the code")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=36_000)
    parser.add_argument(
        "--ways", nargs="+", default=["shared"], help="whose mean is taught: shared, sets, teachers"
    )
    parser.add_argument("--turns", type=float, default=2, help="readings of the articles")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    began = time.time()
    device = torch.device(arguments.device)
    material = load(arguments.material)
    masks = torch.where(torch.from_numpy(material.sets), 0.0, -1e4).to(device)
    # the articles come first in what is learnt from; made-up reports, last, count as labelled
    labelled = np.cumsum(material.learn.sources > 0) > 0
    gold = laid_out(material, part(material.learn, labelled), ("targets",), device)
    articles = laid_out(material, material.teachers, ALONE, device)
    held = laid_out(material, material.held, (), device)
    print(f"{time.time() - began:.0f} s: {len(gold)} pieces labelled, {len(articles)} of articles",
          flush=True)  # fmt: skip
    encoder = Encoder(int(material.types["pieces"].max()) + 1, POSITIONS, len(CASES))
    if arguments.weights:
        encoder = Encoder(PIECES, POSITIONS, len(CASES))
        read_weights(encoder, arguments.weights)
    model = Teacher(encoder, len(material.labels), len(ALONE) + len(material.sources)).to(device)
    taught(model, gold, articles, masks, arguments.seconds, arguments.turns)
    wanted = material.held.columns["wanted"]
    ways: dict[str, int | None] = {"shared": None}
    ways |= {name: i for i, name in enumerate((*ALONE, *material.sources)) if name != "silver"}
    for name, way in ways.items():
        print(name, judged(material, best_of(model, held, wanted, [way])), flush=True)
    chosen = [ways[name] for name in arguments.ways]
    print(*arguments.ways, judged(material, best_of(model, held, wanted, chosen)), flush=True)
    del articles, gold
    learn = laid_out(material, material.learn, (), device)
    labels, shares = probabilities(model, learn, material.learn.columns["wanted"], chosen)
    np.savez_compressed(arguments.out, labels=labels, shares=shares)
    print(f"{time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
