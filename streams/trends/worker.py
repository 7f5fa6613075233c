"""A trends worker process: its partitions and its HTTP port, from start to a graceful end."""

import asyncio
import logging
import os
import signal
import time

from streams.broker.topics import require
from streams.ending import EXIT_UNEXPECTED, end_process
from streams.http import State, check_port, serve
from streams.logs import set_up
from streams.metrics import Metrics
from streams.settings import Settings
from streams.trends.app import make_topics, stages, trends_group
from streams.trends.shards import Shards

log = logging.getLogger(__name__)


def run(settings: Settings, broker: str) -> None:
    """Runs a trends worker until SIGTERM or SIGINT.

    Raises UserError where the broker or its topics are missing. Anything unexpected ends the
    process: what was not confirmed is done again by whoever is next.
    """
    asyncio.run(require(broker, ("enriched", "trends")))
    check_port(settings.http_host, settings.trends_port, "NEWSWIRE_TRENDS_PORT")
    set_up(settings.log_level, settings.log_format)
    asyncio.run(make_topics(settings, broker))
    try:
        asyncio.run(_run(settings, broker))
    except Exception:
        log.critical("unexpected error in trends: the worker ends", exc_info=True)
        end_process(EXIT_UNEXPECTED)


async def _run(settings: Settings, broker: str) -> None:
    metrics = Metrics()
    shards = Shards(
        stages(settings),
        broker,
        trends_group(settings),
        metrics,
        session_seconds=settings.session_seconds,
        compression=settings.compression_type,
    )

    def state() -> State:
        return state_of(shards.restored, time.monotonic() - shards.moved, settings.stall_seconds)

    runner = await serve(settings.http_host, settings.trends_port, metrics, state)
    log.info(
        "trends worker %s: broker %s, group %s, http://%s:%d/metrics",
        os.getpid(), broker, trends_group(settings),
        settings.http_host, runner.addresses[0][1],
    )  # fmt: skip
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end() -> None:
        log.info("worker %s: finishing the work in hand", os.getpid())
        stop.set()
        loop.call_later(settings.shutdown_seconds, end_process, EXIT_UNEXPECTED)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    try:
        await shards.run(stop)
    finally:
        await runner.cleanup()


def state_of(partitions: int | None, age: float, stall_seconds: float) -> State:
    """What the probes answer. `partitions`: how many are worked on, None while they are dealt or
    taken; `age`: seconds since something was last done.

    Ready: partitions are dealt and what is known of them is read. Alive: rounds go on.
    """
    text = f"partitions={partitions} last_round={age:.1f}s ago"
    return State(bool(partitions), age < stall_seconds, text)
