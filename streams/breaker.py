"""Stops the worker rather than dead-letter a flood: a bad deploy must not drain the topic."""

from collections import Counter, deque

from streams.errors import Reason

OUR_FAULT = frozenset({Reason.BUG, Reason.KILLED_WORKER, Reason.TOO_SLOW})
MINIMUM_SHARE = 0.2
"""The share of the window that must be seen before a ratio means anything."""


class Breaker:
    """Looks at the last `window` messages; trips on the share that failed.

    `bugs_in_a_row` failures by our fault one after another trip it at once.
    """

    def __init__(
        self, *, window: int, bug_ratio: float, invalid_ratio: float, bugs_in_a_row: int
    ) -> None:
        self._window = window
        self._bugs_in_a_row = bugs_in_a_row
        self._in_a_row = 0
        self._bug_ratio = bug_ratio
        self._invalid_ratio = invalid_ratio
        self._recent: deque[str] = deque()
        self._counts: Counter[str] = Counter()

    def record(self, reason: Reason | None) -> str | None:
        """Notes one message (None: it went well). Returns why it trips, None while it holds."""
        kind = "good" if reason is None else "bug" if reason in OUR_FAULT else "invalid"
        self._recent.append(kind)
        self._counts[kind] += 1
        if len(self._recent) > self._window:
            self._counts[self._recent.popleft()] -= 1
        self._in_a_row = self._in_a_row + 1 if kind == "bug" else 0
        if self._in_a_row >= self._bugs_in_a_row:
            return f"{self._in_a_row} messages in a row failed by our fault"
        seen = len(self._recent)
        if kind == "good" or seen < self._window * MINIMUM_SHARE:
            return None
        if self._counts["bug"] / seen >= self._bug_ratio:
            return f"{self._counts['bug']} of the last {seen} messages failed by our fault"
        if self._counts["invalid"] / seen >= self._invalid_ratio:
            return f"{self._counts['invalid']} of the last {seen} messages were invalid"
        return None
