"""The pool worker's side: runs a stage over a chunk, answering for each message by itself."""

import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple, Protocol

from schemas import InvalidEventError
from streams.errors import InvalidInputError, Reason
from streams.outcome import Failure, Message, Outcome
from streams.parent import end_pool_worker_with_parent

Work = Callable[[Message], Outcome]
AGAIN_SECONDS = 1.0
"""A time limit that some library swallowed is raised again after this."""

EXIT_NO_MEMORY = 137
LATER_SECONDS = 2.0
"""How long after its limit an article that cannot be interrupted is ended with its process."""


class Begun(Protocol):
    """A counter in shared memory."""

    value: int


class _TooSlowError(BaseException):
    """Not an Exception, so that no library's `except Exception` keeps it."""


begun: Begun | None = None
"""In a pool worker: how many messages it has begun since it started. Its parent looks at it."""


def run_chunk(work: Work, messages: Sequence[Message], seconds: float) -> list[Outcome]:
    """One outcome a message, in order. Never raises on data: an error becomes a failure. In a pool
    worker that runs out of memory, the process ends.

    A message that takes more than `seconds` of CPU time fails by itself; the others go on.
    """
    outcomes = []
    for message in messages:
        if begun is not None:
            begun.value += 1
        try:
            outcomes.append(run_one(work, message, seconds))
        except MemoryError:
            if begun is None:
                raise
            os._exit(EXIT_NO_MEMORY)  # the message is tried again in a new process, alone
    return outcomes


def run_one(work: Work, message: Message, seconds: float) -> Outcome:
    """The outcome of one message, errors included. Raises MemoryError."""
    started = time.perf_counter()
    try:
        with _at_most(seconds):
            outcome = work(message)
    except (InvalidInputError, InvalidEventError) as error:
        outcome = Outcome(failure=_invalid(error, message))
    except _TooSlowError:
        text = too_slow(seconds)
        outcome = Outcome(failure=Failure(Reason.TOO_SLOW, "TooSlow", text, retryable=True))
    except MemoryError:
        raise  # what this process holds may be more to blame than the message
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


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raises _TooSlowError in the block after so much CPU time. For the main thread.

    CPU time, since a busy machine is not the article's fault. Code in C that never returns to
    Python cannot be interrupted: in a pool worker SIGPROF ends the process a little later.
    """
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _raise_too_slow)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN_SECONDS)
    if begun is not None:
        signal.setitimer(signal.ITIMER_PROF, seconds + LATER_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGVTALRM, before)


def too_slow(seconds: float) -> str:
    return f"it took longer than {seconds:g} s (NEWSWIRE_ARTICLE_SECONDS)"


def _raise_too_slow(number: int, frame: FrameType | None) -> None:
    raise _TooSlowError


def _invalid(error: InvalidInputError | InvalidEventError, message: Message) -> Failure:
    if isinstance(error, InvalidInputError):
        reason = error.reason
    elif not message.value or "body is empty" in str(error):
        reason = Reason.EMPTY
    elif str(error).startswith("not JSON"):
        reason = Reason.NOT_JSON
    else:
        reason = Reason.INVALID_EVENT
    return Failure(reason, type(error).__name__, str(error)[:500])


class Names(NamedTuple):
    """What finds names, and lists of the user's, as the settings say."""

    entities: str = "newswire"
    gazetteers: tuple[Path, ...] = ()

    def use(self) -> None:
        """Takes effect in this process. Raises UserError where one of them cannot be had."""
        from streams.extraction.entities import configure

        configure(self.entities, self.gazetteers)


DEFAULT_NAMES = Names()


def start_worker(counter: Begun, most_bytes: int | None, names: Names = DEFAULT_NAMES) -> None:
    """Called once in each new pool worker: its life is tied to its parent's.

    With `most_bytes` its address space is bounded, so that one article cannot take the machine.
    """
    global begun
    begun = counter
    one_thread_for_matrices()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the group; the parent decides
    end_pool_worker_with_parent()
    if most_bytes is not None and sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    names.use()
    rarely_collect_garbage()


def rarely_collect_garbage() -> None:
    """Looks for garbage that counts do not free after 100,000 new objects, not 700.

    Ours has hardly any; looking cost a worker 9 percent of its CPU, its pool half a percent.
    """
    gc.set_threshold(100_000, 20, 20)


def one_thread_for_matrices() -> None:
    """Keeps numpy's matrix products on one thread; call it before numpy is first imported.

    There is a process for every core already: more threads only cost (twice the CPU, measured).
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def warm_up() -> int:
    """Loads what the stages need, so that the first article does not wait. Returns the pid."""
    from streams import enrich

    enrich("Some 1,200 people met in London on Monday, the BBC said.")
    return os.getpid()
