"""Enriched article in, one report a subject out; counts out as trend records."""

from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from schemas import EnrichedArticle, TrendRecord, decode, encode, topics
from schemas.headers import cloud_event, header
from schemas.ids import derived_event_id
from streams.agents.times import record_time
from streams.outcome import Message, Output
from streams.trends.counting import Report, pane_of, subjects


class Reports(NamedTuple):
    """What an article adds to the counts."""

    article: bytes
    pane: int
    items: list[tuple[bytes, bytes]]
    """Subject and report."""


def reports(message: Message) -> Reports:
    """The reports of an enriched event. Raises InvalidEventError."""
    article = decode(message.value, EnrichedArticle)
    pane = pane_of(article.published_at, _collected_at(message))
    items = [
        (subject.key.encode(), msgspec.json.encode(Report(pane, subject.mentions)))
        for subject in subjects(article)
    ]
    return Reports(article.id.encode(), pane, items)


def _collected_at(message: Message) -> datetime:
    """When the raw record came: `ce_time`, else the time of this record.

    Raises InvalidEventError where neither is a time.
    """
    try:
        time = datetime.fromisoformat(header(message.headers, "ce_time") or "")
        return time if time.tzinfo else time.replace(tzinfo=UTC)
    except ValueError:
        return record_time(message)


def published(trend: TrendRecord) -> Output:
    """A trend record to publish. Its `ce_id` tells counts, too: a repeat is the same count."""
    topic = topics()["trends"]
    window = f"{trend.subject} {trend.window_start.isoformat()}"
    ce_id = derived_event_id(topic.ce_type, window, f"{trend.articles}-{trend.mentions}")
    headers = cloud_event(
        ce_id=ce_id,
        ce_type=topic.ce_type,
        ce_source="newswire/trends",
        ce_time=trend.window_end.isoformat(),
        dataschema=topic.dataschema,
    )
    return Output("trends", trend.subject.encode(), encode(trend), headers)
