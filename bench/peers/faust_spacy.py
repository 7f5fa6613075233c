"""The pipeline people build today: a Faust agent that calls spaCy and quantulum3.

python -m bench.peers.faust_spacy BROKER
"""

import sys
import tempfile

import faust

from bench.peers.usual import enriched, loaded
from schemas import topics

app = faust.App(
    "peer-faust", broker=f"kafka://{sys.argv[1]}", value_serializer="raw", web_enabled=False,
    datadir=tempfile.mkdtemp(), topic_disable_leader=True,
)  # fmt: skip
raw_topic = app.topic(topics()["raw"].name, value_serializer="raw")
out_topic = app.topic(topics()["enriched"].name, value_serializer="raw")
pipeline = loaded()


@app.agent(raw_topic)
async def enrich(values):  # type: ignore[no-untyped-def]
    async for value in values:
        await out_topic.send(value=enriched(pipeline, value))


if __name__ == "__main__":
    sys.argv = [sys.argv[0], "worker", "-l", "warn"]
    app.main()
