"""What a person gets wrong, and what the system refuses: one clear line, and never a trace."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import NotLeaderForPartitionError, TopicAuthorizationFailedError
from click.testing import CliRunner

from streams import worker
from streams.broker import topics as broker_topics
from streams.cli import cli, main
from streams.commands import clients
from streams.errors import UserError
from streams.feeds.fetch import Fetcher, NotFetchedError
from streams.metrics import Metrics
from streams.settings import Settings
from tests.unit.fake_kafka import Consumer, Kafka

LONG = "x" * 5000


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("NEWSWIRE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NEWSWIRE_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("NEWSWIRE_HTTP_PORT", "0")  # another worker may run here


@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        ("enrich", {}, "Missing argument 'FILE|DIR|-'"),
        ("enrich {empty}", {}, "empty name"),
        ("enrich {long}", {}, "File name too long"),
        ("clean {folder}", {}, "no .txt, .html, .json"),
        ("enrich {binary}", {}, "bytes that no text has"),
        ("enrich a.txt --table all", {}, "'all' is not one of"),
        ("enrich {text}", {"GAZETTEERS": '["/nowhere.tsv"]'}, "NEWSWIRE_GAZETTEERS: /nowhere.tsv"),
        ("enrich {text}", {"GAZETTEERS": "names.tsv"}, "NEWSWIRE_GAZETTEERS: not a JSON array"),
        ("enrich {text}", {"TRACES": "jaeger"}, "NEWSWIRE_TRACES: not an address"),
        ("ingest a.txt --memory {binary}/x", {"BROKER": "127.0.0.1:1"}, "set --memory or"),
        ("ingest ftp://a.example/feed", {"BROKER": "127.0.0.1:1"}, "an http or https address"),
        ("tail", {"TLS": "1", "TLS_CA": "/nowhere.pem", "BROKER": "127.0.0.1:1"}, "TLS_CA"),
        ("lag", {"HTTP_HOST": "300.1.1.1", "BROKER": "127.0.0.1:1"}, "NEWSWIRE_HTTP_HOST=300"),
        ("up", {"CACHE_DIR": "{binary}"}, "set NEWSWIRE_CACHE_DIR to a folder of yours"),
        ("rewind --to yesterday", {}, "not a time with its offset"),
        ("topics grow mine --partitions 4", {}, "mine is no topic of newswire"),
        ("topics grow mine --partitions 100000", {}, "100000 is not in the range 2<=x<=1000"),
        ("topics create --partitions 0", {}, "0 is not in the range 1<=x<=1000"),
        ("produce {text}", {"BROKER": "127.0.0.1:1"}, "no Kafka answers at 127.0.0.1:1"),
        ("sink postgres", {}, "set NEWSWIRE_POSTGRES"),
    ],
)  # fmt: skip
def test_a_fault_is_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: str,
    variables: dict[str, str],
    said: str,
) -> None:
    names = {"folder": tmp_path / "none", "binary": tmp_path / "b", "text": tmp_path / "a.txt"}
    names["folder"].mkdir()
    names["binary"].write_bytes(bytes(range(256)) * 2)
    names["text"].write_text("Two ships left.")
    for name, value in variables.items():
        filled = value.replace("{binary}", str(names["binary"]))
        monkeypatch.setenv(f"NEWSWIRE_{name}", filled)
    words = [word.format(empty="", long=LONG, **names) for word in arguments.split()]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code in {1, 2}
    (line,) = result.stderr.splitlines()
    assert line.startswith("newswire: ")
    assert said in line
    assert "unexpected" not in line


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TopicAuthorizationFailedError("news.articles.enriched.v1"),
         "[Error 29] TopicAuthorizationFailedError: news.articles.enriched.v1; SECURITY.md lists "
         "what is needed there"),
        (NotLeaderForPartitionError(), "[Error 6] NotLeaderForPartitionError; the broker may be "
         "busy or away: try again; `newswire doctor` looks at it"),
    ],
)  # fmt: skip
def test_what_the_broker_refuses_is_told_as_its_word_and_no_bug(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    """A user without the right to read was asked to report "unexpected: TopicAuthorization..."."""

    class Refused(Consumer):
        async def getmany(self, *partitions: Any, **options: Any) -> Any:
            raise error

    kafka = Kafka()
    kafka.make("news.articles.enriched.v1")
    kafka.use(monkeypatch, clients, broker_topics)
    monkeypatch.setattr(clients, "AIOKafkaConsumer", lambda **options: Refused(kafka, options))
    monkeypatch.setenv("NEWSWIRE_BROKER", "nowhere:1")
    result = CliRunner().invoke(cli, ["tail", "--from-start"])
    assert (result.exit_code, result.stderr) == (1, f"newswire: Kafka: {said}\n")


def shell(command: str) -> "subprocess.CompletedProcess[str]":
    """What a shell makes of a command, with `newswire` in it ours."""
    ours = command.replace("newswire", f"{sys.executable} -m streams")
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {ours}"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("newswire settings | head -1", 0, ""),
        ("newswire settings >&-", 0, ""),
        ("newswire enrich /nowhere 2>&-", 2, ""),
        ("newswire settings > /dev/full", 1, "newswire: the output: No space left on device\n"),
        ("newswire enrich - <&-", 2, "newswire: standard input is empty\n"),
    ],
)
def test_streams_that_are_closed_or_full(command: str, code: int, said: str) -> None:
    """Without standard input or output it was "unexpected: AttributeError", to be reported."""
    done = shell(command)
    assert (done.returncode, done.stderr) == (code, said)


def test_ctrl_c_while_it_waits_ends_it_without_a_word() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "streams", "enrich", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # nohup ignores it
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(b'{"text": "Two ships left."}\n')
    process.stdin.flush()
    wchan = Path(f"/proc/{process.pid}/wchan")
    deadline = time.monotonic() + 300
    while "pipe" not in wchan.read_text():  # it reads, and has no more
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 130
    assert said == b""


def test_a_second_ctrl_c_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    """`timeout --signal INT` sends two, and the second met the logs as they were closed."""

    def interrupted(**options: Any) -> None:
        raise SystemExit(130)

    monkeypatch.setattr("streams.cli.cli", interrupted)
    before = signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(SystemExit):
            main()
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


async def test_a_pool_that_does_not_start_ends_the_worker_in_one_line(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """With too little memory for a pool worker Faust showed a trace of 25 lines."""

    class NoPool:
        async def start(self) -> None:
            raise UserError("the pool workers do not start")

    codes: list[int] = []
    monkeypatch.setattr(worker, "end_process", codes.append)
    health: Any = SimpleNamespace(state=None, run=nothing)
    pool: Any = NoPool()
    around = worker.Surroundings(Settings(http_port=0), "nowhere:1", pool, Metrics(), health)
    await around.on_start()
    await around._runner.cleanup()
    assert codes == [70]
    assert caplog.messages[-1] == "the pool workers do not start"
    assert not any(record.exc_info for record in caplog.records)


async def nothing() -> None:
    return None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1:1/feed", "robots.txt not read: no connection"),
        ("http:///feed", "robots.txt not read: no address of a page"),
    ],
)
async def test_a_feed_that_is_away_is_told_in_words(address: str, why: str) -> None:
    """ "robots.txt not had: ClientConnectorError" says nothing to a person."""
    fetcher = Fetcher(0.0, {"127.0.0.1", ""})
    try:
        with pytest.raises(NotFetchedError, match=f"^{why}$"):
            await fetcher.get(address)
    finally:
        await fetcher.close()
