"""Counts by window: what is counted once, what is late, what stands out."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from schemas import RawArticle, TrendRecord, decode, encode
from streams import enrich
from streams.trends.ages import Ages
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
from streams.trends.parts import Count, Part, Split

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARTICLE = enrich(RawArticle(id="a", text="Some 40 tanks and 12 tanks left Kiev. Kiev was quiet."))


def test_subjects_are_entities_and_classes_once_with_their_mentions() -> None:
    assert subjects(ARTICLE) == [("PLACE:kyiv", 2), ("tanks", 2)]


def test_an_article_is_not_published_after_it_was_collected() -> None:
    assert pane_of(NOON + timedelta(days=9), NOON) == pane_of(NOON, NOON)
    assert pane_of(None, NOON) == NOON.timestamp()
    assert pane_of(NOON + timedelta(minutes=14), NOON + timedelta(days=1)) == NOON.timestamp()


def test_windows_hop_by_a_pane_and_every_pane_is_in_as_many_as_fit() -> None:
    assert len(windows_with([PANE * 100])) == WINDOW // PANE
    assert all(start <= PANE * 100 < start + WINDOW for start in windows_with([PANE * 100]))


def test_a_state_stays_small() -> None:
    state = State(0)
    for offset in range(2 * PANES):
        count(state, Report(offset * PANE, 1))
    assert len(state.panes) == PANES
    assert min(state.panes) == PANES * PANE


def test_the_usual_level_is_not_guessed_while_the_stream_is_young() -> None:
    start = USUAL
    panes = dict.fromkeys(range(0, start, PANE), (1, 1))
    assert usual_level(State(start - WINDOW, panes), start) is None
    assert usual_level(State(0, panes), start) == WINDOW / PANE
    assert usual_level(State(0), start) == 0


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
    state = State(0, {0: (2, 3), PANE: (1, 1), WINDOW: (7, 7)})
    trend = record("tanks", state, 0)
    assert (trend.articles, trend.mentions, trend.usual, trend.spike) == (3, 4, None, False)
    assert trend.window_end - trend.window_start == timedelta(seconds=WINDOW)


def test_a_batch_counts_the_first_of_an_id() -> None:
    later = replace(ARTICLE, published_at=NOON)
    found = {(r.subject, r.articles) for r in batch([(ARTICLE, NOON), (later, NOON)])}
    assert found == {("PLACE:kyiv", 1), ("tanks", 1)}


def test_ages_name_what_is_old() -> None:
    ages = Ages()
    ages.touch(b"old", 0)
    ages.touch(b"new", 1000)
    assert ages.expire(2000, 10) == []
    assert ages.expire(500, 0) == []
    assert ages.expire(500, 10) == [b"old"]
    assert b"old" not in ages
    assert len(ages) == 1
    assert ages.late(499, 500)
    assert not ages.late(500, 500)


class Record(NamedTuple):
    """What parts read of a Kafka record."""

    key: bytes
    value: bytes
    headers: tuple[tuple[str, bytes], ...] = ()
    timestamp: int = int(NOON.timestamp() * 1000)


def article(id_: str, hours: float = 0) -> Record:
    event = replace(ARTICLE, id=id_, published_at=NOON + timedelta(hours=hours))
    later = (NOON + timedelta(days=9)).isoformat().encode()
    return Record(id_.encode(), encode(event), (("ce_time", later),))


def test_an_article_gives_its_reports_once_unless_it_is_late_or_no_article() -> None:
    split = Split("subjects")
    worked = split.work([article("a"), article("a"), article("b", 26), article("c"),
                         Record(b"x", b"{")])  # fmt: skip
    assert [(s.topic, s.key) for s in worked.sends] == [
        ("subjects", b"PLACE:kyiv"), ("subjects", b"tanks")] * 2  # fmt: skip
    tallies = {label: number for (_, label), number in worked.tallies.items()}
    assert tallies == {"counted": 2, "repeat": 1, "late": 1, "invalid": 1}
    assert worked.writes[-1] == (b"a", None)  # a repeat of it would be late, too


def test_a_record_without_ce_time_counts_by_its_own_time_in_milliseconds() -> None:
    """They were read as seconds, and the year 58868 ended every worker."""
    bare = article("a", 200 * 24)._replace(headers=())  # published_at lies after the record
    worked = Split("subjects").work([bare, bare._replace(key=b"b", timestamp=10**15)])
    assert worked.tallies["trend_articles", "invalid"] == 1
    (report, _) = (msgspec.json.decode(sent.value, type=Report) for sent in worked.sends)
    assert report.pane == NOON.timestamp()


def test_a_window_is_published_when_it_changes_from_the_least_number_on() -> None:
    count_ = Count(2, b"frame")
    report = Record(b"PLACE:kyiv", msgspec.json.encode(Report(0, 3)))
    assert count_.work([report]).sends == []
    worked = count_.work([report])
    assert [decode(s.value.removeprefix(b"frame"), TrendRecord).articles for s in worked.sends] == [
        2
    ] * 4
    assert worked.tallies["trend_records", "PLACE"] == 4


def test_a_subject_that_nobody_names_is_forgotten_and_what_is_later_still_not_counted() -> None:
    count_ = Count(1, b"")
    pane = 8 * 24 * 3600
    old, new = (Record(k, msgspec.json.encode(Report(p, 1))) for k, p in ((b"a", 0), (b"b", pane)))
    count_.work([old])
    assert (b"a", None) in count_.work([new]).writes
    assert count_.work([old]) == ([], [], {})


@given(st.data())
def test_a_part_taken_over_at_any_time_goes_on_as_the_one_that_was_not(data: st.DataObject) -> None:
    """Its writes, the last of each key in order as compaction leaves them, are all it needs."""
    hours = st.floats(0, 60)
    articles = [article(data.draw(st.sampled_from("abcdef")), data.draw(hours)) for _ in range(12)]
    panes = st.integers(0, 9 * 24 * 4).map(lambda n: n * PANE)
    counts = [
        Record(data.draw(st.sampled_from([b"tanks", b"PLACE:kyiv", b"ships"])),
               msgspec.json.encode(Report(data.draw(panes), 1)))
        for _ in range(12)
    ]  # fmt: skip
    for make, records in ((lambda: Split("t"), articles), (lambda: Count(1, b""), counts)):
        at = data.draw(st.integers(0, 12))
        steady: Part = make()
        kept: dict[bytes, bytes | None] = {}
        for item in records[:at]:
            for key, value in steady.work([item]).writes:
                kept.pop(key, None)
                kept[key] = value
        taken: Part = make()
        for key, value in kept.items():
            taken.restore(key, value)
        for item in records[at:]:
            assert taken.work([item]) == steady.work([item])
