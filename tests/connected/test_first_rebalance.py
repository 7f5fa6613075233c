"""What Faust fetches and throws away in the first rebalance of a new consumer group."""

import asyncio
from typing import Any

import faust
import pytest
from aiokafka.admin import NewTopic
from faust.transport.drivers import aiokafka as driver

from streams.broker.topics import admin
from streams.commands.clients import producer
from streams.consumer import Transport
from tests.connected.kafka import SECONDS

COUNT = 5


async def fetch(consumer: Any, seconds: float) -> list[int]:
    """Offsets of what comes next, which nobody takes: as in a rebalance."""
    deadline = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < deadline:
        tps = consumer.assignment()
        if tps and (found := await consumer._getmany(active_partitions=tps, timeout=0.5)):
            return [record.offset for records in found.values() for record in records]
        await asyncio.sleep(0.1)
    return []


async def fetch_twice(transport: type[Any], broker: str, topic: str) -> tuple[list[int], list[int]]:
    """What is fetched first and, once Faust has gone back to what is committed (nothing), again."""
    loop = asyncio.get_running_loop()
    app = faust.App(topic, broker=f"kafka://{broker}", topic_disable_leader=True, loop=loop)
    app.finalize()
    app.transport = transport(app.conf.broker_consumer, app, loop=loop)
    app.consumer = app.transport.create_consumer(
        nothing, on_partitions_revoked=nothing, on_partitions_assigned=nothing
    )
    async with app.consumer as consumer:
        await consumer.subscribe({topic})
        first = await fetch(consumer, SECONDS)
        await consumer.perform_seek()
        return first, await fetch(consumer, 5)


async def nothing(*_: Any) -> None:
    """Faust's app would start its agents and tables here."""


@pytest.mark.parametrize(("transport", "again"), [(Transport, COUNT), (driver.Transport, 0)])
async def test_what_was_thrown_away_before_the_first_commit_is_read_again(
    transport: type[Any], again: int, broker: str, prefix: str
) -> None:
    """Faust goes on behind what it threw away: 14 of 483 articles were never read. Where its own
    transport begins anew some day, ours can go."""
    client = await admin(broker)
    await client.create_topics([NewTopic(prefix, 1, 1)])
    await client.close()
    async with producer(broker) as sender:
        for _ in range(COUNT):
            await sender.send_and_wait(prefix, b"x")
    offsets = list(range(COUNT))
    assert await fetch_twice(transport, broker, prefix) == (offsets, offsets[:again])
