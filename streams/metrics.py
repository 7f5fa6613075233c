"""Every metric of newswire, declared here and nowhere else; docs/metrics.md lists them.

Base units, `_total` for counters. Labels come from closed lists only (stages, our topics, reasons,
kinds, classes of our own data): a stranger's article can never make up a label value.
"""

import platform
from importlib.metadata import version

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
)

from streams.errors import STAGES, Reason

STAGE_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
AGE_SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)
BATCH_SIZES = (1, 2, 4, 8, 16, 32, 64, 128)


class Metrics:
    """All metrics on one registry, so that a test can have its own."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry = registry or CollectorRegistry()

        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"newswire_{name}", text, labels, registry=registry)

        def gauge(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(f"newswire_{name}", text, labels, registry=registry)

        def histogram(name: str, text: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
            return Histogram(f"newswire_{name}", text, labels, buckets=buckets, registry=registry)

        # by stage
        self.stage_in = counter("stage_in_total", "Messages a stage took from its topic", "stage")
        self.stage_out = counter(
            "stage_out_total", "Messages a stage published, confirmed", "stage", "topic"
        )
        self.stage_failures = counter(
            "stage_failures_total", "Messages a stage could not process", "stage", "reason"
        )
        self.stage_in_progress = gauge(
            "stage_in_progress", "Messages taken and not yet acked", "stage"
        )
        self.stage_seconds = histogram(
            "stage_seconds", "Time in a pool worker for one message", STAGE_SECONDS, "stage"
        )
        self.stage_batch_size = histogram(
            "stage_batch_size", "Messages handed to a pool worker at once", BATCH_SIZES, "stage"
        )
        self.stage_retries = counter(
            "stage_retries_total", "Attempts repeated after a retryable fault", "stage"
        )

        # what becomes of articles
        self.articles = counter(
            "articles_total", "Raw articles by the status they ended in", "status", "reason"
        )
        self.article_age = histogram(
            "article_age_seconds",
            "From the article's published_at to its enriched event",
            (*AGE_SECONDS, 21600, 86400),
        )
        self.pipeline_age = histogram(
            "pipeline_age_seconds",
            "From the raw record's timestamp to its enriched event",
            AGE_SECONDS,
        )
        self.removed_characters = counter(
            "removed_characters_total", "Characters cut from bodies", "reason"
        )
        self.languages = counter(
            "languages_total", "Clean articles by language (ISO 639-1, closed list)", "language"
        )
        self.source_groups = counter(
            "source_groups_total", "Clean articles by the ending of their source's domain", "group"
        )
        self.countries = counter(
            "countries_total", "Articles that name a country or a place in it", "country"
        )
        self.entities = counter("entities_total", "Entities found, one an article", "type")
        self.quantities = counter("quantities_total", "Quantities found", "kind", "class")
        self.dead_letters = counter(
            "dead_letters_total", "Messages sent to the dead letters", "stage", "reason"
        )

        self.trend_articles = counter(
            "trend_articles_total", "Articles that trends counted, or not and why", "outcome"
        )
        self.trend_records = counter(
            "trend_records_total", "Windows published, by entity type or class", "kind"
        )
        self.trend_spikes = counter(
            "trend_spikes_total",
            "Windows published that stand out, by type or class",
            "kind",
        )

        # the stream
        self.consumer_lag = gauge(
            "consumer_lag_messages", "Messages not yet acked", "topic", "partition"
        )
        self.assigned_partitions = gauge(
            "assigned_partitions", "Partitions this worker reads", "topic"
        )
        self.last_progress = gauge(
            "last_progress_timestamp_seconds", "When a message was last acked (Unix time)", "stage"
        )
        self.rebalances = counter("rebalances_total", "Rebalances this worker took part in")
        self.rebalance_seconds = histogram(
            "rebalance_seconds", "From revocation to assignment", STAGE_SECONDS
        )
        self.commit_seconds = histogram("commit_seconds", "Time to commit offsets", STAGE_SECONDS)
        self.send_errors = counter("send_errors_total", "Sends that the broker refused")

        # the worker
        self.pool_workers = gauge("pool_workers", "Processes that clean and extract")
        self.pool_restarts = counter("pool_restarts_total", "Pool workers replaced", "reason")
        self._from_zero()
        ProcessCollector(namespace="newswire", registry=registry)  # the pool's own are not in it
        self.build = Info("newswire_build", "What runs", registry=registry)
        self.build.info(
            {
                "version": version("newswire"),
                "python": platform.python_version(),
                "faust": version("faust-streaming"),
            }
        )

    def _from_zero(self) -> None:
        """Series that alerts and panels need before the first event: a rate needs its zero."""
        for cause in (Reason.KILLED_WORKER, Reason.TOO_SLOW):
            self.pool_restarts.labels(cause)
        for status in ("published", "duplicate"):
            self.articles.labels(status, "")
        self.trend_spikes.labels("class")  # few windows stand out: none yet is 0, not no data
        for reason in Reason:
            self.articles.labels("dead_lettered", reason)
            for stage in STAGES:
                self.dead_letters.labels(stage, reason)
        for stage in STAGES:
            self.stage_retries.labels(stage)


class GroupMetrics:
    """What `newswire lag` reads off the broker, on a registry of its own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()

        def gauge(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(f"newswire_{name}", text, labels, registry=registry)

        self.lag = gauge(
            "group_lag_messages", "Messages not yet committed", "group", "topic", "partition"
        )
        self.committed = gauge(
            "group_committed_offset", "What a group committed", "group", "topic", "partition"
        )
        self.end_offset = gauge(
            "topic_end_offset", "Offset that the next message will have", "topic", "partition"
        )
        self.retained = gauge(
            "topic_retained_messages", "Messages that the topic holds", "topic", "partition"
        )
