"""What several commands need: where articles are, which broker, output, lines beside it, a bar."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from streams.cli.group import EXIT_ERROR
from streams.settings import Settings, misspelt
from streams.terminal import one_line

ARTICLES: dict[str, Any] = {
    "metavar": "FILE|DIR|-",
    "type": click.Path(allow_dash=True),  # so that a shell completes names of files
}
"""An argument that says where articles are."""

TABLE = click.option(
    "--table",
    type=click.Choice(("quantities", "entities", "quotes", "days")),
    help="A table in CSV instead of events: a row a finding, or counts by day.",
)


def broker_of(settings: Settings) -> str:
    """The broker to talk to, looked up late: `clean` and `enrich` need no Kafka client."""
    from streams.broker.address import broker_address

    return broker_address(settings)


def say(text: str) -> None:
    """A line for the person, beside the output."""
    click.echo(f"newswire: {one_line(text)}", err=True)


def write(value: bytes) -> None:
    """An event on stdout, there at once."""
    sys.stdout.buffer.write(value + b"\n")
    sys.stdout.buffer.flush()


def write_text(text: str) -> None:
    """Lines on stdout, in UTF-8 whatever the terminal."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


def say_before_reading(where: str) -> None:
    """That we wait for someone to type; what of a folder is not read."""
    from streams.reading import STDIN, left_out

    if where == STDIN and sys.stdin.isatty():
        say("reading what you type; end it with Ctrl-D on an empty line")
    if text := left_out(where):
        say(text)


class Problems:
    """Says what could not be read, the first few one by one: a large file has a line for each."""

    SHOWN = 10

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, text: str) -> None:
        self.count += 1
        if self.count <= self.SHOWN:
            say(text)

    def end(self) -> None:
        """Says how many there were, where not all were shown. Ends the process where any was."""
        if self.count > self.SHOWN:
            say(f"{self.count:,} could not be read; the first {self.SHOWN} are named above")
        if self.count:
            sys.exit(EXIT_ERROR)


def warn_of_misspelt() -> None:
    """Names each variable that looks like a setting and is none."""
    for name, meant in misspelt(os.environ):
        say(f"{name} is no setting and does nothing; did you mean {meant}?")


def many(count: int, thing: str) -> str:
    """1 article, 2 articles."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


@contextmanager
def progress(text: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr where it is a terminal and stdout, being none, shows nothing."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    from streams import render

    console = render.console(stderr=True)
    if not console.is_terminal or sys.stdout.isatty():
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
