"""`newswire ingest`: articles from feeds and archives onto the raw topic, each address once."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import orjson
from aiokafka.errors import MessageSizeTooLargeError

from schemas import topics
from streams.charsets import text_of
from streams.commands.clients import producer
from streams.errors import UserError
from streams.feeds.archives import pages_of
from streams.feeds.entries import Entry, canonical, entries_of
from streams.feeds.fetch import FORBIDDEN, Fetcher, NotFetchedError
from streams.feeds.memory import Memory, Validators
from streams.reading import Item, key_of, read_articles

WARC = (".warc", ".warc.gz")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
FEED_NOT_READ = "feed: "
FILE_NOT_READ = "file: "
TOO_LARGE = "article: too large for Kafka"
NOT_TAKEN = (FEED_NOT_READ, FILE_NOT_READ, TOO_LARGE)
"""Begin what is counted of a feed, file or row that could not be read, or article not sent."""


class Plan(NamedTuple):
    """How to ingest."""

    rate: float | None
    """Most articles a second; None for as fast as it goes."""
    pause: float
    """Least seconds between two requests to one host."""
    every: float | None
    """Seconds between two looks at a feed; None looks once."""


async def ingest(
    broker: str,
    compression: str | None,
    where: Sequence[str],
    plan: Plan,
    memory: Memory,
    counts: Counter[str],
    say: Callable[[str], None],
) -> None:
    """Sends what the feeds (http addresses) and files of `where` hold and is not taken yet.

    Adds to counts by outcome: sent, taken before, and why not; they hold whatever ends it. Raises
    UserError.
    """

    def problem(text: str) -> None:
        counts[f"{FILE_NOT_READ}not read"] += 1
        say(text)

    feeds = [place for place in where if place.startswith(("http://", "https://"))]
    for place in where:
        if place not in feeds and ADDRESS.match(place):
            raise UserError(f"{place}: a feed is an http or https address")
    async with producer(broker, compression, to=[topics()["raw"].name]) as client:
        sender = Sender(client, plan.rate, memory, counts, say)
        for place in where:
            if place not in feeds:
                for item in _archived(place, problem):
                    await sender.send(item, _url(item))
        if feeds:
            await _follow(feeds, plan, sender)


class Sender:
    """Sends articles at a rate; an address is taken once the broker has its article."""

    def __init__(
        self, client: Any, rate: float | None, memory: Memory, counts: Counter[str],
        say: Callable[[str], None],
    ) -> None:  # fmt: skip
        self.memory = memory
        self.counts = counts
        self.say = say
        self._client = client
        self._pause = 1 / rate if rate else 0.0
        self.in_hand: set[str] = set()
        """The addresses that some feed is fetching or sending now."""
        self._next = time.monotonic()
        self._lock = asyncio.Lock()

    async def send(self, item: Item, url: str | None) -> None:
        """Sends an article that is not taken; one that is too large is counted and said."""
        if url is not None and self.memory.has(url):
            self.counts["taken before"] += 1
            return
        async with self._lock:
            await asyncio.sleep(max(0.0, self._next - time.monotonic()))
            self._next = max(self._next, time.monotonic()) + self._pause
            try:
                await self._client.send_and_wait(
                    topics()["raw"].name, item.value, key=key_of(item.value)
                )
            except MessageSizeTooLargeError as error:
                self.counts[TOO_LARGE] += 1
                self.say(f"{item.origin} was not sent: {error}")
                return
        if url is not None:
            self.memory.take(url)
        self.counts["sent"] += 1


async def _follow(feeds: Sequence[str], plan: Plan, sender: Sender) -> None:
    """Looks at the feeds, again and again where the plan says so."""
    fetcher = Fetcher(plan.pause, {urlsplit(feed).hostname or "" for feed in feeds})
    try:
        while True:
            await asyncio.gather(*(_feed(feed, fetcher, sender) for feed in feeds))
            if plan.every is None:
                return
            await asyncio.sleep(plan.every)
    finally:
        await fetcher.close()


async def _feed(feed: str, fetcher: Fetcher, sender: Sender) -> None:
    """One look at a feed: its new entries' pages. A feed that fails is tried at the next look."""
    memory, counts = sender.memory, sender.counts
    try:
        page = await fetcher.get(feed, memory.validators(feed))
    except NotFetchedError as error:
        counts[f"{FEED_NOT_READ}{error}"] += 1
        sender.say(f"{feed} was not read: {error}")
        return
    if page is None:
        counts["feed unchanged"] += 1
        return
    failed = False
    entries = entries_of(page.body, page.url, page.content_type)
    if not entries:
        counts["feed without entries"] += 1
        sender.say(f"{feed} has no entries: is it the address of a feed, and not of a page?")
    for entry in entries:
        in_hand = entry.url in sender.in_hand
        if in_hand or memory.has(entry.url):
            counts["taken before"] += 1
            failed = failed or in_hand  # it may fail where it is in hand
            continue
        sender.in_hand.add(entry.url)
        try:
            await sender.send(await _article(entry, fetcher), entry.url)
        except NotFetchedError as error:
            counts[str(error)] += 1
            failed = failed or str(error) != FORBIDDEN
        finally:
            sender.in_hand.remove(entry.url)
    # with a page missing the feed has to be read again, changed or not
    memory.keep_validators(feed, Validators() if failed else page.validators)


async def _article(entry: Entry, fetcher: Fetcher) -> Item:
    html = entry.html
    if html is None:
        page = await fetcher.get(entry.url)
        if page is None:  # not changed, though nobody asked whether it had
            raise NotFetchedError("status 304")
        html = text_of(page.body, page.content_type)
    article = {
        "url": entry.url,
        "title": entry.title,
        "html": html,
        "published_at": entry.published_at,
        "fetched_at": datetime.now(UTC),
    }
    return Item(orjson.dumps({k: v for k, v in article.items() if v is not None}), entry.url)


def _archived(place: str, problem: Callable[[str], None]) -> Iterator[Item]:
    return pages_of(Path(place)) if place.endswith(WARC) else read_articles(place, problem)


def _url(item: Item) -> str | None:
    try:
        fields = orjson.loads(item.value)
    except orjson.JSONDecodeError:
        return None  # broken lines go out as they are, and end in the dead letters
    url = fields.get("url") if isinstance(fields, dict) else None
    return canonical(url) if isinstance(url, str) else None
