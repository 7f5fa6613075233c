"""The three events an article passes through: raw, clean, enriched.

All offsets are character offsets (Unicode code points), end exclusive, into the `text` of the
same event; `text[start:end] == surface` always holds.
"""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from schemas.extractions import Date, Entity, Quantity, Quote, Span

Confidence = Annotated[float, msgspec.Meta(ge=0, le=1)]
Timestamp = Annotated[datetime, msgspec.Meta(tz=True)]
"""RFC 3339, with its offset."""


class RawArticle(msgspec.Struct, kw_only=True, frozen=True):
    """An article as it was collected, on `news.articles.raw.v1`.

    Exactly one of `text` and `html` is given. Fields that are not listed here are kept in `extra`.
    """

    id: str | None = None
    """Chosen by the producer, or derived from url, or from source, title and body."""
    url: str | None = None
    source: str | None = None
    """The site's domain; also the record's key, so a source stays in one partition."""
    title: str | None = None
    text: str | None = None
    html: str | None = None
    published_at: Timestamp | None = None
    fetched_at: Timestamp | None = None
    language: str | None = None
    """ISO 639-1, where the producer knows it."""
    extra: dict[str, Any] = {}


class Language(msgspec.Struct, kw_only=True, frozen=True):
    code: str
    """ISO 639-1, or `und` where the text is too short to tell."""
    confidence: Confidence


class Removed(msgspec.Struct, kw_only=True, frozen=True):
    """Something that cleaning cut out of the body: nothing is thrown away unseen."""

    text: str
    reason: str


class CleanArticle(msgspec.Struct, kw_only=True, frozen=True):
    """An article's body and nothing but the body, on `news.articles.clean.v1`."""

    id: str
    url: str | None = None
    source: str | None = None
    title: str | None = None
    published_at: Timestamp | None = None
    authors: list[str] = []
    language: Language
    text: str
    """Paragraphs joined by a blank line, in Unicode normal form C."""
    paragraphs: list[Span]
    removed: list[Removed] = []
    duplicate_of: str | None = None
    story_id: str
    provenance: dict[str, str] = {}
    """Component: version, for what made this event."""
    extra: dict[str, Any] = {}


class EnrichedArticle(CleanArticle, kw_only=True, frozen=True):
    """A clean article with all that was found in it, on `news.articles.enriched.v1`."""

    sentences: list[Span]
    entities: list[Entity]
    quantities: list[Quantity]
    dates: list[Date]
    quotes: list[Quote]
