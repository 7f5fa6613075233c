"""Cleaning against gold: flattened text, pages, what sources repeat; and the speed of each.

    python -m bench.cleaning --data ../shared/data --scorer ../shared/bench [--peers]
        [--only text|html|stream|speed] [--odds FILE | --weights FILE]

The weights in the package know all of these sites, so that they say nothing about a new one.
`--odds` takes what `python -m training.cleaning --oof FILE` wrote: each page is judged by a model
that was trained without its fold of sites. `--weights` takes a model trained with `--hold-back`,
and flattened text is measured on the sites held back (`training/sites.py`). Variant "flat" are
real flattened articles of sites that training leaves out (`training/flattened.py`). "C, read" is
C with the lines put right of which a reader says otherwise than the gold
(`bench/cleaning_read.py`). `--peers` adds trafilatura in three modes, resiliparse and
readability-lxml, as far as they can be imported, on the same pages in the same run. CPU time is
this process's: compare it within a run only.
"""

import argparse
import gzip
import importlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from bench.cleaning_read import as_read
from schemas import RawArticle
from streams.cleaning import clean_article
from streams.cleaning.article import clean_steps, without_inserts
from streams.cleaning.boilerplate import judge, rule_reasons
from streams.cleaning.html import read_page
from streams.cleaning.inserted import has_ends
from streams.cleaning.model import from_arrays
from streams.cleaning.recurring import (
    ARTICLES,
    can_recur,
    fingerprint,
    is_quotation,
    learn,
    lesson,
    read_memory,
    repeated,
    write_memory,
)
from streams.cleaning.text import lines, normalise
from streams.steps import finished, side_by_side
from training.flattened import is_kept, read_flattened
from training.sites import FOLDS, fold

HEAVY = 5
"""A line in so many distinct articles of a source is one that the source repeats."""
PARTS = 6
"""Parts of the stream, by date, for the curve."""
STREAM_CURVES = (
    "repeated",
    "cut by the memory",
    "had by three articles before",
    "of these, cut by the memory",
    "cut by rules and model",
    "cut by any of them",
)

CHUNKS = (1, 8, 96)
"""Articles that are cleaned at once: as one calls `clean`, as a few wait, as a worker is full."""

Rows = list[dict[str, Any]]


def read(path: Path) -> Rows:
    """The records of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def text_table(
    rows: Rows,
    score: Callable[..., dict[str, float]],
    odds: dict[str, list[float]],
    *,
    holds_back: bool,
) -> None:
    """Flattened text: everything kept, rules alone, all of cleaning, by variant.

    `odds`: what the line model says of each line of a page, else it is asked. Unless `rows` are of
    the sites held back, C is scored a second time as a reader tells its lines.
    """
    kept = {
        "keep everything": {row["id"]: "\n".join(row["lines"]) for row in rows},
        "rules alone": {row["id"]: _by_rules(row) for row in rows},
        "newswire": {row["id"]: _cleaned(row, odds.get(row["id"])) for row in rows},
    }
    print(
        "variant language what             docs    F1  body kept  junk removed  no body line lost"
    )
    for variant in sorted({row["variant"] for row in rows}):
        for language in ("en", "all"):
            chosen = [
                row
                for row in rows
                if row["variant"] == variant and language in ("all", row["lang"])
            ]
            for name, predictions in kept.items():
                _print_score(variant, language, name, score(chosen, predictions))
    chosen = [row for row in rows if row["variant"] == "C" and row["lang"] == "en"]
    if not holds_back:
        for name, predictions in kept.items():
            _print_score("C, read", "en", name, score(as_read(chosen), predictions))


def _by_rules(row: dict[str, Any]) -> str:
    found = lines(normalise("\n".join(row["lines"])))
    reasons = rule_reasons(found, row.get("title"))
    return "\n".join(line for line, reason in zip(found, reasons, strict=True) if reason is None)


def _cleaned(row: dict[str, Any], odds: list[float] | None) -> str:
    """A page's lines through all of cleaning, with `odds` for what the line model says of them."""
    text = "\n".join(row["lines"])
    if odds is None:
        return clean_article(RawArticle(text=text or " ", title=row.get("title"))).text
    found = lines(normalise(text))
    reasons = judge(found, row.get("title"), odds)
    ends = has_ends("\n".join(found))
    return "\n".join(
        without_inserts(line, ends=ends)[0]
        for line, reason in zip(found, reasons, strict=True)
        if reason is None
    )


def _print_score(variant: str, language: str, name: str, s: dict[str, float]) -> None:
    print(
        f"{variant:7} {language:8} {name:16} {s['docs']:4} {s['F1']:.3f}"
        f"      {s['bodyRecall']:.4f}         {s['junkRemovedChars']:.3f}"
        f"              {s['intact']:.3f}"
    )


def extractors(*, peers: bool) -> dict[str, Callable[[str], str]]:
    """What makes text of a page, by name."""
    found: dict[str, Callable[[str], str]] = {
        "newswire": lambda html: clean_article(RawArticle(html=html)).text,
        "newswire, no line model": lambda html: read_page(html).text,
    }
    if not peers:
        return found
    trafilatura = importlib.import_module("trafilatura")

    def extracted(html: str, **options: bool) -> str:
        return (
            trafilatura.extract(html, include_comments=False, include_tables=False, **options) or ""
        )

    found["trafilatura default"] = extracted
    found["trafilatura fast"] = partial(extracted, fast=True)
    found["trafilatura precision"] = partial(extracted, favor_precision=True)
    try:
        resiliparse = importlib.import_module("resiliparse.extract.html2text")
        found["resiliparse"] = lambda html: resiliparse.extract_plain_text(
            html, main_content=True, alt_texts=False
        )
    except ImportError:
        print("resiliparse is not installed", file=sys.stderr)
    try:
        readability = importlib.import_module("readability")
        lxml_html = importlib.import_module("lxml.html")
        found["readability-lxml"] = lambda html: "\n".join(
            lxml_html.fromstring(readability.Document(html).summary()).itertext()
        )
    except ImportError:
        print("readability-lxml is not installed", file=sys.stderr)
    return found


def html_table(
    rows: Rows, counts: Callable[[str, str], tuple[float, float, float]], *, peers: bool
) -> None:
    """Pages: shingle-4 F1 by set, and pages a CPU second."""
    sets = {
        "Zyte": [row for row in rows if row["set"] == "zyte"],
        "Fundus English": [row for row in rows if row["set"] == "fundus" and row["lang"] == "en"],
        "Fundus": [row for row in rows if row["set"] == "fundus"],
        "sites held back": [row for row in rows if fold(row["site"]) == FOLDS],
    }
    print(f"{'pages':24} " + " ".join(f"{name:>15}" for name in sets) + "   pages/s")
    for name, extract in extractors(peers=peers).items():
        extract(rows[0]["html"])
        started = time.process_time()
        texts = {row["id"]: _tried(extract, row["html"]) for row in rows}
        rate = len(rows) / (time.process_time() - started)
        scores = [_f1(chosen, texts, counts) for chosen in sets.values()]
        print(f"{name:24} " + " ".join(f"{score:15.4f}" for score in scores) + f"   {rate:7.1f}")


def _tried(extract: Callable[[str], str], html: str) -> str:
    try:
        return extract(html)
    except Exception as error:
        print(f"{type(error).__name__}: {error}"[:100], file=sys.stderr)
        return ""


def _f1(rows: Rows, texts: dict[str, str], counts: Callable[..., Iterable[float]]) -> float:
    found = [tuple(counts("\n".join(row["gold"]), texts[row["id"]])) for row in rows]
    true, extra, missed = (sum(column) for column in zip(*found, strict=True))
    return 2 * true / (2 * true + extra + missed) if true else 0.0


def stream_table(articles: Rows) -> None:
    """Articles in the order of their dates through the memory of their sources.

    Quotations and whose they are, which the memory spares, are not counted as repeated.
    """
    texts = [(row["source"], row["title"], lines(normalise(row["text"]))) for row in articles]
    total: dict[str, Counter[int]] = defaultdict(Counter)
    for source, _, found in texts:
        total[source].update({fingerprint(line) for line in found if can_recur(line)})
    memories: dict[str, bytes] = {}
    had: Counter[tuple[str, int]] = Counter()
    chars: dict[str, list[int]] = {name: [0] * PARTS for name in STREAM_CURVES}
    cuts = rare = 0
    for number, (source, title, found) in enumerate(texts):
        memory = read_memory(memories.get(source))
        part = number * PARTS // len(texts)
        marks = zip(found, judge(found, title), repeated(found, memory), strict=True)
        for place, (line, judged, cut) in enumerate(marks):
            key = fingerprint(line)
            cuts += cut
            rare += cut and total[source][key] < HEAVY - 1
            if can_recur(line) and total[source][key] >= HEAVY and not is_quotation(found, place):
                is_known = had[source, key] >= ARTICLES
                told = (True, cut, is_known, is_known and cut, bool(judged), bool(cut or judged))
                for name, is_so in zip(STREAM_CURVES, told, strict=True):
                    chars[name][part] += len(line) * is_so
        had.update({(source, fingerprint(line)) for line in found if can_recur(line)})
        memories[source] = write_memory(learn(memory, lesson(str(number), 0, found)))
    print(f"stream: {len(texts):,} articles of {len(memories)} sources, in {PARTS} parts by date")
    print("of the characters that a source repeats:")
    for name in STREAM_CURVES[1:]:
        base = chars[
            "had by three articles before" if name == "of these, cut by the memory" else "repeated"
        ]
        curve = " ".join(f"{x / y:.3f}" for x, y in zip(chars[name], base, strict=True))
        print(f"{name:28} {curve}")
    print(f"lines cut: {cuts:,}; of them in fewer than {HEAVY - 1} articles in all: {rare}")
    sizes = [len(memory) for memory in memories.values()]
    print(f"memory: {max(sizes):,} bytes for the largest source, {sum(sizes):,} for all")


def speed_table(articles: Rows) -> None:
    """Flattened articles a CPU second: one at a time, and in chunks as a worker takes them."""
    raws = [RawArticle(text=row["text"], title=row["title"] or None) for row in articles[::12]
            if row["text"].strip()]  # fmt: skip
    clean_article(raws[0])
    for size in CHUNKS:
        started = time.process_time()
        for at in range(0, len(raws), size):
            finished(side_by_side([clean_steps(raw) for raw in raws[at : at + size]]))
        seconds = time.process_time() - started
        print(f"speed, {size:3} at once: {len(raws) / seconds:.0f} flattened articles a CPU second")


def main() -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--odds", type=Path, help="of left-out folds, JSON lines")
    parser.add_argument("--weights", type=Path, help="trained with --hold-back")
    parser.add_argument("--only", choices=["text", "html", "stream", "speed"])
    options = parser.parse_args()
    sys.path.insert(0, str(options.scorer))
    odds: dict[str, list[float]] = {}
    if options.odds:
        with options.odds.open(encoding="utf-8") as file:
            odds = {row["id"]: row["odds"] for row in map(json.loads, file)}
    if options.weights:
        with options.weights.open("rb") as weights, np.load(weights, allow_pickle=False) as arrays:
            model = from_arrays(arrays)
        patch("streams.cleaning.model.load", return_value=model).start()
    if options.only in (None, "text"):
        rows = read(options.data / "cleaning/plain_dev.jsonl.gz")
        flattened = read_flattened(read(options.data / "articles/raw_articles.jsonl.gz"))
        rows += [row for row in flattened if is_kept(row["site"])]
        if options.weights:
            rows = [row for row in rows if fold(row["site"]) == FOLDS]
        elif not options.odds:
            print("the weights in the package know these sites: see --odds", file=sys.stderr)
        score = importlib.import_module("score_cleaning_text").score
        text_table(rows, score, odds, holds_back=options.weights is not None)
    if options.only in (None, "html"):
        rows = read(options.data / "cleaning/html_dev.jsonl.gz")
        counts = importlib.import_module("score_cleaning_html").counts
        html_table(rows, counts, peers=options.peers)
    if options.only in (None, "stream", "speed"):
        articles = read(options.data / "articles/raw_articles.jsonl.gz")
        if options.only != "speed":
            stream_table(articles)
        if options.only != "stream":
            speed_table(articles)


if __name__ == "__main__":
    main()
