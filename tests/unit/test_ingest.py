"""What `ingest` sends of feeds and files, what it remembers, and what it says of the rest."""

import asyncio
import json
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import KafkaTimeoutError, MessageSizeTooLargeError
from click.testing import CliRunner

from schemas import topics
from streams.broker import topics as broker_topics
from streams.cli import cli
from streams.commands import clients
from streams.commands import ingest as module
from streams.commands.ingest import Plan, ingest
from streams.errors import UserError
from streams.feeds.fetch import FORBIDDEN, NotFetchedError, Page
from streams.feeds.memory import Memory, Validators
from tests.unit.fake_kafka import Kafka

RAW = topics()["raw"].name
FEED = "https://site.example/feed"
ENTRY = "<item><title>{0}</title><link>https://site.example/{0}</link></item>"
UNCHANGED = "<304>"
ONCE = Plan(rate=None, pause=0.0, every=None)


class Web:
    """What sites answer: a page's text by its address, or why it is not had."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.open = 0

    def feed(self, *names: str) -> None:
        """A feed whose entries have these names, and a page for each."""
        items = "".join(ENTRY.format(name) for name in names)
        self.pages[FEED] = f"<rss version='2.0'><channel>{items}</channel></rss>"
        self.pages |= {f"https://site.example/{name}": f"<p>{name}</p>" for name in names}

    def fetcher(self, pause: float, hosts: Collection[str]) -> "Web":
        self.open += 1
        return self

    async def close(self) -> None:
        self.open -= 1

    async def get(self, url: str, validators: Validators | None = None) -> Page | None:
        self.asked.append(url)
        await asyncio.sleep(0)  # others go on, as while a site is waited for
        page = self.pages.get(url, "status 404")
        if not page.startswith("<"):
            raise NotFetchedError(page)
        if page == UNCHANGED or validators == Validators(etag=page):
            return None
        return Page(page.encode(), "text/html", url, Validators(etag=page))


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    found = Web()
    monkeypatch.setattr(module, "Fetcher", found.fetcher)
    return found


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    found.use(monkeypatch, clients, broker_topics)
    found.make(RAW)
    return found


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    found = Memory(tmp_path / "memory.sqlite")
    yield found
    found.close()


async def take(memory: Memory, *where: str, plan: Plan = ONCE) -> tuple[dict[str, int], list[str]]:
    """The counts of one run, and what it said."""
    counts: Counter[str] = Counter()
    said: list[str] = []
    await ingest("nowhere:1", None, where, plan, memory, counts, said.append)
    return dict(counts), said


def urls(kafka: Kafka) -> list[str]:
    return [json.loads(value or b"")["url"] for value in kafka.values(RAW)]


async def test_a_feeds_pages_go_out_once(kafka: Kafka, web: Web, memory: Memory) -> None:
    web.feed("a", "b")
    assert await take(memory, FEED) == ({"sent": 2}, [])
    assert await take(memory, FEED) == ({"feed unchanged": 1}, [])
    web.feed("a", "b", "c")
    assert await take(memory, FEED) == ({"taken before": 2, "sent": 1}, [])
    assert urls(kafka) == [f"https://site.example/{name}" for name in "abc"]
    article = json.loads(kafka.values(RAW)[0] or b"")
    assert (article["title"], article["html"]) == ("a", "<p>a</p>")
    assert "published_at" not in article  # the feed does not say
    assert (web.open, +kafka.clients) == (0, {})


@pytest.mark.parametrize(
    ("why", "looks_again"), [("status 503", True), ("no answer in time", True), (FORBIDDEN, False)]
)
async def test_a_page_that_failed_is_tried_at_the_next_look_and_one_that_is_forbidden_is_not(
    kafka: Kafka, web: Web, memory: Memory, why: str, looks_again: bool
) -> None:
    web.feed("a", "b")
    page = "https://site.example/a"
    web.pages[page] = why
    assert (await take(memory, FEED))[0] == {why: 1, "sent": 1}
    web.pages[page] = "<p>there now</p>"
    again = {"sent": 1, "taken before": 1} if looks_again else {"feed unchanged": 1}
    assert (await take(memory, FEED))[0] == again


async def test_an_entry_that_two_feeds_have_is_taken_once(
    kafka: Kafka, web: Web, memory: Memory
) -> None:
    """Both feeds looked before either had taken it, and it went out twice."""
    web.feed("a")
    other, page = "https://site.example/top", "https://site.example/a"
    web.pages[other] = web.pages[FEED]
    assert (await take(memory, FEED, other))[0] == {"sent": 1, "taken before": 1}
    assert web.asked.count(page) == 1


async def test_an_entry_that_failed_in_one_of_two_feeds_is_tried_again(
    kafka: Kafka, web: Web, memory: Memory
) -> None:
    web.feed("a")
    other, page = "https://site.example/top", "https://site.example/a"
    web.pages |= {other: web.pages[FEED], page: "status 503"}
    assert (await take(memory, FEED, other))[0] == {"status 503": 1, "taken before": 1}
    web.pages[page] = "<p>there now</p>"
    assert (await take(memory, other))[0] == {"sent": 1}


async def test_a_page_that_says_unasked_that_it_has_not_changed_ends_nothing(
    kafka: Kafka, web: Web, memory: Memory
) -> None:
    """It was an AssertionError, and no other article was taken."""
    web.feed("a", "b")
    web.pages["https://site.example/a"] = UNCHANGED
    assert (await take(memory, FEED))[0] == {"status 304": 1, "sent": 1}


async def test_a_feed_that_is_away_or_none_is_said_and_the_others_are_read(
    kafka: Kafka, web: Web, memory: Memory
) -> None:
    web.feed("a")
    away, page = "https://gone.example/feed", "https://site.example/a"
    counts, said = await take(memory, away, FEED, page)
    assert counts == {"feed: status 404": 1, "feed without entries": 1, "sent": 1}
    assert said == [
        f"{away} was not read: status 404",
        f"{page} has no entries: is it the address of a feed, and not of a page?",
    ]


async def test_files_are_sent_and_an_address_in_two_of_them_once(
    kafka: Kafka, web: Web, memory: Memory, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        '{"url": "https://a.example/1#top", "text": "One."}',
        '{"url": "https://a.example/1", "text": "One."}',
        '{"text": "None."}',
        "broken {",
    ]
    path.write_text("\n".join(lines) + "\n")
    assert (await take(memory, str(path)))[0] == {"sent": 3, "taken before": 1}
    assert kafka.values(RAW) == [lines[0].encode(), lines[2].encode(), lines[3].encode()]
    assert web.asked == []


async def test_a_file_of_a_folder_that_cannot_be_read_is_counted_and_said(
    kafka: Kafka, memory: Memory, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 2)
    (tmp_path / "b.txt").write_text("Two ships left.")
    counts, said = await take(memory, str(tmp_path))
    assert counts == {"file: not read": 1, "sent": 1}
    assert "a.txt" in said[0]


async def test_what_is_no_address_of_a_feed_is_refused_before_anything_is_sent(
    kafka: Kafka, memory: Memory, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Two ships left.")
    with pytest.raises(UserError, match=r"ftp://a.+: a feed is an http or https address"):
        await take(memory, str(tmp_path / "a.txt"), "ftp://a.example/feed")
    assert kafka.values(RAW) == []


async def test_what_the_broker_did_not_confirm_is_not_taken(
    kafka: Kafka, web: Web, memory: Memory
) -> None:
    web.feed("a")
    kafka.errors = [KafkaTimeoutError("busy")]
    with pytest.raises(KafkaTimeoutError):
        await take(memory, FEED)
    assert (web.open, +kafka.clients) == (0, {})
    assert (await take(memory, FEED))[0] == {"sent": 1}


async def test_an_article_that_is_too_large_is_named_and_the_others_go_on(
    kafka: Kafka, memory: Memory, tmp_path: Path
) -> None:
    """It ended all of ingest, the feeds named after it unread, and nothing said which it was."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Large.", "url": "https://a.example/"}\n{"text": "Small."}\n')
    kafka.errors = [MessageSizeTooLargeError("80 MB")]
    counts, said = await take(memory, str(path))
    assert counts == {module.TOO_LARGE: 1, "sent": 1}
    assert said == [f"{path}:1 was not sent: [Error 10] MessageSizeTooLargeError: 80 MB"]
    assert not memory.has("https://a.example/")


async def test_a_missing_topic_is_said_before_a_site_is_asked(
    kafka: Kafka, web: Web, memory: Memory
) -> None:
    """Each article waited 40 s for a topic that nobody had made."""
    del kafka.topics[RAW]
    with pytest.raises(UserError, match="is missing on nowhere:1; make it with `newswire topics"):
        await take(memory, FEED)
    assert web.asked == []


async def test_articles_go_out_no_faster_than_the_rate(
    kafka: Kafka, memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n' * 4)
    now, waits = [100.0], []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: now[0]))
    fake = SimpleNamespace(**{**vars(asyncio), "sleep": sleep})
    monkeypatch.setattr(module, "asyncio", fake)
    await take(memory, str(path), plan=Plan(rate=2.0, pause=0.0, every=None))
    assert waits == [0.0, 0.5, 0.5, 0.5]


def test_ctrl_c_ends_the_looks_and_says_what_was_done(
    kafka: Kafka, web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`--every` runs until Ctrl-C, and then ended without a word of what it had sent."""
    web.feed("a")
    pauses: list[Any] = []

    async def sleep(seconds: float) -> None:
        if seconds:
            pauses.append(seconds)
            if len(pauses) == 2:
                raise KeyboardInterrupt

    fake = SimpleNamespace(**{**vars(asyncio), "sleep": sleep})
    monkeypatch.setattr(module, "asyncio", fake)
    monkeypatch.setenv("NEWSWIRE_BROKER", "nowhere:1")
    memory = str(tmp_path / "m.sqlite")
    result = CliRunner().invoke(cli, ["ingest", FEED, "--every", "300", "--memory", memory])
    assert result.exit_code == 130
    assert pauses == [300.0, 300.0]
    assert result.stderr.splitlines() == ["      1  feed unchanged", "      1  sent"]
    assert Memory(Path(memory)).has("https://site.example/a")
