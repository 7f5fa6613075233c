"""Articles onto the raw topic: produce, ingest."""

import asyncio
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from streams.cli.group import EXIT_ERROR
from streams.cli.shared import (
    ARTICLES,
    Problems,
    broker_of,
    many,
    progress,
    say,
    say_before_reading,
)
from streams.settings import load

if TYPE_CHECKING:
    from streams.reading import Item

T = TypeVar("T")


@click.command()
@click.argument("where", **ARTICLES)
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many articles.")
def produce(where: str, limit: int | None) -> None:
    """Put articles on the raw topic.

    A text or HTML file is one article, a row of a CSV or TSV file is one, JSON lines are
    RawArticles, a folder holds any of these; gzip is read through. JSON lines go out as they are,
    so a broken one ends in the dead letters, not here.
    """
    from streams.commands.produce import produce as send
    from streams.reading import read_articles, size_of

    settings = load()
    broker = broker_of(settings)
    problems, sent = Problems(), 0

    def sending(item: "Item") -> None:
        nonlocal sent
        sent += 1
        advance(len(item.value) + 1)

    items = _limited(read_articles(where, problems), limit)
    say_before_reading(where)
    try:
        with progress("producing", None if limit else size_of(where)) as advance:
            done = asyncio.run(send(broker, items, settings.compression_type, sending))
    except KeyboardInterrupt:
        say(f"stopped: {many(sent, 'article')} of {where} went out to {broker} before that")
        raise
    for text in done.refused:
        problems(f"refused: {text}")
    say(f"produced {many(done.sent, 'article')} to {broker}")
    problems.end()


def _limited(items: Iterator[T], limit: int | None) -> Iterator[T]:
    for count, item in enumerate(items):
        if limit is not None and count >= limit:
            return
        yield item


@click.command(short_help="Put articles of feeds and archives on the raw topic.")
@click.argument(
    "where", nargs=-1, required=True, metavar="FEED|FILE...", type=click.Path(allow_dash=True)
)
@click.option(
    "--rate",
    metavar="N",
    type=click.FloatRange(0, min_open=True),
    help="Most articles a second.",
)
@click.option(
    "--pause",
    metavar="SECONDS",
    type=click.FloatRange(0),
    default=2.0,
    show_default=True,
    help="Least seconds between two requests to one host; robots.txt may ask for more.",
)
@click.option(
    "--every",
    metavar="SECONDS",
    type=click.FloatRange(1),
    help="Look at the feeds again after so many seconds, until Ctrl-C.  [default: look once]",
)
@click.option("--memory", type=click.Path(dir_okay=False), help="Where addresses that were taken "
              "are kept.  [default: ingest.sqlite in NEWSWIRE_CACHE_DIR]")  # fmt: skip
def ingest(
    where: tuple[str, ...],
    rate: float | None,
    pause: float,
    every: float | None,
    memory: str | None,
) -> None:
    """Put articles of RSS and Atom feeds, WARC archives and files on the raw topic.

    FEED is an address: https://site.example/feed.xml. FILE is a WARC archive, or what `newswire
    produce` reads.

    An address is taken once. Pages are fetched as robots.txt allows, one at a time a host, and a
    feed only where it has changed. Nothing is fetched unless you run this. Needs:
    pip install 'newswire[ingest]'.
    """  # fmt: skip
    from collections import Counter
    from pathlib import Path

    from streams.commands.ingest import NOT_TAKEN, Plan
    from streams.commands.ingest import ingest as take
    from streams.feeds.memory import Memory

    settings = load()
    kept = Memory(Path(memory) if memory else settings.cache_dir / "ingest.sqlite")
    counts: Counter[str] = Counter()
    try:
        plan = Plan(rate, pause, every)
        codec = settings.compression_type
        asyncio.run(take(broker_of(settings), codec, where, plan, kept, counts, say))
    finally:  # Ctrl-C too, which is how `--every` ends
        kept.close()
        for outcome, count in sorted(counts.items()):
            click.echo(f"{count:>7}  {outcome}", err=True)
    if any(outcome.startswith(NOT_TAKEN) for outcome in counts):
        sys.exit(EXIT_ERROR)
