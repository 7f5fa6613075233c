"""Which dead letters can be replayed, and how those that were are marked.

The commands as a whole: `test_dead_letters.py`.
"""

from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition

from schemas import topics
from streams.commands.dead_letters import DeadLetter, Selection, _check_replayable
from streams.commands.handled import mark_handled, parse_ranges
from streams.dead_letter import ERROR_HEADER
from streams.errors import UserError

LETTERS = topics()["dead_letters"].name


def letter(topic: str, *headers: tuple[str, bytes], **fields: str) -> DeadLetter:
    record = SimpleNamespace(headers=headers, value=b"abc")
    found = {"time": "", "reason": "bug", "stage": "clean", "message": "", "source": "a.org"}
    return DeadLetter(
        partition=3, offset=42, topic=topic, timestamp=0, bytes=3, record=record, **(found | fields)
    )


@pytest.mark.parametrize(
    ("dead", "why"),
    [
        (letter("others.topic"), r"3:42 does not say which of our topics .*'others\.topic'"),
        (letter(topics()["raw"].name, (ERROR_HEADER + "truncated", b"9000000")),
         r"3:42 holds only the start of 9000000 bytes"),
    ],
)  # fmt: skip
def test_what_cannot_be_sent_as_it_came_is_not_replayed(dead: DeadLetter, why: str) -> None:
    with pytest.raises(UserError, match=why):
        _check_replayable(dead)


def test_a_whole_letter_of_ours_is_replayed() -> None:
    _check_replayable(letter(topics()["raw"].name))  # raises nothing


@pytest.mark.parametrize(
    ("selection", "matches"),
    [
        (Selection(), True), (Selection(reason="bug", source="a.org"), True),
        (Selection(at="3:42"), True), (Selection(at="3:4"), False),
        (Selection(reason="empty"), False), (Selection(stage="extract"), False),
    ],
)  # fmt: skip
def test_a_selection_is_all_that_it_names(selection: Selection, matches: bool) -> None:
    assert selection.matches(letter("t")) is matches


class Client:
    """A consumer whose group has committed an offset with handled offsets beyond it."""

    def __init__(self, committed: int | None, beyond: str = "") -> None:
        self._offset = committed
        self._beyond = beyond
        self._coordinator = self
        self.commits: dict[TopicPartition, Any] = {}

    async def committed(self, tp: TopicPartition) -> int | None:
        return self._offset

    async def fetch_committed_offsets(self, tps: list[TopicPartition]) -> dict[Any, Any]:
        return {tp: SimpleNamespace(metadata=self._beyond) for tp in tps}

    async def beginning_offsets(self, tps: list[TopicPartition]) -> dict[TopicPartition, int]:
        return dict.fromkeys(tps, 2)

    async def commit(self, commits: dict[TopicPartition, Any]) -> None:
        self.commits = commits


@pytest.mark.parametrize(
    ("client", "handled", "offset", "beyond"),
    [
        (Client(None), [2, 3], 4, ""),  # offsets 0 and 1 are gone from the topic
        (Client(5, "7-8"), [6], 6 - 1, "6-8"),
        (Client(5, "7-8"), [5, 6], 9, ""),
        (Client(5, "broken-"), [9], 5, "9"),
    ],
)
async def test_the_handled_start_moves_on_and_the_rest_is_listed(
    client: Client, handled: list[int], offset: int, beyond: str
) -> None:
    await mark_handled(client, [(1, number) for number in handled])
    (commit,) = client.commits.values()
    assert (commit.offset, commit.metadata) == (offset, beyond)
    assert list(client.commits) == [TopicPartition(LETTERS, 1)]


async def test_too_many_scattered_ones_are_refused_before_anything_is_marked() -> None:
    client = Client(0)
    with pytest.raises(UserError, match="scattered"):
        await mark_handled(client, [(0, 2 * number + 100) for number in range(2000)])
    assert client.commits == {}


def test_metadata_of_somebody_else_marks_nothing() -> None:
    assert parse_ranges("1-x") == set()
