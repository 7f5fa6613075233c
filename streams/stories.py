"""Where a cleaned article stands among the articles of all workers before it.

A copy comes from another source, so from another partition, often another worker. Each worker
therefore tells all others what it placed, in a topic of our own of one partition, and each reads
all of it: 350 bytes an article, from which a worker that starts also learns what came before it.
Two copies that are cleaned within the moment that this takes do not find each other.
"""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Sequence
from typing import Any

import msgspec
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from schemas import CleanArticle, decode, encode
from schemas.codec import unframed
from streams.broker.access import client_options
from streams.broker.stopping import stopped
from streams.broker.topics import make_own
from streams.cleaning.duplicates import Stories, Told
from streams.outcome import Message, Outcome

log = logging.getLogger(__name__)

HOUR_SECONDS = 3600
READY_SECONDS = 5.0
CLOSE_SECONDS = 3.0
RETRY_SECONDS = 5.0
MISSING_TIMES = 3
"""Half seconds in which the broker does not know our topic before it is made again."""
MOST_UNTOLD = 5000
"""Articles that wait to be told while the broker is away; older ones are not told."""


class SharedStories:
    """The `Stories` of a worker, and its ear and mouth."""

    def __init__(
        self, stories: Stories, broker: str, topic: str, *, most: int, hours: int, replication: int
    ) -> None:
        """`most` and `hours` are those of `stories`: so much is read back at the start."""
        self._stories = stories
        self._broker = broker
        self._topic = topic
        self._most = most
        self._hours = hours
        self._replication = replication
        self._untold: deque[Told] = deque(maxlen=MOST_UNTOLD)
        self._something = asyncio.Event()
        self._all_told = asyncio.Event()
        self._all_told.set()
        self._ready = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def ready(self) -> None:
        """Waits until what came before is read back, for a bounded time. Starts with the first."""
        if self._ready.is_set():
            return
        if not self._tasks:
            self._tasks = [
                asyncio.create_task(self._for_ever(self._listen)),
                asyncio.create_task(self._for_ever(self._tell)),
            ]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(READY_SECONDS):
                await self._ready.wait()
        self._ready.set()  # no other article waits

    def placed(self, messages: Sequence[Message], outcomes: Sequence[Outcome]) -> list[Outcome]:
        """As `placed`, and the other workers are told."""
        found = placed(self._stories, messages, outcomes)
        for outcome in found:
            if outcome.signature is not None and outcome.outputs:
                told = self._stories.told((outcome.outputs[0].key or b"").decode())
                if told is not None:
                    self._untold.append(told)
                    self._something.set()
                    self._all_told.clear()
        return found

    async def close(self) -> None:
        """Tells what is still untold, if that is quick, and stops."""
        if self._tasks:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_SECONDS):
                    await self._all_told.wait()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    async def _for_ever(self, work: Any) -> None:
        while True:
            try:
                await work()
            except Exception as error:  # the client's errors are not all KafkaErrors
                log.warning("stories are not shared with other workers (%r): tried again", error)
            await asyncio.sleep(RETRY_SECONDS)

    async def _tell(self) -> None:
        producer = AIOKafkaProducer(**client_options(self._broker))
        await producer.start()
        try:
            while True:
                if not self._untold:
                    await self._something.wait()
                self._something.clear()
                sent = []
                while self._untold:
                    value = msgspec.msgpack.encode(self._untold[0])
                    sent.append(await producer.send(self._topic, value, partition=0))
                    self._untold.popleft()
                await asyncio.gather(*sent)
                self._all_told.set()
        finally:
            await producer.stop()

    async def _listen(self) -> None:
        await self._make_topic()
        # "earliest", lest the client go to the end beside us
        consumer = AIOKafkaConsumer(
            **client_options(self._broker), enable_auto_commit=False, auto_offset_reset="earliest"
        )
        await consumer.start()
        try:
            place = TopicPartition(self._topic, 0)
            consumer.assign([place])
            end = (await consumer.end_offsets([place]))[place]
            first = (await consumer.beginning_offsets([place]))[place]
            consumer.seek(place, max(first, end - self._most))
            missing = 0
            while missing < MISSING_TIMES:
                # where the topic is deleted the client asks for it again without a pause, for ever
                missing = 0 if consumer.partitions_for_topic(self._topic) else missing + 1
                if await consumer.position(place) >= end:
                    self._ready.set()
                for records in (await consumer.getmany(timeout_ms=500)).values():
                    for record in records:
                        with contextlib.suppress(msgspec.DecodeError):  # of another version
                            self._stories.hear(msgspec.msgpack.decode(record.value, type=Told))
            log.warning("%s is gone: it is made again", self._topic)
        finally:
            await stopped(consumer)

    async def _make_topic(self) -> None:
        """Makes the topic where it is missing."""
        config = {
            "retention.ms": str(self._hours * HOUR_SECONDS * 1000),
            "segment.ms": str(self._hours * HOUR_SECONDS * 1000 // 6),
        }
        await make_own(self._broker, {self._topic: config}, 1, self._replication)


def placed(
    stories: Stories, messages: Sequence[Message], outcomes: Sequence[Outcome]
) -> list[Outcome]:
    """The outcomes of cleaning, each article with its `story_id` and `duplicate_of`."""
    return [
        _placed(stories, message, outcome)
        for message, outcome in zip(messages, outcomes, strict=True)
    ]


def _placed(stories: Stories, message: Message, outcome: Outcome) -> Outcome:
    if outcome.signature is None or not outcome.outputs:
        return outcome
    output = outcome.outputs[0]
    id_ = (output.key or b"").decode()
    key = message.key.decode("utf-8", "replace") if message.key else None
    hour = int(message.timestamp // HOUR_SECONDS)
    place = stories.place(id_, outcome.source or key, hour, outcome.signature)
    if place.story_id == id_:
        return outcome
    article = msgspec.structs.replace(
        decode(output.value, CleanArticle), story_id=place.story_id, duplicate_of=place.duplicate_of
    )
    wire_start = output.value[: len(output.value) - len(unframed(output.value))]
    return outcome._replace(outputs=[output._replace(value=wire_start + encode(article))])
