"""Many small records sent as whole batches, which the client is handed ready made.

An article has some twenty flat records; sent one by one they cost the worker more than all else
that it does. A batch has one confirmation for all its records.
"""

import asyncio
import random
from collections.abc import Awaitable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from aiokafka.errors import KafkaConnectionError, KafkaError, UnknownTopicOrPartitionError
from aiokafka.partitioner import murmur2

from schemas import topics
from streams.outcome import Output

SMALL_BYTES = 64 * 1024
"""A larger value travels by itself, so that its refusal is its own."""


@lru_cache(maxsize=100_000)
def _hash(key: bytes) -> int:
    return int(murmur2(key)) & 0x7FFFFFFF


def partition_of(key: bytes | None, partitions: Sequence[int], available: Sequence[int]) -> int:
    """Kafka's own choice of a partition for a key, remembered: its hash is slow in Python.

    `partitions` are sorted; a record without a key goes to any that is `available`.
    """
    if key is None:
        return random.choice(available or partitions)
    return partitions[_hash(key) % len(partitions)]


class _Batch(NamedTuple):
    """A batch of the client's, for one partition."""

    topic: str
    partition: int
    client: Any
    members: list[int]
    """Which outputs are in it."""


async def send_in_batches(
    producer: Any, outputs: Sequence[Output]
) -> list[Awaitable[Any] | KafkaError]:
    """Hands records to an AIOKafkaProducer; for each what to await, or why it was not taken.

    Records of one batch share what is awaited. A value of more than SMALL_BYTES is refused with
    ValueError: it has to be sent by itself.
    """
    answers: list[Any] = [None] * len(outputs)
    batches = await _filled(producer, outputs)
    futures = await asyncio.gather(
        *(_sent(producer, batch) for batch in batches), return_exceptions=True
    )
    for batch, future in zip(batches, futures, strict=True):
        if isinstance(future, BaseException) and not isinstance(future, KafkaError):
            raise future
        for i in batch.members:
            answers[i] = future
    return answers


async def _filled(producer: Any, outputs: Sequence[Output]) -> list[_Batch]:
    """The records in batches: those that are full first, then those with room left."""
    partitions: dict[str, list[int]] = {}
    filling: dict[tuple[str, int], _Batch] = {}
    full: list[_Batch] = []
    for i, output in enumerate(outputs):
        if len(output.value or b"") > SMALL_BYTES:
            raise ValueError(f"{len(output.value or b'')} bytes are no small record")
        topic = topics()[output.topic].name
        if topic not in partitions:
            partitions[topic] = await _partitions(producer, topic)
        place = topic, partition_of(output.key, partitions[topic], partitions[topic])
        while True:
            if place not in filling:
                filling[place] = _Batch(*place, producer.create_batch(), [])
            if _appended(filling[place].client, output):
                filling[place].members.append(i)
                break
            full.append(filling.pop(place))
    return full + list(filling.values())


def _appended(batch: Any, output: Output) -> bool:
    """Whether the client's batch had room for a record; it is in it then."""
    taken = batch.append(
        timestamp=None, key=output.key, value=output.value, headers=list(output.headers)
    )
    return taken is not None


async def _partitions(producer: Any, topic: str) -> list[int]:
    """The sorted partitions of a topic; while it has none, the error that is worth a retry."""
    try:
        found = await producer.partitions_for(topic)
    except (TimeoutError, OSError) as error:
        raise KafkaConnectionError(f"no metadata of {topic}: {error!r}") from error
    if not found:  # deleted, or made a moment ago
        raise UnknownTopicOrPartitionError(topic)
    return sorted(found)


async def _sent(producer: Any, batch: _Batch) -> Any:
    """What confirms a batch. The client's errors that are no KafkaError become one."""
    place = f"{batch.topic} {batch.partition}"
    try:
        return await producer.send_batch(batch.client, batch.topic, partition=batch.partition)
    except AssertionError as error:  # how aiokafka says that the partition went since we asked
        raise UnknownTopicOrPartitionError(place) from error
    except (TimeoutError, OSError) as error:
        raise KafkaConnectionError(f"{place}: {error!r}") from error
