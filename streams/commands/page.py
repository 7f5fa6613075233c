"""`newswire page`: reads the enriched topic and serves a page to look at it."""

import asyncio
from collections.abc import Callable

from schemas import EnrichedArticle, InvalidEventError, decode, topics
from schemas.codec import unframed
from streams.commands.clients import reader
from streams.http import check_port
from streams.page.server import Page


async def serve(
    broker: str, host: str, port: int, articles: int, ready: Callable[[str], None]
) -> None:
    """Serves the latest `articles` enriched events until cancelled, and those that come.

    `ready` is called with the page's address once it answers. Raises UserError.
    """
    check_port(host, port, "--port or NEWSWIRE_PAGE_PORT")
    page = Page(articles)
    async with reader(broker, topics()["enriched"].name) as consumer:
        partitions = sorted(consumer.assignment())
        starts = await consumer.beginning_offsets(partitions)
        ends = await consumer.end_offsets(partitions)
        each = -(-articles // len(partitions))
        for tp in partitions:
            consumer.seek(tp, max(starts[tp], ends[tp] - each))
        try:
            ready(f"http://{host}:{await page.start(host, port)}/")
            async for record in consumer:
                try:
                    article = decode(record.value, EnrichedArticle)
                except InvalidEventError:
                    continue
                await page.add(unframed(record.value), article)
                await asyncio.sleep(0)  # a long history must not keep browsers waiting
        finally:
            await page.stop()
