"""Articles a second with more workers on one topic, and what each costs in CPU.

    python -m bench.scaling ../shared/data/articles/raw_articles.jsonl.gz
        [--count 1000] [--workers 1,2,4] [--pool 1]

Each number of workers gets a broker of its own and as many processes, each with its pool. The
clock starts when all of them are ready and have been warmed up. Where the workers outnumber the
cores only the CPU an article takes says how they scale.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench.cpu import together, usage
from bench.ledger import settled
from bench.worker_process import WorkerProcess
from streams.broker import embedded
from streams.broker.topics import create
from streams.commands.produce import produce
from streams.reading import Item, read_articles
from streams.settings import load

WARM = 100
REBALANCED_SECONDS = 10.0
"""After the last worker is ready the group may still move partitions to it."""
PATIENCE_SECONDS = 600


class Scaled(NamedTuple):
    workers: int
    articles: int
    seconds: float
    cpu_seconds: float
    """Of workers and pools together."""


async def run(items: list[Item], workers: int, pool: int, folder: Path) -> Scaled:
    with ExitStack() as ends, embedded.running(load().cache_dir, folder / "broker") as broker:
        await create(broker.address, 1)
        started = []
        for number in range(workers):
            log = folder / f"worker-{number}.log"
            worker = WorkerProcess(broker.address, log, pool_workers=str(pool)).start(ready=False)
            ends.callback(worker.stop)
            started.append(worker)
        for worker in started:
            worker.wait_until_ready()
        await asyncio.sleep(REBALANCED_SECONDS)
        await passed(broker.address, items[:WARM])
        before = spent(started)
        began = time.monotonic()
        sent = await passed(broker.address, items)
        return Scaled(workers, sent, time.monotonic() - began, spent(started) - before)


async def passed(broker: str, items: list[Item]) -> int:
    """How many articles were sent, once all of them came out at the other end."""
    sent = (await produce(broker, items, "zstd", lambda item: None)).sent
    if not await settled(broker, "newswire", PATIENCE_SECONDS):
        sys.exit("the workers did not get through: nothing measured")
    return sent


def spent(workers: list[WorkerProcess]) -> float:
    """CPU seconds of workers and their pools."""
    return sum(usage(w.pid).seconds + together(w.pool_pids()).seconds for w in workers)


async def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("articles", help="JSON lines of RawArticles, gzip or not")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--pool", type=int, default=1)
    args = parser.parse_args()
    items = list(islice(read_articles(args.articles), args.count))
    first: Scaled | None = None
    print(f"{os.cpu_count()} cores, {args.pool} pool workers for each worker")
    for workers in map(int, args.workers.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            found = await run(items, workers, args.pool, Path(folder))
        first = first or found
        rate, rate_first = found.articles / found.seconds, first.articles / first.seconds
        cost = 1000 * found.cpu_seconds / found.articles
        cost_first = 1000 * first.cpu_seconds / first.articles
        print(
            f"{workers} workers: {rate:.1f} articles a second ({rate / rate_first:.2f} times), "
            f"{cost:.1f} ms of CPU an article: {100 * cost_first / cost:.0f} percent of the "
            "articles that one worker gets out of a CPU second",
            flush=True,
        )


if __name__ == "__main__":
    asyncio.run(main())
