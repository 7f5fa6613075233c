"""The page's HTTP port, asked as a browser asks it, and what it takes of the enriched topic."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import orjson
import pytest
from msgspec.structs import replace

from schemas import RawArticle, encode, topics
from streams import enrich
from streams.broker import topics as broker_topics
from streams.commands import clients
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


async def test_an_article_is_the_event_as_it_came(page: Browsed) -> None:
    made, session = page
    await come(made, "a b/c")
    async with session.get("/api/articles/a%20b%2Fc") as answer:
        assert (await answer.json())["id"] == "a b/c"


async def test_a_browser_is_told_what_it_missed_and_then_each_that_comes(page: Browsed) -> None:
    made, session = page
    for name in "abc":
        await come(made, name)
    async with session.get("/events", headers={"Last-Event-ID": "1"}) as answer:
        assert answer.content_type == "text/event-stream"
        first = await event_of(answer)
        assert [one["id"] for one in orjson.loads(first["data"])] == ["b", "c"]
        assert first["id"] == "3"
        await come(made, "d")
        assert [one["id"] for one in orjson.loads((await event_of(answer))["data"])] == ["d"]


async def test_a_browser_from_before_a_restart_begins_anew(page: Browsed) -> None:
    made, session = page
    await come(made, "a")
    async with session.get("/events?after=999") as answer:
        assert (await event_of(answer))["event"] == "restart"
        assert (await event_of(answer))["id"] == "1"


async def test_a_browser_that_waits_is_told_that_we_are_there(
    page: Browsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy between closes a connection on which nothing comes."""
    monkeypatch.setattr(server, "HEARTBEAT_SECONDS", 0)
    _, session = page
    async with session.get("/events?after=nonsense") as answer:
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


def put(kafka: Kafka, name: str, partition: int) -> None:
    event = enrich(
        RawArticle(id=name, source="a.example", text="At least 40 people were killed in Kiel.")
    )
    kafka.put(TOPIC, encode(event), partition=partition)


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


async def test_a_missing_topic_is_said_and_no_address(kafka: Kafka) -> None:
    del kafka.topics[TOPIC]
    with pytest.raises(UserError, match="is missing on nowhere:1"):
        await serve("nowhere:1", "127.0.0.1", 0, 4, lambda address: None)
