"""The article in a page's JSON-LD: https://schema.org/NewsArticle, wherever its own hangs."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from lxml.html import HtmlElement

LAST_COMMA = re.compile(r",(?=\s*[}\]])")
APART = re.compile(r"\}\s*\{")
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
        if "ld+json" not in (script.get("type") or "").lower() or len(text) > left:
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
    """What a script holds, though it be not quite JSON; None where it cannot be read."""
    for reading in _readings(_without_wrapping(text)):
        try:
            return msgspec.json.decode(reading)
        except (msgspec.DecodeError, ValueError, RecursionError):
            continue
    return None


def _readings(text: str) -> Iterator[str]:
    """The text, then what it may have been meant to be."""
    yield text
    one_line = text.replace("\n", " ").replace("\t", " ")
    yield one_line
    yield html.unescape(text)
    mended = LAST_COMMA.sub("", one_line).replace("\\'", "'")
    yield mended
    yield f"[{APART.sub('},{', mended)}]"


def _without_wrapping(text: str) -> str:
    """The text from its first bracket to its last: without comments, CDATA, a byte order mark."""
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    start = min((at for at in map(text.find, "{[") if at >= 0), default=0)
    return text[start : max(map(text.rfind, "}]")) + 1]


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
