"""When a worker is ready and alive, and what excuses one that stands still: no broker there."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from schemas import topics
from streams import health as module
from streams.delivery import Delivery
from streams.ending import EXIT_UNEXPECTED
from streams.health import Health
from streams.metrics import Metrics
from streams.settings import Settings
from tests.unit.ending import EndedError, recorded


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    return recorded(monkeypatch, module)


class Consumer:
    def __init__(self, partitions: int, end: int) -> None:
        self.partitions, self.end, self.dead = partitions, end, False
        self.marks, self.joined = 0, True

    def assignment(self) -> set[Any]:
        name = topics()["raw"].name
        return {Partition(name, number) for number in range(self.partitions)}

    def highwater(self, tp: Any) -> int:
        return self.end

    def past_marks(self, tp: Any, offset: int) -> int:
        return self.end if self.end - offset == self.marks else offset

    async def position(self, tp: Any) -> int:
        return 0

    async def highwaters(self, *partitions: Any) -> dict[Any, int]:
        if self.dead:
            await asyncio.sleep(60)
        return dict.fromkeys(partitions, self.end)


class Partition:
    def __init__(self, topic: str, partition: int) -> None:
        self.topic, self.partition = topic, partition


async def look(
    consumer: Consumer, stall_seconds: float = 60, broker: str = ""
) -> tuple[Health, Metrics]:
    metrics = Metrics()
    app = SimpleNamespace(
        consumer=consumer, producer=None, rebalancing=False, consumer_generation_id=1
    )
    pool: Any = SimpleNamespace(size=1, steps=0)
    delivery = Delivery(app, Settings(), metrics, pool)
    health = Health(app, delivery, metrics, stall_seconds, broker)
    await health._look()
    return health, metrics


async def test_ready_means_a_member_of_the_group_and_alive_means_progress() -> None:
    """With a worker for each partition the new one of a rolling update gets none until an old one
    has left: it was never ready, so that none left, and it was started again every two minutes."""
    idle, _ = await look(Consumer(2, 0))
    assert (idle.state().ready, idle.state().alive) == (True, True)
    spare, _ = await look(Consumer(0, 0))
    assert (spare.state().ready, spare.state().alive) == (True, True)
    outside = Consumer(0, 0)
    outside.joined = False
    waiting, _ = await look(outside)
    assert (waiting.state().ready, waiting.state().alive) == (False, True)
    stalled, _ = await look(Consumer(2, 5), stall_seconds=0)
    await asyncio.sleep(0.01)
    assert (stalled.state().ready, stalled.state().alive) == (False, False)


async def test_the_lag_of_partitions_that_went_elsewhere_is_not_reported() -> None:
    consumer = Consumer(2, 5)
    health, metrics = await look(consumer)

    def lag(partition: int) -> float | None:
        labels = {"topic": topics()["raw"].name, "partition": str(partition)}
        return metrics.registry.get_sample_value("newswire_consumer_lag_messages", labels)

    assert (lag(0), lag(1)) == (5, 5)
    consumer.partitions = 1
    await health._look()
    assert (lag(0), lag(1)) == (5, None)


async def test_a_dead_fetcher_that_reports_no_lag_is_found_by_asking_the_broker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    consumer = Consumer(2, 5)
    monkeypatch.setattr(consumer, "highwater", lambda tp: 0)
    health, _ = await look(consumer)
    assert "lag=0" in health.state().text
    await health._ask()
    await health._look()
    assert "lag=10" in health.state().text


async def test_what_waits_in_partitions_that_just_came_is_lag_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The broker was asked every ten looks: for ten seconds a new worker's backlog was no lag."""
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(module, "ASK_EVERY", 1_000_000)
    consumer = Consumer(0, 5)
    monkeypatch.setattr(consumer, "highwater", lambda tp: 0)  # nothing was fetched yet
    health, _ = await look(consumer)
    watch = asyncio.create_task(health.run())
    await asyncio.sleep(0.05)
    assert "lag=0" in health.state().text
    consumer.partitions = 2
    deadline = asyncio.get_running_loop().time() + 10
    while "lag=10" not in health.state().text:
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.01)
    watch.cancel()


async def test_a_topic_that_ends_in_a_transactions_mark_is_no_work_to_do() -> None:
    """Behind a transactional producer an idle worker had a lag of 1, and ended itself for ever."""
    consumer = Consumer(1, 5)
    consumer.marks = 5
    health, _ = await look(consumer, stall_seconds=0)
    assert "lag=0" in health.state().text


async def test_a_worker_that_stays_stalled_ends_itself(
    ended: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)
    health, _ = await look(Consumer(2, 5), stall_seconds=0.05)
    with pytest.raises(EndedError):
        await asyncio.wait_for(health.run(), 10)
    assert ended == [EXIT_UNEXPECTED]


async def test_a_chunk_that_moves_is_no_stall_however_long_it_takes() -> None:
    """With three slow articles in a chunk the worker ended itself, and the chunk came again."""
    health, _ = await look(Consumer(2, 5), stall_seconds=0.05)
    pool = health._delivery._pool
    for step in range(3):
        await asyncio.sleep(0.1)
        assert not health.state().alive
        pool.steps = step + 1  # type: ignore[misc]
        health._note_moves()
        assert health.state().alive


@pytest.mark.parametrize("listening", [True, False])
async def test_a_consumer_that_does_not_answer_is_dead_unless_the_broker_is_away(
    listening: bool, ended: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(module, "ASK_SECONDS", 0.01)
    monkeypatch.setattr(module, "ASK_EVERY", 1)
    consumer = Consumer(2, 0)
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    if not listening:
        server.close()
    health, _ = await look(consumer, stall_seconds=0.2, broker=f"127.0.0.1:{port}")
    consumer.dead = True
    if listening:
        with pytest.raises(EndedError):
            await asyncio.wait_for(health.run(), 10)
    else:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(health.run(), 1)
    assert ended == ([EXIT_UNEXPECTED] if listening else [])
    server.close()


async def test_a_cancel_ends_the_watch_whatever_answers_at_that_moment() -> None:
    """wait_for of Python 3.11 loses a cancel that meets the answer: the watch went on for ever."""
    answer: asyncio.Future[dict[Any, int]] = asyncio.get_running_loop().create_future()
    consumer = Consumer(2, 0)
    health, _ = await look(consumer)
    consumer.highwaters = lambda *tps: answer  # type: ignore[assignment, method-assign]
    watch = asyncio.create_task(health.run())
    await asyncio.sleep(0.01)
    answer.set_result({})
    watch.cancel()
    done, _ = await asyncio.wait([watch], timeout=5)
    assert done


@pytest.mark.parametrize(
    ("broker", "asked"),
    [
        ("kafka", [("kafka", 9092)]),
        ("[::1]:9093", [("::1", 9093)]),
        ("one:9093, two:9094", [("one", 9093), ("two", 9094)]),
    ],
)
async def test_every_server_that_the_setting_allows_is_asked(
    broker: str, asked: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a port, or by an IPv6 number, it was always away: a stalled worker never ended."""
    tried: list[tuple[str, int]] = []

    async def refused(host: str, port: int) -> None:
        tried.append((host, port))
        raise ConnectionRefusedError

    monkeypatch.setattr(asyncio, "open_connection", refused)
    assert not await module._reachable(broker)
    assert sorted(tried) == asked


async def test_a_server_that_listens_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    async def taken(host: str, port: int) -> tuple[None, SimpleNamespace]:
        return None, SimpleNamespace(close=lambda: None)

    monkeypatch.setattr(asyncio, "open_connection", taken)
    assert await module._reachable("kafka")
