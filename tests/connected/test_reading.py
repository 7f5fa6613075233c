"""What Faust's consumer has fetched and nobody took, on a real broker: ours goes back for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import faust
import pytest
from aiokafka import TopicPartition
from aiokafka.admin import NewTopic, RecordsToDelete
from faust.transport.drivers import aiokafka as driver

from streams.broker.topics import admin
from streams.commands.clients import producer
from streams.consumer import Transport
from tests.connected.kafka import SECONDS

COUNT = 5
OFFSETS = list(range(COUNT))
PATIENCE_SECONDS = 4
"""How long to wait for records that do not come."""


@asynccontextmanager
async def reading(transport: type[Any], broker: str, topic: str) -> AsyncIterator[Any]:
    """A consumer as Faust's app makes it, with COUNT records to read; its partition is assigned."""
    await fill(broker, topic)
    loop = asyncio.get_running_loop()
    app = faust.App(topic, broker=f"kafka://{broker}", topic_disable_leader=True, loop=loop)
    app.finalize()
    app.transport = transport(app.conf.broker_consumer, app, loop=loop)
    assigned = asyncio.Event()

    async def note(*_: Any) -> None:
        assigned.set()

    app.consumer = app.transport.create_consumer(
        nothing, on_partitions_revoked=nothing, on_partitions_assigned=note
    )
    async with app.consumer as consumer:
        await consumer.subscribe({topic})
        await asyncio.wait_for(assigned.wait(), SECONDS)
        consumer.resume_partitions(consumer.assignment())
        yield consumer


async def nothing(*_: Any) -> None:
    """Faust's app would start its agents and tables here."""


async def fill(broker: str, topic: str) -> None:
    client = await admin(broker)
    await client.create_topics([NewTopic(topic, 1, 1)])
    await client.close()
    async with producer(broker) as sender:
        for _ in OFFSETS:
            await sender.send_and_wait(topic, b"x")


async def throw_away(consumer: Any) -> None:
    """Fetches all records, which nobody takes: as in a rebalance."""
    async with asyncio.timeout(SECONDS):
        while not await consumer._getmany(active_partitions=consumer.assignment(), timeout=0.5):
            pass


async def taken(consumer: Any) -> list[int]:
    """The offsets that are handed over, until none has come for a while."""
    offsets: list[int] = []
    waited = 0.0
    while waited < PATIENCE_SECONDS:
        before = len(offsets)
        async for _, message in consumer.getmany(timeout=1.0):
            offsets.append(message.offset)
        waited = 0.0 if len(offsets) > before else waited + 1.0
    return offsets


both = pytest.mark.parametrize(("transport", "again"), [(Transport, COUNT), (driver.Transport, 0)])
"""Where Faust's own transport goes back some day, ours can go."""


@both
async def test_what_was_thrown_away_before_the_first_commit_is_read_again(
    transport: type[Any], again: int, broker: str, prefix: str
) -> None:
    """Faust went on behind it: 14 of 483 articles were never read."""
    async with reading(transport, broker, prefix) as consumer:
        await throw_away(consumer)
        await consumer.perform_seek()
        assert await taken(consumer) == OFFSETS[:again]


@both
async def test_what_was_thrown_away_after_going_back_is_read_again(
    transport: type[Any], again: int, broker: str, prefix: str
) -> None:
    """A fetch that ended while Faust went back, or whose going back failed, was lost for good."""
    async with reading(transport, broker, prefix) as consumer:
        await consumer.perform_seek()
        await throw_away(consumer)
        async with producer(broker) as sender:
            await sender.send_and_wait(prefix, b"x")
        assert await taken(consumer) == [*OFFSETS[:again], COUNT]


async def test_what_the_log_does_not_have_is_passed_over(broker: str, prefix: str) -> None:
    """It goes back once, not for ever."""
    async with reading(Transport, broker, prefix) as consumer:
        partition = TopicPartition(prefix, 0)
        await consumer._thread.commit({partition: 1})
        client = await admin(broker)
        await client.delete_records({partition: RecordsToDelete(before_offset=3)})
        await client.close()
        await consumer.perform_seek()
        assert await taken(consumer) == OFFSETS[3:]
