"""Articles from files, worked on here: clean, enrich."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from streams.cli.shared import (
    ARTICLES,
    TABLE,
    Problems,
    progress,
    say,
    say_before_reading,
    write_text,
)
from streams.errors import InvalidInputError
from streams.settings import load

PRETTY = click.option(
    "--pretty/--json", default=None, help="For people, or JSON lines.  [default: by terminal]"
)


@click.command()
@click.argument("where", **ARTICLES)
@PRETTY
def clean(where: str, pretty: bool | None) -> None:
    """Clean articles: the body, and what was cut with its reason. No broker needed.

    Reads what `newswire enrich` reads.
    """
    from schemas import decode_raw_article
    from streams import clean as clean_one
    from streams import render

    with _shown(pretty, render.clean_article) as show:
        _each(where, lambda value: clean_one(decode_raw_article(value)), show)


@click.command()
@click.argument("where", **ARTICLES)
@click.option(
    "--no-clean", is_flag=True, help="Take the text as the body, not a character changed."
)
@PRETTY
@TABLE
def enrich(where: str, no_clean: bool, pretty: bool | None, table: str | None) -> None:
    """Clean articles and extract everything from them. No broker needed.

    A text or HTML file is one article, a row of a CSV or TSV file is one, JSON lines are
    RawArticles, a folder holds any of these; gzip is read through. One event out a line, in the
    order of the input; an event that is enriched already comes out as it is, and one that is clean
    is not cleaned again.
    """
    from schemas import CleanArticle, EnrichedArticle, InvalidEventError, decode_raw_article
    from streams import enrich as enrich_one
    from streams import render
    from streams.extraction import enrich_article
    from streams.work import Names

    settings = load()
    Names(settings.entities, settings.gazetteers).use()

    def work(value: bytes) -> Any:
        try:
            raw = decode_raw_article(value)
        except InvalidEventError:
            if event := _event(value, EnrichedArticle):
                return event
            if event := _event(value, CleanArticle):
                return enrich_article(event)
            raise
        return enrich_one(raw, cleaned=not no_clean)

    if table:
        from streams.tables import table as table_of

        with table_of(table, write_text) as add:
            _each(where, work, add)
        return
    with _shown(pretty, render.article) as show:
        _each(where, work, show)


@contextmanager
def _shown(pretty: bool | None, picture: Callable[[Any], Any]) -> Iterator[Callable[[Any], None]]:
    """Shows events as people or programs want them; what is buffered is out on leaving."""
    from schemas import encode
    from streams import render

    console = render.console()
    if console.is_terminal if pretty is None else pretty:
        yield lambda event: console.print(picture(event))
        return
    out = sys.stdout.buffer

    def write(event: Any) -> None:
        out.write(encode(event) + b"\n")

    yield write
    out.flush()


def _event(value: bytes, kind: type[Any]) -> Any:
    """The event of a kind that a value is already, as we write them; None where it is none."""
    from schemas import InvalidEventError, decode

    try:
        return decode(value, kind)
    except InvalidEventError:
        return None


def _each(where: str, work: Callable[[bytes], Any], show: Callable[[Any], object]) -> None:
    """Works on each article; one that fails is named, and the others go on."""
    from schemas import InvalidEventError
    from streams.reading import read_articles, size_of

    problems, done = Problems(), 0
    say_before_reading(where)
    with progress("articles", size_of(where)) as advance:
        for item in read_articles(where, problems):
            try:
                event = work(item.value)
            except (InvalidEventError, InvalidInputError) as error:
                problems(f"{item.origin}: {error}")
                continue
            show(event)
            done += 1
            advance(len(item.value) + 1)
    if not done and not problems.count:
        say(f"{where} holds no articles")
    problems.end()
