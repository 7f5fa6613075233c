"""Writes the JSON Schema of each topic's event, and the AsyncAPI document of all.

python -m schemas.generate [--check]
"""

import sys
from pathlib import Path
from typing import Any

import msgspec
import orjson

import schemas
from schemas.asyncapi import document
from schemas.fields import explanations
from schemas.topics import Topic, topics

FOLDER = Path(__file__).parent / "jsonschema"
ASYNCAPI = Path(__file__).parent / "asyncapi.json"
VERSION = "1"
"""Of the topics' names: `.v1`."""
ONE_BODY = [
    {"required": [name], "properties": {name: {"type": "string"}}} for name in ("text", "html")
]
"""A raw article has one of them, which its type cannot say."""


def json_schema(topic: Topic) -> dict[str, Any]:
    """The schema (JSON Schema 2020-12) of the event that a topic carries."""
    event_type = getattr(schemas, topic.event)
    schema = msgspec.json.schema(event_type)
    for name, definition in schema["$defs"].items():
        texts = explanations(getattr(schemas, name))
        for field, fields in definition["properties"].items():
            if field in texts:
                fields["description"] = texts[field]
    if event_type is schemas.RawArticle:
        schema["$defs"][topic.event]["oneOf"] = ONE_BODY
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": topic.dataschema,
        "title": topic.name,
        **schema,
    }


def rendered() -> dict[Path, bytes]:
    """Each schema file with the content it should have."""
    made = {topic.name: json_schema(topic) for topic in topics().values() if topic.event}
    files: dict[Path, Any] = {
        FOLDER / f"{name}.schema.json": schema for name, schema in made.items()
    }
    files[ASYNCAPI] = document(made, VERSION)
    option = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return {path: orjson.dumps(content, option=option) for path, content in files.items()}


def drifted() -> list[Path]:
    """The schema files that are missing or not what the types say."""
    return [
        path
        for path, content in rendered().items()
        if not path.exists() or path.read_bytes() != content
    ]


def main() -> int:
    if "--check" in sys.argv[1:]:
        for path in (paths := drifted()):
            print(f"{path.name} is out of date: run `python -m schemas.generate`", file=sys.stderr)
        return 1 if paths else 0
    FOLDER.mkdir(exist_ok=True)
    for path, content in rendered().items():
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
