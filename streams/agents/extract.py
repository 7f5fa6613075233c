"""Clean article in; enriched article, and flat records of its findings, out."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from schemas import (
    CleanArticle,
    EnrichedArticle,
    Mention,
    MentionRecord,
    Quantity,
    QuantityRecord,
    Span,
    decode,
    encode,
    topics,
)
from schemas.headers import Headers, carried, cloud_event, header, with_id
from schemas.ids import derived_event_id
from streams.agents import labels
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
        outputs += _flat(article, origin)
    return Outcome(
        outputs=outputs,
        status="duplicate" if clean.duplicate_of else "published",
        tallies=_tallies(article),
        published_at=clean.published_at.timestamp() if clean.published_at else None,
        raw_time=_timestamp(header(message.headers, "ce_time")),
    )


LONGEST_SENTENCE = 1000
"""Characters of a sentence that each of its flat records carries: one of a thousand numbers would
be sent a thousand times. Of 31,134 flat records of real articles 34 have a longer one."""


class Origin(NamedTuple):
    """What all events of an article have from its clean event."""

    parent: str
    """The clean event's `ce_id`."""
    headers: dict[str, Headers]
    """By topic; the `ce_id` is still to come."""


def _origin(message: Message, clean: CleanArticle) -> Origin:
    parent = header(message.headers, "ce_id") or derived_event_id(
        topics()["clean"].ce_type, clean.id, clean.text
    )
    headers: dict[str, Headers] = {}
    for name in ("enriched", "quantities", "mentions"):
        own = cloud_event(
            ce_id="",
            ce_type=topics()[name].ce_type,
            ce_source="newswire/extract",
            ce_time=header(message.headers, "ce_time"),
            dataschema=topics()[name].dataschema,
        )
        headers[name] = [*own, *carried(message.headers)]
    return Origin(parent, headers)


def _output(name: str, key: str, value: bytes, origin: Origin, part: str = "") -> Output:
    id_ = derived_event_id(topics()[name].ce_type, origin.parent, part)
    return Output(name, key.encode(), value, with_id(origin.headers[name], id_))


def _flat(article: EnrichedArticle, origin: Origin) -> Sequence[Output]:
    outputs = []
    for quantity in article.quantities:
        record = QuantityRecord(
            article_id=article.id,
            url=article.url,
            source=article.source,
            published_at=article.published_at,
            sentence=_around(article, article.sentences[quantity.sentence], quantity),
            quantity=quantity,
        )
        part = f"{quantity.start}-{quantity.end}-{quantity.unit.kind}"
        outputs.append(_output("quantities", article.id, encode(record), origin, part))
    for entity in article.entities:
        mention = MentionRecord(
            article_id=article.id,
            url=article.url,
            source=article.source,
            published_at=article.published_at,
            sentence=_sentence_of(article, entity.mentions[0]),
            entity=entity,
        )
        outputs.append(_output("mentions", entity.key, encode(mention), origin, entity.id))
    return outputs


def _sentence_of(article: EnrichedArticle, mention: Mention) -> str:
    """The sentence in which a mention begins; empty between sentences."""
    at = bisect_right(article.sentences, mention.start, key=lambda span: span.start) - 1
    if at < 0 or mention.start >= article.sentences[at].end:
        return ""
    return _around(article, article.sentences[at], mention)


def _around(article: EnrichedArticle, sentence: Span, found: Quantity | Mention) -> str:
    """The text of a sentence; of a very long one whole words around what was found in it."""
    text = article.text
    if sentence.end - sentence.start <= LONGEST_SENTENCE:
        return text[sentence.start : sentence.end]
    spare = max(0, LONGEST_SENTENCE - (found.end - found.start)) // 2
    start, end = max(sentence.start, found.start - spare), min(sentence.end, found.end + spare)
    before, after = text[start : found.start], text[found.end : end]
    if start > sentence.start:
        before = before.partition(" ")[2] or before
    if end < sentence.end:
        after = after.rpartition(" ")[0] or after
    return before + text[found.start : found.end] + after


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
