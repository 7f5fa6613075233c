"""Articles from files, worked on here: clean, enrich."""

import sys
from collections.abc import Callable
from typing import Any

import click

from streams.cli.group import EXIT_ERROR
from streams.cli.shared import progress, say
from streams.errors import InvalidInputError
from streams.settings import load


@click.command()
@click.argument("where", metavar="FILE|-")
@click.option(
    "--pretty/--json", default=None, help="For people, or JSON lines. [default: by terminal]"
)
def clean(where: str, pretty: bool | None) -> None:
    """Clean articles: the body, and what was cut with its reason. No broker needed."""
    from streams import clean as clean_one
    from streams import render

    _each(where, pretty, clean_one, render.clean_article)


@click.command()
@click.argument("where", metavar="FILE|-")
@click.option(
    "--no-clean", is_flag=True, help="Take the text as the body, not a character changed."
)
@click.option(
    "--pretty/--json", default=None, help="For people, or JSON lines. [default: by terminal]"
)
def enrich(where: str, no_clean: bool, pretty: bool | None) -> None:
    """Clean articles and extract everything from them. No broker needed.

    A text or HTML file is one article, JSON lines are RawArticles; one event out a line, in the
    order of the input.
    """
    from streams import enrich as enrich_one
    from streams import render
    from streams.work import Names

    settings = load()
    Names(settings.entities, settings.gazetteers).use()

    _each(where, pretty, lambda raw: enrich_one(raw, cleaned=not no_clean), render.article)


def _each(
    where: str, pretty: bool | None, work: Callable[[Any], Any], show: Callable[[Any], Any]
) -> None:
    from schemas import InvalidEventError, decode_raw_article, encode
    from streams import render
    from streams.reading import read_articles, size_of

    console = render.console()
    pretty = console.is_terminal if pretty is None else pretty
    failed = 0
    with progress("articles", None if pretty else size_of(where)) as advance:
        for item in read_articles(where):
            try:
                event = work(decode_raw_article(item.value))
            except (InvalidEventError, InvalidInputError) as error:
                failed += 1
                say(f"{item.origin}: {error}")
                continue
            if pretty:
                console.print(show(event))
            else:
                sys.stdout.buffer.write(encode(event) + b"\n")
            advance(len(item.value) + 1)
    sys.stdout.buffer.flush()
    if failed:
        sys.exit(EXIT_ERROR)
