"""`newswire dead-letters` on a Kafka in memory: what is shown, sent again, put away."""

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import KafkaTimeoutError
from click.testing import CliRunner, Result

from schemas import topics
from streams.broker import topics as broker_topics
from streams.cli import cli
from streams.cli import dead_letters as shown
from streams.commands import clients
from streams.commands import dead_letters as commands
from streams.commands.dead_letters import Selection, discard, replay, waiting
from streams.dead_letter import ERROR_HEADER
from streams.errors import UserError
from tests.unit.fake_kafka import Consumer, Kafka

LETTERS, RAW, CLEAN = (topics()[name].name for name in ("dead_letters", "raw", "clean"))
BROKER, GROUP = "nowhere:1", "newswire"


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    found.use(monkeypatch, clients, broker_topics)
    for name, partitions in ((LETTERS, 2), (RAW, 1), (CLEAN, 1)):
        found.make(name, partitions)
    monkeypatch.setenv("NEWSWIRE_BROKER", BROKER)
    return found


def dead(
    kafka: Kafka,
    value: bytes,
    *,
    source: str = "a.org",
    at: int = 0,
    partition: int = 0,
    **why: str,
) -> int:
    """Puts a dead letter; its offset."""
    said = {"reason": "bug", "stage": "clean", "message": "it broke", "topic": RAW, **why}
    headers = [(ERROR_HEADER + name, text.encode()) for name, text in said.items()]
    return kafka.put(
        LETTERS, value, source.encode(), partition, [("ce_id", b"1"), *headers], timestamp=at
    )  # fmt: skip


async def values(selection: Selection = Selection(), **options: bool) -> list[bytes]:  # noqa: B008
    found = await waiting(BROKER, GROUP, selection, values=True, **options)
    return [letter.record.value for letter in found]


def command(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["dead-letters", *arguments], input=text)


def no_tick(letter: Any) -> None:
    """Nobody looks."""


async def test_those_that_wait_come_oldest_first_from_all_partitions(kafka: Kafka) -> None:
    dead(kafka, b"late", at=3000)
    dead(kafka, b"early", at=1000, partition=1)
    dead(kafka, b"between", at=2000, partition=1, reason="empty")
    assert await values() == [b"early", b"between", b"late"]
    assert await values(Selection(reason="empty")) == [b"between"]
    assert not +kafka.clients  # no client is left open


async def test_a_look_at_them_holds_no_values(kafka: Kafka) -> None:
    """A hundred thousand of 5 kB were more than the 256 MiB that `compose run topics` has."""
    dead(kafka, b"long" * 1000)
    (letter,) = await waiting(BROKER, GROUP, Selection())
    assert letter.record is None
    assert letter.as_dict()["bytes"] == 4000


async def test_what_comes_while_others_are_sent_again_waits_for_the_next_replay(
    kafka: Kafka,
) -> None:
    dead(kafka, b"one")

    def tick(letter: Any) -> None:
        dead(kafka, b"two")

    assert await replay(BROKER, GROUP, Selection(), tick) == 1
    assert [record.value for record in kafka.topics[RAW][0]] == [b"one"]
    assert await values() == [b"two"]


async def test_a_replay_sends_what_first_came_to_where_it_failed_and_once(kafka: Kafka) -> None:
    dead(kafka, b"\xff raw", source="a.org")
    dead(kafka, b"clean", source="id", partition=1, topic=CLEAN, stage="extract")
    ticks: list[Any] = []
    assert await replay(BROKER, GROUP, Selection(), ticks.append) == 2
    (raw,), (clean,) = kafka.topics[RAW][0], kafka.topics[CLEAN][0]
    assert (raw.key, raw.value, raw.headers) == (b"a.org", b"\xff raw", (("ce_id", b"1"),))
    assert (clean.key, clean.value) == (b"id", b"clean")
    assert len(ticks) == 2
    assert await values() == []
    assert await replay(BROKER, GROUP, Selection(), no_tick) == 0
    assert await values(handled_too=True) == [b"\xff raw", b"clean"]


async def test_a_part_is_put_away_and_the_rest_waits(kafka: Kafka) -> None:
    for number in range(5):
        dead(kafka, b"%d" % number, source="ab"[number % 2])
    assert await discard(BROKER, GROUP, Selection(source="b")) == 2
    assert await values() == [b"0", b"2", b"4"]
    assert await discard(BROKER, GROUP, Selection(at="0:0")) == 1
    assert await values() == [b"2", b"4"]
    assert kafka.values(RAW) == []


async def test_one_that_cannot_be_sent_stops_all_before_any_is(kafka: Kafka) -> None:
    dead(kafka, b"whole")
    dead(kafka, b"start", truncated="9000000")
    with pytest.raises(UserError, match="0:1 holds only the start of 9000000 bytes: discard it"):
        await replay(BROKER, GROUP, Selection(), no_tick)
    assert (kafka.values(RAW), await values()) == ([], [b"whole", b"start"])


async def test_a_topic_that_is_gone_is_said_before_any_is_sent(kafka: Kafka) -> None:
    """Each would have waited 40 s for it."""
    dead(kafka, b"raw")
    dead(kafka, b"clean", topic=CLEAN)
    del kafka.topics[CLEAN]
    with pytest.raises(UserError, match=re.escape(f"topic {CLEAN} is missing on {BROKER}; make")):
        await replay(BROKER, GROUP, Selection(), no_tick)
    assert (kafka.values(RAW), await values()) == ([], [b"raw", b"clean"])


async def test_what_the_broker_did_not_take_waits_on(kafka: Kafka) -> None:
    dead(kafka, b"1")
    kafka.errors = [KafkaTimeoutError("busy")]
    with pytest.raises(KafkaTimeoutError):
        await replay(BROKER, GROUP, Selection(), no_tick)
    assert await values() == [b"1"]
    assert not +kafka.clients


def test_what_went_out_before_ctrl_c_is_said_and_waits_on(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ended without a word, with letters sent that a second replay sends again."""

    async def interrupted(client: Any, places: Any) -> None:
        raise KeyboardInterrupt

    dead(kafka, b"1")
    monkeypatch.setattr(commands, "mark_handled", interrupted)
    result = command("replay", "--yes")
    assert result.exit_code == 130
    said = "newswire: 1 dead letter went out before that; the next replay sends all again\n"
    assert result.stderr == said
    assert len(command("inspect").stdout.splitlines()) == 1


def test_a_broker_that_gives_nothing_is_one_line_with_what_to_do(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(self: Consumer, *partitions: Any, **options: Any) -> dict[Any, Any]:
        return {}

    dead(kafka, b"1")
    monkeypatch.setattr(Consumer, "getmany", nothing)
    result = command("inspect")
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, "partition 0 could not be read" in line) == (2, True)
    assert "`newswire doctor`" in line


def test_piped_they_are_json_lines_or_the_messages_themselves(kafka: Kafka) -> None:
    dead(kafka, b"\xfftext", at=1000)
    fields = json.loads(command("inspect").stdout)
    assert (fields["partition"], fields["offset"], fields["bytes"]) == (0, 0, 5)
    assert (fields["reason"], fields["time"]) == ("bug", "1970-01-01T00:00:01+00:00")
    assert command("inspect", "--values").stdout_bytes == b"\xfftext\n"
    assert command("discard", "--yes").stderr == "newswire: discarded 1 dead letter\n"
    assert command("inspect").stdout == ""
    assert len(command("inspect", "--all").stdout.splitlines()) == 1


def test_a_terminal_is_shown_the_last_ones_and_counts_each_on_its_line(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source with a line feed in its name does not pass for a line of ours."""
    for number in range(60):
        dead(kafka, b"x", at=number * 1000, source="a\n\x1b[31m.org" if number > 5 else "")
    monkeypatch.setattr(shown, "sys", SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True)))
    lines = command("inspect").stdout.splitlines()
    assert len(lines) == 50 + 2 + 1
    assert lines[0].startswith("1970-01-01T00:00:10+00:00 0:10 clean a \ufffd[31m.org: it broke")
    assert lines[-3:-1] == ["     54  clean  bug  a \ufffd[31m.org",
                            "      6  clean  bug  (no source)"]  # fmt: skip
    assert lines[-1].startswith("     60  waiting, the last 50 of them shown; `newswire dead-")


@pytest.mark.parametrize("action", ["replay", "discard"])
def test_nothing_that_fits_is_said_so(kafka: Kafka, action: str) -> None:
    """ "replayed 0 dead letters" left one to think that it had worked."""
    assert command(action, "--yes").stderr == "newswire: no dead letter waits\n"
    dead(kafka, b"1")
    result = command(action, "--yes", "--at", "0:7")
    assert result.stderr == "newswire: no such dead letter waits\n"


@pytest.mark.parametrize(("answer", "left"), [("y", 0), ("n", 2)])
def test_whoever_sits_there_is_asked_with_their_number(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    for _ in range(2):
        dead(kafka, b"1")
    monkeypatch.setattr(shown, "sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    result = command("discard", text=answer)
    assert "Discard 2 dead letters?" in result.output
    assert result.exit_code == (0 if answer == "y" else 1)
    monkeypatch.undo()
    kafka.use(monkeypatch, clients, broker_topics)
    monkeypatch.setenv("NEWSWIRE_BROKER", BROKER)
    assert len(command("inspect").stdout.splitlines()) == left
