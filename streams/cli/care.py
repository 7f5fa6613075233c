"""Looking after it: rewind, doctor, settings."""

import asyncio
import json
import os
import shutil
import sys
from datetime import datetime

import click

from streams.cli.group import EXIT_ERROR
from streams.cli.shared import broker_of, many, say, warn_of_misspelt
from streams.errors import UserError
from streams.settings import WEB_ADDRESSES, Settings, load, without_passwords


@click.command(short_help="Process raw articles again from a time on.")
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
    who = "would process" if dry_run else "the workers will process"
    say(f"{who} {many(again, 'article')}")


def _time(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise UserError(f"--to {text}: not a time with its offset, as in 2026-11-24T06:00:00Z")
    return time


@click.command(short_help="Check what newswire needs here; say what to do.")
def doctor() -> None:
    """Check what newswire needs here, and say what to do about what is missing."""
    from streams.commands.doctor import examine

    findings = asyncio.run(examine(load()))
    for finding in findings:
        mark = click.style("ok  ", "green") if finding.good else click.style("bad ", "red")
        click.echo(f"{mark} {finding.what}: {finding.text}")
    if not all(finding.good for finding in findings):
        sys.exit(EXIT_ERROR)


@click.command()
def settings() -> None:
    """List the settings: environment variable, value, meaning.

    Where one is wrong: their defaults, and which is wrong.
    """
    wrong = None
    try:
        current = load()
    except UserError as error:
        current, wrong = Settings.model_construct(), error
    for name, field in Settings.model_fields.items():
        value = getattr(current, name)
        variable = f"NEWSWIRE_{name.upper()}"
        note = "  [set]" if os.environ.get(variable) else ""
        if name in WEB_ADDRESSES and value:
            value = without_passwords(value)
        click.echo(f"{variable}={_shown(value)}{note}\n{_meaning(field.description or '')}")
    warn_of_misspelt()
    if wrong:
        say("these are the defaults, since one that is set is wrong:")
        raise wrong


def _meaning(text: str) -> str:
    """Indented; within a terminal's width, but one line for a program that reads it."""
    indent = "    "
    if not sys.stdout.isatty():
        return indent + text
    width = shutil.get_terminal_size().columns
    return click.wrap_text(text, width, initial_indent=indent, subsequent_indent=indent)


def _shown(value: object) -> object:
    """A value as it would be set: a list is a JSON array."""
    if isinstance(value, tuple):
        return json.dumps([str(one) for one in value])
    return "(not set)" if value is None else value
