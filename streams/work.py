"""The pool worker's side: runs a stage over a chunk, answering for each message by itself."""

import ctypes
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
from typing import NamedTuple

from schemas import InvalidEventError
from streams.errors import InvalidInputError, Reason
from streams.outcome import Failure, Message, Outcome
from streams.parent import end_pool_worker_with_parent
from streams.steps import Steps

Work = Callable[[Message], Steps[Outcome]]
AGAIN_SECONDS = 1.0
"""A time limit that some library swallowed is raised again after this."""

EXIT_NO_MEMORY = 137
HAS_TIMERS = hasattr(signal, "setitimer")
"""Not on Windows."""
LATER_SECONDS = 2.0
"""How long after its limit an article that cannot be interrupted is ended with its process."""


class InHand(ctypes.Structure):
    """Shared memory in which a pool worker tells its parent what it is at."""

    _fields_ = (("steps", ctypes.c_uint64), ("at", ctypes.c_uint64))
    steps: int
    """How many steps it has begun since it started."""
    at: int
    """Which message of its chunk the last of them is of."""


class _TooSlowError(BaseException):
    """Not an Exception, so that no library's `except Exception` keeps it."""


in_hand: InHand | None = None
"""Set in a pool worker."""


class _Task:
    """A message that is worked on."""

    def __init__(self, work: Work, message: Message, seconds: float) -> None:
        self.message = message
        self.steps = work(message)
        self.outcome: Outcome | None = None
        """Set once there is one."""
        self.left = seconds
        """CPU time that it may still take."""
        self.spent = 0.0
        """Seconds by the clock."""


def run_chunk(work: Work, messages: Sequence[Message], seconds: float) -> list[Outcome]:
    """One outcome a message, in order. Never raises on data: an error becomes a failure. In a pool
    worker that runs out of memory, the process ends.

    The messages take each step of the work one after another. One that takes more than `seconds`
    of CPU time fails by itself; the others go on.
    """
    tasks = [_Task(work, message, seconds) for message in messages]
    with _interruptible():
        going = list(enumerate(tasks))
        while going:
            for at, task in going:
                if in_hand is not None:
                    in_hand.at = at
                    in_hand.steps += 1
                try:
                    _take_step(task, seconds)
                except MemoryError:
                    if in_hand is None:
                        raise
                    os._exit(EXIT_NO_MEMORY)  # the message is tried again in a new process, alone
            going = [(at, task) for at, task in going if task.outcome is None]
    return [task.outcome._replace(seconds=task.spent) for task in tasks if task.outcome]


def run_one(work: Work, message: Message, seconds: float) -> Outcome:
    """The outcome of one message, errors included. Raises MemoryError."""
    (outcome,) = run_chunk(work, [message], seconds)
    return outcome


def _take_step(task: _Task, seconds: float) -> None:
    """Has a task go one step, errors included. Raises MemoryError."""
    started = time.perf_counter()
    try:
        with _at_most(task):
            next(task.steps)
    except StopIteration as end:
        task.outcome = end.value
    except (InvalidInputError, InvalidEventError) as error:
        task.outcome = Outcome(failure=_invalid(error, task.message))
    except _TooSlowError:
        text = too_slow(seconds)
        task.outcome = Outcome(failure=Failure(Reason.TOO_SLOW, "TooSlow", text, retryable=True))
    except MemoryError:
        raise  # what this process holds may be more to blame than the message
    except Exception as error:  # our fault: the message is kept with what happened
        task.outcome = Outcome(
            failure=Failure(
                Reason.BUG,
                type(error).__name__,
                f"{type(error).__name__}: {error}"[:500],
                retryable=True,
                trace=traceback.format_exc(limit=-8),
            )
        )
    task.spent += time.perf_counter() - started


@contextmanager
def _interruptible() -> Iterator[None]:
    """Where `_at_most` raises _TooSlowError. For the main thread."""
    if not HAS_TIMERS:
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _raise_too_slow)
    try:
        yield
    finally:
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _at_most(task: _Task) -> Iterator[None]:
    """Raises _TooSlowError in the block once the task has no time left; keeps what is left of it.

    CPU time, since a busy machine is not the article's fault. Code in C that never returns to
    Python cannot be interrupted: in a pool worker SIGPROF ends the process a little later.
    """
    if not HAS_TIMERS:
        yield
        return
    signal.setitimer(signal.ITIMER_VIRTUAL, task.left, AGAIN_SECONDS)
    if in_hand is not None:
        signal.setitimer(signal.ITIMER_PROF, task.left + LATER_SECONDS)
    try:
        yield
    finally:
        left, _ = signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        task.left = min(task.left, left)  # the system rounds up what it is given


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


def start_worker(shared: InHand, most_bytes: int | None, names: Names = DEFAULT_NAMES) -> None:
    """Called once in each new pool worker: its life is tied to its parent's.

    With `most_bytes` its address space is bounded, so that one article cannot take the machine.
    """
    global in_hand
    in_hand = shared
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
