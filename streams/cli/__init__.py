"""The command `newswire`: a file here for each kind of command; done in `streams/commands`.

Output for people when on a terminal, JSON lines when piped; errors are one line on stderr.
"""

import logging
import os
import signal
import sys
from importlib.metadata import version

import click

from streams.cli import (
    articles_in,
    care,
    dead_letters,
    events_out,
    running,
    topics,
    without_broker,
)
from streams.cli.group import EXIT_INTERRUPTED, Root
from streams.cli.shared import say, warn_of_misspelt
from streams.logs import Away
from streams.terminal import show_what_it_can
from streams.work import one_thread_for_matrices


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("newswire"), prog_name="newswire")
@click.option("--debug", is_flag=True, help="Show stack traces and debug logs.")
def cli(debug: bool) -> None:
    """A streaming news processor: raw articles in; entities, quantities, dates and quotes out.

    \b
    Try it on one text:       newswire enrich article.txt
    Make a table of files:    newswire enrich FOLDER --table quantities
    Run it on this machine:   newswire up
    Feed it:                  newswire produce articles.jsonl.gz
    Watch it:                 newswire tail
    """
    if click.get_current_context().invoked_subcommand not in ("settings", "doctor"):
        warn_of_misspelt()
    if debug:
        os.environ["NEWSWIRE_LOG_LEVEL"] = "debug"
    else:
        for name in ("faust", "trafilatura", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        if not logging.getLogger().handlers:
            logging.getLogger().addHandler(Away(say))  # a worker sets up its own log


for command in (
    running.up, running.worker, running.trends, running.lag,
    topics.topics,
    articles_in.produce, articles_in.ingest,
    events_out.tail, events_out.page, events_out.sink,
    without_broker.clean, without_broker.enrich,
    dead_letters.dead_letters,
    care.rewind, care.doctor, care.settings,
):  # fmt: skip
    cli.add_command(command)


def main() -> None:
    _reopen_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        show_what_it_can(stream)
    one_thread_for_matrices()
    try:
        cli(prog_name="newswire")
    except SystemExit as ended:
        if ended.code == EXIT_INTERRUPTED:  # a second Ctrl-C would leave a trace on its way out
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise


def _reopen_what_is_closed() -> None:
    """Who starts us without a stream (`<&-`, some supervisors) has nothing to say, or to hear."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  # for as long as we run
