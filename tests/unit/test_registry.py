"""A schema registry that answers, refuses, or is none: a start, or one line that says why not."""

import base64
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import orjson
import pytest

from schemas import topics
from streams.errors import UserError
from streams.outcome import Message, Outcome, Output
from streams.registry import framed, prefixes, register
from streams.steps import Steps, finished

ASKED: list[tuple[str, dict[str, str]]] = []
LOGINS: list[str | None] = []


class Registry(BaseHTTPRequestHandler):
    """Gives each subject the number of its turn; refuses and misbehaves where the path says so."""

    def do_POST(self) -> None:
        body = orjson.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if "/rude/" in self.path:
            self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
            return
        refused = "/strict/" in self.path
        self.send_response(409 if refused else 200)
        self.end_headers()
        if refused:
            self.wfile.write(b"incompatible with an earlier schema")
        elif "/empty/" in self.path:
            self.wfile.write(b"[]")
        else:
            ASKED.append((self.path, body))
            LOGINS.append(self.headers["Authorization"])
            self.wfile.write(orjson.dumps({"id": 256 + len(ASKED)}))

    def log_message(self, *_: object) -> None:
        """Not on the screen."""


@pytest.fixture
def registry() -> Iterator[str]:
    ASKED.clear()
    server = HTTPServer(("127.0.0.1", 0), Registry)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_registry_that_wants_a_login_gets_it_from_its_address(registry: str) -> None:
    """Confluent's always does. urllib took the key and its secret for a host's name, and the error
    showed them."""
    prefixes(registry.replace("//", "//key:pa%3Ass@"))
    assert {base64.b64decode(str(login).removeprefix("Basic ")) for login in LOGINS[-6:]} == {
        b"key:pa:ss"
    }
    with pytest.raises(UserError) as error:
        register("http://key:secret@127.0.0.1:9", "s", "{}")
    assert "127.0.0.1:9:" in str(error.value)
    assert "secret" not in str(error.value)


def test_each_topic_with_an_event_has_its_schema_registered(registry: str) -> None:
    found = prefixes(f"{registry}/")
    wanted = {name: topic.name for name, topic in topics().items() if topic.event}
    assert found.keys() == wanted.keys()
    assert [path for path, _ in ASKED] == [f"/subjects/{t}-value/versions" for t in wanted.values()]
    assert all(body["schemaType"] == "JSON" and "$defs" in body["schema"] for _, body in ASKED)
    assert next(iter(found.values())) == b"\0\0\0\1\1"  # a zero byte, and 257 in four


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("strict", r"refuses a-value \(409\): incompatible with an earlier schema"),
        ("rude", "no registry at NEWSWIRE_REGISTRY=http://"),
        ("empty", "no registry at NEWSWIRE_REGISTRY=http://"),
    ],
)
def test_what_is_no_registry_is_said_in_one_line(registry: str, path: str, said: str) -> None:
    """A port that speaks no HTTP, and an answer that is no object, were "unexpected"."""
    with pytest.raises(UserError, match=said):
        register(f"{registry}/{path}", "a-value", "{}")


def test_nobody_there_is_said_in_one_line() -> None:
    said = r"no registry at NEWSWIRE_REGISTRY=http://127\.0\.0\.1:1: Connection refused$"
    with pytest.raises(UserError, match=said):
        register("http://127.0.0.1:1", "a-value", "{}")


def test_only_the_outputs_of_registered_topics_are_framed() -> None:
    def work(message: Message) -> Steps[Outcome]:
        yield
        outputs = [Output(topic, b"k", b"{}", ()) for topic in ("clean", "sources")]
        return Outcome(outputs=outputs)

    outcome = finished(framed(work, {"clean": b"\0abcd"}, Message(b"k", b"", (), 0.0)))
    assert [output.value for output in outcome.outputs] == [b"\0abcd{}", b"{}"]
