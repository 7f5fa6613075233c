"""`newswire tail`: enriched events as they come."""

from collections.abc import AsyncIterator

from schemas import EnrichedArticle, InvalidEventError, decode, topics
from schemas.codec import unframed
from streams.commands.clients import reader


async def enriched(
    broker: str, *, from_start: bool = False
) -> AsyncIterator[tuple[bytes, EnrichedArticle | None]]:
    """Each enriched event as bytes and decoded (None where it is not ours). Never ends.

    Raises UserError where the broker or the topic is missing.
    """
    async with reader(broker, topics()["enriched"].name) as consumer:
        if not from_start:
            await consumer.seek_to_end()
        async for record in consumer:
            try:
                yield unframed(record.value), decode(record.value, EnrichedArticle)
            except InvalidEventError:
                yield record.value or b"", None
