"""The figures of one article."""

import re
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from schemas import EnrichedArticle, Quantity
from streams.figures.places import place_of
from streams.figures.words import doing, elsewhere, events, words
from streams.render import unit as shown_unit
from streams.render import value as shown_value

Number = int | float
_VERB = re.compile(r"\b((?:is|are|was|were|be|been|being|get|gets|got) )?(\w+) (?:all )?$")
_VERB_WITHIN = 40
"""So many characters before a figure are looked at for a verb, "was" before it, "all" after it."""


class Figure(NamedTuple):
    """One quantity of one article, flat."""

    article_id: str
    story: str
    url: str | None
    source: str
    published_at: datetime | None
    start: int
    surface: str
    shown: str
    """The value for people: ≥ 40, 12–120."""
    value: Number | None
    low: Number | None
    high: Number | None
    relation: str
    unit: str
    """For people; empty where the noun says what is counted."""
    measure: str
    """What makes numbers comparable: the unit's kind, with its name where kinds have several."""
    counted: str
    class_: str
    head: str
    """The noun that is counted; empty where it is people whoever they are."""
    event: str
    """What happens to it, told by the verb before, head or predicate: `dead`, `injured`; else the
    predicate."""
    place: str
    """The key of the place that it is about; empty where the sentence names none."""
    place_name: str
    about: tuple[str, ...]
    """Names of the entities that it is about."""
    sentence: str
    whole: bool
    """Whether it is all of what has happened there so far: no part, rate, expectation, or sum of
    several places."""
    names: tuple[str, ...]
    """The keys of the article's entities."""


def figures_of(article: EnrichedArticle) -> Iterator[Figure]:
    """The figures of an article in the order of its text."""
    entities = {entity.id: entity for entity in article.entities}
    names = tuple(sys.intern(entity.key) for entity in article.entities)
    for quantity in article.quantities:
        about = [entities[id_] for id_ in quantity.entities if id_ in entities]
        span = article.sentences[quantity.sentence]
        place, alone = place_of(quantity, about, article, span)
        sentence = article.text[span.start : span.end]
        counted = quantity.counted
        yield Figure(
            article_id=article.id,
            story=article.story_id,
            url=article.url,
            source=article.source or "",
            published_at=article.published_at,
            start=quantity.start,
            surface=quantity.surface,
            shown=shown_value(quantity),
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            relation=quantity.relation,
            unit=shown_unit(quantity),
            measure=_measure(quantity),
            counted=counted.surface if counted else "",
            class_=(counted.class_ if counted else None) or "",
            head=_head(quantity),
            event=_event(quantity, article.text),
            place=place.key if place else "",
            place_name=place.name if place else "",
            about=tuple(entity.name for entity in about),
            sentence=sentence,
            whole=alone and _whole(quantity.surface, sentence),
            names=names,
        )


def _whole(surface: str, sentence: str) -> bool:
    if f"{surface} of the " in sentence:
        return False
    return elsewhere().search(sentence[:1].lower() + sentence[1:]) is None


def _measure(quantity: Quantity) -> str:
    unit = quantity.unit
    name = unit.kind if unit.kind == "count" else f"{unit.kind} {unit.currency or unit.name}"
    return name + (f" per {quantity.per}" if quantity.per else "")


def _event(quantity: Quantity, text: str) -> str:
    """What happens to it. The verb that has it as its object goes before what it is called
    ("25 dead"), and that before what is said after it; but "three of the wounded died" are dead.
    """
    head = quantity.counted.head.lower() if quantity.counted else ""
    predicate = (quantity.predicate or "").lower()
    said = [predicate, head]
    if quantity.unit.kind == "count":
        if not text.startswith(" of ", quantity.end):
            said.reverse()
        if event := _done_to(text, quantity.start):
            return event
    return next((events()[word] for word in said if word in events()), predicate)


def _done_to(text: str, start: int) -> str | None:
    """The event of the verb right before `start`; not of "was arrested 12 times"."""
    found = _VERB.search(text, max(0, start - _VERB_WITHIN), start)
    return None if found is None or found[1] else doing().get(found[2].lower())


def _head(quantity: Quantity) -> str:
    head = quantity.counted.head.lower() if quantity.counted else ""
    return "" if head in words().people.heads else head
