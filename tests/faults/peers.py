"""What plain Faust loses under the same faults: an agent as its documentation writes it.

    python -m tests.faults.peers

Each faces a few of the suite's faults, with the default guarantee and with
`processing_guarantee="exactly_once"`, beside broken messages among good ones. The ledger compares
ids on the input topic with ids on the output topic, read as committed.
"""

import argparse
import asyncio
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import orjson
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import KafkaError

from streams.broker.embedded import end_with_parent
from streams.settings import load
from tests.faults.cluster import Cluster, running, wait_until_healthy
from tests.faults.scene import article
from tests.faults.suite import make

PARTITIONS = 8
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


class Peer:
    """A plain Faust worker."""

    def __init__(self, name: str, guarantee: str, broker: str, folder: Path) -> None:
        self._args = [sys.executable, "-c", PROGRAM, name, guarantee, broker, str(folder)]
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
                            value = article("a", number)
                            if number % 50 == 49 and kind == "bugs":
                                value = article("bug", number)
                            elif number % 50 == 49 and kind == "broken":
                                value = value[:30]
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


async def ids(broker: str, topic: str) -> Counter[str]:
    """The ids of good articles on a topic, as a reader of committed records sees them."""
    found: Counter[str] = Counter()
    async with AIOKafkaConsumer(
        bootstrap_servers=broker, isolation_level="read_committed", enable_auto_commit=False,
        auto_offset_reset="earliest",
    ) as client:  # fmt: skip
        partitions = [TopicPartition(topic, number) for number in range(PARTITIONS)]
        client.assign(partitions)
        idle = 0
        while idle < 3:  # offsets end in markers of transactions, so silence is the end
            batches = await client.getmany(timeout_ms=1000)
            idle = 0 if batches else idle + 1
            for records in batches.values():
                for record in records:
                    try:
                        id_ = str(orjson.loads(record.value)["id"])
                    except orjson.JSONDecodeError:
                        continue
                    if not id_.startswith("bug"):
                        found[id_] += 1
    return found


async def strike(cluster: Cluster, peer: Peer, kind: str) -> None:
    match kind:
        case "killed":
            for _ in range(5):
                await asyncio.sleep(9)
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
            await asyncio.sleep(30)


async def run(cluster: Cluster, folder: Path, guarantee: str, kind: str) -> str:
    name = f"plain-{guarantee.replace('_', '-')}-{kind}"
    await make(cluster, [f"{name}-in", f"{name}-out"], PARTITIONS)
    peer = Peer(name, guarantee, cluster.direct, folder / name)
    peer.start()
    ended = 0
    async with load_of(cluster.direct, f"{name}-in", kind):
        await asyncio.sleep(8)
        await strike(cluster, peer, kind)
    sent = await ids(cluster.direct, f"{name}-in")
    for _ in range(12):  # a minute to catch up, restarted where it ended by itself
        if not peer.running():
            ended += 1
            peer.start()
        await asyncio.sleep(5)
    came = await ids(cluster.direct, f"{name}-out")
    peer.end(signal.SIGTERM)
    lost = sum(id_ not in came for id_ in sent)
    repeats = sum(count - 1 for count in came.values())
    return f"| {guarantee} | {kind} | {len(sent):,} | {lost} | {repeats} | {ended} |"


async def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        with running(load().cache_dir, folder / "cluster") as cluster:
            print("| guarantee | fault | good articles in | not out after a minute | repeats | "
                  "ended by itself |\n|---|---|---:|---:|---:|---:|", flush=True)  # fmt: skip
            for guarantee in ("at_least_once", "exactly_once"):
                for kind in ("killed", "bugs", "broken", "broker"):
                    print(await run(cluster, folder, guarantee, kind), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
