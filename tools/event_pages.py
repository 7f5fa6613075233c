"""Writes docs/events: a page for each event, every field explained: `python -m tools.event_pages`.

The explanations are those of the types, by way of their JSON Schema.
"""

import re
from pathlib import Path
from typing import Any

from schemas import Topic, topics
from schemas.generate import json_schema

FOLDER = Path(__file__).parent.parent / "docs/events"


def rendered() -> dict[Path, str]:
    """Each page with the content it should have."""
    return {FOLDER / f"{topic.name}.md": page(topic) for topic in topics().values() if topic.event}


def page(topic: Topic) -> str:
    """The page of a topic: its event, every field of it and where to see more."""
    schema = json_schema(topic)
    definitions = schema["$defs"]
    names = _in_order(topic.event, definitions)
    head = (
        f"# {topic.name}\n\n{_text(definitions[topic.event])}\n\n"
        f"Key: {topic.key}. `ce_type`: `{topic.ce_type}`. "
        f"Kept for {_kept(topic.retention_hours)}.\n"
        f"[JSON Schema](../../{topic.dataschema}), "
        f"[examples](../../schemas/examples/{topic.name}).\n"
    )
    parts = [_table(name, definitions[name], name == topic.event) for name in names]
    return "\n".join([head, *parts])


def _in_order(first: str, definitions: dict[str, Any]) -> list[str]:
    """The event, then what it is made of, in the order in which that is met."""
    names = [first]
    for name in names:
        for found in re.findall(r"#/\$defs/(\w+)", str(definitions[name])):
            if found not in names:
                names.append(found)
    return names


def _table(name: str, definition: dict[str, Any], is_event: bool) -> str:
    lines = [] if is_event else [f"## {name}\n", f"{_text(definition)}\n"]
    lines += ["| field | type | given | what it is |", "|---|---|---|---|"]
    required = set(definition.get("required", []))
    for field, schema in definition["properties"].items():
        given = "always" if field in required else "if known"
        text = schema["description"].replace("|", "\\|")
        lines.append(f"| `{field}` | {_type(schema)} | {given} | {text} |")
    return "\n".join(lines) + "\n"


def _type(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(_type(option) for option in schema["anyOf"]))
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return " ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if schema.get("format") == "date-time":
        return "time"
    return str(schema.get("type", "any"))


def _text(definition: dict[str, Any]) -> str:
    return re.sub(r"\n +", "\n", definition["description"].strip())


def _kept(hours: int) -> str:
    return f"{hours // 24} days" if hours % 24 == 0 else f"{hours} hours"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for path, content in rendered().items():
        path.write_text(content, "utf-8")


if __name__ == "__main__":
    main()
