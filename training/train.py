"""Trains the tagger of entities and writes its weights.

`python -m training.train --material FILE --soft soft.npz --out tagger.npz`
`python -m training.train --material FILE --start tagger.npz --rate 1e-3 --epochs 2.2 --out new.npz`

It learns from labels that `training.prepare` gathered and, with `--soft`, from how likely the large
teacher finds each label of each word. It runs on one core of a CPU, or on a GPU; everything random
is seeded. With `--start` it goes on from a tagger's weights, and what comes out lies between these
and where it came to (Wortsman et al., "Robust Fine-Tuning of Zero-Shot Models", 2022).
"""

import argparse
import copy
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from streams.extraction.word_keys import FILE, word_keys
from training.judge import judged
from training.material import Array, Columns, Material, Stream, load
from training.network import Average, Shape, Tagger, Types

WORD_KEYS = Path(__file__).parent.parent / "streams/extraction" / FILE
"""Which word has which vector: written with the weights."""
SEED = 20
EVERY = 10
"""Steps between two looks at the weights for their average."""
FULL_RATE = 0.3
"""The share of the training at the full rate; then it falls in a line to nothing."""
WORDS_DROPPED = 0.15
"""The share of words that a step sees without each of their features."""
CHUNK, BATCH = 192, 24
HIDDEN_SOURCES = 0.3
"""The share of pieces whose set the network is not told."""
FIRM = 0.3
"""What labels given by people weigh beside the teacher's word for them."""
KEPT_OF_START = 0.3
"""How much of the weights that it began with is kept."""
FEATURES = ("words", "places", "lexicon", "wanted", "targets")


class Lessons(NamedTuple):
    """All that is learnt from, on the device."""

    columns: dict[str, Tensor]
    """By place: FEATURES, and "row", the row of a wanted place in `labels`."""
    masks: Tensor
    labels: Tensor | None
    """The teacher's likeliest labels."""
    shares: Tensor | None
    """Their probabilities."""


def shape_of(material: Material, width: int, hidden: int, dilations: tuple[int, ...]) -> Shape:
    """The sizes of the network's layers."""
    sizes = material.sizes
    hashed = ("word", "prefix", "suffix", "shape", "grams")
    return Shape(
        {name: sizes[name] for name in hashed}, material.types["extras"].shape[1],
        sizes["places"], sizes["lexicon"], len(material.labels), len(material.sources),
        width, hidden, dilations,
    )  # fmt: skip


def types_of(material: Material) -> Types:
    """What is known of each word, as tensors."""
    types = material.types
    return Types(
        torch.from_numpy(types["rows"].astype(np.int64)),
        torch.from_numpy(types["grams"].astype(np.int64)),
        torch.from_numpy(types["vectors"].astype(np.int64)),
        torch.from_numpy(types["extras"].astype(np.float32)),
    )


def lessons_of(material: Material, soft: Path | None, device: torch.device) -> Lessons:
    columns = {
        name: torch.from_numpy(material.learn.columns[name].astype(np.int32)).to(device)
        for name in FEATURES
    }
    columns["row"] = columns["wanted"].cumsum(0, dtype=torch.int32) - 1
    labels = shares = None
    if soft:
        with np.load(soft) as arrays:
            labels = torch.from_numpy(arrays["labels"]).to(device)
            shares = torch.from_numpy(arrays["shares"]).to(device)
        if len(labels) != int(columns["wanted"].sum()):
            raise ValueError(f"{soft} is not of this material: {len(labels)} words")
    masks = torch.where(torch.from_numpy(material.sets), 0.0, -1e4).to(device)
    return Lessons(columns, masks, labels, shares)


def pieces(stream: Stream, shuffle: random.Random) -> tuple[Array, Array]:
    """Pieces of CHUNK places, of one set each: documents one after another, cut. Out come the
    places, a row for each piece, and the pieces' sets."""
    ends = np.cumsum(stream.lengths)
    starts = ends - stream.lengths
    rows, sources = [], []
    for source in np.unique(stream.sources).tolist():
        documents = np.flatnonzero(stream.sources == source).tolist()
        shuffle.shuffle(documents)
        joined = np.concatenate([np.arange(starts[i], ends[i], dtype=np.int32) for i in documents])
        start = shuffle.randrange(CHUNK)
        count = max(len(joined) - start, 0) // CHUNK
        rows.append(joined[start : start + count * CHUNK].reshape(count, CHUNK))
        sources.append(np.full(count, source))
    order = list(range(sum(map(len, rows))))
    shuffle.shuffle(order)
    return np.concatenate(rows)[order], np.concatenate(sources)[order]


def loss_of(logits: Tensor, batch: dict[str, Tensor], lessons: Lessons) -> Tensor:
    """Over the places where names can be: how far from the teacher's word, and, where there is none
    or people labelled, the negative logarithm of the probability of the allowed labels.
    """
    wanted = batch["wanted"] > 0
    scores = torch.log_softmax(logits[wanted].float(), -1)
    allowed = -torch.logsumexp(scores + lessons.masks[batch["targets"][wanted].long()], -1)
    if lessons.labels is None or lessons.shares is None:
        return allowed.mean()
    rows = batch["row"][wanted].long()
    shares = lessons.shares[rows].float()
    shares = shares / shares.sum(1, keepdim=True)
    soft = -(shares * scores.gather(1, lessons.labels[rows].long())).sum(1)
    firm = (batch["source"] > 0)[:, None].expand_as(wanted)[wanted]
    return torch.where(firm, (1 - FIRM) * soft + FIRM * allowed, soft).mean()


@torch.no_grad()
def take_over(model: Tagger, path: Path, vocabulary: Columns) -> None:
    """Takes over the weights of a tagger; the sets' styles begin anew, at nothing.

    Raises ValueError where its static vectors stand for other words.
    """
    with np.load(path) as arrays:
        saved = {name: arrays[name] for name in arrays.files}
    if not np.array_equal(word_keys().keys, np.cumsum(vocabulary["key_steps"])):
        raise ValueError(f"{path} has vectors of other words than the material")
    state = {f"tables.{name}.weight": saved[f"table_{name}"] for name in model.shape.rows}
    state["tables.grams.weight"] = np.concatenate([saved["table_grams"], saved["short"][None]])
    for name in ("hidden", "word", "out", *(f"layer{i}" for i in range(len(model.layers)))):
        own = name.replace("layer", "layers.")
        state |= {f"{own}.weight": saved[name].T, f"{own}.bias": saved[f"{name}_bias"]}
    for name in ("place", "lexicon", "vectors"):
        state[f"{name}.weight"] = saved[name]
    model.load_state_dict(
        {name: torch.from_numpy(value.astype(np.float32)) for name, value in state.items()},
        strict=False,
    )
    model.source.weight.zero_()


@torch.no_grad()
def between(start: Tagger, end: Tagger) -> None:
    """Moves the weights of `end` back towards those of `start`."""
    for now, before in zip(end.parameters(), start.parameters(), strict=True):
        now.lerp_(before, KEPT_OF_START)


@torch.no_grad()
def best_of(model: Tagger, types: Types, material: Material, style: int | None) -> Array:
    """The likeliest label of each held-back place. `style`: None for each document's own."""
    model.eval()
    device = types.rows.device
    found = []
    for source, columns in material.held.documents():
        batch = {
            name: torch.from_numpy(columns[name].astype(np.int64))[None].to(device)
            for name in FEATURES
        }
        batch["source"] = torch.tensor([source if style is None else style], device=device)
        found.append(model(types, batch)[0].argmax(-1).cpu().numpy())
    model.train()
    return np.concatenate(found)


def exported(model: Tagger, style: int) -> Columns:
    """The weights in half precision; the style is folded where that costs nothing."""
    state = {k: v.detach().cpu().numpy() for k, v in model.state_dict().items()}
    width, grams = model.shape.width, model.shape.rows["grams"]
    arrays: dict[str, Any] = {f"table_{n}": state[f"tables.{n}.weight"] for n in model.shape.rows}
    arrays["short"] = arrays["table_grams"][grams]
    arrays["table_grams"] = arrays["table_grams"][:grams]
    empty, source = np.zeros(width), state["source.weight"][style]
    bias = state["word.bias"] + np.concatenate([empty, source[:width], empty, source[width:]])
    arrays |= {
        "hidden": state["hidden.weight"].T, "hidden_bias": state["hidden.bias"],
        "word": state["word.weight"].T, "word_bias": bias,
        "place": state["place.weight"], "lexicon": state["lexicon.weight"],
        "out": state["out.weight"].T, "out_bias": state["out.bias"],
    }  # fmt: skip
    for i in range(len(model.shape.dilations)):
        arrays[f"layer{i}"] = state[f"layers.{i}.weight"].T
        arrays[f"layer{i}_bias"] = state[f"layers.{i}.bias"]
    arrays = {k: np.ascontiguousarray(v, np.float16) for k, v in arrays.items()}
    arrays["dilations"] = np.array(model.shape.dilations, np.int8)
    return arrays


class Learner:
    """A tagger that learns step by step, at a rate that rises, stays and falls to nothing."""

    def __init__(self, model: Tagger, types: Types, lessons: Lessons, rate: float) -> None:
        self.model = model
        self.average = Average(model)
        self.steps = 0
        self.loss = 0.0
        """Its running mean."""
        self._types = types
        self._lessons = lessons
        self._rate = rate
        self._optimiser = torch.optim.Adam(p for p in model.parameters() if p.requires_grad)

    def step(self, rows: Tensor, sources: Tensor, share: float) -> None:
        """Learns from some pieces, `share` of the training being over."""
        fade = min(1, self.steps / 200) * min(1, max((1 - share) / (1 - FULL_RATE), 0.01))
        self._optimiser.param_groups[0]["lr"] = self._rate * fade
        batch = {name: column[rows] for name, column in self._lessons.columns.items()}
        batch["source"] = sources
        told = {**batch, "source": sources.clone()}
        hidden = torch.rand(len(rows), device=rows.device) < HIDDEN_SOURCES
        told["source"][hidden] = self.model.shape.sources
        with torch.autocast(rows.device.type, dtype=torch.bfloat16):
            logits = self.model(self._types, told, drop=WORDS_DROPPED)
        loss = loss_of(logits, batch, self._lessons)
        self._optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimiser.step()
        self.steps += 1
        if self.steps % EVERY == 0:
            self.average.take(self.model)
            self.loss = 0.9 * self.loss + 0.1 * loss.item()


def taught(
    learner: Learner, material: Material, epochs: float, minutes: float, look: Callable[[str], None]
) -> None:
    """Has a learner read the material so often, or for so long if that ends first.

    After each step `look` is told which one of how many it was.
    """
    shuffle = random.Random(SEED)
    device = next(learner.model.parameters()).device
    total = int(epochs * len(material.learn.columns["words"]) / CHUNK / BATCH)
    began = time.time()
    while True:
        rows, sources = (torch.from_numpy(a).to(device) for a in pieces(material.learn, shuffle))
        for i in range(0, len(rows) - BATCH, BATCH):
            share = max(learner.steps / total, (time.time() - began) / 60 / minutes)
            if share >= 1:
                return
            learner.step(rows[i : i + BATCH].long(), sources[i : i + BATCH], share)
            look(f"step {learner.steps} of {total}")


def parsed_arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--material", type=Path, required=True)
    parser.add_argument("--soft", type=Path, help="the large teacher's word")
    parser.add_argument("--start", type=Path, help="the tagger whose weights it begins with")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bare", action="store_true", help="without words and static vectors")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument(
        "--minutes", type=float, default=120, help="ends, with the rate brought down, by then"
    )
    parser.add_argument("--looks", type=int, default=1000, help="steps between two judgements")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--hidden", type=int, default=640)
    parser.add_argument("--dilations", type=int, nargs="+", default=[4, 2, 1])
    parser.add_argument("--learn-vectors", action="store_true", help="static vectors move too")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--style", default="none", help="the set whose way of labelling is kept")
    return parser.parse_args()


def write(out: Path, model: Tagger, style: int, material: Material, *, bare: bool) -> None:
    """Writes a tagger's weights; unless bare, with the words, and which word has which vector."""
    weights = exported(model, style)
    if not bare:
        learnt = model.vectors.weight.detach().cpu().numpy().astype(np.float16)
        weights |= material.vocabulary | {"vectors": learnt}
        steps, rows = weights.pop("key_steps"), weights.pop("key_rows")
        np.savez_compressed(WORD_KEYS, steps=steps, rows=rows)
    np.savez_compressed(out, **weights)  # type: ignore[arg-type]  # its arrays by name


def main() -> None:
    arguments = parsed_arguments()
    torch.manual_seed(SEED)
    torch.set_num_threads(arguments.threads)
    started = time.time()
    device = torch.device(arguments.device)
    material = load(arguments.material)
    types = types_of(material).to(device)
    lessons = lessons_of(material, arguments.soft, device)
    shape = shape_of(material, arguments.width, arguments.hidden, tuple(arguments.dilations))
    vectors = torch.from_numpy(material.vocabulary["vectors"].astype(np.float32))
    model = Tagger(shape, vectors, learns_vectors=arguments.learn_vectors).to(device)
    if arguments.start:
        take_over(model, arguments.start, material.vocabulary)
    beginning = copy.deepcopy(model) if arguments.start else None
    styles = [*material.sources, "none"]
    style = styles.index(arguments.style)
    learner = Learner(model, types, lessons, arguments.rate)

    def look(step: str) -> None:
        if learner.steps % arguments.looks == 0:
            spent = f"{time.time() - started:.0f} s, {time.process_time():.0f} CPU s"
            scores = judged(material, best_of(learner.average.model, types, material, style))
            print(f"{spent}, {step}: {learner.loss:.4f}", scores, flush=True)

    print(f"{time.time() - started:.0f} s: {len(material.words)} words", flush=True)
    taught(learner, material, arguments.epochs, arguments.minutes, look)
    model = learner.average.model
    if beginning is not None:
        between(beginning, model)
    for number, name in enumerate(styles):
        print(name, judged(material, best_of(model, types, material, number)), flush=True)
    write(arguments.out, model, style, material, bare=arguments.bare)
    print(f"{learner.steps} steps, {time.process_time():.0f} CPU s", flush=True)


if __name__ == "__main__":
    main()
