"""One taxonomy of what goes wrong, and what each kind means for a message and for a person.

- InvalidInputError: the message is at fault. Dead-lettered with its reason; never retried.
- RetryableError: the surroundings are at fault (a pool worker was killed). Tried again, never
  dead-lettered at once. What Kafka's clients raise while a broker is away is theirs
  (`publishing.RETRYABLE`).
- BugError: we are at fault (a data file of ours is wrong). Whatever else a stage raises counts as
  that too: dead-lettered as a `bug`, counted by the breaker.
- UserError: the person at the command line can mend it; one line says what happened and what to do.
"""

from enum import StrEnum

STAGES = ("clean", "extract")
"""Where a message is worked on, and may fail: a metric label too."""


class Reason(StrEnum):
    """Why a message is dead-lettered: a metric label, so the list is closed."""

    NOT_JSON = "not_json"
    INVALID_EVENT = "invalid_event"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BAD_HTML = "bad_html"
    TOO_SLOW = "too_slow"
    KILLED_WORKER = "killed_worker"
    BUG = "bug"


class NewswireError(Exception):
    """The root of all errors that this project raises on purpose."""


class InvalidInputError(NewswireError):
    """The input cannot be processed, and trying again will not help."""

    def __init__(self, message: str, reason: Reason = Reason.INVALID_EVENT) -> None:
        super().__init__(message)
        self.reason = reason


class RetryableError(NewswireError):
    """What failed may work later."""


class PoolWorkerDiedError(RetryableError):
    """A pool worker ended, or was ended for taking too long, with work in hand."""

    def __init__(self, message: str, reason: Reason, at: int) -> None:
        super().__init__(message)
        self.reason = reason
        self.at = at
        """Which message of its chunk it had in hand."""


class BugError(NewswireError):
    """Something that should not happen, happened."""


class DataError(BugError):
    """A data file of ours is wrong: names the file and what is wrong in it."""


class UserError(NewswireError):
    """Says in one line what happened and what to do about it."""
