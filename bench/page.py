"""The page with 10,000 real articles: time to the first marked one, memory, smoothness.

    python -m bench.page ../shared/data/articles/raw_articles.jsonl.gz

The articles are enriched once (slow) and come again under other ids until there are enough.
"""

import argparse
import asyncio
import json
import os
import time
from itertools import cycle, islice

import msgspec

from bench.cpu import usage
from schemas import InvalidEventError, decode_raw_article, encode
from streams import enrich
from streams.page.server import Page
from streams.reading import read_articles
from tools.page import drive

HELD = 10_000


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("articles", help="JSON lines of RawArticles, gzip or not")
    parser.add_argument("--distinct", type=int, default=500, help="Articles to enrich.")
    args = parser.parse_args()
    events = []
    for item in islice(read_articles(args.articles), args.distinct):
        try:
            events.append(enrich(decode_raw_article(item.value)))
        except InvalidEventError:
            continue
    page = Page(HELD)
    before, started = usage(os.getpid()).megabytes, time.process_time()
    for number, event in enumerate(islice(cycle(events), HELD * 6 // 5)):
        copy = msgspec.structs.replace(event, id=f"{event.id}-{number}")
        await page.add(encode(copy), copy)
    cpu = (time.process_time() - started) / (HELD * 6 // 5)
    grown = usage(os.getpid()).megabytes - before
    print(f"server: {HELD:,} articles held of {HELD * 6 // 5:,} that came; "
          f"{grown:.0f} MiB more, {cpu * 1000:.2f} ms CPU an article")  # fmt: skip
    port = await page.start("127.0.0.1", 0)
    try:
        seen = await drive(f"http://127.0.0.1:{port}/", f"many|{HELD}")
    finally:
        await page.stop()
    print("browser:", json.dumps(seen, indent=1))


if __name__ == "__main__":
    asyncio.run(main())
