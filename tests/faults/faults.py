"""The faults. Each breaks something a number of times under load, and leaves it mended.

A fault returns how often it struck. What it raises is a failure of the suite.
"""

import asyncio
import os
import resource
import signal
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

from aiokafka.admin import NewTopic

from bench.worker_process import PATIENCE, WorkerProcess
from schemas import topics
from streams.broker.topics import admin, create
from tests.faults.cluster import wait_until_healthy
from tests.faults.proxy import Mode
from tests.faults.scene import GROUP, Scene, has_faketime

Act = Callable[[Scene, int], Awaitable[int]]


class NotHereError(Exception):
    """This machine cannot inject the fault; says why."""


class Fault(NamedTuple):
    name: str
    act: Act
    times: int
    workers: int = 2
    flat: bool = True
    """Whether flat records are compared: not where their topic is deleted."""
    settings: dict[str, str] = {}  # noqa: RUF012  # never changed


# workers


async def kill_worker(scene: Scene, times: int) -> int:
    """kill -9 at a random point while it works."""
    for _ in range(times):
        worker = scene.random.choice(scene.workers)
        await scene.pause(0.1, 2.5)
        worker.kill()
        worker.start(ready=False)
        await scene.ready(worker)
    return times


async def terminate_worker(scene: Scene, times: int) -> int:
    """SIGTERM: it must end by itself and give its partitions back in order."""
    for _ in range(times):
        worker = scene.random.choice(scene.workers)
        await scene.pause(0.5, 2)
        code = await asyncio.to_thread(worker.stop)
        if code != 0:
            scene.notes.append(f"exit code {code} on SIGTERM")
        worker.start(ready=False)
        await scene.ready(worker)
    return times


async def kill_pool_worker(scene: Scene, times: int) -> int:
    struck = 0
    for _ in range(times):
        await scene.pause(0.5, 2)
        for pid in scene.random.choice(scene.workers).pool_pids():
            os.kill(pid, signal.SIGKILL)
            struck += 1
    return struck


async def freeze_pool_worker(scene: Scene, times: int) -> int:
    """A pool worker that does nothing more, as one stuck in C code would."""
    struck = 0
    for _ in range(times):
        for pid in scene.random.choice(scene.workers).pool_pids():
            os.kill(pid, signal.SIGSTOP)
            struck += 1
        await asyncio.sleep(8)
    return struck


async def starve_pool_worker(scene: Scene, times: int) -> int:
    """No memory is left to a pool worker (RLIMIT_AS at what it has)."""
    struck = 0
    for _ in range(times):
        for pid in scene.random.choice(scene.workers).pool_pids():
            most = _memory(pid)
            resource.prlimit(pid, resource.RLIMIT_AS, (most, most))
            struck += 1
        await asyncio.sleep(5)
    return struck


def _memory(pid: int) -> int:
    """The address space of a process, bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")


async def pause_worker(scene: Scene, times: int) -> int:
    """Stopped past its session, then woken: it must not ack what others do by then."""
    for _ in range(times):
        worker = scene.random.choice(scene.workers)
        await scene.pause(1, 2)
        worker.pause()
        await asyncio.sleep(12)
        worker.resume()
        await asyncio.sleep(8)
    return times


async def rebalance_storm(scene: Scene, times: int) -> int:
    """Another worker joins and leaves again and again, now gently, now not."""
    for number in range(times):
        guest = scene.new_worker().start(ready=False)
        await scene.pause(3, 6)
        await asyncio.to_thread(guest.stop if number % 2 else guest.kill)
    return times


async def take_port(scene: Scene, times: int) -> int:
    for _ in range(times):
        guest = scene.new_worker()
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", guest.port))
            taken.listen()
            guest.start(ready=False)
            await _ended(guest, scene, "NEWSWIRE_HTTP_PORT")
        guest.start(ready=False)
        await scene.ready(guest)
        await asyncio.to_thread(guest.stop)
    return times


async def jump_clock(scene: Scene, times: int) -> int:
    """The workers' clock jumps ahead, back, and past what the broker takes."""
    clock = Path(scene.env["FAKETIME_TIMESTAMP_FILE"]) if scene.env else None
    if clock is None:
        raise NotHereError("libfaketime is not installed")
    for number in range(times):
        clock.write_text(("+1800", "-86400", "+7200")[number % 3])
        await asyncio.sleep(6)
    clock.write_text("+0")
    return times


# brokers


async def kill_broker(scene: Scene, times: int) -> int:
    for _ in range(times):
        node = scene.random.choice(scene.cluster.nodes)
        await scene.pause(1, 3)
        node.kill()
        await scene.pause(4, 8)
        await scene.up(node)
        await asyncio.to_thread(wait_until_healthy, scene.cluster)
    return times


async def move_leaders(scene: Scene, times: int) -> int:
    """A controlled shutdown moves a broker's leaders away; once it is back they return."""
    for number in range(times):
        node = scene.cluster.nodes[number % len(scene.cluster.nodes)]
        await asyncio.to_thread(node.stop)
        await scene.up(node)
        await asyncio.to_thread(wait_until_healthy, scene.cluster)
        await asyncio.sleep(6)  # the controller moves preferred leaders back every 5 s
    return times


async def all_brokers_away(scene: Scene, times: int) -> int:
    for _ in range(times):
        for node in scene.cluster.nodes:
            node.kill()
        await asyncio.sleep(60)
        await _restart_all(scene)
    return times


async def fill_disk(scene: Scene, times: int) -> int:
    node = scene.cluster.nodes[-1]
    if not node.small_disk:
        raise NotHereError("a tmpfs cannot be mounted (not root)")
    for _ in range(times):
        filler = node.folder / "filler"
        try:
            with filler.open("wb", buffering=0) as file:
                while True:
                    file.write(bytes(1 << 16))
        except OSError:
            pass
        await asyncio.sleep(15)
        scene.notes.append("the full broker " + ("held" if node.running() else "ended"))
        filler.unlink()
        await asyncio.to_thread(node.kill)
        await scene.up(node)
        await asyncio.to_thread(wait_until_healthy, scene.cluster)
    return times


async def _restart_all(scene: Scene) -> None:
    for node in scene.cluster.nodes:
        if not node.running():
            node.start()
    for node in scene.cluster.nodes:
        await asyncio.to_thread(node.wait_until_up)
    await asyncio.to_thread(wait_until_healthy, scene.cluster)


# network


async def cut_network(scene: Scene, times: int) -> int:
    """Between workers and brokers: packets vanish, or come late, or connections are reset."""
    modes: tuple[Mode, ...] = ("drop", "delay", "reset")
    for number in range(times):
        for node in scene.cluster.nodes:
            node.proxy.set(modes[number % 3])
        await scene.pause(8, 12)
        for node in scene.cluster.nodes:
            node.proxy.set("pass")
        await scene.pause(4, 6)
    return times


# topics


async def delete_topic(scene: Scene, times: int) -> int:
    """A topic that workers publish to is gone for a while; no worker starts without it."""
    name = topics()["quantities"].name
    for _ in range(times):
        client = await admin(scene.cluster.direct)
        await client.delete_topics([name])
        guest = scene.new_worker().start(ready=False)
        await _ended(guest, scene, name)
        await asyncio.sleep(5)
        await create(scene.cluster.direct, 3)
        await client.close()
        await asyncio.sleep(5)
    return times


async def fewer_partitions(scene: Scene, times: int) -> int:
    """The input topics have one and three partitions, not the eight that they should."""
    await scene.stop_workers()
    await remake(scene, raw=1, clean=3)
    for worker in scene.workers:
        worker.start(ready=False)
    await asyncio.sleep(20)
    return times


async def remake(scene: Scene, **partitions: int) -> None:
    client = await admin(scene.cluster.direct)
    names = {topics()[name].name: count for name, count in partitions.items()}
    await client.delete_topics(list(names))
    await asyncio.sleep(2)
    await client.create_topics([NewTopic(name, count, 3) for name, count in names.items()])
    await client.close()
    await asyncio.to_thread(wait_until_healthy, scene.cluster)


async def _own_topics(client: Any) -> list[str]:
    """The topics of memory, which workers make with their first articles. Raises NotHereError."""
    wanted = [f"{GROUP}-sources", f"{GROUP}-stories"]
    for _ in range(int(30 * PATIENCE)):
        if set(wanted) <= set(await client.list_topics()):
            return wanted
        await asyncio.sleep(1)
    raise NotHereError("the worker keeps no topics of its own")


async def lose_memory(scene: Scene, times: int) -> int:
    """What workers remember of sources and stories is deleted: as they stand still, as they run."""
    client = await admin(scene.cluster.direct)
    try:
        for number in range(times):
            names = await _own_topics(client)
            if number % 2:
                await client.delete_topics(names)
                await scene.pause(5, 8)
                continue
            await scene.stop_workers()
            await client.delete_topics(names)
            await asyncio.sleep(2)
            for worker in scene.workers:
                worker.start(ready=False)
                await scene.ready(worker)
    finally:
        await client.close()
    return times


async def _ended(worker: WorkerProcess, scene: Scene, naming: str) -> None:
    """Waits for a worker that cannot start to end in one line that names the reason."""
    for _ in range(int(300 * PATIENCE)):
        if worker.exit_code() is not None:
            break
        await asyncio.sleep(0.1)
    said = worker.log.read_text()
    if worker.exit_code() != 2 or naming not in said or "Traceback" in said:
        scene.notes.append(f"a worker that cannot start: exit {worker.exit_code()}, {said[-300:]}")
        await asyncio.to_thread(worker.stop)


STRICT = {"article_seconds": "3"}
FAULTS = (
    Fault("worker killed (-9)", kill_worker, 50),
    Fault("SIGTERM", terminate_worker, 6),
    Fault("pool worker killed", kill_pool_worker, 15),
    Fault("pool worker stuck", freeze_pool_worker, 3, settings=STRICT),
    Fault("pool worker out of memory", starve_pool_worker, 4),
    Fault("worker slow past its session", pause_worker, 3),
    Fault("rebalance storm", rebalance_storm, 10),
    Fault("metrics port taken", take_port, 2, workers=1),
    Fault("clock jumps", jump_clock, 6),
    Fault("broker killed", kill_broker, 4),
    Fault("leaders moved", move_leaders, 3),
    Fault("all brokers away 60 s", all_brokers_away, 1),
    Fault("broker's disk full", fill_disk, 1),
    Fault("network cut", cut_network, 6),
    Fault("topic missing", delete_topic, 1, flat=False),
    Fault("memory lost", lose_memory, 4, settings={"recurring": "cut"}),
    Fault("fewer partitions", fewer_partitions, 1, workers=1),
)
SHORT = ("worker killed (-9)", "pool worker killed", "broker killed", "network cut")
"""The faults of the short form."""


def needs_faketime(fault: Fault) -> bool:
    return fault.act is jump_clock and has_faketime() is not None


def faults_at_random() -> dict[str, Act]:
    """Those that can strike in any order, one stroke at a time."""
    return {
        fault.name: fault.act
        for fault in FAULTS
        if fault.act
        not in (take_port, jump_clock, all_brokers_away, fill_disk, delete_topic, lose_memory,
                fewer_partitions)
    }  # fmt: skip
