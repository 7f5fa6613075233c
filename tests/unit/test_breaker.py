"""When the worker stops rather than dead-letter a flood."""

from streams.breaker import Breaker
from streams.errors import Reason


def test_the_breaker_trips_on_our_faults_long_before_invalid_input() -> None:
    breaker = Breaker(window=100, bug_ratio=0.05, invalid_ratio=0.95, bugs_in_a_row=99)
    answers = [breaker.record(Reason.NOT_JSON if i % 6 == 0 else None) for i in range(500)]
    assert answers == [None] * 500
    tripped = [breaker.record(Reason.BUG) for _ in range(5)]
    assert tripped[-1] == "5 of the last 100 messages failed by our fault"


def test_a_few_failures_at_the_start_are_no_flood() -> None:
    breaker = Breaker(window=100, bug_ratio=0.05, invalid_ratio=0.95, bugs_in_a_row=99)
    assert [breaker.record(Reason.BUG) for _ in range(19)] == [None] * 19
    assert breaker.record(Reason.BUG) is not None


def test_bugs_in_a_row_trip_the_breaker_however_large_its_window() -> None:
    breaker = Breaker(window=10_000, bug_ratio=0.5, invalid_ratio=0.95, bugs_in_a_row=3)
    assert [breaker.record(r) for r in (Reason.BUG, Reason.BUG, None, Reason.BUG)] == [None] * 4
    assert breaker.record(Reason.BUG) is None
    assert breaker.record(Reason.BUG) == "3 messages in a row failed by our fault"
