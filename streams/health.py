"""Whether the worker is well: assigned partitions, lag, progress.

Liveness is progress: a consumer can die silently (faust-streaming #175, #523, #532), so a worker
with lag where nothing moves is not alive.
"""

import asyncio
import logging
import time
from typing import Any, NamedTuple

from schemas import topics
from streams.delivery import Delivery
from streams.metrics import Metrics

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
READ_TOPICS = ("raw", "clean")


class State(NamedTuple):
    ready: bool
    alive: bool
    text: str
    """One line for whoever asks."""


class Health:
    """Looks at the consumer every second, sets the gauges, answers the probes."""

    def __init__(
        self, app: Any, delivery: Delivery, metrics: Metrics, stall_seconds: float
    ) -> None:
        self._app = app
        self._delivery = delivery
        self._metrics = metrics
        self._stall_seconds = stall_seconds
        self._lag = 0
        self._partitions = 0
        self._shown: set[tuple[str, int]] = set()
        """Partitions whose lag is a gauge now."""
        self._idle_since = time.time()
        """When there was last nothing to do: waiting for work is no stall."""

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self._look()
            except Exception:  # the probes must outlive a consumer that is being rebuilt
                log.debug("the consumer could not be looked at", exc_info=True)
            await asyncio.sleep(LOOK_SECONDS)

    async def _look(self) -> None:
        consumer = self._app.consumer
        assigned = [tp for tp in consumer.assignment() if tp.topic in _read_topics()]
        self._partitions = len(assigned)
        lag = 0
        self._forget({(tp.topic, tp.partition) for tp in assigned})
        for topic in _read_topics():
            count = sum(tp.topic == topic for tp in assigned)
            self._metrics.assigned_partitions.labels(topic).set(count)
        for tp in assigned:
            end = consumer.highwater(tp)
            done = self._delivery.acked.get((tp.topic, tp.partition))
            if end is None:
                continue
            if done is None:
                done = await consumer.position(tp) or 0
            behind = max(0, end - done)
            self._metrics.consumer_lag.labels(tp.topic, tp.partition).set(behind)
            self._shown.add((tp.topic, tp.partition))
            lag += behind
        self._lag = lag
        if not lag and not self._delivery.in_progress:
            self._idle_since = time.time()

    def _forget(self, assigned: set[tuple[str, int]]) -> None:
        """Partitions that went to another worker: their lag is its to report."""
        for partition in self._shown - assigned:
            self._metrics.consumer_lag.remove(*partition)
            self._delivery.acked.pop(partition, None)
        self._shown &= assigned

    def state(self) -> State:
        """Ready: partitions are assigned. Alive: nothing to do, or something moved lately."""
        since = time.time() - max(self._delivery.last_progress, self._idle_since)
        stalled = since > self._stall_seconds
        text = (
            f"partitions={self._partitions} lag={self._lag} "
            f"in_progress={self._delivery.in_progress} last_progress={since:.1f}s"
        )
        return State(self._partitions > 0 and not stalled, not stalled, text)


def _read_topics() -> tuple[str, ...]:
    return tuple(topics()[name].name for name in READ_TOPICS)
