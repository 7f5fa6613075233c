"""A Kafka in memory for unit tests, in the place of aiokafka's clients: topics, offsets,
transactions, and errors where a test asks for one. It waits for nothing.

`kafka.use(monkeypatch, module)` puts its clients in the place of those that a module of ours
imported.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import TopicAlreadyExistsError, UnknownTopicOrPartitionError
from aiokafka.structs import OffsetAndMetadata, OffsetAndTimestamp

TURNS = 200_000
"""After so many turns of the loop what did not happen will not happen."""


async def until(happened: Callable[[], bool]) -> None:
    """Lets others have their turn until it happened, by no clock."""
    for _ in range(TURNS):
        if happened():
            return
        await asyncio.sleep(0)
    raise AssertionError("it did not happen")


class Record(NamedTuple):
    """What a consumer is given."""

    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]
    offset: int
    partition: int = 0
    timestamp: int = 1_700_000_000_000


class Kafka:
    """The broker: its topics, and what happened to it."""

    def __init__(self, **topics: int) -> None:
        """Topics by name, with their number of partitions; for a dot write two underscores."""
        self.topics: dict[str, list[list[Record]]] = {}
        for name, partitions in topics.items():
            self.make(name.replace("__", "."), partitions)
        self.made: dict[str, dict[str, str]] = {}
        """Topics that a client made, with their configuration."""
        self.committed: dict[TopicPartition, int] = {}
        self.metadata: dict[TopicPartition, str] = {}
        """What commits said beside their offsets."""
        self.errors: list[Exception] = []
        """What the next sends raise, one each."""
        self.clients: Counter[str] = Counter()
        """Clients that are started and not stopped."""
        self.looks = 0
        """How often a consumer asked for records."""

    def make(self, topic: str, partitions: int = 1) -> None:
        self.topics[topic] = [[] for _ in range(partitions)]

    def put(
        self,
        topic: str,
        value: bytes | None,
        key: bytes | None = None,
        partition: int = 0,
        headers: Sequence[tuple[str, bytes]] = (),
        timestamp: int = 1_700_000_000_000,
    ) -> int:
        """Appends a record; its offset."""
        if topic not in self.topics:
            raise UnknownTopicOrPartitionError(topic)
        log = self.topics[topic][partition]
        log.append(Record(key, value, tuple(headers), len(log), partition, timestamp))
        return len(log) - 1

    def values(self, topic: str) -> list[bytes | None]:
        """All values of a topic, partition by partition."""
        return [record.value for log in self.topics[topic] for record in log]

    def use(self, monkeypatch: pytest.MonkeyPatch, *modules: ModuleType) -> None:
        """From now on these modules' clients are ours."""
        clients = {
            "AIOKafkaProducer": lambda **options: Producer(self, options),
            "AIOKafkaConsumer": lambda **options: Consumer(self, options),
            "AIOKafkaAdminClient": lambda **options: Admin(self),
        }
        for module in modules:
            for name, made in clients.items():
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, made)


class _Client:
    kind = ""

    def __init__(self, kafka: Kafka) -> None:
        self.kafka = kafka

    async def start(self) -> None:
        self.kafka.clients[self.kind] += 1

    async def stop(self) -> None:
        self.kafka.clients[self.kind] -= 1

    close = stop


class Producer(_Client):
    kind = "producer"

    def __init__(self, kafka: Kafka, options: dict[str, Any]) -> None:
        super().__init__(kafka)
        self.partitioner = options.get("partitioner")
        self._open: list[tuple[Any, ...]] | None = None

    async def send(
        self,
        topic: str,
        value: bytes | None = None,
        key: bytes | None = None,
        partition: int | None = None,
        *,
        headers: Sequence[tuple[str, bytes]] = (),
    ) -> "asyncio.Future[Any]":
        if self.kafka.errors:
            raise self.kafka.errors.pop(0)
        if partition is None:
            everything = list(range(len(self.kafka.topics[topic])))
            partition = self.partitioner(key, everything, everything) if self.partitioner else 0
        confirmed: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        record = (topic, value, key, partition, headers)
        if self._open is None:
            confirmed.set_result(SimpleNamespace(offset=self.kafka.put(*record)))
        else:
            at = len(self.kafka.topics[topic][partition])
            ahead = sum(other[0] == topic and other[3] == partition for other in self._open)
            self._open.append(record)
            confirmed.set_result(SimpleNamespace(offset=at + ahead))
        return confirmed

    async def send_and_wait(self, topic: str, value: bytes, key: bytes | None = None) -> Any:
        return await (await self.send(topic, value, key))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """All that is sent in it is there after it, or nothing of it."""
        self._open = []
        try:
            yield
            for record in self._open:
                self.kafka.put(*record)
        finally:
            self._open = None


class Consumer(_Client):
    kind = "consumer"

    def __init__(self, kafka: Kafka, options: dict[str, Any]) -> None:
        super().__init__(kafka)
        self._next: dict[TopicPartition, int] = {}
        self._listener: Any = None

    def subscribe(self, topics: Sequence[str], listener: Any) -> None:
        """All partitions are dealt to us at the first look for records."""
        self.assign([tp for topic in topics for tp in self._partitions(topic)])
        self._listener = listener
        self._dealing = asyncio.ensure_future(self._deal())

    async def _deal(self) -> None:
        await self._listener.on_partitions_revoked([])
        await self._listener.on_partitions_assigned(self.assignment())

    def _partitions(self, topic: str) -> list[TopicPartition]:
        return [TopicPartition(topic, number) for number in range(len(self.kafka.topics[topic]))]

    def assign(self, partitions: Sequence[TopicPartition]) -> None:
        self._next = {tp: self.kafka.committed.get(tp, 0) for tp in partitions}

    def assignment(self) -> set[TopicPartition]:
        return set(self._next)

    def partitions_for_topic(self, topic: str) -> set[int] | None:
        return (
            {tp.partition for tp in self._partitions(topic)} if topic in self.kafka.topics else None
        )

    def seek(self, tp: TopicPartition, offset: int) -> None:
        self._next[tp] = offset

    async def seek_to_end(self) -> None:
        self._next = {tp: len(self._log(tp)) for tp in self._next}

    async def position(self, tp: TopicPartition) -> int:
        return self._next[tp]

    async def beginning_offsets(self, partitions: Sequence[TopicPartition]) -> dict[Any, int]:
        return dict.fromkeys(partitions, 0)

    async def end_offsets(self, partitions: Sequence[TopicPartition]) -> dict[Any, int]:
        return {tp: len(self._log(tp)) for tp in partitions}

    def highwater(self, tp: TopicPartition) -> int:
        return len(self._log(tp))

    async def commit(self, offsets: dict[TopicPartition, Any] | None = None) -> None:
        for tp, at in (self._next if offsets is None else offsets).items():
            offset, said = at if isinstance(at, tuple) else (at, "")
            self.kafka.committed[tp], self.kafka.metadata[tp] = offset, said

    async def committed(self, tp: TopicPartition) -> int | None:
        return self.kafka.committed.get(tp)

    @property
    def _coordinator(self) -> "Consumer":
        return self

    async def fetch_committed_offsets(self, partitions: Sequence[TopicPartition]) -> dict[Any, Any]:
        return {
            tp: OffsetAndMetadata(self.kafka.committed[tp], self.kafka.metadata[tp])
            for tp in partitions
            if tp in self.kafka.committed
        }

    async def offsets_for_times(self, times: dict[TopicPartition, int]) -> dict[Any, Any]:
        """The first record at or after a time in each partition, None where there is none."""
        later = {
            tp: [record for record in self._log(tp) if record.timestamp >= time]
            for tp, time in times.items()
        }
        return {
            tp: OffsetAndTimestamp(records[0].offset, records[0].timestamp) if records else None
            for tp, records in later.items()
        }

    def pause(self, *partitions: TopicPartition) -> None:
        """Nothing is fetched ahead here."""

    def resume(self, *partitions: TopicPartition) -> None:
        """Nothing was paused."""

    async def getmany(
        self, *partitions: TopicPartition, timeout_ms: int = 0, max_records: int = 500
    ) -> dict[TopicPartition, list[Record]]:
        """What is there, at once; where nothing is, others have their turn."""
        found = {}
        self.kafka.looks += 1
        for tp in partitions or tuple(self._next):
            records = self._log(tp)[self._next[tp] :][:max_records]
            if records:
                found[tp] = records
                self._next[tp] += len(records)
        await asyncio.sleep(0)
        return found

    def _log(self, tp: TopicPartition) -> list[Record]:
        return self.kafka.topics.get(tp.topic, [[]] * (tp.partition + 1))[tp.partition]


class Admin(_Client):
    kind = "admin"

    async def create_topics(self, wanted: Sequence[Any]) -> Any:
        errors = []
        for topic in wanted:
            there = topic.name in self.kafka.topics
            if not there:
                self.kafka.make(topic.name, topic.num_partitions)
                self.kafka.made[topic.name] = topic.topic_configs
            errors.append((topic.name, TopicAlreadyExistsError.errno if there else 0, ""))
        return SimpleNamespace(topic_errors=errors)

    async def describe_topics(self, names: Sequence[str]) -> list[dict[str, Any]]:
        return [
            {
                "topic": name,
                "error_code": 0 if name in self.kafka.topics else 3,
                "partitions": self.kafka.topics.get(name, []),
            }
            for name in names
        ]

    async def describe_configs(self, resources: Sequence[Any]) -> list[Any]:
        """What is asked for of topics that a client made, as DescribeConfigs answers."""
        answers = []
        for asked in resources:
            known = self.kafka.made.get(asked.name, {})
            entries = [(key, known[key]) for key in asked.configs if key in known]
            answers.append((0 if known else 3, "", 2, asked.name, entries))
        return [SimpleNamespace(resources=answers)]

    async def create_partitions(self, wanted: dict[str, Any]) -> Any:
        for name, more in wanted.items():
            logs = self.kafka.topics[name]
            logs += [[] for _ in range(more.total_count - len(logs))]
        return SimpleNamespace(topic_errors=[(name, 0, "") for name in wanted])
