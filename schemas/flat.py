"""Flat events, one finding each, for tables and connectors."""

import msgspec

from schemas.articles import Timestamp
from schemas.extractions import Entity, Quantity


class FindingRecord(msgspec.Struct, kw_only=True, frozen=True):
    """What every flat record says of the article that it comes from."""

    article_id: str
    url: str | None = None
    source: str | None = None
    published_at: Timestamp | None = None
    sentence: str
    """The sentence of the quantity, or of the entity's first mention."""


class QuantityRecord(FindingRecord, kw_only=True, frozen=True):
    """One quantity of one article, on `news.quantities.v1`.

    The quantity's offsets are into the article's text, not into `sentence`.
    """

    quantity: Quantity


class MentionRecord(FindingRecord, kw_only=True, frozen=True):
    """One entity of one article, on `news.mentions.v1`."""

    entity: Entity


class TrendRecord(msgspec.Struct, kw_only=True, frozen=True):
    """How often something was reported within a time window, on `news.trends.v1`."""

    subject: str
    """An entity's key or a quantity class."""
    window_start: Timestamp
    window_end: Timestamp
    articles: int
    mentions: int
