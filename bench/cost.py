"""What each pass costs an article: CPU milliseconds, and the functions that take most.

    python -m bench.cost ../shared/data/articles/raw_articles.jsonl.gz
        [--count 400] [--warm 0] [--functions 20] [--lengths]

One process, one thread; articles take each step one after another in chunks, as in a worker. The
first article is not counted (it loads models and word lists), nor are
the first `--warm` of the file: a worker that has run for an hour knows most words, a new one none.
`--lengths` joins articles to texts of 10 kB to 1 MB and prints what a kilobyte costs in each.
"""

import argparse
import cProfile
import pstats
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any

from streams.work import one_thread_for_matrices, rarely_collect_garbage

one_thread_for_matrices()

from schemas import (  # noqa: E402
    CleanArticle,
    EnrichedArticle,
    RawArticle,
    decode_raw_article,
    encode,
)
from streams.cleaning import article as cleaning  # noqa: E402
from streams.extraction import article as extraction  # noqa: E402
from streams.reading import read_articles  # noqa: E402
from streams.settings import Settings  # noqa: E402
from streams.steps import Steps, T, finished, side_by_side  # noqa: E402

PASSES = {
    cleaning: ("normalise", "identify"),
    extraction: ("tokenise", "sentences", "reading_steps", "entity_steps", "find_dates",
                 "_quantity_steps", "find_quotes"),
}  # fmt: skip
"""The passes that are timed by themselves, as their module calls them."""
CHUNK: int = Settings.model_fields["chunk_articles"].default
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
WARM_UP = RawArticle(text="Some 1,200 people met in London on Monday, the BBC said.")


def timed(seconds: dict[str, float], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, or the steps that it gives, with the time of each call or step added up."""

    def count(function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return function(*args, **named)
        finally:
            seconds[name] += time.process_time() - started

    def call(*args: Any, **named: Any) -> Any:
        found = count(function, *args, **named)
        return steps(found) if isinstance(found, Generator) else found

    def steps(found: Steps[T]) -> Steps[T]:
        while True:
            try:
                count(next, found)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]
            yield

    return call


def together(works: list[Steps[T]]) -> list[T]:
    """What comes of each work; all take each step one after another."""
    return finished(side_by_side(works))


def run(raw: list[bytes], seconds: dict[str, float]) -> int:
    """Every article through every step; the number of words that were left after cleaning."""

    def clean(values: list[bytes]) -> list[CleanArticle]:
        return together([cleaning.clean_steps(decode_raw_article(value)) for value in values])

    def extract(articles: list[CleanArticle]) -> list[EnrichedArticle]:
        return together([extraction.enrich_steps(article) for article in articles])

    def to_json(events: Iterable[CleanArticle | EnrichedArticle]) -> None:
        for event in events:
            encode(event)

    words = 0
    for at in range(0, len(raw), CHUNK):
        articles = timed(seconds, "clean", clean)(raw[at : at + CHUNK])
        words += sum(len(article.text.split()) for article in articles)
        enriched = timed(seconds, "extract", extract)(articles)
        timed(seconds, "encode", to_json)((*articles, *enriched))
    return words


def run_passes(raw: list[bytes]) -> dict[str, float]:
    """What each pass takes. For a process of its own: so many clocks take 2 percent themselves."""
    passes: defaultdict[str, float] = defaultdict(float)
    for module, names in PASSES.items():
        for name in names:
            setattr(module, name, timed(passes, f"  {name.strip('_')}", getattr(module, name)))
    run(raw, defaultdict(float))
    return passes


def by_length(raw: list[bytes]) -> None:
    """What a kilobyte costs in texts of different length, the cache of words being full."""
    bodies = [article.text for value in raw if (article := decode_raw_article(value)).text]
    whole = "\n\n".join(bodies).encode()[: LENGTHS[-1]].decode("utf-8", "ignore")
    run([encode(RawArticle(text=whole))], defaultdict(float))
    for length in LENGTHS:
        parts = [whole[at : at + length] for at in range(0, LENGTHS[-1], length)]
        texts = [encode(RawArticle(text=part)) for part in parts if part.strip()]
        seconds: defaultdict[str, float] = defaultdict(float)
        run(texts, seconds)
        spent = {name: 1000 * spent / (len(whole) / 1000) for name, spent in seconds.items()}
        print(
            f"{length:>9,} characters: {sum(spent.values()):.2f} ms a kB ("
            + ", ".join(f"{name} {ms:.2f}" for name, ms in spent.items())
            + ")"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("articles", help="JSON lines of RawArticles, gzip or not")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--functions", type=int, default=0, help="also profile: so many functions")
    parser.add_argument("--warm", type=int, default=0, help="so many articles before are not timed")
    parser.add_argument("--lengths", action="store_true", help="longer and longer texts instead")
    args = parser.parse_args()
    warm, raw = (
        [item.value for item in islice(read_articles(args.articles), *between)]
        for between in ((args.warm,), (args.warm, args.warm + args.count))
    )
    if not raw:
        sys.exit(f"{args.articles} holds no article: nothing measured")
    rarely_collect_garbage()  # as a pool worker does
    run([encode(WARM_UP), *warm], defaultdict(float))
    if args.lengths:
        by_length(raw)
        return
    if args.functions:
        profile = cProfile.Profile()
        profile.runcall(run, raw, defaultdict(float))
        pstats.Stats(profile).sort_stats("tottime").print_stats(args.functions)
        return
    with ProcessPoolExecutor(1, get_context("fork")) as other:  # it knows the same words
        passes = other.submit(run_passes, raw).result()
    seconds: defaultdict[str, float] = defaultdict(float)
    words = run(raw, seconds)
    total = sum(seconds.values())
    seconds.update(passes)
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"{1000 * spent / len(raw):8.3f} ms  {name}")
    print(
        f"{len(raw)} articles of {words / len(raw):.0f} words: {len(raw) / total:.1f} articles "
        f"and {words / total:,.0f} words a CPU second; "
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


if __name__ == "__main__":
    main()
