"""Writes the example events of each topic from the sample articles: `python -m tools.examples`."""

from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import orjson

import schemas
from schemas import TrendRecord, encode, topics
from streams.agents import clean, extract
from streams.outcome import Message
from streams.reading import read_articles

FOLDER = Path(schemas.__file__).parent / "examples"
SAMPLE = "4-wire-flash.json"
TIME = datetime(2026, 7, 19, 3, 15, tzinfo=UTC)


def examples() -> dict[Path, bytes]:
    """Each example file with its content."""
    (sample,) = read_articles(str(resources.files("streams") / "samples" / SAMPLE))
    made = {"raw": sample.value}
    cleaned = clean.clean_message(Message(b"wire.example", sample.value, (), TIME.timestamp()))
    (output,) = cleaned.outputs
    made["clean"] = output.value
    message = Message(output.key, output.value, output.headers, TIME.timestamp())
    for output in extract.extract_message(message, flat=True).outputs:
        made.setdefault(output.topic, output.value)
    made["trends"] = encode(
        TrendRecord(
            subject="PLACE:chile",
            window_start=TIME.replace(minute=0),
            window_end=TIME.replace(hour=4, minute=0),
            articles=12,
            mentions=31,
            usual=1.25,
            spike=True,
        )
    )
    return {
        FOLDER / topics()[name].name / "wire-flash.json": orjson.dumps(
            orjson.loads(value), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        )
        for name, value in made.items()
    }


def main() -> None:
    for path, content in examples().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    main()
