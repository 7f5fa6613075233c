"""Cities and states that stand for their team, and those that are places all the same."""

import pytest

from streams import enrich


def kinds(text: str, name: str) -> list[str]:
    """What each mention of a name is, in order."""
    entities = enrich(text, cleaned=False).entities
    found = [(m.start, e.type) for e in entities for m in e.mentions if m.surface == name]
    return [kind for _, kind in sorted(found)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Houston held off Utah 98-94 on Saturday night.", "Houston"),
        ("Houston held off Utah 98-94 on Saturday night.", "Utah"),
        ("Mark McGwire hit his 51st homer in a 5-4 loss to Kansas City.", "Kansas City"),
        ("Leeds striker Tony Yeboah will miss the rest of the season.", "Leeds"),
        ("Oakland first baseman Mark McGwire hit his 51st homer.", "Oakland"),
        ("He scored twice in the match against Houston, his first of the year.", "Houston"),
        ("EASTERN DIVISION\n\nSan Francisco 56 73 .434 12", "San Francisco"),
        ("Result on Friday: Castleford 50 Workington 16. Bradford play on Sunday.", "Castleford"),
        ("Alaska 77 Shell 76; San Jose 91 Dallas 84; Reno 12 Ames 4.", "San Jose"),
        ("Played, won, drawn:\n\nBochum 20 18 0 2 44 36\n\nSpain 6 5 1 0 9 16", "Bochum"),
        (
            "Neil Kent (Pontypridd), Tom Lee (Llanelli), Alan Poe (Newcastle United), "
            "Max Orr (Cardiff), Ian Dow (Swansea).",
            "Llanelli",
        ),
        ("Leeds are third in the table after ten games.", "Leeds"),
        ("Bolton have sold Nathan Blake to Blackburn.", "Bolton"),
        ("Scores on Friday:\n\nLos Angeles 5 St. Louis 2", "Los Angeles"),
        ("Scores on Friday:\n\nHamilton 2 Motherwell 1\n\nDundee 0 Aberdeen 3", "Dundee"),
    ],
)
def test_a_city_that_plays_is_an_organisation(text: str, name: str) -> None:
    assert kinds(text, name) == ["ORG"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Houston held off Utah 98-94 in Salt Lake City.", "Salt Lake City"),
        ("France beat England 2-1 in the first match of the year.", "France"),
        ("The mayor of Houston beat the drum for his plan, which passed 8-5.", "Houston"),
        ("Chicago police captain Mary Dunn spoke of a record year.", "Chicago"),
        ("Iowa swept aside doubts about the count.", "Iowa"),
        ("Poland beat Lebanon 3-0 and Jordan lost to Peru 2-1.", "Lebanon"),
        ("Poland beat Wales 3-0 in the first match.", "Wales"),
        ("Georgia are third in the group.", "Georgia"),
        ("Schools in Leeds are closed.", "Leeds"),
        ("Moscow have denied that they sent troops.", "Moscow"),
        ("Ann Poe (Leeds), Bob Bell (Denver) and Cy Orr (Reuters) signed it.", "Denver"),
        ("Played, won, drawn:\n\nBochum 20 18 0 2 44 36\n\nSpain 6 5 1 0 9 16", "Spain"),
        ("She met Ann Poe (Leeds) and Bob Bell (Reuters) at noon.", "Leeds"),
        ("In Houston, 20 people died; Paris, 3 did.", "Houston"),
        ("Texas lost 3 seats in Congress.", "Texas"),
    ],
)
def test_a_place_stays_one(text: str, name: str) -> None:
    assert kinds(text, name) == ["PLACE"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Clintons have raised money for years.", "Clintons"),
        ("Trump are the worst of them, she said.", "Trump"),
        ("Chelsea Clinton spoke. Chelsea have a daughter.", "Chelsea"),
    ],
)
def test_who_is_of_the_text_or_of_no_town_is_no_team(text: str, name: str) -> None:
    assert kinds(text, name) == ["PERSON"]


def test_a_row_that_counts_no_games_is_no_team() -> None:
    text = "Population:\n\nBoston 10 20 30 40 50 60\n\nThe mayor of Boston spoke."
    assert kinds(text, "Boston") == ["PLACE", "PLACE"]


def test_a_city_is_a_place_again_where_the_text_says_in() -> None:
    text = "Leeds striker Tony Yeboah was born abroad. Leeds were better, and he lives in Leeds."
    assert kinds(text, "Leeds") == ["ORG", "ORG", "PLACE"]
