"""Clubs by the name of their town in the prose of reports (entities/sporting.py), firms in that of
markets (entities/traded.py)."""

import pytest

from tests.unit.entities import kinds


@pytest.mark.parametrize(
    ("text", "club"),
    [
        ("Lugano moved to the top of the table after a 2-0 win on Saturday.", "Lugano"),
        ("Smith, who joined the club from Charleroi in 1994, scored twice.", "Charleroi"),
        ("Jones headed Zaragoza in front after 12 minutes.", "Zaragoza"),
        ("They were beaten 3-1 by Debrecen.", "Debrecen"),
        ("Champions Bochum were held to a 1-1 draw.", "Bochum"),
        ("Swansea, who have won four in a row, are third.", "Swansea"),
        ("Utrecht took the lead in the ninth minute of the match.", "Utrecht"),
        ("The win left Bologna three points clear at the top of the league.", "Bologna"),
        ("Maribor and Graz drew 2-2 on Sunday.", "Maribor"),
        ("Motherwell keeper Jan Novak was sent off in a 2-0 defeat.", "Motherwell"),
        ("Caen face Valencia in the second round of the UEFA Cup on Tuesday.", "Caen"),
        ("Chesterfield need a draw to qualify for the finals.", "Chesterfield"),
        ("A late header rescued a point for Brescia in a 2-2 draw.", "Brescia"),
        ("Goals by Popescu and Hagi gave Perugia a comfortable victory in the cup.", "Perugia"),
        ("The match between Groningen and Lens was abandoned.", "Groningen"),
        ("Promoted Umea drew 1-1 with Orebro on Monday.", "Orebro"),
        ("Seattle pounded Chicago 13-5.", "Chicago"),
        ("Oakland (33-20) lost for the sixth time.", "Oakland"),
        ("Detroit right-hander Mike Smith threw a three-hitter.", "Detroit"),
        ("Batting: Frank Thomas, Chicago, .349; Paul Molitor, Minnesota, .341", "Chicago"),
        (
            "NBA: Toronto 97 Indiana 89, New Jersey 101 Charlotte 112, Utah 105 Denver 74.",
            "New Jersey",
        ),
    ],
)
def test_a_town_in_a_report_of_a_match_is_its_club(text: str, club: str) -> None:
    """Each was a place, "Champions Bochum" one name."""
    assert kinds(text).get(club) == "ORG"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Brazil took the lead in the ninth minute of the match.", "Brazil"),
        ("The match was played in Bologna after a 2-0 win at home.", "Bologna"),
        ("She left Bologna three years ago and moved to the capital.", "Bologna"),
        ("He flew from Bologna on Monday to see the match.", "Bologna"),
        ("Voters in Iowa and Ohio, who have a say, were asked on Monday.", "Ohio"),
        ("They arrived from Lugano on Monday after a strike at the airport.", "Lugano"),
        ("She left for Chicago after the match.", "Chicago"),
        ("Stocks fell on the clash between Washington and Beijing.", "Washington"),
        ("Jones, a Chicago lefty, said the state had gone too far.", "Chicago"),
        ("Spain face Lebanon in the second match of the cup.", "Lebanon"),
    ],
)
def test_a_country_and_a_town_that_does_not_play_stay_places(text: str, place: str) -> None:
    assert kinds(text)[place] == "PLACE"


def test_the_champions_league_is_no_club_with_a_word_before_it() -> None:
    assert "Champions League" in kinds("They won the Champions League final in May.")


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Bergesen first-half net was seen up 12 pct.", "Bergesen"),
        ("Lucas shares fell on a profit warning.", "Lucas"),
        ("RESEARCH ALERT - Schindler cut to hold.", "Schindler"),
        ("Holvis sees lower 1996 net", "Holvis"),
        ("Hexham to buy rival for $40 mln", "Hexham"),
        ("Benckis H1 net 12.4 mln marks", "Benckis"),
        ("Among blue chips, Bergmann lost 12 crowns to 345.", "Bergmann"),
        ("In New York, Ansaldi fell 2-1/8 to 41-5/8.", "Ansaldi"),
        ("Shares in Ansaldi jumped after the results.", "Ansaldi"),
        ("Economists at Benckis expect growth of 2 percent.", "Benckis"),
        ("Talks with brewer Radegast broke down.", "Radegast"),
    ],
)
def test_what_has_results_and_shares_is_a_firm(text: str, firm: str) -> None:
    """They were places and people."""
    assert kinds(text)[firm] == "ORG"


def test_the_shares_of_a_town_or_country_are_of_its_market() -> None:
    assert kinds("Tokyo shares fell 2 percent on Monday.") == {"Tokyo": "PLACE"}
    assert kinds("Japan 1996 net profit fell 2 percent.")["Japan"] == "PLACE"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A cattle trader at Nagongera market said so.", "Nagongera", "PLACE"),
        ("Exports from Lae were down by 8 percent in the quarter.", "Lae", "PLACE"),
        ("Jan Bergmann to buy 12 pct stake", "Jan Bergmann", "PERSON"),
        ("OSLO 1996-08-25\nResults of matches played on Sunday:", "Oslo", "PLACE"),
    ],
)
def test_who_or_what_only_stands_beside_a_market_is_no_firm(
    text: str, name: str, kind: str
) -> None:
    assert kinds(text).get(name) == kind


def test_an_index_moves_by_points() -> None:
    """It was a body."""
    assert kinds("The SMI lost 14.2 points to 3,612.5.")["SMI"] == "WORK"
    assert set(kinds("The NLD lost 14 seats to the army.").values()) == {"ORG"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The plan was rejected by P.V. Narasimha Rao, aides said.", "P.V. Narasimha Rao"),
        ("He called the chairman, A. Edwards Danforth, about it.", "A. Edwards Danforth"),
        ("Prayut Chan-o-cha arrived for talks on Monday.", "Prayut Chan-o-cha"),
        ("Alghabass Ag Intalla arrived for talks on Monday.", "Alghabass Ag Intalla"),
        ("PBS president and C.E.O. Paula Kerger spoke.", "Paula Kerger"),
        ("It is one of two:\n\nA. Ann Conway\n\nB. Bob Flynn", "Ann Conway"),
    ],
)
def test_initials_and_syllables_are_of_a_name(text: str, name: str) -> None:
    """Each was cut or a body; an office's initials and a list's letters are not of it."""
    assert kinds(text)[name] == "PERSON"
