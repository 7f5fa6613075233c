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
    """Where it was published."""
    source: str | None = None
    """The site's domain; also the record's key, so a source stays in one partition."""
    title: str | None = None
    """Its headline."""
    text: str | None = None
    """The body as plain text, or `html` is given."""
    html: str | None = None
    """The page, or the part of it that holds the body, as HTML."""
    published_at: Timestamp | None = None
    """When it was published, RFC 3339 with its offset."""
    fetched_at: Timestamp | None = None
    """When the producer collected it, RFC 3339 with its offset."""
    language: str | None = None
    """ISO 639-1, where the producer knows it."""
    extra: dict[str, Any] = {}
    """What else the producer knows; carried through unread."""


class Language(msgspec.Struct, kw_only=True, frozen=True):
    """The language of a body, as found."""

    code: str
    """ISO 639-1, or `und` where the text is too short to tell."""
    confidence: Confidence
    """0 to 1."""


class Removed(msgspec.Struct, kw_only=True, frozen=True):
    """Something that cleaning cut out of the body: nothing is thrown away unseen."""

    text: str
    """What was cut, as it stood."""
    reason: str
    """Why: a word of a closed list, such as `advertisement`, `related`, `boilerplate`."""


class CleanArticle(msgspec.Struct, kw_only=True, frozen=True):
    """An article's body and nothing but the body, on `news.articles.clean.v1`."""

    id: str
    """The article's id: the producer's, or derived from url, or from source, title and body."""
    url: str | None = None
    """Where it was published."""
    source: str | None = None
    """The site's domain."""
    title: str | None = None
    """Its headline."""
    published_at: Timestamp | None = None
    """When it was published, RFC 3339 with its offset."""
    authors: list[str] = []
    """Names of who wrote it, as printed."""
    section: str | None = None
    """The part of the site that it is in ("World", "Sport"), where its page says so."""
    language: Language
    """The language of the body."""
    text: str
    """Paragraphs joined by a blank line, in Unicode normal form C."""
    paragraphs: list[Span]
    """Where each paragraph stands in `text`."""
    removed: list[Removed] = []
    """What cleaning cut out, in the order of the input."""
    duplicate_of: str | None = None
    """Id of the article that this one repeats; null where it is the first."""
    story_id: str
    """Shared by articles on one story; the article's own id where it stands alone."""
    provenance: dict[str, str] = {}
    """Component: version, for what made this event."""
    extra: dict[str, Any] = {}
    """What else the producer knew; carried through unread."""


class EnrichedArticle(CleanArticle, kw_only=True, frozen=True):
    """A clean article with all that was found in it, on `news.articles.enriched.v1`."""

    sentences: list[Span]
    """Where each sentence stands in `text`."""
    entities: list[Entity]
    """Who and what is named, one each, in order of first mention."""
    quantities: list[Quantity]
    """Numbers with what they measure or count, in the order of the text."""
    dates: list[Date]
    """Points and stretches of time, in the order of the text."""
    quotes: list[Quote]
    """Direct speech, in the order of the text."""
