"""Injects faults one after the other on one cluster, and keeps the ledger of each."""

import asyncio
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from aiokafka.admin import NewTopic

from bench.ledger import Ledger, ends, ledger, settled
from bench.worker_process import PATIENCE
from schemas import topics
from streams.broker.topics import admin, create
from tests.faults.cluster import Cluster, wait_until_healthy
from tests.faults.faults import Fault, NotHereError, fewer_partitions, needs_faketime, remake
from tests.faults.scene import GROUP, Load, Scene, Watch, has_faketime

RATE = 60.0
"""Articles a second."""
SETTLE_SECONDS = 240 * PATIENCE


class Row(NamedTuple):
    """What one fault did."""

    name: str
    times: int
    sums: Ledger | None
    """None where the fault could not be injected here."""
    silence: float
    """The longest time in which nothing came out, seconds."""
    settled: bool
    seconds: float
    notes: Sequence[str]

    def good(self, *, flat: bool) -> bool:
        """Whether nothing was lost, and repeats are recognised as such."""
        if self.sums is None:
            return False
        sums = self.sums
        return (
            self.settled
            and sums.raw > 0
            and not sums.lost
            and not sums.differing
            and not (flat and sums.flat_lost)
        )


HEAD = (
    "| fault | times | articles in | lost | flat records lost | dead letters | repeats by ce_id | "
    "longest silence, s | seconds | notes |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---|"
)


def line(row: Row) -> str:
    notes = "; ".join(sorted({f"{row.notes.count(n)} × {n}" for n in row.notes}))
    if row.sums is None:
        return f"| {row.name} | 0 | | | | | | | | not possible here: {notes} |"
    sums = row.sums
    state = "" if row.settled else "NOT SETTLED; "
    dead = ", ".join(f"{name} {count}" for name, count in sorted(sums.dead_reasons.items())) or "0"
    return (
        f"| {row.name} | {row.times} | {sums.raw:,} | {sums.lost} | {sums.flat_lost} | {dead} | "
        f"{sums.repeats:,} | {row.silence:.1f} | {row.seconds:.0f} | {state}{notes} |"
    )


async def inject(fault: Fault, cluster: Cluster, folder: Path, *, times: int | None = None,
                 rate: float = RATE, seed: int = 1) -> Row:  # fmt: skip
    """One fault under load, from starting workers to the ledger of what came in meanwhile."""
    started = time.monotonic()
    scene = Scene(cluster, folder, seed, **fault.settings)
    if needs_faketime(fault):
        clock = folder / "clock"
        clock.write_text("+0")
        scene.env = {
            "LD_PRELOAD": str(has_faketime()), "FAKETIME_TIMESTAMP_FILE": str(clock),
            "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }  # fmt: skip
    prefix = fault.name.split(" (")[0].replace(" ", "-").replace("'", "")
    struck, silence = 0, 0.0
    since = await ends(cluster.direct)
    if fault.act is fewer_partitions:
        since = {k: v for k, v in since.items() if k[0] not in (topics()["raw"].name,)}
    await scene.start_workers(fault.workers)
    try:
        async with Watch(cluster.direct).running() as watch:
            if fault.act is fewer_partitions:  # the topics are made anew before the load
                struck = await fault.act(scene, times or fault.times)
            async with Load(cluster.direct, prefix, rate).running(), scene.supervised():
                await asyncio.sleep(3)
                if fault.act is not fewer_partitions:
                    struck = await fault.act(scene, times or fault.times)
                await asyncio.sleep(3)
            async with scene.supervised():
                done = await settled(cluster.direct, GROUP, SETTLE_SECONDS)
            await asyncio.sleep(1)
            silence = watch.longest_silence()
        sums = await ledger(cluster.direct, since)
    except NotHereError as error:
        return Row(fault.name, 0, None, 0, False, 0, [str(error)])
    finally:
        await scene.stop_workers()
        if fault.act is fewer_partitions:
            await remake(scene, raw=topics()["raw"].partitions, clean=topics()["clean"].partitions)
    seconds = time.monotonic() - started
    return Row(fault.name, struck, sums, silence, done, seconds, scene.notes)


def silence_clients() -> None:
    """Keeps what the ledger's own clients say off the screen: brokers are away on purpose."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)


async def make_topics(cluster: Cluster) -> None:
    await create(cluster.direct, 3)
    await asyncio.to_thread(wait_until_healthy, cluster)


async def make(cluster: Cluster, names: Sequence[str], partitions: int) -> None:
    """Topics that are not newswire's own."""
    client = await admin(cluster.direct)
    await client.create_topics([NewTopic(name, partitions, 3) for name in names])
    await client.close()
    await asyncio.to_thread(wait_until_healthy, cluster)
