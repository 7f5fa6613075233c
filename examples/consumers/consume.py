"""Quantities as they come, each once, typed: python examples/consumers/consume.py [BROKER]

Needs aiokafka and the package `schemas`; neither Faust nor anything else of newswire. Ends when
nothing has come for IDLE seconds (unset: never). The next run goes on where this one stopped; with
another GROUP it begins anew.
"""

import asyncio
import contextlib
import os
import signal
import sys

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaConnectionError

from schemas import InvalidEventError, QuantityRecord, read_record

UP = "127.0.0.1:19092"  # where `newswire up` listens
BROKER = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("NEWSWIRE_BROKER") or UP
IDLE_MS = int(float(os.environ["IDLE"]) * 1000) if "IDLE" in os.environ else None


async def main() -> None:
    consumer = AIOKafkaConsumer(
        "news.quantities.v1",
        bootstrap_servers=BROKER,
        group_id=os.environ.get("GROUP", "example-python"),
        auto_offset_reset="earliest",
    )
    try:
        await consumer.start()
    except KafkaConnectionError:
        await consumer.stop()
        sys.exit(f"no Kafka answers at {BROKER}")
    seen: set[str] = set()  # in a database this is the primary key
    try:
        while True:
            batches = await consumer.getmany(timeout_ms=IDLE_MS or 1000)
            if not batches and IDLE_MS and consumer.assignment():
                return
            for records in batches.values():
                for record in records:
                    show(record, seen)
    finally:
        await consumer.stop()


def show(record: object, seen: set[str]) -> None:
    try:
        ce_id, event = read_record(record.value, record.headers)  # type: ignore[attr-defined]
    except InvalidEventError as error:
        print(f"not ours: {error}", file=sys.stderr)
        return
    if ce_id in seen or not isinstance(event, QuantityRecord):
        return
    seen.add(ce_id)
    q = event.quantity
    counted = q.counted.surface if q.counted else q.unit.name
    print(event.article_id, q.relation, q.value, q.low, q.high, counted, sep="\t", flush=True)


signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` may end it
with contextlib.suppress(KeyboardInterrupt):  # which is how it ends
    asyncio.run(main())
