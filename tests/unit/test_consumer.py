"""Where the consumer begins to read, and that it hands over without a gap."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import IllegalStateError
from faust.transport.drivers import aiokafka as driver
from intervaltree import IntervalTree  # type: ignore[import-untyped]

from streams.consumer import Consumer, ConsumerThread, Fetched


class Thread:
    """Of the consumer: answers with what is committed, notes where it is sent and what it gave."""

    def __init__(self, committed: Mapping[Any, int | None]) -> None:
        self.committed = committed
        self.sought: list[Mapping[Any, int]] = []
        self.ours = True
        self.given = {partition: offset for partition, offset in committed.items() if offset}
        self.reached: dict[str, tuple[int, int]] = {}

    async def seek_to_committed(self) -> Mapping[Any, int | None]:
        return self.committed

    async def earliest_offsets(self, *partitions: Any) -> dict[Any, int]:
        return dict.fromkeys(partitions, 3)

    async def seek_wait(self, partitions: Mapping[Any, int]) -> None:
        if not self.ours:
            raise IllegalStateError
        self.sought.append(partitions)
        self.given |= partitions

    def verify_event_path(self, _now: float, partition: Any) -> None:
        assert partition in self.committed, "no position yet, as aiokafka says it"


@pytest.fixture
def consumer(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A consumer without a broker; what it fetches next is `batches`, each a dict of offsets."""
    monkeypatch.setattr(driver.Consumer, "__init__", lambda self: None)
    made: Any = Consumer()
    made._thread = Thread({"new": None, "old": 5, "zero": 0})
    made._read_offset = {}
    made._acked = defaultdict(list)
    made._acked_index = defaultdict(set)
    made._gap = defaultdict(IntervalTree)
    made._committed_offset = defaultdict(lambda: None)
    made.flow_active = True
    made.batches = []

    async def fetched(self: Any, _: float) -> tuple[Any, Any]:
        records = {}
        for partition, found in self.batches.pop(0).items():
            batch = [SimpleNamespace(offset=offset) for offset in found]
            records[partition] = Fetched(batch, self._thread.given.get(partition))
            self._thread.given[partition] = found[-1] + 1
        return records, None

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
    assert await consumer.seek_to_committed() == {"new": None, "old": 5, "zero": None}
    assert consumer._thread.sought == [{"new": 3, "zero": 3}]
    consumer._thread = Thread({"old": 5})
    await consumer.seek_to_committed()
    assert consumer._thread.sought == []


async def test_what_was_thrown_away_is_read_again(consumer: Any) -> None:
    """Faust takes the gap for offsets that the log does not have, and commits past them."""
    consumer.batches = [{"old": [5, 6], "new": [3]}, {"old": [9, 10], "new": [4]}, {"old": [7, 8]}]
    await consumer.seek_to_committed()
    assert await taken(consumer) == [("old", 5), ("old", 6), ("new", 3)]
    consumer._thread.given["old"] = 9
    assert await taken(consumer) == [("new", 4)]
    assert consumer._thread.sought[1:] == [{"old": 7}]
    assert await taken(consumer) == [("old", 7), ("old", 8)]


async def test_a_gap_of_the_log_is_asked_for_once(consumer: Any) -> None:
    consumer.batches = [{"new": [7]}, {"new": [7, 9]}, {"new": [10]}]
    await consumer.seek_to_committed()
    consumer._thread.given.clear()
    assert await taken(consumer) == []
    assert await taken(consumer) == [("new", 7), ("new", 9)]
    assert await taken(consumer) == [("new", 10)]
    assert consumer._thread.sought[1:] == [{"new": 3}]


async def test_what_it_went_back_for_may_be_thrown_away_too(consumer: Any) -> None:
    consumer.batches = [{"old": [9]}, {"old": [5, 6, 7, 8]}, {"old": [9]}]
    await consumer.seek_to_committed()
    consumer._thread.given["old"] = 9
    await taken(consumer)
    consumer.flow_active = False
    await taken(consumer)
    consumer.flow_active = True
    await taken(consumer)
    assert consumer._thread.sought[1:] == [{"old": 5}, {"old": 5}]


async def test_a_partition_that_is_anothers_by_now_is_left_to_it(consumer: Any) -> None:
    consumer.batches = [{"old": [9]}]
    await consumer.seek_to_committed()
    consumer._thread.given["old"] = 9
    consumer._thread.ours = False
    assert await taken(consumer) == []


async def test_marks_of_a_transaction_are_not_taken_for_lost_records(consumer: Any) -> None:
    """Each fetch that began behind a mark was made twice, with a warning."""
    consumer.batches = [{"old": [6, 8]}, {"old": [10, 12]}, {"old": [14]}]
    await consumer.seek_to_committed()
    handed_over = [offset for _ in range(3) for _, offset in await taken(consumer)]
    assert handed_over == [6, 8, 10, 12, 14]
    assert consumer._thread.sought[1:] == []


@pytest.mark.parametrize("marks", [1, 2])
async def test_a_commit_goes_past_all_marks_between_what_is_acked(
    consumer: Any, marks: int
) -> None:
    """Faust counted the record behind a mark as one: commits came one transaction further each, and
    a worker that started did all of them again. Behind offset 0 it did not come past two marks."""
    consumer._thread = Thread({"new": None})
    consumer._thread.earliest_offsets = begins_at_0
    offsets = list(range(0, 60, 1 + marks))
    consumer.batches = [{"new": offsets[:5]}, {"new": offsets[5:]}]
    await consumer.seek_to_committed()
    for _ in range(2):
        for _, offset in await taken(consumer):
            consumer._acked["new"].append(offset)
    commits = [consumer._new_offset("new")]
    consumer._committed_offset["new"] = commits[-1]
    assert commits == [offsets[-1] + 1]


async def begins_at_0(*partitions: Any) -> dict[Any, int]:
    return dict.fromkeys(partitions, 0)


async def test_marks_behind_the_last_record_are_done_when_it_is(consumer: Any) -> None:
    """A topic that ends in a mark had a lag of 1 for ever: the idle worker ended itself."""
    consumer._thread.reached = {"old": (7, 8)}
    await consumer.seek_to_committed()
    assert "old" in consumer._acked  # Faust commits what it has acks of
    consumer._committed_offset["old"] = 6
    assert [consumer.past_marks("old", offset) for offset in (5, 6, 7, 9)] == [5, 6, 8, 9]
    assert consumer.past_marks("new", 3) == 3
    assert consumer._new_offset("old") == 6
    consumer._acked["old"].append(6)
    assert consumer._new_offset("old") == 8
    consumer._committed_offset["old"] = 7  # the mark came after the commit
    assert consumer._new_offset("old") == 8


async def test_a_partition_that_holds_no_more_than_marks_has_no_lag(consumer: Any) -> None:
    """Where a producer took back all that a new group's partition held nothing was given: the lag
    stood above 0 until an article came, and the idle worker ended itself."""
    await consumer.seek_to_committed()
    assert consumer._thread.given == {"old": 5, "new": 3, "zero": 3}
    assert not consumer._should_commit("new", consumer._new_offset("new"))
    consumer._thread.reached = {"new": (3, 5)}
    assert consumer.past_marks("new", 3) == consumer._new_offset("new") == 5
    assert consumer._should_commit("new", 5)


def test_it_has_joined_when_the_coordinator_gave_it_a_generation(consumer: Any) -> None:
    """Without partitions too. Before it has started there is no coordinator."""
    consumer._thread._consumer = None
    assert not consumer.joined
    coordinator = SimpleNamespace(generation=-1)
    consumer._thread._consumer = SimpleNamespace(_coordinator=coordinator)
    assert not consumer.joined
    coordinator.generation = 1
    assert consumer.joined


class State:
    """How aiokafka says where a fetcher is."""

    def __init__(self, position: int | None) -> None:
        self.position = position
        self.has_valid_position = position is not None


@pytest.fixture
def thread(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Of a consumer without a broker: gives `batches`, and is then at `positions`."""
    monkeypatch.setattr(driver.AIOKafkaConsumerThread, "__init__", lambda self: None)
    made: Any = ConsumerThread()
    made.batches, made.positions = [], {}

    async def fetched(self: Any, _: Any) -> Any:
        if not self.batches:
            raise UnicodeDecodeError("utf-8", b"", 0, 1, "a broken record")
        return {
            partition: [SimpleNamespace(offset=offset) for offset in found]
            for partition, found in self.batches.pop(0).items()
        }

    monkeypatch.setattr(driver.AIOKafkaConsumerThread, "_fetch_records", fetched)
    return made


async def given(thread: Any) -> dict[str, int | None]:
    """Behind what the next batch comes, by partition."""
    states = {partition: State(position) for partition, position in thread.positions.items()}
    assignment = SimpleNamespace(tps=set(states), state_value=states.get)
    subscription = SimpleNamespace(subscription=SimpleNamespace(assignment=assignment))
    found = await thread._fetch_records(SimpleNamespace(_subscription=subscription))
    return {partition: batch.behind for partition, batch in found.items()}


async def test_what_was_given_is_known_whoever_took_it(thread: Any) -> None:
    thread.batches = [{"a": [5, 6]}, {"a": [9], "b": [2]}, {}]
    thread.positions = {"a": 8, "b": None}
    assert await given(thread) == {"a": None}
    assert thread.reached == {"a": (7, 8)}
    thread.positions = {"a": 10, "b": 3}
    assert await given(thread) == {"a": 7, "b": None}
    thread.positions = {"a": 12, "b": 3}
    assert await given(thread) == {}
    assert thread.reached == {"a": (10, 12), "b": (3, 3)}


async def test_after_a_fetch_that_failed_nothing_is_taken_for_a_gap_of_the_log(
    thread: Any,
) -> None:
    """What was fetched of other partitions goes with the error."""
    thread.batches = [{"a": [5]}]
    await given(thread)
    with pytest.raises(UnicodeDecodeError):
        await given(thread)
    thread.batches = [{"a": [8]}]
    assert await given(thread) == {"a": None}


async def test_where_it_is_sent_is_what_it_gave_last(
    thread: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless it gave something on the way, that nobody took."""

    async def committed() -> dict[str, int | None]:
        thread._given["late"] = 20
        return {"a": 4, "late": 4, "new": None}

    async def sought(self: Any, _: Any, partitions: Any) -> None:
        pass

    monkeypatch.setattr(driver.AIOKafkaConsumerThread, "_seek_wait", sought)
    await thread._seek_to_committed(SimpleNamespace(seek_to_committed=committed))
    assert thread._given == {"a": 4, "late": 20}
    await thread._seek_wait(None, {"late": 4})
    assert thread._given == {"a": 4, "late": 4}


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


async def test_what_came_before_a_rebalance_is_not_taken_after_it(consumer: Any) -> None:
    """It ended while one partition went back. What another had got before it was handed over, the
    gap before that was noted as one of the log, and unacked records were committed past."""
    consumer._thread = Thread({"b": 10, "a": 10})
    consumer._committed_offset |= {"b": 10, "a": 10}
    consumer.batches = [{"b": [10, 11, 12], "a": [10]}, {"b": [13, 14], "a": [15]}]
    await consumer.seek_to_committed()
    await taken(consumer)
    consumer._thread.given["a"] = 15  # what was before it was thrown away

    async def rebalanced(_: Mapping[Any, int]) -> None:
        await consumer.seek_to_committed()

    consumer._thread.seek_wait = rebalanced
    assert await taken(consumer) == []
    assert consumer._due == {"b": 10, "a": 10}
    assert not consumer._gap["b"]


async def test_a_message_behind_a_gap_is_not_taken_after_a_rebalance(
    consumer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faust lets others run while it notes the gap: what comes again was behind what was read."""

    async def rebalanced(*_: Any) -> None:
        await consumer.seek_to_committed()

    monkeypatch.setattr(driver.Consumer, "_add_gap", rebalanced)
    consumer.batches = [{"old": [5, 8]}]
    await consumer.seek_to_committed()
    assert await taken(consumer) == [("old", 5)]
    assert consumer._due["old"] == 5


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
