"""The command without a broker: what it prints, and how it fails."""

import gzip
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from streams.cli import cli
from streams.commands.handled import format_ranges, parse_ranges
from streams.reading import decoded, key_of, read_articles
from streams.settings import load
from streams.terminal import one_line, plain


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


def test_pretty_output_shows_no_control_sequences(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Two tanks \x1b[31mred\x1b[0m [bold]left[/bold].")
    result = run("enrich", "--no-clean", "--pretty", str(path))
    assert result.exit_code == 0
    assert "[bold]left[/bold]" in result.output
    assert "\x1b[31m" not in result.output


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
        (("enrich",), "Missing argument 'FILE|-' (see `newswire enrich --help`)"),
        (("--wrong",), "No such option: --wrong"),
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


@pytest.mark.parametrize("servers", ["kafka:9092", "kafka", "a:1,b.example.org:2", "[::1]:9092"])
def test_what_names_a_broker_is_taken(monkeypatch: pytest.MonkeyPatch, servers: str) -> None:
    monkeypatch.setenv("NEWSWIRE_BROKER", servers)
    assert load().broker == servers


def test_a_cache_folder_that_cannot_be_made_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """`newswire up` called it unexpected, and did not name the setting."""
    monkeypatch.setenv("NEWSWIRE_CACHE_DIR", "/dev/null/cache")
    result = run("up")
    assert result.exit_code == 2
    assert "set NEWSWIRE_CACHE_DIR to a folder of yours" in result.stderr


def test_a_broker_that_is_away_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_BROKER", "127.0.0.1:1")
    result = run("topics", "list")
    assert result.exit_code == 2
    assert "no Kafka answers at 127.0.0.1:1" in result.stderr


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
    assert "NEWSWIRE_POOL_WORKER is none" in run("doctor").output


def test_doctor_says_what_is_missing() -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert "extraction: data loads" in result.output
    assert "broker: no broker" in result.output


# reading


def test_what_is_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeffPlain.")
    (tmp_path / "b.html").write_text("<p>Page.</p>")
    (tmp_path / "c.json").write_text('{\n "text": "Object."\n}')
    (tmp_path / "d.jsonl").write_text('{"text": "Line."}\n\n{"text": "cut')
    (tmp_path / "e.png").write_bytes(b"\x89PNG")
    values = [item.value for item in read_articles(str(tmp_path))]
    assert values == [
        b'{"text":"Plain."}', b'{"html":"<p>Page.</p>"}', b'{"text":"Object."}',
        b'{"text": "Line."}', b'{"text": "cut',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "start"),
    [("Plain.", b'{"text"'), ("<html>", b'{"html"'), ('{"text": "x"}', b'{"text": "x"')],
)
def test_the_kind_of_a_file_without_a_known_ending_is_seen(
    tmp_path: Path, content: str, start: bytes
) -> None:
    path = tmp_path / "article"
    path.write_text(content)
    (item,) = read_articles(str(path))
    assert item.value.startswith(start)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Señor González paid £300.".encode("cp1252"), "Señor González paid £300."),
        ("Señor González paid £300.".encode("utf-16"), "Señor González paid £300."),
        ("Señor González paid £300.".encode(), "Señor González paid £300."),
        ("Señor González".encode() + b" paid \xff3.", "Señor González paid \ufffd3."),
    ],
)
def test_a_text_file_need_not_be_utf_8(raw: bytes, text: str) -> None:
    """A file as Windows writes it lost every letter with an accent, and nothing said so."""
    assert decoded(raw) == text


def test_the_key_is_the_source_or_the_site() -> None:
    assert key_of(b'{"source": "a.org", "url": "https://b.org/"}') == b"a.org"
    assert key_of(b'{"url": "https://www.b.org/x"}') == b"b.org"
    assert key_of(b'{"source": 5') is None


def test_ranges_of_handled_offsets() -> None:
    assert format_ranges([9, 5, 6, 7, 12]) == "5-7,9,12"
    assert parse_ranges("5-7,9,12") == {5, 6, 7, 9, 12}
    assert parse_ranges("") == parse_ranges("somebody else's") == set()


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\x9b31mb", "a\u202eb", "a\x07b\x7f"])
def test_no_control_of_a_strangers_text_reaches_a_terminal(text: str) -> None:
    shown = one_line(text + "\nnewswire: all is well")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert len(plain(text)) == len(text)  # offsets of marks hold
