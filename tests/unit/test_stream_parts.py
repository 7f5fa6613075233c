"""The parts of the stream that need no broker: work, agents, breaker, pool, settings, metrics."""

import asyncio
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import orjson
import pytest

from schemas import EnrichedArticle, RawArticle, decode, encode, topics
from schemas.headers import header
from streams import pool as pool_module
from streams.agents import clean, extract
from streams.breaker import Breaker
from streams.dead_letter import ERROR_HEADER, dead_letter
from streams.errors import InvalidInputError, PoolWorkerDiedError, Reason, UserError
from streams.metrics import Metrics
from streams.outcome import Failure, Message, Outcome
from streams.pool import Pool
from streams.settings import Settings
from streams.settings import load as load_settings
from streams.steps import Steps, Together
from streams.work import run_chunk

TIME = 1_750_000_000.0


def raw(text: str, **fields: object) -> Message:
    return Message(b"example.org", orjson.dumps({"text": text, **fields}), (), TIME)


# agents


def test_a_raw_article_goes_all_the_way() -> None:
    message = raw("At least 300 tanks crossed into Ukraine.", id="a1")
    message = message._replace(headers=(("traceparent", b"00-abc"), ("x", b"y")))
    (cleaned,) = clean.clean_message(message).outputs
    assert (cleaned.topic, cleaned.key) == ("clean", b"a1")
    between = Message(cleaned.key, cleaned.value, cleaned.headers, TIME + 5)
    outcome = extract.extract_message(between, flat=True)
    assert outcome.status == "published"
    assert outcome.raw_time == TIME
    assert [output.topic for output in outcome.outputs] == ["enriched", "quantities", "mentions"]
    enriched = outcome.outputs[0]
    assert decode(enriched.value, EnrichedArticle).quantities[0].value == 300
    assert header(enriched.headers, "traceparent") == "00-abc"
    assert header(enriched.headers, "x") is None
    assert header(enriched.headers, "ce_type") == topics()["enriched"].ce_type
    ids = [header(output.headers, "ce_id") for output in outcome.outputs]
    assert len(set(ids)) == 3
    again = extract.extract_message(between, flat=True)
    assert ids == [header(output.headers, "ce_id") for output in again.outputs]
    assert ("quantities", ("count", "tanks"), 1) in outcome.tallies


def test_flat_records_share_their_headers_on_the_way_between_processes() -> None:
    """Headers made anew for each of 45 records took 40 percent of pickling an outcome."""
    (cleaned,) = clean.clean_message(raw("At least 300 tanks and 20 aircraft crossed.")).outputs
    between = Message(cleaned.key, cleaned.value, cleaned.headers, TIME)
    _, one, other = extract.extract_message(between, flat=True).outputs
    assert (one.topic, other.topic) == ("quantities", "quantities")
    assert [a is b for a, b in zip(one.headers, other.headers, strict=True)].count(False) == 1


def test_articles_of_a_language_can_be_skipped_and_say_why() -> None:
    message = raw("The council voted on Tuesday to close the bridge, the mayor told reporters.")
    outcome = clean.clean_message(message, skipped=["en"])
    assert (outcome.status, outcome.status_reason) == ("skipped", "language")
    assert not outcome.outputs
    assert clean.clean_message(message, skipped=["de"]).outputs


def test_an_article_is_signed_only_where_copies_are_looked_for() -> None:
    message = raw(" ".join(f"word{n}" for n in range(60)))
    assert clean.clean_message(message).signature is not None
    assert clean.clean_message(message, signed=False).signature is None


def test_flat_records_can_be_left_out() -> None:
    (cleaned,) = clean.clean_message(raw("300 tanks crossed.")).outputs
    message = Message(cleaned.key, cleaned.value, cleaned.headers, TIME)
    assert [o.topic for o in extract.extract_message(message, flat=False).outputs] == ["enriched"]


def test_an_article_of_junk_is_skipped_with_why() -> None:
    outcome = clean.clean_message(raw("ADVERTISEMENT"))
    assert (outcome.status, outcome.status_reason, outcome.outputs) == ("skipped", "no_body", ())


# work


taken: list[bytes | None] = []
"""By `fragile` in this process: the messages of its first steps and its second ones, in turn."""


def fragile(message: Message) -> Steps[Outcome]:
    """Goes wrong in its second step."""
    taken.append(message.value)
    yield
    taken.append(message.value)
    match message.value:
        case b"invalid":
            raise InvalidInputError("it is no good", Reason.BAD_HTML)
        case b"bug":
            raise ZeroDivisionError("by zero")
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"stuck":
            spin()
        case b"slow in many steps":
            for _ in range(30):
                spin(0.1)
                yield
        case b"swallows":
            try:
                spin()
            except Exception:
                spin()
        case b"works for others":
            if len(taken) - taken.index(b"works for others") < 4:  # not alone
                spin()
        case b"stuck in C":
            sum(range(10**12))
        case b"frozen":
            os.kill(os.getpid(), signal.SIGSTOP)
        case b"greedy":
            bytearray(8 * 1024**3)
        case b"answer too large":
            return Outcome(status=NoRoom())  # type: ignore[arg-type]
    return Outcome(status="published", published_at=float(os.getpid()))


class NoRoom:
    """What cannot be sent back to the parent for want of memory."""

    def __reduce__(self) -> str:
        raise MemoryError


def no_room_to_load() -> int:
    raise MemoryError


def spin(seconds: float = math.inf) -> None:
    """So much CPU time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def load() -> int:
    return os.getpid()


def freeze() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def message(value: bytes) -> Message:
    return Message(None, value, (), TIME)


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


def test_an_article_that_took_too_long_beside_others_is_tried_alone() -> None:
    """It may be the one that worked out something for all of them."""
    taken.clear()
    outcomes = run_chunk(fragile, [message(b"works for others"), message(b"ok")], 0.2)
    assert [outcome.status for outcome in outcomes] == ["published", "published"]
    assert taken == [b"works for others", b"ok"] * 2 + [b"works for others"] * 2


@pytest.mark.parametrize(
    ("value", "reason"),
    [(b"", Reason.EMPTY), (b"{", Reason.NOT_JSON), (b'{"text": 1}', Reason.INVALID_EVENT),
     (b'{"text": " "}', Reason.EMPTY)],
)  # fmt: skip
def test_invalid_events_have_their_reason(value: bytes, reason: Reason) -> None:
    (outcome,) = run_chunk(clean.stage(1).work, [message(value)], 9)
    assert outcome.failure is not None
    assert outcome.failure.reason is reason


# pool


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """New pool workers that load this module, and no data."""
    monkeypatch.setattr(pool_module, "warm_up", load)
    monkeypatch.setattr(pool_module, "SILENCE", 5)


async def test_a_pool_survives_a_killed_and_a_stuck_worker(light: None) -> None:
    metrics = Metrics()
    pool = Pool(1, metrics)
    await pool.start()
    try:
        with pytest.raises(PoolWorkerDiedError) as died:
            await pool.run(fragile, [message(b"ok"), message(b"die")], seconds=30)
        assert (died.value.reason, died.value.at) == (Reason.KILLED_WORKER, 1)
        with pytest.raises(PoolWorkerDiedError) as stuck:
            await pool.run(fragile, [message(b"ok"), message(b"frozen")], seconds=1)
        assert (stuck.value.reason, stuck.value.at) == (Reason.TOO_SLOW, 1)
        with pytest.raises(PoolWorkerDiedError) as deaf:
            await pool.run(fragile, [message(b"ok"), message(b"stuck in C")], seconds=1)
        assert (deaf.value.reason, deaf.value.at) == (Reason.TOO_SLOW, 1)
        (outcome,) = await pool.run(fragile, [message(b"ok")], seconds=30)
        assert outcome.status == "published"
        assert outcome.published_at != os.getpid()  # another process did it
        os.kill(int(outcome.published_at or 0), signal.SIGKILL)
        await asyncio.sleep(0.3)
        with pytest.raises(PoolWorkerDiedError):  # killed while idle: raised RuntimeError once
            await pool.run(fragile, [message(b"ok")], seconds=30)
        (outcome,) = await pool.run(fragile, [message(b"ok")], seconds=30)
        assert outcome.status == "published"
    finally:
        await pool.stop()
    assert metrics.registry.get_sample_value(
        "newswire_pool_restarts_total", {"reason": "killed_worker"}
    )


async def test_a_slow_article_does_not_hold_the_others_of_its_chunk(
    light: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit was that of the whole chunk: one article could hold fifteen for 16 x 20 s."""
    monkeypatch.setattr(pool_module, "SILENCE", 60)  # the machine may be busy
    pool = Pool(1, Metrics())
    await pool.start()
    try:
        values = [b"ok", b"stuck", b"swallows", b"ok"]
        outcomes = await pool.run(fragile, [message(v) for v in values], seconds=1)
    finally:
        await pool.stop()
    reasons = [o.failure.reason if o.failure else None for o in outcomes]
    assert reasons == [None, Reason.TOO_SLOW, Reason.TOO_SLOW, None]
    assert outcomes[0].published_at == outcomes[3].published_at  # the process lives on


async def after_a_bad_start(
    monkeypatch: pytest.MonkeyPatch, seconds: float, **changed: object
) -> Outcome:
    """What a pool answers that has had so long to start a new process with its module changed."""
    pool = Pool(1, Metrics())
    await pool.start()
    for name, value in changed.items():
        monkeypatch.setattr(pool_module, name, value)
    try:
        with pytest.raises(PoolWorkerDiedError):
            await pool.run(fragile, [message(b"die")], seconds=30)
        await asyncio.sleep(seconds)
        monkeypatch.undo()
        (outcome,) = await asyncio.wait_for(pool.run(fragile, [message(b"ok")], seconds=30), 60)
    finally:
        await pool.stop()
    return outcome


async def test_a_new_worker_that_freezes_as_it_starts_is_replaced(
    light: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pool waited for it without end, and the stream stood still."""
    outcome = await after_a_bad_start(
        monkeypatch, 0.2, warm_up=freeze, START_SECONDS=0.5, AGAIN_SECONDS=0
    )
    assert outcome.status == "published"


async def test_an_answer_for_which_there_is_no_memory_ends_its_process_not_the_worker(
    light: None,
) -> None:
    """It was an unexpected error: the whole worker ended (seen in a storm of faults)."""
    pool = Pool(1, Metrics())
    await pool.start()
    try:
        with pytest.raises(PoolWorkerDiedError) as died:
            await pool.run(fragile, [message(b"ok"), message(b"answer too large")], seconds=30)
        assert (died.value.reason, died.value.at) == (Reason.KILLED_WORKER, 1)
        (outcome,) = await asyncio.wait_for(pool.run(fragile, [message(b"ok")], seconds=30), 60)
    finally:
        await pool.stop()
    assert outcome.status == "published"


async def test_a_new_worker_that_has_no_memory_to_start_in_is_tried_again(
    light: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was not: the stream stood still until the worker was ended for it, two minutes later."""
    outcome = await after_a_bad_start(monkeypatch, 0.5, warm_up=no_room_to_load, AGAIN_SECONDS=0)
    assert outcome.status == "published"


async def test_an_article_that_wants_too_much_memory_ends_its_process_not_the_machine(
    light: None,
) -> None:
    pool = Pool(1, Metrics(), most_bytes=2 * 1024**3)
    await pool.start()
    try:
        with pytest.raises(PoolWorkerDiedError) as died:
            await pool.run(fragile, [message(b"ok"), message(b"greedy")], seconds=30)
        assert (died.value.reason, died.value.at) == (Reason.KILLED_WORKER, 1)
        (outcome,) = await pool.run(fragile, [message(b"ok")], seconds=30)
        assert outcome.status == "published"
    finally:
        await pool.stop()


# breaker


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


# dead letters


def test_a_dead_letter_keeps_the_original_and_says_why() -> None:
    class Record:
        topic, partition, offset = "news.articles.raw.v1", 3, 42
        key, value, headers = b"k", b"\xff\x00", (("a", b"1"), ("a", b"\xfe"))

    output = dead_letter("clean", Record, Failure(Reason.NOT_JSON, "E", "not JSON: é"))
    assert (output.key, output.value) == (b"k", b"\xff\x00")
    assert list(output.headers)[:2] == [("a", b"1"), ("a", b"\xfe")]
    why = {name: header(output.headers, ERROR_HEADER + name) for name in ("offset", "message")}
    assert why == {"offset": "42", "message": "not JSON: é"}


# settings, metrics


def test_a_wrong_setting_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSWIRE_POOL_WORKERS", "many")
    with pytest.raises(UserError, match=r"NEWSWIRE_POOL_WORKERS.*many"):
        load_settings()


def test_every_setting_says_what_it_is() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name


def test_metrics_have_the_prefix_base_units_and_help() -> None:
    for family in Metrics().registry.collect():
        assert family.name.startswith("newswire_")
        assert family.documentation
        assert "milli" not in family.name


def test_an_article_cannot_make_up_a_label() -> None:
    """Everything that a hostile article tallies must come from closed lists."""
    text = "At least 7 evil-class quibbles and 12 zorps per flurb met Xyzzy Plugh of Frobnitz Corp."
    (cleaned,) = clean.clean_message(raw(text, source="evil\nsource", title="x" * 99)).outputs
    outcome = extract.extract_message(
        Message(cleaned.key, cleaned.value, cleaned.headers, TIME), flat=True
    )
    labels = {label for _, values, _ in outcome.tallies for label in values}
    known = {"count", "number", "other", "people", "PERSON", "ORG", "PLACE", "GROUP"}
    assert labels <= known


def test_encoding_of_an_event_is_plain_json() -> None:
    assert orjson.loads(encode(RawArticle(text="a")))["text"] == "a"


def test_a_pool_worker_says_how_many_threads_it_has_before_numpy_is_loaded() -> None:
    """Once it was loaded with streams.work: the tagger then took three times the CPU."""
    code = "import sys, streams.work; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
