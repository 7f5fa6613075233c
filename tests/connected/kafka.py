"""What the connected tests do with Kafka: send raw bytes, wait for what comes of them."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition

from bench.ledger import read_all
from schemas import topics
from streams.broker.access import client_options
from streams.broker.topics import partition_count, read_topics
from streams.commands.clients import producer

SECONDS = 240
Header = tuple[str, bytes]


def article(
    id_: str, text: str = "At least 300 tanks left Kiev on Monday.", **fields: Any
) -> bytes:
    return orjson.dumps({"id": id_, "text": text, "source": "test.example", **fields})


async def send(
    broker: str,
    values: Sequence[bytes | None],
    *,
    key: bytes = b"test.example",
    headers: Sequence[Header] = (),
    topic: str = "raw",
) -> list[Any]:
    """Sends records and waits for the broker's answers."""
    async with producer(broker) as client:
        futures = [
            await client.send(topics()[topic].name, value, key=key, headers=list(headers))
            for value in values
        ]
        return list(await asyncio.gather(*futures))


async def wait_for(broker: str, topic: str, wanted: Callable[[Any], bool], count: int) -> list[Any]:
    """The records of a topic that are wanted, once there are `count` of them."""
    deadline = time.monotonic() + SECONDS
    while True:
        found = [record for record in await read_all(broker, topic) if wanted(record)]
        if len(found) >= count:
            return found
        assert time.monotonic() < deadline, f"{len(found)} of {count} on {topic} after {SECONDS} s"
        await asyncio.sleep(0.3)


async def start_at_the_end(broker: str, group: str) -> None:
    """Commits a new group's offsets so that its workers read nothing of what is there."""
    options = client_options(broker)
    async with AIOKafkaConsumer(**options, group_id=group, enable_auto_commit=False) as client:
        partitions = [
            TopicPartition(topic, partition)
            for topic in read_topics()
            for partition in range(await partition_count(broker, topic))
        ]
        client.assign(partitions)
        await client.commit(await client.end_offsets(partitions))


def of(prefix: str) -> Callable[[Any], bool]:
    """Records whose key begins with a prefix: the events of one test's articles."""
    return lambda record: (record.key or b"").startswith(prefix.encode())
