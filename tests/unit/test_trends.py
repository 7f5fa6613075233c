"""Counts by window: what is counted once, what is late, what stands out."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from schemas import RawArticle
from streams import enrich
from streams.trends.ages import Ages
from streams.trends.app import progress
from streams.trends.counting import (
    PANE,
    PANES,
    USUAL,
    WINDOW,
    Report,
    State,
    batch,
    count,
    is_spike,
    pane_of,
    record,
    subjects,
    usual_level,
    windows_with,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARTICLE = enrich(RawArticle(id="a", text="Some 40 tanks and 12 tanks left Kiev. Kiev was quiet."))


def test_subjects_are_entities_and_classes_once_with_their_mentions() -> None:
    assert subjects(ARTICLE) == [("PLACE:kiev", 2), ("tanks", 2)]


def test_an_article_is_not_published_after_it_was_collected() -> None:
    assert pane_of(NOON + timedelta(days=9), NOON) == pane_of(NOON, NOON)
    assert pane_of(None, NOON) == NOON.timestamp()
    assert pane_of(NOON + timedelta(minutes=14), NOON + timedelta(days=1)) == NOON.timestamp()


def test_windows_hop_by_a_pane_and_every_pane_is_in_as_many_as_fit() -> None:
    assert len(windows_with([PANE * 100])) == WINDOW // PANE
    assert all(start <= PANE * 100 < start + WINDOW for start in windows_with([PANE * 100]))


def test_a_report_that_comes_again_is_counted_once() -> None:
    state = State(0, 0)
    reports = [Report(0, 1, partition, offset) for partition in (0, 1) for offset in (5, 6, 9)]
    assert [count(state, report) for report in reports] == [True] * 6
    assert [count(state, report) for report in reports] == [False] * 6  # a replay
    assert state.panes == {0: (6, 6)}


@given(st.data())
def test_whatever_comes_again_after_whatever_kill_the_counts_are_those_of_one_pass(
    data: st.DataObject,
) -> None:
    """Each partition comes in its order, and after a kill again from some earlier offset on."""
    reports = [
        Report(data.draw(st.integers(0, 5)) * PANE, 1, partition, offset)
        for partition in range(2) for offset in range(6)
    ]  # fmt: skip
    once, often = State(0, 0), State(0, 0)
    for report in reports:
        count(once, report)
    for partition in range(2):
        mine = [report for report in reports if report.partition == partition]
        at = 0
        for _ in range(4):
            end = data.draw(st.integers(at, len(mine)))
            for report in mine[data.draw(st.integers(0, at)) : end]:
                count(often, report)
            at = end
        for report in mine[at:]:
            count(often, report)
    assert often.panes == once.panes


def test_a_state_stays_small() -> None:
    state = State(0, 0)
    for offset in range(2 * PANES):
        count(state, Report(offset * PANE, 1, 0, offset))
    assert len(state.panes) == PANES
    assert min(state.panes) == PANES * PANE


def test_the_usual_level_is_not_guessed_while_the_stream_is_young() -> None:
    start = USUAL
    panes = dict.fromkeys(range(0, start, PANE), (1, 1))
    assert usual_level(State(0, start - WINDOW, {}, panes), start) is None
    assert usual_level(State(0, 0, {}, panes), start) == WINDOW / PANE
    assert usual_level(State(0, 0, {}, {}), start) == 0


@pytest.mark.parametrize(
    ("articles", "usual", "spike"),
    [(4, 0, False), (5, 0, True), (5, None, False), (9, 3, False), (12, 3, True), (240, 100, False),
     (300, 100, True)],
)  # fmt: skip
def test_a_spike_needs_many_articles_and_many_times_the_usual(
    articles: int, usual: float | None, spike: bool
) -> None:
    assert is_spike(articles, usual) is spike


def test_a_record_says_what_a_window_held() -> None:
    state = State(0, 0, {}, {0: (2, 3), PANE: (1, 1), WINDOW: (7, 7)})
    trend = record("tanks", state, 0)
    assert (trend.articles, trend.mentions, trend.usual, trend.spike) == (3, 4, None, False)
    assert trend.window_end - trend.window_start == timedelta(seconds=WINDOW)


def test_a_batch_counts_the_first_of_an_id() -> None:
    later = replace(ARTICLE, published_at=NOON)
    found = {(r.subject, r.articles) for r in batch([(ARTICLE, NOON), (later, NOON)])}
    assert found == {("PLACE:kiev", 1), ("tanks", 1)}


def test_ages_name_what_is_old_and_ours_by_each_partitions_own_time() -> None:
    ages = Ages()
    ages.touch(b"old", 0, 0)
    ages.touch(b"theirs", 1, 0)
    ages.touch(b"new", 0, 1000)
    ages.touch(b"theirs too", 1, 1000)
    assert ages.expired(2000, {0}, 10) == []
    assert ages.expired(500, {0}, 10) == [(0, b"old")]
    assert len(ages) == 2
    ages.touch(b"slow", 2, 10)
    assert not ages.late(2, 10, 500)
    assert ages.late(0, 10, 500)


def test_of_two_values_of_a_key_the_one_that_counted_more_is_told() -> None:
    """A worker that lost its partition wrote after its successor: one report was lost."""
    less, more = State(0, 0, {1: 5}), State(0, 0, {1: 5, 2: 0})
    assert progress(msgspec.json.encode(less)) < progress(msgspec.json.encode(more))
    assert progress(msgspec.json.encode((3, 900))) == 0
