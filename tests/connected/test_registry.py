"""Values in Confluent's wire format, against a small server that answers as a registry does.

The server is ours, and faithful in what is asked of it: an id a schema, the same id again for the
same one, 409 for one that is refused, 422 for what is no schema.
"""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bench.worker_process import WorkerProcess
from schemas import EnrichedArticle, decode, topics
from schemas.codec import unframed
from streams.errors import UserError
from streams.registry import prefixes, register
from tests.connected.kafka import article, of, send, wait_for


class Registry(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.ids: dict[str, int] = {}
        self.subjects: dict[str, int] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Registry

    def do_POST(self) -> None:
        subject = self.path.split("/")[2]
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert body["schemaType"] == "JSON"
        try:
            json.loads(body["schema"])
        except ValueError:
            self.answer(422, {"error_code": 42201, "message": "Invalid schema"})
            return
        if subject == "refused-value":
            self.answer(409, {"error_code": 409, "message": "incompatible"})
            return
        number = self.server.ids.setdefault(body["schema"], 70_000 + len(self.server.ids))
        self.server.subjects[subject] = number
        self.answer(200, {"id": number})

    def answer(self, status: int, fields: dict[str, object]) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(fields).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def registry() -> Iterator[Registry]:
    server = Registry()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


async def test_values_begin_with_the_id_of_their_schema_and_all_readers_take_them(
    broker: str, prefix: str, tmp_path: Path, registry: Registry
) -> None:
    worker = WorkerProcess(
        broker, tmp_path / "worker.log", pool_workers="1", group=prefix, registry=registry.url
    )
    worker.start()
    try:
        await send(broker, [article(f"{prefix}-1")])
        records = await wait_for(broker, "enriched", of(prefix), 1)
        quantities = await wait_for(broker, "quantities", of(prefix), 1)
    finally:
        worker.stop()
    for name, record in (("enriched", records[0]), ("quantities", quantities[0])):
        number = registry.subjects[f"{topics()[name].name}-value"]
        assert record.value[:5] == b"\0" + number.to_bytes(4, "big")
        assert json.loads(record.value[5:]) == json.loads(unframed(record.value))
    assert decode(records[0].value, EnrichedArticle).quantities[0].value == 300


def test_a_schema_that_is_there_keeps_its_id(registry: Registry) -> None:
    assert prefixes(registry.url) == prefixes(registry.url + "/")
    assert len(registry.ids) == len([topic for topic in topics().values() if topic.event])


def test_what_a_registry_refuses_is_said_in_one_line(registry: Registry) -> None:
    with pytest.raises(UserError, match="refuses refused-value \\(409\\)"):
        register(registry.url, "refused-value", "{}")
    with pytest.raises(UserError, match="no registry at NEWSWIRE_REGISTRY"):
        register("http://127.0.0.1:1", "any", "{}")
