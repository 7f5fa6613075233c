"""Deterministic ids: the same input always gives the same id, so a repeat can be dropped."""

from collections.abc import Callable
from hashlib import blake2b

from schemas.articles import RawArticle


def _told_apart(*parts: str) -> bytes:
    data = [part.encode("utf-8", "surrogatepass") for part in parts]
    return b"".join([len(part).to_bytes(8, "big") + part for part in data])


def _digest(*parts: str) -> str:
    return blake2b(_told_apart(*parts), digest_size=16).hexdigest()


def _body(article: RawArticle) -> str:
    return article.text if article.text is not None else article.html or ""


def article_id(article: RawArticle) -> str:
    """The article's own id, else one derived from its url, else from source, title and body."""
    if article.id:
        return article.id
    if article.url:
        return _digest("url", article.url)
    return _digest("body", article.source or "", article.title or "", _body(article))


def raw_event_id(article: RawArticle) -> str:
    """The `ce_id` of a raw article: the same for a repeat, another for an updated body."""
    return _digest("raw", article_id(article), article.title or "", _body(article))


def derived_event_id(ce_type: str, parent: str, part: str = "") -> str:
    """The `ce_id` of an event made from another.

    `parent` is the other's `ce_id`; `part` tells several events of one type from one parent apart.
    """
    return derived_event_ids(ce_type, parent)(part)


def derived_event_ids(ce_type: str, parent: str) -> Callable[[str], str]:
    """`derived_event_id` by the part: what such events share is hashed once."""
    begun = blake2b(_told_apart("derived", ce_type, parent), digest_size=16)

    def id_of(part: str) -> str:
        digest = begun.copy()
        digest.update(_told_apart(part))
        return digest.hexdigest()

    return id_of
