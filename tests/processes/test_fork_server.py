"""Pool workers come from a process that has loaded everything, and share its fate with ours."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from streams.fork_server import FORKS
from tests.unit.test_parent import is_alive

pytestmark = pytest.mark.skipif(not FORKS, reason="pool workers are not forked here")

POOL = """
import asyncio, json, os, signal, sys

from streams import fork_server
from streams.metrics import Metrics
from streams.pool import Pool
from tests.unit.fragile import about_itself, message


async def main():
    pool = Pool(2, Metrics())
    await pool.start()
    outcomes = await asyncio.gather(
        *(pool.run(about_itself, [message(b"ok")], seconds=30) for _ in range(2))
    )
    seen = [json.loads(outcome.status_reason) for (outcome,) in outcomes]
    for one in seen:
        os.kill(one["pid"], signal.SIGTERM)  # as `systemctl stop` does, to all of them
    (after,) = await pool.run(about_itself, [message(b"ok")], seconds=30)
    print(json.dumps([seen, json.loads(after.status_reason)]), flush=True)
    await asyncio.sleep(60)


if __name__ == "__main__":
    fork_server.start()
    asyncio.run(main())
"""


def test_pool_workers_are_forked_loaded_and_end_with_us() -> None:
    process = subprocess.Popen([sys.executable, "-c", POOL], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        seen, after = json.loads(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
    assert all(one["loaded"] for one in seen)
    (server,) = {one["parent"] for one in seen}
    assert server != process.pid
    assert after["pid"] in {one["pid"] for one in seen}, "ended by a signal that is the worker's"
    pids = [server, *(one["pid"] for one in seen)]
    for _ in range(1000):
        if not any(map(is_alive, pids)):
            return
        time.sleep(0.01)
    for pid in filter(is_alive, pids):
        os.kill(pid, signal.SIGKILL)
    pytest.fail("they outlived the process that they are for")
