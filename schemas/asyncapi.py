"""The topics and their events as an AsyncAPI 3 document: https://www.asyncapi.com/docs/reference

Made from the same types and the same topics.toml as everything else; `python -m schemas.generate`
writes it to schemas/asyncapi.json.
"""

from importlib import resources
from typing import Any

import orjson

from schemas.topics import Topic, topics

READ = {"raw"}
"""What newswire reads from others; the rest it publishes."""
HEADERS = {
    "ce_specversion": "CloudEvents' version.",
    "ce_id": "The event's identity: a repeat has the same one.",
    "ce_type": "The event's type.",
    "ce_source": "The stage that made it.",
    "ce_time": "When the raw article came, RFC 3339.",
    "ce_dataschema": "The event's schema.",
    "content-type": "The value's media type.",
    "traceparent": "W3C trace context, carried through from the raw article.",
}
REQUIRED = ["ce_specversion", "ce_id", "ce_type", "ce_source", "content-type"]


def document(schemas_by_topic: dict[str, dict[str, Any]], version: str) -> dict[str, Any]:
    """The document. `schemas_by_topic` holds the JSON Schema of each topic's event by its name."""
    events = {name: topic for name, topic in topics().items() if topic.event}
    components: dict[str, Any] = {}
    for topic in events.values():
        components |= _moved(schemas_by_topic[topic.name]["$defs"])
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "newswire",
            "version": version,
            "description": "Raw news articles in; entities, quantities, dates and quotes out.",
            "license": {
                "name": "Apache-2.0",
                "url": "https://www.apache.org/licenses/LICENSE-2.0",
            },
        },
        "defaultContentType": "application/json",
        "channels": {name: _channel(name, topic) for name, topic in topics().items()},
        "operations": {
            f"{'read' if name in READ else 'publish'}-{name}": {
                "action": "receive" if name in READ else "send",
                "channel": {"$ref": f"#/channels/{name}"},
            }
            for name in topics()
        },
        "components": {
            "messages": {
                **{topic.event: _message(name, topic) for name, topic in events.items()},
                "DeadLetter": _dead_letter(),
            },
            "schemas": {"Headers": _headers(), **dict(sorted(components.items()))},
        },
    }


def _channel(name: str, topic: Topic) -> dict[str, Any]:
    event = topic.event or "DeadLetter"
    return {
        "address": topic.name,
        "title": name,
        "description": f"Key: {topic.key}.",
        "messages": {event: {"$ref": f"#/components/messages/{event}"}},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {
                    "cleanup.policy": topic.cleanup.split(","),
                    "retention.ms": topic.retention_hours * 3_600_000,
                    "max.message.bytes": topic.max_message_bytes,
                },
                "bindingVersion": "0.5.0",
            }
        },
    }


def _message(name: str, topic: Topic) -> dict[str, Any]:
    folder = resources.files("schemas") / "examples" / topic.name
    paths = [path for path in folder.iterdir() if path.name.endswith(".json")]
    examples = sorted(paths, key=lambda path: path.name)
    message = {
        "name": topic.ce_type,
        "title": topic.event,
        "payload": {"$ref": f"#/components/schemas/{topic.event}"},
        "examples": [
            {"name": path.name.removesuffix(".json"), "payload": orjson.loads(path.read_bytes())}
            for path in examples
        ],
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": topic.key},
                "bindingVersion": "0.5.0",
            }
        },
    }
    if name not in READ:  # a producer of raw articles need not send any
        message["headers"] = {"$ref": "#/components/schemas/Headers"}
    return message


def _dead_letter() -> dict[str, Any]:
    return {
        "name": "dead letter",
        "title": "DeadLetter",
        "summary": "The original key, value and headers, byte for byte; why is in added headers.",
        "contentType": "application/octet-stream",
        "payload": {},
    }


def _headers() -> dict[str, Any]:
    return {
        "type": "object",
        "description": "CloudEvents 1.0 in Kafka's binary content mode.",
        "properties": {
            name: {"type": "string", "description": text} for name, text in HEADERS.items()
        },
        "required": REQUIRED,
    }


def _moved(value: Any) -> Any:
    """References as they are from the root of this document."""
    if isinstance(value, dict):
        return {
            key: inner.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref" and isinstance(inner, str)
            else _moved(inner)
            for key, inner in value.items()
        }
    return [_moved(item) for item in value] if isinstance(value, list) else value
