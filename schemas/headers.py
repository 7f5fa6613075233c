"""Record headers: CloudEvents 1.0 in Kafka's binary content mode, W3C trace context through.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
"""

from collections.abc import Iterable, Sequence

Headers = Sequence[tuple[str, bytes]]

CARRIED_THROUGH = ("traceparent", "tracestate")
"""https://www.w3.org/TR/trace-context/"""


def cloud_event(
    *, ce_id: str, ce_type: str, ce_source: str, ce_time: str | None, dataschema: str
) -> list[tuple[str, bytes]]:
    """The headers of one event. `ce_time` is RFC 3339; left out when it is None."""
    headers = [
        ("ce_specversion", b"1.0"),
        ("ce_id", ce_id.encode()),
        ("ce_type", ce_type.encode()),
        ("ce_source", ce_source.encode()),
        ("ce_dataschema", dataschema.encode()),
        ("content-type", b"application/json"),
    ]
    if ce_time is not None:
        headers.insert(4, ("ce_time", ce_time.encode()))
    return headers


def with_id(headers: Headers, ce_id: str) -> list[tuple[str, bytes]]:
    """The same headers, the very tuples but one, for another event.

    What many records share is pickled once on its way between processes.
    """
    own = ("ce_id", ce_id.encode())
    return [own if field[0] == "ce_id" else field for field in headers]


def carried(headers: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Those headers of an input record that its outputs repeat."""
    return [(name, value) for name, value in headers if name in CARRIED_THROUGH]


def header(headers: Iterable[tuple[str, bytes]], name: str) -> str | None:
    """The last value of a header as text, None where it is missing or not UTF-8."""
    found = None
    for key, value in headers:
        if key == name and value is not None:
            found = value
    try:
        return found.decode() if found is not None else None
    except UnicodeDecodeError:
        return None
