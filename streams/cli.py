"""The command `newswire`: declared here, done in `streams/commands`.

Output for people when on a terminal, JSON lines when piped; errors are one line on stderr.
"""

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import resources
from importlib.metadata import version
from typing import Any, TypeVar

import click
import orjson

from streams.errors import InvalidInputError, NewswireError, UserError
from streams.settings import Settings, load, misspelt
from streams.terminal import one_line
from streams.work import one_thread_for_matrices

T = TypeVar("T")
EXIT_ERROR = 1
EXIT_USER_ERROR = 2
EXIT_INTERRUPTED = 130


class Group(click.Group):
    """Turns the errors of the house into one line; a trace only with --debug."""

    def invoke(self, ctx: click.Context) -> Any:
        debug = bool(ctx.params.get("debug"))
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except KeyboardInterrupt:
            sys.exit(EXIT_INTERRUPTED)
        except BrokenPipeError:  # `newswire tail | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except Exception as error:
            if debug:
                raise
            ours = isinstance(error, NewswireError)
            text = str(error) if ours else f"unexpected: {type(error).__name__}: {error}"
            hint = "" if ours else " (run `newswire --debug ...` for the trace, and report it)"
            click.echo(f"newswire: {one_line(text)}{hint}", err=True)
            sys.exit(EXIT_USER_ERROR if isinstance(error, UserError) else EXIT_ERROR)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("newswire"), prog_name="newswire")
@click.option("--debug", is_flag=True, help="Show stack traces and debug logs.")
def cli(debug: bool) -> None:
    """A streaming news processor: raw articles in; entities, quantities, dates and quotes out.

    \b
    Try it on one text:       newswire enrich article.txt
    Run it on this machine:   newswire up
    Feed it:                  newswire produce articles.jsonl.gz
    Watch it:                 newswire tail
    """
    if debug:
        os.environ["NEWSWIRE_LOG_LEVEL"] = "debug"
    else:
        for name in ("aiokafka", "faust", "trafilatura", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def main() -> None:
    one_thread_for_matrices()
    cli(prog_name="newswire")


def say(text: str) -> None:
    """A line for the person, beside the output."""
    click.echo(f"newswire: {one_line(text)}", err=True)


def broker_of(settings: Settings) -> str:
    from streams.broker.address import broker_address

    return broker_address(settings)


def write(value: bytes) -> None:
    sys.stdout.buffer.write(value + b"\n")
    sys.stdout.buffer.flush()


# the pipeline


@cli.command()
@click.option("--demo", is_flag=True, help="Produce the sample articles, show what comes out.")
def up(demo: bool) -> None:
    """Run everything on this machine until Ctrl-C.

    Starts an embedded Apache Kafka where NEWSWIRE_BROKER is not set, makes the topics, and runs a
    worker with its metrics. Other `newswire` commands find this broker by themselves.
    """
    from streams.commands.up import everything

    settings = load()
    with everything(settings, say) as running:
        say(
            f"ready: broker {running.broker}, metrics {running.metrics_url}/metrics. "
            "Feed it with `newswire produce FILE`, watch it with `newswire tail`, "
            "end it with Ctrl-C"
        )
        try:
            if demo:
                _demo(running.broker, settings, running.supervise)
            else:
                asyncio.run(_wait(running.supervise))
        except KeyboardInterrupt:
            say("ending: the worker finishes its work in hand, then the broker")


def _demo(broker: str, settings: Settings, supervise: Callable[[], None]) -> None:
    from streams.commands.produce import produce as send
    from streams.reading import read_articles

    async def run() -> None:
        showing = asyncio.create_task(_show(broker, from_start=False))
        watching = asyncio.create_task(_wait(supervise))
        await asyncio.sleep(0.5)  # the reader stands at the end before the articles come
        samples = read_articles(str(resources.files("streams") / "samples"))
        done = await send(broker, samples, settings.compression, lambda item: None)
        say(
            f"produced {done.sent} sample articles; one of them is broken: "
            "`newswire dead-letters inspect`"
        )
        await asyncio.gather(showing, watching)

    asyncio.run(run())


async def _wait(supervise: Callable[[], None]) -> None:
    while True:
        await asyncio.sleep(0.5)
        supervise()


@cli.command()
def worker() -> None:
    """Run one worker: clean and extract, with /metrics, /healthz and /readyz.

    Ends gently on SIGTERM: work in hand is finished and committed. Run more of them to share the
    partitions.
    """
    from streams.worker import run

    settings = load()
    run(settings, broker_of(settings))


@cli.command()
def lag() -> None:
    """Serve the lag of every group that reads our topics, for Prometheus.

    Asks the broker, so it also speaks while no worker runs. Listens where a worker would:
    NEWSWIRE_HTTP_HOST, NEWSWIRE_HTTP_PORT.
    """
    from streams.lag import run
    from streams.logs import set_up

    settings = load()
    set_up(settings.log_level, settings.log_format)
    run(settings, broker_of(settings))


@cli.group()
def topics() -> None:
    """Make and look at the topics (schemas/topics.toml)."""


@topics.command("create")
@click.option("--partitions", type=click.IntRange(1), help="Instead of the number in topics.toml.")
@click.option("--replication", type=click.IntRange(1), help="Instead of NEWSWIRE_REPLICATION.")
@click.option(
    "--wait", metavar="SECONDS", type=click.FloatRange(0), default=0.0,
    help="Try for so long: a broker that has just started takes topics a little later.",
)  # fmt: skip
def topics_create(partitions: int | None, replication: int | None, wait: float) -> None:
    """Make the topics that are missing; leave the others as they are."""
    from streams.broker.topics import create_when_up

    settings = load()
    created = asyncio.run(
        create_when_up(
            broker_of(settings), replication or settings.replication, partitions, seconds=wait
        )
    )
    for topic, new in created:
        click.echo(f"{topic.name}\t{'created' if new else 'exists'}")


@topics.command("grow")
@click.argument("topic")
@click.option("--partitions", type=click.IntRange(2), required=True, help="How many it then has.")
def topics_grow(topic: str, partitions: int) -> None:
    """Give a topic more partitions, so that more workers can share it. There is no way back."""
    from streams.broker.topics import grow

    asyncio.run(grow(broker_of(load()), topic, partitions))
    click.echo(f"{topic}\t{partitions} partitions")


@topics.command("list")
def topics_list() -> None:
    """The topics, what they carry, and whether the broker has them."""
    from streams.broker.topics import look

    settings = load()
    for topic, partitions in asyncio.run(look(broker_of(settings))):
        state = f"{partitions} partitions" if partitions else "missing"
        click.echo(f"{topic.name}\t{state}\tkey: {topic.key}\tvalue: {topic.event or 'as it was'}")


@cli.command()
@click.argument("where", metavar="FILE|DIR|-")
@click.option("--limit", type=click.IntRange(1), help="At most so many articles.")
def produce(where: str, limit: int | None) -> None:
    """Put articles on the raw topic.

    A text or HTML file is one article; JSON lines are RawArticles; gzip is read through. JSON lines
    go out as they are, so a broken one ends in the dead letters, not here.
    """
    from streams.commands.produce import produce as send
    from streams.reading import read_articles, size_of

    settings = load()
    broker = broker_of(settings)
    items = _limited(read_articles(where), limit)
    with _progress("producing", None if limit else size_of(where)) as advance:
        done = asyncio.run(
            send(broker, items, settings.compression, lambda item: advance(len(item.value) + 1))
        )
    for text in done.refused:
        say(f"refused: {text}")
    say(f"produced {done.sent} articles to {broker}")
    if done.refused:
        sys.exit(EXIT_ERROR)


@cli.command()
@click.argument("where", nargs=-1, required=True, metavar="FEED|FILE...")
@click.option("--rate", type=click.FloatRange(0, min_open=True), help="Most articles a second.")
@click.option(
    "--pause",
    type=click.FloatRange(0),
    default=2.0,
    show_default=True,
    help="Least seconds between two requests to one host; robots.txt may ask for more.",
)
@click.option(
    "--every",
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
    """Put articles of RSS and Atom feeds, WARC archives and JSON lines on the raw topic.

    An address is taken once. Pages are fetched as robots.txt allows, one at a time a host, and a
    feed only where it has changed. Nothing is fetched unless you run this. Needs:
    pip install 'newswire[ingest]'.
    """  # fmt: skip
    from pathlib import Path

    from streams.commands.ingest import Plan
    from streams.commands.ingest import ingest as take
    from streams.feeds.memory import Memory

    settings = load()
    kept = Memory(Path(memory) if memory else settings.cache_dir / "ingest.sqlite")
    try:
        plan = Plan(rate, pause, every)
        counts = asyncio.run(
            take(broker_of(settings), settings.compression, where, plan, kept, say)
        )
    finally:
        kept.close()
    for outcome, count in sorted(counts.items()):
        click.echo(f"{count:>7}  {outcome}", err=True)


@cli.command()
@click.option("--from-start", is_flag=True, help="All that the topic holds, then what comes.")
def tail(from_start: bool) -> None:
    """Show enriched events as they come: highlighted on a terminal, JSON lines when piped."""
    settings = load()
    asyncio.run(_show(broker_of(settings), from_start=from_start))


async def _show(broker: str, *, from_start: bool) -> None:
    from streams import render
    from streams.commands.tail import enriched

    console = render.console()
    async for value, event in enriched(broker, from_start=from_start):
        if not console.is_terminal:
            write(value)
        elif event is None:
            click.echo(one_line(value.decode("utf-8", "replace")))
        else:
            console.print(render.article(event, width_text=1500))


@cli.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Instead of NEWSWIRE_PAGE_PORT.")
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


@cli.command()
def trends() -> None:
    """Run one trends worker: counts by window of entities and classes onto news.trends.v1.

    Beside the workers, not in them; run more of it to share the partitions.
    """
    from streams.trends.worker import run

    settings = load()
    run(settings, broker_of(settings))


@cli.group()
def sink() -> None:
    """Write enriched events into another system, each once."""


@sink.command("postgres")
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

    try:
        address = settings.postgres.get_secret_value()
        asyncio.run(to_postgres(broker_of(settings), settings.group, address, once=once, tick=tick))
    finally:
        say(f"{totals[0]} events read, {totals[1]} of them new in PostgreSQL")


# one article at a time, no broker


@cli.command()
@click.argument("where", metavar="FILE|-")
@click.option(
    "--pretty/--json", default=None, help="For people, or JSON lines. [default: by terminal]"
)
def clean(where: str, pretty: bool | None) -> None:
    """Clean articles: the body, and what was cut with its reason. No broker needed."""
    from streams import clean as clean_one
    from streams import render

    _each(where, pretty, clean_one, render.clean_article)


@cli.command()
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
    with _progress("articles", None if pretty else size_of(where)) as advance:
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


# dead letters


@cli.group("dead-letters")
def dead_letters() -> None:
    """Look at what could not be processed; send it again; put it away."""


def _selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--at", metavar="PARTITION:OFFSET", help="Just this one."),
        click.option("--source", help="Only of this source (record key)."),
        click.option("--stage", help="Only of this stage (clean, extract)."),
        click.option("--reason", help="Only with this reason."),
    ):
        command = option(command)
    return command


@dead_letters.command("inspect")
@_selecting
@click.option("--all", "handled_too", is_flag=True, help="Also those replayed or discarded.")
def dead_letters_inspect(handled_too: bool, **selection: str | None) -> None:
    """Show the dead letters that wait, and how many by stage, reason and source."""
    from streams.commands.dead_letters import Selection, counts, waiting

    settings = load()
    letters = asyncio.run(
        waiting(
            broker_of(settings), settings.group, Selection(**selection), handled_too=handled_too
        )
    )
    if not sys.stdout.isatty():
        for letter in letters:
            write(orjson.dumps(letter.as_dict()))
        return
    for letter in letters[-50:]:
        where = f"{letter.partition}:{letter.offset} {letter.stage} {letter.source}"
        click.echo(one_line(f"{letter.time} {where}: {letter.message[:200]}"))
    for (stage, reason, source), count in counts(letters):
        click.echo(one_line(f"{count:>7}  {stage}  {reason}  {source or '(no source)'}"))
    click.echo(f"{len(letters):>7}  waiting; `newswire dead-letters replay` sends them again")


@dead_letters.command("replay")
@_selecting
@click.option("--yes", is_flag=True, help="Do not ask.")
def dead_letters_replay(yes: bool, **selection: str | None) -> None:
    """Send dead letters to where they failed, byte for byte as they first came."""
    from streams.commands.dead_letters import Selection, replay, waiting

    settings = load()
    broker, chosen = broker_of(settings), Selection(**selection)
    if not yes and sys.stdin.isatty():
        count = len(asyncio.run(waiting(broker, settings.group, chosen)))
        click.confirm(f"Send {count} dead letters again?", abort=True)
    with _progress("replaying", None) as advance:
        count = asyncio.run(replay(broker, settings.group, chosen, lambda letter: advance(1)))
    say(f"replayed {count} dead letters")


@dead_letters.command("discard")
@_selecting
@click.option("--yes", is_flag=True, help="Do not ask.")
def dead_letters_discard(yes: bool, **selection: str | None) -> None:
    """Mark dead letters as handled; they stay on the topic until its retention ends."""
    from streams.commands.dead_letters import Selection, discard, waiting

    settings = load()
    broker, chosen = broker_of(settings), Selection(**selection)
    if not yes and sys.stdin.isatty():
        count = len(asyncio.run(waiting(broker, settings.group, chosen)))
        click.confirm(f"Discard {count} dead letters?", abort=True)
    say(f"discarded {asyncio.run(discard(broker, settings.group, chosen))} dead letters")


# looking after it


@cli.command()
@click.option("--to", required=True, metavar="TIME|start", help="RFC 3339 time, or `start`.")
@click.option("--dry-run", is_flag=True, help="Show what would move; move nothing.")
def rewind(to: str, dry_run: bool) -> None:
    """Process raw articles again from a time on, or all that the topic holds.

    Stop the workers first, start them after. What they publish has the same ids as before.
    """
    from streams.commands.rewind import rewind as move

    settings = load()
    time = None if to == "start" else _time(to)
    moved = asyncio.run(move(broker_of(settings), settings.group, time, dry_run=dry_run))
    for partition, before, after, end in moved:
        click.echo(f"{partition}\t{'none' if before is None else before} -> {after}\tend {end}")
    again = sum(end - after for _, _, after, end in moved)
    say(f"{'would process' if dry_run else 'the workers will process'} {again} articles")


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise UserError(f"--to {text}: not a time with its offset, as in 2026-11-24T06:00:00Z")
    return time


@cli.command()
def doctor() -> None:
    """Check what newswire needs here, and say what to do about what is missing."""
    from streams.commands.doctor import examine

    findings = asyncio.run(examine(load()))
    for finding in findings:
        mark = click.style("ok  ", "green") if finding.good else click.style("bad ", "red")
        click.echo(f"{mark} {finding.what}: {finding.text}")
    if not all(finding.good for finding in findings):
        sys.exit(EXIT_ERROR)


@cli.command()
def settings() -> None:
    """List the settings: environment variable, value, meaning."""
    current = load()
    for name, field in Settings.model_fields.items():
        value = getattr(current, name)
        shown = "(not set)" if value is None else value
        click.echo(f"NEWSWIRE_{name.upper()}={shown}\n    {field.description or ''}")
    for name, meant in misspelt(os.environ):
        say(f"{name} is no setting and does nothing; did you mean {meant}?")


# helpers


def _limited(items: Iterator[T], limit: int | None) -> Iterator[T]:
    for count, item in enumerate(items):
        if limit is not None and count >= limit:
            return
        yield item


@contextmanager
def _progress(text: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr where it is a terminal and stdout is not busy with output."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    from streams import render

    console = render.console(stderr=True)
    if not console.is_terminal:
        yield lambda amount: None
        return
    columns = (
        TextColumn("{task.description} {task.fields[count]:,}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(text, total=total, count=0)
        count = 0

        def advance(amount: int) -> None:
            nonlocal count
            count += 1
            bar.update(task, advance=amount, count=count)

        yield advance
