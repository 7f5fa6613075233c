"""A worker on the session's broker, with topics that each test has to itself.

The topics are the real ones; a test tells its own articles by their ids.
"""

import asyncio
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.worker_process import WorkerProcess
from streams.broker.topics import create


@pytest.fixture(scope="session", autouse=True)
def topics_made(broker: str) -> str:
    os.environ["NEWSWIRE_BROKER"] = broker
    asyncio.run(create(broker, 1))
    return broker


@pytest.fixture
def prefix() -> str:
    """What the ids of a test's articles begin with."""
    return uuid.uuid4().hex[:10]


@pytest.fixture
def worker(broker: str, tmp_path: Path) -> Iterator[WorkerProcess]:
    process = WorkerProcess(broker, tmp_path / "worker.log", pool_workers="1").start()
    yield process
    process.stop()
