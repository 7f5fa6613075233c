"""What became of every raw article: inputs, outputs, statuses and dead letters, id by id."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import Any, NamedTuple

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from schemas import EnrichedArticle, InvalidEventError, decode, decode_raw_article, topics
from schemas.headers import header
from schemas.ids import article_id
from streams.agents.clean import clean_message
from streams.broker.topics import admin
from streams.commands.clients import reader
from streams.dead_letter import ERROR_HEADER
from streams.errors import UserError
from streams.outcome import Message

Offsets = Mapping[tuple[str, int], int]
"""By topic and partition, where to begin."""


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
    skipped: int
    """Raw records without a body, which end with the status `skipped`."""
    dead: int
    """Records on the dead letters."""
    dead_origins: int
    """Distinct raw records among them."""
    dead_reasons: Mapping[str, int]
    """By reason, each raw record once."""
    lost: int
    """Raw records that are neither enriched, nor skipped, nor dead letters."""
    flat_lost: int
    """Quantities and entities of enriched articles that have no flat record."""
    differing: int
    """`ce_id`s that came with more than one value."""

    @property
    def repeats(self) -> int:
        """Enriched records whose `ce_id` had come before."""
        return self.enriched - self.enriched_ids

    def text(self) -> str:
        """All of it in a few lines."""
        reasons = ", ".join(f"{name} {n}" for name, n in sorted(self.dead_reasons.items()))
        return (
            f"raw {self.raw}, good articles {self.good}; enriched records {self.enriched}, "
            f"distinct ce_id {self.enriched_ids}, distinct articles {self.enriched_articles}; "
            f"skipped {self.skipped}; "
            f"dead letters {self.dead}, distinct raw records {self.dead_origins} ({reasons}); "
            f"lost {self.lost}, flat records lost {self.flat_lost}, differing {self.differing}"
        )


async def ends(broker: str) -> dict[tuple[str, int], int]:
    """Where all topics end now."""
    found = {}
    for topic in topics().values():
        async with reader(broker, topic.name) as client:
            for tp, end in (await client.end_offsets(sorted(client.assignment()))).items():
                found[tp.topic, tp.partition] = end
    return found


async def read_all(broker: str, name: str, since: Offsets | None = None) -> list[Any]:
    """Every record that a topic holds now, from `since` on."""
    records: list[Any] = []
    async with reader(broker, topics()[name].name) as client:
        partitions = sorted(client.assignment())
        end = await client.end_offsets(partitions)
        start = await client.beginning_offsets(partitions)
        left = set()
        for tp in partitions:
            at = max(start[tp], (since or {}).get((tp.topic, tp.partition), 0))
            client.seek(tp, at)
            if at < end[tp]:
                left.add(tp)
        while left:
            for tp, batch in (await client.getmany(timeout_ms=500)).items():
                records += [record for record in batch if record.offset < end[tp]]
            left = {tp for tp in left if await client.position(tp) < end[tp]}
    return records


async def settled(broker: str, group: str, seconds: float) -> bool:
    """Waits until the workers have committed all they read; False where they do not."""
    deadline = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < deadline:
        try:
            if await _all_committed(broker, group):
                return True
        except (KafkaError, UserError):
            pass  # a broker may be on its way up
        await asyncio.sleep(0.5)
    return False


async def _all_committed(broker: str, group: str) -> bool:
    client = await admin(broker)
    try:
        committed = await client.list_consumer_group_offsets(group)
    finally:
        await client.close()
    for name in ("raw", "clean"):
        async with reader(broker, topics()[name].name) as consumer:
            end = await consumer.end_offsets(sorted(consumer.assignment()))
        for tp, last in end.items():
            offset = committed.get(TopicPartition(tp.topic, tp.partition))
            if last > 0 and (offset is None or offset.offset < last):
                return False
    return True


async def ledger(broker: str, since: Offsets | None = None) -> Ledger:
    """Compares all topics of a finished run, from `since` on."""
    raw = await read_all(broker, "raw", since)
    enriched = await read_all(broker, "enriched", since)
    dead = await read_all(broker, "dead_letters", since)
    articles = {record.key.decode() for record in enriched}
    origins = _origins(dead)
    fates = [_fate(record, articles, origins) for record in raw]
    number = Counter(fate for fate, _ in fates)
    return Ledger(
        raw=len(raw),
        good=len({article for _, article in fates if article is not None}),
        enriched=len(enriched),
        enriched_ids=len({header(record.headers, "ce_id") for record in enriched}),
        enriched_articles=len(articles),
        skipped=number["skipped"],
        dead=len(dead),
        dead_origins=len(origins),
        dead_reasons=Counter(origins.values()),
        lost=number["lost"],
        flat_lost=await _flat_lost(broker, enriched, since),
        differing=_differing(enriched),
    )


def _origins(dead: Sequence[Any]) -> dict[tuple[str | None, str | None], str]:
    """What the dead letters were, with their reason: (partition, offset) of a raw record, or
    ("article", id) of what failed at a later stage, whose key is the article's id."""
    origins = {}
    for record in dead:
        if header(record.headers, ERROR_HEADER + "topic") == topics()["raw"].name:
            where = (
                header(record.headers, ERROR_HEADER + "partition"),
                header(record.headers, ERROR_HEADER + "offset"),
            )
        else:
            where = ("article", (record.key or b"").decode("utf-8", "replace"))
        origins[where] = header(record.headers, ERROR_HEADER + "reason") or ""
    return origins


def _fate(
    record: Any, enriched: Container[str], dead: Container[tuple[str | None, str | None]]
) -> tuple[str, str | None]:
    """What became of a raw record, and its article's id where it is good."""
    dead_lettered = (str(record.partition), str(record.offset)) in dead
    try:
        article = article_id(decode_raw_article(record.value))
    except InvalidEventError:
        return "dead" if dead_lettered else "lost", None
    if dead_lettered or ("article", article) in dead:
        return "dead", None
    if article in enriched:
        return "enriched", article
    message = Message(record.key, record.value, (), record.timestamp / 1000)
    return "skipped" if clean_message(message).status == "skipped" else "lost", article


def _differing(records: Sequence[Any]) -> int:
    values: dict[str | None, set[bytes]] = defaultdict(set)
    for record in records:
        values[header(record.headers, "ce_id")].add(record.value)
    return sum(len(found) > 1 for found in values.values())


async def _flat_lost(broker: str, enriched: Sequence[Any], since: Offsets | None) -> int:
    """How many flat records there should be by the enriched events, and are not."""
    wanted: Counter[str] = Counter()
    for value in {record.key: record.value for record in enriched}.values():
        event = decode(value, EnrichedArticle)
        parts = {(q.start, q.end, q.unit.kind) for q in event.quantities}
        wanted[event.id] = len(parts) + len(event.entities)
    found: dict[str, set[str | None]] = defaultdict(set)
    for name in ("quantities", "mentions"):
        for record in await read_all(broker, name, since):
            id_ = (record.value or b"").partition(b'"article_id":"')[2].partition(b'"')[0]
            found[id_.decode()].add(header(record.headers, "ce_id"))
    return sum(max(0, count - len(found[id_])) for id_, count in wanted.items())
