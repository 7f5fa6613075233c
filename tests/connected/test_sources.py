"""What a source repeats is learnt in the stream, and a restart does not forget it."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest

from bench.worker_process import WorkerProcess
from schemas import CleanArticle, decode
from streams.cleaning.recurring import ARTICLES
from tests.connected.kafka import of, send, wait_for

REPEATED = "The Valley Ledger has told the valley what it wants to know since 1871."


@pytest.fixture
def worker(broker: str, tmp_path: Path) -> Iterator[WorkerProcess]:
    process = WorkerProcess(broker, tmp_path / "worker.log", recurring="cut", pool_workers="1")
    process.start()
    yield process
    process.kill()


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
