"""A consumer that is stopped while its broker is away."""

import asyncio
from typing import Any

import pytest
from aiokafka.consumer.consumer import AIOKafkaConsumer
from aiokafka.consumer.fetcher import Fetcher
from mode.threads import QueueServiceThread

from streams.broker.stopping import stopped
from streams.consumer import ConsumerThread


class Client:
    """The connections."""

    closed = False

    async def close(self) -> None:
        self.closed = True


def consumer(fetch: "asyncio.Task[None]") -> AIOKafkaConsumer:
    """aiokafka's own, as it is while this fetch waits."""
    made = object.__new__(AIOKafkaConsumer)
    made._closed, made._coordinator, made._client = False, None, Client()
    made._fetcher = object.__new__(Fetcher)
    made._fetcher._fetch_task = asyncio.create_task(asyncio.sleep(60))
    made._fetcher._fetch_waiters, made._fetcher._pending_tasks = set(), {fetch}
    return made


async def test_the_end_of_a_fetch_that_waits_is_no_cancel_of_ours() -> None:
    """`newswire trends` ended with a trace and status 1 on SIGTERM while Kafka was away."""
    waits = consumer(asyncio.create_task(asyncio.sleep(60)))
    await asyncio.sleep(0)
    await stopped(waits)
    assert waits._client.closed


async def test_the_thread_that_fetches_ends_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """It died, and an idle worker took 25 s to end on SIGTERM, with status 70."""

    async def nothing(self: Any) -> None:
        """The thread has no calls to end."""

    monkeypatch.setattr(QueueServiceThread, "on_thread_stop", nothing)
    thread = object.__new__(ConsumerThread)
    thread._consumer = consumer(asyncio.create_task(asyncio.sleep(60)))
    await asyncio.sleep(0)
    await thread.on_thread_stop()
    assert thread._consumer._client.closed


async def test_a_cancel_of_ours_is_one() -> None:
    waits = consumer(asyncio.create_task(asyncio.sleep(60)))
    task = asyncio.create_task(stopped(waits))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert waits._client.closed
