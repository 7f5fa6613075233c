"""Figures as an analyst reads them, and those of several sources that do not agree.

A figure is one quantity with who says it and when. Figures are comparable when they count the same
class, of the same unit, with the same thing happening to it, in the same place, in the same story.
What this cannot see is written down in docs/figures.md.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from math import inf
from typing import NamedTuple

from schemas import EnrichedArticle, Entity, Quantity, Span
from streams.render import value as shown_value

Number = int | float

SAME_EVENT = {
    "killed": "dead", "died": "dead", "dead": "dead", "die": "dead", "slain": "dead",
    "wounded": "injured", "injured": "injured", "hurt": "injured", "hospitalised": "injured",
    "hospitalized": "injured",
    "arrested": "detained", "detained": "detained",
    "fled": "displaced", "displaced": "displaced", "evacuated": "displaced",
    "missing": "missing",
}  # fmt: skip
"""Predicates and heads that say that the same happened; any other stands for itself."""
SINGULAR = {"deaths": "died", "fatalities": "died", "injuries": "injured", "arrests": "arrested"}
APPROXIMATE_SHARE = 0.1
"""How far "around 300" is taken to reach, where two figures are asked whether they can agree."""


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
    measure: str
    """What makes numbers comparable: the unit's kind, with its name where kinds have several."""
    counted: str
    class_: str
    event: str
    """What happens to it, told by predicate or head: `dead`, `injured`; else the predicate."""
    place: str
    """The key of the place that it is about; empty where the sentence names none."""
    place_name: str
    about: tuple[str, ...]
    """Names of the entities that it is about."""
    sentence: str


class Conflict(NamedTuple):
    """The figures of one story for the same thing, by at least two sources that differ."""

    story: str
    class_: str
    event: str
    measure: str
    place_name: str
    lowest: Figure
    highest: Figure
    latest: Figure
    figures: tuple[Figure, ...]
    """The latest of each source, oldest first."""
    agree: bool
    """Whether one number could satisfy all bounds: "at least 40" and 43 do, 40 and 43 do not."""


def figures_of(article: EnrichedArticle) -> Iterator[Figure]:
    """The figures of an article in the order of its text."""
    entities = {entity.id: entity for entity in article.entities}
    for quantity in article.quantities:
        about = [entities[id_] for id_ in quantity.entities if id_ in entities]
        span = article.sentences[quantity.sentence]
        place = _place(about, article.entities, span)
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
            unit=quantity.unit.name + (f" per {quantity.per}" if quantity.per else ""),
            measure=_measure(quantity),
            counted=counted.surface if counted else "",
            class_=(counted.class_ if counted else None) or "",
            event=_event(quantity),
            place=place.key if place else "",
            place_name=place.name if place else "",
            about=tuple(entity.name for entity in about),
            sentence=article.text[span.start : span.end],
        )


def conflicts(figures: Iterable[Figure]) -> list[Conflict]:
    """Comparable figures of at least two sources, those that disagree first, then the latest.

    Of each source its latest figure counts; figures without class, event and source are left out.
    """
    groups: dict[tuple[str, ...], dict[str, Figure]] = {}
    for figure in figures:
        if not figure.source or not (figure.class_ and figure.event):
            continue
        key = (figure.story, figure.class_, figure.event, figure.measure, figure.place)
        said = groups.setdefault(key, {})
        before = said.get(figure.source)
        if before is None or _time(before) <= _time(figure):
            said[figure.source] = figure
    found = [
        _conflict(tuple(sorted(said.values(), key=_time)))
        for said in groups.values()
        if len(said) > 1
    ]
    return sorted(found, key=lambda c: (c.agree, -_time(c.latest)))


def _conflict(figures: tuple[Figure, ...]) -> Conflict:
    first = figures[0]
    return Conflict(
        story=first.story,
        class_=first.class_,
        event=first.event,
        measure=first.measure,
        place_name=first.place_name,
        lowest=min(figures, key=lambda f: _span(f)[0]),
        highest=max(figures, key=lambda f: _reach(f)),
        latest=figures[-1],
        figures=figures,
        agree=_agree(figures),
    )


def _agree(figures: Iterable[Figure]) -> bool:
    spans = [_span(figure) for figure in figures]
    return max(low for low, _ in spans) <= min(high for _, high in spans)


def _span(figure: Figure) -> tuple[Number, Number]:
    """Lowest and highest number that the figure allows."""
    if figure.low is None and figure.high is None and figure.value is not None:
        about = APPROXIMATE_SHARE * abs(figure.value)  # "around 300" says no bounds
        return figure.value - about, figure.value + about
    return (
        -inf if figure.low is None else figure.low,
        inf if figure.high is None else figure.high,
    )


def _reach(figure: Figure) -> Number:
    """The highest number that is named: "at least 40" has no upper bound, but names 40."""
    return next((n for n in (figure.high, figure.value, figure.low) if n is not None), -inf)


def _time(figure: Figure) -> float:
    return figure.published_at.timestamp() if figure.published_at else 0.0


def _measure(quantity: Quantity) -> str:
    unit = quantity.unit
    name = unit.kind if unit.kind == "count" else f"{unit.kind} {unit.currency or unit.name}"
    return name + (f" per {quantity.per}" if quantity.per else "")


def _event(quantity: Quantity) -> str:
    head = quantity.counted.head.lower() if quantity.counted else ""
    predicate = (quantity.predicate or "").lower()
    for word in (predicate, head, SINGULAR.get(head, "")):
        if word in SAME_EVENT:
            return SAME_EVENT[word]
    return predicate


def _place(about: Iterable[Entity], entities: Iterable[Entity], sentence: Span) -> Entity | None:
    """The place that the quantity is about; else the first one named in its sentence."""
    for entity in about:
        if entity.type == "PLACE":
            return entity
    for entity in entities:
        if entity.type == "PLACE" and any(
            sentence.start <= mention.start < sentence.end for mention in entity.mentions
        ):
            return entity
    return None
