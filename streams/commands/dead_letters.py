"""`newswire dead-letters`: look at them, send them again, put them away.

What was replayed or discarded is marked handled in the offsets of a consumer group of its own: the
committed offset covers the handled start of a partition, the commit's metadata lists handled
offsets beyond it ("120-134,140"). So a selection can be replayed and the rest stays.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from aiokafka import TopicPartition
from aiokafka.structs import OffsetAndMetadata

from schemas import topics
from schemas.headers import header
from streams.commands.clients import producer, reader
from streams.dead_letter import ERROR_HEADER
from streams.errors import UserError

GROUP_SUFFIX = "-dead-letters"
METADATA_BYTES = 4000
"""Kafka keeps 4,096 (offset.metadata.max.bytes)."""


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
    record: Any

    def as_dict(self) -> dict[str, object]:
        fields = self._asdict()
        del fields["record"]
        return fields | {"bytes": len(self.record.value or b"")}


class Selection(NamedTuple):
    """Which dead letters are meant; None means any."""

    reason: str | None = None
    stage: str | None = None
    source: str | None = None
    at: str | None = None
    """One of them, as partition:offset."""

    def matches(self, letter: DeadLetter) -> bool:
        return (
            self.reason in {None, letter.reason}
            and self.stage in {None, letter.stage}
            and self.source in {None, letter.source}
            and self.at in {None, f"{letter.partition}:{letter.offset}"}
        )


async def waiting(
    broker: str, group: str, selection: Selection, *, handled_too: bool = False
) -> list[DeadLetter]:
    """The dead letters of a selection that were neither replayed nor discarded, oldest first."""
    async with reader(
        broker, topics()["dead_letters"].name, group_id=group + GROUP_SUFFIX
    ) as client:
        letters = await _read(client, handled_too=handled_too)
    chosen = [letter for letter in letters if selection.matches(letter)]
    return sorted(chosen, key=lambda letter: letter.record.timestamp)


def counts(letters: Iterable[DeadLetter]) -> list[tuple[tuple[str, str, str], int]]:
    """How many there are by stage, reason and source, most first."""
    return Counter((letter.stage, letter.reason, letter.source) for letter in letters).most_common()


async def replay(
    broker: str, group: str, selection: Selection, tick: Callable[[DeadLetter], None]
) -> int:
    """Sends a selection to where it failed, key, value and headers as they first came.

    Each is marked handled once the broker has confirmed it. Returns how many. Raises UserError.
    """
    async with (
        reader(broker, topics()["dead_letters"].name, group_id=group + GROUP_SUFFIX) as client,
        producer(broker) as sender,
    ):
        chosen = [letter for letter in await _read(client) if selection.matches(letter)]
        ours = {topic.name for topic in topics().values()}
        for letter in chosen:
            if letter.topic not in ours:
                raise UserError(
                    f"dead letter {letter.partition}:{letter.offset} does not say which of our "
                    f"topics it came from ({letter.topic!r}): discard it, or produce it yourself"
                )
            if (size := header(letter.record.headers, ERROR_HEADER + "truncated")) is not None:
                raise UserError(
                    f"dead letter {letter.partition}:{letter.offset} holds only the start of "
                    f"{size} bytes: discard it; the whole is on {letter.topic}, where its headers "
                    "say"
                )
        futures = []
        for letter in chosen:
            record = letter.record
            headers = [(k, v) for k, v in record.headers if not k.startswith(ERROR_HEADER)]
            futures.append(
                await sender.send(letter.topic, record.value, key=record.key, headers=headers)
            )
            tick(letter)
        for future in futures:
            await future
        await _mark_handled(client, chosen)
        return len(chosen)


async def discard(broker: str, group: str, selection: Selection) -> int:
    """Marks a selection as handled without sending it. Returns how many. Raises UserError."""
    async with reader(
        broker, topics()["dead_letters"].name, group_id=group + GROUP_SUFFIX
    ) as client:
        chosen = [letter for letter in await _read(client) if selection.matches(letter)]
        await _mark_handled(client, chosen)
        return len(chosen)


async def _read(client: Any, *, handled_too: bool = False) -> list[DeadLetter]:
    partitions = sorted(client.assignment())
    ends = await client.end_offsets(partitions)
    starts = await client.beginning_offsets(partitions)
    letters: list[DeadLetter] = []
    for tp in partitions:
        done, beyond = (0, set()) if handled_too else await _handled(client, tp)
        start = max(starts[tp], done)
        if start >= ends[tp]:
            client.pause(tp)
            continue
        client.seek(tp, start)
        while (at := await client.position(tp)) < ends[tp]:
            records = (await client.getmany(tp, timeout_ms=5000)).get(tp, [])
            if not records and await client.position(tp) == at:
                raise UserError(f"the dead letters of partition {tp.partition} could not be read")
            letters += [
                _letter(record)
                for record in records
                if record.offset not in beyond and record.offset < ends[tp]
            ]
    return letters


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
        record=record,
    )


async def _handled(client: Any, tp: TopicPartition) -> tuple[int, set[int]]:
    """The offset up to which all are handled, and handled offsets beyond it."""
    committed = await client.committed(tp)
    if committed is None:
        return 0, set()
    return committed, parse_ranges(await _metadata(client, tp))


async def _metadata(client: Any, tp: TopicPartition) -> str:
    offsets = await client._coordinator.fetch_committed_offsets([tp])
    return offsets[tp].metadata if tp in offsets else ""


async def _mark_handled(client: Any, letters: Sequence[DeadLetter]) -> None:
    by_partition: dict[TopicPartition, set[int]] = {}
    topic = topics()["dead_letters"].name
    for letter in letters:
        by_partition.setdefault(TopicPartition(topic, letter.partition), set()).add(letter.offset)
    commits = {}
    starts = await client.beginning_offsets(list(by_partition)) if by_partition else {}
    for tp, offsets in by_partition.items():
        done, beyond = await _handled(client, tp)
        done, beyond = max(done, starts[tp]), beyond | offsets
        while done in beyond:
            done += 1
        text = format_ranges(offset for offset in beyond if offset >= done)
        if len(text) > METADATA_BYTES:
            raise UserError(
                "too many scattered dead letters to mark one by one: replay or discard by a wider "
                "selection, or all of them"
            )
        commits[tp] = OffsetAndMetadata(done, text)
    if commits:
        await client.commit(commits)


def format_ranges(offsets: Iterable[int]) -> str:
    """Offsets as "5-9,12"."""
    ranges: list[list[int]] = []
    for offset in sorted(offsets):
        if ranges and ranges[-1][1] == offset - 1:
            ranges[-1][1] = offset
        else:
            ranges.append([offset, offset])
    return ",".join(f"{a}-{b}" if a != b else str(a) for a, b in ranges)


def parse_ranges(text: str) -> set[int]:
    """The offsets of "5-9,12"; none where it is not of this form."""
    found: set[int] = set()
    try:
        for part in filter(None, text.split(",")):
            first, _, last = part.partition("-")
            found.update(range(int(first), int(last or first) + 1))
    except ValueError:
        return set()
    return found
