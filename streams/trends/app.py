"""The topology of trends, apart from the articles': it can be left out, and cannot disturb.

news.articles.enriched.v1 ── split ──> reports, keyed by subject ── count ──> news.trends.v1
                               │                                      │
                    state: articles seen                   state: counts by subject

Each stage works on each partition exactly once: see `shards`.
"""

from schemas import topics
from streams.broker.topics import make_own, partition_count, widen
from streams.registry import prefixes
from streams.settings import Settings
from streams.trends.parts import Count, Split
from streams.trends.shard import Stage

REPORT_HOURS = 24


def trends_group(settings: Settings) -> str:
    """The consumer group, and the beginning of the names of its topics."""
    return f"{settings.group}-trends"


def stages(settings: Settings) -> list[Stage]:
    """What trends does with which topic."""
    group = trends_group(settings)
    reported = f"{group}-subjects"
    least = settings.trends_min_articles
    start = prefixes(settings.registry)["trends"] if settings.registry else b""
    return [
        Stage("split", topics()["enriched"].name, f"{group}-split-state", lambda: Split(reported)),
        Stage("count", reported, f"{group}-count-state", lambda: Count(least, start)),
    ]


async def make_topics(settings: Settings, broker: str) -> None:
    """Makes the topics that only trends uses, as wide as the enriched one. Raises UserError.

    Where that grew, so does what is kept of it; reports stay where their counts are.
    """
    split, count = stages(settings)
    partitions = await partition_count(broker, split.reads)
    compacted = {"cleanup.policy": "compact"}
    wanted = {
        count.reads: {"retention.ms": str(REPORT_HOURS * 3_600_000)},
        split.state: compacted,
        count.state: compacted,
    }
    await make_own(broker, wanted, partitions, settings.replication)
    await widen(broker, split.state, partitions)
