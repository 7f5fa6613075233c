"""Events: types, schemas, examples, ids and headers."""

import json
from pathlib import Path

import jsonschema
import pytest

import schemas
from schemas import (
    EnrichedArticle,
    InvalidEventError,
    RawArticle,
    decode,
    decode_raw_article,
    encode,
    generate,
    topics,
)
from schemas.headers import carried, cloud_event, header
from schemas.ids import article_id, derived_event_id, raw_event_id
from tools.examples import examples

EVENTS = [topic for topic in topics().values() if topic.event]


def test_the_schema_files_are_what_the_types_say() -> None:
    assert generate.drifted() == []


@pytest.mark.parametrize("topic", EVENTS, ids=lambda topic: topic.name)
def test_schemas_are_valid_and_examples_fit(topic: schemas.Topic) -> None:
    schema = json.loads((generate.FOLDER / f"{topic.name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    paths = sorted((generate.FOLDER.parent / "examples" / topic.name).glob("*.json"))
    assert paths
    for path in paths:
        jsonschema.validate(json.loads(path.read_text("utf-8")), schema)
        decode(path.read_bytes(), getattr(schemas, topic.event))


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.parent.name)
def test_the_examples_are_what_the_pipeline_makes(path: Path) -> None:
    made, there = json.loads(examples()[path]), json.loads(path.read_text("utf-8"))
    for event in (made, there):
        event.pop("provenance", None)  # versions change
    assert there == made, "run `python -m tools.examples`, and look at what changed"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (b"", "no value"),
        (None, "no value"),
        (b'{"text": "cut o', "not JSON"),
        (b"[1, 2]", "Expected `object`, got `array`"),
        (b"null", "Expected `object`, got `null`"),
        (b"1.5", "Expected `object`, got `float`"),
        (b"true", "Expected `object`, got `bool`"),
        (b'{"text": 5}', r"Expected `str \| null`, got `int` - at `\$.text`"),
        (b'{"title": "no body"}', "exactly one of `text` and `html` is needed: neither"),
        (b'{"text": "a", "html": "b"}', "exactly one of `text` and `html` is needed: both"),
        (b'{"text": "  "}', r"the body is empty - at `\$.text`"),
        (b'{"text": "a\\u0000"}', "NUL character at offset 1"),
        (b'{"text": "\\ud83d"}', "not JSON"),
        (b'{"text": "\xff"}', "not JSON"),
        (b'{"text": "a", "published_at": "yesterday"}', r"at `\$.published_at`"),
        (b'{"text": "a", "published_at": "2026-01-01T00:00:00"}', r"at `\$.published_at`"),
        (b"[" * 5000 + b"]" * 5000, "not JSON"),
    ],
)
def test_broken_raw_articles_say_what_is_wrong(value: bytes | None, message: str) -> None:
    with pytest.raises(InvalidEventError, match=message):
        decode_raw_article(value)


@pytest.mark.parametrize(
    "fields", [{}, {"title": "a"}, {"text": None}, {"text": "a", "html": "b"}, {"html": 5}]
)
def test_the_schema_takes_no_raw_article_without_one_body(fields: dict[str, object]) -> None:
    """A producer that checked `{}` against it sent what was dead-lettered."""
    schema = json.loads((generate.FOLDER / f"{topics()['raw'].name}.schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    for good in ({"text": "a"}, {"text": "a", "html": None}, {"html": "<p>a", "url": None}):
        validator.validate(good)
        decode_raw_article(json.dumps(good).encode())
    assert not validator.is_valid(fields)
    with pytest.raises(InvalidEventError):
        decode_raw_article(json.dumps(fields).encode())


def test_no_extra_is_no_extra() -> None:
    """It was refused without an unknown field beside it, and taken with one."""
    assert decode_raw_article(b'{"text": "a", "extra": null}').extra == {}
    assert decode_raw_article(b'{"text": "a", "extra": null, "b": 1}').extra == {"b": 1}
    for wrong in (b'{"text": "a", "extra": 5}', b'{"text": "a", "extra": [], "b": 1}'):
        with pytest.raises(InvalidEventError, match=r"Expected `object`, got .* at `\$\.extra`"):
            decode_raw_article(wrong)


def test_unknown_fields_are_kept_in_extra() -> None:
    article = decode_raw_article(b'{"text": "a", "section": "sport", "extra": {"b": 1}}')
    assert article.extra == {"b": 1, "section": "sport"}


def test_the_event_of_a_newer_version_is_read() -> None:
    path = generate.FOLDER.parent / "examples" / topics()["enriched"].name / "wire-flash.json"
    value = json.dumps({**json.loads(path.read_text("utf-8")), "sentiment": 0.5}).encode()
    assert decode(value, EnrichedArticle).id


def test_ids_depend_on_what_they_should() -> None:
    one = RawArticle(url="https://example.org/a", text="one")
    two = RawArticle(url="https://example.org/a", text="two")
    assert article_id(one) == article_id(two)
    assert raw_event_id(one) != raw_event_id(two)
    assert raw_event_id(one) == raw_event_id(RawArticle(url="https://example.org/a", text="one"))
    assert article_id(RawArticle(id="x", text="one")) == "x"
    assert article_id(RawArticle(text="ab", title="c")) != article_id(
        RawArticle(text="b", title="ca")
    )
    assert derived_event_id("t", "p", "1") != derived_event_id("t", "p", "2")


def test_headers() -> None:
    made = cloud_event(
        ce_id="1", ce_type="news.article.clean.v1", ce_source="s", ce_time=None, dataschema="d"
    )
    assert header(made, "ce_specversion") == "1.0"
    assert header(made, "ce_time") is None
    assert carried([("traceparent", b"00-1"), ("other", b"x")]) == [("traceparent", b"00-1")]
    assert header([("a", b"\xff")], "a") is None


def test_text_that_json_cannot_carry_is_refused_with_a_reason() -> None:
    with pytest.raises(InvalidEventError, match="cannot be written as JSON"):
        encode(RawArticle(text="\ud800"))


def test_encoding_of_an_event_is_plain_json() -> None:
    assert json.loads(encode(RawArticle(text="a")))["text"] == "a"
