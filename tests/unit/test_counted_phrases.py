"""What is counted past a measure or in a people's own name, and its class."""

import pytest

from streams import enrich


def counted(text: str) -> list[tuple[str, str | None, str]]:
    """Surface and class of what each quantity is of, and its unit's kind."""
    return [
        (q.counted.surface, q.counted.class_, q.unit.kind) if q.counted else ("", None, q.unit.kind)
        for q in enrich(text, cleaned=False).quantities
    ]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Two 400g tins were sold.", "tins"),
        ("She bought three 20kg bags.", "bags"),
        ("He got three concurrent 18-month sentences.", "sentences"),
        ("It had two new 500kg bombs.", "bombs"),
    ],
)
def test_a_measure_stands_between_a_number_and_its_noun(text: str, noun: str) -> None:
    """The number counted nothing, where the unit was glued or a word stood before it."""
    first = counted(text)[0]
    assert (first[0], first[2]) == (noun, "count")


def test_a_table_is_no_measure() -> None:
    assert counted("One child Two children")[0][0] == "child"


@pytest.mark.parametrize("name", ["Rohingya", "Swiss", "Hutu", "Chinese"])
def test_a_people_is_its_own_plural(name: str) -> None:
    assert counted(f"Some 30 {name} fled.") == [(name, "people", "count")]


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("The firm sold 462,890 vehicles.", "vehicles"),
        ("They lost 40 armoured vehicles.", "armoured_vehicles"),
        ("They lost 12 personnel carriers.", "armoured_vehicles"),
        ("Two LNG carriers sailed.", "ships"),
        ("The firm took a $40m charge.", None),
        ("He faces 12 charges.", "crimes"),
        ("Soybeans rose 2%.", None),
        ("Some 12 Russians came.", "people"),
    ],
)
def test_the_class_is_what_a_reader_takes_it_for(text: str, class_: str | None) -> None:
    """Cars sold were armoured, a charge of money a crime, soybeans a people."""
    assert [found[1] for found in counted(text)] == [class_]


@pytest.mark.parametrize("word", ["premarket", "overseas", "strong"])
def test_what_only_describes_is_not_what_a_number_is_about(word: str) -> None:
    assert counted(f"The brigade spends $80 {word}.")[0][0] != word


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The Pentagon said that two Texas military bases will be used.", "Texas military bases"),
        ("One Sanders delegate spoke to another.", "Sanders delegate"),
        ("As one White House insider put it, it is late.", "White House insider"),
        ("Some 75,000 Nevadans cast early ballots.", "Nevadans"),
        ("One Girl Scouts official said so.", "Girl Scouts official"),
        ("One Conservative Party politician said so.", "Conservative Party politician"),
        ("One African American candidate is left.", "African American candidate"),
        ("Only one authorised Great Seal is in use.", "authorised Great Seal"),
        ("They reached their third straight World Cup final.", "World Cup"),
    ],
)
def test_a_name_that_ends_like_a_plural_is_not_what_is_counted(text: str, surface: str) -> None:
    """Two bases were two "texa", one delegate one "sander"."""
    assert counted(text)[0][0] == surface


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Of the 18 men who’d used it two fell ill.", "men"),
        ("He sold $350 worth of marijuana due to a bizarre law.", "marijuana"),
        ("The club ended a 108-year tradition due to the weather.", "tradition"),
        ("Two major “super PACs” spent the money.", "major “super PACs"),
        ("About 30 similar “serosurveys” were released.", "similar “serosurveys"),
    ],
)
def test_where_a_phrase_ends(text: str, surface: str) -> None:
    """It ran on into "who’d" and "due", and stopped before words in marks: two "major"."""
    assert counted(text)[0][0] == surface
