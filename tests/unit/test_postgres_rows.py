"""What of an event cannot be stored in PostgreSQL as it is."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from streams.sinks.postgres import _storable


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("a\0b", "a\ufffdb"),
        (["a\0b", "c"], ["a\ufffdb", "c"]),
        (datetime(2026, 2, 1, 9, tzinfo=timezone(timedelta(hours=1))),
         datetime(2026, 2, 1, 8, tzinfo=UTC)),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), None),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-1))), None),
    ],
)  # fmt: skip
def test_what_postgresql_does_not_take(value: object, stored: object) -> None:
    """A time before all of UTC would have ended the sink at each start, for ever."""
    assert _storable(value) == stored
