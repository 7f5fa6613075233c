"""Spans: one a message and stage, a child of the one before, in the headers of what goes out."""

import http.server
import logging
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from streams import tracing
from streams.agents import clean, extract
from streams.errors import Reason
from streams.logs import of_message, trace_id
from streams.outcome import Failure, Message, Outcome
from streams.settings import Settings
from streams.work import run_chunk

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
RAW = b'{"url": "https://a.example/1", "text": "Some 1,200 people met in London on Monday."}'


def record(topic: str, value: bytes, headers: Any, key: bytes = b"a.example") -> Any:
    return SimpleNamespace(
        topic=topic, partition=3, offset=7, key=key, value=value, headers=headers, timestamp=1.0
    )


def traceparent(headers: Any) -> str:
    (found,) = [value for name, value in headers if name == "traceparent"]
    return str(found.decode())


@pytest.fixture
def exporter() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def spans(exporter: InMemorySpanExporter) -> tracing.Spans:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return tracing.Spans(provider)


def through(traces: tracing.Traces, stage: Any, received: Any) -> Outcome:
    begun = traces.begin(stage, [received])
    message = Message(received.key, received.value, received.headers, received.timestamp)
    (outcome,) = traces.carried(begun, run_chunk(stage.work, [message], 20.0))
    traces.end(begun, [outcome])
    return outcome


def test_a_trace_goes_through_both_stages(
    spans: tracing.Spans, exporter: InMemorySpanExporter
) -> None:
    raw = record("raw", RAW, [("traceparent", PARENT.encode())])
    cleaned = through(spans, clean.stage(10_000), raw).outputs[0]
    assert cleaned.key is not None
    enriched = through(
        spans, extract.stage(flat=True), record("clean", cleaned.value, cleaned.headers)
    )
    first, second = exporter.get_finished_spans()
    assert first.parent
    assert f"{first.parent.span_id:016x}" == "00f067aa0ba902b7"
    assert first.context
    assert second.parent
    assert second.parent.span_id == first.context.span_id
    assert second.context
    assert f"{second.context.trace_id:032x}" == TRACE
    for output in enriched.outputs:
        assert traceparent(output.headers) == f"00-{TRACE}-{second.context.span_id:016x}-01"


def test_a_failure_marks_its_span_and_leaves_the_dead_letter_as_it_came(
    spans: tracing.Spans, exporter: InMemorySpanExporter
) -> None:
    through(spans, clean.stage(10_000), record("raw", b"{", None))
    (span,) = exporter.get_finished_spans()
    assert not span.status.is_ok
    assert span.attributes
    assert span.attributes["newswire.reason"] == "not_json"


def test_headers_that_are_no_trace_start_one(
    spans: tracing.Spans, exporter: InMemorySpanExporter
) -> None:
    through(spans, clean.stage(10_000), record("raw", RAW, [("traceparent", b"\xff-nonsense")]))
    (span,) = exporter.get_finished_spans()
    assert span.parent is None


def test_without_the_setting_headers_pass_untouched_and_nothing_is_sent() -> None:
    traces = tracing.start(Settings(traces=None))
    raw = record("raw", RAW, [("traceparent", PARENT.encode())])
    outcome = through(traces, clean.stage(10_000), raw)
    assert traceparent(outcome.outputs[0].headers) == PARENT


def test_spans_reach_a_collector() -> None:
    """The real exporter over HTTP to a server that reads what OTLP says."""
    received: list[ExportTraceServiceRequest] = []

    class Collector(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/v1/traces":
                received.append(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        traces = tracing.start(Settings(traces=f"http://127.0.0.1:{server.server_port}"))
        assert isinstance(traces, tracing.Spans)
        through(traces, clean.stage(10_000), record("raw", RAW, []))
        traces.flush()
        server.shutdown()
    names = [
        span.name
        for request in received
        for resource in request.resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    assert names == ["clean raw"]


def test_a_log_line_says_which_message_it_is_about() -> None:
    fields = of_message("extract", "clean", record("c", RAW, [("traceparent", PARENT.encode())]))
    assert fields["article"] == "a.example"  # the key of a clean record is its article's id
    assert fields["trace_id"] == TRACE
    assert of_message("clean", "raw", record("r", RAW, None))["source"] == "a.example"
    assert trace_id("00-short-x-01") is None


def test_an_outcome_without_outputs_is_left_alone(spans: tracing.Spans) -> None:
    failed = Outcome(failure=Failure(Reason.BUG, "X", "x"))
    begun = spans.begin(clean.stage(1), [record("raw", RAW, None)])
    assert spans.carried(begun, [failed]) == [failed]


def test_where_traces_do_not_arrive_it_is_said_once_a_minute(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With Jaeger away a worker of the stack wrote 26 such lines in its first 100 seconds."""
    tracing.start(Settings(traces="http://127.0.0.1:1"))
    logger = logging.getLogger(tracing.EXPORTER_LOGGER)
    for _ in range(20):
        logger.warning("Transient error %s encountered", "refused " * 100)
    (line,) = caplog.messages
    assert line.startswith("traces do not reach http://127.0.0.1:1: Transient error refused")
    assert len(line) < 300
