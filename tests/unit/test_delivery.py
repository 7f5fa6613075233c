"""The promises of delivery, on a stream, a pool and a producer that a test can lead astray."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import (
    KafkaTimeoutError,
    MessageSizeTooLargeError,
    UnknownTopicOrPartitionError,
)
from faust.exceptions import NotReady

from schemas import topics
from schemas.headers import header
from streams import delivery as module
from streams import intake, publishing
from streams.dead_letter import CUT_BYTES, ERROR_HEADER
from streams.delivery import Delivery
from streams.ending import EXIT_BREAKER, EXIT_UNEXPECTED
from streams.errors import PoolWorkerDiedError, Reason
from streams.metrics import Metrics
from streams.outcome import Failure, Message, Outcome, Output, Stage
from streams.settings import Settings
from streams.steps import Steps
from streams.work import run_chunk
from tests.unit.ending import EndedError, recorded

Value = bytes | None


class Stream:
    """An agent's stream of records; remembers in which order they are acked."""

    def __init__(self, values: Sequence[Value]) -> None:
        self.acked: list[int] = []
        self.then_wait_for: asyncio.Event | None = None
        self.channel = SimpleNamespace(queue=SimpleNamespace(empty=lambda: not self._left))
        self._left: list[Any] = [
            SimpleNamespace(
                message=SimpleNamespace(
                    topic=topics()["raw"].name, partition=0, offset=offset, key=b"k",
                    value=value, headers=(("h", b"1"),), timestamp=1.0,
                )
            )
            for offset, value in enumerate(values)
        ]  # fmt: skip

    def noack(self) -> "Stream":
        return self

    async def events(self) -> AsyncIterator[Any]:
        while self._left:
            yield self._left.pop(0)
        if self.then_wait_for is not None:
            await self.then_wait_for.wait()

    async def ack(self, event: Any) -> None:
        self.acked.append(event.message.offset)


class Pool:
    """Runs chunks here; `trouble` may raise or wait before."""

    size = 2
    has_idle = True
    steps = 0

    def __init__(self, trouble: Callable[[Sequence[Message]], Any] | None = None) -> None:
        self.chunks: list[int] = []
        self.ended: list[Value] = []
        """The first value of each chunk, in the order in which they were done."""
        self._trouble = trouble

    async def run(self, work: Any, messages: Sequence[Message], *, seconds: float) -> list[Outcome]:
        self.chunks.append(len(messages))
        if self._trouble is not None:
            wait = self._trouble(messages)
            await asyncio.sleep(wait or 0)
        self.ended.append(messages[0].value)
        return run_chunk(work, messages, seconds)


class Producer:
    """Remembers what was confirmed; `refusal` may give an error for a record."""

    def __init__(self, refusal: Callable[[str, Value], Exception | None] | None = None) -> None:
        self.sent: list[tuple[str, Value, list[tuple[str, bytes]]]] = []
        self._refusal = refusal

    async def send(
        self, topic: str, key: Value, value: Value, partition: None, timestamp: None, headers: Any
    ) -> "asyncio.Future[object]":
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        error = self._refusal(topic, value) if self._refusal else None
        if error is not None:
            future.set_exception(error)
        else:
            self.sent.append((topic, value, headers))
            future.set_result(None)
        return future

    def values(self, name: str) -> list[Value]:
        return [value for topic, value, _ in self.sent if topic == topics()[name].name]


class LateProducer(Producer):
    """What it confirms or refuses is under way for a moment."""

    async def send(self, *record: Any) -> "asyncio.Future[object]":
        return asyncio.ensure_future(_later(await super().send(*record)))


async def _later(answer: "asyncio.Future[object]") -> object:
    await asyncio.sleep(0.02)
    return await answer


def work(message: Message) -> Steps[Outcome]:
    yield
    if message.value == b"bug":
        raise ZeroDivisionError
    assert message.value is not None
    return Outcome(outputs=[Output("clean", b"k", message.value, ())])


async def deliver(
    stream: Stream, pool: Any, producer: Producer, memory: Any = None, **settings: Any
) -> tuple[Delivery, Metrics]:
    metrics = Metrics()
    app = SimpleNamespace(producer=producer)
    delivery = Delivery(app, Settings(chunk_articles=4, **settings), metrics, pool)
    await delivery.run(Stage("clean", "raw", work, max_bytes=100), stream, memory)
    while len(tasks := asyncio.all_tasks()) > 1:
        await asyncio.gather(*(tasks - {asyncio.current_task()}))
    return delivery, metrics


@pytest.fixture(autouse=True)
def ended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(publishing, "RETRY_SECONDS", (0,))
    return recorded(monkeypatch, module)


async def test_chunks_are_acked_in_order_even_when_they_end_out_of_order() -> None:
    """Acked out of order, Faust commits past the first chunk: a crash then loses it (#606)."""
    stream, producer = Stream([b"%d" % i for i in range(12)]), Producer()
    slow_first = Pool(lambda messages: 0.2 if messages[0].value == b"0" else 0)
    delivery, _ = await deliver(stream, slow_first, producer)
    assert slow_first.ended[-1] == b"0"
    assert stream.acked == list(range(12))
    assert delivery.acked == {(topics()["raw"].name, 0): 12}
    assert delivery.in_progress == 0
    assert delivery.moves == 12  # confirmations: this pool has no steps


async def test_the_older_version_of_an_article_is_published_first_however_long_it_takes() -> None:
    """Its chunk was slower, and the stale version was the last one of its key."""
    values = [b"%d" % i for i in range(12)]
    producer = Producer()
    slow_first = Pool(lambda messages: 0.2 if messages[0].value == b"0" else 0)
    await deliver(Stream(values), slow_first, producer)
    assert slow_first.ended[-1] == b"0"
    assert producer.values("clean") == values


async def test_the_older_version_is_first_also_where_both_are_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each chunk that was refused waited by itself, and the last to begin waiting may be first."""
    monkeypatch.setattr(publishing, "RETRY_SECONDS", (0.05,))
    waits = iter([1.5, 0.5])  # the chunk that failed first waits longer
    monkeypatch.setattr("random.uniform", lambda least, most: next(waits, 1))
    refused: set[Value] = set()

    def refuse_each_once(topic: str, value: Value) -> Exception | None:
        again = value in refused
        refused.add(value)
        return None if again else KafkaTimeoutError()

    values = [b"%d" % i for i in range(8)]
    producer = LateProducer(refuse_each_once)
    await deliver(Stream(values), Pool(), producer)
    assert refused == set(values)
    assert producer.values("clean") == values


@pytest.mark.parametrize(
    ("kind", "refusals", "seconds"),
    [(Producer, 1, 0), (Producer, 1, 0.05), (LateProducer, 4, 0.05)],
)
async def test_what_comes_after_a_refused_chunk_does_not_overtake_it(
    monkeypatch: pytest.MonkeyPatch, kind: type[Producer], refusals: int, seconds: float
) -> None:
    """It was sent while that one waited to be sent again, and the stale version was the last."""
    monkeypatch.setattr(publishing, "RETRY_SECONDS", (0.2,))

    class Later(Stream):
        async def events(self) -> AsyncIterator[Any]:
            async for event in super().events():
                if event.message.offset == 4:
                    await asyncio.sleep(seconds)
                yield event

    left = [UnknownTopicOrPartitionError() for _ in range(refusals)]
    values = [b"%d" % i for i in range(12)]
    producer = kind(lambda topic, value: left.pop() if left else None)
    stream = Later(values)
    await deliver(stream, Pool(), producer)
    assert producer.values("clean") == values
    assert stream.acked == list(range(12))


async def test_a_chunk_is_sent_before_the_chunk_before_it_is_confirmed() -> None:
    """One round trip a chunk would halve what large pools do on a broker that is far away."""

    class FarAway(Producer):
        async def send(self, *record: Any) -> "asyncio.Future[object]":
            await super().send(*record)
            if len(self.sent) == 8:
                all_sent.set()
            return asyncio.ensure_future(all_sent.wait())

    all_sent = asyncio.Event()
    stream = Stream([b"%d" % i for i in range(8)])
    async with asyncio.timeout(10):
        await deliver(stream, Pool(), FarAway())
    assert stream.acked == list(range(8))


async def test_once_a_refused_chunk_is_confirmed_the_others_wait_for_no_confirmation_again() -> (
    None
):
    class FarAway(Producer):
        async def send(self, *record: Any) -> "asyncio.Future[object]":
            answer = await super().send(*record)
            if len(self.sent) == 12:
                all_sent.set()
            return answer if len(self.sent) <= 4 else asyncio.ensure_future(all_sent.wait())

    all_sent = asyncio.Event()
    left = [KafkaTimeoutError()]
    stream = Stream([b"%d" % i for i in range(12)])
    async with asyncio.timeout(10):
        await deliver(stream, Pool(), FarAway(lambda *_: left.pop() if left else None))
    assert stream.acked == list(range(12))


async def test_nothing_is_acked_before_it_is_confirmed() -> None:
    stream = Stream([b"a", b"b"])
    tries: list[int] = []

    def refuse_twice(topic: str, value: Value) -> Exception | None:
        tries.append(len(stream.acked))
        return KafkaTimeoutError() if len(tries) <= 4 else None

    producer = Producer(refuse_twice)
    await deliver(stream, Pool(), producer)
    assert set(tries) == {0}
    assert sorted(v or b"" for v in producer.values("clean")) == [b"a", b"b"]
    assert stream.acked == [0, 1]


async def test_a_failing_message_is_dead_lettered_and_the_others_go_on() -> None:
    stream, producer = Stream([b"a", b"bug", b"c", b"x" * 101]), Producer()
    _, metrics = await deliver(stream, Pool(), producer)
    assert producer.values("clean") == [b"a", b"c"]
    assert producer.values("dead_letters") == [b"bug", b"x" * 101]
    assert stream.acked == [0, 1, 2, 3]
    value = metrics.registry.get_sample_value
    dead = "newswire_dead_letters_total"
    assert value(dead, {"stage": "clean", "reason": "bug"}) == 1
    assert value(dead, {"stage": "clean", "reason": "too_large"}) == 1


async def test_a_poison_article_is_set_apart_and_dead_lettered_alone() -> None:
    def die(messages: Sequence[Message]) -> None:
        if any(message.value == b"poison" for message in messages):
            at = [message.value for message in messages].index(b"poison")
            raise PoolWorkerDiedError("it died", Reason.KILLED_WORKER, at)

    stream, pool, producer = Stream([b"a", b"poison", b"c", b"d"]), Pool(die), Producer()
    await deliver(stream, pool, producer)
    assert producer.values("clean") == [b"a", b"c", b"d"]
    assert producer.values("dead_letters") == [b"poison"]
    headers = next(h for t, _, h in producer.sent if t == topics()["dead_letters"].name)
    assert header(headers, ERROR_HEADER + "reason") == "killed_worker"
    assert header(headers, ERROR_HEADER + "attempt") == "2"
    assert pool.chunks == [4, 1, 1, 1, 2]


async def test_an_output_that_its_topic_refuses_is_a_dead_letter() -> None:
    def too_large(topic: str, value: Value) -> Exception | None:
        refused = topic == topics()["clean"].name and value == b"b"
        return MessageSizeTooLargeError() if refused else None

    stream, producer = Stream([b"a", b"b", b"c"]), Producer(too_large)
    await deliver(stream, Pool(), producer)
    assert producer.values("clean") == [b"a", b"c"]
    assert producer.values("dead_letters") == [b"b"]
    assert stream.acked == [0, 1, 2]


async def test_an_unexpected_error_ends_the_process_without_an_ack(ended: list[int]) -> None:
    def break_down(messages: Sequence[Message]) -> None:
        raise RuntimeError("what nobody thought of")

    stream = Stream([b"a"])
    with pytest.raises(EndedError):
        await deliver(stream, Pool(break_down), Producer())
    assert ended == [EXIT_UNEXPECTED]
    assert stream.acked == []


async def test_a_flood_of_bugs_ends_the_process_without_an_ack(ended: list[int]) -> None:
    stream, producer = Stream([b"bug"] * 4), Producer()
    with pytest.raises(EndedError):
        await deliver(stream, Pool(), producer, breaker_window=10)
    assert ended == [EXIT_BREAKER]
    assert producer.sent == []
    assert stream.acked == []


def test_a_stage_that_is_well_does_not_hide_one_that_fails(ended: list[int]) -> None:
    """They shared a breaker: 20,000 of 20,000 articles of one went to the dead letters."""
    delivery = Delivery(None, Settings(), Metrics(), Pool())  # type: ignore[arg-type]
    refused = Outcome(failure=Failure(Reason.INVALID_EVENT, "InvalidEventError", "no id"))
    well, fails = Stage("clean", "raw", work), Stage("extract", "clean", work)
    for _ in range(99):
        delivery._check_breaker(well, [Outcome()])
        delivery._check_breaker(fails, [refused])
    with pytest.raises(EndedError):
        delivery._check_breaker(fails, [refused])
    assert ended == [EXIT_BREAKER]


def test_what_the_breaker_says_of_an_article_is_one_line_without_controls(
    ended: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    """An error may hold what the article says, and that could pass for a line of our log."""
    delivery = Delivery(None, Settings(), Metrics(), Pool())  # type: ignore[arg-type]
    text = "ValueError: no\n2026-11-29 INFO all is well \x1b[2J"
    broken = Outcome(failure=Failure(Reason.BUG, "ValueError", text))
    with pytest.raises(EndedError):
        delivery._check_breaker(Stage("clean", "raw", work), [broken] * 25)
    (line,) = caplog.messages
    assert "all is well" in line
    assert not set("\n\x1b") & set(line)


async def test_a_chunk_that_waits_for_messages_which_a_rebalance_took_is_handed_over() -> None:
    """It stayed in hand, while the rebalance waited for it to be acked."""
    stream, producer = Stream([b"a"]), Producer()
    stream.channel.queue.empty = lambda: False  # the queue seemed to hold more
    acked = asyncio.Event()
    stream.then_wait_for = acked
    app = SimpleNamespace(producer=producer)
    delivery = Delivery(app, Settings(), Metrics(), Pool())  # type: ignore[arg-type]
    running = asyncio.create_task(delivery.run(Stage("clean", "raw", work), stream))
    for _ in range(100):
        await asyncio.sleep(0.02)
        if stream.acked:
            break
    assert stream.acked == [0]
    acked.set()
    await running


async def test_a_dead_letter_that_its_topic_refuses_is_cut() -> None:
    """It ended the process, and came again: one message stopped the stream for good."""
    large = b"x" * (CUT_BYTES + 5)

    def refuse(topic: str, value: Value) -> Exception | None:
        return MessageSizeTooLargeError() if len(value or b"") > CUT_BYTES else None

    stream, producer = Stream([large]), Producer(refuse)
    await deliver(stream, Pool(), producer)
    ((_, value, headers),) = producer.sent
    assert value == large[:CUT_BYTES]
    assert header(headers, ERROR_HEADER + "truncated") == str(len(large))
    assert stream.acked == [0]


@pytest.mark.parametrize("error", [TimeoutError(), ConnectionResetError(), NotReady("no producer")])
async def test_a_send_that_breaks_bare_is_tried_again_and_the_worker_lives(
    error: Exception, ended: list[int]
) -> None:
    """None of them is a KafkaError: each ended the worker with EXIT_UNEXPECTED."""
    left = [error]
    producer = Producer(lambda topic, value: left.pop() if left else None)
    stream = Stream([b"a", b"b"])
    await deliver(stream, Pool(), producer)
    assert ended == []
    assert sorted(producer.values("clean"), key=str) == [b"a", b"b"]
    assert stream.acked == [0, 1]


async def test_a_record_that_the_client_gives_up_is_sent_again() -> None:
    """The chunk that waited for it ended cancelled, and each chunk behind that one."""

    class Dropping(Producer):
        dropped = 0

        async def send(self, *record: Any) -> "asyncio.Future[object]":
            if self.dropped < 2:
                self.dropped += 1
                future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
                future.cancel()
                return future
            return await super().send(*record)

    stream, producer = Stream([b"a", b"b", b"c", b"d", b"e", b"f"]), Dropping()
    await deliver(stream, Pool(), producer)
    assert sorted(producer.values("clean"), key=str) == [b"a", b"b", b"c", b"d", b"e", b"f"]
    assert stream.acked == [0, 1, 2, 3, 4, 5]


async def test_a_topic_without_leaders_is_waited_for(ended: list[int]) -> None:
    """aiokafka takes the key's hash modulo no partitions: the worker ended with 70."""

    class Leaderless(Producer):
        asked = 0

        async def send(self, *record: Any) -> "asyncio.Future[object]":
            self.asked += 1
            if self.asked == 1:
                raise ZeroDivisionError
            return await super().send(*record)

    stream, producer = Stream([b"a"]), Leaderless()
    await deliver(stream, Pool(), producer)
    assert (ended, stream.acked) == ([], [0])


async def test_a_chunk_that_is_dropped_ends_the_worker_at_once(ended: list[int]) -> None:
    """Only the stall watch noticed it, minutes later."""

    def drop(messages: Sequence[Message]) -> None:
        raise asyncio.CancelledError

    stream = Stream([b"a"])
    with pytest.raises(EndedError):
        await deliver(stream, Pool(drop), Producer())
    assert (ended, stream.acked) == ([EXIT_UNEXPECTED], [])


async def test_a_chunk_handed_over_while_the_next_message_waits_leaves_it_no_free_ride(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The message after was worked on without a slot, and the pool got more than it should."""
    monkeypatch.setattr(intake, "HOLD_SECONDS", 0.001)
    running = [0]
    most = [0]

    class SlowPool(Pool):
        async def run(self, *args: Any, **kwargs: Any) -> list[Outcome]:
            running[0] += 1
            most[0] = max(most[0], running[0])
            await asyncio.sleep(0.2)
            running[0] -= 1
            return await super().run(*args, **kwargs)

    class SlowMemory:
        async def ready(self, event: Any) -> None:
            await asyncio.sleep(0.02)

        def of(self, event: Any) -> None: ...

        def remember(self, event: Any, lesson: Any) -> None: ...

    memory: Any = SlowMemory()
    pool = SlowPool()
    await deliver(Stream([b"x"] * 8), pool, Producer(), memory, chunks_in_flight=1)
    assert len(pool.chunks) == 8
    assert most[0] == pool.size


async def test_what_comes_while_the_pool_is_busy_is_one_chunk_once_it_is_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Articles that trickled in were chunks of one or two each, at twice the CPU an article."""
    monkeypatch.setattr(intake, "HOLD_SECONDS", 60)

    all_came, all_acked = asyncio.Event(), asyncio.Event()

    class OneAtATime(Pool):
        async def run(self, *args: Any, **kwargs: Any) -> list[Outcome]:
            self.has_idle = False
            await all_came.wait()
            self.has_idle = True
            return await super().run(*args, **kwargs)

    class Trickle(Stream):
        async def events(self) -> AsyncIterator[Any]:
            self.channel.queue.empty = lambda: True
            async for event in super().events():
                yield event
                await asyncio.sleep(0)
            all_came.set()
            await all_acked.wait()

        async def ack(self, event: Any) -> None:
            await super().ack(event)
            if len(self.acked) == 4:
                all_acked.set()

    pool = OneAtATime()
    stream = Trickle([b"x"] * 4)
    await deliver(stream, pool, Producer())
    assert pool.chunks == [1, 3]
    assert stream.acked == [0, 1, 2, 3]
