"""`newswire page`: reads the enriched topic and serves a page to look at it."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from itertools import chain
from typing import Any

from aiokafka import TopicPartition

from schemas import EnrichedArticle, InvalidEventError, decode, topics
from schemas.codec import unframed
from streams.commands.clients import is_behind, reader, take_added
from streams.http import check_port
from streams.page.server import Page

BATCH = 100
"""Records of one partition that are held at a time while the history is read."""
WAIT_MS = 500


async def serve(
    broker: str, host: str, port: int, articles: int, ready: Callable[[str], None]
) -> None:
    """Serves the latest `articles` enriched events until cancelled, and those that come.

    `ready` is called with the page's address once it answers. Raises UserError.
    """
    check_port(host, port, "--port or NEWSWIRE_PAGE_PORT")
    page = Page(articles)
    topic = topics()["enriched"].name
    async with reader(broker, topic) as consumer:
        ends = await _go_back(consumer, articles)
        try:
            ready(f"http://{host}:{await page.start(host, port)}/")
            async for record in _history(consumer, ends):
                await _take(page, record)
            while True:
                batches = await consumer.getmany(timeout_ms=WAIT_MS)
                for record in sorted(chain(*batches.values()), key=_time):
                    await _take(page, record)
                await take_added(consumer, topic)
        finally:
            await page.stop()


async def _go_back(consumer: Any, articles: int) -> dict[TopicPartition, int]:
    """Places a consumer so that about so many records are before it; where each partition ends."""
    partitions = sorted(consumer.assignment())
    starts = await consumer.beginning_offsets(partitions)
    ends: dict[TopicPartition, int] = await consumer.end_offsets(partitions)
    each = -(-articles // len(partitions))
    for tp in partitions:
        consumer.seek(tp, max(starts[tp], ends[tp] - each))
    return ends


async def _history(consumer: Any, ends: Mapping[TopicPartition, int]) -> AsyncIterator[Any]:
    """The records before these ends in the order of their time, whatever partition they are in.

    Holds few of them at a time: a history may be larger than what the page keeps of it.
    """
    waiting: dict[TopicPartition, deque[Any]] = {tp: deque() for tp in ends}
    while waiting:
        for tp in [tp for tp, records in waiting.items() if not records]:
            waiting[tp].extend(await _next(consumer, tp, ends[tp]))
            if not waiting[tp]:
                del waiting[tp]
        if waiting:
            yield min(waiting.values(), key=lambda records: _time(records[0])).popleft()


async def _next(consumer: Any, tp: TopicPartition, end: int) -> list[Any]:
    """Some records of a partition; none where it is read to its end."""
    while await is_behind(consumer, {tp: end}):
        batches = await consumer.getmany(tp, timeout_ms=WAIT_MS, max_records=BATCH)
        if records := batches.get(tp):
            return list(records)
    return []


async def _take(page: Page, record: Any) -> None:
    """Adds a record to the page where it is an event of ours."""
    try:
        article = decode(record.value, EnrichedArticle)
    except InvalidEventError:
        return
    await page.add(unframed(record.value), article)
    await asyncio.sleep(0)  # a long history must not keep browsers waiting


def _time(record: Any) -> int:
    return int(record.timestamp)
