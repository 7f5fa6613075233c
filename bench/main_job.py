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

import orjson

from bench.ledger import ledger, settled
from bench.worker_process import WorkerProcess
from streams.broker import embedded
from streams.broker.topics import create
from streams.commands.produce import produce
from streams.reading import Item, read_articles
from streams.settings import load

BROKEN_KINDS = ("cut off", "not json", "wrong type", "no body", "blank body", "not utf-8",
                "both bodies", "nul", "surrogate", "20 MB")  # fmt: skip


def broken(kind: str, good: bytes) -> bytes:
    """A message of one kind that cannot be processed."""
    match kind:
        case "cut off":
            return good[: len(good) // 2]
        case "not json":
            return b"<html>502 Bad Gateway</html>"
        case "wrong type":
            return orjson.dumps({**orjson.loads(good), "text": 42})
        case "no body":
            return orjson.dumps({"url": "https://example.org/", "title": "nothing else"})
        case "blank body":
            return orjson.dumps({"text": " \n\t "})
        case "not utf-8":
            return good[:60] + b"\xff\xfe\xfa" + good[60:]
        case "both bodies":
            return orjson.dumps({"text": "a", "html": "<p>a</p>"})
        case "nul":
            return orjson.dumps({"text": "binary \0 data"})
        case "surrogate":
            return b'{"text": "half a pair \\ud83d of surrogates"}'
        case _:
            return orjson.dumps({"text": "word " * (4 * 1024 * 1024)})


def mixed(good: list[Item], count: int) -> list[Item]:
    """`count` broken messages spread among good ones; at most ten of the large ones."""
    kinds = [BROKEN_KINDS[i % (len(BROKEN_KINDS) - 1)] for i in range(count - 10)] + ["20 MB"] * 10
    bad = [Item(broken(kind, good[i].value), kind) for i, kind in enumerate(kinds)]
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
