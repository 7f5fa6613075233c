"""What consumers are promised: explained fields, nothing changed since a release, AsyncAPI."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

import schemas
from schemas import InvalidEventError, encode, generate, read_record, topics
from schemas.compatibility import RELEASED, broken, changes_of
from schemas.fields import explanations
from schemas.headers import cloud_event
from schemas.records import identity
from tools import event_pages
from tools.node import modules

ENRICHED = json.loads(
    (generate.FOLDER / f"{topics()['enriched'].name}.schema.json").read_text("utf-8")
)


def test_nothing_changed_since_any_release_that_may_not() -> None:
    assert any(RELEASED.iterdir())
    assert broken() == []


def changed(path: str, value: Any) -> list[str]:
    """What is said of the enriched event's schema with one thing changed; None takes it away."""
    new = copy.deepcopy(ENRICHED)
    *folders, last = path.split("/")
    at = new["$defs"]
    for name in folders:
        at = at[name]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return list(changes_of(ENRICHED, new))


def test_what_may_change() -> None:
    assert changed("Quantity/properties/extra", {"type": "string", "default": ""}) == []
    assert changed("Quantity/properties/relation/description", "How it is meant") == []
    more = [*ENRICHED["$defs"]["Quantity"]["properties"]["relation"]["enum"], "perhaps"]
    assert changed("Quantity/properties/relation/enum", more) == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("Quantity/properties/value", None, "Quantity.value is gone"),
        ("Quantity/properties/surface", {"type": "integer"}, "Quantity.surface was"),
        ("Quantity/properties/relation/enum", ["exactly"], "Quantity.relation was"),
        ("Quantity/properties/confidence/maximum", 100, "Quantity.confidence was"),
        ("Quantity/required", ["start"], "Quantity.surface may be missing now"),
        ("Unit/required", ["kind", "name", "symbol"], "Unit.symbol has to be given now"),
        ("Counted", None, "Counted is gone"),
    ],
)
def test_what_may_not_change(path: str, value: Any, said: str) -> None:
    assert any(line.startswith(said) for line in changed(path, value))


@pytest.mark.parametrize("name", ENRICHED["$defs"])
def test_every_field_is_explained(name: str) -> None:
    properties = ENRICHED["$defs"][name]["properties"]
    assert set(explanations(getattr(schemas, name))) == set(properties)


def test_the_pages_of_the_events_are_what_the_types_say() -> None:
    for path, content in event_pages.rendered().items():
        assert path.read_text("utf-8") == content, "run `python -m tools.event_pages`"


def test_the_official_parser_takes_the_asyncapi_document() -> None:
    script = Path(modules.__file__).parent / "asyncapi.mjs"
    said = json.loads(modules.run(script, str(generate.ASYNCAPI)))
    assert said["version"] == "3.0.0"
    assert set(said["channels"]) == {topic.name for topic in topics().values()}
    problems = [d for d in said["diagnostics"] if d["severity"] < 2]  # errors and warnings
    assert problems == []


def headers(name: str, **fields: str) -> list[tuple[str, bytes]]:
    topic = topics()[name]
    given = {"ce_id": "1", "ce_type": topic.ce_type, **fields}
    return cloud_event(ce_source="test", ce_time=None, dataschema="", **given)


@pytest.mark.parametrize("name", [name for name, topic in topics().items() if topic.event])
def test_a_record_tells_its_type(name: str) -> None:
    folder = generate.FOLDER.parent / "examples" / topics()[name].name
    value = (folder / "wire-flash.json").read_bytes()
    ce_id, event = read_record(value, headers(name))
    assert ce_id == "1"
    assert type(event).__name__ == topics()[name].event
    assert encode(event)


def test_a_record_that_is_not_ours_says_so() -> None:
    with pytest.raises(InvalidEventError, match=r"ce_type is 'order\.placed'"):
        read_record(b"{}", headers("raw", ce_type="order.placed"))
    with pytest.raises(InvalidEventError, match="ce_type is 'missing'"):
        read_record(b"{}", None)


def test_a_record_without_a_ce_id_is_told_by_its_value() -> None:
    assert identity(b"a", None) == identity(b"a", []) != identity(b"b", None)
