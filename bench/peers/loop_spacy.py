"""A bare aiokafka loop that calls spaCy and quantulum3.

python -m bench.peers.loop_spacy BROKER
"""

import asyncio
import sys

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from bench.peers.usual import enriched, loaded
from schemas import topics


async def main(broker: str) -> None:
    pipeline = loaded()
    consumer = AIOKafkaConsumer(
        topics()["raw"].name, bootstrap_servers=broker, group_id="peer-loop",
        auto_offset_reset="earliest",
    )  # fmt: skip
    producer = AIOKafkaProducer(bootstrap_servers=broker)
    await producer.start()
    await consumer.start()
    async for record in consumer:
        await producer.send(topics()["enriched"].name, enriched(pipeline, record.value))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
