"""What forty fresh articles showed: each name was torn, of the wrong kind or placeless."""

import pytest

from schemas import Entity
from streams import enrich


def found(text: str) -> list[Entity]:
    return enrich(text, cleaned=False).entities


def named(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in found(text)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Three Floridians and two Oregonians sued.", "Floridian", "US"),
        ("He told Hollywood and Wall Street to wait.", "Hollywood", "US"),
        ("He told Hollywood and Wall Street to wait.", "Wall Street", "US"),
        ("Voters in Iowa were asked. Jane Unwin spoke in Sioux City.", "Sioux City", "US"),
        ("Italy asked for it. Jane Unwin spoke in Florence.", "Florence", "IT"),
        ("Voters in Ohio asked. The house stands in Harris County, not in China.",
         "Harris County", "US"),
    ],
)  # fmt: skip
def test_a_place_and_its_people_have_a_country(text: str, name: str, country: str) -> None:
    assert named(text)[name].country == country


def test_a_small_town_has_no_country_that_the_text_does_not_speak_of() -> None:
    assert named("Jane Unwin spoke in Garden City.")["Garden City"].country is None


@pytest.mark.parametrize(
    "text",
    [
        "Sen. Jane Unwin (D-Wash.) left Washington on Monday.",
        "Gov. Jane Unwin of Washington state flew to Washington.",
        "Washington Gov. Jane Unwin flew to Washington.",
        "Utah, Oregon and Washington sued. The bill is before Congress in Washington.",
    ],
)
def test_the_state_of_washington_is_not_the_capital(text: str) -> None:
    assert {"Washington", "Washington State"} <= named(text).keys()


def test_the_capital_beside_its_neighbours_is_no_state() -> None:
    assert "Washington" in named("Snow fell in Maryland, Virginia and Washington.")


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("People were held in Ferguson, Missouri, on Monday.", "PLACE", "Ferguson"),
        ("DUNCAN, Oklahoma (AP) — Two men died. Duncan is a small city.", "PLACE", "DUNCAN"),
        ("In an interview with the Hill, Jane Unwin denied it.", "ORG", "The Hill"),
        ("Jane Unwin told Fox's Bret Baier that she won.", "ORG", "Fox News"),
        ("Police closed the Wendy's on Main Street.", "ORG", "Wendy's"),
        ("She worked for McDonald’s for a year.", "ORG", "McDonald's"),
        ("The S&P 500 rose 2 percent.", "WORK", "S&P 500"),
        ("Members of Falun Gong were held in Beijing.", "GROUP", "Falun Gong"),
        ("The agency used X-KEYSCORE to search.", "WORK", "XKeyscore"),
        ('Jane Unwin is the author of "Necessary Quiet: How Ohio Votes and Why This is Good."',
         "WORK", "Necessary Quiet: How Ohio Votes and Why This is Good"),
    ],
)  # fmt: skip
def test_a_name_has_its_kind(text: str, kind: str, name: str) -> None:
    assert (kind, name) in {(entity.type, entity.name) for entity in found(text)}


def test_an_illness_is_nobody() -> None:
    assert not [e for e in found("He has Tourette’s and takes a drug.") if e.type == "PERSON"]


@pytest.mark.parametrize(
    ("text", "name", "surfaces"),
    [
        ("The House of Representatives met on Monday. The House voted.",
         "House of Representatives", ["House of Representatives", "House"]),
        ("Broward County votes late. In Broward a recount began.",
         "Broward County", ["Broward County", "Broward"]),
        ("The governor called the National Guard. Officials of the Guard came late.",
         "National Guard", ["National Guard", "Guard"]),
    ],
)  # fmt: skip
def test_a_shorter_name_is_joined(text: str, name: str, surfaces: list[str]) -> None:
    assert [mention.surface for mention in named(text)[name].mentions] == surfaces


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Health and Human Services (HHS) Secretary Jane Unwin came.", "Jane Unwin",
         "Health and Human Services (HHS) Secretary"),
        ("NEW ORLEANS (CNN) Chief Justice Jane Unwin came.", "Jane Unwin", "Chief Justice"),
        ("Former Obama labor secretary Tom Unwin spoke.", "Tom Unwin",
         "Former Obama labor secretary"),
        ("Bay County Supervisor of Elections Ann Unwin left.", "Ann Unwin",
         "Bay County Supervisor of Elections"),
    ],
)  # fmt: skip
def test_a_role_is_whole(text: str, name: str, role: str) -> None:
    assert named(text)[name].roles == [role]


def test_the_next_of_a_list_is_no_role() -> None:
    text = "Rev. Ann Singer, retired pastor Dr. Daniel Simmons, and others were hurt."
    assert named(text)["Ann Singer"].roles == ["Rev"]


def test_a_wish_is_no_role() -> None:
    text = "Senators said they are hopeful Mueller would speak. Robert Mueller declined."
    assert named(text)["Robert Mueller"].roles == []


@pytest.mark.parametrize(
    ("text", "name", "surfaces"),
    [
        ("Judge Amy Kent met Mark Judge. Judge Kent left, and Judge said nothing.",
         "Mark Judge", ["Mark Judge", "Judge"]),
        ("Julian Bear Runner spoke. Noem clashed with Bear Runner on Monday.",
         "Julian Bear Runner", ["Julian Bear Runner", "Bear Runner"]),
        ("The Lev Parnas evidence is new. Parnas told Rudy Giuliani so.",
         "Lev Parnas", ["Lev Parnas", "Parnas"]),
        ("The essay “What Nobody Will Tell You About Amy Kentwell” is long. Kentwell liked it.",
         "Amy Kentwell", ["Kentwell"]),
    ],
)  # fmt: skip
def test_a_person_has_all_his_mentions(text: str, name: str, surfaces: list[str]) -> None:
    assert [mention.surface for mention in named(text)[name].mentions] == surfaces


def test_a_body_and_what_is_its_own_are_two() -> None:
    names = named("She works at Yale University's School of Art.").keys()
    assert {"Yale University", "School of Art"} <= names


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Netflix Chief Operating Officer Jane Unwin left.", "Jane Unwin",
         "Netflix Chief Operating Officer"),
        ("Former Assistant U.S. Attorney Jane Unwin left.", "Jane Unwin",
         "Former Assistant U.S. Attorney"),
        ("The anti-Trump comedian Jane Unwin left.", "Jane Unwin", "comedian"),
        ("Jane Unwin, now a senator from Ohio, left.", "Jane Unwin", "senator from Ohio"),
    ],
)  # fmt: skip
def test_more_of_a_role(text: str, name: str, role: str) -> None:
    assert named(text)[name].roles == [role]
