"""What Faust tells its sensors is in our metrics: asked as Faust asks, so that a hook that it no
longer calls would be seen."""

from types import SimpleNamespace
from typing import Any

import pytest
from faust.sensors.base import SensorDelegate
from mode.utils.trees import Node

from streams import sensor as module
from streams.metrics import Metrics
from streams.sensor import Sensor
from tests.unit.fake_process import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def test_rebalances_and_commits_are_counted_and_timed(clock: Clock) -> None:
    metrics = Metrics()
    app: Any = SimpleNamespace(beacon=Node(None))
    sensors = SensorDelegate(app)
    sensors.add(Sensor(metrics))
    rebalance = sensors.on_rebalance_start(app)
    clock.sleep(2)
    sensors.on_rebalance_end(app, rebalance)
    commit = sensors.on_commit_initiated(None)
    clock.sleep(0.25)
    sensors.on_commit_completed(None, commit)
    value = metrics.registry.get_sample_value
    assert value("newswire_rebalances_total") == 1
    assert value("newswire_rebalance_seconds_sum") == 2
    assert value("newswire_commit_seconds_sum") == 0.25
