"""A raw article to a clean one: the way through all steps of cleaning."""

from functools import cache
from importlib.metadata import version
from typing import NamedTuple
from urllib.parse import urlsplit

from schemas import CleanArticle, RawArticle, Removed, Span
from schemas.ids import article_id
from streams.cleaning.boilerplate import judge_steps
from streams.cleaning.bylines import byline_names, given_names
from streams.cleaning.html import Page, read_page
from streams.cleaning.inserted import (
    has_ends,
    has_inserts,
    parted,
    without_end,
    without_notes,
    without_post,
)
from streams.cleaning.language import identify
from streams.cleaning.metadata import Metadata
from streams.cleaning.recurring import RECURRING, Memory, repeated
from streams.cleaning.text import line_spans, lines, normalise
from streams.errors import InvalidInputError, Reason
from streams.steps import Steps, finished

NOTHING = Memory()
SEPARATOR = "\n\n"
MAX_LINES = 500_000
"""Some 6 seconds of work; newspapers print articles of fewer than a thousand."""


def clean_article(raw: RawArticle, memory: Memory = NOTHING) -> CleanArticle:
    """The body of a raw article, and what was cut from around it.

    `memory` is what is remembered of its source: lines that the source repeats are cut too.
    `text` is empty where nothing was left. Raises InvalidInputError for HTML that is no page and
    for text of too many lines to be an article.
    """
    return finished(clean_steps(raw, memory))


def clean_steps(raw: RawArticle, memory: Memory = NOTHING) -> Steps[CleanArticle]:
    """The same, a pass at a time."""
    page = read_page(raw.html) if raw.html is not None else None
    body = normalise(page.text if page else raw.text or "")
    about = page.metadata if page else Metadata()
    title = _one_line(raw.title or about.title)
    kept: list[str] = []
    removed: list[Removed] = []
    found = lines(body)
    yield
    if len(found) > MAX_LINES:
        raise InvalidInputError(
            f"the text has {len(found):,} lines, more than {MAX_LINES:,}", Reason.TOO_LARGE
        )
    reasons = yield from judge_steps(found, title)
    yield
    again = repeated(found, memory)
    if all(judged or cut for judged, cut in zip(reasons, again, strict=True)):
        again = [False] * len(found)  # nothing else is left: it is what the article says
    ends = has_ends(body)
    for line, judged, is_repeated in zip(found, reasons, again, strict=True):
        reason = judged or (RECURRING if is_repeated else None)
        if reason is None:
            line, inserts = without_inserts(line, ends=ends)
            kept += [line] if line else []
            removed += inserts
        else:
            removed.append(Removed(text=line, reason=reason))
    authors = list(about.authors)
    if not authors:
        bylines = (cut.text for cut in removed if cut.reason == "byline")
        names = (byline_names(line) or given_names([line]) for line in bylines)
        authors = list(dict.fromkeys(name for found in names for name in found))
    yield
    return _article(raw, page, title, authors, _body(kept, removed))


def without_inserts(line: str, *, ends: bool) -> tuple[str, list[Removed]]:
    """A line of the body without what a scraper left in it, and that.

    `ends`: whether the text `has_ends`.
    """
    if not (ends or has_inserts(line)):  # most lines
        return line, []
    line, post = without_post(line)
    line, notes = without_notes(line)
    notes += [post] if post else []
    line, inserts = parted(line)
    line, end = without_end(line) if ends else (line, "")
    inserts += [end] if end else []
    return line, [
        *(Removed(text=note, reason="page_furniture") for note in notes),
        *(Removed(text=insert, reason="related") for insert in inserts),
    ]


def untouched_article(raw: RawArticle) -> CleanArticle:
    """The article with its text as the body, not a character changed (paragraphs are lines)."""
    text = raw.text if raw.text is not None else raw.html or ""
    return _article(raw, None, raw.title, [], Body(text, line_spans(text), []))


class Body(NamedTuple):
    """What stays of a text, where its paragraphs are, and what was cut."""

    text: str
    paragraphs: list[Span]
    removed: list[Removed]


def _body(paragraphs: list[str], removed: list[Removed]) -> Body:
    spans = []
    at = 0
    for paragraph in paragraphs:
        spans.append(Span(start=at, end=at + len(paragraph)))
        at += len(paragraph) + len(SEPARATOR)
    return Body(SEPARATOR.join(paragraphs), spans, removed)


def _article(
    raw: RawArticle, page: Page | None, title: str | None, authors: list[str], body: Body
) -> CleanArticle:
    """The event; `page` where the text was read off one."""
    id_ = article_id(raw)
    about = page.metadata if page else Metadata()
    made_by = ("newswire", "trafilatura") if page else ("newswire",)
    return CleanArticle(
        id=id_,
        url=raw.url or about.url,
        source=raw.source or host(raw.url or about.url),
        title=title,
        published_at=raw.published_at or about.published_at,
        authors=authors,
        section=_one_line(about.section),
        language=identify(body.text),
        text=body.text,
        paragraphs=body.paragraphs,
        removed=body.removed,
        story_id=id_,
        provenance={package: _version(package) for package in made_by},
        extra=raw.extra,
    )


def _one_line(text: str | None) -> str | None:
    """Normalised as bodies are, mojibake repaired; None where nothing is left."""
    return " ".join(normalise(text).split()) or None if text else None


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
