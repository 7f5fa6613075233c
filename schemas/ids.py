"""Deterministic ids: the same input always gives the same id, so a repeat can be dropped."""

from hashlib import blake2b

from schemas.articles import RawArticle


def _digest(*parts: str) -> str:
    data = [part.encode("utf-8", "surrogatepass") for part in parts]
    told_apart = b"".join([len(part).to_bytes(8, "big") + part for part in data])
    return blake2b(told_apart, digest_size=16).hexdigest()


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
    return _digest("derived", ce_type, parent, part)
