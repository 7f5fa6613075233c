"""OpenTelemetry spans, one a message and stage, where NEWSWIRE_TRACES says where to send them.

The trace that a raw record's `traceparent` header names goes on: each stage's span is a child of
the one before, and what a stage publishes carries its own. Without the setting, headers pass
through untouched and nothing of OpenTelemetry is imported. (Faust's contrib module speaks
OpenTracing, which has ended, and sees an agent's loop, not a message in our pool.)
"""

import logging
import time
from collections.abc import Sequence
from typing import Any, Protocol

from schemas.headers import CARRIED_THROUGH, header
from streams.errors import UserError
from streams.outcome import Headers, Outcome, Output, Stage
from streams.settings import Settings, without_passwords

EXPORTER_LOGGER = "opentelemetry.exporter.otlp.proto.http.trace_exporter"
SAY_AGAIN_SECONDS = 60.0


class Traces(Protocol):
    """What the delivery asks for around a chunk of messages."""

    def begin(self, stage: Stage, records: Sequence[Any]) -> Sequence[Any]:
        """A span for each record."""

    def carried(self, spans: Sequence[Any], outcomes: list[Outcome]) -> list[Outcome]:
        """The outcomes with the spans in the headers of their outputs."""

    def end(self, spans: Sequence[Any], outcomes: Sequence[Outcome]) -> None:
        """Called once all is confirmed and acked."""


class NoTraces:
    """Where no spans are wanted."""

    def begin(self, stage: Stage, records: Sequence[Any]) -> Sequence[Any]:
        return ()

    def carried(self, spans: Sequence[Any], outcomes: list[Outcome]) -> list[Outcome]:
        return outcomes

    def end(self, spans: Sequence[Any], outcomes: Sequence[Outcome]) -> None:
        return


class Spans:
    """Spans by an OpenTelemetry tracer provider."""

    def __init__(self, provider: Any) -> None:
        from opentelemetry import trace
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._tracer = provider.get_tracer("newswire")
        self._propagator = TraceContextTextMapPropagator()
        self._trace = trace

    def flush(self) -> None:
        """Sends what waits to be sent."""
        self._provider.force_flush()

    def begin(self, stage: Stage, records: Sequence[Any]) -> Sequence[Any]:
        return [self._begun(stage, record) for record in records]

    def _begun(self, stage: Stage, record: Any) -> Any:
        found = {name: header(record.headers or (), name) for name in CARRIED_THROUGH}
        parent = self._propagator.extract({k: v for k, v in found.items() if v is not None})
        return self._tracer.start_span(
            f"{stage.name} {record.topic}",
            parent,
            kind=self._trace.SpanKind.CONSUMER,
            attributes={
                "messaging.system": "kafka",
                "messaging.operation.name": "process",
                "messaging.destination.name": record.topic,
                "messaging.destination.partition.id": str(record.partition),
                "messaging.kafka.offset": record.offset,
                "messaging.message.body.size": len(record.value or b""),
            },
        )

    def carried(self, spans: Sequence[Any], outcomes: list[Outcome]) -> list[Outcome]:
        return [
            outcome._replace(outputs=[_with(output, self._headers(span)) for output in made])
            if (made := outcome.outputs)
            else outcome
            for span, outcome in zip(spans, outcomes, strict=True)
        ]

    def _headers(self, span: Any) -> Headers:
        carrier: dict[str, str] = {}
        self._propagator.inject(carrier, self._trace.set_span_in_context(span))
        return [(name, value.encode()) for name, value in carrier.items()]

    def end(self, spans: Sequence[Any], outcomes: Sequence[Outcome]) -> None:
        for span, outcome in zip(spans, outcomes, strict=True):
            span.set_attribute("newswire.work_seconds", outcome.seconds)
            if outcome.status is not None:
                span.set_attribute("newswire.status", outcome.status)
            if outcome.failure is not None:
                span.set_attribute("newswire.reason", outcome.failure.reason.value)
                span.set_status(self._trace.StatusCode.ERROR, outcome.failure.message)
            span.end()


def _with(output: Output, headers: Headers) -> Output:
    kept = [(name, value) for name, value in output.headers if name not in CARRIED_THROUGH]
    return output._replace(headers=[*kept, *headers])


def start(settings: Settings) -> Traces:
    """What the settings ask for; spans are sent in batches beside the work and at the end.

    Names, sampling and queues are set by OpenTelemetry's own variables (OTEL_TRACES_SAMPLER, ...).
    Raises UserError where the packages are missing.
    """
    if not settings.traces:
        return NoTraces()
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise UserError(
            "NEWSWIRE_TRACES is set, but OpenTelemetry is not installed: "
            "pip install 'newswire[tracing]'"
        ) from None
    provider = TracerProvider(resource=Resource.create({"service.name": "newswire"}))
    exporter = OTLPSpanExporter(endpoint=settings.traces.rstrip("/") + "/v1/traces")
    logging.getLogger(EXPORTER_LOGGER).filters = [_Seldom(without_passwords(settings.traces))]
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return Spans(provider)


class _Seldom(logging.Filter):
    """One line a minute where spans cannot be sent: the exporter says each try at length."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address
        self._said = -SAY_AGAIN_SECONDS

    def filter(self, record: logging.LogRecord) -> bool:
        if time.monotonic() - self._said < SAY_AGAIN_SECONDS:
            return False
        self._said = time.monotonic()
        why = record.getMessage()[:200]
        record.msg, record.args = "traces do not reach %s: %s", (self._address, why)
        return True
