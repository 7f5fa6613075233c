"""What workers remember: what a source repeats, and what the others have cleaned."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from bench.worker_process import WorkerProcess
from schemas import CleanArticle, decode
from streams.broker.topics import admin
from streams.cleaning.recurring import ARTICLES
from tests.connected.kafka import of, send, wait_for

REPEATED = "The Valley Ledger has told the valley what it wants to know since 1871."
SOURCES = 8
"""So many keys are sure to be in partitions of both workers."""


def process(broker: str, log: Path, group: str) -> WorkerProcess:
    return WorkerProcess(
        broker, log, recurring="cut", pool_workers="1", group=group, replication="1"
    )


@pytest.fixture
def worker(broker: str, tmp_path: Path, prefix: str) -> Iterator[WorkerProcess]:
    started = process(broker, tmp_path / "worker.log", f"group-{prefix}").start()
    yield started
    started.kill()


@pytest.fixture
def second(broker: str, tmp_path: Path, prefix: str) -> Iterator[WorkerProcess]:
    started = process(broker, tmp_path / "second.log", f"group-{prefix}").start()
    yield started
    started.kill()


def told(id_: str, n: int) -> bytes:
    name = "abcdefghij"[n] * 3
    body = f"The council of {name} voted to close the {name} bridge, officials of {name} said."
    return orjson.dumps({"id": id_, "source": "ledger.example", "text": f"{body}\n\n{REPEATED}"})


async def test_a_line_that_a_source_repeats_is_cut_and_a_restart_does_not_forget(
    broker: str, worker: WorkerProcess, prefix: str
) -> None:
    removed: list[list[str]] = []
    for n in range(ARTICLES + 4):
        if n == ARTICLES + 3:
            assert worker.stop() == 0
            worker.start()
        await send(broker, [told(f"{prefix}-{n}", n)], key=prefix.encode())
        records = await wait_for(broker, "clean", of(f"{prefix}-{n}"), 1)
        removed.append([cut.reason for cut in decode(records[0].value, CleanArticle).removed])
    assert removed[0] == []
    assert removed[ARTICLES + 2] == ["recurring"]
    assert removed[ARTICLES + 3] == ["recurring"], "forgotten by the restart"


async def test_a_copy_is_found_whichever_worker_cleans_it_and_after_a_restart(
    broker: str, worker: WorkerProcess, second: WorkerProcess, prefix: str
) -> None:
    words = " ".join(f"{prefix}{n}" for n in range(60))
    first = f"{prefix}-first"

    async def copies(name: str) -> set[tuple[str, str | None]]:
        for n in range(SOURCES):
            value = orjson.dumps({"id": f"{prefix}-{name}-{n}", "text": words})
            await send(broker, [value], key=f"{name}{n}.example".encode())
        records = await wait_for(broker, "clean", of(f"{prefix}-{name}"), SOURCES)
        events = [decode(record.value, CleanArticle) for record in records]
        return {(event.story_id, event.duplicate_of) for event in events}

    await send(broker, [orjson.dumps({"id": first, "text": words})], key=b"first.example")
    await wait_for(broker, "clean", of(first), 1)
    # what a worker tells is on its way when the article is out: the copies come a moment later
    await wait_for(broker, "enriched", of(first), 1)
    assert await copies("copy") == {(first, first)}
    assert worker.stop() == 0
    assert second.stop() == 0
    worker.start()
    assert await copies("later") == {(first, first)}


async def test_topics_of_memory_that_are_deleted_are_made_again(
    broker: str, worker: WorkerProcess, prefix: str
) -> None:
    """A worker wrote a thousand lines a second about it and told no other what it cleaned."""
    name = f"group-{prefix}-stories"

    async def copy(id_: str, words: str, source: bytes) -> CleanArticle:
        await send(broker, [orjson.dumps({"id": f"{prefix}-{id_}", "text": words})], key=source)
        (record,) = await wait_for(broker, "clean", of(f"{prefix}-{id_}"), 1)
        return decode(record.value, CleanArticle)

    await copy("before", "Before.", b"a.example")
    client = await admin(broker)
    try:
        await client.delete_topics([name])
        for _ in range(60):
            await asyncio.sleep(1)
            if name in await client.list_topics():
                break
    finally:
        await client.close()
    words = " ".join(f"{prefix}{n}" for n in range(60))
    first = await copy("first", words, b"a.example")
    assert worker.log.read_text().count("not found in cluster metadata") < 10
    assert worker.stop() == 0
    worker.start()
    assert (await copy("again", words, b"b.example")).duplicate_of == first.id
