"""Work on a message that goes wrong in every way that a pool has to live through."""

import json
import math
import os
import signal
import sys
import time

from streams.errors import InvalidInputError, Reason
from streams.outcome import Message, Outcome
from streams.steps import Steps

taken: list[bytes | None] = []
"""By `fragile` in this process: the messages of its first steps and its second ones, in turn."""


def fragile(message: Message) -> Steps[Outcome]:
    """Goes wrong in its second step."""
    taken.append(message.value)
    yield
    taken.append(message.value)
    match message.value:
        case b"invalid":
            raise InvalidInputError("it is no good", Reason.BAD_HTML)
        case b"bug":
            raise ZeroDivisionError("by zero")
        case b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        case b"stuck":
            spin()
        case b"slow in many steps":
            for _ in range(30):
                spin(0.1)
                yield
        case b"swallows":
            try:
                spin()
            except Exception:
                spin()
        case b"stuck in C":
            sum(range(10**12))
        case b"frozen":
            os.kill(os.getpid(), signal.SIGSTOP)
        case b"greedy":
            bytearray(8 * 1024**3)
        case b"answer too large":
            return Outcome(status=NoRoom())  # type: ignore[arg-type]
    return Outcome(status="published", published_at=float(os.getpid()))


def about_itself(message: Message) -> Steps[Outcome]:
    """Answers with who does it, whose child that is, and whether it knew the rules already."""
    time.sleep(0.2)  # so that each of two does one
    loaded = "streams.extraction.article" in sys.modules
    about = {"pid": os.getpid(), "parent": os.getppid(), "loaded": loaded}
    return Outcome(status="published", status_reason=json.dumps(about))
    yield


class NoRoom:
    """What cannot be sent back to the parent for want of memory."""

    def __reduce__(self) -> str:
        raise MemoryError


def no_room_to_load() -> int:
    raise MemoryError


def spin(seconds: float = math.inf) -> None:
    """So much CPU time."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def load() -> int:
    return os.getpid()


def freeze() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def message(value: bytes) -> Message:
    return Message(None, value, (), 0.0)
