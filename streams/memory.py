"""What is remembered of each source, in a compacted topic of our own, partitioned as the raw one.

Advice, no account: an article that is cleaned without it keeps a line more. So nothing waits for
it for long, and what is lost of it when a process is killed is learnt again:

- a partition's records are read back when the partition is assigned, beside the stream; its first
  articles wait for that READY_SECONDS at most;
- what an article teaches is learnt when it is acked, and written FLUSH_SECONDS later, a source
  once, however many articles it had;
- a rebalance writes what is not written yet, forgets everything, and reads anew.

Faust's own table stood in the way of the stream (docs/decisions/2026-11-24-memory-of-sources.md).
"""

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from streams.broker.access import client_options
from streams.broker.stopping import stopped
from streams.broker.topics import make_own, partition_count, widen
from streams.cleaning.recurring import Lesson, learn, read_memory, write_memory

log = logging.getLogger(__name__)

READY_SECONDS = 5.0
FLUSH_SECONDS = 5.0
CLOSE_SECONDS = 3.0
RETRY_SECONDS = 5.0
WRITE_SECONDS = 10
"""How long a write may take: to a topic that is gone it takes all of it."""
MOST_SOURCES = 2000
"""Of a partition; the one that was silent for the longest goes first."""
MOST_WAITING = 1000
"""Lessons of a partition that is still being read back."""
LONGEST_KEY = 255
"""Bytes of a key that can be a site."""
SEGMENT_BYTES = 8 * 1024 * 1024
"""The broker compacts full segments only: this bounds what is read back."""


class Part:
    """The sources of one partition."""

    def __init__(self) -> None:
        self.records: OrderedDict[bytes, bytes] = OrderedDict()
        """`write_memory` bytes by source, the latest last."""
        self.unwritten: set[bytes] = set()
        self.ready = asyncio.Event()
        self._waiting: list[tuple[bytes, Lesson]] = []

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Takes a record of the topic."""
        self.records.pop(key, None)
        if value is not None:
            self.records[key] = value

    def restored(self) -> None:
        """All records are taken: what was taught meanwhile is learnt."""
        self.ready.set()
        for key, lesson in self._waiting:
            self.learn(key, lesson)
        self._waiting.clear()

    def learn(self, key: bytes, lesson: Lesson) -> None:
        """Adds what an article of a source taught, now or once the records are back."""
        if not self.ready.is_set():
            if len(self._waiting) < MOST_WAITING:
                self._waiting.append((key, lesson))
            return
        before = read_memory(self.records.get(key))
        after = learn(before, lesson)
        if after is not before:
            self.records[key] = write_memory(after)
            self.records.move_to_end(key)
            self.unwritten.add(key)
        while len(self.records) > MOST_SOURCES:
            oldest, _ = self.records.popitem(last=False)
            self.unwritten.add(oldest)  # written as a tombstone


class SourceMemory:
    """The memories of the sources in the partitions that this worker has."""

    def __init__(self, broker: str, topic: str, like: str, replication: int) -> None:
        """`like` is the topic whose partitions it follows."""
        self._broker = broker
        self._topic = topic
        self._like = like
        self._replication = replication
        self._parts: dict[int, Part] = {}
        self._restoring: asyncio.Task[None] | None = None
        self._flushing: asyncio.Task[None] | None = None
        self._producer: Any = None
        self._unsure = False
        """Whether the topic may be gone: writing to it failed."""

    async def assigned(self, partitions: Iterable[int]) -> None:
        """The worker has these partitions now and no others: reads them back beside the stream."""
        await _cancel(self._restoring)
        self._parts = {partition: Part() for partition in partitions}
        if self._parts:
            self._restoring = asyncio.create_task(self._restore(dict(self._parts)))

    async def revoked(self) -> None:
        """The worker is about to lose its partitions: writes what is not written yet."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._flush()

    async def ready(self, event: Any) -> None:
        """Waits until the event's partition is read back, for a bounded time."""
        part = self._parts.get(event.message.partition)
        if part is None or part.ready.is_set():
            return
        try:
            async with asyncio.timeout(READY_SECONDS):
                await part.ready.wait()
        except TimeoutError:
            log.warning("the memory of sources is not back yet: articles are cleaned without it")
            part.ready.set()  # no other article waits; `_restore` goes on

    def of(self, event: Any) -> bytes | None:
        """The memory of an event's source."""
        part = self._parts.get(event.message.partition)
        return part.records.get(event.message.key) if part and event.message.key else None

    def remember(self, event: Any, lesson: Lesson | None) -> None:
        """Learns what an article taught."""
        key: bytes | None = event.message.key
        part = self._parts.get(event.message.partition)
        if lesson is None or part is None or not key or len(key) > LONGEST_KEY:
            return
        part.learn(key, lesson)
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.create_task(self._flush_later())

    async def close(self) -> None:
        """Writes what is not written yet and closes the connections."""
        await _cancel(self._restoring)
        await _cancel(self._flushing)
        await self.revoked()
        if self._producer is not None:
            with contextlib.suppress(TimeoutError, KafkaError):
                async with asyncio.timeout(CLOSE_SECONDS):
                    await self._producer.stop()
            self._producer = None

    async def _flush_later(self) -> None:
        await asyncio.sleep(FLUSH_SECONDS)
        await self._flush()
        while self._unsure:  # no article may teach anything for minutes
            await asyncio.sleep(RETRY_SECONDS)
            await self._flush()

    async def _flush(self) -> None:
        """Writes each source that changed. What is not confirmed is written the next time."""
        if not any(part.unwritten for part in self._parts.values()):
            return
        try:
            if self._unsure:
                if await self._make_topic():  # deleted while we ran: all that is known here goes in
                    for part in self._parts.values():
                        part.unwritten.update(part.records)
                self._unsure = False
            if self._producer is None:
                producer = AIOKafkaProducer(
                    **client_options(self._broker), request_timeout_ms=WRITE_SECONDS * 1000
                )
                await producer.start()
                self._producer = producer
            for partition, part in self._parts.items():
                keys = list(part.unwritten)
                part.unwritten.clear()
                try:
                    sent = [
                        await self._producer.send(
                            self._topic, part.records.get(key), key=key, partition=partition
                        )
                        for key in keys
                    ]
                    await asyncio.gather(*sent)
                except BaseException:
                    part.unwritten.update(keys)
                    raise
        except Exception as error:  # the client's errors are not all KafkaErrors
            self._unsure = True
            log.warning("what sources repeat was not written (%r): tried again later", error)

    async def _restore(self, parts: dict[int, Part]) -> None:
        """Reads the partitions' records back, however often it takes."""
        while True:
            try:
                await self._make_topic()
                await self._read(parts)
                break
            except Exception as error:
                log.warning("the memory of sources cannot be read (%r): tried again", error)
            await asyncio.sleep(RETRY_SECONDS)
        for part in parts.values():
            part.restored()

    async def _read(self, parts: dict[int, Part]) -> None:
        # without "earliest" the client goes to the end beside us, and no record is read
        consumer = AIOKafkaConsumer(
            **client_options(self._broker), enable_auto_commit=False, auto_offset_reset="earliest"
        )
        await consumer.start()
        try:
            places = [TopicPartition(self._topic, partition) for partition in parts]
            consumer.assign(places)
            ends = await consumer.end_offsets(places)
            while [place for place in places if await consumer.position(place) < ends[place]]:
                for place, records in (await consumer.getmany(timeout_ms=500)).items():
                    for record in records:
                        parts[place.partition].restore(record.key, record.value)
        finally:
            await stopped(consumer)

    async def _make_topic(self) -> bool:
        """Makes the topic where it is missing, and wider where the one that it follows grew.

        Returns whether it was missing.
        """
        partitions = await partition_count(self._broker, self._like)
        config = {"cleanup.policy": "compact", "segment.bytes": str(SEGMENT_BYTES)}
        made = await make_own(self._broker, {self._topic: config}, partitions, self._replication)
        await widen(self._broker, self._topic, partitions)
        return made


async def _cancel(task: "asyncio.Task[None] | None") -> None:
    if task is not None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
