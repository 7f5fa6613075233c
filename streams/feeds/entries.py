"""RSS and Atom feeds to entries; addresses in one form, so that a repeat is seen."""

import html
import io
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from streams.charsets import text_of
from streams.errors import UserError

try:
    import feedparser
except ImportError:
    feedparser = None  # said in entries_of()

TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|cmpid|ref_src)$")
HTML = frozenset({"text/html", "application/xhtml+xml"})
TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
INLINE = frozenset(
    "a abbr b big cite code em font i ins mark q s small span strong sub sup tt u".split()
)
"""Tags within a word or between words; any other, as <br>, parts them."""


class Entry(NamedTuple):
    """One item of a feed."""

    url: str
    title: str | None
    published_at: datetime | None
    html: str | None
    """The whole article, where the feed carries it (`content`, not a summary)."""


def entries_of(body: bytes, address: str, content_type: str = "") -> list[Entry]:
    """The entries of a feed that have an address on the web, in its order.

    Never raises on what a site sends: what is no feed has no entries. Raises UserError where
    feedparser is missing.
    """
    if feedparser is None:
        raise UserError("feeds need more: pip install 'newswire[ingest]'")
    # bytes alone it takes for the name of a file of ours first
    stream = io.BytesIO(text_of(body, content_type).encode())
    headers = {"content-location": address, "content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(stream, response_headers=headers)
    found = []
    for item in parsed.entries:
        url = canonical(str(item.get("link") or ""))
        if url is not None:
            found.append(Entry(url, _title(item), _time(item), _content(item)))
    return found


def canonical(url: str) -> str | None:
    """The address without fragment, tracking parameters and default port; None if not http(s)."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return None
    host = parts.hostname.lower()
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}[parts.scheme.lower()]:
        host = f"{host}:{port}"
    # dropped from the query as it stands: not every site has pairs there, or UTF-8
    query = "&".join(
        pair for pair in parts.query.split("&") if not TRACKING.match(pair.partition("=")[0])
    )
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def _title(item: Any) -> str | None:
    """The title as text. It may be HTML, which feedparser tells by its looks where it must."""
    title = str(item.get("title") or "")
    if (item.get("title_detail") or {}).get("type") in HTML:
        title = TAG.sub(lambda tag: "" if tag[1].lower() in INLINE else " ", title)
        title = html.unescape(title)
    return " ".join(title.split()) or None


def _time(item: Any) -> datetime | None:
    """feedparser gives UTC."""
    parsed = item.get("published_parsed") or item.get("updated_parsed")
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError):
        return None


def _content(item: Any) -> str | None:
    for content in item.get("content") or ():
        if content.get("value") and content.get("type") in HTML:
            return str(content["value"])
    return None
