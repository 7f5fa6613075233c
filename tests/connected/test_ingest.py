"""Feeds, archives and JSON lines onto the raw topic, against a site on the loopback."""

import asyncio
import gzip
import io
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas import decode_raw_article
from streams.commands.ingest import Plan, ingest
from streams.feeds.fetch import Fetcher, NotFetchedError
from streams.feeds.memory import Memory
from tests.connected.kafka import wait_for

ONCE = Plan(rate=None, pause=0, every=None)
PAGE = "<html><head><title>{0}</title></head><body><p>Some 40 people met. {0}</p></body></html>"


class Site:
    """A site with a feed, pages, and rules; it counts who asks for what."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.asked: Counter[str] = Counter()
        self.slugs = ["a", "b?utm_source=feed", "secret/c", "gone", "moved", "inside"]
        self.url = ""

    def feed(self) -> str:
        places = {"inside": "http://10.0.0.1/metadata"}
        items = "".join(
            f"<item><title>T {slug}</title><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>"
            f"<link>{places.get(slug, f'{self.url}/{self.prefix}/{slug}')}</link></item>"
            for slug in self.slugs
        )
        return f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>"

    async def answer(self, request: web.Request) -> web.Response:
        path = request.path
        self.asked[path] += 1
        if path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow: /*/secret/\n")
        if path == "/feed":
            tag = f'"{len(self.slugs)}"'
            if request.headers.get("If-None-Match") == tag:
                self.asked["not modified"] += 1
                return web.Response(status=304)
            return web.Response(
                text=self.feed(), content_type="application/rss+xml", headers={"ETag": tag}
            )
        if path.endswith("/gone"):
            return web.Response(status=410)
        if path.endswith("/moved"):
            return web.Response(status=302, headers={"Location": f"/{self.prefix}/secret/d"})
        return web.Response(text=PAGE.format(path), content_type="text/html")


@pytest.fixture
async def site(prefix: str) -> AsyncIterator[Site]:
    found = Site(prefix)
    app = web.Application()
    app.router.add_get("/{path:.*}", found.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield found
    await runner.cleanup()


async def run(broker: str, tmp_path: Path, *where: str, plan: Plan = ONCE) -> Counter[str]:
    memory = Memory(tmp_path / "memory.sqlite")
    counts: Counter[str] = Counter()
    try:
        await ingest(broker, "lz4", where, plan, memory, counts, lambda text: None)
        return counts
    finally:
        memory.close()


async def taken(broker: str, prefix: str, count: int) -> list[str]:
    """The urls of this test's articles on the raw topic."""
    wanted = prefix.encode()
    records = await wait_for(broker, "raw", lambda r: wanted in (r.value or b""), count)
    articles = [decode_raw_article(record.value) for record in records]
    return sorted(str(article.url) for article in articles)


async def test_a_feeds_pages_come_once_as_its_site_allows(
    broker: str, site: Site, prefix: str, tmp_path: Path
) -> None:
    feed = f"{site.url}/feed"
    first = await run(broker, tmp_path, feed)
    assert first == {
        "sent": 2,
        "forbidden by robots.txt": 2,
        "status 410": 1,
        "not a public address": 1,
    }
    assert not any("secret" in path for path in site.asked)
    assert await taken(broker, prefix, 2) == [f"{site.url}/{prefix}/{slug}" for slug in "ab"]
    second = await run(broker, tmp_path, feed)
    assert second["sent"] == 0
    assert second["taken before"] == 2
    assert site.asked[f"/{prefix}/a"] == 1
    assert site.asked["/robots.txt"] == 2  # once a run


async def test_an_unchanged_feed_is_not_sent_again_and_a_new_entry_is_taken(
    broker: str, site: Site, prefix: str, tmp_path: Path
) -> None:
    feed = f"{site.url}/feed"
    site.slugs = ["a"]
    assert await run(broker, tmp_path, feed) == {"sent": 1}
    assert await run(broker, tmp_path, feed) == {"feed unchanged": 1}
    assert site.asked["not modified"] == 1
    site.slugs = ["new", "a"]
    assert await run(broker, tmp_path, feed) == {"sent": 1, "taken before": 1}
    assert len(await taken(broker, prefix, 2)) == 2


async def test_a_page_in_place_of_a_feed_is_said(
    broker: str, site: Site, prefix: str, tmp_path: Path
) -> None:
    """It looked as if all had gone well: nothing was sent, and nothing said."""
    said: list[str] = []
    page = f"{site.url}/{prefix}/a"
    memory = Memory(tmp_path / "m.sqlite")
    counts: Counter[str] = Counter()
    await ingest(broker, None, [page], ONCE, memory, counts, said.append)
    memory.close()
    assert counts == {"feed without entries": 1}
    assert said == [f"{page} has no entries: is it the address of a feed, and not of a page?"]


async def test_a_host_is_asked_one_at_a_time_with_a_pause(site: Site) -> None:
    fetcher = Fetcher(0.2, {"127.0.0.1"})
    started = asyncio.get_running_loop().time()
    try:
        await asyncio.gather(*(fetcher.get(f"{site.url}/{i}") for i in range(3)))
    finally:
        await fetcher.close()
    assert asyncio.get_running_loop().time() - started >= 0.6  # robots.txt and three pages


async def test_what_is_not_public_is_refused(site: Site) -> None:
    fetcher = Fetcher(0, {"feeds.example"})
    try:
        for url in (site.url, "http://[::1]:9/", "http://localhost:9/", "http://169.254.169.254/"):
            with pytest.raises(NotFetchedError):
                await fetcher.get(url)
    finally:
        await fetcher.close()
    assert not site.asked


async def test_archives_and_lines_come_once_each(broker: str, prefix: str, tmp_path: Path) -> None:
    urls = [f"https://{prefix}.example/{i}" for i in range(3)]
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for url, status, kind in ((urls[0], "200 OK", "text/html; charset=latin-1"),
                              (urls[1], "404 Not Found", "text/html"),
                              (urls[2], "200 OK", "image/png")):  # fmt: skip
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        body = io.BytesIO("<p>Café, 40 people</p>".encode("latin-1"))
        writer.write_record(
            writer.create_warc_record(url, "response", payload=body, http_headers=headers)
        )
    archive = tmp_path / "pages.warc.gz"
    archive.write_bytes(buffer.getvalue())
    lines = tmp_path / "lines.jsonl.gz"
    again = [{"url": url, "text": "Some 40 people met."} for url in (urls[0], urls[1], urls[1])]
    lines.write_bytes(gzip.compress("\n".join(map(json.dumps, again)).encode()))
    counts = await run(broker, tmp_path, str(archive), str(lines))
    assert counts == {"sent": 2, "taken before": 2}
    records = await wait_for(broker, "raw", lambda r: prefix.encode() in (r.value or b""), 2)
    assert any("Café" in (decode_raw_article(r.value).html or "") for r in records)
