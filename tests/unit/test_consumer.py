"""Where the consumer begins to read."""

from typing import Any

from streams.consumer import Consumer


class Thread:
    """Of Faust's consumer: answers with what is committed, notes where it is sent."""

    def __init__(self, committed: dict[Any, int | None]) -> None:
        self.committed = committed
        self.begun: tuple[Any, ...] = ()

    async def seek_to_committed(self) -> dict[Any, int | None]:
        return self.committed

    async def seek_to_beginning(self, *partitions: Any) -> None:
        self.begun = partitions


async def test_a_partition_of_which_nothing_is_committed_begins_at_its_start() -> None:
    """Faust left it where its fetcher was: 14 of 483 articles were never read (a new group, and a
    rebalance in its first seconds)."""
    thread = Thread({"none": None, "some": 5, "zero": 0})
    consumer = object.__new__(Consumer)
    consumer._thread = thread
    assert await consumer.seek_to_committed() == thread.committed
    assert thread.begun == ("none", "zero")
    thread.committed, thread.begun = {"some": 5}, ()
    await consumer.seek_to_committed()
    assert thread.begun == ()
