"""Bytes to typed events and back, with errors that name the field."""

from typing import Any, TypeVar

import msgspec
import orjson

from schemas.articles import RawArticle

Event = TypeVar("Event", bound=msgspec.Struct)

WIRE_START = 5
"""A zero byte and the schema's id: JSON never begins with a zero byte."""
JSON = msgspec.json.Encoder()
JSON_TYPES = {
    list: "array",
    str: "str",
    int: "int",
    float: "float",
    bool: "bool",
    type(None): "null",
}
"""As msgspec calls them in its errors."""
RAW_FIELDS = frozenset(field.encode_name for field in msgspec.structs.fields(RawArticle))


class InvalidEventError(ValueError):
    """The bytes are not an event of the wanted type. The message says where and why."""


def encode(event: msgspec.Struct) -> bytes:
    """An event as JSON in UTF-8. Raises InvalidEventError on text that UTF-8 cannot carry."""
    try:
        return JSON.encode(event)
    except (TypeError, UnicodeEncodeError) as error:
        raise InvalidEventError(f"the event cannot be written as JSON: {error}") from None


def unframed(value: bytes) -> bytes:
    """The JSON of a value, without the start that Confluent's wire format puts before it."""
    return value[WIRE_START:] if value[:1] == b"\0" else value


def decode(value: bytes | None, event_type: type[Event]) -> Event:
    """The event of one record. Fields it does not know are ignored (they may be newer).

    Raises InvalidEventError: empty value, not JSON, a field missing or of a wrong type.
    """
    return _convert(_json_object(value), event_type)


def decode_raw_article(value: bytes | None) -> RawArticle:
    """A RawArticle, with unknown fields moved to `extra`.

    Raises InvalidEventError as `decode` does, and where not exactly one of `text` and `html` is
    given, the body is blank, or it holds a NUL character.
    """
    fields = _json_object(value)
    if fields.get("extra") is None:
        fields["extra"] = {}
    unknown = {name: fields.pop(name) for name in fields.keys() - RAW_FIELDS}
    if unknown:
        extra = fields["extra"]
        if not isinstance(extra, dict):
            raise InvalidEventError("Expected `object`, got something else - at `$.extra`")
        fields["extra"] = {**extra, **dict(sorted(unknown.items()))}
    for optional in ("published_at", "fetched_at"):
        if fields.get(optional) == "":
            fields[optional] = None
    article = _convert(fields, RawArticle)
    _check_body(article)
    return article


def _check_body(article: RawArticle) -> None:
    if (article.text is None) == (article.html is None):
        both = article.text is not None
        found = "both are given" if both else "neither is given"
        raise InvalidEventError(f"exactly one of `text` and `html` is needed: {found}")
    name, body = ("text", article.text) if article.text is not None else ("html", article.html)
    assert body is not None
    if not body.strip():
        raise InvalidEventError(f"the body is empty - at `$.{name}`")
    nul = body.find("\0")
    if nul >= 0:
        raise InvalidEventError(
            f"the body holds a NUL character at offset {nul}: binary data? - at `$.{name}`"
        )


def _json_object(value: bytes | None) -> dict[str, Any]:
    if not value:
        raise InvalidEventError("the record has no value")
    try:
        fields = orjson.loads(unframed(value))
    except orjson.JSONDecodeError as error:
        raise InvalidEventError(f"not JSON: {error}") from None
    if not isinstance(fields, dict):
        raise InvalidEventError(f"Expected `object`, got `{JSON_TYPES[type(fields)]}`")
    return fields


def _convert(fields: dict[str, Any], event_type: type[Event]) -> Event:
    try:
        return msgspec.convert(fields, event_type)
    except msgspec.ValidationError as error:
        raise InvalidEventError(str(error)) from None
