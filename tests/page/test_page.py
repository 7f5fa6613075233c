"""The page in a real headless Chromium: marks, hostile markup, keys, filters, accessibility."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace

from schemas import EnrichedArticle, RawArticle, encode
from streams import enrich
from streams.page.server import POLICY, Page
from tools.page import drive, own_articles, serving

HOSTILE_TEXT = (
    "😀😀 Some <script>window.touched=1</script><img src=x onerror='window.touched=1'> said that "
    "at least 1,200 tanks left Kiev on Monday.\n\n"
    "“</div><iframe src='//evil.example'></iframe>,” said John Smith, who saw 40 people killed in "
    "London.\n\n"
    "ADVERTISEMENT"
)


def hostile() -> EnrichedArticle:
    return enrich(
        RawArticle(
            id="../api/<b>",
            title="<img src=x onerror=window.touched=1> Hostile",
            source="<b>evil</b>.example",
            url="javascript:window.touched=1",
            text=HOSTILE_TEXT,
        )
    )


def plain() -> EnrichedArticle:
    text = (
        "The pound traded at $1.2345 on Monday, up 0.0004 percent. “It is cold and wet out there,” "
        "the trader said."
    )
    return enrich(RawArticle(title="Rates", source="fx.example", text=text))


@pytest.fixture(scope="module")
def events() -> list[EnrichedArticle]:
    return [*own_articles(), plain(), hostile()]


@asynccontextmanager
async def flowing(events: list[EnrichedArticle]) -> AsyncIterator[str]:
    """A page to which articles come all the time; yields its address."""
    page = Page(1000)

    async def come() -> None:
        for number in count():
            event = replace(events[number % len(events)], id=str(number), title=f"New {number}")
            await page.add(encode(event), event)
            await asyncio.sleep(0.2 if number > len(events) else 0)

    coming = asyncio.ensure_future(come())
    try:
        yield f"http://127.0.0.1:{await page.start('127.0.0.1', 0)}/"
    finally:
        coming.cancel()
        await page.stop()


@pytest.fixture(scope="module")
def seen(events: list[EnrichedArticle]) -> dict[str, Any]:
    """What one browser saw in all scenarios: starting one costs seconds."""

    async def look() -> dict[str, Any]:
        async with serving(events) as url:
            found = await drive(
                url,
                "article|Hostile",
                "keyboard",
                "plain|Rates",
                "away",
                "filters|valparaiso|tanks|radio.example",
                "accessible|Exercise",
            )
        async with flowing(events) as url:
            found |= await drive(url, "live")
        many = (replace(events[i % len(events)], id=f"{i}") for i in range(1200))
        async with serving(many, limit=1000) as url:
            return found | await drive(url, "many|1000")

    return asyncio.run(look())


@pytest.fixture
async def url(events: list[EnrichedArticle]) -> AsyncIterator[str]:
    async with serving(events) as address:
        yield address


def test_markup_in_an_article_is_shown_as_text_and_marks_stand_where_they_should(
    seen: dict[str, Any], events: list[EnrichedArticle]
) -> None:
    seen = seen["article"]
    event = events[-1]
    assert seen["text"] == event.text
    assert "<script>" in seen["text"]
    assert not {"script", "img", "iframe", "b"} & set(seen["elements"])
    assert seen["links"] == []  # javascript: is no link
    assert seen["touched"] is None
    assert seen["errors"] == []
    assert seen["outside"] == []
    marks = {(text, kind) for text, kind, _ in seen["marks"]}
    for entity in event.entities:
        for mention in entity.mentions:
            assert any(mention.surface in text and entity.type in kind for text, kind in marks)
    shown = {text for text, kind in marks if "quantity" in kind}
    assert {quantity.surface for quantity in event.quantities} <= shown
    assert "at least\n" in seen["tip"]
    assert "1,200 or more" in seen["tip"]
    assert "unit" not in seen["tip"]  # "tanks" stood there twice
    assert any("ADVERTISEMENT" in line for line in seen["removed"])
    assert seen["styled"] == "3px"  # our own style passes the policy


def test_the_keyboard_reaches_everything(seen: dict[str, Any]) -> None:
    seen = seen["keyboard"]
    assert any("mark" in name for name in seen["reached"])
    assert seen["tip"] is True
    assert seen["back"] == "list"
    assert seen["filter"] == "entity"
    assert seen["errors"] == []


def test_numbers_have_all_their_digits_and_a_quotation_takes_the_focus(
    seen: dict[str, Any],
) -> None:
    """They were cut to three decimals ("0" percent); a speaker was told on pointing only."""
    seen = seen["plain"]
    assert seen["values"] == ["1.2345", "0.0004"]
    assert "speaker" in seen["tip"]
    assert seen["errors"] == []


def test_a_browser_finds_back_to_a_server_that_was_started_anew(
    seen: dict[str, Any], events: list[EnrichedArticle]
) -> None:
    """After a 502 it never asked again; after a restart it missed what came meanwhile; a click
    while nobody answered left another article beside the chosen one."""
    seen = seen["away"]
    assert seen["first"] == ["gone"]
    assert seen["asked"] == ["", "", "before-99"]  # the second time the browser says it itself
    assert seen["state"] == f"live: {len(events)} of {len(events)} articles"
    assert "gone.example" not in seen["sources"]
    assert "does not answer" in seen["reader"]
    assert seen["errors"] == []


def test_articles_that_come_disturb_nobody(seen: dict[str, Any]) -> None:
    """A board took the focus and the selection away every two seconds; a list that was held let
    them in as soon as it was filtered."""
    seen = seen["live"]
    figure, selected = seen["before"]
    assert figure
    assert selected
    assert seen["after"] == seen["before"]
    assert seen["filtered"] == seen["held"]
    assert "new ones wait" in seen["state"]
    assert "wait" not in seen["released"]
    assert seen["errors"] == []


def test_filters_narrow_the_list_and_the_boards(seen: dict[str, Any]) -> None:
    seen = seen["filters"]
    assert seen["all"] > 10
    assert seen["entity"] == ["Fire in Valparaiso"] * 3
    assert any("Hostile" in title for title in seen["class"])
    assert len(seen["class"]) < seen["all"]
    assert seen["source"] == ["Fire in Valparaiso"]
    assert all("radio.example" in row for row in seen["board"])
    (conflict,) = [row for row in seen["conflicts"] if "dead" in row]
    assert "differ" in conflict
    for said in (
        "daily.example: At least 17",
        "radio.example: Dozens of people",
        "wire.example: 14",
    ):
        assert said in conflict
    assert seen["errors"] == []


def test_no_accessibility_findings_and_it_fits_a_small_screen(seen: dict[str, Any]) -> None:
    """axe-core on the list, an article and a board, light and dark, and at 360 px."""
    seen = seen["accessible"]
    findings = {name: found for name, found in seen.items() if isinstance(found, list)}
    assert len(findings) == 7
    assert {name: found for name, found in findings.items() if found} == {}
    assert seen["wide"] <= 0
    assert seen["listHidden"]
    assert seen["listBack"]


def test_many_articles_make_few_elements(seen: dict[str, Any]) -> None:
    assert seen["many"]["rows"] < 40
    assert seen["many"]["heap_mib"] < 60
    assert seen["many"]["errors"] == []


async def test_every_answer_carries_the_policy(url: str) -> None:
    async with ClientSession() as client:
        for path in ("", "page.js", "api/quantities?class=people", "api/articles/none", "nowhere"):
            async with client.get(url + path) as answer:
                assert answer.headers["Content-Security-Policy"] == POLICY
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                await answer.read()
    assert "unsafe" not in POLICY


async def test_a_browser_goes_on_from_what_it_has_seen(url: str) -> None:
    """Last-Event-ID, as EventSource sends it; one of before a restart starts anew."""
    async with ClientSession() as client:
        async with client.get(url + "events", headers={"Last-Event-ID": "before-3"}) as answer:
            assert await answer.content.readline() == b"event: restart\n"
        async with client.get(url + "events") as answer:
            start, _, last = (await answer.content.readline()).removeprefix(b"id: ").partition(b"-")
        seen = f"{start.decode()}-{int(last) - 1}"
        async with client.get(url + "events", headers={"Last-Event-ID": seen}) as answer:
            await answer.content.readline()
            assert b'[{"n":%d,' % int(last) in await answer.content.readline()
