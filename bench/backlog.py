"""Memory with a backlog and a slow pool: it must not grow with the backlog.

    python -m bench.backlog [--small 10000] [--large 1000000] [--seconds 60]

One pool worker faces a small backlog and then a large one for so long; prints the most memory that
the worker held, and how many rebalances there were (one, as it joined).
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
from streams.commands.clients import producer
from streams.settings import load

BATCH = 5000


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


def run(count: int, seconds: float, folder: Path) -> None:
    with embedded.running(load().cache_dir, folder / "broker") as broker:
        asyncio.run(create(broker.address, 1))
        asyncio.run(fill(broker.address, count))
        worker = WorkerProcess(broker.address, folder / "worker.log", pool_workers="1").start()
        most = pool = 0.0
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            most = max(most, usage(worker.pid).megabytes)
            pool = max(pool, *(usage(pid).megabytes for pid in worker.pool_pids()), 0.0)
            time.sleep(0.5)
        page = worker.get("/metrics")[1]
        worker.kill()
    found = re.search(r"(?m)^newswire_rebalances_total (\S+)", page)
    taken = re.search(r'newswire_stage_in_total{stage="clean"} (\S+)', page)
    print(
        f"backlog {count:,}: taken {float(taken[1]) if taken else 0:,.0f} in {seconds:g} s; worker "
        f"at most {most:.0f} MB, its pool worker {pool:.0f} MB; rebalances "
        f"{float(found[1]) if found else 0:.0f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=60)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(args.small, args.seconds, Path(folder) / "small")
        run(args.large, args.seconds, Path(folder) / "large")


if __name__ == "__main__":
    main()
