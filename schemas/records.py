"""A Kafka record of any of our topics as a typed event, whatever client it came from.

>>> from schemas import read_record
>>> identity, event = read_record(record.value, record.headers)  # doctest: +SKIP
"""

from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import msgspec

import schemas.articles
import schemas.flat
from schemas.codec import InvalidEventError, decode
from schemas.headers import Headers, header
from schemas.topics import topics


class Record(NamedTuple):
    """One event with the identity that a repeat of it shares."""

    ce_id: str
    event: msgspec.Struct


def read_record(value: bytes | None, headers: Headers | None) -> Record:
    """The event of a record, its type told by the `ce_type` header.

    `headers` is what aiokafka and confluent-kafka give: pairs of name and bytes. A record without
    `ce_id` gets one made from its value. Raises InvalidEventError: a `ce_type` that is missing or
    unknown, and what `decode` raises.
    """
    pairs = headers or ()
    ce_type = header(pairs, "ce_type") or ""
    event_type = _event_types().get(ce_type)
    if event_type is None:
        raise InvalidEventError(f"no event of ours: ce_type is {ce_type or 'missing'!r}")
    return Record(identity(value, pairs), decode(value, event_type))


def identity(value: bytes | None, headers: Headers | None) -> str:
    """The `ce_id` of a record; where it has none, a digest of its value."""
    return header(headers or (), "ce_id") or blake2b(value or b"", digest_size=16).hexdigest()


@cache
def _event_types() -> dict[str, type[msgspec.Struct]]:
    types = {**vars(schemas.articles), **vars(schemas.flat)}
    return {topic.ce_type: types[topic.event] for topic in topics().values() if topic.event}
