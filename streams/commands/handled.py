"""Which dead letters were replayed or discarded, in the offsets of a consumer group of its own.

The committed offset covers the handled start of a partition, the commit's metadata lists handled
offsets beyond it ("120-134,140").
"""

from collections.abc import Iterable
from typing import Any

from aiokafka import TopicPartition
from aiokafka.structs import OffsetAndMetadata

from schemas import topics
from streams.errors import UserError

METADATA_BYTES = 4000
"""Kafka keeps 4,096 (offset.metadata.max.bytes)."""


async def handled(client: Any, tp: TopicPartition) -> tuple[int, set[int]]:
    """The offset up to which all are handled, and handled offsets beyond it."""
    committed = await client.committed(tp)
    if committed is None:
        return 0, set()
    return committed, parse_ranges(await _metadata(client, tp))


async def mark_handled(client: Any, places: Iterable[tuple[int, int]]) -> None:
    """Commits that the dead letters at these (partition, offset) were handled.

    Raises UserError where they are too scattered to say so.
    """
    by_partition: dict[TopicPartition, set[int]] = {}
    topic = topics()["dead_letters"].name
    for partition, offset in places:
        by_partition.setdefault(TopicPartition(topic, partition), set()).add(offset)
    commits = {}
    starts = await client.beginning_offsets(list(by_partition)) if by_partition else {}
    for tp, offsets in by_partition.items():
        done, beyond = await handled(client, tp)
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


async def _metadata(client: Any, tp: TopicPartition) -> str:
    offsets = await client._coordinator.fetch_committed_offsets([tp])
    return offsets[tp].metadata if tp in offsets else ""
