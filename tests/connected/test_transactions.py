"""Raw articles of a transactional producer: each commit of its own takes an offset of the topic.

Kafka Connect with exactly-once sources, Flink and Streams write so.
"""

import asyncio
import time
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer

from bench.worker_process import WorkerProcess
from schemas import topics
from streams.commands.rewind import rewind
from tests.connected.kafka import SECONDS, article, of, send, start_at_the_end, wait_for

pytestmark = pytest.mark.connected
COUNT = 30
STALL = "3"
"""Seconds; the worker looks at itself once a second."""


async def send_in_transactions(broker: str, prefix: str) -> None:
    """One article a transaction, all into one partition."""
    sender = AIOKafkaProducer(bootstrap_servers=broker, transactional_id=prefix)
    async with sender:
        for number in range(COUNT):
            async with sender.transaction():
                value = article(f"{prefix}-{number}")
                await sender.send(topics()["raw"].name, value, key=prefix.encode())


async def send_and_take_back(broker: str, prefix: str) -> None:
    """Articles of transactions that are aborted, before and behind one that is committed."""
    sender = AIOKafkaProducer(bootstrap_servers=broker, transactional_id=f"{prefix}-aborts")
    async with sender:
        for number, kept in enumerate([False, True, False]):
            await sender.begin_transaction()
            value = article(f"{prefix}-{'kept' if kept else 'aborted'}-{number}")
            await sender.send_and_wait(topics()["raw"].name, value, key=prefix.encode())
            await (sender.commit_transaction() if kept else sender.abort_transaction())


async def left(broker: str, group: str) -> int:
    """How many offsets of the raw topic are not committed, with those of the marks."""
    moved = await rewind(broker, group, None, dry_run=True)
    return sum(m.end - (m.before or m.after) for m in moved)


async def test_what_a_transactional_producer_wrote_is_committed_to_the_end_and_no_lag_is_left(
    broker: str, prefix: str, tmp_path: Path
) -> None:
    """The commits fell behind by all transactions but one each half second, and a worker that
    started did them again; an idle one had a lag of 1, called itself stalled and ended."""
    group = f"newswire-{prefix}"
    await start_at_the_end(broker, group)
    log = tmp_path / "worker.log"
    worker = WorkerProcess(broker, log, pool_workers="1", group=group)
    await asyncio.to_thread(worker.start)
    await send_in_transactions(broker, prefix)
    await wait_for(broker, "enriched", of(prefix), COUNT)
    deadline = time.monotonic() + SECONDS / 4
    while await left(broker, group) or " lag=0 " not in worker.get("/healthz")[1]:
        assert time.monotonic() < deadline, (await left(broker, group), worker.get("/healthz"))
        await asyncio.sleep(0.3)
    await asyncio.to_thread(worker.stop)
    assert "reading from there again" not in log.read_text()


async def test_what_a_producer_took_back_is_no_article_and_is_committed_past(
    broker: str, prefix: str, tmp_path: Path
) -> None:
    """Faust reads what is not committed: articles of aborted transactions were enriched."""
    group = f"newswire-{prefix}"
    await start_at_the_end(broker, group)
    worker = WorkerProcess(broker, tmp_path / "worker.log", pool_workers="1", group=group)
    await asyncio.to_thread(worker.start)
    await send_and_take_back(broker, prefix)
    deadline = time.monotonic() + SECONDS / 4
    while await left(broker, group):
        assert time.monotonic() < deadline, await left(broker, group)
        await asyncio.sleep(0.3)
    found = await wait_for(broker, "enriched", of(prefix), 1)
    await asyncio.to_thread(worker.stop)
    assert [record.key.decode() for record in found] == [f"{prefix}-kept-1"]


async def test_articles_of_an_open_transaction_are_no_lag_and_come_with_its_end(
    broker: str, prefix: str, tmp_path: Path
) -> None:
    """A worker that had nothing else to do called itself stalled after a minute of a transaction
    that was open, and ended after two, with all that others sent meanwhile behind it."""
    group = f"newswire-{prefix}"
    await start_at_the_end(broker, group)
    log = tmp_path / "worker.log"
    worker = WorkerProcess(broker, log, pool_workers="1", group=group, stall_seconds=STALL)
    await asyncio.to_thread(worker.start)
    sender = AIOKafkaProducer(bootstrap_servers=broker, transactional_id=f"{prefix}-open")
    async with sender, sender.transaction():
        key = prefix.encode()
        await sender.send_and_wait(topics()["raw"].name, article(f"{prefix}-open"), key=key)
        await send(broker, [article(f"{prefix}-behind")], key=key)
        deadline = time.monotonic() + 3 * int(STALL)
        while time.monotonic() < deadline:
            status, text = worker.get("/healthz")
            assert (status, " lag=0 " in text) == (200, True), (text, log.read_text())
            await asyncio.sleep(0.3)
    found = await wait_for(broker, "enriched", of(prefix), 2)
    await asyncio.to_thread(worker.stop)
    assert {record.key.decode() for record in found} == {f"{prefix}-open", f"{prefix}-behind"}
