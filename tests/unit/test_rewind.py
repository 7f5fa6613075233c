"""Where `rewind` moves the workers' offsets, and what is said where it cannot."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import CommitFailedError, KafkaConnectionError, KafkaTimeoutError
from click.testing import CliRunner, Result

from schemas import topics
from streams.broker import topics as broker_topics
from streams.cli import cli
from streams.commands import rewind as module
from streams.commands.rewind import Moved, rewind
from streams.errors import UserError
from tests.unit.fake_kafka import Consumer, Kafka

RAW = topics()["raw"].name
NOON = 1_700_000_000
FIRST, SECOND = TopicPartition(RAW, 0), TopicPartition(RAW, 1)


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    """Two partitions: three articles an hour apart, the workers behind the second; none."""
    found = Kafka()
    found.use(monkeypatch, module, broker_topics)
    found.make(RAW, 2)
    for hour in range(3):
        found.put(RAW, b"{}", timestamp=(NOON + 3600 * hour) * 1000)
    found.committed[FIRST] = 2
    monkeypatch.setenv("NEWSWIRE_BROKER", "nowhere:1")
    return found


def command(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["rewind", *arguments])


@pytest.mark.parametrize(
    ("seconds", "after"),
    [(None, 0), (0, 0), (1, 1), (3600, 1), (7200, 2), (7201, 3)],
)
async def test_each_partition_goes_to_its_first_article_from_the_time_on(
    kafka: Kafka, seconds: int | None, after: int
) -> None:
    to = None if seconds is None else datetime.fromtimestamp(NOON + seconds, UTC)
    moved = await rewind("nowhere:1", "newswire", to, dry_run=False)
    assert moved == [Moved(0, 2, after, 3), Moved(1, None, 0, 0)]
    assert kafka.committed == {FIRST: after, SECOND: 0}
    assert not +kafka.clients  # no client is left open


def test_a_dry_run_shows_it_and_moves_nothing(kafka: Kafka) -> None:
    result = command("--to", "start", "--dry-run")
    assert result.stdout == "0\t2 -> 0\tend 3\n1\tnone -> 0\tend 0\n"
    assert result.stderr == "newswire: would process 3 articles\n"
    assert kafka.committed == {FIRST: 2}


def test_a_time_is_read_with_its_offset(kafka: Kafka) -> None:
    result = command("--to", "2023-11-15T01:13:20+02:00")  # the second article: 23:13:20Z
    assert result.stdout.splitlines()[0] == "0\t2 -> 1\tend 3"
    assert result.stderr == "newswire: the workers will process 2 articles\n"


def test_a_time_without_an_offset_is_refused_before_a_broker_is_asked(kafka: Kafka) -> None:
    result = command("--to", "2026-11-24T06:00:00")
    assert result.exit_code == 2
    assert "not a time with its offset, as in 2026-11-24T06:00:00Z" in result.stderr
    assert not kafka.clients


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (CommitFailedError, 2,
         "workers of group newswire are running: stop them all, rewind, start them again"),
        (KafkaConnectionError, 2, "no Kafka answers at nowhere:1: set NEWSWIRE_BROKER"),
        (lambda: KafkaTimeoutError("no answer in 40000 ms"), 1,
         "no answer in 40000 ms; the broker may be busy or away: try again"),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_one_line_with_what_to_do(
    kafka: Kafka,
    monkeypatch: pytest.MonkeyPatch,
    raised: Callable[[], Exception],
    code: int,
    said: str,
) -> None:
    """A broker that was busy was told as "Kafka: KafkaTimeoutError: Failed to get offsets"."""

    async def refused(self: Consumer, offsets: Any = None) -> None:
        raise raised()

    monkeypatch.setattr(Consumer, "commit", refused)
    result = command("--to", "start")
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, said in line) == (code, True)
    assert not +kafka.clients


async def test_a_missing_topic_says_how_to_make_it(kafka: Kafka) -> None:
    del kafka.topics[RAW]
    with pytest.raises(UserError, match=re.escape("`newswire topics create`")):
        await rewind("nowhere:1", "newswire", None, dry_run=False)
