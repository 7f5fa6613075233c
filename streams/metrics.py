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
    disable_created_metrics,
)

from streams.errors import STAGES, Reason

# the client's `_created` beside each: 420 of a worker's 888 series
disable_created_metrics()  # type: ignore[no-untyped-call]

STAGE_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
AGE_SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)
CLOCKS_DIFFER_SECONDS = 300
OLDEST_SECONDS = 365 * 86_400
"""What is older comes from an archive, or says 1970 for want of a date: no age of news."""
BATCH_SIZES = (1, 2, 4, 8, 16, 32, 64, 128)


class Metrics:
    """All metrics on one registry, so that a test can have its own."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self.registry = registry or CollectorRegistry()
        self._of_stages()
        self._of_articles()
        self._of_trends()
        self._of_the_stream()
        self._of_the_worker()
        self._from_zero()

    def note_article_age(self, seconds: float) -> None:
        """Counts how old an article was at its event; what is no age of news is counted apart.

        A time a few minutes ahead is a clock that differs, and counts as now.
        """
        if seconds < -CLOCKS_DIFFER_SECONDS:
            self.ages_left_out.labels("future").inc()
        elif seconds > OLDEST_SECONDS:
            self.ages_left_out.labels("old").inc()
        else:
            self.article_age.observe(max(0.0, seconds))

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"newswire_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"newswire_{name}", text, labels, registry=self.registry)

    def _histogram(
        self, name: str, text: str, buckets: tuple[float, ...], *labels: str
    ) -> Histogram:
        return Histogram(f"newswire_{name}", text, labels, buckets=buckets, registry=self.registry)

    def _of_stages(self) -> None:
        self.stage_in = self._counter(
            "stage_in_total", "Messages a stage took from its topic", "stage"
        )
        self.stage_out = self._counter(
            "stage_out_total", "Messages a stage published, confirmed", "stage", "topic"
        )
        self.stage_failures = self._counter(
            "stage_failures_total", "Messages a stage could not process", "stage", "reason"
        )
        self.stage_in_progress = self._gauge(
            "stage_in_progress", "Messages taken and not yet acked", "stage"
        )
        self.stage_seconds = self._histogram(
            "stage_seconds", "Time in a pool worker for one message", STAGE_SECONDS, "stage"
        )
        self.stage_batch_size = self._histogram(
            "stage_batch_size", "Messages handed to a pool worker at once", BATCH_SIZES, "stage"
        )
        self.stage_retries = self._counter(
            "stage_retries_total", "Attempts repeated after a retryable fault", "stage"
        )

    def _of_articles(self) -> None:
        """What becomes of them, and what is found in them."""
        self.articles = self._counter(
            "articles_total", "Raw articles by the status they ended in", "status", "reason"
        )
        self.article_age = self._histogram(
            "article_age_seconds",
            "From the article's published_at to its enriched event",
            (*AGE_SECONDS, 21_600, 86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400, OLDEST_SECONDS),
        )
        self.ages_left_out = self._counter(
            "article_ages_left_out_total",
            "Articles not in article_age: published in the future, or over a year ago",
            "reason",
        )
        self.pipeline_age = self._histogram(
            "pipeline_age_seconds",
            "From the raw record's timestamp to its enriched event",
            AGE_SECONDS,
        )
        self.removed_characters = self._counter(
            "removed_characters_total", "Characters cut from bodies", "reason"
        )
        self.languages = self._counter(
            "languages_total", "Clean articles by language (ISO 639-1, closed list)", "language"
        )
        self.source_groups = self._counter(
            "source_groups_total", "Clean articles by the ending of their source's domain", "group"
        )
        self.countries = self._counter(
            "countries_total", "Articles that name a country or a place in it", "country"
        )
        self.entities = self._counter("entities_total", "Entities found, one an article", "type")
        self.quantities = self._counter("quantities_total", "Quantities found", "kind", "class")
        self.dead_letters = self._counter(
            "dead_letters_total", "Messages sent to the dead letters", "stage", "reason"
        )

    def _of_trends(self) -> None:
        self.trend_articles = self._counter(
            "trend_articles_total", "Articles that trends counted, or not and why", "outcome"
        )
        self.trend_records = self._counter(
            "trend_records_total", "Windows published, by entity type or class", "kind"
        )
        self.trend_spikes = self._counter(
            "trend_spikes_total",
            "Windows published that stand out, by type or class",
            "kind",
        )

    def _of_the_stream(self) -> None:
        """What the consumer and the producer do."""
        self.consumer_lag = self._gauge(
            "consumer_lag_messages", "Messages not yet acked", "topic", "partition"
        )
        self.assigned_partitions = self._gauge(
            "assigned_partitions", "Partitions this worker reads", "topic"
        )
        self.last_progress = self._gauge(
            "last_progress_timestamp_seconds", "When a message was last acked (Unix time)", "stage"
        )
        self.rebalances = self._counter("rebalances_total", "Rebalances this worker took part in")
        self.rebalance_seconds = self._histogram(
            "rebalance_seconds", "From revocation to assignment", (*STAGE_SECONDS, 30, 60)
        )
        self.commit_seconds = self._histogram(
            "commit_seconds", "Time to commit offsets", STAGE_SECONDS
        )
        self.send_errors = self._counter("send_errors_total", "Sends that the broker refused")

    def _of_the_worker(self) -> None:
        """Its processes, and which code runs."""
        self.pool_workers = self._gauge("pool_workers", "Processes that clean and extract")
        self.pool_restarts = self._counter("pool_restarts_total", "Pool workers replaced", "reason")
        # the pool's own are not in it
        ProcessCollector(namespace="newswire", registry=self.registry)
        self.build = Info("newswire_build", "What runs", registry=self.registry)
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
        for why in ("future", "old"):
            self.ages_left_out.labels(why)


class GroupMetrics:
    """What `newswire lag` reads off the broker, on a registry of its own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()

        def gauge(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(f"newswire_{name}", text, labels, registry=registry)

        self.silent = gauge("broker_silent_seconds", "Since the broker last told all of it")
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
