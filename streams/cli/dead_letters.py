"""`newswire dead-letters`: look at them, send them again, put them away."""

import asyncio
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click
import orjson

from streams.cli.group import Commands
from streams.cli.shared import broker_of, many, progress, say, write
from streams.errors import STAGES, Reason, UserError
from streams.settings import load
from streams.terminal import one_line

if TYPE_CHECKING:
    from streams.commands.dead_letters import DeadLetter, Selection

SHOWN = 50
NO_SOURCE = "(no source)"


@click.group(
    "dead-letters",
    cls=Commands,
    short_help="What could not be processed: look, send again, put away.",
)
def dead_letters() -> None:
    """Look at what could not be processed; send it again; put it away."""


def _one_offset(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"\d+:\d+", value):
        raise click.BadParameter("not PARTITION:OFFSET, as in 0:12")
    return value


def _selecting(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--at", metavar="PARTITION:OFFSET", callback=_one_offset, help="Just this one."
        ),
        click.option("--source", help="Only of this source (record key)."),
        click.option("--stage", type=click.Choice(STAGES), help="Only of this stage."),
        click.option(
            "--reason",
            type=click.Choice([reason.value for reason in Reason]),
            help="Only with this reason.",
        ),
    ):
        command = option(command)
    return command


@dead_letters.command("inspect", short_help="Show those that wait, and count them.")
@_selecting
@click.option("--all", "handled_too", is_flag=True, help="Also those replayed or discarded.")
@click.option("--values", is_flag=True, help="The messages themselves, byte for byte, one a line.")
def dead_letters_inspect(handled_too: bool, values: bool, **selection: str | None) -> None:
    """Show the dead letters that wait, and how many by stage, reason and source.

    On a terminal the last ones for people; piped, all of them as JSON lines.
    """
    from streams.commands.dead_letters import Selection, counts, waiting

    settings = load()
    letters = asyncio.run(
        waiting(
            broker_of(settings),
            settings.group,
            Selection(**selection),
            handled_too=handled_too,
            values=values,
        )
    )
    if values:
        for letter in letters:
            write(letter.record.value or b"")
        return
    if not sys.stdout.isatty():
        for letter in letters:
            write(orjson.dumps(letter.as_dict()))
        return
    if not letters:
        say(_none(selection))
        return
    for letter in letters[-SHOWN:]:
        source = letter.source or NO_SOURCE
        where = f"{letter.partition}:{letter.offset} {letter.stage} {source}"
        click.echo(one_line(f"{letter.time} {where}: {letter.message[:200]}"))
    for (stage, reason, source), count in counts(letters):
        click.echo(one_line(f"{count:>7}  {stage}  {reason}  {source or NO_SOURCE}"))
    shown = f", the last {SHOWN} of them shown" if len(letters) > SHOWN else ""
    click.echo(
        f"{len(letters):>7}  waiting{shown}; `newswire dead-letters replay` sends them again"
    )


def _none(selection: dict[str, str | None]) -> str:
    """That nothing is there for what was asked."""
    return "no such dead letter waits" if any(selection.values()) else "no dead letter waits"


def _confirm(question: str, broker: str, group: str, chosen: "Selection") -> None:
    """Asks whoever sits at a terminal, with the number of dead letters that are chosen.

    Raises UserError where nobody does: a script says --yes.
    """
    from streams.commands.dead_letters import waiting

    if not sys.stdin.isatty():
        raise UserError("nobody is here to be asked: add --yes, or run it in a terminal")
    count = len(asyncio.run(waiting(broker, group, chosen)))
    if count:
        click.confirm(question.format(many(count, "dead letter")), abort=True)


@dead_letters.command("replay", short_help="Send them to where they failed.")
@_selecting
@click.option("--yes", is_flag=True, help="Do not ask.")
def dead_letters_replay(yes: bool, **selection: str | None) -> None:
    """Send dead letters to where they failed, byte for byte as they first came."""
    from streams.commands.dead_letters import Selection, replay

    settings = load()
    broker, chosen = broker_of(settings), Selection(**selection)
    if not yes:
        _confirm("Send {} again?", broker, settings.group, chosen)
    sent = 0

    def sending(letter: "DeadLetter") -> None:
        nonlocal sent
        sent += 1
        advance(1)

    try:
        with progress("replaying", None) as advance:
            count = asyncio.run(replay(broker, settings.group, chosen, sending))
    except BaseException:  # Ctrl-C, or a broker that went away
        if sent:
            say(
                f"{many(sent, 'dead letter')} went out before that; the next replay sends all again"
            )
        raise
    say(f"replayed {many(count, 'dead letter')}" if count else _none(selection))


@dead_letters.command("discard", short_help="Mark them as handled.")
@_selecting
@click.option("--yes", is_flag=True, help="Do not ask.")
def dead_letters_discard(yes: bool, **selection: str | None) -> None:
    """Mark dead letters as handled; they stay on the topic until its retention ends."""
    from streams.commands.dead_letters import Selection, discard

    settings = load()
    broker, chosen = broker_of(settings), Selection(**selection)
    if not yes:
        _confirm("Discard {}?", broker, settings.group, chosen)
    count = asyncio.run(discard(broker, settings.group, chosen))
    say(f"discarded {many(count, 'dead letter')}" if count else _none(selection))
