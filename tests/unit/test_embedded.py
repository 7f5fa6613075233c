"""What stands in the way of the embedded broker is said in one line, with what to do."""

import json
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from streams.broker import embedded, program
from streams.errors import UserError
from tests.unit.fake_process import Clock, Process, started


def programs(
    monkeypatch: pytest.MonkeyPatch, there: set[str], stderr: str = "", code: int = 0
) -> None:
    """Only these programs are there; each answers so."""

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, code, "[ERROR] no such host\n", stderr)

    monkeypatch.setattr(shutil, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.parametrize(
    ("there", "version", "error"),
    [
        (set(), "", r"needs Java 17 or newer: `apt-get install openjdk-17"),
        ({"java"}, 'openjdk version "11.0.2" 2019', r"java is 11: `apt-get"),
        ({"java"}, 'java version "1.8.0_202"', r"java is 8: `apt-get"),
        ({"java"}, 'openjdk version "21.0.1"', r"Maven is needed once"),
        ({"java"}, "a Java of its own kind", r"Maven is needed once"),
    ],
)
def test_a_program_that_is_missing_or_too_old_is_named(
    there: set[str], version: str, error: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs(monkeypatch, there, version)
    with pytest.raises(UserError, match=error):
        program.command(tmp_path, tmp_path)


def test_jars_that_could_not_be_fetched_leave_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs(monkeypatch, {"java", "mvn"}, 'openjdk version "21.0.1"', code=1)
    said: list[str] = []
    with pytest.raises(UserError, match=r"could not fetch Apache Kafka: \[ERROR\] no such host"):
        program.command(tmp_path, tmp_path, said.append)
    assert said == [f"fetching Apache Kafka {program.kafka_version()} with Maven (once, 45 MB)"]
    assert list((tmp_path / "kafka").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=r"folder .*file/broker .*NEWSWIRE_CACHE_DIR"):
        embedded.start(tmp_path, tmp_path / "file" / "broker")


@pytest.mark.parametrize("state", ["", "{", json.dumps({"address": "a:1", "pid": 2**22 + 1})])
def test_a_broker_that_is_gone_has_no_address(state: str, tmp_path: Path) -> None:
    assert embedded.running_address(tmp_path) is None
    (tmp_path / "broker.json").write_text(state)
    assert embedded.running_address(tmp_path) is None


def test_a_second_broker_on_one_folder_is_refused_and_told_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "_is_kafka", lambda pid, folder: True)
    state = {"address": "127.0.0.1:19092", "pid": 1, "starter": os.getpid()}
    (tmp_path / "broker.json").write_text(json.dumps(state))
    assert embedded.running_address(tmp_path) == "127.0.0.1:19092"
    with pytest.raises(UserError, match=r"already runs .*NEWSWIRE_BROKER=127\.0\.0\.1:19092"):
        embedded.start(tmp_path, tmp_path)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(embedded, "time", made)
    return made


@pytest.fixture
def kafka(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Path:
    """The data folder of a broker whose program is there."""
    monkeypatch.setattr(embedded, "command", lambda cache, folder, say=None: ["java"])
    folder = tmp_path / "broker"
    (folder / "logs").mkdir(parents=True)
    (folder / "logs" / "meta.properties").write_text("")
    return folder


def answering(monkeypatch: pytest.MonkeyPatch, after: int) -> list[int]:
    """A port that takes connections after so many tries; the ports that were tried."""
    tried: list[int] = []

    def connect(address: tuple[str, int], timeout: float) -> socket.socket:
        tried.append(address[1])
        if len(tried) <= after:
            raise ConnectionRefusedError
        return socket.socket()

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def test_a_broker_is_up_when_it_answers_and_is_found_until_it_is_stopped(
    kafka: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes, tried = started(monkeypatch), answering(monkeypatch, 3)
    monkeypatch.setattr(embedded, "_is_kafka", lambda pid, folder: pid == Process.pid)
    said: list[str] = []
    broker = embedded.start(kafka, kafka, said.append, preferred=0)
    assert said == [f"starting Apache Kafka on {broker.address}: some seconds"]
    assert len(set(tried)) == 1
    assert len(tried) == 4
    assert broker.address == f"127.0.0.1:{tried[0]}" == embedded.running_address(kafka)
    assert f"listeners=PLAINTEXT://{broker.address}," in (kafka / "server.properties").read_text()
    assert broker.running()
    broker.stop()
    assert processes[0].done == ["terminate", embedded.STOP_SECONDS]
    assert not broker.running()
    assert embedded.running_address(kafka) is None
    broker.stop()  # again: nothing is done
    assert len(processes[0].done) == 2


def test_a_broker_that_does_not_end_is_ended_by_force(
    kafka: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = started(monkeypatch, stubborn=True)
    answering(monkeypatch, 0)
    with embedded.running(kafka, kafka):
        pass
    assert processes[0].done == ["terminate", embedded.STOP_SECONDS, "kill", None]


def test_a_broker_that_ends_or_hangs_as_it_starts_is_named_with_its_log(
    kafka: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (process,) = (started(monkeypatch), embedded.launch(kafka, kafka))[0]
    answering(monkeypatch, 10**6)
    with pytest.raises(UserError, match=r"not up within 60 s; see .*broker\.log"):
        embedded.wait_until_up(process, kafka, 1)  # type: ignore[arg-type]
    assert process.done == ["kill", None]  # it is not left behind
    with pytest.raises(UserError, match=r"the broker did not start; see .*broker\.log"):
        embedded.wait_until_up(process, kafka, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [0, 1])
def test_a_new_data_folder_is_formatted_and_what_fails_is_in_the_log(
    kafka: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    (kafka / "logs" / "meta.properties").unlink()
    asked: list[list[str]] = []

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, code, "said\n", "why\n")

    monkeypatch.setattr(subprocess, "run", run)
    if code:
        with pytest.raises(UserError, match=r"could not be prepared; see .*broker\.log"):
            embedded.prepare(kafka, kafka, "", users=["a=b"])
    else:
        embedded.prepare(kafka, kafka, "", users=["a=b"])
    assert asked[0][1:3] == ["kafka.tools.StorageTool", "format"]
    assert asked[0][-2:] == ["--add-scram", "a=b"]
    assert (kafka / "broker.log").read_text() == "said\nwhy\n"


def test_what_a_killed_session_left_is_ended_first(
    kafka: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    """Two brokers on one data folder would not start."""
    signals: list[tuple[int, int]] = []
    alive = {77}  # the broker, and not who had started it

    def kill(pid: int, number: int) -> None:
        if pid not in alive:
            raise ProcessLookupError
        signals.append((pid, number))

    monkeypatch.setattr(os, "kill", kill)
    looks = iter([True, True, True, False])
    monkeypatch.setattr(embedded, "_is_kafka", lambda pid, folder: next(looks))
    (kafka / "broker.json").write_text(json.dumps({"address": "a:1", "pid": 77, "starter": 76}))
    started(monkeypatch)
    answering(monkeypatch, 0)
    embedded.start(kafka, kafka, preferred=0)
    assert signals == [(77, signal.SIGTERM)]
    assert clock.monotonic() == pytest.approx(1000.2)  # until it was gone


def test_the_preferred_port_is_taken_where_it_is_free() -> None:
    (free,) = embedded.free_ports(1)
    assert embedded.free_ports(2, free)[0] == free
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        first, second = embedded.free_ports(2, port)
    assert port not in {first, second}
    assert first != second
