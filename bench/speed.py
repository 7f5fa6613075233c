"""End to end through a real Apache Kafka: articles a second, their age, CPU by process, memory.

    python -m bench.speed ../shared/data/articles/raw_articles.jsonl.gz --out speed
        [--count 1500] [--warm 0] [--runs 3] [--pool 2] [--peers-python PATH]

Each run starts a broker and a worker of its own, on this machine: flat out (all articles on the
topic at once), idle (an article now and then) and at seven tenths of the rate of the flat-out run.
The first `--warm` articles of the file go before and are not counted: a new worker knows no word
yet, one that has run for some minutes most of them. Medians over the runs go to the screen;
everything goes to OUT/speed.json and OUT/speed.svg.

`--peers-python` names an interpreter that has faust-streaming, aiokafka, spaCy with
en_core_web_sm, quantulum3, quixstreams and this package: the same articles on the same broker go
through the pipelines of bench/peers, fewer of them, as they are slow.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import orjson

from bench.cpu import Usage, together, usage
from bench.ledger import settled
from bench.worker_process import WorkerProcess
from schemas import topics
from schemas.headers import header
from streams.broker import embedded
from streams.broker.topics import create
from streams.commands.clients import producer, reader
from streams.commands.produce import produce
from streams.reading import Item, key_of, read_articles
from streams.settings import load

IDLE_ARTICLES, IDLE_SECONDS = 60, 0.25
LOADED_SECONDS = 20
PEERS = {"faust_spacy": 60, "loop_spacy": 60, "quix_newswire": 1500}
"""Other pipelines, and how many articles go through each: those with spaCy are slow."""
PEER_LOG = "peer.log"


class Ages:
    """Seconds from the raw record's time to the arrival of the enriched event at a consumer."""

    def __init__(self, broker: str) -> None:
        self._broker = broker
        self.seconds: list[float] = []

    async def read(self, wanted: int, patience: float) -> None:
        deadline = time.monotonic() + patience
        async with reader(self._broker, topics()["enriched"].name) as client:
            ends = await client.end_offsets(sorted(client.assignment()))
            for partition, end in ends.items():
                client.seek(partition, end)
            self.ready.set()
            while len(self.seconds) < wanted and time.monotonic() < deadline:
                for batch in (await client.getmany(timeout_ms=200)).values():
                    now = time.time()
                    self.seconds += [now - raw_time(record) for record in batch]

    async def of(self, items: list[Item], rate: float) -> list[float]:
        """The ages of articles sent at so many a second."""
        self.seconds, self.ready = [], asyncio.Event()
        reading = asyncio.create_task(self.read(len(items), len(items) / rate + 60))
        await self.ready.wait()
        sent = []
        async with producer(self._broker) as client:
            started = time.monotonic()
            for number, item in enumerate(items):
                await asyncio.sleep(max(0.0, started + number / rate - time.monotonic()))
                key = key_of(item.value)
                sent.append(await client.send(topics()["raw"].name, item.value, key=key))
            await asyncio.gather(*sent)
        await reading
        return sorted(self.seconds)


def raw_time(record: Any) -> float:
    """When the raw record of an enriched one was made, in seconds since 1970."""
    time_ = header(record.headers, "ce_time")
    if time_ is None:
        raise ValueError(f"{record.topic} {record.partition} {record.offset}: {record.headers}")
    return datetime.fromisoformat(time_).timestamp()


def percentiles(ages: list[float]) -> dict[str, float]:
    """Median, 90th and 99th percentile in milliseconds."""
    cuts = quantiles(ages, n=100, method="inclusive")
    return {"p50": 1000 * cuts[49], "p90": 1000 * cuts[89], "p99": 1000 * cuts[98]}


def by_role(worker: WorkerProcess, broker: int) -> dict[str, Usage]:
    """What the worker itself, its pool workers together and the broker used."""
    return {
        "worker": usage(worker.pid),
        "pool": together(worker.pool_pids()),
        "broker": usage(broker),
    }


async def run(items: list[Item], warm: int, folder: Path, pool: int) -> dict[str, Any]:
    """One run: its throughput, ages, CPU and memory, after the first `warm` articles."""
    first, items = items[:warm], items[warm:]
    cache = load().cache_dir
    with embedded.running(cache, folder / "broker") as broker:
        await create(broker.address, 1)
        started = time.monotonic()
        worker = WorkerProcess(
            broker.address, folder / "worker.log", pool_workers=str(pool)
        ).start()
        ready = time.monotonic() - started
        try:
            ages = Ages(broker.address)
            await produced(broker.address, first)
            await ages.of(items[:20], 20)  # connections and caches
            idle = await ages.of(items[:IDLE_ARTICLES], 1 / IDLE_SECONDS)
            before = by_role(worker, broker.pid)
            own = time.process_time()
            started = time.time()
            sent = await produced(broker.address, items)
            seconds = await last_enriched(broker.address) - started
            after = by_role(worker, broker.pid)
            cpu = {role: after[role].seconds - before[role].seconds for role in after}
            cpu["bench"] = time.process_time() - own
            rate = sent / seconds
            loaded = await ages.of(items[: int(0.7 * rate * LOADED_SECONDS)], 0.7 * rate)
        finally:
            worker.stop()
    return {
        "articles": sent,
        "seconds": seconds,
        "articles_per_second": rate,
        "ready_seconds": ready,
        "cpu_ms_per_article": {role: 1000 * spent / sent for role, spent in cpu.items()},
        "machinery_share": cpu["worker"] / (cpu["worker"] + cpu["pool"]),
        "megabytes": {role: used.megabytes for role, used in after.items()},
        "idle_age_ms": percentiles(idle),
        "loaded_age_ms": percentiles(loaded),
    }


async def produced(broker: str, items: list[Item]) -> int:
    """How many articles were sent, once the worker has got through them."""
    sent = (await produce(broker, items, "zstd", lambda item: None)).sent
    if not await settled(broker, "newswire", 600):
        sys.exit("the worker did not get through: nothing measured")
    return sent


async def last_enriched(broker: str) -> float:
    """When the latest enriched event was sent, in seconds since 1970: its offset follows later."""
    async with reader(broker, topics()["enriched"].name) as client:
        ends = await client.end_offsets(sorted(client.assignment()))
        filled = {partition: end for partition, end in ends.items() if end}
        for partition, end in filled.items():
            client.seek(partition, end - 1)
        times = [int((await client.getone(partition)).timestamp) for partition in filled]
        return max(times) / 1000


async def peer(name: str, python: str, items: list[Item], folder: Path) -> dict[str, Any]:
    """Articles a second and CPU of another pipeline: from its first output to its last."""
    with embedded.running(load().cache_dir, folder / "broker") as broker:
        await create(broker.address, 1)
        await produce(broker.address, items, "zstd", lambda item: None)
        process = started_peer([python, "-m", f"bench.peers.{name}", broker.address], folder)
        try:
            times, spent = await peers_outputs(broker.address, process, len(items))
        finally:
            process.kill()
            process.wait()
    if len(times) < len(items) // 2:
        return {"failed": (folder / PEER_LOG).read_text(errors="replace")[-300:]}
    done = len(times) - 1
    return {
        "articles": done + 1,
        "articles_per_second": done / (times[-1] - times[0]),
        "articles_per_cpu_second": done / max(spent[-1] - spent[0], 0.01),
    }


async def peers_outputs(
    broker: str, process: "subprocess.Popen[bytes]", most: int
) -> tuple[list[float], list[float]]:
    """Of each output when it came and what CPU the peer had used; it may end, or take too long."""
    times: list[float] = []
    spent: list[float] = []
    deadline = time.monotonic() + 400
    async with reader(broker, topics()["enriched"].name) as client:
        while len(times) < most and time.monotonic() < deadline and process.poll() is None:
            for batch in (await client.getmany(timeout_ms=200)).values():
                times += [time.monotonic()] * len(batch)
                spent += [usage(process.pid).seconds] * len(batch)
    return times, spent


def started_peer(command: list[str], folder: Path) -> "subprocess.Popen[bytes]":
    with (folder / PEER_LOG).open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log)


def middle(runs: list[Any]) -> Any:
    """The median of each number over the runs, in the same shape."""
    if isinstance(runs[0], dict):
        return {key: middle([run[key] for run in runs]) for key in runs[0]}
    return median(runs)


def plot(medians: dict[str, Any]) -> str:
    """CPU of an article by process, as a picture."""
    bars = medians["cpu_ms_per_article"]
    scale = 600 / max(bars.values())
    rows = [
        f'<text x="0" y="{30 * i + 50}">{role}</text>'
        f'<rect x="80" y="{30 * i + 36}" width="{spent * scale:.0f}" height="20" fill="#3b7dd8"/>'
        f'<text x="{90 + spent * scale:.0f}" y="{30 * i + 50}">{spent:.1f} ms</text>'
        for i, (role, spent) in enumerate(bars.items())
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="{30 * len(bars) + 50}" '
        'font-family="sans-serif" font-size="14">'
        '<text x="0" y="18">CPU of an article by process</text>' + "".join(rows) + "</svg>\n"
    )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("articles", help="JSON lines of RawArticles, gzip or not")
    parser.add_argument("--out", type=Path, default=Path("speed"))
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--warm", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pool", type=int, default=2)
    parser.add_argument("--peers-python")
    args = parser.parse_args()
    items = list(islice(read_articles(args.articles), args.warm + args.count))
    results: dict[str, Any] = {"runs": [], "peers": {}}
    with tempfile.TemporaryDirectory() as base:
        for number in range(args.runs):
            folder = Path(base) / str(number)
            results["runs"].append(await run(items, args.warm, folder, args.pool))
            print(orjson.dumps(results["runs"][-1], option=orjson.OPT_INDENT_2).decode())
        for name, count in PEERS.items() if args.peers_python else ():
            folder = Path(base) / name
            folder.mkdir()
            found = await peer(name, args.peers_python, items[args.warm :][:count], folder)
            results["peers"][name] = found
            print(name, found, flush=True)
    results["medians"] = middle(results["runs"])
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "speed.json").write_bytes(orjson.dumps(results, option=orjson.OPT_INDENT_2))
    (args.out / "speed.svg").write_text(plot(results["medians"]))
    print(f"medians in {args.out / 'speed.json'}: {orjson.dumps(results['medians']).decode()}")


if __name__ == "__main__":
    asyncio.run(main())
