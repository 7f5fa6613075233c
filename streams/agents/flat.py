"""The flat records of an enriched article: one finding each, with its article and sentence."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from schemas import EnrichedArticle, Mention, MentionRecord, Quantity, QuantityRecord, Span

LONGEST_SENTENCE = 1000
"""Characters of a sentence that each of its flat records carries: one of a thousand numbers would
be sent a thousand times. Of 31,134 flat records of real articles 34 have a longer one."""


class Flat(NamedTuple):
    """One record to publish."""

    topic: str
    """The topic's short name."""
    key: str
    part: str
    """What tells it apart from the others of its article and topic."""
    record: QuantityRecord | MentionRecord


def flat_records(article: EnrichedArticle) -> Iterator[Flat]:
    """Those of its quantities, then those of its entities."""
    for quantity in article.quantities:
        found = QuantityRecord(
            article_id=article.id,
            url=article.url,
            source=article.source,
            published_at=article.published_at,
            sentence=_around(article, article.sentences[quantity.sentence], quantity),
            quantity=quantity,
        )
        part = f"{quantity.start}-{quantity.end}-{quantity.unit.kind}"
        yield Flat("quantities", article.id, part, found)
    for entity in article.entities:
        mention = MentionRecord(
            article_id=article.id,
            url=article.url,
            source=article.source,
            published_at=article.published_at,
            sentence=_sentence_of(article, entity.mentions[0]),
            entity=entity,
        )
        yield Flat("mentions", entity.key, entity.id, mention)


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
