"""`newswire produce`: articles from files onto the raw topic, each confirmed by the broker."""

import asyncio
from collections.abc import Callable, Iterable
from typing import NamedTuple

from aiokafka.errors import KafkaError

from schemas import topics
from streams.commands.clients import producer
from streams.reading import Item, key_of

IN_FLIGHT = 2000
"""Records sent and not yet confirmed; more would only fill memory."""


class Produced(NamedTuple):
    """What became of the items."""

    sent: int
    refused: list[str]
    """For each record that the broker or the client refused: where it came from and why."""


async def produce(
    broker: str, items: Iterable[Item], compression: str | None, tick: Callable[[Item], None]
) -> Produced:
    """Sends every item and waits for all confirmations. `tick` is called for each one sent.

    Raises UserError where the broker cannot be reached or the topic is missing.
    """
    topic = topics()["raw"].name
    refused: list[str] = []
    sent = 0
    pending: list[tuple[Item, asyncio.Future[object]]] = []

    async def settle() -> None:
        nonlocal sent
        answers = await asyncio.gather(*(f for _, f in pending), return_exceptions=True)
        for (item, _), answer in zip(pending, answers, strict=True):
            if isinstance(answer, BaseException):
                refused.append(f"{item.origin}: {answer}")
            else:
                sent += 1
        pending.clear()

    async with producer(broker, compression, to=[topic]) as client:
        for item in items:
            try:
                future = await client.send(topic, item.value, key=key_of(item.value))
            except KafkaError as error:
                refused.append(f"{item.origin}: {error}")
                continue
            pending.append((item, future))
            tick(item)
            if len(pending) >= IN_FLIGHT:
                await settle()
        await settle()
    return Produced(sent, refused)
