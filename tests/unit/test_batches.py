"""Small records in batches: where they go, what confirms them, what a refusal touches."""

import asyncio
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError, KafkaTimeoutError, UnknownTopicOrPartitionError
from aiokafka.partitioner import DefaultPartitioner
from hypothesis import given
from hypothesis import strategies as st

from schemas import topics
from streams.batches import SMALL_BYTES, partition_of, send_in_batches
from streams.outcome import Output


class Batch:
    def __init__(self, room: int) -> None:
        self.room = room
        self.values: list[bytes] = []

    def append(self, *, timestamp: float | None, key: bytes, value: bytes, headers: Any) -> Any:
        if len(self.values) == self.room:
            return None
        self.values.append(value)
        return object()


class Client:
    """Takes batches of two records; refuses those with a value `refused`."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int, list[bytes]]] = []

    async def partitions_for(self, topic: str) -> set[int]:
        return {2, 0, 1}

    def create_batch(self) -> Batch:
        return Batch(2)

    async def send_batch(self, batch: Batch, topic: str, *, partition: int) -> Any:
        if b"refused" in batch.values:
            raise KafkaTimeoutError("no broker")
        self.sent.append((topic, partition, batch.values))
        future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        future.set_result("confirmed")
        return future


def mention(key: bytes, value: bytes) -> Output:
    return Output("mentions", key, value, [])


@given(st.binary(min_size=1, max_size=40), st.integers(1, 50))
def test_a_key_goes_where_kafkas_own_partitioner_sends_it(key: bytes, count: int) -> None:
    partitions = list(range(count))
    assert partition_of(key, partitions, partitions) == DefaultPartitioner()(
        key, partitions, partitions
    )


async def test_every_record_is_in_one_batch_and_each_batch_confirms_its_own() -> None:
    client = Client()
    outputs = [mention(b"key %d" % (i % 7), b"%d" % i) for i in range(40)]
    answers = await send_in_batches(client, outputs)
    sent = [value for _, _, values in client.sent for value in values]
    assert sorted(sent) == sorted(output.value or b"" for output in outputs)
    assert {topic for topic, _, _ in client.sent} == {topics()["mentions"].name}
    assert await asyncio.gather(*answers) == ["confirmed"] * 40
    for _, partition, values in client.sent:
        keys = {outputs[int(value)].key for value in values}
        assert {partition_of(key, [0, 1, 2], [0, 1, 2]) for key in keys} == {partition}


async def fails_for_its_batch_only(client: Client, value: bytes, kind: type[Exception]) -> None:
    """What is sent in a batch with `value` fails; the batch after it is confirmed."""
    outputs = [mention(b"a", b"1"), mention(b"a", value), mention(b"a", b"2")]
    first, second, third = await send_in_batches(client, outputs)
    assert isinstance(first, kind)
    assert isinstance(second, kind)
    assert not isinstance(third, Exception)
    assert await third == "confirmed"


async def test_a_refused_batch_fails_for_its_own_records_only() -> None:
    await fails_for_its_batch_only(Client(), b"refused", KafkaTimeoutError)


async def test_a_large_value_is_not_taken_into_a_batch() -> None:
    with pytest.raises(ValueError, match="small"):
        await send_in_batches(Client(), [mention(b"a", b"x" * (SMALL_BYTES + 1))])


@pytest.mark.parametrize("found", [None, set()])
async def test_a_topic_without_partitions_is_an_error_worth_a_retry(found: set[int] | None) -> None:
    """sorted(None) and a remainder by 0 would end the worker."""

    class Away(Client):
        async def partitions_for(self, topic: str) -> set[int]:
            return found  # type: ignore[return-value]

    with pytest.raises(UnknownTopicOrPartitionError):
        await send_in_batches(Away(), [mention(b"a", b"1")])


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (AssertionError("Unrecognized partition"), UnknownTopicOrPartitionError),
        (TimeoutError(), KafkaConnectionError),
        (ConnectionResetError(), KafkaConnectionError),
    ],
)
async def test_what_the_client_raises_bare_fails_its_batch_only(
    raised: Exception, kind: type[Exception]
) -> None:
    class Breaks(Client):
        async def send_batch(self, batch: Batch, topic: str, *, partition: int) -> Any:
            if b"broken" in batch.values:
                raise raised
            return await super().send_batch(batch, topic, partition=partition)

    await fails_for_its_batch_only(Breaks(), b"broken", kind)
