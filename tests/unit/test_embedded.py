"""What stands in the way of the embedded broker is said in one line, with what to do."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from streams.broker import embedded, program
from streams.errors import UserError


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
