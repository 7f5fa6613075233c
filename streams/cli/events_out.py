"""Enriched events from the broker: tail, page, sink."""

import asyncio
import sys
from typing import TYPE_CHECKING

import click

from streams.cli.group import Commands
from streams.cli.shared import TABLE, broker_of, many, say, write, write_text
from streams.errors import UserError
from streams.settings import load
from streams.terminal import one_line

if TYPE_CHECKING:
    from streams.commands.tail import Shown


@click.command(short_help="Show enriched events as they come.")
@click.option("--from-start", is_flag=True, help="All that the topic holds, then what comes.")
@click.option("--once", is_flag=True, help="All that the topic holds, then end.")
@TABLE
def tail(from_start: bool, once: bool, table: str | None) -> None:
    """Show enriched events as they come: highlighted on a terminal, JSON lines when piped."""
    settings = load()
    broker = broker_of(settings)
    if not once and sys.stderr.isatty():
        earlier = "" if from_start else " (`--from-start` shows the earlier ones too)"
        say(f"showing the enriched events of {broker} as they come{earlier}; end it with Ctrl-C")
    events = show(broker, from_start=from_start or once, once=once, table=table)
    asyncio.run(events)


async def show(
    broker: str, *, from_start: bool, once: bool = False, table: str | None = None
) -> None:
    """Enriched events as they come: for people on a terminal, JSON lines when piped, or a table.

    What is no event of ours is shown as it is, and stands in no table; a repeat stands there once.
    """
    from streams.commands.tail import enriched
    from streams.tables import table as table_of

    events = enriched(broker, from_start=from_start, once=once)
    if table is None:
        async for shown in events:
            print_event(shown)
        return
    seen: set[str] = set()
    with table_of(table, write_text) as add:
        async for shown in events:
            if shown.event is not None and shown.ce_id not in seen:
                seen.add(shown.ce_id)
                add(shown.event)
                sys.stdout.buffer.flush()


def print_event(shown: "Shown") -> None:
    """One event: for people on a terminal, a JSON line when piped."""
    from streams import render

    console = render.console()
    if not console.is_terminal:
        write(shown.value)
    elif shown.event is None:
        click.echo(one_line(shown.value.decode("utf-8", "replace")))
    else:
        console.print(render.article(shown.event, width_text=1500))


@click.command(short_help="Serve a page to look at the stream.")
@click.option(
    "--port", metavar="PORT", type=click.IntRange(0, 65535), help="Instead of NEWSWIRE_PAGE_PORT."
)
def page(port: int | None) -> None:
    """Serve a page to look at the stream: articles with their findings marked, quantities.

    It shows the latest articles that the enriched topic holds, and each new one as it comes.
    """
    from streams.commands.page import serve

    settings = load()
    work = serve(
        broker_of(settings),
        settings.http_host,
        settings.page_port if port is None else port,
        settings.page_articles,
        lambda url: say(f"look at {url}, end it with Ctrl-C"),
    )
    asyncio.run(work)


@click.group(cls=Commands)
def sink() -> None:
    """Write enriched events into another system, each once."""


@sink.command("postgres", short_help="Into PostgreSQL, each event once.")
@click.option("--once", is_flag=True, help="End when all that is there now is written.")
def sink_postgres(once: bool) -> None:
    """Write enriched events into PostgreSQL (NEWSWIRE_POSTGRES), from where it last stopped.

    Makes its tables in the schema `newswire`. Needs: pip install 'newswire[postgres]'.
    """
    from streams.commands.sink import to_postgres

    settings = load()
    if settings.postgres is None:
        raise UserError("set NEWSWIRE_POSTGRES, for example postgresql://user@localhost/news")
    totals = [0, 0]

    def tick(records: int, new: int) -> None:
        totals[0] += records
        totals[1] += new

    address = settings.postgres.get_secret_value()
    try:
        asyncio.run(to_postgres(broker_of(settings), settings.group, address, once=once, tick=tick))
    finally:
        if totals[0] or not isinstance(sys.exc_info()[1], UserError):  # else nothing was begun
            say(f"{many(totals[0], 'event')} read, {totals[1]:,} of them new in PostgreSQL")
