"""Our Faust sensor: what Faust alone knows (rebalances, commits), in our metrics.

The stock Prometheus sensor reports milliseconds, counts totals as gauges and adds 76 µs a message.
"""

import logging
import time
from typing import Any

import faust

from streams.metrics import Metrics


class Sensor(faust.Sensor):  # type: ignore[misc]  # Faust's class is untyped to us
    """Observes rebalances and commits; nothing per message."""

    logger = logging.getLogger("mode.newswire")  # its comings and goings are no news

    def __init__(self, metrics: Metrics, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._metrics = metrics

    def on_rebalance_start(self, app: Any) -> dict[str, float]:
        self._metrics.rebalances.inc()
        return {"started": time.monotonic()}

    def on_rebalance_end(self, app: Any, state: dict[str, float]) -> None:
        self._metrics.rebalance_seconds.observe(time.monotonic() - state["started"])

    def on_commit_initiated(self, consumer: Any) -> float:
        return time.monotonic()

    def on_commit_completed(self, consumer: Any, state: float) -> None:
        self._metrics.commit_seconds.observe(time.monotonic() - state)
