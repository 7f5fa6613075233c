"""Flat events, one finding each, for tables and connectors."""

import msgspec

from schemas.articles import Timestamp
from schemas.extractions import Entity, Quantity


class FindingRecord(msgspec.Struct, kw_only=True, frozen=True):
    """What every flat record says of the article that it comes from."""

    article_id: str
    """Id of the article that it was found in."""
    url: str | None = None
    """Where the article was published."""
    source: str | None = None
    """The site's domain."""
    published_at: Timestamp | None = None
    """When the article was published, RFC 3339 with its offset."""
    sentence: str
    """The sentence of the quantity, or of the entity's first mention; of one longer than 1,000
    characters those around it."""


class QuantityRecord(FindingRecord, kw_only=True, frozen=True):
    """One quantity of one article, on `news.quantities.v1`.

    The quantity's offsets are into the article's text, not into `sentence`.
    """

    quantity: Quantity
    """The quantity, as in the enriched article."""


class MentionRecord(FindingRecord, kw_only=True, frozen=True):
    """One entity of one article, on `news.mentions.v1`."""

    entity: Entity
    """The entity, as in the enriched article."""


class TrendRecord(msgspec.Struct, kw_only=True, frozen=True):
    """How often something was reported within a time window, on `news.trends.v1`."""

    subject: str
    """An entity's key or a quantity class."""
    window_start: Timestamp
    """When the window begins, by the articles' time of publication."""
    window_end: Timestamp
    """When it ends; windows of an hour begin every quarter."""
    articles: int
    """Distinct articles of this window, by when they were published."""
    mentions: int
    """Mentions of the entity, or quantities of the class, in them."""
    usual: float | None = None
    """Mean articles of such a window in the day before; null while too little of it was seen."""
    spike: bool = False
    """Whether `articles` stands out against `usual`."""
