"""Which place a figure is of, where its sentence names one or more."""

import re
from collections.abc import Iterable

from schemas import EnrichedArticle, Entity, Quantity, Span

_NOT_THERE = re.compile(
    r"\b(outside( of)?|behind|unlike|than|beyond|except) (the )?$", re.IGNORECASE
)
_THERE = re.compile(r"\b(in|at|near|across|throughout|inside) (the |[a-z]+ern )?$")
_OTHER_CLAUSE = re.compile(r"[,;:]| and ")
_DATELINE = re.compile(r"(, [A-Z][\w. ]+)? \((Reuters|AP|CNN|AFP)\)|( \([A-Z]\w+\))? [-–—] ")
AFTER = 60
"""How many characters after a figure the place may come that it is taken to be of."""


def place_of(
    quantity: Quantity, about: Iterable[Entity], article: EnrichedArticle, sentence: Span
) -> tuple[Entity | None, bool]:
    """The place named next to the quantity in its sentence, else one that it is about; and whether
    it is that place's alone, not a sum ("32 in Texas and Ohio").

    "four U.S. soldiers killed in Niger": where something happened goes before what is nearer. Not a
    dateline, nor what something is outside of, nor "Texas" of "El Paso, Texas", nor one that
    comes long after the quantity.
    """
    end = quantity.end
    if quantity.counted and article.text.startswith(quantity.counted.surface, end + 1):
        end += 1 + len(quantity.counted.surface)
    places = [
        (mention, entity)
        for entity in article.entities
        if entity.type == "PLACE"
        for mention in entity.mentions
        if sentence.start <= mention.start < sentence.end
    ]
    ends = {mention.start: mention.end for mention, _ in places}
    near = [
        (
            not _happened_there(article.text[end : mention.start]),
            max(mention.start - end, quantity.start - mention.end),
            mention,
            entity,
        )
        for mention, entity in places
        if mention.start - end <= AFTER
        and not _after_comma(article.text, mention.start, ends)
        and not _NOT_THERE.search(article.text, max(0, mention.start - 20), mention.start)
        and not _DATELINE.match(article.text, mention.end)
    ]
    if near:
        *_, mention, entity = min(near, key=lambda place: place[:2])
        return entity, not _one_of_several(article.text, mention.start, ends)
    return next((e for e in about if e.type == "PLACE" and not places), None), True


def _happened_there(between: str) -> bool:
    """Whether the text from a figure to a place leads to it: "people were killed in"."""
    return _THERE.search(between) is not None and _OTHER_CLAUSE.search(between) is None


def _after_comma(text: str, start: int, ends: dict[int, int]) -> bool:
    return text.startswith(", ", start - 2) and start - 2 in ends.values()


def _one_of_several(text: str, start: int, ends: dict[int, int]) -> bool:
    """Whether "and" joins the place at `start` to another; `ends`, by start, are all places."""
    if text.startswith(" and ", start - 5) and start - 5 in ends.values():
        return True
    end = ends[start]
    while (following := end + 2) in ends and text.startswith(", ", end):
        end = ends[following]
    return any(
        text.startswith(word, end) and end + len(word) in ends for word in (" and ", ", and ")
    )
