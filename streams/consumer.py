"""Faust's consumer, where it would skip the first records of a partition.

While a rebalance is under way Faust throws away what it fetches, and then seeks back to what is
committed. Where nothing is committed yet it leaves a partition where the fetcher has come to: the
records before were never read again. Seen as 14 of 483 articles lost in the first seconds of a new
group.
"""

from collections.abc import Mapping
from typing import Any

from faust.transport.drivers import aiokafka as driver


class Consumer(driver.Consumer):  # type: ignore[misc]  # Faust is untyped to us
    """Begins a partition of which nothing is committed at its start, whenever it is assigned."""

    __module__ = driver.__name__  # it logs where Faust does, which is kept quiet

    async def seek_to_committed(self) -> Mapping[Any, int | None]:
        found: Mapping[Any, int | None] = await super().seek_to_committed()
        unread = [partition for partition, offset in found.items() if not offset]
        if unread:
            await self._thread.seek_to_beginning(*unread)
        return found


class Transport(driver.Transport):  # type: ignore[misc]
    Consumer = Consumer
