"""The log: one line an event on stderr, for people or as JSON with the fields of its message."""

import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal

import orjson

from schemas.headers import header

QUIET = ("faust", "mode", "aiokafka", "kafka", "trafilatura", "htmldate", "asyncio")
FIELDS = ("stage", "article", "source", "topic", "partition", "offset", "reason", "trace_id")
"""What a record may carry beside its text; all else is for the text to say."""

MOVING = "NotLeaderForPartitionError"
"""What aiokafka says of a partition that is new or has just moved; it asks again at once."""

AWAY = "Unable to update metadata from"
"""What aiokafka says of a broker that it had reached."""
AWAY_SECONDS = 30.0
AGAIN_SECONDS = 10.0
MOST_REMEMBERED = 1000


def set_up(level: str, form: Literal["text", "json"] = "text") -> None:
    """One line an event on stderr; libraries only from warnings on."""
    handler = logging.StreamHandler(sys.stderr)
    if form == "json":
        handler.setFormatter(Json())
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(Repeats())
    if level != "debug":
        handler.addFilter(is_settled)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # at debug it writes each request whole, the login with its password too
    logging.getLogger("aiokafka").setLevel(logging.INFO)
    if level != "debug":
        for name in QUIET:
            logging.getLogger(name).setLevel(logging.WARNING)
        # a broker that has just started has no coordinator for a moment; aiokafka tries again
        logging.getLogger("aiokafka.consumer.group_coordinator").setLevel(logging.CRITICAL)
        # a timer that fires late says that the machine is busy: newswire_commit_seconds shows it
        logging.getLogger("mode.timers").setLevel(logging.ERROR)


def is_settled(record: logging.LogRecord) -> bool:
    """Not an error of a topic made a moment ago: the first `newswire trends` began with one."""
    return record.name != "aiokafka.consumer.fetcher" or MOVING not in record.getMessage()


class Repeats(logging.Filter):
    """Lets a library say the same thing once in AGAIN_SECONDS: aiokafka says each try, a thousand
    in a second."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] not in QUIET:
            return True
        what = record.name, record.getMessage()
        if record.created - self._said.get(what, 0) < AGAIN_SECONDS:
            return False
        if len(self._said) >= MOST_REMEMBERED:
            self._said.clear()
        self._said[what] = record.created
        return True


class Away(logging.Handler):
    """For a command: says now and then that the broker is away, where it would wait in silence.

    What else a library of Kafka's logs is left out; what others log is shown as without this.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._say = say
        self._said = -AWAY_SECONDS

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] not in QUIET:
            if logging.lastResort:
                logging.lastResort.handle(record)
            return
        now = time.monotonic()
        if record.getMessage().startswith(AWAY) and now - self._said >= AWAY_SECONDS:
            self._said = now
            self._say("the broker does not answer; waiting for it (Ctrl-C ends this)")


class Json(logging.Formatter):
    """A JSON object a line: time, level, logger, message, the fields, a stack trace if any."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name in FIELDS:
            value = getattr(record, name, None)
            if value is not None:
                line[name] = value
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def of_message(stage: str, reads: str, message: Any) -> dict[str, object]:
    """The fields of one Kafka record, for `extra=`.

    The key of a raw record is its source, that of a clean one its article's id.
    """
    key = message.key.decode("utf-8", "replace") if message.key else None
    return {
        "stage": stage,
        "article": key if reads == "clean" else None,
        "source": key if reads == "raw" else None,
        "topic": message.topic,
        "partition": message.partition,
        "offset": message.offset,
        "trace_id": trace_id(header(message.headers or (), "traceparent")),
    }


def trace_id(traceparent: str | None) -> str | None:
    """The trace id in a W3C traceparent (`00-<32 hex>-<16 hex>-<2 hex>`); None if it has none."""
    parts = (traceparent or "").split("-")
    return parts[1] if len(parts) >= 4 and len(parts[1]) == 32 else None
