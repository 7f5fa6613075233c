"""What a terminal is shown: what it can show, and nothing that a stranger's text would do to it."""

import contextlib
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from schemas import encode
from streams import enrich, render
from streams.cli import cli, events_out
from streams.commands.tail import Shown
from streams.terminal import one_line, plain


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, args)


def test_pretty_output_shows_no_control_sequences(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Two tanks \x1b[31mred\x1b[0m [bold]left[/bold].")
    result = run("enrich", "--no-clean", "--pretty", str(path))
    assert result.exit_code == 0
    assert "[bold]left[/bold]" in result.output
    assert "\x1b[31m" not in result.output


def test_a_table_on_a_narrow_terminal_leaves_out_what_is_empty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """At 60 columns every word was cut to make room for columns in which nothing stood."""
    monkeypatch.setenv("COLUMNS", "60")
    (tmp_path / "a.txt").write_text("It struck 40 kilometres off the coast; 90,000 homes are dark.")
    shown = run("enrich", "--pretty", str(tmp_path / "a.txt")).output
    assert "kilometre " in shown
    assert "about" not in shown
    assert "a.txt" in shown.splitlines()[0]
    assert not re.search(r"homes +homes", shown)  # a count says what it counts once


def test_a_long_range_breaks_at_its_dash_and_one_line_is_no_lines(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """At 80 columns it read "1,200,000,000–1,500,0", and the rest below; "removed: 1 lines"."""
    monkeypatch.setenv("COLUMNS", "80")
    text = "Damage is put at between €1.2bn and €1.5bn.\n\nADVERTISEMENT\n\nIt was repaired."
    (tmp_path / "a.txt").write_text(text)
    shown = run("enrich", "--pretty", str(tmp_path / "a.txt")).output
    assert re.search(r"1,200,000,000– .*\n.* 1,500,000,000 ", shown)
    assert "removed: 1 line, 13 characters" in shown


def test_settings_keep_within_a_terminal() -> None:
    shown = in_terminal("settings", COLUMNS="60").splitlines()
    assert max(len(line) for line in shown if line.startswith("    ")) <= 60


def test_tail_says_on_a_terminal_how_to_see_what_came_before(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """README produced, then ran `newswire tail`: it waited, with nothing to show."""

    async def nothing(broker: str, **options: object) -> None:
        return None

    monkeypatch.setattr(events_out, "show", nothing)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("NEWSWIRE_BROKER", "kafka:9092")
    events_out.tail.main([], standalone_mode=False)
    assert "`--from-start` shows the earlier ones too" in capsys.readouterr().err
    events_out.tail.main(["--from-start"], standalone_mode=False)
    said = capsys.readouterr().err
    assert "as they come; end it" in said


@pytest.mark.parametrize("on_terminal", [True, False])
def test_an_event_is_for_people_on_a_terminal_and_as_it_is_when_piped(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], on_terminal: bool
) -> None:
    event = enrich("Two tanks left Kyiv.")
    console = Console(force_terminal=on_terminal, color_system=None, width=60)
    monkeypatch.setattr(render, "console", lambda: console)
    foreign = b"somebody\x1b[31m else's\n"
    events_out.print_event(Shown(encode(event), event, "a"))
    events_out.print_event(Shown(foreign, None, "b"))
    sys.stdout.flush()
    shown = capfdbinary.readouterr().out
    if on_terminal:
        assert "│ Two tanks left Kyiv.".encode() in shown
        assert b"\x1b[31m" not in shown
    else:
        assert shown == encode(event) + b"\n" + foreign + b"\n"


def in_terminal(*command: str, **env: str) -> str:
    """What a terminal shows of a command, both its outputs."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "streams", *command],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **env},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    assert process.wait() == 0
    return shown.decode()


def test_a_terminal_of_few_characters_is_shown_what_it_can(tmp_path: Path) -> None:
    """One sign that ASCII lacks, and the command ended as "unexpected". A bar ran into the text."""
    path = tmp_path / "a.txt"
    path.write_text("About 300 tanks and at least 40 ships left, “fine”.")
    shown = in_terminal("enrich", str(path), PYTHONIOENCODING="ascii", TERM="xterm", NO_COLOR="1")
    assert "~ 300" in shown
    assert ">= 40" in shown
    assert '"fine"' in shown
    assert "\x1b[1mAbout 300" in shown  # marked without colours too
    assert "\x1b[?25l" not in shown  # no bar, which hides the cursor
    assert "articles 0" not in shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_complete(shell: str) -> None:
    env = {**os.environ, "_NEWSWIRE_COMPLETE": f"{shell}_source"}
    newswire = Path(sys.executable).with_name("newswire")
    done = subprocess.run([newswire], env=env, capture_output=True, text=True, check=False)
    assert "_NEWSWIRE_COMPLETE" in done.stdout, done.stderr
    env = {**env, "_NEWSWIRE_COMPLETE": "bash_complete", "COMP_WORDS": "newswire enrich --ta",
           "COMP_CWORD": "2"}  # fmt: skip
    done = subprocess.run([newswire], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "plain,--table"
    env |= {"COMP_WORDS": "newswire enrich x"}
    done = subprocess.run([newswire], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "file,x"


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\x9b31mb", "a\u202eb", "a\x07b\x7f"])
def test_no_control_of_a_strangers_text_reaches_a_terminal(text: str) -> None:
    shown = one_line(text + "\nnewswire: all is well")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert len(plain(text)) == len(text)  # offsets of marks hold
