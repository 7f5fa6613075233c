"""Faust's consumer, where it would go on behind records that nobody has taken.

Faust throws away what it fetches while a rebalance is under way, and then seeks back to what is
committed. There are ways around that seek: where nothing is committed it leaves a partition where
its fetcher has come to; where going back fails it only says so; and records that come in while it
goes back move the partition on. What comes next then begins behind the records that were thrown
away, and Faust takes the gap for offsets that the log does not have: it counts them as done, and
commits past them. Seen as 14 of 483 articles lost in a new group, and 8 of 8,491 in a storm of
faults.

What the log does not have (the marks of a transaction, what its producer took back, what compaction
took) is told from what was thrown away by what the fetcher gave, taken or not.
"""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

from aiokafka.errors import IllegalStateError
from faust.transport.drivers import aiokafka as driver

from streams.broker.stopping import stopped

log = logging.getLogger(__name__)


class Fetched(list[Any]):
    """Records of one partition that came together."""

    def __init__(self, records: list[Any], behind: int | None) -> None:
        super().__init__(records)
        self.behind = behind
        """The offset behind the record that the fetcher gave before them; None where unknown."""


class ConsumerThread(driver.AIOKafkaConsumerThread):  # type: ignore[misc]  # Faust is untyped to us
    """Where the fetcher is at home. Notes what it gives, whether or not anybody takes it."""

    __module__ = driver.__name__  # it logs where Faust does, which is kept quiet

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._given: dict[Any, int] = {}
        """The offset behind the last record given; before there was one, where it was sent."""
        self.reached: dict[Any, tuple[int, int]] = {}
        """The same, and up to where the fetcher has come: there are no records between them."""

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        # Faust reads so only where it sends in transactions itself; what a producer took back is
        # no article
        consumer._isolation_level = "read_committed"
        return consumer

    def highwater(self, tp: Any) -> int | None:
        # up to where it may be read: what comes behind waits for the end of a transaction
        end: int | None = self._ensure_consumer().last_stable_offset(tp)
        return end

    async def _fetch_records(
        self, consumer: Any, *args: Any, **kwargs: Any
    ) -> dict[Any, list[Any]]:
        try:
            records = await super()._fetch_records(consumer, *args, **kwargs)
        except BaseException:  # with it may go what was fetched of other partitions
            self._given.clear()
            raise
        # nothing is awaited since the fetcher gave them: what it says of itself is of this moment
        found: dict[Any, list[Any]] = {}
        for partition, batch in records.items():
            found[partition] = Fetched(batch, self._given.get(partition))
            self._given[partition] = batch[-1].offset + 1
        for partition, position in _positions(consumer):
            if partition in self._given:
                self.reached[partition] = self._given[partition], position
        return found

    async def on_thread_stop(self) -> None:
        # Faust's own but for the last line, at which this thread died and the worker waited for it
        await super(driver.AIOKafkaConsumerThread, self).on_thread_stop()
        if self._consumer is not None:
            await stopped(self._consumer)

    async def seek_to_committed(self) -> Mapping[Any, int | None]:
        found: Mapping[Any, int | None] = await self.call_thread(
            self._seek_to_committed, self._ensure_consumer()
        )
        return found

    async def _seek_to_committed(self, consumer: Any) -> Mapping[Any, int | None]:
        self._given.clear()
        found: Mapping[Any, int | None] = await consumer.seek_to_committed()
        self._sent({partition: offset for partition, offset in found.items() if offset})
        return found

    async def _seek_wait(self, consumer: Any, partitions: Mapping[Any, int]) -> None:
        for partition in partitions:
            self._given.pop(partition, None)
        await super()._seek_wait(consumer, partitions)
        self._sent(partitions)

    def _sent(self, partitions: Mapping[Any, int]) -> None:
        """Notes where the fetcher was sent, unless it has given something meanwhile."""
        for partition, offset in partitions.items():
            self._given.setdefault(partition, offset)


class Consumer(driver.Consumer):  # type: ignore[misc]
    """Hands over each partition without a gap, from what is committed or from its start.

    A gap behind which nothing was given is one of the log: it is done, and committed past.
    """

    __module__ = driver.__name__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._due: dict[Any, int] = {}
        """The offset that a partition's next record should have."""
        self._seeks = 0

    def _new_consumer_thread(self) -> ConsumerThread:
        return ConsumerThread(self, loop=self.loop, beacon=self.beacon)

    @property
    def joined(self) -> bool:
        """Whether the group has it as a member, with partitions to read or without."""
        consumer = self._thread._consumer
        return consumer is not None and consumer._coordinator.generation > 0

    def past_marks(self, partition: Any, offset: int) -> int:
        """The offset, or that of the next record where only marks of transactions come before it.

        Without this a topic whose last offsets are such marks has a lag for ever.
        """
        given, reached = self._thread.reached.get(partition, (None, 0))
        return max(offset, reached) if offset == given else offset

    async def seek_to_committed(self) -> Mapping[Any, int | None]:
        found: Mapping[Any, int | None] = await super().seek_to_committed()
        due = {partition: offset for partition, offset in found.items() if offset}
        if unread := [partition for partition in found if partition not in due]:
            starts = await self._thread.earliest_offsets(*unread)
            await self._thread.seek_wait(starts)
            self._committed_offset.update(starts)  # from where marks are committed past
            due |= starts
        for partition in found:
            self._acked.setdefault(partition, [])  # marks are committed past without an ack too
        self._due = due
        self._seeks += 1
        # where it is 0 Faust would forget where such a partition is committed
        return {partition: offset or None for partition, offset in found.items()}

    async def getmany(
        self,
        timeout: float,  # noqa: ASYNC109 - Faust's signature
    ) -> AsyncIterator[tuple[Any, Any]]:
        async for partition, message in super().getmany(timeout):
            seeks = self._seeks
            due = self._due.get(partition, 0)
            if partition in self._due and due < message.offset:
                await super()._add_gap(partition, due, message.offset - 1)
                if seeks != self._seeks:
                    break
            yield partition, message
            due = self._due.get(partition, 0)
            if seeks != self._seeks:
                # it went back meanwhile, and Faust has just noted this one as the last one read
                self._read_offset[partition] = due or None
                break
            self._due[partition] = max(due, message.offset + 1)

    async def _add_gap(self, tp: Any, offset_from: int, offset_to: int) -> None:
        """Faust's own notes: not taken.

        They count the record behind a gap as one of it, so that each commit came one gap further
        and no more, and they leave out a gap behind offset 0, which was never committed past.
        """

    def _new_offset(self, tp: Any) -> int | None:
        offset: int | None = super()._new_offset(tp) or self._committed_offset[tp]
        return None if offset is None else self.past_marks(tp, offset)

    def verify_event_path(self, now: float, tp: Any) -> None:
        # Faust's watch for a standstill, which only logs. It reads the position of a partition that
        # may have none yet; at a slow start that ended the worker
        with suppress(AssertionError):
            super().verify_event_path(now, tp)

    def ack(self, message: Any) -> bool:
        # without Faust's compiled part its streams ack what they skip too: what was fetched before
        # a rebalance and comes out of a full queue after it
        acked: bool = message.tracked and super().ack(message)
        return acked

    async def _wait_next_records(
        self,
        timeout: float,  # noqa: ASYNC109 - Faust's signature
    ) -> tuple[Any, Any]:
        records, active = await super()._wait_next_records(timeout)
        seeks = self._seeks
        for partition, found in list((records or {}).items()):
            # where the flow is stopped Faust throws it all away, and goes back by itself
            if self.flow_active and await self._goes_back(partition, found):
                del records[partition]
            if seeks != self._seeks:  # a rebalance ended meanwhile: all of it comes again
                return {}, active
        return records, active

    async def _goes_back(self, partition: Any, found: Fetched) -> bool:
        """Seeks to the record that is due where one was given that nobody has taken."""
        due = self._due.get(partition)
        first = found[0].offset
        if due is None or first <= due or found.behind == due:
            return False
        log.warning(
            "%s of %s came where %s was due: reading from there again", first, partition, due
        )
        try:
            await self._thread.seek_wait({partition: due})
        except IllegalStateError:  # another worker's by now, which begins at what is committed
            self._due.pop(partition, None)
        return True


class Transport(driver.Transport):  # type: ignore[misc]
    Consumer = Consumer


def _positions(consumer: Any) -> list[tuple[Any, int]]:
    """Up to where the fetcher has come in each partition that it reads."""
    subscription = consumer._subscription.subscription
    assignment = subscription and subscription.assignment
    states = {tp: assignment.state_value(tp) for tp in assignment.tps} if assignment else {}
    return [(tp, state.position) for tp, state in states.items() if state.has_valid_position]
