"""The country of a place by what the text says of it."""

import pytest

from tests.unit.entities import named


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("An Odessa officer was shot. He was seen in Odessa, Texas, on Sunday.", "Odessa", "US"),
        ("The port of Odessa in Ukraine was hit. Odessa has a theatre.", "Odessa", "UA"),
        (
            "He was in Alexandria, Virginia, and in Alexandria, Egypt.",
            "Virginia",
            "US",
        ),
        ("Many parts of Ontario open this week.", "Ontario", "CA"),
        ("He lives in East Feliciana Parish in Louisiana.", "East Feliciana Parish", "US"),
        ("She lost in Jefferson Hills, Penn., on Monday.", "Pennsylvania", "US"),
        ("In Marin County schools opened on Monday.", "Marin County", "US"),
        ("He lives in Kilju County in North Korea.", "Kilju County", "KP"),
        ("He lives near Mill Creek Road in Naperville, Illinois.", "Mill Creek Road", "US"),
        ("They met in Harbord Street in Toronto.", "Harbord Street", "CA"),
        ("He left the city of Santa Cruz in Bolivia.", "Santa Cruz", "BO"),
        ("MPs in Westminster voted on Monday.", "Westminster", "GB"),
        ("The Marshall Islands and Palau voted against it.", "Palau", "PW"),
        ("London and Washington agreed on the deal.", "Washington", "US"),
        ("Frankfurt’s DAX fell on Monday.", "Frankfurt", "DE"),
        ("Voters in the Golden State went to the polls.", "Golden State", "US"),
        ("Sen. Shelly Moore Capito, R-W.V., told reporters so.", "West Virginia", "US"),
    ],
)
def test_countries(text: str, name: str, country: str) -> None:
    assert named(text)[name].country == country


def test_a_street_between_two_countries_has_none() -> None:
    text = "From Berlin and from Madrid they came to Cutler Street, and left for Paris and Rome."
    assert named(text)["Cutler Street"].country is None


def test_a_word_that_a_town_abroad_is_called_by_is_not_there() -> None:
    """The Commonwealth was in the Philippines, the Rio Grande in Brazil."""
    text = "Plato wrote it. They drowned in the Rio Grande. He left the Commonwealth of Virginia."
    assert not {"CO", "BR", "PH"} & {entity.country for entity in named(text).values()}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("He speaks English.", "English", None),
        ("The book was translated into Spanish, and sold well.", "Spanish", None),
        ("The French-language paper said so.", "French", None),
        ("They sang in English pubs.", "English", "GB"),
        ("Spanish officials said so.", "Spanish", "ES"),
        ("He was tried in Alexandria, Va., and Washington.", "Alexandria", "US"),
        ("Banks in the U.S., U.K. and Japan cut rates.", "United States", "US"),
    ],
)
def test_languages_are_in_no_country_and_towns_where_the_text_says(
    text: str, name: str, country: str | None
) -> None:
    """Who speaks Spanish in Texas was of Spain, a court in Virginia in Egypt."""
    assert named(text)[name].country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The flood hit Bahia on Monday.", "Bahia", "BR"),
        ("He flew to Valletta on Monday.", "Valletta", "MT"),
        ("A drone hit Kryvyi Rih on Monday.", "Kryvyi Rih", "UA"),
        ("The president left the Republic of Congo.", "Republic of the Congo", "CG"),
        ("He lives in Ipswich, Suffolk, with his wife.", "Ipswich", "GB"),
        ("The Amhara region was hit.", "Amhara region", "ET"),
        ("He left northern Shan state.", "Shan state", "MM"),
        ("Farmers in Suffolk said so.", "Suffolk", "GB"),
        ("Voters in Suffolk said so. Massachusetts will pay.", "Suffolk", "US"),
        ("He was shot in Durango. Mexico will pay.", "Durango", "MX"),
    ],
)
def test_provinces_and_counties_abroad(text: str, name: str, country: str) -> None:
    """412 of 1,409 provinces, states, counties and capitals had no country or another's."""
    assert named(text)[name].country == country
