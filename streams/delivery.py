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
import time
from collections.abc import Awaitable, Sequence
from typing import Any

from streams.breaker import OUR_FAULT, Breaker
from streams.errors import PoolWorkerDiedError, Reason
from streams.logs import of_message
from streams.memory import SourceMemory
from streams.metrics import Metrics
from streams.outcome import Failure, Message, Outcome, Stage
from streams.pool import Pool
from streams.publishing import Publisher
from streams.settings import Settings
from streams.stories import SharedStories
from streams.terminal import one_line
from streams.tracing import NoTraces, Traces

log = logging.getLogger(__name__)

ATTEMPTS_ALONE = 2
"""How often a message that ended its pool worker is tried by itself."""
HOLD_SECONDS = 0.1
"""How long a chunk that is not full may wait for messages that the queue seemed to hold."""
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
        self._publisher = Publisher(app, metrics)
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
            await self._publisher.publish(stage, records, outcomes)
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
