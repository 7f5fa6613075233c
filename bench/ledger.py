"""What became of every raw article: inputs, outputs and dead letters compared, id by id."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from schemas import InvalidEventError, decode_raw_article, topics
from schemas.headers import header
from schemas.ids import article_id
from streams.commands.clients import reader
from streams.delivery import ERROR_HEADER


class Ledger(NamedTuple):
    """The sums over one run."""

    raw: int
    """Records on the raw topic."""
    good: int
    """Distinct articles among them that can be decoded."""
    enriched: int
    """Records on the enriched topic."""
    enriched_ids: int
    """Distinct `ce_id`s among them."""
    enriched_articles: int
    """Distinct articles among them."""
    dead: int
    """Records on the dead letters."""
    dead_origins: int
    """Distinct raw records among them."""
    dead_reasons: Mapping[str, int]
    """By reason, each raw record once."""
    lost: int
    """Raw records that are neither enriched nor dead letters."""

    def text(self) -> str:
        reasons = ", ".join(f"{name} {n}" for name, n in sorted(self.dead_reasons.items()))
        return (
            f"raw {self.raw}, good articles {self.good}; enriched records {self.enriched}, "
            f"distinct ce_id {self.enriched_ids}, distinct articles {self.enriched_articles}; "
            f"dead letters {self.dead}, distinct raw records {self.dead_origins} ({reasons}); "
            f"lost {self.lost}"
        )


async def read_all(broker: str, name: str) -> list[Any]:
    """Every record that a topic holds now."""
    records: list[Any] = []
    async with reader(broker, topics()[name].name) as client:
        partitions = sorted(client.assignment())
        ends = await client.end_offsets(partitions)
        starts = await client.beginning_offsets(partitions)
        wanted = sum(ends[tp] - starts[tp] for tp in partitions)
        while len(records) < wanted:
            for batch in (await client.getmany(timeout_ms=2000)).values():
                records += batch
    return records


async def settled(broker: str, group: str, seconds: float) -> bool:
    """Waits until the workers have committed all they read; False where they do not."""
    from aiokafka import TopicPartition

    from streams.broker.topics import admin

    client = await admin(broker)
    try:
        for _ in range(int(seconds * 2)):
            done = True
            committed = await client.list_consumer_group_offsets(group)
            for name in ("raw", "clean"):
                async with reader(broker, topics()[name].name) as consumer:
                    ends = await consumer.end_offsets(sorted(consumer.assignment()))
                for tp, end in ends.items():
                    offset = committed.get(TopicPartition(tp.topic, tp.partition))
                    done = done and (end == 0 or (offset is not None and offset.offset >= end))
            if done:
                return True
            await asyncio.sleep(0.5)
        return False
    finally:
        await client.close()


async def ledger(broker: str) -> Ledger:
    """Compares all topics of a finished run."""
    raw = await read_all(broker, "raw")
    enriched = await read_all(broker, "enriched")
    dead = await read_all(broker, "dead_letters")
    articles = {record.key.decode() for record in enriched}
    origins: dict[tuple[str | None, str | None], str] = {}
    for record in dead:
        where = (
            header(record.headers, ERROR_HEADER + "partition"),
            header(record.headers, ERROR_HEADER + "offset"),
        )
        origins[where] = header(record.headers, ERROR_HEADER + "reason") or ""
    good = set()
    lost = 0
    for record in raw:
        dead_lettered = (str(record.partition), str(record.offset)) in origins
        try:
            article = article_id(decode_raw_article(record.value))
        except InvalidEventError:
            lost += not dead_lettered
            continue
        if not dead_lettered:
            good.add(article)
            lost += article not in articles
    return Ledger(
        raw=len(raw),
        good=len(good),
        enriched=len(enriched),
        enriched_ids=len({header(record.headers, "ce_id") for record in enriched}),
        enriched_articles=len(articles),
        dead=len(dead),
        dead_origins=len(origins),
        dead_reasons=Counter(origins.values()),
        lost=lost,
    )
