"""A worker process: the app, its pool, its HTTP port, from start to a graceful end."""

import asyncio
import logging
import os
import threading
from typing import Any

import faust
import mode

from streams.app import create_app, faust_folder, topics_of
from streams.broker.connection import expect_closed_transports
from streams.broker.header_names import read_any_header_name
from streams.broker.topics import require
from streams.ending import EXIT_UNEXPECTED, end_process
from streams.errors import UserError
from streams.folders import made
from streams.health import Health
from streams.http import check_port, serve
from streams.logs import set_up
from streams.metrics import Metrics
from streams.pool import Pool
from streams.settings import Settings
from streams.work import Names

log = logging.getLogger(__name__)


class Surroundings(mode.Service):  # type: ignore[misc]  # mode is untyped to us
    """What runs beside the app and starts before it: the pool, the HTTP port, the health watch."""

    logger = logging.getLogger("mode.newswire")  # its comings and goings are no news

    def __init__(
        self, settings: Settings, broker: str, pool: Pool, metrics: Metrics, health: Health
    ) -> None:
        super().__init__()
        self._settings = settings
        self._broker = broker
        self._pool = pool
        self._metrics = metrics
        self._health = health
        self._runner: Any = None

    async def on_start(self) -> None:
        settings = self._settings
        self._runner = await serve(
            settings.http_host, settings.http_port, self._metrics, self._health.state
        )
        log.info(
            "worker %s: broker %s, group %s, %d pool workers, http://%s:%d/metrics",
            os.getpid(), self._broker, settings.group, settings.pool_workers,
            settings.http_host, self._runner.addresses[0][1],
        )  # fmt: skip
        try:
            await self._pool.start()
        except UserError as error:  # Faust would show a trace
            log.critical("%s", error)
            end_process(EXIT_UNEXPECTED)
        self.add_future(self._health.run())

    async def on_stop(self) -> None:
        await self._pool.stop()
        if self._runner is not None:
            await self._runner.cleanup()


def run(settings: Settings, broker: str) -> None:
    """Runs a worker until SIGTERM or SIGINT; does not return.

    Raises UserError where the broker or its topics are missing, and for a setting that cannot be.
    """
    asyncio.run(require(broker, topics_of(settings)))
    check_port(settings.http_host, settings.http_port)
    set_up(settings.log_level, settings.log_format)
    _use_uvloop()
    read_any_header_name()
    made(faust_folder(settings))  # Faust makes only the last part of it
    metrics = Metrics()
    names = Names(settings.entities, settings.gazetteers)
    names.use()  # what is wrong with them is said here, before there are workers
    pool = Pool(settings.pool_workers, metrics, names, settings.pool_worker_bytes)
    app, delivery = create_app(settings, broker, metrics, pool)
    health = Health(app, delivery, metrics, settings.stall_seconds, broker)
    surroundings = Surroundings(settings, broker, pool, metrics, health)

    worker = Worker(
        app,
        surroundings,
        shutdown_seconds=settings.shutdown_seconds,
        loglevel=None,
        override_logging=False,
        quiet=True,
    )
    worker.execute_from_commandline()


class Worker(faust.Worker):  # type: ignore[misc]  # Faust is untyped to us
    """Faust's worker, with a bound on how long a graceful end may take."""

    def __init__(self, *args: Any, shutdown_seconds: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shutdown_seconds = shutdown_seconds
        self.spinner = None  # it writes to the terminal, log or not

    def _flag_as_shutdown_by_signal(self) -> None:
        super()._flag_as_shutdown_by_signal()
        log.info("worker %s: finishing the work in hand", os.getpid())
        _end_after(self._shutdown_seconds)


def _end_after(seconds: float) -> None:
    """Whatever a graceful end waits for, it ends: what was not acked comes again."""

    def end() -> None:
        log.error("not done after %g s (NEWSWIRE_SHUTDOWN_SECONDS): ending", seconds)
        end_process(EXIT_UNEXPECTED)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()


def _use_uvloop() -> None:
    try:
        import uvloop
    except ImportError:  # not on Windows
        return
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    expect_closed_transports()
    asyncio.set_event_loop(asyncio.new_event_loop())
