"""Stories shared between workers: told, heard, read back, without a broker."""

import logging
from typing import Any

import orjson
import pytest
from aiokafka.errors import KafkaConnectionError

from schemas import RawArticle, encode
from streams import stories as stories_module
from streams.agents.clean import clean_message
from streams.broker import topics as broker_topics
from streams.cleaning.duplicates import Stories
from streams.outcome import Message, Outcome
from streams.stories import SharedStories, placed
from tests.unit.fake_kafka import Kafka, until
from tests.unit.test_duplicates import text

TOPIC = "newswire-stories"


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    found.use(monkeypatch, stories_module, broker_topics)
    monkeypatch.setattr(stories_module, "RETRY_SECONDS", 0)
    return found


def worker(most: int = 100, hours: int = 72) -> SharedStories:
    return SharedStories(
        Stories(most, hours), "nowhere:1", TOPIC, most=most, hours=hours, replication=1
    )


def cleaned(id_: str, body: str) -> tuple[list[Message], list[Outcome]]:
    raw = RawArticle(id=id_, source=f"{id_}.example", text=body)
    message = Message(f"{id_}.example".encode(), encode(raw), (), 0.0)
    return [message], [clean_message(message)]


def stands(outcomes: list[Outcome]) -> tuple[Any, Any]:
    """The story and the original of an article as it is published."""
    (outcome,) = outcomes
    event = orjson.loads(outcome.outputs[0].value)
    return event["story_id"], event["duplicate_of"]


async def told(kafka: Kafka, count: int) -> None:
    """Waits until so many articles are on the topic."""
    await until(lambda: len(kafka.topics.get(TOPIC, [[]])[0]) >= count)


async def test_a_copy_that_another_worker_cleans_is_known_as_one(kafka: Kafka) -> None:
    one, other = worker(), worker()
    await one.ready()
    await other.ready()
    assert stands(one.placed(*cleaned("a", text(1)))) == ("a", None)
    await told(kafka, 1)
    await until(lambda: other._stories.told("a") is not None)
    assert stands(other.placed(*cleaned("b", text(1)))) == ("a", "a")
    await one.close()
    await other.close()
    assert not +kafka.clients  # no client is left open


def test_a_copy_keeps_the_wire_format_of_a_registry() -> None:
    """It left as bare JSON, and a consumer with a deserialiser stopped at it."""
    start = b"\0\0\0\0\7"
    stories = Stories(100, 72)
    for id_ in ("a", "b"):
        messages, (outcome,) = cleaned(id_, text(1))
        output = outcome.outputs[0]
        in_wire_format = outcome._replace(outputs=[output._replace(value=start + output.value)])
        (outcome,) = placed(stories, messages, [in_wire_format])
    value = outcome.outputs[0].value
    assert value.startswith(start)
    assert orjson.loads(value.removeprefix(start))["duplicate_of"] == "a"


async def test_a_worker_that_starts_reads_back_what_came_before(kafka: Kafka) -> None:
    first = worker()
    await first.ready()
    for n in range(3):
        first.placed(*cleaned(str(n), text(n)))
    await first.close()  # all is told before it ends
    assert len(kafka.values(TOPIC)) == 3
    kafka.put(TOPIC, b"\xc1 of another version")
    second = worker()
    await second.ready()
    assert stands(second.placed(*cleaned("copy", text(2)))) == ("2", "2")
    await second.close()


async def test_no_more_is_read_back_than_is_remembered(kafka: Kafka) -> None:
    first = worker()
    await first.ready()
    for n in range(5):
        first.placed(*cleaned(str(n), text(n)))
    await first.close()
    second = worker(most=2)
    await second.ready()
    assert [second._stories.told(str(n)) is not None for n in range(5)] == [False] * 3 + [True] * 2
    await second.close()


async def test_the_topic_is_kept_as_long_as_stories_are(kafka: Kafka) -> None:
    one = worker(hours=6)
    await one.ready()
    assert kafka.made[TOPIC] == {"retention.ms": "21600000", "segment.ms": "3600000"}
    await one.close()


async def test_a_short_text_is_told_to_nobody(kafka: Kafka) -> None:
    one = worker()
    await one.ready()
    outcomes = cleaned("a", "Some 300 tanks left Kiev on Monday.")
    assert one.placed(*outcomes) == outcomes[1]
    await one.close()
    assert kafka.values(TOPIC) == []


@pytest.mark.parametrize(
    "error", [KafkaConnectionError(), TimeoutError(), AssertionError("Unrecognized partition")]
)
async def test_a_broker_that_goes_away_costs_a_warning_and_nothing_untold(
    kafka: Kafka, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    """After an error that is no KafkaError nothing was told any more, without a word."""
    one = worker()
    await one.ready()
    kafka.errors = [error, error]
    with caplog.at_level(logging.WARNING):
        one.placed(*cleaned("a", text(1)))
        await told(kafka, 1)
    assert [record.getMessage().partition(" (")[0] for record in caplog.records] == [
        "stories are not shared with other workers"
    ] * 2
    await one.close()


async def test_a_topic_that_is_deleted_is_made_again(
    kafka: Kafka, caplog: pytest.LogCaptureFixture
) -> None:
    one = worker()
    await one.ready()
    with caplog.at_level(logging.WARNING):
        del kafka.topics[TOPIC]
        await until(lambda: TOPIC in kafka.topics)
    assert f"{TOPIC} is gone: it is made again" in caplog.text
    await one.close()


async def test_articles_wait_a_bounded_time_and_the_first_only(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the broker is away the first article waits, and then none does."""
    monkeypatch.setattr(stories_module, "READY_SECONDS", 0)
    one = worker()
    await one.ready()
    monkeypatch.setattr(stories_module, "READY_SECONDS", 3600)
    await one.ready()  # a second wait would never end
    assert stands(one.placed(*cleaned("a", text(1)))) == ("a", None)
    await one.close()
