"""The main job on real articles and a real Kafka: nothing lost, whatever the worker goes through.

    python -m bench.main_job ../shared/data/articles/raw_articles.jsonl.gz

Three runs on an embedded Apache Kafka with data of its own: a plain one, one with the worker killed
(-9) three times, one with broken messages among good ones. Prints the ledger of each.
"""

import argparse
import asyncio
import random
import tempfile
import time
from itertools import islice
from pathlib import Path

from bench.ledger import ledger, settled
from bench.malformed import KINDS, oversized
from bench.worker_process import WorkerProcess
from streams.broker import embedded
from streams.broker.topics import create
from streams.commands.produce import produce
from streams.reading import Item, read_articles
from streams.settings import load


def mixed(good: list[Item], count: int) -> list[Item]:
    """`count` broken messages spread among good ones; ten of them large."""
    names = list(KINDS)
    kinds = [names[i % len(names)] for i in range(count - 10)]
    bad = [Item(KINDS[kind][1](good[i].value), kind) for i, kind in enumerate(kinds)]
    bad += [Item(oversized(), "20 MB")] * 10
    items = [*good, *bad]
    random.Random(1).shuffle(items)
    return items


async def run(name: str, items: list[Item], cache: Path, folder: Path, kills: int) -> None:
    with embedded.running(cache, folder / "broker") as broker:
        await create(broker.address, 1)
        worker = WorkerProcess(broker.address, folder / "worker.log").start()
        started = time.monotonic()
        done = await produce(broker.address, items, "zstd", lambda item: None)
        for _ in range(kills):
            await asyncio.sleep(5)
            worker.kill()
            worker.start()
        finished = await settled(broker.address, "newswire", 300)
        seconds = time.monotonic() - started
        worker.stop()
        sums = await ledger(broker.address)
        state = "done" if finished else "NOT DONE"
        print(
            f"{name}: produced {done.sent}, refused {len(done.refused)}, killed {kills} times, "
            f"{state} in {seconds:.1f} s ({done.sent / seconds:.0f} articles/s)\n"
            f"    {sums.text()}",
            flush=True,
        )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("articles", help="JSON lines of RawArticles, gzip or not")
    parser.add_argument("--count", type=int, default=2000)
    args = parser.parse_args()
    items = list(islice(read_articles(args.articles), args.count))
    cache = load().cache_dir
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        await run("plain", items, cache, base / "plain", kills=0)
        await run("killed", items, cache, base / "killed", kills=3)
        half = items[: len(items) // 2]
        await run("broken", mixed(half, len(half) // 5), cache, base / "broken", kills=0)


if __name__ == "__main__":
    asyncio.run(main())
