"""`newswire tail`: enriched events as they come."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from schemas import EnrichedArticle, InvalidEventError, decode, topics
from schemas.codec import unframed
from schemas.records import identity
from streams.commands.clients import is_behind, reader, take_added

WAIT_MS = 500


class Shown(NamedTuple):
    """One record of the enriched topic."""

    value: bytes
    event: EnrichedArticle | None
    """None where it is no event of ours."""
    ce_id: str
    """The same for a repeat."""


async def enriched(
    broker: str, *, from_start: bool = False, once: bool = False
) -> AsyncIterator[Shown]:
    """Each enriched event that comes.

    Never ends, but with `once` at what is there now. Raises UserError where the broker or the topic
    is missing.
    """
    topic = topics()["enriched"].name
    async with reader(broker, topic) as consumer:
        if not from_start:
            await consumer.seek_to_end()
        ends = await consumer.end_offsets(sorted(consumer.assignment())) if once else {}
        while not once or await is_behind(consumer, ends):
            for records in (await consumer.getmany(timeout_ms=WAIT_MS)).values():
                for record in records:
                    yield _shown(record)
            await take_added(consumer, topic)


def _shown(record: Any) -> Shown:
    value = record.value or b""
    ce_id = identity(record.value, record.headers)
    try:
        return Shown(unframed(value), decode(record.value, EnrichedArticle), ce_id)
    except InvalidEventError:
        return Shown(value, None, ce_id)
