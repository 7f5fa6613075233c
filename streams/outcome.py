"""What passes between the stream and a pool worker: a message in, an outcome back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from streams.errors import Reason
from streams.steps import Steps

if TYPE_CHECKING:  # it would load numpy before a pool worker has said how many threads it may have
    from streams.cleaning.recurring import Lesson

Headers = Sequence[tuple[str, bytes]]
Status = Literal["published", "duplicate", "skipped"]


class Message(NamedTuple):
    """One record as it came from the topic."""

    key: bytes | None
    value: bytes | None
    headers: Headers
    timestamp: float
    """The record's time, seconds since the epoch."""
    memory: bytes | None = None
    """What is remembered of its source, where the stage asks for it."""


class Output(NamedTuple):
    """One record to publish."""

    topic: str
    """The topic's short name."""
    key: bytes | None
    value: bytes
    headers: Headers


class Failure(NamedTuple):
    """Why a message goes to the dead letters."""

    reason: Reason
    error: str
    """The exception's type."""
    message: str
    retryable: bool = False
    """Whether a replay may work without a change to the message."""
    trace: str = ""
    attempts: int = 1


class Outcome(NamedTuple):
    """What a stage made of one message."""

    outputs: Sequence[Output] = ()
    status: Status | None = None
    """The article's terminal status, where it ends here and did not fail."""
    status_reason: str = ""
    failure: Failure | None = None
    tallies: Sequence[tuple[str, tuple[str, ...], int]] = ()
    """What to count: metric, label values, amount."""
    published_at: float | None = None
    raw_time: float | None = None
    """The raw record's time, seconds since the epoch."""
    lesson: "Lesson | None" = None
    """What the message taught about its source."""
    signature: bytes | None = None
    """Of the article's text, to tell its copies by."""
    source: str | None = None
    """The article's, to tell a copy from the next version; None where it does not say."""
    seconds: float = 0.0


class Stage(NamedTuple):
    """One step of the pipeline: what it reads and what it does with a message."""

    name: str
    reads: str
    """The input topic's short name."""
    work: Callable[[Message], Steps[Outcome]]
    """Pure but for reading its own data; pickled to the pool. Raises InvalidInputError."""
    max_bytes: int | None = None
    """Larger values are dead-lettered without being handed to the pool."""
