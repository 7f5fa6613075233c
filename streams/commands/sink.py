"""`newswire sink postgres`: the enriched topic into a database, until it is ended."""

from collections.abc import Callable
from typing import Any

from schemas import EnrichedArticle, InvalidEventError, decode, topics
from schemas.records import identity
from streams.commands.clients import is_behind, reader, take_added
from streams.sinks import postgres

BATCH = 500
WAIT_MS = 500


async def to_postgres(
    broker: str, group: str, address: str, *, once: bool, tick: Callable[[int, int], None]
) -> None:
    """Writes enriched events from where this group stopped; `once` ends at what is there now.

    `tick` is called after each batch with how many records came and how many rows were new.
    Raises UserError.
    """
    topic = topics()["enriched"].name
    async with (
        postgres.connected(address) as connection,
        reader(broker, topic, group_id=f"{group}-postgres") as client,
    ):
        ends = await client.end_offsets(sorted(client.assignment())) if once else {}
        while True:
            batches = await client.getmany(timeout_ms=WAIT_MS, max_records=BATCH)
            records = [record for batch in batches.values() for record in batch]
            if records:
                events = [event for record in records if (event := _event(record))]
                new = await postgres.write(connection, events)
                await client.commit()
                tick(len(records), new)
            if once and not await is_behind(client, ends):
                return
            await take_added(client, topic)


def _event(record: Any) -> postgres.Event | None:
    """None for what is no event of ours: nothing to store, and nothing that would get better."""
    try:
        article = decode(record.value, EnrichedArticle)
    except InvalidEventError:
        return None
    return postgres.Event(identity(record.value, record.headers), article)
