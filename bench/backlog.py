"""Memory with a backlog and a slow pool: it must not grow with the backlog.

    python -m bench.backlog [--small 10000] [--large 1000000] [--seconds 60] [--whole]

One pool worker faces a small backlog and then a large one for so long; prints the most memory that
the worker held, and how many rebalances there were (one, as it joined). With `--whole` only the
large one, until it is worked off or `--seconds` are over, with a line a minute; then each article
is looked for in what came out.
"""

import argparse
import asyncio
import re
import tempfile
import time
from pathlib import Path

import orjson

from bench.cpu import usage
from bench.worker_process import WorkerProcess
from schemas import topics
from streams.broker import embedded
from streams.broker.topics import create
from streams.commands.clients import producer, reader
from streams.settings import load

BATCH = 5000
TAKEN = 'newswire_stage_in_total{stage="clean"}'
REBALANCES = "newswire_rebalances_total"
ENDED = "newswire_articles_total"


async def fill(broker: str, count: int) -> None:
    async with producer(broker) as client:
        for start in range(0, count, BATCH):
            futures = [
                await client.send(
                    topics()["raw"].name,
                    orjson.dumps({"id": f"t-{n}", "text": f"{n + 2} tanks left Kiev."}),
                    key=f"site-{n % 64}".encode(),
                )
                for n in range(start, min(count, start + BATCH))
            ]
            await asyncio.gather(*futures)


async def came_out(broker: str) -> tuple[int, int]:
    """Records on the enriched topic, and the distinct articles among them."""
    records, articles = 0, set[bytes]()
    async with reader(broker, topics()["enriched"].name) as client:
        ends = await client.end_offsets(client.assignment())
        left = {partition: end for partition, end in ends.items() if end}
        await client.seek_to_beginning()
        while left:
            for partition, batch in (await client.getmany(timeout_ms=500)).items():
                records += len(batch)
                articles.update(record.key for record in batch)
                if batch[-1].offset + 1 >= left[partition]:
                    del left[partition]
    return records, len(articles)


def counted(worker: WorkerProcess, name: str) -> float:
    """A counter of the worker's metrics, over all labels that are not named."""
    found = re.findall(rf"(?m)^{re.escape(name)}(?:\{{.*\}})? (\S+)$", worker.get("/metrics")[1])
    return sum(map(float, found))


def run(count: int, seconds: float, folder: Path, *, whole: bool = False) -> None:
    with embedded.running(load().cache_dir, folder / "broker") as broker:
        asyncio.run(create(broker.address, 1))
        asyncio.run(fill(broker.address, count))
        worker = WorkerProcess(broker.address, folder / "worker.log", pool_workers="1").start()
        most = pool = 0.0
        started = reported = time.monotonic()
        while (passed := time.monotonic() - started) < seconds:
            most = max(most, usage(worker.pid).megabytes)
            pool = max(pool, *(usage(pid).megabytes for pid in worker.pool_pids()), 0.0)
            if whole and time.monotonic() - reported >= 60:
                reported = time.monotonic()
                ended = counted(worker, ENDED)
                print(f"{passed:.0f} s: {ended:,.0f}; {most:.0f}, {pool:.0f} MB", flush=True)
                if ended >= count:
                    break
            time.sleep(0.5)
        taken, rebalances = counted(worker, TAKEN), counted(worker, REBALANCES)
        if whole:
            worker.stop()
            records, articles = asyncio.run(came_out(broker.address))
            print(f"came out: {records:,} enriched events of {articles:,} articles", flush=True)
        else:
            worker.kill()
    print(
        f"backlog {count:,}: taken {taken:,.0f} in {passed:,.0f} s; worker at most {most:.0f} MB, "
        f"its pool worker {pool:.0f} MB; rebalances {rebalances:.0f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--whole", action="store_true", help="work the large one off")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not args.whole:
            run(args.small, args.seconds, Path(folder) / "small")
        run(args.large, args.seconds, Path(folder) / "large", whole=args.whole)


if __name__ == "__main__":
    main()
