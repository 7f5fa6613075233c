"""Opens the page in a headless Chromium: for its tests, its benchmark, and the docs' pictures.

python -m tools.page        writes docs/images/page-*.png from the project's own articles
"""

import argparse
import asyncio
import json
import tomllib
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

from schemas import EnrichedArticle, RawArticle, decode_raw_article, encode
from streams import enrich
from streams.page.server import Page
from streams.reading import read_articles
from tools.node import modules

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "tools/node/page.mjs"
TARGET = ROOT / "docs/images"
SAMPLES = ("2-clean-text.json", "4-wire-flash.json", "6-markets.json")
OTHER_SOURCES = (
    ("daily.example", "At least 17 people were killed in Valparaiso on Tuesday, the mayor said."),
    ("radio.example", "Dozens of people were killed in Valparaiso, residents told the station."),
    ("wire.example", "In Valparaiso 14 people were killed and 40 injured, the ministry said."),
)


@asynccontextmanager
async def serving(events: Iterable[EnrichedArticle], limit: int = 10_000) -> AsyncIterator[str]:
    """The page over some articles; yields its address."""
    page = Page(limit)
    for event in events:
        await page.add(encode(event), event)
    port = await page.start("127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        await page.stop()


async def drive(url: str, *scenarios: str, folder: Path | None = None) -> dict[str, Any]:
    """What scenarios of page.mjs ("article|A title") saw in one browser, by their names."""
    output = await asyncio.to_thread(
        modules.run, SCRIPT, url, str(folder or ""), *scenarios, CHROMIUM=modules.chromium()
    )
    found: dict[str, Any] = json.loads(output)
    return found


def own_articles() -> list[EnrichedArticle]:
    """Articles written for the project: the golden ones, samples, three on one story."""
    found = []
    for path in sorted((ROOT / "tests/golden/articles").glob("*.toml")):
        case = tomllib.loads(path.read_text("utf-8"))
        raw = {"source": "golden.example", "title": path.stem.capitalize(), "text": case["text"],
               "published_at": case.get("published_at")}  # fmt: skip
        found.append(enrich(msgspec.convert(raw, RawArticle)))
    for name in SAMPLES:
        (sample,) = read_articles(str(resources.files("streams") / "samples" / name))
        found.append(enrich(decode_raw_article(sample.value)))
    first = next(event for event in found if event.published_at)
    for hours, (source, text) in enumerate(OTHER_SOURCES):
        assert first.published_at is not None
        event = enrich(RawArticle(source=source, title="Fire in Valparaiso", text=text))
        at = first.published_at + timedelta(hours=hours)
        found.append(msgspec.structs.replace(event, story_id="fire", published_at=at))
    return found


async def main() -> None:
    async with serving(own_articles()) as url:
        await drive(url, "pictures|Exercise", folder=TARGET)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    asyncio.run(main())
