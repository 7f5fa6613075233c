"""Ages that neither "aged" nor "old" says, and what stands like them and is none."""

import pytest

from streams import enrich


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Robert Redford died at his home in Utah on Tuesday at 89.", [89]),
        ("Ethel Caterham turned 116 on Thursday.", [116]),
        ("The pair, 19 and 20, were arrested.", [19, 20]),
        ("The two men, 34 and 41, appeared in court.", [34, 41]),
        ("The men, 34 and 41, appeared in court.", [34, 41]),
        ("Robert Redford was 89.", [89]),
        ("They vaccinated 560,000 children under 10 against polio.", [10]),
        ("At 91, Buffett still works.", [91]),
        ("At 16, she left home.", [16]),
        ("“At 77, she still sings,” a friend said.", [77]),
        ("Friends said that at 77, she still sang.", [77]),
        ("The cook is 31 yrs old and the waiter a 22 yr old student.", [31, 22]),
        ("Across Africa the median age is 19, but the young play little part.", [19]),
        ("Ann Low, 41, Ed Kent, 36, and Jay Mount, 22 — were charged.", [41, 36, 22]),
        ("She swims and, at 13, is the youngest of the team.", [13]),
        ("The singer was 76.", [76]),
        ("She has twins of nine.", [9]),
        ("A girl of six was hurt.", [6]),
        ("A girl aged about 14 was hurt.", [14]),
        ("The former England striker, 34, has retired.", [34]),
        ("The 5ft 11in winger, 22, has left.", [22]),
        ("The long-serving Labour councillor, 62, stood down.", [62]),
        ("The victims were a boy, 8, and his sister, five.", [8, 5]),
        ("He looks after his son, 14, and daughter, 17.", [14, 17]),
        ("His cousin, 12, drowned.", [12]),
        ("Megumi was 13 when she was kidnapped.", [13]),
        ("She said she was 23 at the time.", [23]),
        ("His wife was only 23 at the time.", [23]),
        ("Maria Lopez was just 34.", [34]),
        ("She left school at 16 and was running her own salon at 21.", [16, 21]),
        ("He was orphaned at 11 and took up golf at 50.", [11, 50]),
        ("He lived to 103, outliving three wives.", [103]),
        ("Seán Kelly (19) and Aoife Byrne (22) were named as the dead.", [19, 22]),
        ("Maria Lopez (34), a nurse, said it was late.", [34]),
        ("A woman (71) and two men (48 and 52) were hurt.", [71, 48, 52]),
        ("He (43) was jailed.", [43]),
        ("His children, Emma (9) and Jack (7), survive him.", [9, 7]),
        ("Age: 34. Height: 6ft 3in.", [34]),
    ],
)
def test_ages_without_a_word_for_them(text: str, ages: list[int]) -> None:
    """ "A girl of six was hurt" was six people who were hurt, "two men, 34 and 41," 41 men."""
    found = enrich(text, cleaned=False).quantities
    assert [q.value for q in found if q.unit.kind == "age"] == ages


@pytest.mark.parametrize(
    "text",
    [
        "The parties, 34 and 41, were close.",
        "Shares closed at 45.",
        "A family of six was hurt.",
        "The average was 76.",
        "Of the sons, two, and of the daughters, 3, voted.",
        "The night staff, 40, were paid.",
    ],
)
def test_what_is_nobodys_is_no_age(text: str) -> None:
    assert all(q.unit.kind != "age" for q in enrich(text, cleaned=False).quantities)


@pytest.mark.parametrize(
    "text",
    [
        "Two people died and temperatures peaked at 41.",
        "A man died when his car hit a wall at 60, police said.",
        "Hopes of a deal died on Friday and the pound ended at 89.",
        "He died in a crash while driving at 95.",
    ],
)
def test_what_another_clause_is_at_is_nobodys_age(text: str) -> None:
    """Whatever was "at" a number within 14 tokens of "died" was somebody's age."""
    assert all(q.unit.kind != "age" for q in enrich(text, cleaned=False).quantities)


@pytest.mark.parametrize(
    "text",
    [
        "The stock debuted at 21.",
        "The show debuted at 20.",
        "The school at 40, Hill Road, was shut.",
        "He wed at 10 on Sunday.",
        "The Vix was 20.",
        "Last Friday was 13.",
        "The rate was 25 at the time.",
        "The lead was 13 when he came on.",
        "At 60, Ukraine has more tanks than Poland.",
        "At 78, Brent was lower than in May.",
        "The soldiers and police officers, 10 and 12, were hurt.",
        "The party won seats for ministers, 12 and 14, and left.",
    ],
)
def test_levels_places_and_tallies_are_no_ages(text: str) -> None:
    """Shares, shows, schools, an index and a country had ages, and so had groups of officers."""
    assert all(q.unit.kind != "age" for q in enrich(text, cleaned=False).quantities)


@pytest.mark.parametrize(
    "text",
    [
        "Goals from Bukayo Saka (34) and Kai Havertz (67) won it.",
        "They came from Saudi Arabia (15), Egypt (1) and Lebanon (1).",
        "Labour (34) and Plaid Cymru (12) won.",
        "The player (23) scored. Point (2) is wrong.",
        "Teachers (12) and nurses (30) joined.",
        "He began the day at 12 under par.",
        "He started the year at 34 in the polls.",
        "Her college ranked at 14 and his army stood at 40.",
        "She became the favourite at 30 to 1.",
    ],
)
def test_goals_lists_and_levels_are_no_ages(text: str) -> None:
    """Ages in brackets and of school days must not take minutes of goals and places in polls."""
    assert all(q.unit.kind != "age" for q in enrich(text, cleaned=False).quantities)
