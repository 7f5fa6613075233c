"""What an agent has taken from its queue and not yet handed over: the next chunk."""

import asyncio
import math
from collections.abc import Callable
from typing import Any, NamedTuple

from streams.outcome import Message
from streams.settings import Settings

HOLD_SECONDS = 0.1
"""How long a chunk that is not full may wait: for messages that the queue seemed to hold, and for a
pool worker that is free."""


class Chunk(NamedTuple):
    """Faust's events with the message of each."""

    events: list[Any]
    messages: list[Message]


class Intake:
    """Gathers messages until a chunk is full, time is up, or a pool worker has none."""

    def __init__(self, settings: Settings, hand_over: Callable[[Chunk], None]) -> None:
        self._settings = settings
        self._hand_over = hand_over
        self._chunk = Chunk([], [])
        self._bytes = 0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was gathered yet."""
        return not self._chunk.events

    @property
    def due(self) -> float:
        """When what was gathered is handed over whatever happens, by the loop's clock."""
        return self._timer.when() if self._timer is not None else math.inf

    @property
    def full(self) -> bool:
        """Whether no more goes into the chunk."""
        return (
            len(self._chunk.events) >= self._settings.chunk_articles
            or self._bytes >= self._settings.chunk_bytes
        )

    def add(self, event: Any, message: Message) -> None:
        """Takes a message into the chunk that is gathered."""
        self._chunk.events.append(event)
        self._chunk.messages.append(message)
        self._bytes += len(message.value or b"")

    def hand_over(self) -> None:
        """Hands over what was gathered, if anything was."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self.empty:
            chunk, self._chunk, self._bytes = self._chunk, Chunk([], []), 0
            self._hand_over(chunk)

    def hand_over_soon(self) -> None:
        """Waits for more, a little while.

        A rebalance empties the queue and waits for what was taken from it: without an end to the
        waiting each would wait for the other.
        """
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(HOLD_SECONDS, self.hand_over)
