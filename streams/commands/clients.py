"""Plain Kafka clients for the commands: a producer and readers that join no group."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaConnectionError

from schemas import topics
from streams.broker.access import client_options
from streams.broker.header_names import read_any_header_name
from streams.broker.stopping import stopped
from streams.broker.topics import partition_count, unreachable
from streams.errors import UserError

METADATA_MS = 60_000
"""How soon a reader can know of partitions that were added."""


@asynccontextmanager
async def producer(
    broker: str, compression: str | None = "zstd", *, to: Collection[str] = ()
) -> AsyncIterator[AIOKafkaProducer]:
    """A started producer that waits for all replicas. Raises UserError.

    The topics of `to` are looked for first: it would wait 40 s for each record to a missing one.
    """
    for topic in to:
        await partition_count(broker, topic)
    client = AIOKafkaProducer(
        **client_options(broker),
        acks="all",
        enable_idempotence=True,
        linger_ms=1,  # an article that comes alone would wait for it; a file fills batches anyway
        max_batch_size=256 * 1024,
        max_request_size=max(topic.max_message_bytes for topic in topics().values()),
        compression_type=compression,
    )
    await _start(client, broker)
    try:
        yield client
    finally:
        await client.stop()


@asynccontextmanager
async def reader(broker: str, topic: str, **options: Any) -> AsyncIterator[AIOKafkaConsumer]:
    """A started consumer assigned to all partitions of a topic. Raises UserError."""
    partitions = await partition_count(broker, topic)
    read_any_header_name()
    client = AIOKafkaConsumer(
        **client_options(broker),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=4 * 1024 * 1024,
        metadata_max_age_ms=METADATA_MS,
        **options,
    )
    await _start(client, broker)
    try:
        client.assign([TopicPartition(topic, partition) for partition in range(partitions)])
        yield client
    finally:
        await stopped(client)


async def take_added(client: Any, topic: str) -> None:
    """Has a reader read the partitions that its topic got since, too, from their beginning.

    Its assignment is a list of its own, so the broker does not deal them to it.
    """
    had = client.assignment()
    numbers = client.partitions_for_topic(topic) or ()
    added = {TopicPartition(topic, number) for number in numbers} - had
    if not added:
        return
    stands = {tp: await client.position(tp) for tp in had}
    client.assign([*had, *added])  # forgets where it stood
    for tp, offset in stands.items():
        client.seek(tp, offset)


async def is_behind(client: Any, ends: Mapping[TopicPartition, int]) -> bool:
    """Whether a consumer has not yet come to all of these offsets."""
    return any([await client.position(tp) < end for tp, end in ends.items()])


async def _start(client: Any, broker: str) -> None:
    try:
        await client.start()
    except KafkaConnectionError:
        await client.stop()
        raise UserError(unreachable(broker)) from None
