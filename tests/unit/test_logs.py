"""The log: libraries repeat nothing, and a JSON line has the fields of its message."""

import json
import logging
import subprocess
import sys
from types import SimpleNamespace

import pytest

from streams import logs


def record(name: str, text: str, at: float = 1000.0, **fields: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.WARNING, __file__, 1, text, (), None)
    made.created = at
    made.__dict__.update(fields)
    return made


def test_a_library_says_the_same_once_in_ten_seconds_and_we_say_all() -> None:
    repeats = logs.Repeats()
    said = [("aiokafka", "away", 0), ("aiokafka", "away", 9), ("aiokafka", "here", 9),
            ("aiokafka", "away", 11), ("streams", "away", 11), ("streams", "away", 11)]  # fmt: skip
    taken = [repeats.filter(record(name, text, 1000.0 + at)) for name, text, at in said]
    assert taken == [True, False, True, True, True, True]


def test_a_topic_that_was_just_made_is_no_error() -> None:
    """The first thing that the first `newswire trends` showed was one."""
    fetcher = "aiokafka.consumer.fetcher"
    moving = record(fetcher, "Failed fetch offsets from 1: [Error 6] NotLeaderForPartitionError: t")
    refused = record(fetcher, "Failed fetch offsets from 1: [Error 29] TopicAuthorizationFailed")
    assert not logs.is_settled(moving)
    assert logs.is_settled(refused)
    assert logs.is_settled(record("streams", "NotLeaderForPartitionError"))


def test_what_libraries_said_is_not_remembered_without_end() -> None:
    repeats = logs.Repeats()
    for number in range(2 * logs.MOST_REMEMBERED):
        repeats.filter(record("kafka", str(number)))
    assert len(repeats._said) <= logs.MOST_REMEMBERED


def test_a_json_line_has_the_fields_and_the_trace() -> None:
    made = record("streams.delivery", "dead letter", stage="clean", offset=7, colour="red")
    try:
        raise ValueError("boom")
    except ValueError:
        made.exc_info = sys.exc_info()
    line = json.loads(logs.Json().format(made))
    assert line.pop("trace").endswith("ValueError: boom")
    assert line == {
        "time": "1970-01-01T00:16:40.000+00:00", "level": "warning", "logger": "streams.delivery",
        "message": "dead letter", "stage": "clean", "offset": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("reads", "fields"), [("raw", (None, "b\ufffd")), ("clean", ("b\ufffd", None))]
)
def test_a_records_key_is_a_source_or_an_article(
    reads: str, fields: tuple[str | None, str | None]
) -> None:
    trace = b"00-" + b"a" * 32 + b"-" + b"b" * 16 + b"-01"
    message = SimpleNamespace(
        key=b"b\xff", topic="t", partition=1, offset=2, headers=(("traceparent", trace),)
    )
    found = logs.of_message("clean", reads, message)
    assert (found["article"], found["source"]) == fields
    assert found["trace_id"] == "a" * 32


@pytest.mark.parametrize("traceparent", [None, "", "00-abc-def-01", "no trace"])
def test_what_is_no_trace_has_no_id(traceparent: str | None) -> None:
    assert logs.trace_id(traceparent) is None


def test_a_busy_machine_is_no_warning_of_the_workers() -> None:
    """The first thing that `make run` showed on one was "Timer commit is overlapping", thrice."""
    code = (
        "import logging\n"
        "from streams.logs import set_up\n"
        "set_up('info')\n"
        "logging.getLogger('mode.timers').warning('Timer commit is overlapping')\n"
        "logging.getLogger('mode.timers').error('of another kind')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "overlapping" not in done.stderr
    assert "of another kind" in done.stderr
