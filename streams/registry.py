"""Values in Confluent's wire format, their schemas kept in a registry: a setting, off by default.

A value is a zero byte, the schema's id (four bytes, big-endian), then the JSON as ever:
https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/
JSON never begins with a zero byte, so every reader of ours takes both forms.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from http.client import HTTPException
from importlib import resources
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

import orjson

from schemas import topics
from streams.errors import UserError
from streams.outcome import Message, Outcome
from streams.settings import without_passwords
from streams.steps import Steps

SECONDS = 10
CONTENT_TYPE = "application/vnd.schemaregistry.v1+json"


def prefixes(registry: str) -> dict[str, bytes]:
    """What each topic's values begin with, by the topic's short name.

    Registers the JSON Schema of each topic's event as `<topic>-value`; one that is there already
    keeps its id. Raises UserError where the registry does not answer, or refuses a schema as
    incompatible.
    """
    found = {}
    for name, topic in topics().items():
        if topic.event:
            path = resources.files("schemas") / "jsonschema" / f"{topic.name}.schema.json"
            number = register(registry, f"{topic.name}-value", path.read_text("utf-8"))
            found[name] = b"\0" + number.to_bytes(4, "big")
    return found


def register(registry: str, subject: str, schema: str) -> int:
    """The id of a schema under a subject. Raises UserError."""
    parts = urlsplit(registry)
    login, _, host = parts.netloc.rpartition("@")
    address = urlunsplit(parts._replace(netloc=host)).rstrip("/")
    request = Request(
        f"{address}/subjects/{subject}/versions",
        data=orjson.dumps({"schemaType": "JSON", "schema": schema}),
        headers={"Content-Type": CONTENT_TYPE, "Accept": CONTENT_TYPE},
    )
    if login:
        token = b64encode(unquote(login).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {token}")
    try:
        with urlopen(request, timeout=SECONDS) as answer:
            return int(orjson.loads(answer.read())["id"])
    except HTTPError as error:
        said = error.read(500).decode("utf-8", "replace")
        raise UserError(f"the registry refuses {subject} ({error.code}): {said}") from None
    except (URLError, OSError, HTTPException, ValueError, KeyError, TypeError) as error:
        reason = getattr(error, "reason", error)
        why = getattr(reason, "strerror", None) or reason
        shown = without_passwords(registry)
        raise UserError(f"no registry at NEWSWIRE_REGISTRY={shown}: {why}") from None


def framed(
    work: Callable[[Message], Steps[Outcome]], starts: Mapping[str, bytes], message: Message
) -> Steps[Outcome]:
    """A stage's work with the values of its outputs in wire format."""
    outcome = yield from work(message)
    outputs = [
        output._replace(value=starts.get(output.topic, b"") + output.value)
        for output in outcome.outputs
    ]
    return outcome._replace(outputs=outputs)
