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
from streams.steps import Steps, Together

Work = Callable[[Message], Steps[Outcome]]
TICKS = 100
"""In the time that an article has. Once they are over each further one stops it again, should some
library swallow that."""

EXIT_NO_MEMORY = 137
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

    def __init__(self, work: Work, message: Message) -> None:
        self.message = message
        self.steps = work(message)
        self.outcome: Outcome | None = None
        """Set once there is one."""
        self.ticks = 0
        """Of the chunk's clock, while this message was in hand."""
        self.ticks_for_others = 0
        """Those that fell into what it worked out for all of the chunk."""
        self.spent = 0.0
        """Seconds by the clock on the wall, without what was worked out for others too."""


class _Clock:
    """Ticks while a chunk is worked on; each tick is charged to the message in hand.

    It counts CPU time, since a busy machine is not the article's fault. A timer for each step would
    cost as much as some of the steps.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.in_hand: _Task | None = None

    def tick(self, number: int, frame: FrameType | None) -> None:
        """Called by the signal. Raises _TooSlowError in the step of a message whose time is up."""
        self._end_later()
        task = self.in_hand
        if task is not None:
            if Together.for_others:
                task.ticks_for_others += 1
            else:
                task.ticks += 1
            if max(task.ticks, task.ticks_for_others) >= TICKS:
                raise _TooSlowError

    @contextmanager
    def running(self) -> Iterator[None]:
        """For the main thread."""
        if not hasattr(signal, "setitimer"):  # Windows
            yield
            return
        before = signal.signal(signal.SIGVTALRM, self.tick)
        self._end_later()
        signal.setitimer(signal.ITIMER_VIRTUAL, self.seconds / TICKS, self.seconds / TICKS)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGVTALRM, before)

    def _end_later(self) -> None:
        """In a pool worker: SIGPROF ends the process, unless there is another tick.

        Code in C that never returns to Python cannot be interrupted otherwise.
        """
        if in_hand is not None:
            signal.setitimer(signal.ITIMER_PROF, self.seconds + LATER_SECONDS)


def run_chunk(work: Work, messages: Sequence[Message], seconds: float) -> list[Outcome]:
    """One outcome a message, in order. Never raises on data: an error becomes a failure. In a pool
    worker that runs out of memory, the process ends.

    The messages take each step of the work one after another. One that takes more than `seconds`
    of CPU time fails by itself; where it took them working for the others too, it is tried again
    alone first. The seconds of an outcome are its message's own, and its share of what
    was worked out for all.
    """
    tasks = [_Task(work, message) for message in messages]
    clock = _Clock(seconds)
    together = Together.seconds
    with clock.running():
        _take_all_steps(list(enumerate(tasks)), clock)
        for at, task in enumerate(tasks):
            if _is_too_slow(task) and task.ticks < TICKS:
                tasks[at] = _Task(work, task.message)
                _take_all_steps([(at, tasks[at])], clock)
    share = (Together.seconds - together) / max(1, len(tasks))
    return [task.outcome._replace(seconds=task.spent + share) for task in tasks if task.outcome]


def _take_all_steps(going: Sequence[tuple[int, _Task]], clock: _Clock) -> None:
    """Has some tasks, with their places in the chunk, go each step one after another."""
    while going:
        for at, task in going:
            if in_hand is not None:
                in_hand.at = at
                in_hand.steps += 1
            try:
                _take_step(task, clock)
            except MemoryError:
                if in_hand is None:
                    raise
                os._exit(EXIT_NO_MEMORY)  # the message is tried again in a new process, alone
        going = [(at, task) for at, task in going if task.outcome is None]


def _is_too_slow(task: _Task) -> bool:
    failure = task.outcome.failure if task.outcome else None
    return failure is not None and failure.reason is Reason.TOO_SLOW


def _take_step(task: _Task, clock: _Clock) -> None:
    """Has a task go one step, errors included. Raises MemoryError."""
    started, together = time.perf_counter(), Together.seconds
    try:
        try:
            clock.in_hand = task
            next(task.steps)
        finally:
            clock.in_hand = None
    except StopIteration as end:
        task.outcome = end.value
    except (InvalidInputError, InvalidEventError) as error:
        task.outcome = Outcome(failure=_invalid(error, task.message))
    except _TooSlowError:
        text = too_slow(clock.seconds)
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
    task.spent += time.perf_counter() - started - (Together.seconds - together)


def too_slow(seconds: float) -> str:
    """What to say of an article that took longer than its limit."""
    return f"it took longer than {seconds:g} s (NEWSWIRE_ARTICLE_SECONDS)"


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
    """Keeps the matrix products of torch, and of numpy on MKL, on one thread (those on OpenBLAS are
    by `streams/__init__.py`); call it before these are first imported.

    There is a process for every core already: more threads only cost (twice the CPU, measured).
    """
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


def warm_up() -> int:
    """Loads what the stages need, so that the first article does not wait. Returns the pid."""
    from streams import enrich

    enrich("Some 1,200 people met in London on Monday, the BBC said.")
    return os.getpid()
