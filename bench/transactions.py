"""What a transaction a chunk would cost beside what delivery does: sends, and waits for them.

    python -m bench.transactions [--chunks 60] [--articles 8] [--size 20000]

On an embedded Apache Kafka. A chunk is some records to one topic and the offset of what they were
made from to a group. `in flight` is how many chunks are sent side by side: without transactions by
one producer, with them by one producer each, since a producer has one transaction at a time.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

from aiokafka import AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.structs import OffsetAndMetadata

from streams.broker import embedded
from streams.settings import load

TOPIC, GROUP, PARTITIONS = "bench", "bench", 8


class Run:
    """Chunks sent by several tasks; how long each took."""

    def __init__(self, broker: str, args: argparse.Namespace) -> None:
        self.broker = broker
        self.args = args
        self.seconds: list[float] = []
        self.value = os.urandom(args.size)

    async def plain(self, producer: AIOKafkaProducer, number: int) -> None:
        sent = [
            await producer.send(TOPIC, self.value, partition=(number + i) % PARTITIONS)
            for i in range(self.args.articles)
        ]
        await asyncio.gather(*sent)

    async def in_transaction(self, producer: AIOKafkaProducer, number: int) -> None:
        async with producer.transaction():
            sent = [
                await producer.send(TOPIC, self.value, partition=(number + i) % PARTITIONS)
                for i in range(self.args.articles)
            ]
            await asyncio.gather(*sent)
            offset = {TopicPartition(TOPIC, number % PARTITIONS): OffsetAndMetadata(number, "")}
            await producer.send_offsets_to_transaction(offset, GROUP)

    async def measure(self, name: str, in_flight: int, transactions: bool) -> None:
        self.seconds.clear()
        numbers = iter(range(self.args.chunks))

        def producer(number: int) -> AIOKafkaProducer:
            own = {"transactional_id": f"bench-{name}-{number}"} if transactions else {}
            return AIOKafkaProducer(
                bootstrap_servers=self.broker, linger_ms=3, acks="all",
                max_batch_size=1 << 20, compression_type="zstd", **own,
            )  # fmt: skip

        producers = [producer(i) for i in range(in_flight if transactions else 1)]
        for one in producers:
            await one.start()

        async def work(one: AIOKafkaProducer) -> None:
            for number in numbers:
                began = time.perf_counter()
                if transactions:
                    await self.in_transaction(one, number)
                else:
                    await self.plain(one, number)
                self.seconds.append(time.perf_counter() - began)

        began, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(work(producers[i % len(producers)]) for i in range(in_flight)))
        whole, cpu = time.perf_counter() - began, time.process_time() - cpu
        for one in producers:
            await one.stop()
        chunks = self.args.chunks
        print(
            f"{name:28} {statistics.median(self.seconds) * 1000:7.1f} ms a chunk (median), "
            f"{1000 * cpu / chunks:6.2f} CPU ms a chunk, {chunks / whole:7.1f} chunks/s",
            flush=True,
        )


async def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--chunks", type=int, default=200)
    parser.add_argument("--articles", type=int, default=8)
    parser.add_argument("--size", type=int, default=20_000, help="bytes of a record")
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        embedded.running(load().cache_dir, Path(folder)) as broker,
    ):
        admin = AIOKafkaAdminClient(bootstrap_servers=broker.address)
        await admin.start()
        await admin.create_topics([NewTopic(TOPIC, PARTITIONS, 1)])
        await admin.close()
        run = Run(broker.address, args)
        await run.measure("(to warm up)", 1, transactions=False)
        for _ in range(args.runs):
            await run.measure("sent and waited for, 1", 1, transactions=False)
            await run.measure("sent and waited for, 4", 4, transactions=False)
            await run.measure("a transaction each, 1", 1, transactions=True)
            await run.measure("a transaction each, 4", 4, transactions=True)


if __name__ == "__main__":
    asyncio.run(main())
