"""`newswire tail`: enriched events as they come."""

from collections.abc import AsyncIterator
from typing import Any

from schemas import EnrichedArticle, InvalidEventError, decode, topics
from schemas.codec import unframed
from streams.commands.clients import reader

WAIT_MS = 500


async def enriched(
    broker: str, *, from_start: bool = False, once: bool = False
) -> AsyncIterator[tuple[bytes, EnrichedArticle | None]]:
    """Each enriched event as bytes and decoded (None where it is not ours).

    Never ends, but with `once` at what is there now. Raises UserError where the broker or the topic
    is missing.
    """
    async with reader(broker, topics()["enriched"].name) as consumer:
        if not from_start:
            await consumer.seek_to_end()
        ends = await consumer.end_offsets(sorted(consumer.assignment())) if once else {}
        while not once or await _behind(consumer, ends):
            for records in (await consumer.getmany(timeout_ms=WAIT_MS)).values():
                for record in records:
                    yield _decoded(record.value)


async def _behind(consumer: Any, ends: dict[Any, int]) -> bool:
    return any([await consumer.position(tp) < end for tp, end in ends.items()])


def _decoded(value: bytes | None) -> tuple[bytes, EnrichedArticle | None]:
    try:
        return unframed(value or b""), decode(value, EnrichedArticle)
    except InvalidEventError:
        return value or b"", None
