"""Where the consumer begins to read, and that it hands over without a gap."""

from collections.abc import AsyncIterator, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import IllegalStateError
from faust.transport.drivers import aiokafka as driver

from streams.consumer import Consumer


class Thread:
    """Of Faust's consumer: answers with what is committed, notes where it is sent."""

    def __init__(self, committed: Mapping[Any, int | None]) -> None:
        self.committed = committed
        self.begun: tuple[Any, ...] = ()
        self.sought: list[Mapping[Any, int]] = []
        self.ours = True

    async def seek_to_committed(self) -> Mapping[Any, int | None]:
        return self.committed

    async def seek_to_beginning(self, *partitions: Any) -> None:
        self.begun = partitions

    async def earliest_offsets(self, *partitions: Any) -> dict[Any, int]:
        return dict.fromkeys(partitions, 3)

    async def seek_wait(self, partitions: Mapping[Any, int]) -> None:
        if not self.ours:
            raise IllegalStateError
        self.sought.append(partitions)

    def verify_event_path(self, _now: float, partition: Any) -> None:
        assert partition in self.committed, "no position yet, as aiokafka says it"


@pytest.fixture
def consumer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A consumer without a broker; what it fetches next is `batches`, each a dict of offsets."""
    monkeypatch.setattr(driver.Consumer, "__init__", lambda self: None)
    made: Any = Consumer()
    made._thread = Thread({"new": None, "old": 5, "zero": 0})
    made._read_offset = {}
    made.flow_active = True
    made.batches = []

    async def fetched(self: Any, _: float) -> tuple[Any, Any]:
        batch = self.batches.pop(0)
        return {p: [SimpleNamespace(offset=o) for o in found] for p, found in batch.items()}, None

    async def getmany(self: Any, seconds: float) -> AsyncIterator[tuple[Any, Any]]:
        records, _ = await self._wait_next_records(seconds)
        for partition, found in records.items():
            for record in found:
                if not self.flow_active:
                    return
                yield partition, record

    monkeypatch.setattr(driver.Consumer, "_wait_next_records", fetched)
    monkeypatch.setattr(driver.Consumer, "getmany", getmany)
    return made


async def taken(consumer: Any) -> list[tuple[str, int]]:
    """What one fetch hands over."""
    return [(partition, record.offset) async for partition, record in consumer.getmany(1.0)]


async def test_a_partition_of_which_nothing_is_committed_begins_at_its_start(consumer: Any) -> None:
    """Faust left it where its fetcher was: 14 of 483 articles were never read (a new group, and a
    rebalance in its first seconds)."""
    assert await consumer.seek_to_committed() == consumer._thread.committed
    assert consumer._thread.begun == ("new", "zero")
    consumer._thread = Thread({"old": 5})
    await consumer.seek_to_committed()
    assert consumer._thread.begun == ()


async def test_what_was_thrown_away_is_read_again(consumer: Any) -> None:
    """Faust takes the gap for offsets that the log does not have, and commits past them."""
    consumer.batches = [{"old": [5, 6], "new": [3]}, {"old": [9, 10], "new": [4]}, {"old": [7, 8]}]
    await consumer.seek_to_committed()
    assert await taken(consumer) == [("old", 5), ("old", 6), ("new", 3)]
    assert await taken(consumer) == [("new", 4)]
    assert consumer._thread.sought == [{"old": 7}]
    assert await taken(consumer) == [("old", 7), ("old", 8)]


async def test_a_gap_of_the_log_is_asked_for_once(consumer: Any) -> None:
    consumer.batches = [{"new": [7]}, {"new": [7, 9]}, {"new": [10]}]
    await consumer.seek_to_committed()
    assert await taken(consumer) == []
    assert await taken(consumer) == [("new", 7), ("new", 9)]
    assert await taken(consumer) == [("new", 10)]
    assert consumer._thread.sought == [{"new": 3}]


async def test_what_it_went_back_for_may_be_thrown_away_too(consumer: Any) -> None:
    consumer.batches = [{"old": [9]}, {"old": [5, 6, 7, 8]}, {"old": [9]}]
    await consumer.seek_to_committed()
    await taken(consumer)
    consumer.flow_active = False
    await taken(consumer)
    consumer.flow_active = True
    await taken(consumer)
    assert consumer._thread.sought == [{"old": 5}, {"old": 5}]


async def test_a_partition_that_is_anothers_by_now_is_left_to_it(consumer: Any) -> None:
    consumer.batches = [{"old": [9]}]
    await consumer.seek_to_committed()
    consumer._thread.ours = False
    assert await taken(consumer) == []


async def test_a_message_handed_over_while_it_went_back_does_not_hide_what_comes_again(
    consumer: Any,
) -> None:
    """Faust notes the message as the last one read, and drops what is before it."""
    consumer.batches = [{"old": [5, 6, 7]}]
    await consumer.seek_to_committed()
    handed_over = []
    async for partition, record in consumer.getmany(1.0):
        handed_over.append(record.offset)
        if record.offset == 6:
            await consumer.seek_to_committed()
            consumer._read_offset[partition] = record.offset  # as Faust does
    assert handed_over == [5, 6]
    assert consumer._read_offset == {"old": 5}


async def test_what_a_stream_skips_is_not_acked(
    consumer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faust's streams in plain Python ack it, and its offset is committed: it was never read."""
    acked: list[Any] = []

    def ack(self: Any, message: Any) -> bool:
        acked.append(message)
        return True

    monkeypatch.setattr(driver.Consumer, "ack", ack)
    skipped, handed_over = SimpleNamespace(tracked=False), SimpleNamespace(tracked=True)
    assert not consumer.ack(skipped)
    assert consumer.ack(handed_over)
    assert acked == [handed_over]


def test_a_partition_without_a_position_does_not_end_the_worker(consumer: Any) -> None:
    """Two of two workers ended at a slow start: Faust asks where each partition is."""
    consumer.verify_event_path(1.0, "assigned a moment ago")
