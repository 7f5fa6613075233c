"""The topology of trends: a Faust app of its own, so that it can be left out, and cannot disturb.

news.articles.enriched.v1 ── split ──> reports, keyed by subject ── count ──> news.trends.v1
                               │                                      │
                      table: articles seen                  table: counts by subject

Nothing is acked before what it led to is confirmed; what comes again is told by the tables. A table
is written once a batch and subject, not once a report: each write is a record of its changelog.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, NamedTuple

import faust
import msgspec

from schemas import InvalidEventError, topics
from streams.agents.trends import published, reports
from streams.app import broker_urls, faust_options
from streams.delivery import EXIT_UNEXPECTED, end_process
from streams.metrics import Metrics
from streams.outcome import Message
from streams.registry import prefixes
from streams.sensor import Sensor
from streams.settings import Settings
from streams.trends.ages import Ages
from streams.trends.counting import FORGET, GRACE, Report, State, count, record, windows_with

log = logging.getLogger(__name__)

BATCH = 2000
FLUSH_SECONDS = 1.0
"""How long a batch gathers at most: it bounds how often a window is published."""
RAW = {"key_type": bytes, "key_serializer": "raw", "value_type": bytes, "value_serializer": "raw"}
REPORT_HOURS = 24


def create_trends_app(settings: Settings, broker: str, metrics: Metrics, partitions: int) -> Any:
    """The Faust app; `partitions` is how many the enriched topic has."""
    group = trends_group(settings)
    app = faust.App(
        group,
        broker=broker_urls(broker),
        **faust_options(settings, broker),
        table_standby_replicas=0,
    )
    app.sensors.add(Sensor(metrics))
    enriched = app.topic(topics()["enriched"].name, **RAW)
    reported = app.topic(
        f"{group}-reports",
        internal=True,
        partitions=partitions,
        retention=REPORT_HOURS * 3600,
        **RAW,
    )
    seen = KeptTable.of(app, "seen", partitions)
    counts = KeptTable.of(app, "counts", partitions)
    split = Split(app, seen, metrics, reported.get_topic_name())
    start = prefixes(settings.registry)["trends"] if settings.registry else b""
    counting = Count(app, counts, metrics, settings.trends_min_articles, start)

    @app.agent(enriched, name="split", concurrency=1)  # type: ignore[untyped-decorator]
    async def split_agent(stream: Any) -> None:
        await in_batches(stream, split.batch)

    @app.agent(reported, name="count", concurrency=1)  # type: ignore[untyped-decorator]
    async def count_agent(stream: Any) -> None:
        await in_batches(stream, counting.batch)

    @app.on_partitions_assigned.connect  # type: ignore[untyped-decorator]
    async def assigned(app: Any, assigned: Any, **kwargs: Any) -> None:
        split.stale = counting.stale = True

    return app


def trends_group(settings: Settings) -> str:
    """The consumer group, and the beginning of the names of its topics."""
    return f"{settings.group}-trends"


async def in_batches(stream: Any, work: Callable[[list[Any]], Awaitable[None]]) -> None:
    """Hands over what has gathered, and acks it when it is done; ends the process if it fails.

    The batch is worked on beside the reading: a rebalance empties the queue and then waits for what
    is in hand, so a batch that waited for one more message would wait for ever.
    """
    stream = stream.noack()
    gathered: list[Any] = []
    some, full, room = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def flush() -> None:
        while True:
            await some.wait()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(full.wait(), FLUSH_SECONDS)
            events = gathered.copy()
            gathered.clear()
            some.clear()
            full.clear()
            room.set()
            try:
                await work(events)
                for event in events:
                    await stream.ack(event)
            except Exception:  # leaving the agent would ack what it holds
                log.critical("unexpected error in trends: the worker ends", exc_info=True)
                end_process(EXIT_UNEXPECTED)

    flushing = asyncio.create_task(flush())
    try:
        async for event in stream.events():
            gathered.append(event)
            some.set()
            if len(gathered) >= BATCH:
                full.set()
                room.clear()
                await room.wait()
    finally:
        flushing.cancel()


class KeptTable(faust.Table):  # type: ignore[misc]  # Faust is untyped to us
    """A table of bytes whose changelog is confirmed before anything is acked.

    Faust hands a table's writes to a buffer, and its commit waits for that a tenth of a second only
    (flush_atmost): a worker killed under load had committed what its changelog did not have. Here a
    write gives the record that the caller sends and waits for; Faust restores from it as ever.
    """

    logger = logging.getLogger("mode.newswire")  # its comings and goings are no news

    @classmethod
    def of(cls, app: Any, name: str, partitions: int) -> "KeptTable":
        table = cls(app, name=name, partitions=partitions, key_type=bytes, value_type=bytes)
        app.tables.add(table)
        return table

    def apply_changelog_batch(self, batch: Iterable[Any]) -> None:
        """Restores; of two values of a key the one that has counted more stands.

        A worker that lost a partition may still write what it had in hand, after its successor.
        """
        for event in batch:
            before = self.data.get(event.key)
            after = event.value
            if before is None or after is None or progress(before) <= progress(after):
                super().apply_changelog_batch([event])

    def put(self, partition: int, key: bytes, value: bytes) -> "Sent":
        """Sets a key; the record that its changelog needs."""
        self.data[key] = value
        return Sent(self.changelog_topic_name, key, value, partition=partition)

    def drop(self, partition: int, key: bytes) -> "Sent":
        """Takes a key out, likewise."""
        self.data.pop(key, None)
        return Sent(self.changelog_topic_name, key, None, partition=partition)


def progress(value: bytes) -> int:
    """How far a value of either table has counted; 0 for one that only says that it is there."""
    try:
        state = msgspec.json.decode(value, type=State)
    except msgspec.ValidationError:
        return 0
    return sum(state.counted.values()) + len(state.counted)


class Sent(NamedTuple):
    """One record to send; the producer chooses the partition by its key where none is given."""

    topic: str
    key: bytes
    value: bytes | None
    headers: Sequence[tuple[str, bytes]] = ()
    partition: int | None = None


class Split:
    """Articles to reports; an article that was seen, or is late, gives none."""

    def __init__(self, app: Any, seen: Any, metrics: Metrics, topic: str) -> None:
        self._app = app
        self._seen = seen
        self._metrics = metrics
        self._topic = topic
        self._ages = Ages()
        self.stale = True
        """Partitions came or went: what is known of the table has to be gathered anew."""

    async def batch(self, events: list[Any]) -> None:
        if self.stale:
            self._gather()
        new: dict[bytes, tuple[int, int]] = {}
        sends: list[Sent] = []
        for event in events:
            record = event.message
            message = Message(
                record.key, record.value, tuple(record.headers or ()), record.timestamp
            )
            try:
                found = reports(message, record.partition, record.offset)
            except InvalidEventError:
                self._metrics.trend_articles.labels("invalid").inc()
                continue
            if found.article in new or found.article in self._seen:
                self._metrics.trend_articles.labels("repeat").inc()
            elif self._ages.late(record.partition, found.pane, GRACE):
                self._metrics.trend_articles.labels("late").inc()
            else:
                new[found.article] = (record.partition, found.pane)
                self._ages.reached(record.partition, found.pane)
                sends += [Sent(self._topic, subject, report) for subject, report in found.items]
                self._metrics.trend_articles.labels("counted").inc()
        await send(self._app, sends)
        writes = []
        for article, (partition, pane) in new.items():
            value = msgspec.json.encode((partition, pane))
            writes.append(self._seen.put(partition, article, value))
            self._ages.touch(article, partition, pane)
        ours = assigned_partitions(self._app, topics()["enriched"].name)
        expired = self._ages.expired(GRACE, ours, 2 * len(events))
        writes += [self._seen.drop(partition, article) for partition, article in expired]
        await send(self._app, writes)

    def _gather(self) -> None:
        self._ages.clear()
        rows = [(msgspec.json.decode(value), key) for key, value in self._seen.items()]
        for (partition, pane), key in sorted(rows, key=lambda row: row[0][1]):
            self._ages.touch(key, partition, pane)
        self.stale = False


class Count:
    """Reports to counts by subject, and the windows that changed to news.trends.v1."""

    def __init__(self, app: Any, counts: Any, metrics: Metrics, least: int, start: bytes) -> None:
        self._app = app
        self._counts = counts
        self._metrics = metrics
        self._least = least
        self._start = start
        """What values begin with: of Confluent's wire format, where it is set."""
        self._ages = Ages()
        self._began: dict[int, int] = {}
        self.stale = True

    async def batch(self, events: list[Any]) -> None:
        if self.stale:
            self._gather()
        changed: dict[bytes, tuple[State, set[int]]] = {}
        for event in events:
            message = event.message
            report = msgspec.json.decode(message.value, type=Report)
            if self._ages.late(message.partition, report.pane, FORGET):
                continue  # its subject may be forgotten: a count from here would be too low
            self._ages.reached(message.partition, report.pane)
            if message.key not in changed:
                changed[message.key] = (self._state(message.key, message.partition, report), set())
            state, panes = changed[message.key]
            count(state, report)
            panes.add(report.pane)  # also where it was counted before: it may not be published yet
        writes = []
        for subject, (state, _) in changed.items():
            writes.append(self._counts.put(state.partition, subject, msgspec.json.encode(state)))
            self._ages.touch(subject, state.partition, state.newest)
        ours = assigned_partitions(self._app, events[0].message.topic)
        expired = self._ages.expired(FORGET, ours, 2 * len(changed))
        writes += [self._counts.drop(partition, subject) for partition, subject in expired]
        await send(self._app, writes)
        await self._publish(changed)

    def _state(self, subject: bytes, partition: int, report: Report) -> State:
        value = self._counts.get(subject)
        if value is not None:
            return msgspec.json.decode(value, type=State)
        began = self._began.setdefault(partition, report.pane)
        return State(partition, min(began, report.pane))

    async def _publish(self, changed: dict[bytes, tuple[State, set[int]]]) -> None:
        sends = []
        for key, (state, panes) in changed.items():
            subject = key.decode()
            for start in sorted(windows_with(panes)):
                trend = record(subject, state, start)
                if trend.articles < self._least:
                    continue
                output = published(trend)
                name = topics()[output.topic].name
                sends.append(Sent(name, key, self._start + output.value, output.headers))
                self._observe(subject, trend.spike)
        await send(self._app, sends)

    def _observe(self, subject: str, spike: bool) -> None:
        """Labels from closed lists only: an entity's type, or "class"."""
        kind = subject.partition(":")[0] if ":" in subject else "class"
        self._metrics.trend_records.labels(kind).inc()
        if spike:
            self._metrics.trend_spikes.labels(kind).inc()

    def _gather(self) -> None:
        self._ages.clear()
        self._began.clear()
        rows = [
            (msgspec.json.decode(value, type=State), key) for key, value in self._counts.items()
        ]
        for state, key in sorted(rows, key=lambda row: row[0].newest):
            self._ages.touch(key, state.partition, state.newest)
            began = self._began.get(state.partition, state.began)
            self._began[state.partition] = min(began, state.began)
        self.stale = False


async def send(app: Any, records: Iterable[Sent]) -> None:
    """Sends records and waits until the broker has confirmed each. Raises KafkaError."""
    pending: list[Awaitable[Any]] = [
        await app.producer.send(
            record.topic, record.key, record.value, record.partition, None, list(record.headers)
        )
        for record in records
    ]
    await asyncio.gather(*pending)


def assigned_partitions(app: Any, topic: str) -> set[int]:
    return {tp.partition for tp in app.consumer.assignment() if tp.topic == topic}
