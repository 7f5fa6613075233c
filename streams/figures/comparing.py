"""Figures of several sources put side by side, where they are of one event."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import inf, log
from typing import NamedTuple

from streams.figures.reading import Figure, Number
from streams.figures.words import words

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


class Conflict(NamedTuple):
    """The figures for the same thing, by at least two sources."""

    story: str
    class_: str
    event: str
    measure: str
    place_name: str
    lowest: Figure
    """Of those that name a number: "dozens" is neither lowest nor highest beside 14."""
    highest: Figure
    latest: Figure
    figures: tuple[Figure, ...]
    """The latest of each source, oldest first."""
    agree: bool
    """Whether one number could satisfy all bounds: "at least 40" and 43 do, 40 and 43 do not."""


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
        class_ = "people" if figure.class_ in words().people.classes else figure.class_
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
    clear = [figure for figure in figures if not _vague(figure)] or figures
    return Conflict(
        story=first.story,
        class_=first.class_,
        event=first.event,
        measure=first.measure,
        place_name=first.place_name,
        lowest=min(clear, key=lambda f: _named(f)[0]),
        highest=max(clear, key=lambda f: _named(f)[1]),
        latest=figures[-1],
        figures=figures,
        agree=_agree(figures),
    )


def _agree(figures: Iterable[Figure]) -> bool:
    """Whether a number is in all spans; where they only touch, none of the two ends is open."""
    spans = [(*_span(figure), figure.relation) for figure in figures]
    low, above = max((low, relation == "more_than") for low, _, relation in spans)
    high, reached = min((high, relation != "less_than") for _, high, relation in spans)
    return low < high or (low == high and reached and not above)


def _span(figure: Figure) -> tuple[Number, Number]:
    """Lowest and highest number that the figure allows."""
    if figure.low is None and figure.high is None and figure.value is not None:
        about = APPROXIMATE_SHARE * abs(figure.value)  # "around 300" says no bounds
        return figure.value - about, figure.value + about
    return (
        -inf if figure.low is None else figure.low,
        inf if figure.high is None else figure.high,
    )


def _named(figure: Figure) -> tuple[Number, Number]:
    """The lowest and the highest number that is named: "at least 40" has no bound, but names 40."""
    numbers = [n for n in (figure.low, figure.value, figure.high) if n is not None]
    return (min(numbers), max(numbers)) if numbers else (0, inf)


def _vague(figure: Figure) -> bool:
    """Whether it names numbers so far apart ("dozens") that its size tells no event apart."""
    low, high = _named(figure)
    return high > TIMES * low


def _time(figure: Figure) -> float:
    return figure.published_at.timestamp() if figure.published_at else 0.0
