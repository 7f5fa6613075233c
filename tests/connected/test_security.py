"""TLS and SASL on a real broker: worker, admin client and commands alike; secrets stay secret."""

import asyncio
import base64
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bench.worker_process import WorkerProcess
from streams.broker.access import with_access
from streams.broker.embedded import free_ports, launch, prepare, wait_until_up
from streams.broker.topics import create
from streams.settings import Settings, load
from tests.connected.kafka import article, of, send, wait_for

USER, PASSWORD = "newswire", "pass-w0rd-that-is-nowhere"
MODULES = "org.apache.kafka.common.security"
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=OPEN://127.0.0.1:{open},TLS://127.0.0.1:{tls},LOGIN://127.0.0.1:{login},\
CLEAR://127.0.0.1:{clear},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=OPEN://127.0.0.1:{open},TLS://localhost:{tls},LOGIN://localhost:{login},\
CLEAR://127.0.0.1:{clear}
inter.broker.listener.name=OPEN
controller.listener.names=CONTROLLER
listener.security.protocol.map=OPEN:PLAINTEXT,TLS:SSL,LOGIN:SASL_SSL,CLEAR:SASL_PLAINTEXT,\
CONTROLLER:PLAINTEXT
ssl.keystore.type=PEM
ssl.keystore.location={home}/broker.pem
ssl.truststore.type=PEM
ssl.truststore.location={home}/ca.crt
listener.name.tls.ssl.client.auth=required
listener.name.login.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.login.plain.sasl.jaas.config={modules}.plain.PlainLoginModule required \
user_{user}="{password}";
listener.name.login.scram-sha-256.sasl.jaas.config={modules}.scram.ScramLoginModule required;
listener.name.login.scram-sha-512.sasl.jaas.config={modules}.scram.ScramLoginModule required;
listener.name.clear.sasl.enabled.mechanisms=OAUTHBEARER
listener.name.clear.oauthbearer.sasl.jaas.config=\
{modules}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";
log.dirs={home}/logs
auto.create.topics.enable=false
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
group.initial.rebalance.delay.ms=0
group.min.session.timeout.ms=1000
"""


class Secured(NamedTuple):
    """A broker that wants TLS and logins, and the files for it."""

    home: Path
    tls: str
    login: str
    clear: str

    def env(self, kind: str) -> dict[str, str]:
        """The settings for one way to log in."""
        ca = str(self.home / "ca.crt")
        if kind == "TLS":
            pair = str(self.home / "client.pem")
            return {"BROKER": self.tls, "TLS": "1", "TLS_CA": ca, "TLS_CERT": pair}
        if kind == "OAUTHBEARER":
            token = str(self.home / "token")
            return {"BROKER": self.clear, "SASL_MECHANISM": kind, "SASL_TOKEN_FILE": token}
        login = {"BROKER": self.login, "TLS": "1", "TLS_CA": ca, "SASL_MECHANISM": kind}
        if kind == "SCRAM-SHA-512":
            return {**login, "SASL_USERNAME": USER,
                    "SASL_PASSWORD_FILE": str(self.home / "password")}  # fmt: skip
        return {**login, "SASL_USERNAME": USER, "SASL_PASSWORD": PASSWORD}


KINDS = ("TLS", "PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER")


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    home = tmp_path_factory.mktemp("secured")
    _certificates(home)
    (home / "password").write_text(PASSWORD + "\n")
    (home / "token").write_text(_token())
    names = ("open", "tls", "login", "clear", "controller")
    ports = dict(zip(names, free_ports(len(names)), strict=True))
    properties = PROPERTIES.format(
        **ports, home=home, modules=MODULES, user=USER, password=PASSWORD
    )
    users = [f"{kind}=[name={USER},password={PASSWORD}]" for kind in KINDS if "SCRAM" in kind]
    cache = load().cache_dir
    prepare(cache, home, properties, users=users)
    process = launch(cache, home)
    try:
        wait_until_up(process, home, ports["open"])
        asyncio.run(create(f"127.0.0.1:{ports['open']}", 1))
        yield Secured(home, *(f"localhost:{ports[name]}" for name in ("tls", "login", "clear")))
    finally:
        process.kill()
        process.wait()


def _certificates(home: Path) -> None:
    """A certificate authority of our own; a broker's and a client's certificate by it."""

    def openssl(*args: str) -> None:
        subprocess.run(["openssl", *args], cwd=home, check=True, capture_output=True)

    new = ("-newkey", "rsa:2048", "-nodes", "-days", "2")
    openssl("req", "-x509", *new, "-subj", "/CN=test authority", "-keyout", "ca.key",
            "-out", "ca.crt")  # fmt: skip
    (home / "names").write_text("subjectAltName=DNS:localhost")
    for name in ("broker", "client"):
        openssl("req", *new, "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", "request")
        openssl("x509", "-req", "-in", "request", "-CA", "ca.crt", "-CAkey", "ca.key",
                "-days", "2", "-extfile", "names", "-out", f"{name}.crt")  # fmt: skip
        pair = (home / f"{name}.key").read_text() + (home / f"{name}.crt").read_text()
        (home / f"{name}.pem").write_text(pair)


def _token() -> str:
    """An unsigned token, as Kafka takes it where no other validation is set."""

    def part(fields: dict[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")

    now = int(time.time())
    claims = {"sub": USER, "iat": now - 10, "exp": now + 3600}
    return f"{part({'alg': 'none'})}.{part(claims)}."


def _settings(monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> Settings:
    for name, value in env.items():
        monkeypatch.setenv(f"NEWSWIRE_{name}", value)
    return load()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_worker_and_the_commands_log_in(
    kind: str, secured: Secured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    env = secured.env(kind)
    settings = _settings(monkeypatch, env)
    broker = with_access(env["BROKER"], settings)
    await send(broker, [article(f"{prefix}-1"), b"broken"])
    worker = WorkerProcess(
        env["BROKER"], tmp_path / "worker.log", pool_workers="1", group=prefix, log_level="debug"
    )
    try:
        worker.start()
        await wait_for(broker, "enriched", of(prefix), 1)
        metrics = worker.get("/metrics")[1]
    finally:
        worker.stop()
    shown = [worker.log.read_text(), metrics]
    for command in (["topics", "list"], ["dead-letters", "inspect"], ["doctor"], ["settings"]):
        done = await asyncio.to_thread(_newswire, command)
        assert done.returncode == 0, done.stderr
        shown += [done.stdout, done.stderr]
    assert not any(PASSWORD in text for text in shown)
    assert not any(_signature_of(secured) in text for text in shown)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [("PLAIN", {"SASL_PASSWORD": "wrong"}), ("SCRAM-SHA-256", {"SASL_PASSWORD": "wrong"}),
     ("PLAIN", {"TLS_CA": ""}), ("TLS", {"TLS_CERT": ""})],
)  # fmt: skip
def test_a_refused_login_is_one_line_that_says_what_to_look_at(
    kind: str, wrong: dict[str, str], secured: Secured, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {**secured.env(kind), **wrong}
    for name in [name for name, value in env.items() if not value]:
        del env[name]
        monkeypatch.delenv(f"NEWSWIRE_{name}", raising=False)
    for name, value in env.items():
        monkeypatch.setenv(f"NEWSWIRE_{name}", value)
    done = _newswire(["topics", "list"])
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert "NEWSWIRE_TLS" in line
    assert PASSWORD not in line


def _newswire(args: list[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "streams", *args],
        capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip


def _signature_of(secured: Secured) -> str:
    """The part of the token that is nobody's business."""
    return (secured.home / "token").read_text().split(".")[1]
