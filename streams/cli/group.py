"""How a command fails: one line with what happened and what to do; a trace only with --debug."""

import os
import sys
from difflib import get_close_matches
from typing import IO, Any

import click

from streams.errors import NewswireError, UserError
from streams.terminal import one_line

EXIT_ERROR = 1
EXIT_USER_ERROR = 2
EXIT_INTERRUPTED = 130


class UsageInOneLine(click.ClickException):
    """A wrong option, argument or command: what click says in four lines."""

    exit_code = EXIT_USER_ERROR

    def __init__(self, error: click.UsageError, asked: str = "newswire") -> None:
        command = error.ctx.command_path if error.ctx else asked
        text = error.format_message().rstrip(".").replace(" Did you mean", ", did you mean")
        super().__init__(one_line(f"{text} (see `{command} --help`)"))

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"newswire: {self.message}", file=file, err=file is None)


class Commands(click.Group):
    """A group that says in one line what is wrong, and names the command that was meant."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:  # click names no command where an option lacks its value
            asked = f"{ctx.command_path} {ctx.invoked_subcommand or ''}".rstrip()
            raise UsageInOneLine(error, asked) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            close = get_close_matches(name, self.list_commands(ctx), n=1)
            hint = f", did you mean '{close[0]}'?" if close else ""
            ctx.fail(f"there is no command '{name}'{hint}")
        return super().resolve_command(ctx, args)


class Root(Commands):
    """Turns every error of the house and of usage into one line."""

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        try:
            return super().make_context(*args, **options)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise UsageInOneLine(error) from None

    def invoke(self, ctx: click.Context) -> Any:
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
            if ctx.params.get("debug"):
                raise
            click.echo(f"newswire: {one_line(_said(error))}", err=True)
            sys.exit(EXIT_USER_ERROR if isinstance(error, UserError) else EXIT_ERROR)


def _said(error: Exception) -> str:
    """What an error tells the person; what is not of the house, the system or Kafka is a bug."""
    if isinstance(error, NewswireError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the output'}: {error.strerror}"
    kind = type(error)
    if kind.__module__.startswith("aiokafka."):  # which not every command imports
        from streams.broker.refusals import told

        return f"Kafka: {told(error)}"
    hint = "run `newswire --debug ...` for the trace, and report it"
    return f"unexpected: {type(error).__name__}: {error} ({hint})"
