"""Raw article in, clean article out."""

from datetime import UTC, datetime

from schemas import decode_raw_article, encode, topics
from schemas.headers import carried, cloud_event
from schemas.ids import derived_event_id, raw_event_id
from streams.agents import labels
from streams.cleaning import clean_article
from streams.outcome import Message, Outcome, Output, Stage


def clean_message(message: Message) -> Outcome:
    """The clean event of a raw one. Raises InvalidInputError, InvalidEventError."""
    raw = decode_raw_article(message.value)
    article = clean_article(raw)
    cuts = [("removed_characters", (cut.reason,), len(cut.text)) for cut in article.removed]
    tallies = [
        *cuts,
        ("languages", (labels.language(article.language.code),), 1),
        ("source_groups", (labels.source_group(article.source),), 1),
    ]
    if not article.text:
        return Outcome(status="skipped", status_reason="no_body", tallies=tallies)
    topic = topics()["clean"]
    headers = cloud_event(
        ce_id=derived_event_id(topic.ce_type, raw_event_id(raw)),
        ce_type=topic.ce_type,
        ce_source="newswire/clean",
        ce_time=datetime.fromtimestamp(message.timestamp, UTC).isoformat(),
        dataschema=topic.dataschema,
    )
    output = Output(
        "clean", article.id.encode(), encode(article), [*headers, *carried(message.headers)]
    )
    return Outcome(outputs=[output], tallies=tallies)


def stage(max_bytes: int) -> Stage:
    """The stage that reads raw articles of at most `max_bytes` bytes."""
    return Stage("clean", reads="raw", work=clean_message, max_bytes=max_bytes)
