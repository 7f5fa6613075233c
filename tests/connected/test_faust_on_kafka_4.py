"""What the design needs of faust-streaming on Apache Kafka 4: tables and their changelogs.

Later stages keep state by source in tables; a restart must not forget it.
"""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

from bench.ledger import read_all
from streams.broker.topics import admin
from tests.connected.kafka import article, send

SECONDS = 40
PROGRAM = """
import sys, faust
app = faust.App(sys.argv[1], broker="kafka://" + sys.argv[2], store="memory://", web_enabled=False,
                topic_disable_leader=True, topic_replication_factor=1, datadir=sys.argv[3],
                worker_redirect_stdouts=False,
                broker_session_timeout=6.0, broker_heartbeat_interval=1.0)
raw = app.topic("news.articles.raw.v1", key_type=bytes, key_serializer="raw", value_type=bytes,
                value_serializer="raw", partitions=8)
counts = app.Table("counts", default=int, partitions=8)

@app.agent(raw)
async def count(stream):
    async for event in stream.events():
        counts["all"] += 1
        print("count", counts["all"], flush=True)

faust.Worker(app, loglevel="WARN").execute_from_commandline()
"""


def run(prefix: str, broker: str, folder: Path, until: int) -> list[int]:
    """Runs the program until it has printed a count; all counts that it printed."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, prefix, broker, str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    bound = threading.Timer(SECONDS, process.kill)
    bound.start()
    seen: list[int] = []
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("count "):
            seen.append(int(line.split()[1]))
            if seen[-1] >= until:
                break
    bound.cancel()
    process.terminate()
    process.wait(30)
    return seen or [0]


async def test_a_table_is_restored_from_its_changelog(
    broker: str, prefix: str, tmp_path: Path
) -> None:
    there = len([r for r in await read_all(broker, "raw") if r.value is not None])
    await send(broker, [article(f"{prefix}-{i}") for i in range(5)], key=b"one-partition")
    first = await asyncio.to_thread(run, prefix, broker, tmp_path, there + 5)
    await send(broker, [article(f"{prefix}-6")], key=b"one-partition")
    second = await asyncio.to_thread(run, prefix, broker, tmp_path, there + 6)
    assert first[-1] == there + 5
    assert second[-1] == there + 6
    assert second[0] > 1  # it did not begin again
    client = await admin(broker)
    try:
        assert f"{prefix}-counts-changelog" in await client.list_topics()
    finally:
        await client.close()
