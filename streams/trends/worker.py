"""A trends worker process: the app and its HTTP port, from start to a graceful end."""

import asyncio
import logging
import os
from typing import Any

import mode
from aiokafka.admin import NewTopic

from schemas import topics
from streams.broker.topics import admin, partition_count, require
from streams.health import State
from streams.http import check_port, serve
from streams.logs import set_up
from streams.metrics import Metrics
from streams.settings import Settings
from streams.trends.app import (
    REPORT_HOURS,
    assigned_partitions,
    create_trends_app,
    trends_group,
)
from streams.worker import Worker

log = logging.getLogger(__name__)


class Port(mode.Service):  # type: ignore[misc]  # mode is untyped to us
    """/metrics and the probes, beside the app."""

    logger = logging.getLogger("mode.newswire")

    def __init__(self, app: Any, settings: Settings, metrics: Metrics) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._metrics = metrics
        self._runner: Any = None

    async def on_start(self) -> None:
        settings = self._settings
        self._runner = await serve(
            settings.http_host, settings.trends_port, self._metrics, self._state
        )

    async def on_stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    def _state(self) -> State:
        """Ready: partitions are assigned and the tables are restored."""
        try:
            count = len(assigned_partitions(self._app, topics()["enriched"].name))
            restored = bool(self._app.tables.recovery.completed.is_set())
        except Exception:  # no consumer yet
            return State(False, True, "starting")
        return State(count > 0 and restored, True, f"partitions={count} restored={restored}")


def run(settings: Settings, broker: str) -> None:
    """Runs a trends worker until SIGTERM or SIGINT; does not return.

    Raises UserError where the broker or its topics are missing.
    """
    asyncio.run(require(broker))
    partitions = asyncio.run(partition_count(broker, topics()["enriched"].name))
    asyncio.run(make_topics(settings, broker, partitions))
    check_port(settings.http_host, settings.trends_port, "NEWSWIRE_TRENDS_PORT")
    set_up(settings.log_level, settings.log_format)
    metrics = Metrics()
    app = create_trends_app(settings, broker, metrics, partitions)
    worker = Worker(
        app,
        Port(app, settings, metrics),
        shutdown_seconds=settings.shutdown_seconds,
        loglevel=None,
        override_logging=False,
        quiet=True,
    )
    log.info(
        "trends worker %s: broker %s, group %s-trends, http://%s:%d/metrics",
        os.getpid(), broker, settings.group, settings.http_host, settings.trends_port,
    )  # fmt: skip
    worker.execute_from_commandline()


async def make_topics(settings: Settings, broker: str, partitions: int) -> None:
    """Makes the topics that only trends uses, where they are missing.

    Faust would make them as it starts; a worker whose picture of the cluster is older leaves them
    out when it deals partitions, and nobody reads them.
    """
    group = trends_group(settings)
    compacted = {"cleanup.policy": "compact"}
    wanted = {
        f"{group}-reports": {"retention.ms": str(REPORT_HOURS * 3_600_000)},
        f"{group}-seen-changelog": compacted,
        f"{group}-counts-changelog": compacted,
    }
    client = await admin(broker)
    try:
        await client.create_topics(
            [
                NewTopic(name, partitions, settings.replication, topic_configs=config)
                for name, config in wanted.items()
            ]
        )
    finally:
        await client.close()
