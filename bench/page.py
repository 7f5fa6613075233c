"""The page with 10,000 real articles: time to the first marked one, memory, smoothness.

    python -m bench.page ../shared/data/articles/raw_articles.jsonl.gz

The articles are enriched once (slow) and come again under other ids until there are enough. Where
they are enriched already, as `newswire tail` writes them into a file, --enriched takes all of them.
"""

import argparse
import asyncio
import json
import os
import time
from collections.abc import Iterator
from itertools import cycle, islice

import msgspec

from bench.cpu import usage
from schemas import EnrichedArticle, InvalidEventError, decode, decode_raw_article, encode
from streams import enrich
from streams.page.server import Page
from streams.reading import read_articles
from tools.page import drive

HELD = 10_000


def enriched_now(path: str, count: int) -> Iterator[EnrichedArticle]:
    """The events of the first articles of a file; what is no article is passed over."""
    for item in islice(read_articles(path), count):
        try:
            yield enrich(decode_raw_article(item.value))
        except InvalidEventError:
            continue


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("articles", help="JSON lines of RawArticles (or events), gzip or not")
    parser.add_argument("--enriched", action="store_true", help="They are enriched events.")
    parser.add_argument("--distinct", type=int, default=500, help="Articles to enrich.")
    args = parser.parse_args()
    if args.enriched:
        events = [decode(item.value, EnrichedArticle) for item in read_articles(args.articles)]
    else:
        events = list(enriched_now(args.articles, args.distinct))
    page = Page(HELD)
    before, started = usage(os.getpid()).megabytes, time.process_time()
    for number, event in enumerate(islice(cycle(events), HELD * 6 // 5)):
        copy = msgspec.structs.replace(event, id=f"{event.id}-{number}")
        await page.add(encode(copy), copy)
    cpu = (time.process_time() - started) / (HELD * 6 // 5)
    grown = usage(os.getpid()).megabytes - before
    print(f"server: {HELD:,} articles held of {HELD * 6 // 5:,} that came, {len(events):,} of them "
          f"distinct; {grown:.0f} MiB more, {cpu * 1000:.2f} ms CPU an article")  # fmt: skip
    port = await page.start("127.0.0.1", 0)
    try:
        seen = await drive(f"http://127.0.0.1:{port}/", f"many|{HELD}")
    finally:
        await page.stop()
    print("browser:", json.dumps(seen, indent=1))


if __name__ == "__main__":
    asyncio.run(main())
