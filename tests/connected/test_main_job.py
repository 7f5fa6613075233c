"""Raw articles in, enriched events out, on a real Apache Kafka."""

import asyncio
import time

import orjson
import pytest
from aiokafka.producer import message_accumulator, producer
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy
from confluent_kafka import Consumer

from bench.malformed import KINDS, oversized
from bench.worker_process import WorkerProcess, command_of
from schemas import EnrichedArticle, decode, topics
from schemas.headers import header
from streams.commands.dead_letters import Selection, discard, replay, waiting
from streams.dead_letter import ERROR_HEADER
from streams.errors import UserError
from tests.connected.kafka import article, of, send, wait_for

TOO_LARGE = "NEWSWIRE_MAX_ARTICLE_BYTES"


async def test_an_article_is_enriched(broker: str, worker: WorkerProcess, prefix: str) -> None:
    trace = ("traceparent", b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
    await send(broker, [article(f"{prefix}-1")], headers=[trace])
    (record,) = await wait_for(broker, "enriched", of(prefix), 1)
    event = decode(record.value, EnrichedArticle)
    assert [(q.value, q.relation) for q in event.quantities] == [(300, "at_least")]
    assert [e.name for e in event.entities] == ["Kiev"]
    assert header(record.headers, "traceparent") == trace[1].decode()
    assert header(record.headers, "content-type") == "application/json"
    (quantity,) = await wait_for(broker, "quantities", of(prefix), 1)
    assert orjson.loads(quantity.value)["quantity"]["counted"]["class"] == "tanks"


async def test_a_repeat_has_the_same_ids(broker: str, worker: WorkerProcess, prefix: str) -> None:
    await send(broker, [article(f"{prefix}-1")] * 2)
    records = await wait_for(broker, "enriched", of(prefix), 2)
    assert len({header(record.headers, "ce_id") for record in records}) == 1
    assert len({record.value for record in records}) == 1


async def test_broken_messages_end_in_the_dead_letters_with_their_reason(
    broker: str, worker: WorkerProcess, prefix: str
) -> None:
    good = [article(f"{prefix}-{i}") for i in range(40)]
    one = article(f"{prefix}-x", title="t" * 100)
    bad = [oversized(), *(make(one) for _, make in KINDS.values())]
    mixed = [value for pair in zip(good, [*bad, None] * 2, strict=False) for value in pair]
    key = prefix.encode()
    await send(broker, mixed, key=key)
    enriched = await wait_for(broker, "enriched", of(f"{prefix}-"), 40)
    assert len({record.key for record in enriched}) == 40
    wanted = sum(value not in good for value in mixed)
    letters = await wait_for(broker, "dead_letters", lambda r: r.key == key, wanted)
    assert len(letters) == wanted
    sent = {bytes(value or b"") for value in mixed if value not in good}
    assert {bytes(letter.value or b"") for letter in letters} == sent
    for letter in letters:
        assert header(letter.headers, ERROR_HEADER + "message")
        assert header(letter.headers, ERROR_HEADER + "topic") == topics()["raw"].name
    reasons = {header(letter.headers, ERROR_HEADER + "reason") for letter in letters}
    assert reasons == {"not_json", "invalid_event", "empty", "too_large", "bad_html"}
    large = [m for m in (header(r.headers, ERROR_HEADER + "message") for r in letters) if m]
    assert any(TOO_LARGE in message for message in large)


async def test_a_header_name_that_is_no_text_stops_nobody(
    broker: str, worker: WorkerProcess, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker ended at the record, and so did the next one: all behind it waited for ever."""

    class Name(str):
        def encode(self, *_: object) -> bytes:
            return b"\xff\xfe"

    await send(broker, [article(f"{prefix}-1")])
    with monkeypatch.context() as patch:  # the client's compiled part encodes it by itself
        for module in (message_accumulator, producer):
            patch.setattr(module, "DefaultRecordBatchBuilder", _DefaultRecordBatchBuilderPy)
        await send(broker, [article(f"{prefix}-2"), b"no JSON"], headers=[(Name("n"), b"v")])
    await send(broker, [article(f"{prefix}-3")])
    await wait_for(broker, "enriched", of(prefix), 3)
    (letter,) = await wait_for(broker, "dead_letters", lambda r: r.value == b"no JSON", 1)
    assert ("\\xff\\xfe", b"v") in letter.headers
    assert worker.exit_code() is None


async def test_a_killed_worker_loses_nothing(
    broker: str, worker: WorkerProcess, prefix: str
) -> None:
    """Faust with its defaults, or acking out of order, loses messages here (faust #606)."""
    text = "Some 1,200 people met in London on Monday, officials said. " * 40
    ids = [f"{prefix}-{i}" for i in range(400)]
    await send(broker, [article(id_, text, n=id_) for id_ in ids])
    for _ in range(2):
        await asyncio.sleep(0.7)
        worker.kill()
        worker.start()
    records = await wait_for(broker, "enriched", of(prefix), 400)
    deadline = time.monotonic() + 60
    while len({record.key for record in records}) < 400 and time.monotonic() < deadline:
        records = await wait_for(broker, "enriched", of(prefix), len(records) + 1)
    assert {record.key.decode() for record in records} == set(ids)
    by_key: dict[bytes, set[str | None]] = {}
    for record in records:
        by_key.setdefault(record.key, set()).add(header(record.headers, "ce_id"))
    assert all(len(found) == 1 for found in by_key.values())


async def test_sigterm_finishes_the_work_in_hand(
    broker: str, worker: WorkerProcess, prefix: str
) -> None:
    text = "Some 1,200 people met in London on Monday, officials said. " * 40
    await send(broker, [article(f"{prefix}-{i}", text) for i in range(200)])
    await asyncio.sleep(0.5)
    assert worker.stop() == 0
    worker.start()
    records = await wait_for(broker, "enriched", of(prefix), 200)
    await asyncio.sleep(1)
    records = await wait_for(broker, "enriched", of(prefix), 200)
    assert len(records) == 200  # none lost, none twice


async def test_another_client_reads_the_enriched_topic(
    broker: str, worker: WorkerProcess, prefix: str
) -> None:
    await send(broker, [article(f"{prefix}-1")])
    await wait_for(broker, "enriched", of(prefix), 1)

    def read() -> dict[str, object]:
        consumer = Consumer(
            {"bootstrap.servers": broker, "group.id": prefix, "auto.offset.reset": "earliest"}
        )
        consumer.subscribe([topics()["enriched"].name])
        try:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                record = consumer.poll(1.0)
                if record is not None and (record.key() or b"").startswith(prefix.encode()):
                    value: dict[str, object] = orjson.loads(record.value() or b"")
                    return value
        finally:
            consumer.close()
        raise AssertionError("the event did not come")

    assert (await asyncio.to_thread(read))["id"] == f"{prefix}-1"


async def test_dead_letters_are_replayed_byte_for_byte_and_then_handled(
    broker: str, prefix: str
) -> None:
    """No worker runs: what a replay puts on the raw topic is what is looked at."""
    headers: list[tuple[str, bytes]] = [("x", b"1"), ("x", b"\xff")]
    why = {"topic": topics()["raw"].name, "reason": "not_json", "stage": "clean", "message": "m"}
    marks = [(ERROR_HEADER + name, value.encode()) for name, value in why.items()]
    group = f"group-{prefix}"
    key = prefix.encode()
    values: list[bytes | None] = [b"\xff\x00one", b"two", None]
    await send(broker, values, key=key, headers=[*headers, *marks], topic="dead_letters")
    mine = Selection(source=prefix)
    letters = await waiting(broker, group, mine)
    assert len(letters) == 3
    one = f"{letters[1].partition}:{letters[1].offset}"
    assert await replay(broker, group, mine._replace(at=one), lambda letter: None) == 1
    assert len(await waiting(broker, group, mine)) == 2
    assert await replay(broker, group, mine, lambda letter: None) == 2
    assert await waiting(broker, group, mine) == []
    assert len(await waiting(broker, group, mine, handled_too=True)) == 3
    replayed = await wait_for(broker, "raw", lambda record: record.key == key, 3)
    assert sorted(bytes(r.value or b"") for r in replayed) == sorted(v or b"" for v in values)
    assert all(list(record.headers) == headers for record in replayed)


async def test_a_cut_dead_letter_is_not_replayed_as_if_it_were_whole(
    broker: str, prefix: str
) -> None:
    marks = [
        (ERROR_HEADER + "topic", topics()["raw"].name.encode()),
        (ERROR_HEADER + "truncated", b"9000000"),
    ]
    await send(broker, [b"cut"], key=prefix.encode(), headers=marks, topic="dead_letters")
    with pytest.raises(UserError, match="only the start of 9000000 bytes"):
        await replay(broker, f"g-{prefix}", Selection(source=prefix), lambda letter: None)


async def test_discarded_dead_letters_wait_no_more(broker: str, prefix: str) -> None:
    await send(broker, [b"x"], key=prefix.encode(), topic="dead_letters")
    mine = Selection(source=prefix)
    assert await discard(broker, f"group-{prefix}", mine) == 1
    assert await waiting(broker, f"group-{prefix}", mine) == []


def test_the_http_port(worker: WorkerProcess) -> None:
    status, text = worker.get("/readyz")
    assert status == 200
    assert "partitions=16" in text
    assert worker.get("/healthz")[0] == 200
    metrics = worker.get("/metrics")[1]
    for name in (
        "newswire_build_info",
        "newswire_assigned_partitions",
        "newswire_pool_workers 1.0",
    ):
        assert name in metrics
    assert worker.get("/nothing")[0] == 404


def test_a_killed_worker_leaves_no_pool_processes(worker: WorkerProcess) -> None:
    children = worker.pool_pids()
    assert children
    worker.kill()
    deadline = time.monotonic() + 10
    while any(command_of(pid) for pid in children):
        assert time.monotonic() < deadline, "pool processes live on without their parent"
        time.sleep(0.1)


@pytest.mark.parametrize("name", ["topics", "doctor"])
def test_commands_find_the_broker(broker: str, name: str) -> None:
    from click.testing import CliRunner

    from streams.cli import cli

    args = ["topics", "list"] if name == "topics" else ["doctor"]
    result = CliRunner().invoke(cli, args, env={"NEWSWIRE_BROKER": broker})
    assert result.exit_code == 0, result.output
    for topic in topics().values():
        assert topic.name in result.output
