"""What plain Faust and a plain aiokafka loop lose under the same faults, as their docs write them.

    python -m tests.faults.peers

Each faces a few of the suite's faults, Faust with the default guarantee and with
`processing_guarantee="exactly_once"`, beside broken messages among good ones; who ends by itself is
started again. The ledger compares
the input topic with the output topic, read as committed.
"""

import argparse
import asyncio
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from streams.parent import end_with_parent
from streams.settings import load
from tests.faults.cluster import Cluster, running, wait_until_healthy
from tests.faults.scene import article
from tests.faults.suite import make

PARTITIONS = 8
HEAD = (
    "| guarantee | fault | articles in | good ones not out after a minute | "
    "failing ones gone without a trace | repeats | ended by itself |\n"
    "|---|---|---:|---:|---:|---:|---:|"
)
RATE = 15.0
PROGRAM = """
import sys, faust
name, guarantee, broker, folder = sys.argv[1:5]
app = faust.App(name, broker=["kafka://" + b for b in broker.split(",")], store="memory://",
                web_enabled=False, topic_disable_leader=True, topic_replication_factor=3,
                topic_partitions=8, datadir=folder, processing_guarantee=guarantee,
                broker_session_timeout=6.0, broker_heartbeat_interval=1.0)

class Raw(faust.Record, serializer="json"):
    id: str
    source: str
    text: str

class Enriched(faust.Record, serializer="json"):
    id: str
    words: int

source = app.topic(name + "-in", value_type=Raw, partitions=8)
sink = app.topic(name + "-out", value_type=Enriched, partitions=8)

@app.agent(source)
async def enrich(articles):
    async for article in articles:
        words = len(article.text.split())
        if "bug" in article.id:
            raise ValueError("a bug")
        await sink.send(key=article.id, value=Enriched(id=article.id, words=words))

faust.Worker(app, loglevel="WARN", debug=False).execute_from_commandline()
"""
LOOP = """
import asyncio, json, sys
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
name, guarantee, broker, folder = sys.argv[1:5]

async def main():
    consumer = AIOKafkaConsumer(name + "-in", bootstrap_servers=broker, group_id=name,
                                auto_offset_reset="earliest", session_timeout_ms=6000)
    producer = AIOKafkaProducer(bootstrap_servers=broker, acks="all")
    await consumer.start()
    await producer.start()
    try:
        async for message in consumer:
            article = json.loads(message.value)
            words = len(article["text"].split())
            if "bug" in article["id"]:
                raise ValueError("a bug")
            value = json.dumps({"id": article["id"], "words": words}).encode()
            await producer.send_and_wait(name + "-out", value, key=article["id"].encode())
    finally:
        await consumer.stop()
        await producer.stop()

asyncio.run(main())
"""
LOOPS = "aiokafka"
"""What stands for the loop where a guarantee of Faust is named."""


class Peer:
    """A plain Faust worker, or the loop."""

    def __init__(self, name: str, guarantee: str, broker: str, folder: Path) -> None:
        self._args = [
            sys.executable,
            "-c",
            LOOP if guarantee == LOOPS else PROGRAM,
            name,
            guarantee,
            broker,
            str(folder),
        ]
        self.log = folder / "log"
        folder.mkdir(parents=True, exist_ok=True)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._args, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                preexec_fn=end_with_parent,
            )  # fmt: skip

    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def end(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _article_of(kind: str, number: int) -> bytes:
    if number % 50 != 49:
        return article("a", number)
    return {"bugs": article("bug", number), "broken": article("a", number)[:30]}.get(
        kind, article("a", number)
    )


@asynccontextmanager
async def load_of(broker: str, topic: str, kind: str) -> AsyncIterator[None]:
    """Articles at a rate; of kind `bugs` 1 in 50 makes the agent raise, of `broken` 1 is cut."""
    stopping = False

    async def run() -> None:
        number, started = 0, time.monotonic()
        while not stopping:
            try:
                async with AIOKafkaProducer(
                    bootstrap_servers=broker, acks="all", enable_idempotence=True
                ) as client:
                    while not stopping:
                        while number < (time.monotonic() - started) * RATE:
                            value = _article_of(kind, number)
                            await client.send_and_wait(topic, value, key=str(number).encode())
                            number += 1
                        await asyncio.sleep(0.1)
            except (KafkaError, OSError):
                await asyncio.sleep(1)

    task = asyncio.create_task(run())
    try:
        yield
    finally:
        stopping = True
        await task


async def read(broker: str, topic: str) -> list[Any]:
    """All that a topic holds, as a reader of committed records sees it."""
    found: list[Any] = []
    async with AIOKafkaConsumer(
        bootstrap_servers=broker, isolation_level="read_committed", enable_auto_commit=False,
        auto_offset_reset="earliest",
    ) as client:  # fmt: skip
        client.assign([TopicPartition(topic, number) for number in range(PARTITIONS)])
        idle = 0
        while idle < 3:  # offsets end in markers of transactions, so silence is the end
            batches = await client.getmany(timeout_ms=1000)
            idle = 0 if batches else idle + 1
            for records in batches.values():
                found += records
    return found


async def more_comes(broker: str, topic: str, seconds: float = 60) -> None:
    """Until the topic has grown, so that a kill strikes a worker at work."""
    async with AIOKafkaConsumer(bootstrap_servers=broker) as client:
        partitions = [TopicPartition(topic, number) for number in range(PARTITIONS)]
        before = sum((await client.end_offsets(partitions)).values())
        for _ in range(int(seconds * 2)):
            await asyncio.sleep(0.5)
            if sum((await client.end_offsets(partitions)).values()) > before:
                return


async def looked_after(peer: Peer, seconds: int) -> int:
    """How often the peer had to be started again, as a supervisor would."""
    ended = 0
    for _ in range(seconds):
        if not peer.running():
            ended += 1
            peer.start()
        await asyncio.sleep(1)
    return ended


async def strike(cluster: Cluster, peer: Peer, kind: str, output: str) -> int:
    """Breaks something; returns how often the peer ended by itself meanwhile."""
    match kind:
        case "killed":
            for _ in range(5):
                await more_comes(cluster.direct, output)
                await asyncio.sleep(random.uniform(0.5, 3))
                peer.end(signal.SIGKILL)
                peer.start()
        case "broker":
            for node in cluster.nodes[:2]:
                await asyncio.sleep(5)
                node.kill()
                await asyncio.sleep(6)
                node.start()
                await asyncio.to_thread(node.wait_until_up)
                await asyncio.to_thread(wait_until_healthy, cluster)
        case _:
            return await looked_after(peer, 30)
    return 0


async def run(cluster: Cluster, folder: Path, guarantee: str, kind: str) -> str:
    name = f"plain-{guarantee.replace('_', '-')}-{kind}"
    await make(cluster, [f"{name}-in", f"{name}-out"], PARTITIONS)
    peer = Peer(name, guarantee, cluster.direct, folder / name)
    peer.start()
    async with load_of(cluster.direct, f"{name}-in", kind):
        await asyncio.sleep(8)
        ended = await strike(cluster, peer, kind, f"{name}-out")
    sent = {int(record.key) for record in await read(cluster.direct, f"{name}-in")}
    ended += await looked_after(peer, 60)  # a minute to catch up
    out = [orjson.loads(record.value) for record in await read(cluster.direct, f"{name}-out")]
    peer.end(signal.SIGTERM)
    came = Counter(int(event["id"].rpartition("-")[2]) for event in out)
    lost = sent - set(came)
    failing = sum(number % 50 == 49 for number in lost) if kind in ("bugs", "broken") else 0
    repeats = sum(count - 1 for count in came.values())
    return (
        f"| {guarantee} | {kind} | {len(sent):,} | {len(lost) - failing} | {failing} | {repeats} | "
        f"{ended} |"
    )


async def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--guarantee", action="append")
    parser.add_argument("--kind", action="append")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        with running(load().cache_dir, folder / "cluster") as cluster:
            print(HEAD, flush=True)
            for guarantee in args.guarantee or ("at_least_once", "exactly_once", LOOPS):
                for kind in args.kind or ("killed", "bugs", "broken", "broker"):
                    print(await run(cluster, folder, guarantee, kind), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
