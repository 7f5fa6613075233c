"""What is remembered of each source, in a Faust table, which its changelog brings back.

A table may be changed only while its stream hands over an event, and the change goes to the
changelog partition of that event. Articles end in the pool much later, so what they teach waits
here until the stream hands over the next event of the same partition; what waits when the process
ends is lost, and costs nothing but a later recognition.
"""

from collections import defaultdict, deque
from typing import Any

from streams.cleaning.recurring import Lesson, learn, read_memory, write_memory

MOST_WAITING = 1000
"""Lessons of a partition: one that gets no more events must not fill the memory."""


class SourceMemory:
    """A table of `write_memory` bytes by record key, which is the source."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._waiting: dict[int, deque[tuple[bytes, Lesson]]] = defaultdict(
            lambda: deque(maxlen=MOST_WAITING)
        )

    def of(self, event: Any) -> bytes | None:
        """The memory of an event's source. Call it where the stream hands the event over."""
        key: bytes | None = event.message.key
        self._learn(event.message.partition)
        return self._table.get(key) if key else None

    def remember(self, event: Any, lesson: Lesson | None) -> None:
        """Keeps what an article taught until it can be learnt."""
        if lesson is not None and event.message.key:
            self._waiting[event.message.partition].append((event.message.key, lesson))

    def _learn(self, partition: int) -> None:
        by_key: dict[bytes, list[Lesson]] = defaultdict(list)
        waiting = self._waiting[partition]
        while waiting:
            key, lesson = waiting.popleft()
            by_key[key].append(lesson)
        for key, lessons in by_key.items():
            before = memory = read_memory(self._table.get(key))
            for lesson in lessons:
                memory = learn(memory, lesson)
            if memory is not before:
                self._table[key] = write_memory(memory)
