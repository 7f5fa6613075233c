"""Processes that are killed, stuck, greedy: the others go on."""

import asyncio
import os
import signal

import pytest

from streams import pool as pool_module
from streams.errors import PoolWorkerDiedError, Reason
from streams.metrics import Metrics
from streams.outcome import Outcome
from streams.pool import Pool
from tests.unit.fragile import fragile, freeze, load, message, no_room_to_load


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """New pool workers that load `fragile`, and no data."""
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
        (outcome,) = await pool.run(fragile, [message(b"ok")], seconds=30)  # killed while idle
        assert outcome.status == "published"
    finally:
        await pool.stop()
    assert metrics.registry.get_sample_value(
        "newswire_pool_restarts_total", {"reason": "killed_worker"}
    )


async def test_no_article_is_blamed_for_pool_workers_that_ended_idle(light: None) -> None:
    """They all end with the fork server: the next article was tried on two of them and
    dead-lettered."""
    pool = Pool(3, Metrics())
    await pool.start()
    try:
        for worker in list(pool._idle._queue):  # type: ignore[attr-defined]
            os.kill(worker.process.pid, signal.SIGKILL)
        outcomes = await asyncio.gather(
            *(pool.run(fragile, [message(b"ok")], seconds=30) for _ in range(4))
        )
    finally:
        await pool.stop()
    assert [outcome.status for (outcome,) in outcomes] == ["published"] * 4


async def test_a_slow_article_does_not_hold_the_others_of_its_chunk(
    light: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit was that of the whole chunk: one article could hold fifteen for 16 x 20 s."""
    monkeypatch.setattr(pool_module, "SILENCE", 60)  # the machine may be busy
    pool = Pool(1, Metrics())
    await pool.start()
    try:
        values = [b"ok", b"stuck", b"swallows", b"ok"]
        before = pool.steps
        outcomes = await pool.run(fragile, [message(v) for v in values], seconds=1)
        assert pool.steps == before + 8
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
