"""When a record came."""

from datetime import UTC, datetime

from schemas import InvalidEventError
from streams.outcome import Message


def record_time(message: Message) -> datetime:
    """The record's time in UTC. Raises InvalidEventError where it is none: of a year past 9999."""
    try:
        return datetime.fromtimestamp(message.timestamp, UTC)
    except (ValueError, OverflowError, OSError):
        raise InvalidEventError(f"{message.timestamp} is no time of a record") from None
