"""A raw article to a clean one: the way through all steps of cleaning."""

from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from urllib.parse import urlsplit

from schemas import CleanArticle, RawArticle, Removed, Span
from schemas.ids import article_id
from streams.cleaning import boilerplate
from streams.cleaning.html import Page, read_page
from streams.cleaning.language import identify
from streams.cleaning.text import line_spans, lines, normalise

SEPARATOR = "\n\n"


def clean_article(raw: RawArticle) -> CleanArticle:
    """The body of a raw article, and what was cut from around it.

    `text` is empty where nothing was left. Raises InvalidInputError for HTML that is no page.
    """
    page = read_page(raw.html) if raw.html is not None else None
    body = normalise(page.text if page else raw.text or "")
    title = raw.title or (page.title if page else None)
    kept: list[str] = []
    removed: list[Removed] = []
    found = lines(body)
    for line, reason in zip(found, boilerplate.judge(found, title), strict=True):
        if reason is None:
            kept.append(line)
        else:
            removed.append(Removed(text=line, reason=reason))
    return _assemble(raw, page, title, kept, removed)


def untouched_article(raw: RawArticle) -> CleanArticle:
    """The article with its text as the body, not a character changed (paragraphs are lines)."""
    text = raw.text if raw.text is not None else raw.html or ""
    return _article(raw, None, raw.title, text, line_spans(text), [])


def _assemble(
    raw: RawArticle,
    page: Page | None,
    title: str | None,
    paragraphs: list[str],
    removed: list[Removed],
) -> CleanArticle:
    spans = []
    at = 0
    for paragraph in paragraphs:
        spans.append(Span(start=at, end=at + len(paragraph)))
        at += len(paragraph) + len(SEPARATOR)
    return _article(raw, page, title, SEPARATOR.join(paragraphs), spans, removed)


def _article(
    raw: RawArticle,
    page: Page | None,
    title: str | None,
    text: str,
    spans: list[Span],
    removed: list[Removed],
) -> CleanArticle:
    id_ = article_id(raw)
    made_by = ("newswire", "trafilatura") if page else ("newswire",)
    return CleanArticle(
        id=id_,
        url=raw.url,
        source=raw.source or host(raw.url) or (page.site if page else None),
        title=title,
        published_at=raw.published_at or _midnight(page.date if page else None),
        authors=page.authors if page else [],
        language=identify(text),
        text=text,
        paragraphs=spans,
        removed=removed,
        story_id=id_,
        provenance={package: _version(package) for package in made_by},
        extra=raw.extra,
    )


@cache
def _version(package: str) -> str:
    """Looked up once: it reads files."""
    return version(package)


def host(url: str | None) -> str | None:
    """The site of an address, without "www."; None where it is no address."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _midnight(date: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None
    except ValueError:
        return None
