"""Faust's consumer, where it would go on behind records that nobody has taken.

Faust throws away what it fetches while a rebalance is under way, and then seeks back to what is
committed. There are ways around that seek: where nothing is committed it leaves a partition where
its fetcher has come to; where going back fails it only says so; and records that come in while it
goes back move the partition on. What comes next then begins behind the records that were thrown
away, and Faust takes the gap for offsets that the log does not have: it counts them as done, and
commits past them. Seen as 14 of 483 articles lost in a new group, and 8 of 8,491 in a storm of
faults.
"""

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

from aiokafka.errors import IllegalStateError
from faust.transport.drivers import aiokafka as driver

log = logging.getLogger(__name__)


class Consumer(driver.Consumer):  # type: ignore[misc]  # Faust is untyped to us
    """Hands over each partition without a gap, from what is committed or from its start.

    A gap that is still there when its start was asked for again is one of the log (retention, or
    the marks of a transaction), and is left to Faust.
    """

    __module__ = driver.__name__  # it logs where Faust does, which is kept quiet

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._due: dict[Any, int] = {}
        """The offset that a partition's next record should have."""
        self._asked_again: dict[Any, int] = {}
        """Where it went back to, until the fetch that comes of it."""
        self._seeks = 0

    async def seek_to_committed(self) -> Mapping[Any, int | None]:
        found: Mapping[Any, int | None] = await super().seek_to_committed()
        due = {partition: offset for partition, offset in found.items() if offset}
        if unread := [partition for partition in found if partition not in due]:
            due |= await self._thread.earliest_offsets(*unread)
            await self._thread.seek_to_beginning(*unread)
        self._due, self._asked_again = due, {}
        self._seeks += 1
        return found

    async def getmany(
        self,
        timeout: float,  # noqa: ASYNC109 - Faust's signature
    ) -> AsyncIterator[tuple[Any, Any]]:
        async for partition, message in super().getmany(timeout):
            seeks = self._seeks
            yield partition, message
            due = self._due.get(partition, 0)
            if seeks != self._seeks:
                # it went back meanwhile, and Faust has just noted this one as the last one read
                self._read_offset[partition] = due or None
                break
            self._due[partition] = max(due, message.offset + 1)

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
        for partition, found in list((records or {}).items()):
            asked = self._asked_again.pop(partition, None)
            # where the flow is stopped Faust throws it all away, and goes back by itself
            if self.flow_active and await self._goes_back(partition, found[0].offset, asked):
                del records[partition]
        return records, active

    async def _goes_back(self, partition: Any, first: int, asked: int | None) -> bool:
        """Seeks to the record that is due where the next one to be handed over is a later one.

        `asked`: where this partition was asked for just before, if it had gone back.
        """
        due = self._due.get(partition)
        if due is None or first <= due or asked == due:
            return False
        log.warning(
            "%s of %s came where %s was due: reading from there again", first, partition, due
        )
        self._asked_again[partition] = due
        try:
            await self._thread.seek_wait({partition: due})
        except IllegalStateError:  # another worker's by now, which begins at what is committed
            self._due.pop(partition, None)
        return True


class Transport(driver.Transport):  # type: ignore[misc]
    Consumer = Consumer
