"""Trends on a real Kafka: killed, paused and started again, they equal a count at rest."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from msgspec.structs import replace

from bench.ledger import read_all
from bench.worker_process import PATIENCE
from schemas import (
    EnrichedArticle,
    InvalidEventError,
    TrendRecord,
    decode,
    decode_raw_article,
    encode,
    topics,
)
from schemas.headers import cloud_event
from streams import enrich
from streams.commands.clients import producer
from streams.parent import end_with_parent
from streams.reading import read_articles
from streams.trends.counting import batch
from tools.page import own_articles

SECONDS = int(90 * PATIENCE)
SESSION_SECONDS = 6
ARTICLES = int(os.environ.get("TRENDS_ARTICLES", "450"))
REAL = os.environ.get("TRENDS_REAL")
"""A file of real articles; their times are ours all the same, since a day of theirs holds few."""
WORKERS = [int(n) for n in os.environ.get("TRENDS_WORKERS", "3").split(",")]
"""How many workers run."""
BEGIN = datetime(2031, 5, 1, tzinfo=UTC)


class TrendsProcess:
    """`newswire trends`, to be killed and started again."""

    def __init__(self, broker: str, group: str, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._log = log
        self._env = {**os.environ, "NEWSWIRE_BROKER": broker, "NEWSWIRE_GROUP": group,
                     "NEWSWIRE_TRENDS_PORT": str(self.port),
                     "NEWSWIRE_SESSION_SECONDS": str(SESSION_SECONDS)}  # fmt: skip
        self.start()

    def start(self) -> None:
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streams", "trends"], env=self._env,
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, preexec_fn=end_with_parent,
            )  # fmt: skip

    def end(self, number: int = signal.SIGTERM) -> None:
        self.process.send_signal(number)
        self.process.wait(60)

    def metrics(self) -> str:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=5) as answer:
                return str(answer.read().decode())
        except (URLError, OSError):
            return ""


def stream(prefix: str) -> list[EnrichedArticle]:
    """Articles over two days, out of order by up to hours, some of them more than once."""
    events = list(real_articles()) if REAL else own_articles()
    step = timedelta(days=2) / ARTICLES
    articles = []
    for i in range(ARTICLES):
        event = events[i] if REAL else events[i * i % len(events)]
        late = timedelta(hours=(i * 37) % 5)
        entities = [replace(e, key=f"{e.key} {prefix}") for e in event.entities]
        articles.append(
            replace(event, id=f"{prefix}-{i}", published_at=BEGIN + i * step - late,
                    entities=entities)
        )  # fmt: skip
    return articles


def real_articles() -> Iterator[EnrichedArticle]:
    """ARTICLES of a file of raw articles, or of enriched events as `newswire tail` writes them."""
    found = 0
    for item in read_articles(str(REAL)):
        with suppress(InvalidEventError):  # a time that is none: it ends in the dead letters
            try:
                yield decode(item.value, EnrichedArticle)
            except InvalidEventError:
                yield enrich(decode_raw_article(item.value))
            found += 1
        if found == ARTICLES:
            return


async def publish(broker: str, articles: list[EnrichedArticle]) -> None:
    topic = topics()["enriched"]
    async with producer(broker) as client:
        for article in articles:
            headers = cloud_event(
                ce_id=article.id, ce_type=topic.ce_type, ce_source="test",
                ce_time=(BEGIN + timedelta(days=9)).isoformat(), dataschema=topic.dataschema,
            )  # fmt: skip
            await client.send(topic.name, encode(article), key=article.id.encode(), headers=headers)
        await client.flush()


Counts = dict[tuple[str, datetime], tuple[int, int]]


async def counted(broker: str, prefix: str) -> Counts:
    """The highest count by subject and window of this test's entities.

    Read uncommitted, as a consumer that sets nothing does: what a killed worker had open is in it.
    """
    highest: Counts = {}
    for record in await read_all(broker, "trends"):
        trend = decode(record.value, TrendRecord)
        if trend.subject.endswith(prefix):
            key = (trend.subject, trend.window_start)
            highest[key] = max(highest.get(key, (0, 0)), (trend.articles, trend.mentions))
    return highest


@pytest.mark.parametrize("count", WORKERS)
async def test_workers_that_are_killed_count_what_a_batch_counts(
    broker: str, prefix: str, tmp_path: Path, count: int
) -> None:
    articles = stream(prefix)
    collected = BEGIN + timedelta(days=9)
    wanted: Counts = {
        (r.subject, r.window_start): (r.articles, r.mentions)
        for r in batch((article, collected) for article in articles)
        if r.articles >= 2 and r.subject.endswith(prefix)
    }
    workers = [TrendsProcess(broker, prefix, tmp_path / f"{i}.log") for i in range(count)]
    try:
        third = len(articles) // 3
        await publish(broker, articles[:third])
        await until_some(broker, prefix)
        workers[0].end(signal.SIGKILL)
        await publish(broker, articles[third : 2 * third] + articles[third - 50 : third])
        workers[0].start()
        if count > 2:
            workers[1].process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(SESSION_SECONDS + 2)  # others have its partitions when it wakes
        if count > 2:
            workers[1].process.send_signal(signal.SIGCONT)
        workers[-1].end(signal.SIGTERM)
        await publish(broker, articles[2 * third :])
        workers[-1].start()
        found: Counts = {}
        for _ in range(SECONDS):
            found = await counted(broker, prefix)
            if found == wanted:
                break
            await asyncio.sleep(2)
        assert {k: (found.get(k), wanted.get(k)) for k in found.keys() | wanted.keys()
                if found.get(k) != wanted.get(k)} == {}  # fmt: skip
        assert [worker.process.poll() for worker in workers] == [None] * count
        labels = defaultdict(set)
        for worker in workers:
            for line in worker.metrics().splitlines():
                if line.startswith("newswire_trend_"):
                    labels[line.partition("{")[0]].add(line.partition("{")[2].partition("}")[0])
        assert labels
        assert all(len(values) <= 12 for values in labels.values())
        assert not any(prefix in value for values in labels.values() for value in values)
    finally:
        for worker in workers:
            worker.end(signal.SIGKILL)


async def until_some(broker: str, prefix: str) -> None:
    for _ in range(SECONDS):
        if await counted(broker, prefix):
            return
        await asyncio.sleep(0.5)
