"""The example consumers, run as their pages say: the same lines from each, repeats dropped."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from schemas import EnrichedArticle, QuantityRecord, encode, topics
from schemas.headers import cloud_event
from streams import enrich
from streams.commands.clients import producer
from tools.node import modules

FOLDER = Path(__file__).parent.parent.parent / "examples/consumers"
EVENT: EnrichedArticle = enrich(
    "At least 40 tanks, up to 15 ships, around 300 lorries and dozens of trucks left Kiev."
)
WANTED = [
    ("at_least", "40", "40", "", "tanks"),
    ("at_most", "15", "", "15", "ships"),
    ("approximately", "300", "", "", "lorries"),
    ("approximately", "", "12", "120", "trucks"),
]


FRAME = b"\0\0\0\0\xc8"
"""As a schema registry's; its last byte begins no character."""


async def publish(broker: str, prefix: str) -> None:
    """Every quantity twice, every other one in a schema registry's frame."""
    topic = topics()["quantities"]
    async with producer(broker) as client:
        for number, quantity in enumerate([*EVENT.quantities, *EVENT.quantities]):
            ce_id = f"{prefix}-{number % len(EVENT.quantities)}"
            record = QuantityRecord(article_id=prefix, sentence=EVENT.text, quantity=quantity)
            headers = cloud_event(
                ce_id=ce_id, ce_type=topic.ce_type, ce_source="test", ce_time=None,
                dataschema=topic.dataschema,
            )  # fmt: skip
            value = FRAME * (number % 2) + encode(record)
            await client.send(topic.name, value, key=prefix.encode(), headers=headers)
        await client.flush()


def lines(name: str, broker: str, group: str) -> str:
    env = {**os.environ, "IDLE": "6", "GROUP": group}
    if name == "consume.mjs":
        return str(modules.run(FOLDER / name, broker, IDLE="6", GROUP=group))
    command = ["bash" if name.endswith(".sh") else sys.executable, str(FOLDER / name)]
    return subprocess.run(
        [*command, broker], env=env, capture_output=True, text=True, timeout=60, check=True
    ).stdout


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir() if path.is_file()))
async def test_an_example_consumer_shows_each_quantity_once(
    broker: str, prefix: str, name: str
) -> None:
    """They left the value out, so that of "around 300 lorries" nothing was seen but the lorries."""
    await publish(broker, prefix)
    shown = await asyncio.to_thread(lines, name, broker, prefix)
    ours = [line.split("\t")[1:] for line in shown.splitlines() if line.startswith(prefix)]
    nothing = {"None", "null", "undefined"}
    assert [tuple("" if x in nothing else x for x in line) for line in ours] == WANTED


def test_a_broker_that_is_away_is_one_line() -> None:
    """The snippet of its page names a variable that may be unset: it was a stack trace."""
    command = [sys.executable, str(FOLDER / "consume.py"), "127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "no Kafka answers at 127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr


def may_be_interrupted() -> None:
    """In a new process: SIGINT is not ignored, as it is for what a shell runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_is_how_a_consumer_ends() -> None:
    """It was a traceback."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        broker = f"127.0.0.1:{silent.getsockname()[1]}"
        command = [sys.executable, str(FOLDER / "consume.py"), broker]
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, preexec_fn=may_be_interrupted
        ) as running:
            silent.settimeout(60)
            connection, _ = silent.accept()
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=60)
            connection.close()
    assert running.returncode == 0
    assert "Traceback" not in said


def test_the_events_alone_need_neither_faust_nor_a_kafka_client() -> None:
    code = (
        "import sys, schemas\n"
        "print([m for m in ('faust', 'aiokafka', 'aiohttp', 'streams') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert shutil.which("kcat")
