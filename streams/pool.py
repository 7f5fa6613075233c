"""A process pool that survives its workers, and can end one that takes too long.

One executor with one process for each worker, so that a death concerns just the chunk that this
worker had, and a stuck article can be ended without touching the others.
"""

import asyncio
import contextlib
import logging
import multiprocessing.process
import signal
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import NamedTuple

from streams import fork_server
from streams.errors import PoolWorkerDiedError, Reason, UserError
from streams.metrics import Metrics
from streams.outcome import Message, Outcome
from streams.work import (
    DEFAULT_NAMES,
    InHand,
    Names,
    Work,
    run_chunk,
    start_worker,
    too_slow,
    warm_up,
)

log = logging.getLogger(__name__)

SILENCE = 3
"""How many times an article's limit a process may be silent. The limit is one of CPU time, kept by
the process itself; this is for one that is stopped, on a machine that may be busy."""

START_SECONDS = 60.0
"""How long a new process may take to load its data."""
AGAIN_SECONDS = 2.0
PIPE_BYTES = 1024 * 1024


class _NotStartedError(Exception):
    """A new process ended, or did nothing, before it had loaded its data."""


class _Worker(NamedTuple):
    executor: ProcessPoolExecutor
    process: "multiprocessing.process.BaseProcess"
    in_hand: InHand
    """What the process is at."""


class Pool:
    """`size` processes that run chunks of messages, each in at most `most_bytes` of memory."""

    def __init__(
        self,
        size: int,
        metrics: Metrics,
        names: Names = DEFAULT_NAMES,
        most_bytes: int | None = None,
    ) -> None:
        self.size = size
        self._metrics = metrics
        self._names = names
        self._most_bytes = most_bytes
        self._context = fork_server.context()
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._waiting = 0
        """Chunks for which no process is idle."""
        self._all: dict[ProcessPoolExecutor, InHand] = {}
        self._starting: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Starts the processes and waits until each has loaded its data. Raises UserError."""
        try:
            await asyncio.gather(*(self._start_one() for _ in range(self.size)))
        except _NotStartedError:
            raise UserError(
                "the pool workers do not start: out of memory? "
                f"NEWSWIRE_POOL_WORKER_BYTES is {self._most_bytes}"
            ) from None
        self._metrics.pool_workers.set(self.size)

    async def stop(self) -> None:
        """Ends the processes, whatever they are doing."""
        for task in self._starting:
            task.cancel()
        for executor in list(self._all):
            self._end(executor)
        self._metrics.pool_workers.set(0)

    @property
    def has_idle(self) -> bool:
        """Whether a chunk that came now would be worked on at once."""
        return self._idle.qsize() > self._waiting

    @property
    def steps(self) -> int:
        """Another number whenever a process has begun a step of its work, or is replaced."""
        return sum(in_hand.steps for in_hand in self._all.values())

    async def run(
        self, work: Work, messages: Sequence[Message], *, seconds: float
    ) -> list[Outcome]:
        """One outcome a message, in order; each message may take `seconds`.

        Raises PoolWorkerDiedError when the process ended, or had to be ended because a message
        took longer and did not let itself be interrupted. The error tells which one it had.
        """
        worker = await self._living()
        before = worker.in_hand.steps
        try:
            return await self._run_on(worker, work, messages, seconds)
        except PoolWorkerDiedError as error:
            if error.reason != Reason.KILLED_WORKER or worker.in_hand.steps > before:
                raise
        # it ended as it stood idle, or nearly: no article is to blame the first time
        return await self._run_on(await self._living(), work, messages, seconds)

    async def _living(self) -> _Worker:
        """An idle worker, once there is one that has not ended: all end with the fork server."""
        self._waiting += 1
        try:
            while True:
                worker = await self._idle.get()
                if worker.process.exitcode is None:
                    return worker
                self._replace(worker, Reason.KILLED_WORKER)
        finally:
            self._waiting -= 1

    async def _run_on(
        self, worker: _Worker, work: Work, messages: Sequence[Message], seconds: float
    ) -> list[Outcome]:
        """The same on one worker, which is idle again afterwards, or replaced."""
        before = worker.in_hand.steps
        try:
            future = asyncio.get_running_loop().run_in_executor(
                worker.executor, run_chunk, work, messages, seconds
            )
            await self._while_it_moves(future, worker, seconds * SILENCE)
            outcomes = future.result()
        except TimeoutError:
            future.cancel()
            raise self._died(worker, before, Reason.TOO_SLOW, too_slow(seconds)) from None
        except BrokenProcessPool:
            if await _exit_code(worker.process) == -signal.SIGPROF:
                raise self._died(worker, before, Reason.TOO_SLOW, too_slow(seconds)) from None
            text = (
                "the process working on it ended (killed, or out of memory: "
                "NEWSWIRE_POOL_WORKER_BYTES)"
            )
            raise self._died(worker, before, Reason.KILLED_WORKER, text) from None
        except MemoryError:  # the process lives, but had no room for its answer
            text = "no memory for what came of it: NEWSWIRE_POOL_WORKER_BYTES"
            raise self._died(worker, before, Reason.KILLED_WORKER, text) from None
        except BaseException:  # cancelled: the process may still be busy with the chunk
            self._replace(worker, Reason.KILLED_WORKER)
            raise
        self._idle.put_nowait(worker)
        return outcomes

    def _died(self, worker: _Worker, before: int, reason: Reason, text: str) -> PoolWorkerDiedError:
        """Replaces the worker; the error names the message of its chunk that it had in hand."""
        self._replace(worker, reason)
        begun = worker.in_hand.steps > before
        return PoolWorkerDiedError(text, reason, worker.in_hand.at if begun else 0)

    async def _while_it_moves(
        self, future: "asyncio.Future[list[Outcome]]", worker: _Worker, seconds: float
    ) -> None:
        """Waits for the chunk. Raises TimeoutError once no step was begun for so long."""
        while True:
            begun = worker.in_hand.steps
            done, _ = await asyncio.wait({future}, timeout=seconds)
            if done:
                return
            if worker.in_hand.steps == begun:
                raise TimeoutError

    async def _start_one(self) -> None:
        """Adds a process, with its data loaded. Raises _NotStartedError."""
        in_hand = self._context.RawValue(InHand)
        executor = ProcessPoolExecutor(
            1,
            mp_context=self._context,
            initializer=start_worker,
            initargs=(in_hand, self._most_bytes, self._names),
        )
        _widen_pipes(executor)
        self._all[executor] = in_hand
        try:
            async with asyncio.timeout(START_SECONDS):
                # in a thread: the process is there once the fork server has loaded
                loading = await asyncio.to_thread(executor.submit, warm_up)
                await asyncio.wrap_future(loading)
        except Exception as error:
            self._end(executor)
            if isinstance(error, (BrokenProcessPool, TimeoutError, MemoryError)):
                raise _NotStartedError from error
            raise
        (process,) = _processes(executor)
        self._idle.put_nowait(_Worker(executor, process, in_hand))

    async def _start_another(self) -> None:
        """Until it works: an article must never be blamed for a process that did not start."""
        while True:
            try:
                return await self._start_one()
            except Exception as error:
                why = error.__cause__ or error
                log.error("a pool worker did not start (%r); again in %g s", why, AGAIN_SECONDS)
                await asyncio.sleep(AGAIN_SECONDS)

    def _replace(self, worker: _Worker, reason: Reason) -> None:
        log.warning("a pool worker is replaced: %s", reason)
        self._end(worker.executor)
        self._metrics.pool_restarts.labels(reason).inc()
        task = asyncio.create_task(self._start_another())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    def _end(self, executor: ProcessPoolExecutor) -> None:
        self._all.pop(executor, None)
        # the public shutdown waits for running work; only the processes themselves can be ended
        for process in _processes(executor):
            process.kill()
        executor.shutdown(wait=False, cancel_futures=True)


async def _exit_code(process: "multiprocessing.process.BaseProcess") -> int | None:
    """Of a process that has ended; None where that cannot be told within a second.

    The executor's own thread waits for it as well: until it is done with that, there is no code.
    """
    for _ in range(100):
        if process.exitcode is not None:
            break
        await asyncio.sleep(0.01)
    return process.exitcode


def _widen_pipes(executor: ProcessPoolExecutor) -> None:
    """Lets a chunk and its outcomes, some megabytes, through in few pieces, where that can be.

    At every 64 KB one process waited for the other.
    """
    if sys.platform != "linux":
        return
    import fcntl

    for queue in ("_call_queue", "_result_queue"):
        reader = getattr(getattr(executor, queue, None), "_reader", None)
        if reader is not None:
            with contextlib.suppress(OSError):  # more than this user may have
                fcntl.fcntl(reader.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def _processes(executor: ProcessPoolExecutor) -> "list[multiprocessing.process.BaseProcess]":
    return list((getattr(executor, "_processes", None) or {}).values())
