"""The pool worker's side: runs a stage over a chunk, answering for each message by itself."""

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from schemas import InvalidEventError
from streams.errors import InvalidInputError, Reason
from streams.outcome import Failure, Message, Outcome

Work = Callable[[Message], Outcome]


def run_chunk(work: Work, messages: Sequence[Message]) -> list[Outcome]:
    """One outcome a message, in order. Never raises on data: an error becomes a failure."""
    return [run_one(work, message) for message in messages]


def run_one(work: Work, message: Message) -> Outcome:
    """The outcome of one message, errors included."""
    started = time.perf_counter()
    try:
        outcome = work(message)
    except (InvalidInputError, InvalidEventError) as error:
        outcome = Outcome(failure=_invalid(error, message))
    except Exception as error:  # our fault: the message is kept with what happened
        outcome = Outcome(
            failure=Failure(
                Reason.BUG,
                type(error).__name__,
                f"{type(error).__name__}: {error}"[:500],
                retryable=True,
                trace=traceback.format_exc(limit=-8),
            )
        )
    return outcome._replace(seconds=time.perf_counter() - started)


def _invalid(error: InvalidInputError | InvalidEventError, message: Message) -> Failure:
    if isinstance(error, InvalidInputError):
        reason = error.reason
    elif not message.value or "body is empty" in str(error):
        reason = Reason.EMPTY
    elif str(error).startswith("not JSON"):
        reason = Reason.NOT_JSON
    else:
        reason = Reason.INVALID_EVENT
    return Failure(reason, type(error).__name__, str(error))


class Names(NamedTuple):
    """What finds names, and lists of the user's, as the settings say."""

    entities: str = "newswire"
    gazetteers: tuple[Path, ...] = ()

    def use(self) -> None:
        """Takes effect in this process. Raises UserError where one of them cannot be had."""
        from streams.extraction.entities import configure

        configure(self.entities, self.gazetteers)


DEFAULT_NAMES = Names()


def start_worker(names: Names = DEFAULT_NAMES) -> None:
    """Called once in each new pool worker: its life is tied to its parent's.

    A killed parent cannot stop its children, and a child waiting for work never notices.
    """
    one_thread_for_matrices()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the group; the parent decides
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    names.use()


def one_thread_for_matrices() -> None:
    """Keeps numpy's matrix products on one thread; call it before numpy is first imported.

    There is a process for every core already: more threads only cost (twice the CPU, measured).
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def _end_with(parent: "multiprocessing.process.BaseProcess") -> None:
    parent.join()
    os._exit(1)


def warm_up() -> int:
    """Loads what the stages need, so that the first article does not wait. Returns the pid."""
    from streams import enrich

    enrich("Some 1,200 people met in London on Monday, the BBC said.")
    return os.getpid()
