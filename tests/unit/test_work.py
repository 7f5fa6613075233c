"""A chunk of messages in one process: each answers for itself."""

import math
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from streams.agents import clean
from streams.errors import Reason
from streams.outcome import Message, Outcome
from streams.steps import Steps, Together
from streams.work import run_chunk
from tests.unit.fragile import fragile, message, spin, taken


def test_each_message_of_a_chunk_answers_for_itself() -> None:
    outcomes = run_chunk(fragile, [message(b"ok"), message(b"invalid"), message(b"bug")], 9)
    assert [o.failure.reason if o.failure else None for o in outcomes] == [
        None,
        Reason.BAD_HTML,
        Reason.BUG,
    ]
    assert outcomes[2].failure is not None
    assert "by zero" in outcomes[2].failure.message
    assert "fragile" in outcomes[2].failure.trace


def test_the_messages_of_a_chunk_take_each_step_one_after_another() -> None:
    """Each from its first to its last step alone took a tenth more CPU."""
    taken.clear()
    run_chunk(fragile, [message(b"bug"), message(b"a"), message(b"b")], 9)
    assert taken == [b"bug", b"a", b"b"] * 2


def test_the_steps_of_an_article_have_its_time_together() -> None:
    values = [b"ok", b"slow in many steps", b"ok"]
    outcomes = run_chunk(fragile, [message(value) for value in values], 0.5)
    assert [o.failure.reason if o.failure else None for o in outcomes] == [
        None,
        Reason.TOO_SLOW,
        None,
    ]
    assert outcomes[1].seconds > 0.4


def test_what_is_worked_out_for_a_chunk_is_shared_out_among_its_messages() -> None:
    """All of it was charged to one of them, as if that one article were slow."""

    def work_for_all(asked: Sequence[bytes]) -> Sequence[bytes]:
        time.sleep(0.2)
        return asked

    together = Together(work_for_all)

    def asking(message: Message) -> Steps[Outcome]:
        answer = together.ask(message.value or b"")
        yield
        answer()
        return Outcome(status="published")

    outcomes = run_chunk(asking, [message(b"a"), message(b"b")], 9)
    assert min(outcome.seconds for outcome in outcomes) >= 0.1


def test_an_article_that_took_too_long_working_for_others_is_tried_alone() -> None:
    asked_for: list[int] = []

    def endless_for_many(asked: Sequence[bytes]) -> Sequence[bytes]:
        asked_for.append(len(asked))
        spin(math.inf if len(asked) > 1 else 0.15)
        return asked

    together = Together(endless_for_many)

    def asking(message: Message) -> Steps[Outcome]:
        spin(0.1)
        answer = together.ask(message.value or b"")
        yield
        answer()
        return Outcome(status="published")

    outcomes = run_chunk(asking, [message(b"a"), message(b"b"), message(b"c")], 0.4)
    assert [outcome.status for outcome in outcomes] == ["published"] * 3
    assert asked_for == [3, 1, 1, 1]  # for all, for each of the others, for the first alone


def test_an_article_that_is_slow_by_itself_has_its_time_once() -> None:
    """It was tried again: three of them stood still for as long as the worker may."""
    taken.clear()
    outcomes = run_chunk(fragile, [message(b"stuck"), message(b"ok")], 0.2)
    assert outcomes[0].failure is not None
    assert outcomes[0].failure.reason is Reason.TOO_SLOW
    assert outcomes[1].status == "published"
    assert taken == [b"stuck", b"ok"] * 2


@pytest.mark.parametrize(
    ("value", "reason"),
    [(b"", Reason.EMPTY), (b"{", Reason.NOT_JSON), (b'{"text": 1}', Reason.INVALID_EVENT),
     (b'{"text": " "}', Reason.EMPTY)],
)  # fmt: skip
def test_invalid_events_have_their_reason(value: bytes, reason: Reason) -> None:
    (outcome,) = run_chunk(clean.stage(1).work, [message(value)], 9)
    assert outcome.failure is not None
    assert outcome.failure.reason is reason


def test_a_pool_worker_says_how_many_threads_it_has_before_numpy_is_loaded() -> None:
    """Once it was loaded with streams.work: the tagger then took three times the CPU."""
    code = "import sys, streams.work; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
