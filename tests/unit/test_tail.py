"""What `tail` shows of the enriched topic: from where on, until when, and what is no event."""

import asyncio

import pytest

from schemas import RawArticle, encode, topics
from streams import enrich
from streams.broker import topics as broker_topics
from streams.commands import clients
from streams.commands.tail import Shown, enriched
from streams.errors import UserError
from tests.unit.fake_kafka import Kafka, until

TOPIC = topics()["enriched"].name


def value(name: str) -> bytes:
    return encode(enrich(RawArticle(id=name, text="Two ships left.")))


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    found.use(monkeypatch, clients, broker_topics)
    return found


async def all_there(kafka: Kafka) -> list[Shown]:
    return [shown async for shown in enriched("nowhere:1", from_start=True, once=True)]


async def test_once_shows_every_partition_to_its_end_and_ends(kafka: Kafka) -> None:
    kafka.make(TOPIC, 3)
    for partition, name in ((0, "a"), (2, "b"), (2, "c")):
        kafka.put(TOPIC, value(name), partition=partition, headers=[("ce_id", name.encode())])
    shown = await all_there(kafka)
    assert sorted(one.ce_id for one in shown) == ["a", "b", "c"]
    assert sorted(one.event.id for one in shown if one.event) == ["a", "b", "c"]
    assert not +kafka.clients  # no client is left open


async def test_an_empty_topic_ends_at_once(kafka: Kafka) -> None:
    kafka.make(TOPIC, 2)
    assert await all_there(kafka) == []


async def test_what_is_no_event_is_shown_as_it_is(kafka: Kafka) -> None:
    kafka.make(TOPIC)
    kafka.put(TOPIC, b"somebody else's")
    kafka.put(TOPIC, None)
    assert [(one.value, one.event) for one in await all_there(kafka)] == [
        (b"somebody else's", None), (b"", None)]  # fmt: skip


async def test_a_schema_registrys_frame_is_not_shown(kafka: Kafka) -> None:
    kafka.make(TOPIC)
    kafka.put(TOPIC, b"\0\0\0\0\x07" + value("a"))
    (shown,) = await all_there(kafka)
    assert shown.value == value("a")
    assert shown.event is not None


async def test_without_from_start_only_what_comes_is_shown(kafka: Kafka) -> None:
    kafka.make(TOPIC)
    kafka.put(TOPIC, value("old"))
    events = enriched("nowhere:1")
    waiting = asyncio.ensure_future(anext(events))
    await until(lambda: kafka.looks > 0)  # it stands at the end
    kafka.put(TOPIC, value("new"))
    shown = await waiting
    assert shown.event is not None
    assert shown.event.id == "new"
    waiting.cancel()


async def test_partitions_that_are_added_are_shown_from_their_beginning(kafka: Kafka) -> None:
    """Their events were never shown: an assignment of one's own does not grow with its topic."""
    kafka.make(TOPIC)
    kafka.put(TOPIC, value("old"))
    events = enriched("nowhere:1")
    waiting = asyncio.ensure_future(anext(events))
    await until(lambda: kafka.looks > 0)
    kafka.topics[TOPIC].append([])
    kafka.put(TOPIC, value("there"), partition=1)
    first = await waiting
    kafka.put(TOPIC, value("here"))
    shown = [first, await anext(events)]
    assert [one.event.id for one in shown if one.event] == ["there", "here"]
    await events.aclose()  # type: ignore[attr-defined]


async def test_a_missing_topic_is_one_line(kafka: Kafka) -> None:
    with pytest.raises(UserError, match="is missing on nowhere:1; make it with"):
        await all_there(kafka)
