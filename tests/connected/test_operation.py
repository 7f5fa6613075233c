"""What an operator does on a real Kafka: read the lag while no worker runs, process again."""

import asyncio
import csv
import io
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.worker_process import WorkerProcess
from schemas import topics
from schemas.headers import header
from streams.broker.topics import grow, partition_count
from streams.commands.rewind import rewind
from streams.errors import UserError
from streams.lag import Exporter
from streams.metrics import GroupMetrics
from tests.connected.kafka import article, of, send, wait_for

pytestmark = pytest.mark.connected


async def until_stopped(worker: WorkerProcess) -> None:
    await asyncio.to_thread(worker.stop)


async def test_articles_are_processed_again_from_a_time(
    broker: str, prefix: str, tmp_path: Path
) -> None:
    group = f"newswire-{prefix}"
    before = datetime.now(UTC) - timedelta(seconds=5)
    worker = WorkerProcess(broker, tmp_path / "worker.log", pool_workers="1", group=group).start()
    await send(broker, [article(f"{prefix}-1")])
    (first,) = await wait_for(broker, "enriched", of(prefix), 1)

    with pytest.raises(UserError, match="stop them all"):
        await rewind(broker, group, before, dry_run=False)

    await until_stopped(worker)
    shown = await rewind(broker, group, before, dry_run=True)
    assert sum(moved.end - moved.after for moved in shown) >= 1
    moved = await rewind(broker, group, before, dry_run=False)
    assert [m.before for m in moved] == [m.before for m in shown]  # the dry run moved nothing
    assert all(m.before is None or m.after <= m.before for m in moved)

    worker = WorkerProcess(broker, tmp_path / "again.log", pool_workers="1", group=group).start()
    both = await wait_for(broker, "enriched", of(prefix), 2)
    await until_stopped(worker)
    assert {header(record.headers, "ce_id") for record in both} == {header(first.headers, "ce_id")}


async def test_a_time_in_the_future_moves_to_the_end_and_the_start_to_the_first(
    broker: str, prefix: str
) -> None:
    group = f"newswire-{prefix}"
    await send(broker, [article(f"{prefix}-1")])
    ends = await rewind(broker, group, datetime.now(UTC) + timedelta(days=1), dry_run=False)
    assert all(moved.after == moved.end for moved in ends)
    starts = await rewind(broker, group, None, dry_run=False)
    assert [moved.before for moved in starts] == [moved.end for moved in ends]
    assert sum(moved.end - moved.after for moved in starts) >= 1


async def test_a_topic_gets_more_partitions_and_never_fewer(broker: str) -> None:
    topic = topics()["trends"].name
    had = await partition_count(broker, topic)
    await grow(broker, topic, had + 1)
    assert await partition_count(broker, topic) == had + 1
    with pytest.raises(UserError, match="only get more"):
        await grow(broker, topic, had)


@pytest.mark.parametrize("committed", [True, False])
async def test_the_lag_is_known_while_no_worker_runs(
    broker: str, prefix: str, committed: bool
) -> None:
    """Also that of a group that has committed nothing: then all that is there waits."""
    group, raw = f"newswire-{prefix}", topics()["raw"].name
    if committed:
        await rewind(broker, group, datetime.now(UTC) + timedelta(days=1), dry_run=False)
    await send(broker, [article(f"{prefix}-{n}") for n in range(3)], key=prefix.encode())
    metrics = GroupMetrics()
    exporter = Exporter(broker, metrics, group)
    assert not exporter.state().ready
    task = asyncio.create_task(exporter.run())
    deadline = time.monotonic() + 60
    while not exporter.state().ready:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)
    task.cancel()

    def values(metric: str) -> list[float]:
        return [
            sample.value
            for family in metrics.registry.collect()
            for sample in family.samples
            if sample.name == metric
            and sample.labels["topic"] == raw
            and sample.labels.get("group", group) == group
        ]

    waits = 3 if committed else sum(values("newswire_topic_retained_messages"))
    assert sum(values("newswire_group_lag_messages")) == waits >= 3
    assert len(values("newswire_group_lag_messages")) == topics()["raw"].partitions
    assert sum(values("newswire_topic_end_offset")) >= 3


async def test_the_findings_of_the_topic_are_a_table_and_it_ends(
    broker: str, worker: WorkerProcess, prefix: str
) -> None:
    """`newswire tail` never ended, so nothing could be made of all that the topic holds. A repeat
    stands there once."""
    await send(broker, [article(f"{prefix}-1")] * 2)
    await wait_for(broker, "enriched", of(prefix), 2)
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "streams", "tail", "--once", "--table", "quantities"],
        env={**os.environ, "NEWSWIRE_BROKER": broker}, capture_output=True, text=True, timeout=60,
        check=True,
    )  # fmt: skip
    rows = [row for row in csv.DictReader(io.StringIO(done.stdout)) if prefix in row["article"]]
    assert [row["value"] for row in rows] == ["300"]
    assert all(row["relation"] and row["as_written"] in row["sentence"] for row in rows)


async def test_a_dead_letter_can_be_taken_out_as_it_came(broker: str, prefix: str) -> None:
    """The runbook says to try it by hand, and no command gave it away."""
    value = b'{"text": "cut'
    (sent,) = await send(broker, [value], key=prefix.encode(), topic="dead_letters")
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "streams", "dead-letters", "inspect", "--values",
         "--at", f"{sent.partition}:{sent.offset}"],
        env={**os.environ, "NEWSWIRE_BROKER": broker}, capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout == value + b"\n"
