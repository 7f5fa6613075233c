"""Where a fault happens: a cluster, workers on it, load, and a watch on what comes out."""

import asyncio
import contextlib
import random
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from aiokafka.errors import KafkaError

from bench.worker_process import WorkerProcess
from schemas import topics
from streams.commands.clients import producer, reader
from streams.errors import UserError
from tests.faults.cluster import Cluster, Node

GROUP = "faults"


class Scene:
    """What a fault may break, with the workers that are looked after as a supervisor would."""

    def __init__(self, cluster: Cluster, folder: Path, seed: int, **settings: str) -> None:
        folder.mkdir(parents=True)
        self.cluster = cluster
        self.folder = folder
        self.random = random.Random(seed)
        self.settings = {"group": GROUP, "pool_workers": "1", "replication": "3", **settings}
        self.env: dict[str, str] = {}
        self.workers: list[WorkerProcess] = []
        self.notes: list[str] = []

    def new_worker(self, **settings: str) -> WorkerProcess:
        number = len(list(self.folder.glob("worker-*.log"))) + 1
        log = self.folder / f"worker-{number}.log"
        log.touch()
        broker = self.cluster.through_proxy
        return WorkerProcess(broker, log, self.env, **{**self.settings, **settings})

    async def start_workers(self, count: int) -> None:
        self.workers = [self.new_worker().start(ready=False) for _ in range(count)]
        for worker in self.workers:
            await self.ready(worker)

    async def ready(self, worker: WorkerProcess) -> None:
        await asyncio.to_thread(worker.wait_until_ready)

    async def up(self, node: Node) -> None:
        """Starts a broker and waits for it."""
        node.start()
        await asyncio.to_thread(node.wait_until_up)

    async def look_after(self) -> None:
        """Starts workers that have ended again, until cancelled: a supervisor."""
        while True:
            for worker in self.workers:
                code = worker.exit_code()
                if code is not None and not worker.ended_on_purpose:
                    self.notes.append(f"a worker ended by itself ({code}): {last_words(worker)}")
                    worker.start(ready=False)
            await asyncio.sleep(1)

    async def stop_workers(self) -> None:
        for worker in self.workers:
            await asyncio.to_thread(worker.stop)

    @asynccontextmanager
    async def supervised(self) -> AsyncIterator[None]:
        """Workers that end by themselves in the block are started again."""
        task = asyncio.create_task(self.look_after())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def pause(self, low: float, high: float) -> "asyncio.Future[None]":
        return asyncio.ensure_future(asyncio.sleep(self.random.uniform(low, high)))


def last_words(worker: WorkerProcess) -> str:
    """The last line in which a worker said what is wrong; its log stays in the scene's folder."""
    said = worker.log.read_text("utf-8", "replace").splitlines()
    wrong = [line for line in said if " CRITICAL " in line or " ERROR streams" in line]
    return wrong[-1][24:200].replace("|", "/") if wrong else "it said nothing"


def article(prefix: str, number: int) -> bytes:
    """A short article, unlike all others."""
    text = (
        f"At least {number + 2:,} tanks left Kiev on Monday. Some {number % 977 + 20} people fled, "
        "Reuters reported. The ministry said it would pay $3 million."
    )
    source = f"site-{number % 23}.example"
    return orjson.dumps({"id": f"{prefix}-{number}", "source": source, "text": text})


class Load:
    """Produces articles at a rate until stopped, through whatever happens to the brokers."""

    def __init__(self, broker: str, prefix: str, rate: float) -> None:
        self._broker = broker
        self._prefix = prefix
        self._rate = rate
        self._stopping = False
        self.produced = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Load"]:
        task = asyncio.create_task(self._run())
        try:
            yield self
        finally:
            self._stopping = True
            await task

    async def _run(self) -> None:
        started = time.monotonic()
        while not self._stopping:
            try:
                async with producer(self._broker) as client:
                    while not self._stopping:
                        await self._send_up_to(
                            client, int((time.monotonic() - started) * self._rate)
                        )
                        await asyncio.sleep(0.1)
            except (KafkaError, UserError, OSError):
                await asyncio.sleep(1)  # what was not accepted is not on the topic: no input

    async def _send_up_to(self, client: Any, due: int) -> None:
        futures = []
        for number in range(self.produced, min(due, self.produced + 500)):
            value = article(self._prefix, number)
            key = f"site-{number % 23}.example".encode()
            futures.append(await client.send(topics()["raw"].name, value, key=key))
        self.produced += len(futures)
        if futures:
            await asyncio.gather(*futures)


class Watch:
    """When enriched events came: the longest silence is how long a fault stopped the stream."""

    def __init__(self, broker: str) -> None:
        self._broker = broker
        self._seen = [time.monotonic()]

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Watch"]:
        task = asyncio.create_task(self._run())
        try:
            yield self
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        while True:
            try:
                async with reader(self._broker, topics()["enriched"].name) as client:
                    await client.seek_to_end()
                    while True:
                        if any((await client.getmany(timeout_ms=200)).values()):
                            self._seen.append(time.monotonic())
            except (KafkaError, UserError, OSError):
                await asyncio.sleep(0.5)

    def longest_silence(self) -> float:
        pairs = zip(self._seen, self._seen[1:], strict=False)
        return max((later - earlier for earlier, later in pairs), default=0.0)


def has_faketime() -> Path | None:
    """The library of Debian's faketime package, where it is installed."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    return found[0] if found and shutil.which("faketime") else None
