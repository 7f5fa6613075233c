"""quixstreams in the place of Faust, with this project's cleaning and extraction.

python -m bench.peers.quix_newswire BROKER
"""

import sys

from streams.work import one_thread_for_matrices

one_thread_for_matrices()

from quixstreams import Application  # noqa: E402

from schemas import InvalidEventError, decode_raw_article, encode, topics  # noqa: E402
from streams.cleaning import clean_article  # noqa: E402
from streams.errors import InvalidInputError  # noqa: E402
from streams.extraction import enrich_article  # noqa: E402


def enriched(value: bytes) -> bytes:
    try:
        return encode(enrich_article(clean_article(decode_raw_article(value))))
    except (InvalidEventError, InvalidInputError):
        return b"{}"


if __name__ == "__main__":
    app = Application(
        broker_address=sys.argv[1], consumer_group="peer-quix", auto_offset_reset="earliest",
        auto_create_topics=False,
    )  # fmt: skip
    raw = app.topic(topics()["raw"].name, value_deserializer="bytes")
    out = app.topic(topics()["enriched"].name, value_serializer="bytes")
    frame = app.dataframe(raw)
    frame.apply(enriched).to_topic(out)
    app.run()
