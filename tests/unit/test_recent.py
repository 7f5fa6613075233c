"""What the page holds: the latest articles, each once, and what a browser has missed."""

from schemas import RawArticle, encode
from streams import enrich
from streams.page.recent import Filter, Recent


def filled(recent: Recent, *names: str, text: str = "At least 40 tanks left Kiel.") -> list[bool]:
    events = [enrich(RawArticle(id=name, source=f"{name}.example", text=text)) for name in names]
    return [recent.add(encode(event), event) for event in events]


def test_the_oldest_goes_where_there_is_no_room() -> None:
    recent = Recent(2)
    assert filled(recent, "a", "b", "c") == [True, True, True]
    assert len(recent) == 2
    assert recent.event("a") is None
    assert (recent.event("c") or b"").startswith(b'{"id":"c"')
    assert {figure.source for figure in recent.figures(Filter())} == {"b.example", "c.example"}


def test_a_repeat_is_nothing_new_and_a_new_version_is_the_newest() -> None:
    recent = Recent(9)
    filled(recent, "a", "b")
    assert filled(recent, "a") == [False]
    assert recent.last == 2
    assert filled(recent, "a", text="At least 50 tanks left Kiel.") == [True]
    assert [held.number for held in recent.since(0, 9)] == [2, 3]
    assert [figure.surface for figure in recent.figures(Filter())][:1] == ["At least 50"]


def test_a_browser_is_given_what_it_has_missed_in_order_and_in_parts() -> None:
    recent = Recent(9)
    filled(recent, "a", "b", "c", "d")
    assert [held.number for held in recent.since(1, 2)] == [2, 3]
    assert recent.newer_than(3)
    assert not recent.newer_than(4)
    assert recent.since(4, 2) == []


def test_a_board_is_narrowed_by_all_that_is_asked() -> None:
    recent = Recent(9)
    filled(recent, "a", "b")
    filled(recent, "c", text="Some 300 people fled.")

    def sources(**asked: str) -> list[str]:
        return [figure.source for figure in recent.figures(Filter(**asked))]

    assert sources(class_="tanks") == ["b.example", "a.example"]
    assert sources(class_="tanks", source="a.example") == ["a.example"]
    assert sources(entity="nobody") == []
