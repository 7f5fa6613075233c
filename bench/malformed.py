"""A flood of malformed inputs among good ones, and the same good ones alone.

    python -m bench.malformed [--bad 100000] [--good 5000]

Every good article must be enriched, every bad one dead-lettered with its kind's reason.
"""

import argparse
import asyncio
import gzip
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from bench.ledger import read_all, settled
from bench.worker_process import WorkerProcess
from schemas import topics
from schemas.headers import header
from streams.broker import embedded
from streams.broker.topics import create
from streams.commands.clients import producer
from streams.dead_letter import ERROR_HEADER
from streams.settings import load

Fields = dict[str, Any]


def _with(**fields: Any) -> Callable[[bytes], bytes]:
    return lambda good: orjson.dumps({**orjson.loads(good), **fields})


def _just(value: bytes | Fields) -> Callable[[bytes], bytes]:
    whole = value if isinstance(value, bytes) else orjson.dumps(value)
    return lambda good: whole


KINDS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "cut off": ("not_json", lambda good: good[: len(good) // 2]),
    "an error page": ("not_json", _just(b"<html>502 Bad Gateway</html>")),
    "not utf-8": ("not_json", lambda good: good[:60] + b"\xff\xfe\xfa" + good[60:]),
    "utf-16": ("not_json", lambda good: good.decode().encode("utf-16")),
    "byte order mark": ("not_json", lambda good: b"\xef\xbb\xbf" + good),
    "more after it": ("not_json", lambda good: good + b"}}"),
    "two objects": ("not_json", lambda good: good + good),
    "gzip": ("not_json", gzip.compress),
    "cut off in a registry's frame": (
        "not_json",
        lambda good: b"\x00\x00\x00\x00\x07" + good[: len(good) // 2],
    ),
    "nan": ("not_json", _just(b'{"text": NaN}')),
    "infinity": ("not_json", _just(b'{"text": "a", "extra": {"n": 1e999}}')),
    "single quotes": ("not_json", _just(b"{'text': 'a'}")),
    "bare names": ("not_json", _just(b"{text: 1}")),
    "raw line feed": ("not_json", _just(b'{"text": "a\nb"}')),
    "bad escape": ("not_json", _just(b'{"text": "\\x41"}')),
    "half a surrogate": ("not_json", _just(b'{"text": "half a pair \\ud83d"}')),
    "deep json": (
        "not_json",
        _just(b'{"text": "a", "extra": ' + b"[" * 3000 + b"]" * 3000 + b"}"),
    ),
    "an array": ("invalid_event", lambda good: b"[" + good + b"]"),
    "a string": ("invalid_event", _just(b'"text"')),
    "a number": ("invalid_event", _just(b"42")),
    "json null": ("invalid_event", _just(b"null")),
    "wrong type": ("invalid_event", _with(text=42)),
    "text as a list": ("invalid_event", _with(text=["a"])),
    "title as an object": ("invalid_event", _with(title={"a": 1})),
    "source as a number": ("invalid_event", _with(source=7)),
    "no date": ("invalid_event", _with(published_at="yesterday")),
    "no body": ("invalid_event", _just({"url": "https://example.org/", "title": "nothing else"})),
    "both bodies": ("invalid_event", _just({"text": "a", "html": "<p>a</p>"})),
    "nul": ("invalid_event", _just({"text": "binary \0 data"})),
    "blank body": ("empty", _just({"text": " \n\t "})),
    "nothing": ("empty", _just(b"")),
    "deep html": ("bad_html", _just({"html": "<div>" * 2600 + "x"})),
    "many attributes": (
        "bad_html",
        _just({"html": "<p " + " ".join(f"a{i}=1" for i in range(4000)) + ">x</p>"}),
    ),
}
"""Each kind with the reason that it must be given, and how it is made of a good article."""
RARE = ("20 MB", "too_large", 10)
"""Ten of these; more would only fill the disk."""
BATCH = 2000


def good_article(number: int) -> bytes:
    text = (
        f"At least {number + 2:,} tanks left Kiev on Monday. Some {number % 977 + 20} people fled, "
        "Reuters reported. The ministry said it would pay $3 million."
    )
    return orjson.dumps({"id": f"good-{number}", "source": "s.example", "text": text})


def oversized() -> bytes:
    """More than NEWSWIRE_MAX_ARTICLE_BYTES takes."""
    return orjson.dumps({"text": "word " * (4 * 1024 * 1024)})


async def send(broker: str, records: list[tuple[str, bytes]]) -> None:
    """Each record with its kind as the key."""
    async with producer(broker) as client:
        for start in range(0, len(records), BATCH):
            futures = [
                await client.send(topics()["raw"].name, value, key=f"{kind} {start % 8}".encode())
                for kind, value in records[start : start + BATCH]
            ]
            await asyncio.gather(*futures)


async def run(name: str, records: list[tuple[str, bytes]], cache: Path, folder: Path) -> float:
    """Sends all, then starts a worker; returns messages a second, once all is committed."""
    with embedded.running(cache, folder / name / "broker") as broker:
        await create(broker.address, 1)
        await send(broker.address, records)
        worker = WorkerProcess(
            broker.address,
            folder / name / "worker.log",
            breaker_window="1000000",  # such a flood should stop a worker, but not this one
        ).start()
        started = time.monotonic()
        done = await settled(broker.address, "newswire", 3600)
        rate = len(records) / (time.monotonic() - started)
        worker.stop()
        enriched = {record.key for record in await read_all(broker.address, "enriched")}
        letters = await read_all(broker.address, "dead_letters")
    good = sum(kind == "good" for kind, _ in records)
    wanted = {kind: reason for kind, (reason, _) in KINDS.items()} | {RARE[0]: RARE[1]}
    origins = {}
    for letter in letters:
        where = tuple(header(letter.headers, ERROR_HEADER + n) for n in ("partition", "offset"))
        kind = (letter.key or b"").decode().rpartition(" ")[0]
        origins[where] = header(letter.headers, ERROR_HEADER + "reason") == wanted.get(kind)
    right = Counter(origins.values())
    print(
        f"{name}: {'done' if done else 'NOT DONE'}, {rate:.0f} messages/s; good {good}, of them "
        f"enriched {len(enriched)}; bad {len(records) - good}, of them dead-lettered for the right "
        f"reason {right[True]}, for another {right[False]}",
        flush=True,
    )
    return rate


async def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--bad", type=int, default=100_000)
    parser.add_argument("--good", type=int, default=5_000)
    args = parser.parse_args()
    good = [("good", good_article(number)) for number in range(args.good)]
    names = list(KINDS)
    bad = []
    for number in range(args.bad - RARE[2]):
        kind = names[number % len(names)]
        bad.append((kind, KINDS[kind][1](good[number % len(good)][1])))
    bad += [(RARE[0], oversized())] * RARE[2]
    mixed = [*good, *bad]
    random.Random(1).shuffle(mixed)
    print(f"{len(names) + 1} kinds of malformed input", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        clean = await run("clean", good, load().cache_dir, Path(folder))
        flood = await run("mixed", mixed, load().cache_dir, Path(folder))
    print(f"mixed load runs at {flood / clean:.2f} times the messages of clean load")


if __name__ == "__main__":
    asyncio.run(main())
