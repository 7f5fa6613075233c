"""HTML pages to body text and metadata, by trafilatura in its fast mode."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

import trafilatura

from streams.errors import InvalidInputError, Reason

MAX_DEPTH = 1500
"""Elements open at once: real pages stay under 200; parsers and walkers suffer far above."""
LONG_TAG = 20_000
MAX_WORDS_IN_TAG = 2_000
"""Attributes of one tag: the parser compares each with all others, 2 MB of them for minutes."""
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd".split()
)


class Page(NamedTuple):
    """What was read off a page."""

    text: str
    """The body, a line a paragraph; empty where none was found."""
    title: str | None
    authors: list[str]
    date: str | None
    """ISO 8601 date."""
    site: str | None


def read_page(html: str) -> Page:
    """The body and metadata of a page.

    Raises InvalidInputError where it is nested too deep, or has too many attributes, to be a page.
    """
    _check_shape(html)
    document = trafilatura.bare_extraction(
        html, fast=True, include_comments=False, include_tables=False, with_metadata=True
    )
    if document is None:
        return Page("", _title(html), [], None, None)
    fields = document if isinstance(document, dict) else document.as_dict()
    author = fields.get("author") or ""
    return Page(
        text=fields.get("text") or "",
        title=fields.get("title"),
        authors=[name.strip() for name in author.split(";") if name.strip()],
        date=fields.get("date"),
        site=fields.get("hostname") or fields.get("sitename"),
    )


def _check_shape(html: str) -> None:
    depth = 0
    for match in TAG.finditer(html):
        if match.end() - match.start() > LONG_TAG:
            words = len(QUOTED.sub("", match[0]).split())  # a data: or an SVG path is one word
            if words > MAX_WORDS_IN_TAG:
                raise InvalidInputError(f"a tag has {words:,} attributes", Reason.BAD_HTML)
        closing, name, self_closing = match.groups()
        if self_closing or name.lower() in VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            raise InvalidInputError(
                f"the HTML is nested more than {MAX_DEPTH:,} elements deep", Reason.BAD_HTML
            )


class _TitleParser(HTMLParser):
    title: str | None = None
    _inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._inside = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._inside and self.title is None:
            self.title = data.strip() or None


def _title(html: str) -> str | None:
    parser = _TitleParser()
    parser.feed(html[:100_000])
    return parser.title
