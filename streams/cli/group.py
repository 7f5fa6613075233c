"""How a command ends that fails: the house's errors as one line, a trace only with --debug."""

import os
import sys
from typing import Any

import click

from streams.errors import NewswireError, UserError
from streams.terminal import one_line

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
