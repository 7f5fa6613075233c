"""Figures as an analyst reads them, and those of several sources that do not agree.

A figure is one quantity with who says it and when. Figures are comparable when they count the same
class, of the same unit, with the same thing happening to it, in the same place, of the same event:
cleaning put the articles into one story, or they are of the same days and share enough of what they
name. What this cannot see is written down in docs/figures.md.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache, lru_cache
from math import inf, log
from typing import NamedTuple

import msgspec

from schemas import EnrichedArticle, Entity, Quantity, Span
from streams.datafile import read_toml
from streams.render import value as shown_value

Number = int | float

APPROXIMATE_SHARE = 0.1
"""How far "around 300" is taken to reach, where two figures are asked whether they can agree."""
DAYS = 3
"""Articles that cleaning did not put into one story may still report one event: within so many days
of the first, ..."""
SHARED_WITH_PLACE, SHARED_WITHOUT = 0.08, 0.3
"""... with such a share of their entities in common, rare ones weighing more; more of it where not
both figures name the place, ..."""
TIMES = 3
"""... and figures that are not more than so many times each other's."""


_NOT_THERE = re.compile(
    r"\b(outside( of)?|behind|unlike|than|beyond|except) (the )?$", re.IGNORECASE
)
_THERE = re.compile(r"\b(in|at|near|across|throughout|inside) (the |[a-z]+ern )?$")
_OTHER_CLAUSE = re.compile(r"[,;:]| and ")
_DATELINE = re.compile(r"(, [A-Z][\w. ]+)? \((Reuters|AP|CNN|AFP)\)|( \([A-Z]\w+\))? [-–—] ")


AFTER = 60
"""How many characters after a figure the place may come that it is taken to be of."""


class Words(msgspec.Struct, frozen=True):
    """What figures.toml says."""

    events: dict[str, str]
    people: dict[str, str]
    elsewhere: "Elsewhere"


class Elsewhere(msgspec.Struct, frozen=True):
    words: str
    phrases: list[str]
    since: str

    def pattern(self) -> re.Pattern[str]:
        parts = [re.escape(part) for part in (*self.words.split(), *self.phrases)]
        return re.compile(rf"\b({'|'.join(parts)}|{self.since})\b")


@cache
def words() -> Words:
    """The lists beside this file. Raises DataError where they are not as they should be."""
    return read_toml("streams", "figures.toml", Words)


@cache
def _events() -> dict[str, str]:
    return {word: event for event, said in words().events.items() for word in said.split()}


@cache
def _people() -> tuple[frozenset[str], frozenset[str]]:
    people = words().people
    return frozenset(people["classes"].split()), frozenset(people["heads"].split())


@cache
def _elsewhere() -> re.Pattern[str]:
    return words().elsewhere.pattern()


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
    head: str
    """The noun that is counted; empty where it is people whoever they are."""
    event: str
    """What happens to it, told by predicate or head: `dead`, `injured`; else the predicate."""
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


class Conflict(NamedTuple):
    """The figures for the same thing, by at least two sources."""

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
    names = tuple(sys.intern(entity.key) for entity in article.entities)
    for quantity in article.quantities:
        about = [entities[id_] for id_ in quantity.entities if id_ in entities]
        span = article.sentences[quantity.sentence]
        place, alone = _place(quantity, about, article, span)
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
            unit=quantity.unit.name + (f" per {quantity.per}" if quantity.per else ""),
            measure=_measure(quantity),
            counted=counted.surface if counted else "",
            class_=(counted.class_ if counted else None) or "",
            head=_head(quantity),
            event=_event(quantity),
            place=place.key if place else "",
            place_name=place.name if place else "",
            about=tuple(entity.name for entity in about),
            sentence=sentence,
            whole=alone and _whole(quantity.surface, sentence),
            names=names,
        )


def conflicts(figures: Iterable[Figure]) -> list[Conflict]:
    """Comparable figures of at least two sources, those that disagree first, then the latest.

    An article's first figure for a thing counts, and of each source its latest article.
    """
    groups: dict[tuple[str, ...], dict[tuple[str, str], Figure]] = {}
    articles: dict[str, tuple[str, ...]] = {}
    for figure in figures:
        articles[figure.article_id] = figure.names
        if not (figure.whole and figure.source and figure.class_ and figure.event):
            continue
        class_ = "people" if figure.class_ in _people()[0] else figure.class_
        said = groups.setdefault((class_, figure.head, figure.event, figure.measure), {})
        place = figure.article_id, figure.place
        if place not in said or figure.start < said[place].start:
            said[place] = figure
    likeness = Likeness(articles)
    found = []
    for said in groups.values():
        for cluster in _clusters(sorted(said.values(), key=_time), likeness, _several(said)):
            latest = {figure.source: figure for figure in cluster}
            if len(latest) > 1:
                found.append(_conflict(tuple(sorted(latest.values(), key=_time))))
    return sorted(found, key=lambda c: (c.agree, -_time(c.latest)))


def _whole(surface: str, sentence: str) -> bool:
    if f"{surface} of the " in sentence:
        return False
    return _elsewhere().search(sentence[:1].lower() + sentence[1:]) is None


def _several(said: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Of (article, place), the articles that name several places for one thing."""
    number = Counter(article for article, place in said if place)
    return frozenset(article for article, places in number.items() if places > 1)


class Likeness:
    """How much articles have in common: the share of their entities, rare ones weighing more."""

    def __init__(self, articles: dict[str, tuple[str, ...]]) -> None:
        number = Counter(name for names in articles.values() for name in set(names))
        self._weights = {name: log(1 + len(articles) / n) for name, n in number.items()}
        self._names = articles

    @lru_cache(maxsize=100_000)  # noqa: B019  # it lives as long as one call
    def __call__(self, one: str, other: str, apart: str) -> float:
        """From 0 to 1: of the entities of the one that has less of them, one key set apart."""
        first, second = (frozenset(self._names[id_]) - {apart} for id_ in (one, other))
        least = min(self._weight(first), self._weight(second))
        return self._weight(first & second) / least if least else 0.0

    def _weight(self, names: Iterable[str]) -> float:
        return sum(self._weights[name] for name in names)


def _clusters(
    figures: Iterable[Figure], likeness: Likeness, several: frozenset[str]
) -> list[list[Figure]]:
    """Figures, oldest first, gathered into those that are of one event.

    Articles in `several` give such figures for several places: which of them a figure without a
    place is of cannot be told.
    """
    clusters: list[list[Figure]] = []
    for figure in figures:
        for cluster in reversed(clusters):
            if all(_may_be_one(other, figure, several) for other in cluster) and any(
                _are_one(other, figure, likeness) for other in cluster
            ):
                cluster.append(figure)
                break
        else:
            clusters.append([figure])
    return clusters


def _may_be_one(one: Figure, other: Figure, several: frozenset[str]) -> bool:
    """Nothing speaks against the same event: the place, and for another story time and size."""
    if one.place and other.place and one.place != other.place:
        return False
    if one.story == other.story:
        return True
    if one.place != other.place and (one if one.place else other).article_id in several:
        return False
    if not (one.place and other.place) and (_vague(one) or _vague(other)):
        return False
    if one.published_at is None or other.published_at is None:
        return False
    if abs(_time(one) - _time(other)) > DAYS * 86_400:
        return False
    (low, high), (other_low, other_high) = _named(one), _named(other)
    return low <= TIMES * other_high and other_low <= TIMES * high


def _are_one(one: Figure, other: Figure, likeness: Likeness) -> bool:
    """Something speaks for the same event."""
    if one.story == other.story:
        return one.place == other.place
    if one.event not in words().events:
        return False
    least = SHARED_WITH_PLACE if one.place and other.place else SHARED_WITHOUT
    return likeness(one.article_id, other.article_id, one.place or other.place) >= least


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


def _named(figure: Figure) -> tuple[Number, Number]:
    """The lowest and the highest number that is named."""
    numbers = [n for n in (figure.low, figure.value, figure.high) if n is not None]
    return (min(numbers), max(numbers)) if numbers else (0, inf)


def _vague(figure: Figure) -> bool:
    """Whether it names numbers so far apart ("dozens") that its size tells no event apart."""
    low, high = _named(figure)
    return high > TIMES * low


def _time(figure: Figure) -> float:
    return figure.published_at.timestamp() if figure.published_at else 0.0


def _measure(quantity: Quantity) -> str:
    unit = quantity.unit
    name = unit.kind if unit.kind == "count" else f"{unit.kind} {unit.currency or unit.name}"
    return name + (f" per {quantity.per}" if quantity.per else "")


def _event(quantity: Quantity) -> str:
    head = quantity.counted.head.lower() if quantity.counted else ""
    predicate = (quantity.predicate or "").lower()
    for word in (predicate, head):
        if word in _events():
            return _events()[word]
    return predicate


def _head(quantity: Quantity) -> str:
    head = quantity.counted.head.lower() if quantity.counted else ""
    return "" if head in _people()[1] else head


def _place(
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
