"""What the design needs of faust-streaming on Apache Kafka 4: tables and their changelogs.

Later stages keep state by source in tables; a restart must not forget it.
"""

import asyncio
import re
import subprocess
import sys
import threading
from pathlib import Path

from aiokafka.admin import NewTopic

from streams.broker.topics import admin
from streams.commands.clients import producer

# a stuck program ends here; a slow machine needed more than 40 s to join its group again
SECONDS = 240
# anywhere in a line: Faust may have just hidden the cursor, which writes before the count
COUNTED = re.compile(r"count (\d+)$")
PROGRAM = """
import sys, faust
app = faust.App(sys.argv[1], broker="kafka://" + sys.argv[2], store="memory://", web_enabled=False,
                topic_disable_leader=True, topic_replication_factor=1, datadir=sys.argv[3],
                worker_redirect_stdouts=False,
                broker_session_timeout=6.0, broker_heartbeat_interval=1.0)
source = app.topic(sys.argv[1] + "-in", key_type=bytes, key_serializer="raw", value_type=bytes,
                   value_serializer="raw", partitions=1)
counts = app.Table("counts", default=int, partitions=1)

@app.agent(source)
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
    said: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if counted := COUNTED.search(line):
            seen.append(int(counted[1]))
            if seen[-1] >= until:
                break
    bound.cancel()
    process.terminate()
    process.wait(30)
    assert seen, f"no message was counted within {SECONDS} s; the program said: {''.join(said)}"
    return seen


async def test_a_table_is_restored_from_its_changelog(
    broker: str, prefix: str, tmp_path: Path
) -> None:
    client = await admin(broker)
    await client.create_topics([NewTopic(f"{prefix}-in", 1, 1)])
    try:
        await send(broker, f"{prefix}-in", 5)
        first = await asyncio.to_thread(run, prefix, broker, tmp_path, 5)
        await send(broker, f"{prefix}-in", 1)
        second = await asyncio.to_thread(run, prefix, broker, tmp_path, 6)
        assert first == [1, 2, 3, 4, 5]
        # the last message before the stop may come again; what counts is that it goes on from 5
        assert second[0] >= 5
        assert f"{prefix}-counts-changelog" in await client.list_topics()
    finally:
        await client.close()


async def send(broker: str, topic: str, count: int) -> None:
    async with producer(broker) as client:
        for _ in range(count):
            await client.send_and_wait(topic, b"x", key=b"k")
