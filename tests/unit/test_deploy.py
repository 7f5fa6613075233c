"""What the stack ships fits the code: metrics queried are declared, files are what tools make."""

import re
from pathlib import Path

import yaml

from schemas import topics
from streams.broker.embedded import kafka_version
from streams.metrics import Metrics
from streams.settings import Settings
from tools import dashboard

ROOT = Path(__file__).parent.parent.parent
METRIC = re.compile(r"newswire_[a-z_]+")


def declared() -> set[str]:
    names = set()
    for family in Metrics().registry.collect():
        names |= {family.name, family.name + "_total", family.name + "_bucket",
                  family.name + "_info"}  # fmt: skip
    return names


def test_the_dashboard_is_what_its_source_says() -> None:
    assert dashboard.TARGET.read_bytes() == dashboard.rendered()


def test_every_metric_that_is_queried_is_declared() -> None:
    queries = [expr for panel in dashboard.PANELS for expr, _ in panel.queries]
    queried = {name for query in queries for name in METRIC.findall(query)}
    assert queried
    assert queried <= declared()


def test_the_stack_uses_settings_that_exist_and_the_kafka_that_is_tested() -> None:
    stack = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    services = stack["services"]
    assert services["kafka"]["image"] == f"apache/kafka:{kafka_version()}"
    for service in services.values():
        assert ":" in service["image"]
        for name in service.get("environment", {}):
            if name.startswith("NEWSWIRE_"):
                assert name.removeprefix("NEWSWIRE_").lower() in Settings.model_fields
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:")  # nothing reaches the network by default


def test_prometheus_scrapes_the_port_that_the_worker_serves() -> None:
    config = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text("utf-8"))
    ports = [sd["port"] for job in config["scrape_configs"] for sd in job.get("dns_sd_configs", [])]
    assert ports == [Settings.model_fields["http_port"].default]


def test_no_topic_refuses_what_the_raw_topic_takes() -> None:
    raw, dead = topics()["raw"], topics()["dead_letters"]
    assert dead.max_message_bytes > raw.max_message_bytes
