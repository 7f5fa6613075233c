"""`newswire rewind`: sets where the workers go on reading raw articles, to process them again.

The group's committed offsets on the raw topic are moved, backwards or forwards; the next worker
starts there. The broker takes this only while no worker is in the group.
"""

from datetime import datetime
from typing import NamedTuple

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import CommitFailedError, KafkaConnectionError

from schemas import topics
from streams.broker.access import client_options
from streams.broker.stopping import stopped
from streams.broker.topics import partition_count, unreachable
from streams.errors import UserError


class Moved(NamedTuple):
    """One partition's committed offset, before (None: there was none) and after."""

    partition: int
    before: int | None
    after: int
    end: int


async def rewind(broker: str, group: str, to: datetime | None, *, dry_run: bool) -> list[Moved]:
    """Moves a group on the raw topic to the first articles at or after `to`, None for the start.

    With `dry_run` nothing is moved. Raises UserError where workers run, or no broker answers.
    """
    topic = topics()["raw"].name
    count = await partition_count(broker, topic)
    partitions = [TopicPartition(topic, partition) for partition in range(count)]
    client = AIOKafkaConsumer(**client_options(broker), group_id=group, enable_auto_commit=False)
    try:
        await client.start()
        client.assign(partitions)
        starts = await client.beginning_offsets(partitions)
        ends = await client.end_offsets(partitions)
        target = dict(starts)
        if to is not None:
            at = int(to.timestamp() * 1000)
            found = await client.offsets_for_times(dict.fromkeys(partitions, at))
            target = {tp: found[tp].offset if found.get(tp) else ends[tp] for tp in partitions}
        moved = [
            Moved(tp.partition, await client.committed(tp), target[tp], ends[tp])
            for tp in partitions
        ]
        if not dry_run:
            await client.commit(target)
        return moved
    except KafkaConnectionError:
        raise UserError(unreachable(broker)) from None
    except CommitFailedError:  # what the broker says while the group has members
        raise UserError(
            f"workers of group {group} are running: stop them all, rewind, start them again"
        ) from None
    finally:
        await stopped(client)
