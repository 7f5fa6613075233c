"""People whose last name is a country's, a people's or a town's."""

import pytest

from tests.unit.entities import kinds


@pytest.mark.parametrize(
    "text",
    [
        'Rick Holland asked for help. "It is not simple," said Mr Holland.',
        "Scott Israel spoke. The governor should suspend Israel, others said. Sheriff Israel left.",
        'Mark Cuban spoke on Monday. "The mistake is to rush," said Cuban, who had been critical.',
        "We met Robert David English. So, Professor English, talk about the vote.",
        'Sarah England hosts a show. England started it in 2015. "It is good," England said.',
        'James Houston hosts a show. Houston started it in 2015. "It is good," Houston said.',
    ],
)
def test_a_last_name_alone_is_the_person_whatever_land_is_called_so(text: str) -> None:
    """The lists had the last word: "Mr Holland" was the Netherlands, "Sheriff Israel" Israel."""
    assert list(kinds(text).values()) == ["PERSON"]


@pytest.mark.parametrize(
    "text",
    [
        "Steve Israel spoke. The bond between Israel and this White House was shaken. Israel said "
        "it would respond. He stands with Israel.",
        "Sarah Holland hosts a show. She lives in Holland.",
        "Steve Paris spoke. He was in Paris.",
        "David French writes a column. French wrote of the French empire.",
    ],
)
def test_a_land_stays_one_where_somebody_of_the_text_is_called_so(text: str) -> None:
    assert {"PLACE", "GROUP"} & {*kinds(text).values()}


def test_a_town_is_one_throughout_where_its_land_stands_behind_it_once() -> None:
    found = kinds("He saw Hull in Yorkshire. Hull spoke. Cafes open in Hull, England. Hull rises.")
    assert found["Hull"] == "PLACE"


@pytest.mark.parametrize("people", ["Chinese Americans", "West Papuans"])
def test_christian_before_a_people_is_a_faith(people: str) -> None:
    """ "Christian Chinese Americans" was a person, and the Americans of the text were hers."""
    found = kinds(f"They met Christian {people} there.")
    assert found == {"Christian": "GROUP", people: "GROUP"}
    assert kinds("They met Christian Slater there.") == {"Christian Slater": "PERSON"}


def test_tanks_called_after_a_general_are_no_general() -> None:
    assert kinds("He saw Sherman tanks on display.") == {"Sherman tank": "VEHICLE"}
