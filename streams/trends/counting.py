"""Counts by window of event time: pure, so that a stream and a batch give the same.

Time is cut into panes; a window is a run of panes, and a new one begins with every pane (hopping
windows of `WINDOW` seconds, every `PANE`). What is kept is one small state a subject: its counts by
pane.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from math import sqrt
from typing import NamedTuple

import msgspec

from schemas import EnrichedArticle, TrendRecord

PANE = 15 * 60
"""All times here are seconds."""
WINDOW = 60 * 60
GRACE = 24 * 60 * 60
"""An article whose time is further than this behind its partition's newest is late: not counted."""
USUAL = 24 * 60 * 60
"""The usual level is the mean over so much time before the window ..."""
USUAL_LEAST = 6 * 60 * 60
"""... or over less of it, but not less than this, while the stream is young."""
FORGET = 7 * 24 * 60 * 60
"""A subject that nobody named for so long is forgotten."""
PANES = 300
"""Most panes kept of a subject: three days of one that is named all the time."""

SPIKE_ARTICLES = 5
SPIKE_TIMES = 3.0
SPIKE_DEVIATIONS = 4.0
"""A spike: so many articles, so many times the usual, so many of its standard deviations (counts of
independent reports are Poisson) above it."""


class Report(msgspec.Struct, frozen=True, array_like=True):
    """One subject of one article, on its way to whoever counts the subject."""

    pane: int
    """When the article's pane begins, Unix time."""
    mentions: int


class State(msgspec.Struct, array_like=True):
    """What is known of one subject."""

    began: int
    """The first pane that its partition saw: before it nothing is known, not nothing reported."""
    panes: dict[int, tuple[int, int]] = {}
    """Articles and mentions by pane."""

    @property
    def newest(self) -> int:
        """The latest pane that has reports."""
        return max(self.panes, default=self.began)


class Subject(NamedTuple):
    """What an article reports on, and how often it names it."""

    key: str
    """An entity's key, or a class."""
    mentions: int


def subjects(article: EnrichedArticle) -> list[Subject]:
    """The entities and quantity classes of an article, each once."""
    counts: dict[str, int] = {}
    for entity in article.entities:
        counts[entity.key] = counts.get(entity.key, 0) + len(entity.mentions)
    for quantity in article.quantities:
        if quantity.counted and quantity.counted.class_:
            name = quantity.counted.class_
            counts[name] = counts.get(name, 0) + 1
    return [Subject(key, mentions) for key, mentions in counts.items()]


def pane_of(published_at: datetime | None, collected_at: datetime) -> int:
    """The pane of an article: when it was published, but not after it was collected.

    A clock that is wrong at a site must not move our time on.
    """
    time = min(published_at or collected_at, collected_at)
    return int(time.timestamp()) // PANE * PANE


def count(state: State, report: Report) -> None:
    """Adds a report."""
    articles, mentions = state.panes.get(report.pane, (0, 0))
    state.panes[report.pane] = (articles + 1, mentions + report.mentions)
    if len(state.panes) > PANES:
        del state.panes[min(state.panes)]


def windows_with(panes: Iterable[int]) -> set[int]:
    """When the windows begin that hold any of the panes."""
    return {pane - back for pane in panes for back in range(0, WINDOW, PANE)}


def record(subject: str, state: State, start: int) -> TrendRecord:
    """What is known of a subject in the window that begins at `start`."""
    inside = [state.panes[pane] for pane in range(start, start + WINDOW, PANE)
              if pane in state.panes]  # fmt: skip
    articles = sum(articles for articles, _ in inside)
    usual = usual_level(state, start)
    return TrendRecord(
        subject=subject,
        window_start=datetime.fromtimestamp(start, UTC),
        window_end=datetime.fromtimestamp(start + WINDOW, UTC),
        articles=articles,
        mentions=sum(mentions for _, mentions in inside),
        usual=usual,
        spike=is_spike(articles, usual),
    )


def usual_level(state: State, start: int) -> float | None:
    """Mean articles a window in the time before; None where too little of it was seen."""
    known = min(USUAL, start - state.began)
    if known < USUAL_LEAST:
        return None
    before = sum(n for pane, (n, _) in state.panes.items() if start - known <= pane < start)
    return round(before * WINDOW / known, 3)


def is_spike(articles: int, usual: float | None) -> bool:
    """Whether a window stands out against the usual level."""
    return (
        usual is not None
        and articles >= SPIKE_ARTICLES
        and articles >= SPIKE_TIMES * usual
        and articles >= usual + SPIKE_DEVIATIONS * sqrt(usual)
    )


def batch(articles: Iterable[tuple[EnrichedArticle, datetime]]) -> list[TrendRecord]:
    """The same counts over articles at rest, each with when it was collected.

    The first of an id counts; the latest record of each subject and window.
    """
    states: dict[str, State] = {}
    latest: dict[tuple[str, int], TrendRecord] = {}
    seen: set[str] = set()
    for article, collected_at in articles:
        if article.id in seen:
            continue
        seen.add(article.id)
        pane = pane_of(article.published_at, collected_at)
        for subject in subjects(article):
            state = states.setdefault(subject.key, State(pane))
            count(state, Report(pane, subject.mentions))
            for start in windows_with([pane]):
                latest[subject.key, start] = record(subject.key, state, start)
    return list(latest.values())
