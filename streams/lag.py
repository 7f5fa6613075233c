"""Consumer lag as the broker has it: `newswire lag`, a small exporter beside the workers.

A worker knows the lag of its own partitions only, and says nothing once it is gone; that is when
the lag matters most. This asks the broker itself, for every group that reads our topics.
"""

import asyncio
import logging
import signal
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
from prometheus_client import Gauge

from schemas import topics
from streams.broker.access import client_options
from streams.broker.stopping import stopped
from streams.broker.topics import admin, read_topics
from streams.errors import UserError
from streams.http import State, check_port, serve
from streams.metrics import GroupMetrics
from streams.settings import Settings

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
STALE_SECONDS = 60.0
"""When figures are older it is not ready, and when it asked no more for so long not alive. The
gauges stay; how old they are is one of them."""


class Row(NamedTuple):
    """Where one group stands in one partition."""

    group: str
    topic: str
    partition: int
    committed: int
    end: int

    @property
    def lag(self) -> int:
        """Messages that are still to be read."""
        return max(0, self.end - self.committed)


class Exporter:
    """Looks at the broker every few seconds and sets the gauges.

    `group` is that of the workers: what it reads is known before it has committed anything.
    """

    def __init__(self, broker: str, metrics: GroupMetrics, group: str) -> None:
        self._broker = broker
        self._metrics = metrics
        self._group = group
        self._looked = 0.0
        self._asked = time.monotonic()
        self._shown: set[tuple[Gauge, tuple[str, ...]]] = set()
        metrics.silent.set_function(self._age)

    async def run(self) -> None:
        """Until cancelled; a broker that is away is asked again."""
        while True:
            self._asked = time.monotonic()
            try:
                await self._connected()
            except (KafkaError, UserError, OSError) as error:
                log.warning(
                    "the broker was not asked for its lag: %s; again in %g s", error, LOOK_SECONDS
                )
            await asyncio.sleep(LOOK_SECONDS)

    async def _connected(self) -> None:
        client = await admin(self._broker)
        consumer = AIOKafkaConsumer(**client_options(self._broker), enable_auto_commit=False)
        try:
            await consumer.start()
            while True:
                await self._look(client, consumer)
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            await stopped(consumer)
            await client.close()

    async def _look(self, client: Any, consumer: Any) -> None:
        self._asked = time.monotonic()
        partitions = await _partitions(client)
        ends = await consumer.end_offsets(partitions)
        starts = await consumer.beginning_offsets(partitions)
        unread = {tp: start for tp, start in starts.items() if tp.topic in read_topics()}
        rows: list[Row] = []
        for group in sorted({*await _groups(client), self._group}):
            offsets = await client.list_consumer_group_offsets(group)
            rows += joined(group, offsets, ends, unread if group == self._group else {})
        self._show(rows, starts, ends)
        self._looked = time.monotonic()

    def _show(self, rows: Iterable[Row], starts: dict[Any, int], ends: dict[Any, int]) -> None:
        metrics = self._metrics
        values: dict[tuple[Gauge, tuple[str, ...]], int] = {}
        for tp, end in ends.items():
            labels: tuple[str, ...] = (tp.topic, str(tp.partition))
            values[metrics.end_offset, labels] = end
            values[metrics.retained, labels] = end - starts.get(tp, 0)
        for row in rows:
            labels = (row.group, row.topic, str(row.partition))
            values[metrics.lag, labels] = row.lag
            values[metrics.committed, labels] = row.committed
        for (gauge, labels), value in values.items():
            gauge.labels(*labels).set(value)
        for gauge, labels in self._shown - values.keys():  # a group or topic that was deleted
            gauge.remove(*labels)
        self._shown = set(values)

    def _age(self) -> float:
        """Seconds since the figures were true; by no clock that others would have to share."""
        return time.monotonic() - self._looked if self._looked else float("inf")

    def state(self) -> State:
        """Ready while the figures are fresh; alive while it asks, also a broker that is away."""
        age = self._age()
        asks = time.monotonic() - self._asked < STALE_SECONDS
        return State(age < STALE_SECONDS, asks, f"looked {age:.1f}s ago")


def joined(
    group: str, offsets: dict[Any, Any], ends: dict[Any, int], unread: dict[Any, int]
) -> list[Row]:
    """What a group committed beside where the partitions end; partitions of others left out.

    `unread` says where it begins in a partition of which it committed nothing.
    """
    committed = {tp: found.offset for tp, found in offsets.items() if found.offset >= 0}
    return [
        Row(group, tp.topic, tp.partition, offset, ends[tp])
        for tp, offset in (unread | committed).items()
        if tp in ends
    ]


async def _partitions(client: Any) -> list[TopicPartition]:
    found = await client.describe_topics([topic.name for topic in topics().values()])
    return [
        TopicPartition(topic["topic"], partition["partition"])
        for topic in found
        if not topic["error_code"]
        for partition in topic["partitions"]
    ]


async def _groups(client: Any) -> set[str]:
    return {group for group, *_ in await client.list_consumer_groups()}


def run(settings: Settings, broker: str) -> None:
    """Serves the lag until SIGTERM or Ctrl-C. Raises UserError where the port is taken."""
    check_port(settings.http_host, settings.http_port)
    asyncio.run(_run(settings, broker))


async def _run(settings: Settings, broker: str) -> None:
    metrics = GroupMetrics()
    exporter = Exporter(broker, metrics, settings.group)
    runner = await serve(settings.http_host, settings.http_port, metrics, exporter.state)
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    port = runner.addresses[0][1]  # the one that was given for 0
    log.info("lag of %s on http://%s:%d/metrics", broker, settings.http_host, port)
    try:
        await exporter.run()
    except asyncio.CancelledError:
        log.info("ending")
    finally:
        await runner.cleanup()
