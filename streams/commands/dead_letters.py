"""`newswire dead-letters`: look at them, send them again, put them away.

What was replayed or discarded is marked as handled (`handled.py`), so that a selection can be
replayed and the rest stays.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any, NamedTuple

from schemas import topics
from schemas.headers import header
from streams.commands.clients import producer, reader
from streams.commands.handled import handled, mark_handled
from streams.dead_letter import ERROR_HEADER
from streams.errors import UserError

GROUP_SUFFIX = "-dead-letters"


class DeadLetter(NamedTuple):
    """One dead letter with the reason it carries."""

    partition: int
    offset: int
    time: str
    reason: str
    stage: str
    message: str
    topic: str
    """Where it failed, and where a replay sends it."""
    source: str
    timestamp: int
    bytes: int
    """Of its value."""
    record: Any
    """None where only the rest is wanted: a flood of values is more than memory holds."""

    @property
    def place(self) -> tuple[int, int]:
        """Where it is: partition and offset."""
        return self.partition, self.offset

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        fields = self._asdict()
        del fields["record"], fields["timestamp"]
        return fields


class Selection(NamedTuple):
    """Which dead letters are meant; None means any."""

    reason: str | None = None
    stage: str | None = None
    source: str | None = None
    at: str | None = None
    """One of them, as partition:offset."""

    def matches(self, letter: DeadLetter) -> bool:
        """Whether a dead letter is meant."""
        return (
            self.reason in {None, letter.reason}
            and self.stage in {None, letter.stage}
            and self.source in {None, letter.source}
            and self.at in {None, f"{letter.partition}:{letter.offset}"}
        )


async def waiting(
    broker: str,
    group: str,
    selection: Selection,
    *,
    handled_too: bool = False,
    values: bool = False,
) -> list[DeadLetter]:
    """The dead letters of a selection that were neither replayed nor discarded, oldest first.

    With their records only where `values` are asked for.
    """
    async with _reader(broker, group) as client:
        chosen = [
            letter if values else letter._replace(record=None)
            async for letter in _letters(client, selection, handled_too=handled_too)
        ]
    return sorted(chosen, key=lambda letter: letter.timestamp)


def counts(letters: Iterable[DeadLetter]) -> list[tuple[tuple[str, str, str], int]]:
    """How many there are by stage, reason and source, most first."""
    return Counter((letter.stage, letter.reason, letter.source) for letter in letters).most_common()


async def replay(
    broker: str, group: str, selection: Selection, tick: Callable[[DeadLetter], None]
) -> int:
    """Sends a selection to where it failed, key, value and headers as they first came.

    Each is marked handled once the broker has confirmed it. Returns how many. Raises UserError.
    """
    async with _reader(broker, group) as client:
        to, places = set(), set()
        async for letter in _letters(client, selection):
            _check_replayable(letter)
            to.add(letter.topic)
            places.add(letter.place)
        async with producer(broker, to=to) as sender:
            sent = [  # read again, rather than held
                await _send_again(sender, letter, tick)
                async for letter in _letters(client, selection)
                if letter.place in places
            ]
            for future in sent:
                await future
        await mark_handled(client, places)
        return len(places)


async def discard(broker: str, group: str, selection: Selection) -> int:
    """Marks a selection as handled without sending it. Returns how many. Raises UserError."""
    async with _reader(broker, group) as client:
        places = [letter.place async for letter in _letters(client, selection)]
        await mark_handled(client, places)
        return len(places)


async def _send_again(sender: Any, letter: DeadLetter, tick: Callable[[DeadLetter], None]) -> Any:
    """Sends a dead letter as it first came; what says that the broker has it."""
    record = letter.record
    headers = [(k, v) for k, v in record.headers if not k.startswith(ERROR_HEADER)]
    future = await sender.send(letter.topic, record.value, key=record.key, headers=headers)
    tick(letter)
    return future


def _check_replayable(letter: DeadLetter) -> None:
    """Raises UserError where a dead letter cannot be sent to where it came from as it came."""
    which = f"dead letter {letter.partition}:{letter.offset}"
    if letter.topic not in {topic.name for topic in topics().values()}:
        raise UserError(
            f"{which} does not say which of our topics it came from ({letter.topic!r}): discard "
            "it, or produce it yourself"
        )
    if (size := header(letter.record.headers, ERROR_HEADER + "truncated")) is not None:
        raise UserError(
            f"{which} holds only the start of {size} bytes: discard it; the whole is on "
            f"{letter.topic}, where its headers say"
        )


def _reader(broker: str, group: str) -> AbstractAsyncContextManager[Any]:
    return reader(broker, topics()["dead_letters"].name, group_id=group + GROUP_SUFFIX)


async def _letters(
    client: Any, selection: Selection, *, handled_too: bool = False
) -> AsyncIterator[DeadLetter]:
    """Those of a selection that wait, partition by partition. Raises UserError."""
    partitions = sorted(client.assignment())
    client.resume(*partitions)
    ends = await client.end_offsets(partitions)
    starts = await client.beginning_offsets(partitions)
    for tp in partitions:
        done, beyond = (0, set()) if handled_too else await handled(client, tp)
        start = max(starts[tp], done)
        if start >= ends[tp]:
            client.pause(tp)
            continue
        client.seek(tp, start)
        while (at := await client.position(tp)) < ends[tp]:
            records = (await client.getmany(tp, timeout_ms=5000)).get(tp, [])
            if not records and await client.position(tp) == at:
                raise UserError(
                    f"the dead letters of partition {tp.partition} could not be read: the broker "
                    "gave none within 5 s; `newswire doctor` looks at it"
                )
            for record in records:
                if record.offset not in beyond and record.offset < ends[tp]:
                    letter = _letter(record)
                    if selection.matches(letter):
                        yield letter


def _letter(record: Any) -> DeadLetter:
    def why(name: str) -> str:
        return header(record.headers, ERROR_HEADER + name) or ""

    return DeadLetter(
        partition=record.partition,
        offset=record.offset,
        time=datetime.fromtimestamp(record.timestamp / 1000, UTC).isoformat(timespec="seconds"),
        reason=why("reason"),
        stage=why("stage"),
        message=why("message"),
        topic=why("topic"),
        source=(record.key or b"").decode("utf-8", "replace"),
        timestamp=record.timestamp,
        bytes=len(record.value or b""),
        record=record,
    )
