"""The memory of sources beside the stream: learnt, waited for, bounded. No broker."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError, UnknownTopicOrPartitionError

from streams import memory as memory_module
from streams.broker import topics as broker_topics
from streams.cleaning.recurring import ARTICLES, Lesson, lesson, read_memory, repeated
from streams.memory import MOST_SOURCES, Part, SourceMemory
from tests.unit.fake_kafka import Kafka, until

LINE = "The Ledger has been printed in the valley for years."


def event(partition: int = 0, key: bytes | None = b"one.example") -> Any:
    return SimpleNamespace(message=SimpleNamespace(partition=partition, key=key))


def taught(n: int) -> Lesson:
    return lesson(
        f"article {n}", 100, [f"The {'abcdefgh'[n] * 3} affair, at length and anew. " * 3, LINE]
    )


def test_what_is_taught_while_records_are_read_back_is_learnt_after_them() -> None:
    before, after = Part(), Part()
    before.restored()
    for n in range(ARTICLES - 1):
        before.learn(b"a", taught(n))
    after.learn(b"a", taught(ARTICLES - 1))
    assert not after.records
    after.restore(b"a", before.records[b"a"])
    after.restored()
    assert repeated([LINE], read_memory(after.records[b"a"])) == [True]
    assert after.unwritten == {b"a"}


def test_a_tombstone_forgets_a_source() -> None:
    part = Part()
    part.restore(b"a", b"x")
    part.restore(b"a", None)
    assert not part.records


def test_a_partition_holds_a_bounded_number_of_sources() -> None:
    part = Part()
    part.restored()
    for n in range(MOST_SOURCES + 3):
        part.learn(str(n).encode(), taught(0))
    assert len(part.records) == MOST_SOURCES
    assert b"0" in part.unwritten  # as a tombstone
    assert b"0" not in part.records


class Offline(SourceMemory):
    """Never reads anything back: the broker is away."""

    async def _restore(self, parts: dict[int, Part]) -> None:
        await asyncio.sleep(3600)


async def test_articles_wait_for_their_memory_a_bounded_time_and_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory_module, "READY_SECONDS", 0.01)
    memory = Offline("nowhere:1", "sources", "raw", 1)
    await memory.assigned([0])
    await memory.ready(event())
    assert memory.of(event()) is None
    monkeypatch.setattr(memory_module, "READY_SECONDS", 3600)
    await memory.ready(event())  # a second wait would never end
    memory.remember(event(), taught(0))
    assert memory.of(event()) is not None
    await memory.assigned([])
    assert memory.of(event()) is None


async def test_partitions_keys_and_lessons_that_are_none_are_passed_over() -> None:
    memory = Offline("nowhere:1", "sources", "raw", 1)
    await memory.ready(event(7))
    memory.remember(event(7), taught(0))
    memory.remember(event(0, None), taught(0))
    memory.remember(event(), None)
    assert memory.of(event(7)) is None
    assert memory.of(event(0, None)) is None


class Deleted(Offline):
    """Its topic is deleted while it runs: the first write fails, and making it finds it missing."""

    def __init__(self) -> None:
        super().__init__("nowhere:1", "sources", "raw", 1)
        self.written: list[bytes] = []
        self.deleted = False
        self._producer = self

    async def send(self, topic: str, value: bytes, *, key: bytes, partition: int) -> Any:
        if self.deleted:
            raise UnknownTopicOrPartitionError
        return self._confirmed(key)

    async def _confirmed(self, key: bytes) -> None:
        self.written.append(key)

    async def _make_topic(self) -> bool:
        self.deleted, missing = False, self.deleted
        return missing


async def test_a_topic_that_is_deleted_is_made_again_with_all_that_is_known() -> None:
    """It stayed away until the next rebalance, and a restart had forgotten every source."""
    memory = Deleted()
    await memory.assigned([0])
    await memory.revoked()
    memory._parts[0].restored()
    for key in (b"one.example", b"two.example"):
        memory._parts[0].learn(key, taught(0))
    await memory.revoked()
    assert sorted(memory.written) == [b"one.example", b"two.example"]
    memory.deleted = True
    memory._parts[0].learn(b"two.example", taught(1))
    await memory.revoked()
    memory.written.clear()
    await memory.revoked()
    assert sorted(memory.written) == [b"one.example", b"two.example"]
    await memory.assigned([])


async def test_a_write_that_failed_is_tried_again_though_nothing_more_is_taught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The topic stayed away until some article taught something new: more than a minute."""
    monkeypatch.setattr(memory_module, "FLUSH_SECONDS", 0)
    monkeypatch.setattr(memory_module, "RETRY_SECONDS", 0)
    memory = Deleted()
    await memory.assigned([0])
    memory._parts[0].restored()
    memory.deleted = True
    memory.remember(event(), taught(0))
    assert memory._flushing is not None
    await memory._flushing
    assert memory.written == [b"one.example"]
    await memory.assigned([])


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka(raw=2)
    found.use(monkeypatch, memory_module, broker_topics)
    for name in ("FLUSH_SECONDS", "RETRY_SECONDS"):
        monkeypatch.setattr(memory_module, name, 0)
    return found


async def remembering(*partitions: int) -> SourceMemory:
    """A worker's memory, read back for these partitions."""
    memory = SourceMemory("nowhere:1", "sources", "raw", 1)
    await memory.assigned(partitions)
    for partition in partitions:
        await memory.ready(event(partition))
    return memory


async def test_what_one_worker_learnt_its_next_owner_knows(kafka: Kafka) -> None:
    one = await remembering(0, 1)
    for n in range(ARTICLES):
        one.remember(event(1), taught(n))
    await one.close()
    assert kafka.made["sources"]["cleanup.policy"] == "compact"
    assert len(kafka.topics["sources"]) == 2
    assert [record.key for record in kafka.topics["sources"][1]] == [b"one.example"]
    other = await remembering(1)
    assert repeated([LINE], read_memory(other.of(event(1)))) == [True]
    assert other.of(event(0)) is None  # another worker's
    await other.close()
    assert not +kafka.clients  # no client is left open


async def test_a_source_that_is_forgotten_is_forgotten_by_the_next_owner(kafka: Kafka) -> None:
    kafka.make("sources", 2)
    kafka.put("sources", b"x", b"one.example")
    kafka.put("sources", None, b"one.example")
    memory = await remembering(0)
    assert memory.of(event()) is None
    await memory.close()


@pytest.mark.parametrize("error", [KafkaConnectionError(), TimeoutError(), ConnectionResetError()])
async def test_a_broker_that_goes_away_while_it_writes_costs_no_lesson(
    kafka: Kafka, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    """After an error that is no KafkaError nothing was written until the next article, or ever."""
    memory = await remembering(0)
    kafka.errors = [error, error]
    memory.remember(event(), taught(0))
    await until(lambda: any(kafka.topics["sources"][0]))
    assert caplog.text.count("was not written") == 2
    await memory.close()


async def test_it_gets_as_wide_as_the_topic_that_it_follows(kafka: Kafka) -> None:
    await (await remembering(0)).close()
    kafka.topics["raw"].append([])
    await (await remembering(2)).close()
    assert len(kafka.topics["sources"]) == 3


async def test_while_it_cannot_be_read_it_is_tried_again(
    kafka: Kafka, caplog: pytest.LogCaptureFixture
) -> None:
    """The topic that it follows is not there yet."""
    del kafka.topics["raw"]
    memory = SourceMemory("nowhere:1", "sources", "raw", 1)
    await memory.assigned([0])
    await until(lambda: "cannot be read" in caplog.text)
    kafka.make("raw", 2)
    await memory.ready(event())
    assert memory._parts[0].ready.is_set()
    await memory.close()
