"""What several commands need: which broker, lines beside the output, the output, a progress bar."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from streams.settings import Settings
from streams.terminal import one_line


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


@contextmanager
def progress(text: str, total: int | None) -> Iterator[Callable[[int], None]]:
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
