"""The one way an agent takes messages, works on them, publishes, dead-letters and acks.

Messages are taken without acking and handed to the process pool in chunks; a chunk is whatever
has come when a pool worker is free, so an idle stream has no delay and a busy one large chunks.
Chunks are worked on side by side and published in order, lest an article's older version be the
last one; each is acked when the broker has confirmed all its outputs and all chunks before it are
acked. Faust can commit past an unacked offset when a later one is acked first (faust-streaming
#606), hence that order. Nothing that a message holds can raise out of here; anything unexpected
ends the process without acking, and the messages come again.
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from streams.breaker import OUR_FAULT, Breaker
from streams.ending import EXIT_BREAKER, EXIT_UNEXPECTED, end_process
from streams.errors import PoolWorkerDiedError, Reason
from streams.intake import Chunk, Intake
from streams.logs import of_message
from streams.memory import SourceMemory
from streams.metrics import Metrics
from streams.outcome import Failure, Message, Outcome, Stage
from streams.pool import Pool
from streams.publishing import Before, Publisher, Turn
from streams.settings import Settings
from streams.stories import SharedStories
from streams.terminal import one_line
from streams.tracing import NoTraces, Traces

log = logging.getLogger(__name__)

ATTEMPTS_ALONE = 2
"""How often a message that ended its pool worker is tried by itself."""


class Flow(NamedTuple):
    """What an agent works through, and with what."""

    stage: Stage
    stream: Any
    memory: SourceMemory | None
    stories: SharedStories | None
    slots: asyncio.Semaphore
    """One for each chunk that may be in flight."""


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
        self._breakers: defaultdict[str, Breaker] = defaultdict(
            lambda: Breaker(
                window=settings.breaker_window,
                bug_ratio=settings.breaker_bug_ratio,
                invalid_ratio=settings.breaker_invalid_ratio,
                bugs_in_a_row=settings.breaker_bugs_in_a_row,
            )
        )
        """By stage: one that is well must not hide what the other does."""
        self._intakes: list[Intake] = []
        """One for each stream that runs."""
        self._counters: dict[tuple[str, tuple[str, ...]], Any] = {}
        self.acked: dict[tuple[str, int], int] = {}
        """The offset after the last acked one, by topic and partition."""
        self.last_progress = time.monotonic()
        """When a message was last acked, by a clock that does not jump."""
        self.in_progress = 0

    @property
    def moves(self) -> int:
        """Another number whenever the work has gone on: a step in the pool, a confirmation."""
        return self._pool.steps + self._publisher.confirmed

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
        slots = asyncio.Semaphore(self._settings.chunks_in_flight * self._pool.size)
        try:
            await self._run(Flow(stage, stream.noack(), memory, stories, slots))
        except Exception:  # Faust would start the agent again, beside the chunks in flight
            log.critical("%s's stream failed: the worker ends", stage.name, exc_info=True)
            end_process(EXIT_UNEXPECTED)

    async def _run(self, flow: Flow) -> None:
        waiting = flow.stream.channel.queue
        before: Before | None = None
        again: set[asyncio.Event] = set()

        def start(chunk: Chunk) -> None:
            nonlocal before
            turn = Turn(before, asyncio.Event(), again)
            task = asyncio.create_task(self._chunk(flow, chunk, turn))
            before = Before(turn.handed_over, task)

        intake = Intake(self._settings, start)
        self._intakes.append(intake)
        try:
            async for event in flow.stream.events():
                self._metrics.stage_in.labels(flow.stage.name).inc()
                self._metrics.stage_in_progress.labels(flow.stage.name).inc()
                self.in_progress += 1
                if flow.memory is not None:
                    await flow.memory.ready(event)
                if flow.stories is not None:
                    await flow.stories.ready()
                # last of what is waited for: while it waits, what was gathered may be handed over
                if intake.empty:
                    await flow.slots.acquire()
                intake.add(event, _message(event, flow.memory.of(event) if flow.memory else None))
                if intake.full or (waiting.empty() and self._pool.has_idle):
                    intake.hand_over()
                else:
                    intake.hand_over_soon()
        finally:
            self._intakes.remove(intake)

    async def _chunk(self, flow: Flow, chunk: Chunk, turn: Turn) -> None:
        """From the work to the acks; the chunk before is published and acked first."""
        stage = flow.stage
        try:
            self._metrics.stage_batch_size.labels(stage.name).observe(len(chunk.messages))
            records = [event.message for event in chunk.events]
            spans = self._traces.begin(stage, records)
            outcomes = self._traces.carried(spans, await self._work(stage, chunk.messages))
            self._hand_over_next()
            self._check_breaker(stage, outcomes)
            if flow.stories is not None:
                outcomes = flow.stories.placed(chunk.messages, outcomes)
            await self._publisher.publish(stage, records, outcomes, turn)
            if turn.before is not None:
                await turn.before.acked
            for event, outcome in zip(chunk.events, outcomes, strict=True):
                if flow.memory is not None:
                    flow.memory.remember(event, outcome.lesson)
                await self._ack(flow, event, outcome)
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
            flow.slots.release()

    def _hand_over_next(self) -> None:
        """Gives a pool worker that is free what has been held the longest."""
        held = min((i for i in self._intakes if not i.empty), key=lambda i: i.due, default=None)
        if held is not None and self._pool.has_idle:
            held.hand_over()

    async def _ack(self, flow: Flow, event: Any, outcome: Outcome) -> None:
        await flow.stream.ack(event)
        stage, message = flow.stage, event.message
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

    def _check_breaker(self, stage: Stage, outcomes: Sequence[Outcome]) -> None:
        for outcome in outcomes:
            reason = outcome.failure.reason if outcome.failure else None
            if why := self._breakers[stage.name].record(reason):
                log.critical(
                    "the breaker of %s stops the worker: %s; last: %s. Nothing of this chunk was "
                    "acked. Mend the cause, or raise NEWSWIRE_BREAKER_BUG_RATIO or "
                    "NEWSWIRE_BREAKER_INVALID_RATIO.",
                    stage.name,
                    why,
                    one_line(outcome.failure.message) if outcome.failure else "",
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
            metrics.note_article_age(now - outcome.published_at)
        if outcome.raw_time is not None:
            metrics.pipeline_age.observe(max(0.0, now - outcome.raw_time))

    def _counter(self, name: str, labels: tuple[str, ...]) -> Any:
        """One series of a counter, remembered: the client looks it up under a lock each time."""
        counter = self._counters.get((name, labels))
        if counter is None:
            counter = self._counters[name, labels] = getattr(self._metrics, name).labels(*labels)
        return counter


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
