"""What `newswire lag` shows of a broker that changes."""

import asyncio
import math
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import KafkaConnectionError
from aiokafka.structs import OffsetAndMetadata

from streams import lag
from streams.errors import UserError
from streams.lag import Exporter, Row, joined
from streams.metrics import GroupMetrics

KEPT, DELETED = TopicPartition("raw", 0), TopicPartition("clean", 1)


def shown(metrics: GroupMetrics) -> set[tuple[str, str]]:
    return {
        (family.name, sample.labels["topic"])
        for family in metrics.registry.collect()
        for sample in family.samples
        if "topic" in sample.labels
    }


def test_a_deleted_topic_is_gone_from_all_gauges() -> None:
    """Its end offset and what it retained stood there for ever."""
    metrics = GroupMetrics()
    exporter = Exporter("nowhere:1", metrics, "ours")
    rows = [Row("ours", tp.topic, tp.partition, 3, 5) for tp in (KEPT, DELETED)]
    exporter._show(rows, {KEPT: 0, DELETED: 0}, {KEPT: 5, DELETED: 5})
    assert len(shown(metrics)) == 8
    exporter._show(rows[:1], {KEPT: 0}, {KEPT: 6})
    assert {topic for _, topic in shown(metrics)} == {"raw"}
    assert len(shown(metrics)) == 4


async def test_a_broker_that_is_away_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is when nothing answers that the lag matters, so this must not end there, nor be ended by
    its probe: Kubernetes did so every three minutes, and each time the alert began anew."""
    exporter = Exporter("nowhere:1", GroupMetrics(), "ours")
    exporter._asked -= 100
    asked: list[Exception] = [UserError("away"), KafkaConnectionError("away"), OSError("away")]

    async def connected() -> None:
        raise asked.pop() if asked else asyncio.CancelledError

    async def at_once(seconds: float) -> None:
        pass

    monkeypatch.setattr(exporter, "_connected", connected)
    monkeypatch.setattr(asyncio, "sleep", at_once)
    with pytest.raises(asyncio.CancelledError):
        await exporter.run()
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 3
    assert not exporter.state().ready
    assert exporter.state().alive


def test_a_topic_that_comes_back_is_shown_again() -> None:
    metrics = GroupMetrics()
    exporter = Exporter("nowhere:1", metrics, "ours")
    for ends in ({KEPT: 5}, {}, {KEPT: 1}):
        exporter._show([], dict.fromkeys(ends, 0), ends)
    assert metrics.end_offset.labels("raw", "0")._value.get() == 1


def test_a_partition_of_which_nothing_is_committed_waits_from_its_start() -> None:
    """A worker that ended before its first commit had no lag: no alert could come of it."""
    ends = {KEPT: 100, DELETED: 70}
    unread = {KEPT: 0, DELETED: 20}
    assert [row.lag for row in joined("ours", {}, ends, unread)] == [100, 50]
    offsets = {KEPT: OffsetAndMetadata(90, ""), DELETED: OffsetAndMetadata(-1, "")}
    assert [row.lag for row in joined("ours", offsets, ends, unread)] == [10, 50]
    assert [row.lag for row in joined("another", offsets, ends, {})] == [10]


async def test_figures_of_a_broker_that_is_away_say_how_old_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They stood there as if they were of now: with nothing waiting when the broker ended, no
    alert said that it was away."""

    async def none(*asked: Any) -> list[TopicPartition]:
        return []

    async def offsets(*asked: Any) -> dict[TopicPartition, int]:
        return {}

    monkeypatch.setattr(lag, "_partitions", none)
    monkeypatch.setattr(lag, "_groups", none)
    client = SimpleNamespace(list_consumer_group_offsets=offsets)
    consumer = SimpleNamespace(end_offsets=offsets, beginning_offsets=offsets)
    metrics = GroupMetrics()
    exporter = Exporter("nowhere:1", metrics, "ours")

    def silent() -> float:
        return metrics.registry.get_sample_value("newswire_broker_silent_seconds") or 0.0

    assert silent() == math.inf
    await exporter._look(client, consumer)
    assert silent() < 1
    assert exporter.state().alive
    exporter._looked -= 100
    assert silent() >= 100
    assert not exporter.state().ready
    exporter._asked -= 100
    assert not exporter.state().alive
