"""One partition of trends: what is known of it, and its transactions.

What is known, and how far was read, are in its partition of a state topic. A batch's outputs, what
is known after it and how far it read are one Kafka transaction.
"""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from streams.trends.parts import Part

CLOSE_SECONDS = 5.0
READ = b"\0read"
"""The key of how far was read; no article's id and no subject begins with NUL."""
TAKEN = b"\0taken"
"""The key of a record that says that someone took the partition."""


class Stage(NamedTuple):
    """What is done with a topic, partition by partition."""

    name: str
    reads: str
    state: str
    """The topic for what is known; compacted, with as many partitions."""
    part: Callable[[], Part]


class Shard:
    """One partition."""

    def __init__(self, stage: Stage, partition: int, producer: Any) -> None:
        self.part = stage.part()
        self.state = TopicPartition(stage.state, partition)
        self.next = 0
        """The offset to read next."""
        self.taken = 0
        """Where in the state topic this owner begins."""
        self._producer = producer

    async def take(self) -> None:
        """Shuts out whoever had the partition. Raises KafkaError."""
        await self._producer.start()
        async with self._producer.transaction():
            sent = await self._send(self.state.topic, b"", TAKEN, self.state.partition)
            self.taken = (await sent).offset

    def restore(self, records: Iterable[Any]) -> None:
        """Takes back what earlier owners wrote; the next record of theirs first."""
        for record in records:
            if record.key == READ:
                self.next = int(record.value)
            elif record.key != TAKEN:
                self.part.restore(record.key, record.value)

    async def work(self, records: Sequence[Any]) -> Any:
        """Works on records; returns tallies once all is confirmed.

        Raises KafkaError: what is known may then be ahead, and the shard has to be taken anew.
        """
        worked = self.part.work(records)
        after = records[-1].offset + 1
        async with self._producer.transaction():
            pending = [
                await self._send(s.topic, s.value, s.key, headers=list(s.headers))
                for s in worked.sends
            ]
            pending += [
                await self._send(self.state.topic, value, key, self.state.partition)
                for key, value in [*worked.writes, (READ, b"%d" % after)]
            ]
            await asyncio.gather(*pending)
        self.next = after
        return worked.tallies

    async def close(self) -> None:
        """Ends the producer; what it has open is ended by whoever takes the partition next."""
        with contextlib.suppress(KafkaError, TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._producer.stop()

    async def _send(self, *args: Any, **options: Any) -> Any:
        future = await self._producer.send(*args, **options)
        future.add_done_callback(_seen)
        return future


def _seen(future: "asyncio.Future[Any]") -> None:
    """Its error is looked at, also where that of another is raised."""
    if not future.cancelled():
        future.exception()
