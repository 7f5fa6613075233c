"""Metrics as Prometheus expects them."""

import re
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.metrics import MetricWrapperBase

import streams
from streams.metrics import GroupMetrics, Metrics

UNITS = ("seconds", "bytes", "messages", "offset", "fds")
"""Base units, and what is counted."""
PLAIN = {"newswire_stage_batch_size", "newswire_stage_in_progress", "newswire_pool_workers",
         "newswire_assigned_partitions"}  # fmt: skip
"""Gauges and histograms of a number of things that their name says."""


@pytest.mark.parametrize("registry", [Metrics().registry, GroupMetrics().registry])
def test_metrics_have_the_prefix_a_base_unit_and_help(registry: CollectorRegistry) -> None:
    for family in registry.collect():
        assert re.fullmatch(r"newswire_[a-z_]+", family.name)
        assert family.documentation
        if family.type == "counter":
            names = {sample.name.removeprefix(family.name) for sample in family.samples}
            assert names <= {"_total", "_created"}
        elif family.type != "info":
            assert family.name.endswith(UNITS) or family.name in PLAIN, family.name


def test_every_metric_is_set_somewhere() -> None:
    """One that nothing counts would stand on a dashboard as 0 for ever."""
    folder = Path(streams.__path__[0])
    code = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    for metrics in (Metrics(), GroupMetrics()):
        for name, value in vars(metrics).items():
            if isinstance(value, MetricWrapperBase):
                called = rf"\.{name}\.(labels|inc|set|observe|info)\b|\bmetrics\.{name}, "
                tallied = rf'[\[(]"{name}", '
                assert re.search(f"{called}|{tallied}", code), name


def test_only_ages_of_news_are_counted_as_ages() -> None:
    """Articles "published" in 1970 were 56 years old on the dashboard, of tomorrow brand-new."""
    metrics = Metrics()
    for seconds in (-200.0, 90.0, 86_400.0, -3600.0, 56 * 365 * 86_400.0):
        metrics.note_article_age(seconds)
    value = metrics.registry.get_sample_value
    assert value("newswire_article_age_seconds_count") == 3
    assert value("newswire_article_age_seconds_sum") == 86_490
    for reason in ("future", "old"):
        assert value("newswire_article_ages_left_out_total", {"reason": reason}) == 1
