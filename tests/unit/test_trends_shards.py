"""A trends worker's partitions on a Kafka in memory: taken over, worked on, taken anew."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiokafka.errors import KafkaError, ProducerFenced
from msgspec.structs import replace

from schemas import RawArticle, TrendRecord, decode, encode, topics
from streams import enrich
from streams.broker import topics as broker_topics
from streams.metrics import Metrics
from streams.settings import Settings
from streams.trends import shards as shards_module
from streams.trends.app import make_topics, stages
from streams.trends.shards import Shards
from streams.trends.worker import state_of
from tests.unit.fake_kafka import Kafka, until
from tests.unit.test_trends import NOON

ENRICHED, TRENDS = topics()["enriched"].name, topics()["trends"].name
ARTICLE = replace(enrich(RawArticle(id="a", text="Some 40 tanks left Kiev.")), published_at=NOON)
BROKER = "nowhere:1"


@pytest.fixture
async def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    found.use(monkeypatch, shards_module, broker_topics)
    for name, value in (("ROUND_SECONDS", 0.001), ("RETRY_SECONDS", 0)):
        monkeypatch.setattr(shards_module, name, value)
    found.make(ENRICHED, 2)
    found.make(TRENDS, 2)
    await make_topics(settings(), BROKER)
    return found


def settings() -> Settings:
    return Settings(trends_min_articles=1)


def come(kafka: Kafka, id_: str, partition: int = 0) -> None:
    """An article of that id on the enriched topic."""
    kafka.put(ENRICHED, encode(replace(ARTICLE, id=id_)), id_.encode(), partition)


def counted(kafka: Kafka, subject: str) -> int:
    """The most articles that a window of a subject was published with."""
    records = [decode(value, TrendRecord) for value in kafka.values(TRENDS)]
    return max((record.articles for record in records if record.subject == subject), default=0)


@asynccontextmanager
async def worker(kafka: Kafka) -> AsyncIterator[Shards]:
    """A running one; it ends gently."""
    shards = Shards(
        stages(settings()), BROKER, "group", Metrics(), session_seconds=30, compression=None
    )
    stop = asyncio.Event()
    running = asyncio.ensure_future(shards.run(stop))
    try:
        yield shards
    finally:
        stop.set()
        await running


async def until_counted(kafka: Kafka, subject: str, articles: int) -> None:
    await until(lambda: counted(kafka, subject) >= articles)


async def test_articles_become_counts_and_each_is_counted_once(kafka: Kafka) -> None:
    for partition, id_ in ((0, "a"), (1, "b"), (0, "a")):
        come(kafka, id_, partition)
    async with worker(kafka) as shards:
        await until_counted(kafka, "tanks", 2)
        assert shards.restored == 4  # two partitions of two stages
    assert counted(kafka, "tanks") == 2
    assert counted(kafka, "PLACE:kyiv") == 2
    assert not +kafka.clients  # no client is left open


async def test_whoever_comes_next_goes_on_with_what_is_known(kafka: Kafka) -> None:
    come(kafka, "a")
    async with worker(kafka):
        await until_counted(kafka, "tanks", 1)
    kafka.committed.clear()  # nothing hangs on what the group committed
    come(kafka, "a")
    come(kafka, "b")
    async with worker(kafka):
        await until_counted(kafka, "tanks", 2)
    assert counted(kafka, "tanks") == 2


@pytest.mark.parametrize("error", [ProducerFenced(), KafkaError("broker away")])
async def test_a_partition_that_cannot_be_written_is_taken_anew_and_counts_once(
    kafka: Kafka, error: Exception
) -> None:
    async with worker(kafka) as shards:
        await until(lambda: shards.restored is not None)
        kafka.errors = [error]
        come(kafka, "a")
        await until_counted(kafka, "tanks", 1)
        come(kafka, "b")
        await until_counted(kafka, "tanks", 2)
    assert counted(kafka, "tanks") == 2


async def test_while_partitions_cannot_be_taken_it_is_not_ready_and_goes_on_trying(
    kafka: Kafka,
) -> None:
    kafka.errors = [KafkaError("broker away")]
    come(kafka, "a")
    async with worker(kafka) as shards:
        while kafka.errors:
            assert shards.restored is None
            await asyncio.sleep(0)
        await until_counted(kafka, "tanks", 1)


async def test_its_topics_are_as_wide_as_the_enriched_one_and_kept_or_compacted(
    kafka: Kafka,
) -> None:
    split, count = stages(settings())
    assert len(kafka.topics[count.reads]) == len(kafka.topics[split.state]) == 2
    assert kafka.made[count.reads] == {"retention.ms": "86400000"}
    assert kafka.made[split.state] == kafka.made[count.state] == {"cleanup.policy": "compact"}
    kafka.topics[ENRICHED].append([])
    await make_topics(settings(), BROKER)
    assert len(kafka.topics[split.state]) == 3
    assert len(kafka.topics[count.reads]) == 2  # reports stay where their counts are


@pytest.mark.parametrize(
    ("partitions", "age", "ready", "alive"),
    [(4, 0.2, True, True), (None, 0.2, False, True), (0, 0.2, False, True), (4, 60, True, False)],
)
def test_a_worker_is_ready_with_partitions_and_alive_while_rounds_go_on(
    partitions: int | None, age: float, ready: bool, alive: bool
) -> None:
    state = state_of(partitions, age, stall_seconds=60)
    assert (state.ready, state.alive) == (ready, alive)
    assert state.text == f"partitions={partitions} last_round={age:.1f}s ago"
