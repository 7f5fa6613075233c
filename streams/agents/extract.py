"""Clean article in; enriched article, and flat records of its findings, out."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from schemas import CleanArticle, EnrichedArticle, decode, encode, topics
from schemas.headers import Headers, carried, cloud_event, header, with_id
from schemas.ids import derived_event_id, derived_event_ids
from streams.agents import labels
from streams.agents.flat import flat_records
from streams.extraction import enrich_steps
from streams.outcome import Message, Outcome, Output, Stage
from streams.steps import Steps, finished


def extract_message(message: Message, *, flat: bool) -> Outcome:
    """The enriched event of a clean one, with its flat records where `flat` is set.

    Raises InvalidEventError.
    """
    return finished(extract_steps(message, flat=flat))


def extract_steps(message: Message, *, flat: bool) -> Steps[Outcome]:
    """The same, a pass at a time."""
    clean = decode(message.value, CleanArticle)
    yield
    article = yield from enrich_steps(clean)
    yield
    origin = _origin(message, clean)
    outputs = [_output("enriched", article.id, encode(article), origin)]
    if flat:
        outputs += [
            _output(topic, key, encode(record), origin, part)
            for topic, key, part, record in flat_records(article)
        ]
    return Outcome(
        outputs=outputs,
        status="duplicate" if clean.duplicate_of else "published",
        tallies=_tallies(article),
        published_at=clean.published_at.timestamp() if clean.published_at else None,
        raw_time=_timestamp(header(message.headers, "ce_time")),
    )


class Origin(NamedTuple):
    """What all events of an article have from its clean event."""

    ids: dict[str, Callable[[str], str]]
    """By topic what gives an event's `ce_id` by its part ..."""
    headers: dict[str, Headers]
    """... and the headers, in which the `ce_id` is still to come."""


def _origin(message: Message, clean: CleanArticle) -> Origin:
    parent = header(message.headers, "ce_id") or derived_event_id(
        topics()["clean"].ce_type, clean.id, clean.text
    )
    ids: dict[str, Callable[[str], str]] = {}
    headers: dict[str, Headers] = {}
    for name in ("enriched", "quantities", "mentions"):
        own = cloud_event(
            ce_id="",
            ce_type=topics()[name].ce_type,
            ce_source="newswire/extract",
            ce_time=header(message.headers, "ce_time"),
            dataschema=topics()[name].dataschema,
        )
        ids[name] = derived_event_ids(topics()[name].ce_type, parent)
        headers[name] = [*own, *carried(message.headers)]
    return Origin(ids, headers)


def _output(name: str, key: str, value: bytes, origin: Origin, part: str = "") -> Output:
    headers = with_id(origin.headers[name], origin.ids[name](part))
    return Output(name, key.encode(), value, headers)


def _tallies(article: EnrichedArticle) -> list[tuple[str, tuple[str, ...], int]]:
    entities = Counter(entity.type for entity in article.entities)
    quantities = Counter(
        (q.unit.kind, (q.counted.class_ if q.counted else None) or "other")
        for q in article.quantities
    )
    named = (labels.country(entity.country) for entity in article.entities)
    countries = {code for code in named if code}
    return [
        *(("entities", (kind,), n) for kind, n in entities.items()),
        *(("countries", (code,), 1) for code in sorted(countries)),
        *(("quantities", kind_class, n) for kind_class, n in quantities.items()),
    ]


def _timestamp(time: str | None) -> float | None:
    try:
        return datetime.fromisoformat(time).timestamp() if time else None
    except ValueError:
        return None


def stage(*, flat: bool) -> Stage:
    """The stage that reads clean articles."""
    return Stage("extract", reads="clean", work=partial(extract_steps, flat=flat))
