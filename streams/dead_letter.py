"""What becomes of a record that could not be worked on: itself, with why and where as headers."""

from typing import Any

from streams.outcome import Failure, Output

ERROR_HEADER = "__streams.errors."
"""Prefix of the dead letters' headers, as in KIP-1034."""
CUT_BYTES = 1024 * 1024
"""What is kept of a value that not even the dead letters' topic takes."""


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
