"""The article in a page's JSON-LD: https://schema.org/NewsArticle, wherever its own hangs."""

import html
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from lxml.html import HtmlElement

MAX_LD = 2_000_000
"""Characters of JSON-LD looked at: more is a catalogue, not an article."""
ARTICLE_TYPES = ("Article", "Posting", "Report", "Review")
"""How the types of articles end: NewsArticle, LiveBlogPosting, BlogPosting ..."""
OF_OTHERS = frozenset(
    "about citation comment hasPart isPartOf itemListElement liveBlogUpdate mentions relatedLink "
    "review subjectOf video".split()
)
"""Below these hang other articles, or a part of the page's own: one entry of a live blog."""


def linked_article(scripts: Iterable[HtmlElement]) -> dict[str, Any]:
    """The article among the page's JSON-LD objects: that with the longest body or headline.

    Authors that it points at ("@id") are put in by name.
    """
    best: dict[str, Any] = {}
    named: dict[str, str] = {}
    left = MAX_LD
    for script in scripts:
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "") or len(text) > left:
            continue
        left -= len(text)
        for found in _objects(_json(text)):
            key, name = found.get("@id"), found.get("name")
            if isinstance(key, str) and isinstance(name, str):
                named.setdefault(key, name)
            is_article = any(kind.endswith(ARTICLE_TYPES) for kind in strings(found.get("@type")))
            if is_article and _size(found) > _size(best):
                best = found
    given = best.get("author")
    authors = given if isinstance(given, list) else [given]
    return {**best, "author": [_author(author, named) for author in authors]} if best else best


def _author(author: Any, named: dict[str, str]) -> Any:
    """What names an author: a name, or an object that has one."""
    if not isinstance(author, dict):
        return author
    key, parts = author.get("@id"), [author.get("givenName"), author.get("familyName")]
    pointed = named.get(key) if isinstance(key, str) else None
    return author.get("name") or pointed or " ".join(strings(parts))


def _json(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").rstrip("; \n")
    for attempt in (text, text.replace("\n", " ").replace("\t", " "), html.unescape(text)):
        try:
            return msgspec.json.decode(attempt)
        except (msgspec.DecodeError, ValueError, RecursionError):
            continue
    return None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """All objects but those that hang below what is OF_OTHERS."""
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(value for key, value in item.items() if key not in OF_OTHERS)


def _size(article: dict[str, Any]) -> tuple[int, int]:
    return len(strings_joined(article.get("articleBody"))), len(article)


def strings_joined(value: Any) -> str:
    """All strings of a value, a line each."""
    return "\n".join(strings(value))


def strings(value: Any) -> list[str]:
    """A string or the strings of a list; what else there is has none."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
