"""A worker process and a trends worker: what is said before they start, and how they end."""

import asyncio
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import aiohttp
import faust
import pytest
from aiokafka.errors import KafkaConnectionError

from schemas import topics
from streams import worker
from streams.broker import topics as broker_topics
from streams.ending import EXIT_UNEXPECTED
from streams.errors import UserError
from streams.http import State
from streams.metrics import Metrics
from streams.settings import Settings
from streams.trends import shards
from streams.trends import worker as trends_worker
from streams.trends.app import make_topics
from tests.unit.ending import EndedError, recorded
from tests.unit.fake_kafka import Admin, Kafka, until

BROKER = "nowhere:1"
BOTH = pytest.mark.parametrize("module", [worker, trends_worker])


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    found.use(monkeypatch, broker_topics, shards)
    for topic in topics().values():
        found.make(topic.name)
    return found


@BOTH
def test_what_is_missing_is_said_before_anything_starts(kafka: Kafka, module: ModuleType) -> None:
    del kafka.topics["news.articles.enriched.v1"]
    with pytest.raises(
        UserError, match=r"^missing on nowhere:1: news\.articles\.enriched\.v1; make them"
    ):
        module.run(Settings(), BROKER)


@BOTH
def test_a_taken_port_is_said_before_anything_starts(kafka: Kafka, module: ModuleType) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=f"port {port} on 127.0.0.1 cannot be used"):
            module.run(Settings(http_port=port, trends_port=port), BROKER)


@BOTH
def test_a_broker_that_is_away_is_said_before_anything_starts(
    kafka: Kafka, module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def start(self: Admin) -> None:
        raise KafkaConnectionError

    monkeypatch.setattr(Admin, "start", start)
    with pytest.raises(UserError, match="no Kafka answers at nowhere:1: set NEWSWIRE_BROKER"):
        module.run(Settings(), BROKER)


@pytest.fixture
def executed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The workers that `run` would have run; what it sets for the whole process is left."""
    workers: list[Any] = []

    class Recorded(worker.Worker):
        def execute_from_commandline(self) -> None:
            workers.append(self)

    monkeypatch.setattr(worker, "Worker", Recorded)
    for name in ("set_up", "_use_uvloop"):
        monkeypatch.setattr(worker, name, lambda *given: None)
    return workers


def test_a_worker_runs_its_app_and_what_is_around_it(
    kafka: Kafka, executed: list[Any], tmp_path: Path
) -> None:
    settings = Settings(http_port=0, cache_dir=tmp_path / "cache", shutdown_seconds=7)
    worker.run(settings, BROKER)
    (one,) = executed
    assert sorted(one.app.agents) == ["clean", "extract"]
    assert [type(service) for service in one.services] == [worker.Surroundings]
    assert one._shutdown_seconds == 7
    assert (tmp_path / "cache" / "worker").is_dir()  # Faust makes only the last part of it


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cache_dir": "file"}, "set NEWSWIRE_CACHE_DIR to a folder of yours"),
        ({"gazetteers": (Path("none.tsv"),)}, "NEWSWIRE_GAZETTEERS: .*none.tsv"),
        ({"entities": "spacy:no_such_pipeline"}, "NEWSWIRE_ENTITIES|spacy"),
    ],
)
def test_a_setting_that_cannot_be_is_said_before_there_are_workers(
    kafka: Kafka, executed: list[Any], tmp_path: Path, changed: dict[str, Any], said: str
) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(http_port=0, cache_dir=tmp_path / "cache")
    if "cache_dir" in changed:
        changed = {"cache_dir": tmp_path / "file" / "cache"}
    with pytest.raises(UserError, match=said):
        worker.run(settings.model_copy(update=changed), BROKER)
    assert executed == []


async def test_what_is_around_a_worker_serves_while_it_runs_and_ends_with_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The log said that the metrics are on port 0, where a free one had been asked for."""
    done: list[str] = []

    def did(name: str) -> Callable[[], Any]:
        async def do() -> None:
            done.append(name)

        return do

    pool: Any = SimpleNamespace(start=did("pool started"), stop=did("pool stopped"))
    health: Any = SimpleNamespace(state=lambda: State(True, True, "well"), run=did("watched"))
    around = worker.Surroundings(Settings(http_port=0), BROKER, pool, Metrics(), health)
    with caplog.at_level(logging.INFO):
        await around.on_start()
    port = int(caplog.text.rpartition(":")[2].removesuffix("/metrics\n"))
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
            assert (answer.status, await answer.text()) == (200, "well\n")
        await until(lambda: "watched" in done)
        await around.on_stop()
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(f"http://127.0.0.1:{port}/readyz")
    assert done == ["pool started", "watched", "pool stopped"]


def test_a_graceful_end_that_takes_too_long_is_an_end_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    timers: list[Any] = []

    class Timer:
        def __init__(self, seconds: float, end: Callable[[], None]) -> None:
            self.seconds, self.end, self.daemon, self.started = seconds, end, False, False
            timers.append(self)

        def start(self) -> None:
            self.started = True

    codes: list[int] = []
    monkeypatch.setattr(threading, "Timer", Timer)
    monkeypatch.setattr(os, "_exit", codes.append)
    monkeypatch.setattr(logging, "shutdown", lambda: None)
    monkeypatch.setattr(faust.Worker, "_flag_as_shutdown_by_signal", lambda self: None)
    ours = worker.Worker.__new__(worker.Worker)
    ours._shutdown_seconds = 25.0
    with caplog.at_level(logging.INFO):
        ours._flag_as_shutdown_by_signal()
        (timer,) = timers
        assert (timer.seconds, timer.daemon, timer.started, codes) == (25.0, True, True, [])
        timer.end()
    assert codes == [EXIT_UNEXPECTED]
    assert caplog.messages[-1] == "not done after 25 s (NEWSWIRE_SHUTDOWN_SECONDS): ending"


def test_anything_unexpected_ends_a_trends_worker_with_its_trace(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What was not confirmed is done again by whoever is next, so it must not linger."""

    async def broken(settings: Settings, broker: str) -> None:
        raise ZeroDivisionError

    codes = recorded(monkeypatch, trends_worker)
    monkeypatch.setattr(trends_worker, "_run", broken)
    monkeypatch.setattr(trends_worker, "set_up", lambda *given: None)
    with pytest.raises(EndedError):
        trends_worker.run(Settings(trends_port=0), BROKER)
    assert codes == [EXIT_UNEXPECTED]
    assert caplog.messages[-1] == "unexpected error in trends: the worker ends"
    assert caplog.records[-1].exc_info


async def test_a_trends_worker_that_does_not_come_to_its_end_ends_all_the_same(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []
    began, released = asyncio.Event(), asyncio.Event()

    async def stuck(self: shards.Shards, stop: asyncio.Event) -> None:
        began.set()
        await stop.wait()
        await released.wait()

    def ended(code: int) -> None:
        codes.append(code)
        released.set()

    monkeypatch.setattr(shards.Shards, "run", stuck)
    monkeypatch.setattr(trends_worker, "end_process", ended)
    settings = Settings(trends_port=0, shutdown_seconds=1).model_copy(
        update={"shutdown_seconds": 0.01}
    )
    running = asyncio.ensure_future(trends_worker._run(settings, BROKER))
    await began.wait()  # a signal before that would end the tests
    os.kill(os.getpid(), signal.SIGINT)
    await running
    assert codes == [EXIT_UNEXPECTED]


async def test_a_trends_worker_ends_gently_when_it_is_told_to(
    kafka: Kafka, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(trends_port=0)
    await make_topics(settings, BROKER)
    running = asyncio.ensure_future(trends_worker._run(settings, BROKER))
    await until(lambda: kafka.looks > 0 or running.done())
    with caplog.at_level(logging.INFO):
        os.kill(os.getpid(), signal.SIGTERM)
        await running
    assert "finishing the work in hand" in caplog.text
    assert not +kafka.clients  # no client is left open
