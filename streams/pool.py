"""A process pool that survives its workers, and can end one that takes too long.

One executor with one process for each worker, so that a death concerns just the chunk that this
worker had, and a stuck article can be ended without touching the others.
"""

import asyncio
import logging
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from streams.errors import PoolWorkerDiedError, Reason
from streams.metrics import Metrics
from streams.outcome import Message, Outcome
from streams.work import DEFAULT_NAMES, Names, Work, run_chunk, start_worker, warm_up

log = logging.getLogger(__name__)


class Pool:
    """`size` processes that run chunks of messages."""

    def __init__(self, size: int, metrics: Metrics, names: Names = DEFAULT_NAMES) -> None:
        self.size = size
        self._metrics = metrics
        self._names = names
        self._context = multiprocessing.get_context("spawn")
        self._idle: asyncio.Queue[ProcessPoolExecutor] = asyncio.Queue()
        self._all: set[ProcessPoolExecutor] = set()

    async def start(self) -> None:
        """Starts the processes and waits until each has loaded its data."""
        executors = [self._new() for _ in range(self.size)]
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(e, warm_up) for e in executors))
        for executor in executors:
            self._idle.put_nowait(executor)
        self._metrics.pool_workers.set(self.size)

    async def stop(self) -> None:
        """Ends the processes, whatever they are doing."""
        for executor in list(self._all):
            self._end(executor)
        self._metrics.pool_workers.set(0)

    async def run(
        self, work: Work, messages: Sequence[Message], *, seconds: float
    ) -> list[Outcome]:
        """One outcome a message, in order.

        Raises PoolWorkerDiedError when the process ended, or had to be ended after `seconds`.
        """
        executor = await self._idle.get()
        future = asyncio.get_running_loop().run_in_executor(executor, run_chunk, work, messages)
        try:
            outcomes = await asyncio.wait_for(future, seconds)
        except TimeoutError:
            executor = self._replace(executor, Reason.TOO_SLOW)
            raise PoolWorkerDiedError(
                f"it took longer than {seconds:g} s (NEWSWIRE_ARTICLE_SECONDS)", Reason.TOO_SLOW
            ) from None
        except BrokenProcessPool:
            executor = self._replace(executor, Reason.KILLED_WORKER)
            raise PoolWorkerDiedError(
                "the process working on it ended (out of memory, or killed)",
                Reason.KILLED_WORKER,
            ) from None
        except BaseException:  # cancelled: the process may still be busy with the chunk
            executor = self._replace(executor, Reason.KILLED_WORKER)
            raise
        finally:
            self._idle.put_nowait(executor)
        return outcomes

    def _new(self) -> ProcessPoolExecutor:
        executor = ProcessPoolExecutor(
            1, mp_context=self._context, initializer=start_worker, initargs=(self._names,)
        )
        self._all.add(executor)
        return executor

    def _replace(self, executor: ProcessPoolExecutor, reason: Reason) -> ProcessPoolExecutor:
        log.warning("a pool worker is replaced: %s", reason)
        self._end(executor)
        self._metrics.pool_restarts.labels(reason).inc()
        return self._new()

    def _end(self, executor: ProcessPoolExecutor) -> None:
        self._all.discard(executor)
        # the public shutdown waits for running work; only the processes themselves can be ended
        for process in list((getattr(executor, "_processes", None) or {}).values()):
            process.kill()
        executor.shutdown(wait=False, cancel_futures=True)
