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
from typing import Any, NamedTuple

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
NO_FOLD = -1
"""Left out where a model learns from all."""


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


class Lines(NamedTuple):
    """The lines of all documents, one behind another."""

    labels: np.ndarray
    """1 for body, 0 for junk, -1 for what nothing is learnt from."""
    weight: np.ndarray
    folds: np.ndarray
    """Those of their sites."""

    def without(self, fold: int) -> np.ndarray:
        """Which lines are learnt from where a fold is left out."""
        kept: np.ndarray = (self.labels >= 0) & (self.folds != fold)
        return kept


def learnt_words(found: list[set[str]], lines: Lines) -> tuple[dict[str, Any], np.ndarray]:
    """The arrays of the word model; and each line's score when its site was left out."""
    scores = np.zeros(len(found), dtype=np.float32)
    for k in [*np.unique(lines.folds).tolist(), NO_FOLD]:  # the last is the final model
        used, out = lines.without(k), lines.folds == k
        columns = vocabulary(found, used)
        x = matrix(found, columns)
        model = fit_words(x[used], lines.labels[used], lines.weight[used])
        if out.any():
            scores[out] = model.decision_function(x[out])
    weights = {gram: model.coef_[0][i] for gram, i in columns.items()}
    kept = {gram: weight for gram, weight in weights.items() if abs(weight) >= MIN_GRAM_WEIGHT}
    print(f"words done: {len(kept)} of {len(columns)} grams kept")
    arrays = {
        "grams": np.frombuffer("\n".join(kept).encode(), dtype=np.uint8),
        "weights": np.array(list(kept.values()), dtype=np.float16),
        "words_bias": np.float32(model.intercept_[0]),
    }
    return arrays, scores


def learnt_trees(
    step: str, tables: list[np.ndarray], folds: np.ndarray, lines: Lines
) -> tuple[dict[str, Any], list[np.ndarray]]:
    """The arrays of the trees of a step; and the documents' odds when their site was left out.

    `tables` and `folds` are those of the documents.
    """
    table = np.concatenate(tables)

    def fitted(used: np.ndarray) -> Trees:
        return fit_trees(table[used], lines.labels[used], lines.weight[used], TREES[step])

    odds: list[np.ndarray] = [np.empty(0)] * len(tables)
    for k in np.unique(folds).tolist():
        trees = fitted(lines.without(k))
        for i in np.flatnonzero(folds == k):
            odds[i] = evaluate(trees, tables[i])
    final = fitted(lines.without(NO_FOLD))
    print(f"{step} trees done")
    arrays = {
        f"{step}_column": final.column.astype(np.int16),
        f"{step}_border": final.border,
        f"{step}_leaf": final.leaf.astype(np.float32),
        f"{step}_bias": np.float32(final.bias),
    }
    return arrays, odds


def train(documents: Rows) -> tuple[dict[str, Any], list[np.ndarray]]:
    """The arrays of a model; and the documents' odds when their site was left out."""
    sizes = [len(d["lines"]) for d in documents]
    folds = np.array([fold(d["site"]) for d in documents])
    listed = [[r is not None for r in rule_reasons(d["lines"])] for d in documents]
    labels = np.concatenate([d["labels"] for d in documents])
    labels[(labels == 1) & np.concatenate(listed)] = -1  # "Read more:" in a gold body
    lines = Lines(labels, line_weights(documents), np.repeat(folds, sizes))
    characters = [read_characters(d["lines"]) for d in documents]
    words = [read_words(c) for c in characters]
    word_arrays, scores = learnt_words([grams(line) for w in words for line in lines_of(w)], lines)
    by_document = np.split(scores, np.cumsum(sizes)[:-1])
    tables = [
        features(d["lines"], c, w, score, is_listed)
        for d, c, w, score, is_listed in zip(
            documents, characters, words, by_document, listed, strict=True
        )
    ]
    first, odds = learnt_trees("first", tables, folds, lines)
    tables = [with_context(t, o, [len(t)]) for t, o in zip(tables, odds, strict=True)]
    second, odds = learnt_trees("second", tables, folds, lines)
    return {"names": np.array(NAMES), **word_arrays, **first, **second}, odds


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
    arrays, odds = train([*rows, *learnt, *silver(articles), *thinned(rows)])
    np.savez_compressed(options.out, **arrays)
    if options.oof:
        with Path(options.oof).open("w", encoding="utf-8") as file:
            for row, line_odds in zip([*rows, *read_ones], odds, strict=False):
                file.write(json.dumps({"id": row["id"], "odds": line_odds.tolist()}) + "\n")


if __name__ == "__main__":
    main()
