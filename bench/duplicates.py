"""Copies and versions told apart: on copies made from real articles, and on the stream's own.

    python -m bench.duplicates ../shared/data/articles/raw_articles.jsonl.gz [--workers 3]

Made copies: each article comes from another site with an edit of the kind that sites make, and,
as its negative, so does another article of the same length. Found pairs: all pairs of articles of
different sources that share half of their shingles or more, told by comparing every pair that has
a rare shingle in common, exactly. Then the whole stream by date, keyed by source, through one
worker and through several, with and without telling each other.
"""

import argparse
import contextlib
import gzip
import json
import random
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from schemas import RawArticle
from streams.cleaning import clean_article
from streams.cleaning.duplicates import (
    COPY,
    SAME_STORY,
    SHINGLE,
    Stories,
    signature,
    similarity,
    words_of,
)

HOURS = 72
MOST = 20_000
RARE = 12
"""A shingle of so many articles or fewer brings pairs together."""
PARTITIONS = 8
JUDGED = Path(__file__).with_name("duplicates_pairs.toml")


def edits(chance: random.Random) -> dict[str, Callable[[list[str]], list[str]]]:
    """What sites do to an agency's text, by name; paragraphs in, paragraphs out."""

    def fewer(paragraphs: list[str], share: float) -> list[str]:
        return paragraphs[: max(1, round(len(paragraphs) * share))]

    def reworded(paragraphs: list[str], share: float) -> list[str]:
        return [
            " ".join(w if chance.random() > share else f"{w[::-1]}" for w in text.split())
            for text in paragraphs
        ]

    return {
        "the same": lambda p: p,
        "a credit added": lambda p: [*p, "This report was first published by our partners."],
        "a lead of its own": lambda p: [" ".join(chance.sample(" ".join(p).split(), 25)), *p[1:]],
        "the last fifth cut": lambda p: fewer(p, 0.8),
        "the last half cut": lambda p: fewer(p, 0.5),
        "1 word in 50 changed": lambda p: reworded(p, 0.02),
        "1 word in 20 changed": lambda p: reworded(p, 0.05),
        "paragraphs shuffled": lambda p: chance.sample(p, len(p)),
    }


def shingles(text: str) -> set[tuple[bytes, ...]]:
    """The exact shingles that a signature estimates."""
    words = words_of(text)
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def made_copies(articles: list[dict[str, Any]], count: int) -> None:
    """Recall by edit, and how often a stranger is taken for a copy."""
    chance = random.Random(20)
    chosen = [a for a in articles if len(a["text"]) > 1000]
    chosen = chance.sample(chosen, min(count, len(chosen)))
    print(f"copies made of {len(chosen):,} articles, on another site")
    print(f"{'edit':24} {'shared':>7} {'same story':>11} {'duplicate':>10}")
    for name, edit in edits(chance).items():
        stories = Stories(MOST, HOURS)
        for article in chosen:
            stories.place(article["id"], article["source"], 0, article["sign"])
        story = duplicate = 0
        shared = 0.0
        for article in chosen:
            text = "\n\n".join(edit(article["text"].split("\n\n")))
            one, other = shingles(article["text"]), shingles(text)
            shared += len(one & other) / len(one | other)
            signed = signature(text)
            if signed is None:
                continue
            place = stories.place(f"copy {article['id']}", "elsewhere.example", 1, signed)
            story += place.story_id == article["id"]
            duplicate += place.duplicate_of == article["id"]
        n = len(chosen)
        print(f"{name:24} {shared / n:7.2f} {story / n:11.3f} {duplicate / n:10.3f}")


def real_pairs(articles: list[dict[str, Any]]) -> dict[tuple[str, str], float]:
    """Pairs of articles within HOURS that share half of their shingles, exactly counted.

    Shingles stand as 64-bit hashes, in arrays: as words they would take 10 GB.
    """
    found = [
        np.unique(np.fromiter(map(hash, shingles(a["text"])), dtype=np.int64)) for a in articles
    ]
    every = np.concatenate(found)
    owner = np.repeat(np.arange(len(found)), [len(own) for own in found])
    order = np.argsort(every, kind="stable")
    every, owner = every[order], owner[order]
    starts = np.flatnonzero(np.concatenate([[True], every[1:] != every[:-1]]))
    counts = np.diff(np.append(starts, len(every)))
    hours = np.array([a["hour"] for a in articles])
    maybe = []
    for count in range(2, RARE + 1):
        members = owner[starts[counts == count][:, None] + np.arange(count)]
        for one, other in combinations(range(count), 2):
            near = np.abs(hours[members[:, one]] - hours[members[:, other]]) <= HOURS
            maybe.append(np.unique(members[near][:, [one, other]], axis=0))
    pairs = {}
    for a, b in np.unique(np.concatenate(maybe), axis=0).tolist():
        both = len(np.intersect1d(found[a], found[b], assume_unique=True))
        share = both / (len(found[a]) + len(found[b]) - both)
        if share >= SAME_STORY:
            pairs[articles[a]["id"], articles[b]["id"]] = share
    return pairs


def judged_pairs(articles: list[dict[str, Any]]) -> None:
    """Of the pairs that were read, how many are told as one story, by what the reader said."""
    sign = {a["row"]: a["sign"] for a in articles}
    for label, pairs in tomllib.loads(JUDGED.read_text(encoding="utf-8")).items():
        found = [similarity(sign[a], sign[b]) for a, b in pairs if a in sign and b in sign]
        told = sum(score >= SAME_STORY for score in found)
        print(f"read and judged {label!r}: {told} of {len(found)} told as one story")


def streamed(
    articles: list[dict[str, Any]], workers: int, *, told: bool, late: int = 0
) -> dict[str, str]:
    """The story of each article, in the order of their dates, keyed by source to workers.

    `told`: each worker hears what the others placed, `late` articles after it was.
    """
    known = [Stories(MOST, HOURS) for _ in range(workers)]
    waiting: list[tuple[int, int, str]] = []
    story = {}
    for number, a in enumerate(articles):
        while waiting and waiting[0][0] <= number:
            _, speaker, id_ = waiting.pop(0)
            news = known[speaker].told(id_)
            for listener, stories in enumerate(known):
                if listener != speaker and news is not None:
                    stories.hear(news)
        mine = crc32(a["source"].encode()) % PARTITIONS % workers
        story[a["id"]] = known[mine].place(a["id"], a["source"], a["hour"], a["sign"]).story_id
        if told:
            waiting.append((number + 1 + late, mine, a["id"]))
    return story


def report(name: str, story: dict[str, str], pairs: dict[tuple[str, str], float],
           other_source: set[tuple[str, str]]) -> None:  # fmt: skip
    """Recall on the pairs that are there, precision on those that are said to be."""
    together: dict[str, list[str]] = defaultdict(list)
    for id_, of in story.items():
        together[of].append(id_)
    said = {
        tuple(sorted(pair)) for ids in together.values() if len(ids) < 200
        for pair in combinations(ids, 2)
    }  # fmt: skip
    true = {tuple(sorted(pair)): share for pair, share in pairs.items()}
    across = {tuple(sorted(pair)) for pair in other_source}
    copies = {pair for pair, share in true.items() if share >= COPY}
    right = len(said & true.keys())
    shares = (
        right / max(1, len(true)), len(said & copies) / max(1, len(copies)),
        len(said & across) / max(1, len(across)), right / max(1, len(said)),
    )  # fmt: skip
    print("{:44} {:7.3f} {:7.3f} {:14.3f} {:10.3f}".format(name, *shares))


def signed_articles(path: Path, most: int | None) -> tuple[list[dict[str, Any]], float]:
    """The articles of a file, cleaned, by date, each with its signature; and the milliseconds of
    CPU that a signature took."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][:most]
    articles = []
    signing = 0.0
    hour = 0
    for number, row in enumerate(rows):
        if not row["text"].strip():
            continue
        text = clean_article(RawArticle(text=row["text"], title=row["title"] or None)).text
        started = time.process_time()
        sign = signature(text)
        signing += time.process_time() - started
        if sign is None:
            continue
        if row["published_at"]:  # else that of the one before: they are in order
            with contextlib.suppress(ValueError):  # a scraper wrote some of them
                hour = int(datetime.fromisoformat(row["published_at"]).timestamp() // 3600)
        articles.append({"id": f"{number:05}", "row": row["id"], "source": row["source"],
                         "text": text, "hour": hour, "sign": sign})  # fmt: skip
    return sorted(articles, key=lambda a: a["hour"]), 1000 * signing / len(rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--made", type=int, default=1000, help="articles that copies are made of")
    parser.add_argument("--most", type=int, help="articles read")
    options = parser.parse_args()
    articles, signing = signed_articles(options.articles, options.most)
    made_copies(articles, options.made)
    pairs = real_pairs(articles)
    source = {a["id"]: a["source"] for a in articles}
    across = {pair for pair in pairs if source[pair[0]] != source[pair[1]]}
    copies = sum(share >= COPY for share in pairs.values())
    print(f"\n{len(articles):,} articles of the stream: {len(pairs):,} pairs share half or more, "
          f"{copies:,} of them eight in ten; {len(across):,} are of two sources")  # fmt: skip
    print(f"{'':44} {'recall':>7} {'copies':>7} {'of two sources':>14} {'precision':>10}")
    started = time.process_time()
    report("one worker", streamed(articles, 1, told=False), pairs, across)
    placing = time.process_time() - started
    n = options.workers
    report(f"{n} workers, silent", streamed(articles, n, told=False), pairs, across)
    report(f"{n} workers that tell each other", streamed(articles, n, told=True), pairs, across)
    report(f"{n} workers, heard 20 articles late", streamed(articles, n, told=True, late=20),
           pairs, across)  # fmt: skip
    judged_pairs(articles)
    print(f"\nan article: {signing:.2f} ms of CPU for its signature, "
          f"{1000 * placing / len(articles):.2f} ms for its place")  # fmt: skip


if __name__ == "__main__":
    main()
