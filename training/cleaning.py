"""Trains the line model of `streams/cleaning/model.py`.

    python -m training.cleaning plain_dev.jsonl.gz raw_articles.jsonl.gz OUT.npz [--oof FILE]
        [--hold-back]

Needs scikit-learn and catboost, which the project itself does not. Sites are split into folds by a
hash of their owner; each step is trained on what the step before says of sites that it was not
trained on. The weights in the package know all sites: `--oof` gives what a model said of each page
that was trained without its fold, and `--hold-back` leaves a fifth of the sites out of everything;
`bench/cleaning.py` measures with either. Beside the labelled pages
it learns from flattened articles that were read line by line (`training/flattened.py`), and from
unlabelled ones: a line that a site repeats is junk, a sentence that comes once is body, all else
is left out.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from streams.cleaning.boilerplate import rule_reasons
from streams.cleaning.characters import read_characters
from streams.cleaning.features import NAMES, features
from streams.cleaning.model import Trees, evaluate, with_context
from streams.cleaning.words import grams, lines_of, read_words
from training.flattened import is_kept, read_flattened
from training.line_documents import (
    Rows,
    line_weights,
    prepared,
    read,
    silver,
    thinned,
    unlabelled,
)
from training.sites import FOLDS, fold

SEED = 20
TREES = {"first": 240, "second": 240}
DEPTH = 6
RATE = 0.06
MIN_GRAM_LINES = 4
MIN_GRAM_WEIGHT = 0.15


def vocabulary(lines: list[set[str]], used: np.ndarray) -> dict[str, int]:
    """The grams of at least MIN_GRAM_LINES of the used lines, each with its column."""
    count = Counter(gram for line, use in zip(lines, used, strict=True) if use for gram in line)
    return {g: i for i, g in enumerate(sorted(g for g, n in count.items() if n >= MIN_GRAM_LINES))}


def matrix(lines: list[set[str]], columns: dict[str, int]) -> csr_matrix:
    """A row a line, scaled as `word_scores` does."""
    indices, values, ends = [], [], [0]
    for line in lines:
        places = [columns[gram] for gram in line if gram in columns]
        indices += places
        values += [1 / np.sqrt(max(1, len(line)))] * len(places)
        ends.append(len(indices))
    return csr_matrix((values, indices, ends), shape=(len(lines), len(columns)), dtype=np.float32)


def fit_words(x: csr_matrix, y: np.ndarray, weight: np.ndarray) -> LogisticRegression:
    """The linear word model."""
    return LogisticRegression(C=2.0, max_iter=300, solver="liblinear", random_state=SEED).fit(
        x, y, sample_weight=weight
    )


def fit_trees(x: np.ndarray, y: np.ndarray, weight: np.ndarray, count: int) -> Trees:
    """Boosted oblivious trees, as arrays."""
    booster = CatBoostClassifier(
        iterations=count, depth=DEPTH, learning_rate=RATE, l2_leaf_reg=60, random_seed=SEED,
        thread_count=2, verbose=False, allow_writing_files=False, rsm=0.2, border_count=64,
        bootstrap_type="Bernoulli", subsample=0.6,
    ).fit(x, y, sample_weight=weight)  # fmt: skip
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        booster.save_model(str(path), format="json")
        return trees_of(json.loads(path.read_text()))


def trees_of(model: dict[str, Any]) -> Trees:
    """catboost's own JSON to arrays; shallower trees get questions that are never answered yes."""
    trees = model["oblivious_trees"]
    column = np.zeros((DEPTH, len(trees)), dtype=np.int16)
    border = np.full((DEPTH, len(trees)), 1e30, dtype=np.float32)
    leaf = np.zeros((len(trees), 1 << DEPTH), dtype=np.float32)
    for i, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or []):
            column[level, i] = split["float_feature_index"]
            border[level, i] = split["border"]
        leaf[i, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, bias = model["scale_and_bias"]
    return Trees(column.astype(np.intp), border, leaf * scale, float(np.ravel(bias)[0]))


def train(documents: Rows, log: Any = print) -> dict[str, Any]:
    """The arrays of a model, and under "oof" the documents' odds when their site was left out."""
    sizes = [len(d["lines"]) for d in documents]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    fold_of = np.array([fold(d["site"]) for d in documents])
    folds = sorted(set(fold_of.tolist()))
    by_line = np.repeat(fold_of, sizes)
    listed = [[r is not None for r in rule_reasons(d["lines"])] for d in documents]
    y = np.concatenate([d["labels"] for d in documents])
    y[(y == 1) & np.concatenate([np.array(x) for x in listed])] = -1  # "Read more:" in a gold body
    weight = line_weights(documents)
    used = y >= 0
    characters = [read_characters(d["lines"]) for d in documents]
    words = [read_words(c) for c in characters]
    found = [grams(line) for w in words for line in lines_of(w)]

    word_odds = np.zeros(len(y), dtype=np.float32)
    for k in [*folds, -1]:  # the last round leaves nothing out: it is the final model
        mask = used & (by_line != k)
        columns = vocabulary(found, mask)
        x = matrix(found, columns)
        model = fit_words(x[mask], y[mask], weight[mask])
        out = by_line == k
        if out.any():
            word_odds[out] = model.decision_function(x[out])
    kept = {g: model.coef_[0][i] for g, i in columns.items()}
    kept = {g: w for g, w in kept.items() if abs(w) >= MIN_GRAM_WEIGHT}
    log(f"words done: {len(kept)} of {len(columns)} grams kept")
    result: dict[str, Any] = {
        "names": np.array(NAMES),
        "grams": np.frombuffer("\n".join(kept).encode(), dtype=np.uint8),
        "weights": np.array(list(kept.values()), dtype=np.float16),
        "words_bias": np.float32(model.intercept_[0]),
    }
    tables = [
        features(d["lines"], c, w, word_odds[a:b], is_listed)
        for d, c, w, a, b, is_listed in zip(
            documents, characters, words, starts, starts[1:], listed, strict=False
        )
    ]
    odds: list[np.ndarray] = []
    for step in ("first", "second"):
        if step == "second":
            tables = [with_context(t, o) for t, o in zip(tables, odds, strict=True)]
        odds = [np.empty(0)] * len(documents)
        table = np.concatenate(tables)
        for k in folds:
            mask = used & (by_line != k)
            trees = fit_trees(table[mask], y[mask], weight[mask], TREES[step])
            for i in np.flatnonzero(fold_of == k):
                odds[i] = evaluate(trees, tables[i])
        final = fit_trees(table[used], y[used], weight[used], TREES[step])
        result[f"{step}_column"] = final.column.astype(np.int16)
        result[f"{step}_border"] = final.border
        result[f"{step}_leaf"] = final.leaf.astype(np.float32)
        result[f"{step}_bias"] = np.float32(final.bias)
        log(f"{step} trees done")
    result["oof"] = odds
    return result


def main() -> None:
    """Train and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plain")
    parser.add_argument("raw")
    parser.add_argument("out")
    parser.add_argument("--oof", help="write the odds of left-out sites to this file, JSON lines")
    parser.add_argument("--hold-back", action="store_true", help="leave a fifth of the sites out")
    options = parser.parse_args()
    rows, articles = prepared(read(options.plain)), read(options.raw)
    if options.hold_back:
        rows = [row for row in rows if fold(row["site"]) != FOLDS]
        articles = [article for article in articles if fold(article["source"]) != FOLDS]
    read_ones = read_flattened(articles)
    learnt = [unlabelled(row) if is_kept(row["site"]) else row for row in read_ones]
    result = train([*rows, *learnt, *silver(articles), *thinned(rows)])
    odds = result.pop("oof")
    np.savez_compressed(options.out, **result)
    if options.oof:
        with Path(options.oof).open("w", encoding="utf-8") as file:
            for row, line_odds in zip([*rows, *read_ones], odds, strict=False):
                file.write(json.dumps({"id": row["id"], "odds": line_odds.tolist()}) + "\n")


if __name__ == "__main__":
    main()
