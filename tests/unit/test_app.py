"""The topology: which agent reads what with which memory, and what goes with partitions."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from faust.types import TP

from schemas import topics
from streams import app as module
from streams.app import broker_urls, create_app, faust_options
from streams.delivery import Delivery
from streams.metrics import Metrics
from streams.outcome import Stage
from streams.registry import framed
from streams.settings import Settings

BROKER = "nowhere:1"
RAW, CLEAN = topics()["raw"].name, topics()["clean"].name


class Ran:
    """What the agents gave to the delivery, and what was done with a memory or the stories."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stages: dict[str, tuple[Any, ...]] = {}
        self.did: list[Any] = []

        async def run(delivery: Delivery, stage: Stage, stream: Any, *more: Any) -> None:
            self.stages[stage.name] = (stage, *more)

        monkeypatch.setattr(Delivery, "run", run)
        monkeypatch.setattr(module, "SourceMemory", self.source_memory)
        monkeypatch.setattr(module, "SharedStories", self.shared_stories)

    def source_memory(self, broker: str, topic: str, like: str, replication: int) -> Any:
        async def assigned(partitions: Any) -> None:
            self.did.append(["assigned", *sorted(partitions)])

        async def revoked() -> None:
            self.did.append("revoked")

        return SimpleNamespace(
            topic=topic, like=like, assigned=assigned, revoked=revoked, close=self.close("memory")
        )

    def shared_stories(self, stories: Any, broker: str, topic: str, **options: Any) -> Any:
        return SimpleNamespace(topic=topic, close=self.close("stories"), **options)

    def close(self, what: str) -> Any:
        async def close() -> None:
            self.did.append(f"{what} closed")

        return close

    async def made(self, folder: Path, **settings: Any) -> Any:
        """An app of these settings, each of its agents run once."""
        chosen = Settings(cache_dir=folder, **settings)
        pool: Any = SimpleNamespace()
        app, _ = create_app(chosen, BROKER, Metrics(), pool)
        for agent in app.agents.values():
            await agent.fun(None)
        return app


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    return Ran(monkeypatch)


async def test_each_agent_reads_its_topic_with_its_memory(ran: Ran, tmp_path: Path) -> None:
    app = await ran.made(tmp_path, group="desk", recurring="cut", stories=50)
    read = {name: list(agent.channel.topics) for name, agent in app.agents.items()}
    assert read == {"clean": [RAW], "extract": [CLEAN]}
    _, memory, stories = ran.stages["clean"]
    assert (memory.topic, memory.like) == ("desk-sources", RAW)
    assert (stories.topic, stories.most) == ("desk-stories", 50)
    assert len(ran.stages["extract"]) == 1  # it remembers nothing


async def test_what_is_off_is_not_made(ran: Ran, tmp_path: Path) -> None:
    await ran.made(tmp_path, recurring="off", stories=0)
    assert ran.stages["clean"][1:] == (None, None)


async def test_the_memory_follows_the_partitions_of_the_raw_topic_alone(
    ran: Ran, tmp_path: Path
) -> None:
    app = await ran.made(tmp_path, recurring="mark", stories=10)
    await app.on_partitions_assigned.send({TP(RAW, 3), TP(CLEAN, 5), TP(RAW, 1)})
    await app.on_partitions_revoked.send({TP(RAW, 3)})
    await app.on_before_shutdown.send()
    assert ran.did[:2] == [["assigned", 1, 3], "revoked"]
    assert sorted(ran.did[2:]) == ["memory closed", "stories closed"]


async def test_with_a_registry_both_stages_write_its_frames(
    ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = {"clean": b"\0\0\0\0\1", "enriched": b"\0\0\0\0\2"}
    monkeypatch.setattr(module, "prefixes", lambda address: starts)
    await ran.made(tmp_path, registry="http://registry.example")
    for stage, *_ in ran.stages.values():
        assert stage.work.func is framed
        assert stage.work.args[1] is starts


def test_every_server_of_a_broker_is_an_address_for_faust() -> None:
    assert broker_urls("a:1, [::1]:2") == ["kafka://a:1", "kafka://[::1]:2"]


@pytest.mark.parametrize(("set_to", "given"), [("none", None), ("lz4", "lz4")])
def test_options_that_faust_has_other_words_for(set_to: Any, given: str | None) -> None:
    options = faust_options(Settings(compression=set_to, session_seconds=120), BROKER)
    assert options["producer_compression_type"] == given
    # a broker holds a request to join for a session: the client has to wait longer for it
    assert options["broker_request_timeout"] == 130
    assert options["producer_max_request_size"] >= topics()["enriched"].max_message_bytes
