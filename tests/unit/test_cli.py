"""The command without a broker: what it prints, and how it fails."""

import gzip
import json
import logging
import re
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from click.testing import CliRunner, Result

from streams.cli import cli
from streams.commands.handled import format_ranges, parse_ranges
from streams.commands.up import Running
from streams.errors import UserError
from streams.logs import Away
from streams.settings import load


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NEWSWIRE_BROKER", raising=False)
    monkeypatch.setenv("NEWSWIRE_CACHE_DIR", str(tmp_path / "cache"))


def run(*args: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, args, input=text)


SUBCOMMANDS = ["up", "worker", "topics", "produce", "clean", "enrich", "tail", "dead-letters",
               "doctor", "settings", "page", "sink", "trends", "ingest"]  # fmt: skip


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_has_help(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_the_list_of_commands_cuts_no_line() -> None:
    """Half of them ended in dots where it is 80 columns wide."""
    commands = run("--help").output.partition("Commands:")[2]
    assert "  worker  " in commands
    assert "..." not in commands


def test_enrich_gives_one_event_a_line_in_order(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl.gz"
    lines = [json.dumps({"id": f"a{i}", "text": f"About {i} tanks left."}) for i in range(2, 8)]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    result = run("enrich", str(path))
    assert result.exit_code == 0
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert [event["id"] for event in events] == [f"a{i}" for i in range(2, 8)]
    assert [event["quantities"][0]["value"] for event in events] == list(range(2, 8))


def test_a_broken_line_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"text": "One."}\n{"text": 5}\n{"text": "Three."}\n')
    result = run("clean", str(path))
    assert result.exit_code == 1
    assert "articles.jsonl:2: Expected `str | null`, got `int` - at `$.text`" in result.stderr
    assert len(result.stdout.splitlines()) == 2


def test_no_clean_takes_the_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ADVERTISEMENT\n\n  Two  tanks. ")
    result = run("enrich", "--no-clean", str(path))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["text"] == "ADVERTISEMENT\n\n  Two  tanks. "


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("enrich", "nowhere.txt"), "nowhere.txt: no such file or folder"),
        (("produce", "nowhere.txt"), "no broker: start one with `newswire up`"),
        (("tail",), "no broker: start one with `newswire up`"),
        (("topics", "create"), "no broker"),
    ],
)
def test_errors_are_one_line_that_says_what_to_do(args: tuple[str, ...], message: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("enrich",), "Missing argument 'FILE|DIR|-' (see `newswire enrich --help`)"),
        (("--wrong",), "No such option: --wrong"),
        (("enrich", "x", "--table"), "requires an argument (see `newswire enrich --help`)"),
        (
            ("topics", "create", "--wait"),
            "requires an argument (see `newswire topics create --help`)",
        ),
        (
            ("dead-letters", "replay", "--reason"),
            "requires an argument (see `newswire dead-letters replay --help`)",
        ),
        (("enrch", "x"), "there is no command 'enrch', did you mean 'enrich'?"),
        (("topics", "creat"), "there is no command 'creat', did you mean 'create'?"),
        (("topics", "grow", "news", "--partitions", "9"), "news is no topic of newswire"),
        (("produce", "--limit", "0", "x"), "Invalid value for '--limit'"),
        (("dead-letters", "inspect", "--at", "x"), "not PARTITION:OFFSET, as in 0:12"),
        (("dead-letters", "replay", "--reason", "bugs"), "'bugs' is not one of 'not_json'"),
    ],
)
def test_wrong_usage_is_one_line(args: tuple[str, ...], said: str) -> None:
    """It was four lines, of which the last said what was wrong; `--at x` chose nothing, unsaid."""
    result = CliRunner().invoke(cli, args, prog_name="newswire")
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NEWSWIRE_BROKER", "localhost:kafka", "not host:port[,host:port]"),
        ("NEWSWIRE_BROKER", "http://localhost:9092", "not host:port[,host:port]"),
        ("NEWSWIRE_GAZETTEERS", "names.tsv", "not a JSON array"),
        ("NEWSWIRE_ENTITIES", "spacy", "not newswire, spacy:PIPELINE or gliner:MODEL"),
        ("NEWSWIRE_POOL_WORKERS", "many", "should be a valid integer"),
    ],
)
def test_a_wrong_setting_is_named_and_the_others_are_listed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    """Two of them were "unexpected", and `newswire settings`, named as the help, failed as well."""
    monkeypatch.setenv(name, value)
    result = run("tail")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"newswire: {name}: ")
    assert said in result.stderr
    listed = run("settings")
    assert listed.exit_code == 2
    assert f"{name}=" in listed.stdout
    assert said in listed.stderr


@pytest.mark.parametrize(
    "servers", ["kafka:9092", "a:1,b.example.org:2", "a_b:1, c:65535", " a:1 ", "[::1]:9092"]
)
def test_what_names_a_broker_is_taken(monkeypatch: pytest.MonkeyPatch, servers: str) -> None:
    monkeypatch.setenv("NEWSWIRE_BROKER", servers)
    assert load().broker == servers


def test_a_broker_that_is_empty_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """`up` said that no Kafka answers at nothing, and did not start its own."""
    monkeypatch.setenv("NEWSWIRE_BROKER", "")
    assert load().broker is None


def test_a_taken_port_is_said_before_anything_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another worker answered there, so `up` was "ready" while its own could not start."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("NEWSWIRE_HTTP_PORT", str(port))
        result = run("up")
    assert result.exit_code == 2
    assert f"port {port} on 127.0.0.1 cannot be used" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_broker_that_went_away_is_told_now_and_then() -> None:
    """`tail`, `page` and `produce` waited for it for ever, and said nothing."""
    said: list[str] = []
    away = Away(said.append)
    for name, text in (
        ("aiokafka", "Unable to update metadata from [1]"),
        ("aiokafka", "Unable to update metadata from [1]"),
        ("aiokafka.consumer.fetcher", "Failed fetch messages from 1"),
    ):
        away.handle(logging.LogRecord(name, logging.ERROR, "", 0, text, None, None))
    (line,) = said
    assert "the broker does not answer; waiting for it" in line


def test_no_level_of_the_log_shows_what_is_sent_to_the_broker() -> None:
    """aiokafka writes each request at debug, the password with it: `--debug worker` showed it."""
    code = (
        "import logging\n"
        "from streams.logs import set_up\n"
        "set_up('debug')\n"
        "logging.getLogger('aiokafka.conn').debug('the password')\n"
        "logging.getLogger('streams.worker').debug('ours')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "ours" in done.stderr
    assert "the password" not in done.stderr


async def test_an_embedded_broker_that_ended_ends_up() -> None:
    """It ran on with a worker that could do nothing, "ready" on its screen."""
    said: list[str] = []
    running = Running.__new__(Running)
    running._say = said.append
    running._embedded = cast(Any, SimpleNamespace(running=lambda: False, output=Path("its.log")))
    with pytest.raises(UserError, match=r"Apache Kafka has ended; its\.log may say why"):
        await running.watch()
    assert "ending the worker" in said[0]


def test_clean_events_are_enriched_as_raw_ones_are(tmp_path: Path) -> None:
    """`newswire clean F | newswire enrich -` refused each: "Expected `str | null`"."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "Two tanks left Kiel on Monday."}\n')
    cleaned = run("clean", str(path), "--json").stdout
    result = run("enrich", "-", "--json", text=cleaned)
    assert result.exit_code == 0
    assert result.stdout == run("enrich", str(path), "--json").stdout


def test_settings_lists_variables() -> None:
    assert "NEWSWIRE_POOL_WORKERS=" in run("settings").output


def test_a_misspelt_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """It did nothing, and nothing said so. What the compose file and Kubernetes name is theirs."""
    monkeypatch.setenv("NEWSWIRE_POOL_WORKER", "3")
    monkeypatch.setenv("NEWSWIRE_WORKER_CPUS", "2")
    said = (
        "NEWSWIRE_POOL_WORKER is no setting and does nothing; did you mean NEWSWIRE_POOL_WORKERS?"
    )
    assert run("settings").stderr.strip() == f"newswire: {said}"
    assert "NEWSWIRE_POOL_WORKER is no setting" in run("doctor").output


def test_a_misspelt_setting_is_named_by_whatever_runs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only `settings` and `doctor` said it: a worker ran on without a word."""
    monkeypatch.setenv("NEWSWIRE_POOL_WORKER", "3")
    (tmp_path / "a.txt").write_text("Two tanks.")
    result = run("enrich", str(tmp_path / "a.txt"))
    assert result.exit_code == 0
    assert "did you mean NEWSWIRE_POOL_WORKERS?" in result.stderr


def test_a_listed_setting_can_be_set_as_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists were shown as Python writes them, which no setting takes; one had no meaning."""
    listed = run("settings").stdout
    assert "NEWSWIRE_SKIP_LANGUAGES=[]" in listed
    assert "\n    \n" not in listed
    assert "[set]" in next(line for line in listed.splitlines() if "CACHE_DIR=" in line)
    for line in re.findall(r"^NEWSWIRE_\w+=.*$", listed, re.MULTILINE):
        name, _, value = line.removesuffix("  [set]").partition("=")
        if value != "(not set)":
            monkeypatch.setenv(name, value)
    assert load().skip_languages == ()


@pytest.mark.parametrize("action", ["replay", "discard"])
def test_a_script_says_yes_itself(monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    """Where nobody could be asked it went on as if they had agreed."""
    monkeypatch.setenv("NEWSWIRE_BROKER", "127.0.0.1:1")
    result = run("dead-letters", action)
    assert result.exit_code == 2
    assert "nobody is here to be asked: add --yes" in result.stderr


def test_what_went_out_before_ctrl_c_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It ended without a word, and one did not know where to go on."""

    async def stopped(broker: str, items: Any, compression: str, tick: Any) -> None:
        tick(next(items))
        raise KeyboardInterrupt

    monkeypatch.setattr("streams.commands.produce.produce", stopped)
    monkeypatch.setenv("NEWSWIRE_BROKER", "127.0.0.1:1")
    (tmp_path / "a.jsonl").write_text("{}\n{}\n")
    result = run("produce", str(tmp_path / "a.jsonl"))
    assert result.exit_code == 130
    assert "stopped: 1 article of " in result.stderr


def test_many_broken_lines_are_counted_and_not_all_shown(tmp_path: Path) -> None:
    """A file of another kind scrolled everything else away, a line for each of its own."""
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n" * 32)
    result = run("enrich", str(path))
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert len(lines) == 11
    assert lines[-1] == "newswire: 32 could not be read; the first 10 are named above"


def test_a_file_without_articles_says_so(tmp_path: Path) -> None:
    """Nothing came out, and nothing said why."""
    path = tmp_path / "a.jsonl"
    path.write_text("")
    result = run("enrich", str(path))
    assert result.exit_code == 0
    assert result.stderr.strip() == f"newswire: {path} holds no articles"


def test_doctor_says_what_is_missing() -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert "extraction: data loads" in result.output
    assert "broker: no broker" in result.output


def test_ranges_of_handled_offsets() -> None:
    assert format_ranges([9, 5, 6, 7, 12]) == "5-7,9,12"
    assert parse_ranges("5-7,9,12") == {5, 6, 7, 9, 12}
    assert parse_ranges("") == parse_ranges("somebody else's") == set()
