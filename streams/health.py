"""Whether the worker is well: a member of its group, lag, progress.

Liveness is progress: a consumer can die silently (faust-streaming #175, #523, #532), so a worker
with lag where nothing moves is not alive. What the broker holds is asked of the broker, since a
dead fetcher reports no lag. A worker that stays stalled ends itself, and its supervisor starts
another; nothing that was not acked is lost by it.
"""

import asyncio
import logging
import time
from typing import Any

from aiokafka.conn import collect_hosts

from streams.broker.topics import read_topics
from streams.delivery import Delivery
from streams.ending import EXIT_UNEXPECTED, end_process
from streams.http import State
from streams.metrics import Metrics

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
START_SECONDS, START_LOOK_SECONDS = 10.0, 0.1
"""So long after its start one that has not joined is looked at more often, to be ready soon."""
ASK_EVERY = 10
"""The broker is asked for the ends of the partitions at every so many-th look."""
ASK_SECONDS = 5.0
REACH_SECONDS = 2.0
SLEPT_SECONDS = 5.0
"""Longer between two looks, and the process was stopped: no time to make progress in."""
PATIENCE = 2
"""How many times the stall limit a worker may stay stalled before it ends itself."""


class Health:
    """Looks at the consumer every second, sets the gauges, answers the probes."""

    def __init__(
        self, app: Any, delivery: Delivery, metrics: Metrics, stall_seconds: float, broker: str
    ) -> None:
        self._app = app
        self._delivery = delivery
        self._metrics = metrics
        self._stall_seconds = stall_seconds
        self._broker = broker
        self._lag = 0
        self._partitions = 0
        self._joined = False
        self._ends: dict[tuple[str, int], int] = {}
        """Where partitions end, as the broker last said."""
        self._answers = True
        """Whether the consumer answered when it was last asked."""
        self._generation: int | None = None
        """The rebalance after which it looked last."""
        self._shown: set[tuple[str, int]] = set()
        """Partitions whose lag is a gauge now."""
        self._idle_since = time.monotonic()
        """When there was last nothing to do: waiting for work is no stall."""
        self._moves, self._moved = 0, time.monotonic()
        """What the work had come to, and when that was last another number."""

    async def run(self) -> None:
        """Until cancelled, or until the worker was stalled for too long: then the process ends."""
        looked, count = time.monotonic(), 0
        started = looked
        while True:
            if time.monotonic() - looked > SLEPT_SECONDS:
                self._idle_since = time.monotonic()
            looked = time.monotonic()
            try:
                if count % ASK_EVERY == 0:
                    await self._ask()
                await self._look()
                if self._joined and self._has_new():  # it is ready before the broker answers
                    await self._ask()
                    await self._look()
            except Exception:  # the probes must outlive a consumer that is being rebuilt
                log.debug("the consumer could not be looked at", exc_info=True)
            self._note_moves()
            if self._since() > PATIENCE * self._stall_seconds:
                log.critical("no progress, and work to do: the worker ends. %s", self.state().text)
                end_process(EXIT_UNEXPECTED)
            count += 1
            starts = not self._joined and looked - started < START_SECONDS
            await asyncio.sleep(START_LOOK_SECONDS if starts else LOOK_SECONDS)

    async def _ask(self) -> None:
        """Asks the broker, through the consumer, where the partitions end."""
        consumer = self._app.consumer
        assigned = self._assigned()
        try:
            # wait_for of Python 3.11 can swallow a cancellation that comes with the answer
            async with asyncio.timeout(ASK_SECONDS):
                ends = await consumer.highwaters(*assigned)
            self._ends = {(tp.topic, tp.partition): end for tp, end in ends.items()}
            self._answers = True
        except Exception:
            self._answers = False
            if not await _reachable(self._broker):
                self._idle_since = time.monotonic()  # the broker is away: no fault of ours

    async def _look(self) -> None:
        consumer = self._app.consumer
        assigned = self._assigned()
        self._partitions = len(assigned)
        self._joined = consumer.joined and self._app.consumer_generation_id > 0
        if self._generation != self._app.consumer_generation_id:
            self._generation = self._app.consumer_generation_id
            self._delivery.acked.clear()  # others may have gone on with what comes back to us
        lag = 0
        self._forget({(tp.topic, tp.partition) for tp in assigned})
        for topic in read_topics():
            count = sum(tp.topic == topic for tp in assigned)
            self._metrics.assigned_partitions.labels(topic).set(count)
        for tp in assigned:
            where = (tp.topic, tp.partition)
            end = max(consumer.highwater(tp) or 0, self._ends.get(where) or 0)
            if where not in self._delivery.acked:
                self._delivery.acked[where] = await consumer.position(tp) or 0
            behind = max(0, end - consumer.past_marks(tp, self._delivery.acked[where]))
            self._metrics.consumer_lag.labels(tp.topic, tp.partition).set(behind)
            self._shown.add(where)
            lag += behind
        self._lag = lag
        busy = lag or self._delivery.in_progress or self._app.rebalancing
        if not busy and self._answers:
            self._idle_since = time.monotonic()

    def _note_moves(self) -> None:
        """A chunk is acked as a whole: until then, what goes on in it is progress too.

        That has an end, as no more than a few chunks are in flight.
        """
        if self._delivery.moves != self._moves:
            self._moves, self._moved = self._delivery.moves, time.monotonic()

    def _assigned(self) -> list[Any]:
        """The partitions that this worker has of the topics that its stages read."""
        return [tp for tp in self._app.consumer.assignment() if tp.topic in read_topics()]

    def _has_new(self) -> bool:
        """Whether it got partitions whose end is not known: what waits there is lag at once."""
        return any((tp.topic, tp.partition) not in self._ends for tp in self._assigned())

    def _forget(self, assigned: set[tuple[str, int]]) -> None:
        """Partitions that went to another worker: their lag is its to report."""
        for partition in self._shown - assigned:
            self._metrics.consumer_lag.remove(*partition)
            self._delivery.acked.pop(partition, None)
        self._shown &= assigned

    def state(self) -> State:
        """Ready: the group has given it what it is to read. Alive: nothing to do, or it moves.

        It may be given nothing where there are as many workers as partitions: the new one of a
        rolling update, which gets the partitions of the one that then leaves.
        """
        since = self._since()
        stalled = since > self._stall_seconds
        text = (
            f"partitions={self._partitions} lag={self._lag} "
            f"in_progress={self._delivery.in_progress} last_progress={since:.1f}s"
        )
        return State(self._joined and not stalled, not stalled, text)

    def _since(self) -> float:
        """Seconds since something moved, or since there was nothing to do."""
        return time.monotonic() - max(self._delivery.last_progress, self._idle_since, self._moved)


async def _reachable(broker: str) -> bool:
    """Whether anything listens at one of the bootstrap servers."""
    for host, port, _ in collect_hosts(broker):
        try:
            async with asyncio.timeout(REACH_SECONDS):
                _, writer = await asyncio.open_connection(host, port)
        except OSError:
            continue
        writer.close()
        return True
    return False
