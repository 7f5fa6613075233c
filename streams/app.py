"""The topology: which agent reads which topic. The path of an article, on one screen.

news.articles.raw.v1 ── clean ──> news.articles.clean.v1 ── extract ──> news.articles.enriched.v1
                          │                                    ├──────> news.quantities.v1
                          └───────> news.dead-letters.v1 <─────┴──────> news.mentions.v1

What reads the enriched articles from here runs by itself: trends (`streams/trends/app.py`), the
page, the sinks.
"""

from functools import partial
from pathlib import Path
from typing import Any

import faust
from faust.tables.manager import TableManager

from schemas import topics
from streams import tracing
from streams.agents import clean, extract
from streams.batches import partition_of
from streams.broker.access import faust_credentials
from streams.cleaning.duplicates import Stories
from streams.consumer import Transport
from streams.delivery import Delivery
from streams.memory import SourceMemory
from streams.metrics import Metrics
from streams.pool import Pool
from streams.registry import framed, prefixes
from streams.sensor import Sensor
from streams.settings import Settings
from streams.stories import SharedStories


def create_app(
    settings: Settings, broker: str, metrics: Metrics, pool: Pool
) -> tuple[Any, Delivery]:
    """The Faust app with its agents, and the delivery that they share."""
    app = faust.App(settings.group, broker=broker_urls(broker), **faust_options(settings, broker))
    app.transport = Transport(app.conf.broker_consumer, app)
    app.sensors.add(Sensor(metrics))
    delivery = Delivery(app, settings, metrics, pool, tracing.start(settings))
    clean_stage = clean.stage(
        settings.max_article_bytes,
        settings.recurring,
        settings.skip_languages,
        signed=settings.stories > 0,
    )
    extract_stage = extract.stage(flat=settings.flat_topics)
    if settings.registry:
        starts = prefixes(settings.registry)
        clean_stage, extract_stage = (
            stage._replace(work=partial(framed, stage.work, starts))
            for stage in (clean_stage, extract_stage)
        )

    memory = None if settings.recurring == "off" else _memory(app, settings, broker)
    stories = _stories(app, settings, broker) if settings.stories else None

    @app.agent(_topic(app, clean_stage.reads), name="clean", concurrency=1)  # type: ignore[untyped-decorator]
    async def clean_agent(stream: Any) -> None:
        await delivery.run(clean_stage, stream, memory, stories)

    @app.agent(_topic(app, extract_stage.reads), name="extract", concurrency=1)  # type: ignore[untyped-decorator]
    async def extract_agent(stream: Any) -> None:
        await delivery.run(extract_stage, stream)

    return app, delivery


def _memory(app: Any, settings: Settings, broker: str) -> SourceMemory:
    """What is remembered by source: partitioned as the raw topic is, whose key is the source."""
    raw = topics()["raw"].name
    memory = SourceMemory(broker, f"{settings.group}-sources", raw, settings.replication)

    @app.on_partitions_assigned.connect  # type: ignore[untyped-decorator]
    async def assigned(sender: Any, assigned: Any, **kwargs: Any) -> None:
        await memory.assigned(tp.partition for tp in assigned if tp.topic == raw)

    @app.on_partitions_revoked.connect  # type: ignore[untyped-decorator]
    async def revoked(sender: Any, revoked: Any, **kwargs: Any) -> None:
        await memory.revoked()

    @app.on_before_shutdown.connect  # type: ignore[untyped-decorator]
    async def stopped(sender: Any, **kwargs: Any) -> None:
        await memory.close()

    return memory


def _stories(app: Any, settings: Settings, broker: str) -> SharedStories:
    """What the workers of a group tell each other of the articles that they cleaned."""
    most, hours = settings.stories, settings.story_hours
    stories = SharedStories(
        Stories(most, hours),
        broker,
        f"{settings.group}-stories",
        most=most,
        hours=hours,
        replication=settings.replication,
    )

    @app.on_before_shutdown.connect  # type: ignore[untyped-decorator]
    async def stopped(sender: Any, **kwargs: Any) -> None:
        await stories.close()

    return stories


class NoTables(TableManager):  # type: ignore[misc]  # Faust is untyped to us
    """Faust's own waits a second, before it joins the group, for tables to be declared."""

    __module__ = TableManager.__module__  # it logs where Faust does, which is kept quiet

    async def on_start(self) -> None:
        await self._update_channels()
        await self.recovery.start()


def _topic(app: Any, name: str) -> Any:
    """Raw bytes in: what does not decode must reach us, not be dropped by Faust."""
    topic = topics()[name]
    return app.topic(
        topic.name,
        key_type=bytes,
        key_serializer="raw",
        value_type=bytes,
        value_serializer="raw",
        partitions=topic.partitions,
    )


def topics_of(settings: Settings) -> list[str]:
    """The topics that a worker reads or writes, by their short names."""
    flat = ["quantities", "mentions"] if settings.flat_topics else []
    return ["raw", "clean", "enriched", *flat, "dead_letters"]


def broker_urls(broker: str) -> list[str]:
    """Bootstrap servers as Faust wants them."""
    return [f"kafka://{server.strip()}" for server in broker.split(",")]


def faust_folder(settings: Settings) -> Path:
    """Where Faust keeps files of its own."""
    return settings.cache_dir / "worker"


def faust_options(settings: Settings, broker: str) -> dict[str, Any]:
    """What every Faust app of ours is set to."""
    return {
        "broker_credentials": faust_credentials(broker),
        "datadir": faust_folder(settings),
        "store": "memory://",
        "TableManager": NoTables,
        "web_enabled": False,
        "topic_disable_leader": True,
        "topic_replication_factor": settings.replication,
        "stream_wait_empty": True,  # a rebalance or a stop waits for the work in hand
        "stream_buffer_maxsize": 4 * settings.chunk_articles,
        "broker_commit_every": settings.commit_every,
        "broker_commit_interval": settings.commit_seconds,
        "broker_session_timeout": settings.session_seconds,
        "broker_heartbeat_interval": settings.session_seconds / 10,
        "broker_request_timeout": max(90.0, settings.session_seconds + 10),
        "broker_max_poll_records": 500,
        "consumer_max_fetch_size": settings.fetch_bytes,
        "consumer_auto_offset_reset": "earliest",
        "producer_linger": settings.linger_ms / 1000,
        "producer_max_batch_size": 256 * 1024,
        "producer_max_request_size": max(t.max_message_bytes for t in topics().values()),
        "producer_compression_type": settings.compression_type,
        "producer_partitioner": partition_of,
        "producer_request_timeout": 30.0,
        "worker_redirect_stdouts": False,
    }
