"""The one way an agent takes messages, works on them, publishes, dead-letters and acks.

Messages are taken without acking and handed to the process pool in chunks; a chunk is whatever
waits in the agent's queue, so an idle stream has no delay and a busy one large chunks. Chunks run
side by side; each is acked when the broker has confirmed all its outputs and all chunks before it
are acked. Faust can commit past an unacked offset when a later one is acked first
(faust-streaming #606), hence the order. Nothing that a message holds can raise out of here;
anything unexpected ends the process without acking, and the messages come again.
"""

import asyncio
import logging
import os
import random
import time
from collections import Counter
from collections.abc import Awaitable, Sequence
from typing import Any

from aiokafka.errors import (
    KafkaError,
    MessageSizeTooLargeError,
    RequestTimedOutError,
    UnknownTopicOrPartitionError,
)
from faust.exceptions import NotReady, ProducerSendError

from schemas import topics
from streams.batches import SMALL_BYTES, send_in_batches
from streams.breaker import OUR_FAULT, Breaker
from streams.errors import PoolWorkerDiedError, Reason
from streams.logs import of_message
from streams.memory import SourceMemory
from streams.metrics import Metrics
from streams.outcome import Failure, Message, Outcome, Output, Stage
from streams.pool import Pool
from streams.settings import Settings
from streams.stories import SharedStories
from streams.terminal import one_line
from streams.tracing import NoTraces, Traces

log = logging.getLogger(__name__)

ERROR_HEADER = "__streams.errors."
"""Prefix of the dead letters' headers, as in KIP-1034."""
ATTEMPTS_ALONE = 2
"""How often a message that ended its pool worker is tried by itself."""
RETRY_SECONDS = (0.1, 0.5, 1, 2, 5, 10)
HOLD_SECONDS = 0.1
"""How long a chunk that is not full may wait for messages that the queue seemed to hold."""
CUT_BYTES = 1024 * 1024
"""What is kept of a value that not even the dead letters' topic takes."""
RETRYABLE = (KafkaError, ProducerSendError, NotReady, TimeoutError, OSError)
"""What a send may end with while brokers are away or the producer is not up: nothing is lost by
sending again. TimeoutError and OSError leave the client bare where a connection breaks."""
EXIT_UNEXPECTED = 70
EXIT_BREAKER = 75


class Delivery:
    """Runs stages on one Faust app."""

    def __init__(
        self,
        app: Any,
        settings: Settings,
        metrics: Metrics,
        pool: Pool,
        traces: Traces | None = None,
    ) -> None:
        self._app = app
        self._settings = settings
        self._metrics = metrics
        self._pool = pool
        self._traces = traces or NoTraces()
        self._breaker = Breaker(
            window=settings.breaker_window,
            bug_ratio=settings.breaker_bug_ratio,
            invalid_ratio=settings.breaker_invalid_ratio,
            bugs_in_a_row=settings.breaker_bugs_in_a_row,
        )
        self._counters: dict[tuple[str, tuple[str, ...]], Any] = {}
        self.acked: dict[tuple[str, int], int] = {}
        """The offset after the last acked one, by topic and partition."""
        self.last_progress = time.monotonic()
        """When a message was last acked, by a clock that does not jump."""
        self.in_progress = 0

    async def run(
        self,
        stage: Stage,
        stream: Any,
        memory: SourceMemory | None = None,
        stories: SharedStories | None = None,
    ) -> None:
        """Works through an agent's stream until the agent is stopped.

        With a memory, each message carries what is remembered of its source; with stories, each
        article is told its place among them.
        """
        try:
            await self._run(stage, stream.noack(), memory, stories)
        except Exception:  # Faust would start the agent again, beside the chunks in flight
            log.critical("%s's stream failed: the worker ends", stage.name, exc_info=True)
            end_process(EXIT_UNEXPECTED)

    async def _run(
        self, stage: Stage, stream: Any, memory: SourceMemory | None, stories: SharedStories | None
    ) -> None:
        waiting = stream.channel.queue
        loop = asyncio.get_running_loop()
        slots = asyncio.Semaphore(self._settings.chunks_in_flight * self._pool.size)
        events: list[Any] = []
        messages: list[Message] = []
        size = 0
        previous: asyncio.Task[None] | None = None
        timer: asyncio.TimerHandle | None = None

        def hand_over() -> None:
            nonlocal previous, size, timer
            if timer is not None:
                timer.cancel()
                timer = None
            if events:
                chunk = self._chunk(
                    stage, stream, events.copy(), messages.copy(), previous, slots, memory, stories
                )
                previous = asyncio.create_task(chunk)
                events.clear()
                messages.clear()
                size = 0

        async for event in stream.events():
            self._metrics.stage_in.labels(stage.name).inc()
            self._metrics.stage_in_progress.labels(stage.name).inc()
            self.in_progress += 1
            if not events:
                await slots.acquire()
            if memory is not None:
                await memory.ready(event)
            if stories is not None:
                await stories.ready()
            events.append(event)
            messages.append(_message(event, memory.of(event) if memory else None))
            size += len(event.message.value or b"")
            full = (
                len(events) >= self._settings.chunk_articles or size >= self._settings.chunk_bytes
            )
            if full or waiting.empty():
                hand_over()
            elif timer is None:
                # a rebalance empties the queue and waits for what was taken from it: without the
                # timer each would wait for the other
                timer = loop.call_later(HOLD_SECONDS, hand_over)

    async def _chunk(
        self,
        stage: Stage,
        stream: Any,
        events: list[Any],
        messages: list[Message],
        previous: Awaitable[None] | None,
        slots: asyncio.Semaphore,
        memory: SourceMemory | None,
        stories: SharedStories | None,
    ) -> None:
        try:
            self._metrics.stage_batch_size.labels(stage.name).observe(len(messages))
            records = [event.message for event in events]
            spans = self._traces.begin(stage, records)
            outcomes = self._traces.carried(spans, await self._work(stage, messages))
            self._check_breaker(outcomes)
            if stories is not None:
                outcomes = stories.placed(messages, outcomes)
            await self._publish(stage, events, outcomes)
            if previous is not None:
                await previous
            for event, outcome in zip(events, outcomes, strict=True):
                if memory is not None:
                    memory.remember(event, outcome.lesson)
                await self._ack(stage, stream, event, outcome)
            self._traces.end(spans, outcomes)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            # the cancel of something it waited for: every chunk behind it would end in silence
            log.critical("a chunk of %s was dropped: the worker ends", stage.name, exc_info=True)
            end_process(EXIT_UNEXPECTED)
        except Exception:
            log.critical("unexpected error in %s: the worker ends", stage.name, exc_info=True)
            end_process(EXIT_UNEXPECTED)
        finally:
            slots.release()

    async def _ack(self, stage: Stage, stream: Any, event: Any, outcome: Outcome) -> None:
        await stream.ack(event)
        message = event.message
        self.acked[message.topic, message.partition] = message.offset + 1
        self.in_progress -= 1
        self.last_progress = time.monotonic()
        self._metrics.stage_in_progress.labels(stage.name).dec()
        self._metrics.last_progress.labels(stage.name).set(time.time())
        self._count(stage, message, outcome)

    # work

    async def _work(self, stage: Stage, messages: Sequence[Message]) -> list[Outcome]:
        """One outcome a message. Large ones are answered here, the others in the pool."""
        outcomes: list[Outcome | None] = [_too_large(stage, message) for message in messages]
        small = [m for m, outcome in zip(messages, outcomes, strict=True) if outcome is None]
        worked = iter(await self._in_pool(stage, small) if small else ())
        return [next(worked) if outcome is None else outcome for outcome in outcomes]

    async def _in_pool(
        self, stage: Stage, messages: Sequence[Message], attempt: int = 1
    ) -> list[Outcome]:
        """Tries a chunk that ended its pool worker again, with the message it had set apart."""
        try:
            return await self._pool.run(
                stage.work, messages, seconds=self._settings.article_seconds
            )
        except PoolWorkerDiedError as error:
            self._metrics.stage_retries.labels(stage.name).inc()
            if len(messages) > 1:
                at = min(error.at, len(messages) - 1)
                parts = (messages[:at], messages[at : at + 1], messages[at + 1 :])
                return [o for part in parts if part for o in await self._in_pool(stage, part)]
            if attempt < ATTEMPTS_ALONE:
                return await self._in_pool(stage, messages, attempt + 1)
            failure = Failure(
                error.reason, type(error).__name__, str(error), retryable=True, attempts=attempt
            )
            return [Outcome(failure=failure)]

    def _check_breaker(self, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            reason = outcome.failure.reason if outcome.failure else None
            if why := self._breaker.record(reason):
                log.critical(
                    "the breaker stops the worker: %s; last: %s. Nothing of this chunk was acked. "
                    "Mend the cause, or raise NEWSWIRE_BREAKER_BUG_RATIO or "
                    "NEWSWIRE_BREAKER_INVALID_RATIO.",
                    why,
                    outcome.failure.message if outcome.failure else "",
                )
                end_process(EXIT_BREAKER)

    # publish

    async def _publish(self, stage: Stage, events: Sequence[Any], outcomes: list[Outcome]) -> None:
        """Sends all outputs of a chunk and waits until the broker has confirmed each."""
        pending = [
            (index, output)
            for index, (event, outcome) in enumerate(zip(events, outcomes, strict=True))
            for output in _outputs(stage, event, outcome)
        ]
        attempt = 0
        while pending:
            errors = await self._send(stage, [output for _, output in pending])
            failed = [
                (index, output, error)
                for (index, output), error in zip(pending, errors, strict=True)
                if error is not None
            ]
            pending = []
            refused: set[int] = set()
            for index, output, error in failed:
                if not isinstance(error, MessageSizeTooLargeError):
                    pending.append((index, output))
                elif outcomes[index].failure is not None:
                    if len(output.value or b"") <= CUT_BYTES:
                        raise error  # nothing is left to try
                    pending.append((index, cut(output)))
                else:
                    refused.add(index)
            for index in refused:
                outcomes[index] = Outcome(failure=_output_too_large())
                pending = [item for item in pending if item[0] != index]
                pending += [(index, o) for o in _outputs(stage, events[index], outcomes[index])]
            if failed and not refused:
                seconds = RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)]
                seconds *= random.uniform(0.5, 1.5)  # workers that lost one broker do not march
                attempt += 1
                self._metrics.stage_retries.labels(stage.name).inc()
                log.warning(
                    "%d of %s's outputs were not confirmed (%s); again in %.1f s",
                    len(failed), stage.name, failed[0][2], seconds,
                )  # fmt: skip
                await asyncio.sleep(seconds)

    async def _send(self, stage: Stage, outputs: Sequence[Output]) -> list[Exception | None]:
        """Sends records; for each None once it is confirmed, else the error."""
        results: list[Any] = [None] * len(outputs)
        flat = []
        # articles first: the client pauses after a request, so what is not in the first one waits
        for i, output in enumerate(outputs):
            if _is_flat(output):
                flat.append(i)
            else:
                results[i] = await self._send_one(output)
        if flat:
            # the client inside Faust's producer: Faust has no batches of its own
            taken: Sequence[Any]
            try:
                client = self._app.producer._ensure_producer()
                taken = await send_in_batches(client, [outputs[i] for i in flat])
            except RETRYABLE as error:  # no metadata: the broker is away, or the topic
                taken = [error] * len(flat)
            for i, answer in zip(flat, taken, strict=True):
                results[i] = _failed(answer) if isinstance(answer, Exception) else answer
        answers = await asyncio.gather(*results, return_exceptions=True)
        errors: list[Exception | None] = []
        confirmed: Counter[str] = Counter()
        for output, answer in zip(outputs, answers, strict=True):
            if isinstance(answer, asyncio.CancelledError):
                # not a cancel of ours, which gather would raise: the client gave the record up
                answer = RequestTimedOutError("the client dropped the record")
            if isinstance(answer, RETRYABLE):
                self._metrics.send_errors.inc()
                errors.append(_cause(answer))
            elif isinstance(answer, BaseException):
                raise answer
            else:
                confirmed[output.topic] += 1
                errors.append(None)
        for topic, count in confirmed.items():
            self._metrics.stage_out.labels(stage.name, topics()[topic].name).inc(count)
        return errors

    async def _send_one(self, output: Output) -> Awaitable[Any]:
        try:
            confirmed: Awaitable[Any] = await self._app.producer.send(
                topics()[output.topic].name,
                output.key,
                output.value,
                None,
                None,
                list(output.headers),
            )
        except RETRYABLE as error:
            return _failed(error)
        except ZeroDivisionError:  # how the client says that no partition has a leader now
            return _failed(UnknownTopicOrPartitionError(output.topic))
        return confirmed

    # count

    def _count(self, stage: Stage, message: Any, outcome: Outcome) -> None:
        metrics = self._metrics
        metrics.stage_seconds.labels(stage.name).observe(outcome.seconds)
        if outcome.failure is not None:
            reason = outcome.failure.reason
            metrics.stage_failures.labels(stage.name, reason).inc()
            metrics.dead_letters.labels(stage.name, reason).inc()
            metrics.articles.labels("dead_lettered", reason).inc()
            level = logging.ERROR if reason in OUR_FAULT else logging.INFO
            fields = of_message(stage.name, stage.reads, message) | {"reason": reason.value}
            text = one_line(outcome.failure.message)
            log.log(level, "dead letter from %s: %s", stage.name, text, extra=fields)
            if outcome.failure.trace:
                log.debug("%s", outcome.failure.trace)
            return
        for name, labels, amount in outcome.tallies:
            self._counter(name, labels).inc(amount)
        if outcome.status is not None:
            metrics.articles.labels(outcome.status, outcome.status_reason).inc()
        now = time.time()
        if outcome.published_at is not None:
            metrics.article_age.observe(max(0.0, now - outcome.published_at))
        if outcome.raw_time is not None:
            metrics.pipeline_age.observe(max(0.0, now - outcome.raw_time))

    def _counter(self, name: str, labels: tuple[str, ...]) -> Any:
        """One series of a counter, remembered: the client looks it up under a lock each time."""
        counter = self._counters.get((name, labels))
        if counter is None:
            counter = self._counters[name, labels] = getattr(self._metrics, name).labels(*labels)
        return counter


def end_process(code: int) -> None:
    """Ends the worker at once, without acks or commits: its messages come again.

    Leaving the agent by an exception would ack what it holds; only the end of the process does not.
    """
    logging.shutdown()
    os._exit(code)


def _message(event: Any, memory: bytes | None) -> Message:
    record = event.message
    headers = tuple(record.headers or ())
    return Message(record.key, record.value, headers, record.timestamp, memory)


def _too_large(stage: Stage, message: Message) -> Outcome | None:
    size = len(message.value or b"")
    if stage.max_bytes is None or size <= stage.max_bytes:
        return None
    text = (
        f"the record has {size:,} bytes, more than the limit of {stage.max_bytes:,} "
        "(NEWSWIRE_MAX_ARTICLE_BYTES)"
    )
    return Outcome(failure=Failure(Reason.TOO_LARGE, "InvalidInputError", text))


def _output_too_large() -> Failure:
    text = "what was made of it is larger than its topic takes (max_message_bytes in topics.toml)"
    return Failure(Reason.TOO_LARGE, "MessageSizeTooLargeError", text)


def _outputs(stage: Stage, event: Any, outcome: Outcome) -> Sequence[Output]:
    if outcome.failure is None:
        return outcome.outputs
    return [dead_letter(stage.name, event.message, outcome.failure)]


def dead_letter(stage: str, record: Any, failure: Failure) -> Output:
    """The original key, value and headers, with why and where it failed added as headers."""
    why = {
        "topic": record.topic,
        "partition": str(record.partition),
        "offset": str(record.offset),
        "exception": failure.error,
        "message": failure.message,
        "reason": failure.reason.value,
        "stage": stage,
        "attempt": str(failure.attempts),
        "retryable": str(failure.retryable).lower(),
    }
    headers = [(name, value) for name, value in record.headers or ()]
    headers += [
        (ERROR_HEADER + name, value.encode("utf-8", "replace")) for name, value in why.items()
    ]
    return Output("dead_letters", record.key, record.value, headers)


def cut(letter: Output) -> Output:
    """A dead letter with the start of its value, where the whole is more than the topic takes.

    A record may be far larger than its compressed batch. Its topic and offset say where it is.
    """
    value = letter.value or b""
    size = (ERROR_HEADER + "truncated", str(len(value)).encode())
    return letter._replace(value=value[:CUT_BYTES], headers=[*letter.headers, size])


def _is_flat(output: Output) -> bool:
    small = len(output.value or b"") <= SMALL_BYTES
    return small and output.topic in {"quantities", "mentions"}


async def _failed(error: Exception) -> None:
    raise error


def _cause(error: Exception) -> Exception:
    """Faust wraps the producer's error; the cause tells what to do about it."""
    cause = error.__cause__ or error.__context__
    return cause if isinstance(cause, KafkaError) else error
