"""What is known of one partition, and what its next records add: no Kafka in here.

A part is restored from the writes it gave before, in their order. What it knows depends on those
and on the records since, so whoever takes over a partition goes on where the last one stopped.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import msgspec

from schemas import InvalidEventError, topics
from streams.agents.trends import published, reports
from streams.outcome import Message
from streams.trends.ages import Ages
from streams.trends.counting import (
    FORGET,
    GRACE,
    WINDOW,
    Report,
    State,
    count,
    record,
    windows_with,
)


class Sent(NamedTuple):
    """A record to send; its key chooses the partition."""

    topic: str
    key: bytes
    value: bytes
    headers: Sequence[tuple[str, bytes]] = ()


class Worked(NamedTuple):
    """What came of a batch, to be confirmed all of it or none."""

    sends: list[Sent]
    writes: list[tuple[bytes, bytes | None]]
    """Key and value of what is known now; None for what is forgotten."""
    tallies: Counter[tuple[str, str]]
    """How often by metric and its label."""


class Part(Protocol):
    """What one partition's records are worked on with."""

    def restore(self, key: bytes, value: bytes | None) -> None:
        """Takes back one write."""

    def work(self, records: Sequence[Any]) -> Worked:
        """What a batch of Kafka records adds."""


class Split:
    """Articles to reports; an article that was seen, or is late, gives none."""

    def __init__(self, topic: str) -> None:
        self._topic = topic
        """Where reports go."""
        self._seen = Ages()

    def restore(self, key: bytes, value: bytes | None) -> None:
        if value is None:
            self._seen.forget(key)
        else:
            self._seen.touch(key, int(value))

    def work(self, records: Sequence[Any]) -> Worked:
        worked = Worked([], [], Counter())
        for item in records:
            seconds = item.timestamp / 1000  # Kafka's milliseconds
            message = Message(item.key, item.value, tuple(item.headers), seconds)
            outcome = self._article(message, worked)
            worked.tallies["trend_articles", outcome] += 1
        worked.writes.extend((key, None) for key in self._seen.expire(GRACE, 2 * len(records)))
        return worked

    def _article(self, message: Message, worked: Worked) -> str:
        try:
            found = reports(message)
        except InvalidEventError:
            return "invalid"
        if found.article in self._seen:
            return "repeat"
        if self._seen.late(found.pane, GRACE):
            return "late"
        self._seen.touch(found.article, found.pane)
        worked.writes.append((found.article, b"%d" % found.pane))
        worked.sends.extend(Sent(self._topic, key, value) for key, value in found.items)
        return "counted"


class Count:
    """Reports to counts by subject, and the windows that changed to news.trends.v1."""

    def __init__(self, least: int, start: bytes) -> None:
        self._least = least
        self._start = start
        """What values begin with: of Confluent's wire format, where it is set."""
        self._states: dict[bytes, bytes] = {}
        """Encoded: most subjects are not named for long, and objects are ten times as large."""
        self._ages = Ages()
        self._began: int | None = None

    def restore(self, key: bytes, value: bytes | None) -> None:
        if value is None:
            self._states.pop(key, None)
            self._ages.forget(key)
        else:
            state = msgspec.json.decode(value, type=State)
            self._begin(state.began)
            self._states[key] = value
            self._ages.touch(key, state.newest)

    def work(self, records: Sequence[Any]) -> Worked:
        worked = Worked([], [], Counter())
        changed: dict[bytes, tuple[State, set[int]]] = {}
        for item in records:
            report = msgspec.json.decode(item.value, type=Report)
            if self._ages.late(report.pane, FORGET):
                continue  # its subject may be forgotten: a count from here would be too low
            if item.key not in changed:
                changed[item.key] = self._state(item.key, report), set()
            state, panes = changed[item.key]
            state.began = self._begin(state.began)  # the last write tells a taker the earliest
            count(state, report)
            panes.add(report.pane)
            self._ages.touch(item.key, state.newest)
        for subject, (state, panes) in changed.items():
            value = msgspec.json.encode(state)
            self._states[subject] = value
            worked.writes.append((subject, value))
            self._windows(subject, state, panes, worked)
        for subject in self._ages.expire(FORGET + WINDOW, 2 * len(changed)):
            del self._states[subject]
            worked.writes.append((subject, None))
        return worked

    def _begin(self, pane: int) -> int:
        self._began = pane if self._began is None else min(self._began, pane)
        return self._began

    def _state(self, subject: bytes, report: Report) -> State:
        value = self._states.get(subject)
        if value is not None:
            return msgspec.json.decode(value, type=State)
        return State(self._begin(report.pane))

    def _windows(self, key: bytes, state: State, panes: set[int], worked: Worked) -> None:
        subject = key.decode()
        for start in sorted(windows_with(panes)):
            trend = record(subject, state, start)
            if trend.articles < self._least:
                continue
            output = published(trend)
            name = topics()[output.topic].name
            worked.sends.append(Sent(name, key, self._start + output.value, output.headers))
            # labels from closed lists only: an entity's type, or "class"
            kind = subject.partition(":")[0] if ":" in subject else "class"
            worked.tallies["trend_records", kind] += 1
            worked.tallies["trend_spikes", kind] += trend.spike
