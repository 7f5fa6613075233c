"""Metrics as Prometheus expects them."""

import re
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.metrics import MetricWrapperBase

import streams
from streams.metrics import OLDEST_SECONDS, GroupMetrics, Metrics

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
            assert names <= {"_total"}
        elif family.type != "info":
            assert family.name.endswith(UNITS) or family.name in PLAIN, family.name


def test_no_series_says_only_when_another_began() -> None:
    """Nearly half of what Prometheus kept of a worker were such, and nothing asked for them."""
    metrics = Metrics()
    metrics.stage_seconds.labels("clean").observe(1)
    names = {sample.name for family in metrics.registry.collect() for sample in family.samples}
    assert not [name for name in names if name.endswith("_created")]


def test_every_metric_is_set_somewhere() -> None:
    """One that nothing counts would stand on a dashboard as 0 for ever."""
    folder = Path(streams.__path__[0])
    code = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    for metrics in (Metrics(), GroupMetrics()):
        for name, value in vars(metrics).items():
            if isinstance(value, MetricWrapperBase):
                called = rf"\.{name}\.(labels|inc|set|set_function|observe|info)\b"
                tallied = rf'\bmetrics\.{name}, |[\[(]"{name}", '
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


def test_an_age_of_weeks_is_told_from_one_of_a_day() -> None:
    """The panel is of ages up to a year: of articles three weeks old it said that they were of a
    day, where the last bucket ended."""
    metrics = Metrics()
    metrics.note_article_age(21 * 86_400.0)
    (family,) = metrics.article_age.collect()
    counted = [s for s in family.samples if s.name.endswith("_bucket")]
    buckets = {float(sample.labels["le"]): sample.value for sample in counted}
    assert buckets[7 * 86_400.0] == 0
    assert buckets[30 * 86_400.0] == 1
    assert OLDEST_SECONDS in buckets
