"""The page's HTTP port, asked as a browser asks it, and what it takes of the enriched topic."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson
import pytest
from msgspec.structs import replace
from yarl import URL

from schemas import RawArticle, encode, topics
from streams import enrich
from streams.broker import topics as broker_topics
from streams.commands import clients
from streams.commands import page as page_command
from streams.commands.page import serve
from streams.errors import UserError
from streams.page import server
from streams.page.server import FILES, HEADERS, Page
from tests.unit.fake_kafka import Kafka, until


@pytest.fixture
async def page() -> AsyncIterator[tuple[Page, aiohttp.ClientSession]]:
    """A page that serves, and a browser's session at its address."""
    made = Page(10)
    port = await made.start("127.0.0.1", 0)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield made, session
    await made.stop()


Browsed = tuple[Page, aiohttp.ClientSession]


async def come(
    page: Page, name: str, text: str = "At least 40 people were killed in Kiel."
) -> None:
    """An article of the story `fire`."""
    event = enrich(RawArticle(id=name, source=f"{name}.example", text=text))
    event = replace(event, story_id="fire")
    await page.add(encode(event), event)


async def event_of(answer: aiohttp.ClientResponse) -> dict[str, str]:
    """The next server-sent event; the text of a comment is under the empty name."""
    block = await answer.content.readuntil(b"\n\n")
    return dict(line.split(": ", 1) if not line.startswith(":") else ("", line)
                for line in block.decode().strip().split("\n"))  # fmt: skip


@pytest.mark.parametrize("path", FILES)
async def test_every_file_is_served_and_may_load_nothing_foreign(page: Browsed, path: str) -> None:
    _, session = page
    async with session.get(path) as answer:
        assert answer.status == 200
        assert answer.content_type == FILES[path][1]
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert await answer.read()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/../secrets", 404), ("GET", "/api/articles/none", 404), ("POST", "/", 405),
     ("DELETE", "/api/articles/a", 405)],
)  # fmt: skip
async def test_what_is_not_there_or_not_a_read_is_refused_with_the_same_policy(
    page: Browsed, method: str, path: str, status: int
) -> None:
    made, session = page
    await come(made, "a")
    async with session.request(method, path) as answer:
        assert answer.status == status
        assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["a b/c", "{3F25-9A}", "https://a.example/?b=c#d", "50%"])
async def test_an_article_is_the_event_as_it_came(page: Browsed, name: str) -> None:
    """One whose id has braces was not found: a route's own pattern takes none."""
    made, session = page
    await come(made, name)
    async with session.get(URL(f"/api/articles/{quote(name, safe='')}", encoded=True)) as answer:
        assert (await answer.json())["id"] == name


async def test_a_browser_is_told_what_it_missed_and_then_each_that_comes(page: Browsed) -> None:
    made, session = page
    for name in "abc":
        await come(made, name)
    async with session.get("/events") as answer:
        assert answer.content_type == "text/event-stream"
        first = await event_of(answer)
        assert [one["id"] for one in orjson.loads(first["data"])] == ["a", "b", "c"]
    start, _, last = first["id"].partition("-")
    assert last == "3"
    async with session.get("/events", headers={"Last-Event-ID": f"{start}-1"}) as answer:
        missed = await event_of(answer)
        assert [one["id"] for one in orjson.loads(missed["data"])] == ["b", "c"]
        assert missed["id"] == first["id"]
        await come(made, "d")
        assert [one["id"] for one in orjson.loads((await event_of(answer))["data"])] == ["d"]


@pytest.mark.parametrize("last", ["before-1", "before-999", "1", "-"])
async def test_a_browser_from_before_a_restart_begins_anew(page: Browsed, last: str) -> None:
    """It was known by its number alone: a page that had read more since told it the rest only."""
    made, session = page
    for name in "ab":
        await come(made, name)
    async with session.get("/events", headers={"Last-Event-ID": last}) as answer:
        assert (await event_of(answer))["event"] == "restart"
        told = orjson.loads((await event_of(answer))["data"])
    assert [one["id"] for one in told] == ["a", "b"]


async def test_a_browser_that_goes_is_no_error(
    page: Browsed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Each tab that was closed left a traceback on the page's standard error."""
    monkeypatch.setattr(server, "HEARTBEAT_SECONDS", 0)
    made, session = page
    ended = []
    tell = server._tell

    async def telling(*args: Any) -> None:
        try:
            await tell(*args)
        except ConnectionResetError:
            ended.append(True)
            raise

    monkeypatch.setattr(server, "_tell", telling)
    async with session.get("/events") as answer:
        await event_of(answer)
    await until(lambda: bool(ended))
    await come(made, "a")
    assert not caplog.records


async def test_a_browser_that_waits_is_told_that_we_are_there(
    page: Browsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy between closes a connection on which nothing comes."""
    monkeypatch.setattr(server, "HEARTBEAT_SECONDS", 0)
    _, session = page
    async with session.get("/events") as answer:
        assert await event_of(answer) == {"": ": still here"}


async def test_the_board_has_a_figure_a_row_and_is_narrowed_by_what_is_asked(
    page: Browsed,
) -> None:
    made, session = page
    await come(made, "a")
    await come(made, "b", "Some 300 tanks left Kiel.")
    async with session.get("/api/quantities") as answer:
        rows = await answer.json()
    assert [(row["source"], row["class"]) for row in rows] == [
        ("b.example", "tanks"), ("a.example", "people")]  # fmt: skip
    async with session.get("/api/quantities?class=tanks&source=b.example") as answer:
        (row,) = await answer.json()
    assert (row["value"], row["relation"], row["published_at"]) == (300, "approximately", None)
    assert "names" not in row


async def test_figures_that_differ_stand_side_by_side(page: Browsed) -> None:
    made, session = page
    await come(made, "a")
    await come(made, "b", "In Kiel 14 people were killed.")
    async with session.get("/api/conflicts") as answer:
        (found,) = await answer.json()
    assert (found["event"], found["place"], found["agree"]) == ("dead", "Kiel", False)
    assert (found["lowest"]["source"], found["highest"]["source"]) == ("b.example", "a.example")
    assert len(found["figures"]) == 2
    async with session.get("/api/conflicts?entity=nobody") as answer:
        assert await answer.json() == []


TOPIC = topics()["enriched"].name


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    found.use(monkeypatch, clients, broker_topics)
    found.make(TOPIC, 2)
    return found


def put(kafka: Kafka, name: str, partition: int, timestamp: int = 0) -> None:
    event = enrich(
        RawArticle(id=name, source="a.example", text="At least 40 people were killed in Kiel.")
    )
    kafka.put(TOPIC, encode(event), partition=partition, timestamp=timestamp)


async def shown(address: str) -> list[str]:
    """The articles that the page has, oldest first."""
    async with aiohttp.ClientSession() as session, session.get(f"{address}events") as answer:
        return [one["id"] for one in orjson.loads((await event_of(answer))["data"])]


async def test_the_latest_of_each_partition_are_shown_and_what_comes(kafka: Kafka) -> None:
    for n in range(6):
        put(kafka, str(n), n % 2)
    kafka.put(TOPIC, b"somebody else's", partition=1)
    address: list[str] = []
    serving = asyncio.ensure_future(serve("nowhere:1", "127.0.0.1", 0, 4, address.append))
    await until(lambda: kafka.looks > 1)
    assert sorted(await shown(address[0])) == ["2", "4", "5"]
    put(kafka, "new", 1)
    looks = kafka.looks
    await until(lambda: kafka.looks > looks + 1)
    assert (await shown(address[0]))[-1] == "new"
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
    with pytest.raises(aiohttp.ClientConnectorError):
        await shown(address[0])
    assert not +kafka.clients  # no client is left open


async def test_the_history_is_in_the_order_of_its_time_and_not_of_its_partitions(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each start the newest of 240 articles was the 196th of "newest first"."""
    monkeypatch.setattr(page_command, "BATCH", 2)
    for n in range(9):
        put(kafka, str(n), n % 3 // 2, timestamp=n)
    address: list[str] = []
    serving = asyncio.ensure_future(serve("nowhere:1", "127.0.0.1", 0, 100, address.append))
    await until(lambda: kafka.looks > 12)
    assert await shown(address[0]) == [*"012345678"]
    kafka.topics[TOPIC].append([])
    put(kafka, "added", 2, timestamp=11)
    put(kafka, "before", 0, timestamp=10)
    looks = kafka.looks
    await until(lambda: kafka.looks > looks + 3)
    assert sorted((await shown(address[0]))[9:]) == ["added", "before"]
    serving.cancel()


async def test_a_missing_topic_is_said_and_no_address(kafka: Kafka) -> None:
    del kafka.topics[TOPIC]
    with pytest.raises(UserError, match="is missing on nowhere:1"):
        await serve("nowhere:1", "127.0.0.1", 0, 4, lambda address: None)
