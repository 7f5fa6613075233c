"""What a chunk puts out, sent until the broker has confirmed each record."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Sequence
from typing import Any, NamedTuple

from aiokafka.errors import (
    KafkaError,
    MessageSizeTooLargeError,
    RequestTimedOutError,
    UnknownTopicOrPartitionError,
)
from faust.exceptions import NotReady, ProducerSendError

from schemas import topics
from streams.batches import SMALL_BYTES, send_in_batches
from streams.dead_letter import CUT_BYTES, cut, dead_letter
from streams.errors import Reason
from streams.metrics import Metrics
from streams.outcome import Failure, Outcome, Output, Stage

log = logging.getLogger(__name__)

RETRY_SECONDS = (0.1, 0.5, 1, 2, 5, 10)
RETRYABLE = (KafkaError, ProducerSendError, NotReady, TimeoutError, OSError)
"""What a send may end with while brokers are away or the producer is not up: nothing is lost by
sending again. TimeoutError and OSError leave the client bare where a connection breaks."""

Confirmation = asyncio.Future[Any]
"""Done when the broker has confirmed a record, or the client has given it up."""


class Before(NamedTuple):
    """The chunk before one, of the same stream."""

    handed_over: asyncio.Event
    """Set once the producer has its outputs, whose order it keeps."""
    acked: Awaitable[None]
    """Done once they are confirmed, too."""


class Turn(NamedTuple):
    """A chunk's place in the order of its stream."""

    before: Before | None
    handed_over: asyncio.Event
    """Its own, which the next chunk waits for."""
    again: set[asyncio.Event]
    """The stream's: those of its chunks that are being sent again, which no other may overtake."""


class Publisher:
    """Sends by the producer of one Faust app."""

    def __init__(self, app: Any, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self.confirmed = 0
        """Records, so far."""

    async def publish(
        self,
        stage: Stage,
        records: Sequence[Any],
        outcomes: list[Outcome],
        turn: Turn,
    ) -> None:
        """Sends all outputs of a chunk and waits until the broker has confirmed each.

        `records`: the input, a record for each outcome. An outcome whose output no topic takes is
        replaced by its failure. Raises where not even the dead letters take what is left of one.
        The outputs go after those of the chunk before, without waiting until those are confirmed,
        unless a chunk is being sent again; sets `handed_over` when it is the next chunk's turn.
        """
        before, handed_over, again = turn
        pending = [
            (index, output)
            for index, (record, outcome) in enumerate(zip(records, outcomes, strict=True))
            for output in _outputs(stage, record, outcome)
        ]
        attempt = 0
        if before is not None:
            await before.handed_over.wait()
            if again:
                await before.acked
        while True:
            outputs = [output for _, output in pending]
            confirmations = await self._handed_over(outputs)
            if any(_refusal(confirmation) for confirmation in confirmations):
                again.add(handed_over)  # the next chunk does not wait to see what comes of it
            handed_over.set()
            errors = await self._confirmed(stage, outputs, confirmations)
            failed = [
                (index, output, error)
                for (index, output), error in zip(pending, errors, strict=True)
                if error is not None
            ]
            pending, refused = _left_to_send(failed, outcomes)
            for index in refused:
                outcomes[index] = Outcome(failure=_output_too_large())
                pending += [(index, o) for o in _outputs(stage, records[index], outcomes[index])]
            if not pending:
                again.discard(handed_over)
                return
            again.add(handed_over)
            if failed and not refused:
                if before is not None:  # chunks that failed together go again one after another
                    await before.acked
                await self._pause(stage, attempt, len(failed), failed[0][2])
                attempt += 1

    async def _pause(self, stage: Stage, attempt: int, count: int, error: Exception) -> None:
        """Waits before the next attempt, longer each time."""
        seconds = RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)]
        seconds *= random.uniform(0.5, 1.5)  # workers that lost one broker do not march
        self._metrics.stage_retries.labels(stage.name).inc()
        log.warning(
            "%d of %s's outputs were not confirmed (%s); again in %.1f s",
            count, stage.name, error, seconds,
        )  # fmt: skip
        await asyncio.sleep(seconds)

    async def _confirmed(
        self, stage: Stage, outputs: Sequence[Output], confirmations: Sequence[Confirmation]
    ) -> list[Exception | None]:
        """For each record that was handed over None once it is confirmed, else the error."""
        answers = await asyncio.gather(*confirmations, return_exceptions=True)
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
            self.confirmed += count
        return errors

    async def _handed_over(self, outputs: Sequence[Output]) -> list[Confirmation]:
        """What to await for each record. Behind one that was refused none of its key is tried."""
        results: list[Any] = [None] * len(outputs)
        refused: dict[tuple[str, bytes | None], Confirmation] = {}
        flat = []
        # articles first: the client pauses after a request, so what is not in the first one waits
        for i, output in enumerate(outputs):
            if _is_flat(output):
                flat.append(i)
            elif (output.topic, output.key) in refused:
                results[i] = refused[output.topic, output.key]
            else:
                results[i] = await self._send_one(output)
                error = _refusal(results[i])
                if error is not None and not isinstance(error, MessageSizeTooLargeError):
                    refused[output.topic, output.key] = results[i]
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
        return results

    async def _send_one(self, output: Output) -> Confirmation:
        try:
            confirmed: Confirmation = await self._app.producer.send(
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


def _left_to_send(
    failed: Sequence[tuple[int, Output, Exception]], outcomes: Sequence[Outcome]
) -> tuple[list[tuple[int, Output]], set[int]]:
    """What to send again, and which outcomes have an output that its topic refuses for its size.

    A refused dead letter is sent again cut; raises its error where it was cut already.
    """
    refused = {
        index
        for index, _, error in failed
        if isinstance(error, MessageSizeTooLargeError) and outcomes[index].failure is None
    }
    again = []
    for index, output, error in failed:
        if index in refused:
            continue
        if isinstance(error, MessageSizeTooLargeError):
            if len(output.value or b"") <= CUT_BYTES:
                raise error
            output = cut(output)
        again.append((index, output))
    return again, refused


def _outputs(stage: Stage, record: Any, outcome: Outcome) -> Sequence[Output]:
    if outcome.failure is None:
        return outcome.outputs
    return [dead_letter(stage.name, record, outcome.failure)]


def _output_too_large() -> Failure:
    text = "what was made of it is larger than its topic takes (max_message_bytes in topics.toml)"
    return Failure(Reason.TOO_LARGE, "MessageSizeTooLargeError", text)


def _is_flat(output: Output) -> bool:
    small = len(output.value or b"") <= SMALL_BYTES
    return small and output.topic in {"quantities", "mentions"}


def _failed(error: Exception) -> Confirmation:
    confirmation = asyncio.get_running_loop().create_future()
    confirmation.set_exception(error)
    return confirmation


def _refusal(confirmation: Confirmation) -> BaseException | None:
    """Why a record will not be confirmed, as far as the client has said so."""
    if not confirmation.done():
        return None
    if confirmation.cancelled():
        return asyncio.CancelledError()
    error = confirmation.exception()
    return _cause(error) if isinstance(error, Exception) else error


def _cause(error: Exception) -> Exception:
    """Faust wraps the producer's error; the cause tells what to do about it."""
    cause = error.__cause__ or error.__context__
    return cause if isinstance(cause, KafkaError) else error
