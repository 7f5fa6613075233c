"""What each pass costs an article: CPU milliseconds, and the functions that take most.

    python -m bench.cost ../shared/data/articles/raw_articles.jsonl.gz
        [--count 400] [--functions 20]

One process, one thread; the first article is not counted (it loads models and word lists).
"""

import argparse
import cProfile
import pstats
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import Any

from streams.work import one_thread_for_matrices

one_thread_for_matrices()

from schemas import RawArticle, decode_raw_article, encode  # noqa: E402
from streams.cleaning import article as cleaning  # noqa: E402
from streams.extraction import article as extraction  # noqa: E402
from streams.reading import read_articles  # noqa: E402

PASSES = {
    cleaning: ("normalise", "identify"),
    extraction: ("tokenise", "sentences", "find_entities", "find_dates", "_quantities",
                 "find_quotes"),
}  # fmt: skip
"""The passes that are timed by themselves, as their module calls them."""
WARM_UP = RawArticle(text="Some 1,200 people met in London on Monday, the BBC said.")


def timed(seconds: Counter[str], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return function(*args, **named)
        finally:
            seconds[name] += time.process_time() - started

    return call


def run(raw: list[bytes], seconds: Counter[str]) -> int:
    """Every article through every step; the number of words that were left after cleaning."""
    words = 0
    decode = timed(seconds, "decode", decode_raw_article)
    clean = timed(seconds, "clean", cleaning.clean_article)
    enrich = timed(seconds, "extract", extraction.enrich_article)
    to_json = timed(seconds, "encode", encode)
    for value in raw:
        article = clean(decode(value))
        words += len(article.text.split())
        to_json(article)
        to_json(enrich(article))
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("articles", help="JSON lines of RawArticles, gzip or not")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--functions", type=int, default=0, help="also profile: so many functions")
    args = parser.parse_args()
    raw = [item.value for item in islice(read_articles(args.articles), args.count)]
    if not raw:
        sys.exit(f"{args.articles} holds no article: nothing measured")
    run([encode(WARM_UP)], Counter())
    if args.functions:
        profile = cProfile.Profile()
        profile.runcall(run, raw, Counter())
        pstats.Stats(profile).sort_stats("tottime").print_stats(args.functions)
        return
    seconds: Counter[str] = Counter()
    words = run(raw, seconds)
    total = sum(seconds.values())
    for module, names in PASSES.items():
        for name in names:
            setattr(module, name, timed(seconds, f"  {name.strip('_')}", getattr(module, name)))
    run(raw, Counter())
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"{1000 * spent / len(raw):8.3f} ms  {name}")
    print(
        f"{len(raw)} articles of {words / len(raw):.0f} words: {len(raw) / total:.1f} articles "
        f"and {words / total:,.0f} words a CPU second; "
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


if __name__ == "__main__":
    main()
