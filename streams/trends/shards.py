"""Partitions, each worked on exactly once whatever is killed, with plain Kafka clients.

A shard is one partition: what is known of it, a producer, and its partition of a state topic, which
holds what is known and how far was read. A batch's outputs, what is known after it and how far it
read are one Kafka transaction. The producer's transactional id is the partition's: whoever takes it
over ends what the last owner had open and shuts it out, and then reads the state topic to its end.
So a worker that does not know yet that it lost a partition cannot write, and nothing hangs on when
offsets are committed or how rebalances overlap. The group deals partitions and shows the lag; it is
never asked where to begin.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Collection, Coroutine, Iterable, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import KafkaError

from streams.batches import partition_of
from streams.broker.access import client_options
from streams.broker.stopping import stopped
from streams.metrics import Metrics
from streams.trends.shard import Shard, Stage

log = logging.getLogger(__name__)

BATCH = 2000
"""Most records of one round."""
ROUND_SECONDS = 1.0
"""How often there is a round while nothing waits: it bounds the transactions, and the delay."""
RETRY_SECONDS = 1.0
FETCH_BYTES = 4 * 1024 * 1024


class Shards(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka is untyped to us
    """The partitions that this worker was dealt, of every stage."""

    def __init__(
        self,
        stages: Sequence[Stage],
        broker: str,
        group: str,
        metrics: Metrics,
        *,
        session_seconds: float,
        compression: str | None,
    ) -> None:
        self._stages = {stage.reads: stage for stage in stages}
        self._broker = broker
        self._group = group
        self._metrics = metrics
        self._compression = compression
        self._shards: dict[TopicPartition, Shard] = {}
        self._working = asyncio.Lock()
        """Held while partitions are taken or worked on: a rebalance waits for that."""
        self._dealt = asyncio.Event()
        """Partitions are dealt; cleared while a rebalance goes on."""
        self._settled = False
        """Every partition dealt has its shard, and is read from where that wants it."""
        self._rebalancing = 0.0
        self.moved = time.monotonic()
        """When something was last done, by a clock that does not jump."""
        self._consumer = AIOKafkaConsumer(
            **client_options(broker),
            group_id=group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            session_timeout_ms=round(session_seconds * 1000),
            heartbeat_interval_ms=round(session_seconds * 100),
            max_partition_fetch_bytes=FETCH_BYTES,
        )

    # the group's side

    async def on_partitions_revoked(self, revoked: Collection[TopicPartition]) -> None:
        self._dealt.clear()
        self._settled = False
        self._rebalancing = time.monotonic()
        self._metrics.rebalances.inc()
        async with self._working:
            pass  # what is in hand is done, so that its next owner need not do it again

    async def on_partitions_assigned(self, assigned: Collection[TopicPartition]) -> None:
        self._settled = False
        self._dealt.set()
        self._metrics.rebalance_seconds.observe(time.monotonic() - self._rebalancing)

    @property
    def restored(self) -> int | None:
        """How many partitions are worked on; None while they are dealt or taken."""
        return len(self._shards) if self._settled else None

    # the loop

    async def run(self, stop: asyncio.Event) -> None:
        """Works until told to stop, which is seen after each round. Raises KafkaError."""
        await self._consumer.start()
        try:
            self._consumer.subscribe(list(self._stages), listener=self)
            while not stop.is_set():
                began = time.monotonic()
                await self._round()
                self.moved = time.monotonic()
                if not self._behind():
                    left = max(0.0, began + ROUND_SECONDS - self.moved)
                    with contextlib.suppress(TimeoutError):
                        async with asyncio.timeout(left):
                            await stop.wait()
        finally:
            await stopped(self._consumer)
            await asyncio.gather(*(shard.close() for shard in self._shards.values()))

    async def _round(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ROUND_SECONDS):
                await self._dealt.wait()
        async with self._working:
            if self._dealt.is_set() and not self._settled:
                await self._settle()
        if not self._settled:
            return
        batches = await self._consumer.getmany(timeout_ms=200, max_records=BATCH)
        async with self._working:
            if not self._settled:
                return  # dealt anew meanwhile: these may be read from anywhere
            await asyncio.gather(*(self._work(tp, records) for tp, records in batches.items()))
        if batches:
            await self._show(batches)

    async def _work(self, tp: TopicPartition, records: Sequence[Any]) -> None:
        shard = self._shards[tp]
        try:
            tallies = await shard.work(records)
        except KafkaError as error:
            log.warning("%s %d is taken anew: %r", tp.topic, tp.partition, error)
            del self._shards[tp]
            self._settled = False
            await shard.close()
            await asyncio.sleep(RETRY_SECONDS)  # two that both think it theirs do not race
            return
        for (metric, label), number in tallies.items():
            getattr(self._metrics, metric).labels(label).inc(number)

    async def _show(self, batches: Iterable[TopicPartition]) -> None:
        """Commits how far was read, for whoever looks at the group's lag; nothing depends on it."""
        began = time.monotonic()
        offsets = {tp: self._shards[tp].next for tp in batches if tp in self._shards}
        if not offsets:
            return
        with contextlib.suppress(KafkaError):
            await self._consumer.commit(offsets)
        self._metrics.commit_seconds.observe(time.monotonic() - began)

    def _behind(self) -> bool:
        """Whether records wait that the consumer knows of."""
        return self._settled and any(
            (self._consumer.highwater(tp) or 0) > shard.next + BATCH // len(self._shards)
            for tp, shard in self._shards.items()
        )

    # taking over

    async def _settle(self) -> None:
        """Takes the partitions dealt that are not held, lets go those that are no longer ours.

        One that was held before and is dealt to us again is kept: had another had it in between,
        our next transaction would fail, and it would be taken anew.
        """
        dealt = self._consumer.assignment()
        gone = [self._shards.pop(tp) for tp in list(self._shards) if tp not in dealt]
        await asyncio.gather(*(shard.close() for shard in gone))
        new = {tp: self._shard(tp) for tp in dealt if tp not in self._shards}
        try:
            await _all(shard.take() for shard in new.values())
            await self._restore(list(new.values()))
        except KafkaError as error:
            log.warning("partitions are taken anew: %r", error)
            await asyncio.gather(*(shard.close() for shard in new.values()))
            await asyncio.sleep(RETRY_SECONDS)
            return
        self._shards |= new
        for tp, shard in self._shards.items():
            self._consumer.seek(tp, shard.next)
        self._settled = True
        log.info("%d partitions, %d of them taken over", len(self._shards), len(new))

    def _shard(self, tp: TopicPartition) -> Shard:
        stage = self._stages[tp.topic]
        producer = AIOKafkaProducer(
            **client_options(self._broker),
            transactional_id=f"{self._group}-{stage.name}-{tp.partition}",
            linger_ms=5,
            max_batch_size=256 * 1024,
            compression_type=self._compression,
            partitioner=partition_of,
        )
        return Shard(stage, tp.partition, producer)

    async def _restore(self, shards: Sequence[Shard]) -> None:
        """Reads the state topics up to where their new owner begins."""
        left = {shard.state: shard for shard in shards}
        if not left:
            return
        reader = AIOKafkaConsumer(
            **client_options(self._broker),
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_partition_fetch_bytes=FETCH_BYTES,
        )
        await reader.start()
        try:
            reader.assign(list(left))
            while left:
                for tp, records in (await reader.getmany(*left, timeout_ms=200)).items():
                    left[tp].restore(records)
                for tp, shard in list(left.items()):
                    if await reader.position(tp) > shard.taken:
                        del left[tp]
                self.moved = time.monotonic()
        finally:
            await stopped(reader)


async def _all(work: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Waits for all of it, then raises what one of it raised."""
    for answer in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(answer, BaseException):
            raise answer
