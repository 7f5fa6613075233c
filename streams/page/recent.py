"""The latest articles, held in bounded memory: what the page shows comes from here."""

import zlib
from collections import OrderedDict
from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson

from schemas import EnrichedArticle, Quantity
from streams.figures import Figure, figures_of

COMPRESSION = 1
"""zlib's fastest: a third of the size; higher levels cost more than they gain."""


class Held(NamedTuple):
    """One article as the page needs it."""

    number: int
    """Counts up with each article that comes; what a browser has seen last."""
    summary: bytes
    """JSON for the list of articles."""
    packed: bytes
    """The whole event, compressed."""
    figures: tuple[Figure, ...]


class Filter(NamedTuple):
    """What a board is narrowed to; empty means any."""

    entity: str = ""
    """Part of an entity's name, in any case."""
    class_: str = ""
    source: str = ""

    def matches(self, figure: Figure) -> bool:
        """Whether a figure is on the board."""
        return (
            self.source in {"", figure.source}
            and self.class_ in {"", figure.class_}
            and (
                not self.entity
                or any(self.entity.casefold() in name.casefold() for name in figure.about)
            )
        )


class Recent:
    """The latest `limit` articles by their order of arrival; a new version replaces the old."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[str, Held] = OrderedDict()
        self.last = 0
        """The number of the newest article."""

    def __len__(self) -> int:
        return len(self._held)

    def add(self, value: bytes, article: EnrichedArticle) -> bool:
        """Takes an article in; False where exactly this event is held already."""
        before = self._held.get(article.id)
        packed = zlib.compress(value, COMPRESSION)
        if before is not None:
            if before.packed == packed:
                return False
            del self._held[article.id]
        self.last += 1
        figures = tuple(figures_of(article))
        summary = orjson.dumps(_summary(self.last, article))
        self._held[article.id] = Held(self.last, summary, packed, figures)
        while len(self._held) > self._limit:
            self._held.popitem(last=False)
        return True

    def since(self, number: int, limit: int) -> list[Held]:
        """At most `limit` of the articles that came after `number`, oldest first."""
        newest_first = []
        for held in reversed(self._held.values()):
            if held.number <= number:
                break
            newest_first.append(held)
        return newest_first[::-1][:limit]

    def newer_than(self, number: int) -> bool:
        """Whether an article came after `number`."""
        return self.last > number

    def event(self, article_id: str) -> bytes | None:
        """The whole event of an article as JSON; None where it is not held (any more)."""
        held = self._held.get(article_id)
        return None if held is None else zlib.decompress(held.packed)

    def figures(self, wanted: Filter) -> Iterator[Figure]:
        """The figures that match, newest article first, in the order of their text."""
        for held in reversed(self._held.values()):
            for figure in held.figures:
                if wanted.matches(figure):
                    yield figure


def _summary(number: int, article: EnrichedArticle) -> dict[str, Any]:
    classes = dict.fromkeys(filter(None, map(_class, article.quantities)))
    return {
        "n": number,
        "id": article.id,
        "title": article.title or article.text[:80],
        "source": article.source or "",
        "at": article.published_at.isoformat() if article.published_at else None,
        "language": article.language.code,
        "entities": list(dict.fromkeys(entity.name for entity in article.entities)),
        "classes": list(classes),
        "quantities": len(article.quantities),
        "removed": len(article.removed),
    }


def _class(quantity: Quantity) -> str:
    return (quantity.counted.class_ if quantity.counted else None) or ""
