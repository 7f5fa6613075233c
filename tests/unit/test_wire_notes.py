"""Rows, brackets and heads of a wire's sports, weather and market desks: entities/rows.py,
players.py, shouted.py, bracketed.py."""

import pytest

from streams import enrich
from tests.unit.entities import kinds

FIXTURES = "First division :\n\nTwente v Djurgarden\n\nFeyenoord v Sion\n\nBrann v PSV Eindhoven"


def spans(text: str) -> list[tuple[str, str]]:
    """Each mention in order, with its type."""
    found = [
        (m.start, m.surface, e.type)
        for e in enrich(text, cleaned=False).entities
        for m in e.mentions
    ]
    return [(surface, kind) for _, surface, kind in sorted(found)]


def test_both_sides_of_a_fixture_are_clubs() -> None:
    """ "Sion" was none, "Djurgarden" a place."""
    clubs = {"Twente", "Djurgarden", "Feyenoord", "Sion", "Brann", "PSV Eindhoven"}
    assert kinds(FIXTURES) == dict.fromkeys(clubs, "ORG")


def test_a_country_that_is_to_play_stays_one() -> None:
    text = "Qualifiers :\n\nItaly v Moldova\n\nFeyenoord v Sion\n\nGeorgia v Wales"
    assert kinds(text)["Moldova"] == kinds(text)["Wales"] == "PLACE"


@pytest.mark.parametrize(
    "text",
    [
        "Roe v. Wade\n\nMarbury v. Madison",
        "Kent at Risk\n\nFox at Night\n\nReuters at Noon",
        "Biden 45 Trump 41\n\nBiden 40 Sanders 47",
    ],
)
def test_what_only_looks_like_fixtures_is_none(text: str) -> None:
    assert ("Risk", "ORG") not in spans(text)
    assert ("Trump", "ORG") not in spans(text)
    assert not {("Wade", "ORG"), ("Madison", "ORG")} & set(spans(text))


def test_those_who_scored_are_people_and_what_has_the_score_a_club() -> None:
    """ "Smicer" was a body, "Sion" none."""
    text = "Lens 2 (Vairelles 14, Smicer 67 pen) Sion 1 (Wyludda 88). Halftime 1-0."
    assert spans(text) == [
        ("Lens", "ORG"), ("Vairelles", "PERSON"), ("Smicer", "PERSON"), ("Sion", "ORG"),
        ("Wyludda", "PERSON"),
    ]  # fmt: skip


def test_a_county_has_its_runs_and_its_batsmen() -> None:
    """ "Brown" was the batsman, without his initial, and Surrey a place."""
    text = "At Taunton : Surrey 345-3 (A. Brown 132 not out , D. Siemerink 70) and Kent 90-2."
    assert spans(text)[:4] == [
        ("Taunton", "PLACE"), ("Surrey", "ORG"), ("A. Brown", "PERSON"), ("D. Siemerink", "PERSON"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "He spoke on Chapter 7 (May 14) of the book.",
        "It was agreed by the Group of 7 (Canada 12, Japan 30) in June.",
        "Under Section 12 (Page 30) the court may act.",
    ],
)
def test_what_is_in_other_brackets_is_nobody(text: str) -> None:
    assert not [surface for surface, kind in spans(text) if kind == "PERSON"]


def test_a_rider_has_a_team_behind_the_country() -> None:
    """ "Banesto" was somebody."""
    text = (
        "Leading placings :\n\n1. Alberto Elli (Italy) Panaria 4 hours 17 minutes\n\n"
        "2. Orlando Rodrigues (Portugal) Banesto same time"
    )
    assert kinds(text)["Panaria"] == kinds(text)["Banesto"] == "ORG"
    assert kinds(text)["Italy"] == "PLACE"


def test_a_town_with_its_degrees_is_a_town() -> None:
    """ "Larnaca max 25" was an event, "Tartu" a body."""
    text = "Outlook :\n\nLarnaca max 25 , Tartu max 24\n\nBlantyre 21 5 cloudy"
    assert kinds(text) == {"Larnaca": "PLACE", "Tartu": "PLACE", "Blantyre": "PLACE"}


def test_who_signs_before_the_dateline_is_somebody() -> None:
    """ "Slava Dosedel" was a place."""
    text = "BANK SETS PAYOUT .\nSlava Dosedel\nSOFIA 1996-08-21\nThe bank said so on Wednesday ."
    assert kinds(text)["Slava Dosedel"] == "PERSON"


def test_by_is_not_of_who_signs() -> None:
    """ "By Rawhi Abeidoh" was the name."""
    text = "By Rawhi Abeidoh\nAMMAN 1996-08-19\nThe king flew home on Monday ."
    assert kinds(text)["Rawhi Abeidoh"] == "PERSON"


def test_points_and_quarters_are_not_of_a_name() -> None:
    """ "Michael Chang 3,597" was somebody, "Vancouver 107" a body."""
    text = "Rankings : 1. Pete Sampras ( U.S. ) 4,865 points 2. Michael Chang 3,597"
    assert ("Michael Chang", "PERSON") in spans(text)
    text = "Phoenix rallied from 17 points down to beat Vancouver 107-98 , their 11th win."
    assert ("Vancouver", "ORG") in spans(text)


def test_riders_have_their_teams_within_a_line_as_well() -> None:
    """They were people."""
    text = (
        "Overall : 1. Abraham Olano ( Spain ) Mapei 58 hours 42 minutes 2. Pavel Tonkov ( Russia ) "
        "Panaria at 46 seconds 3. Enrico Zaina ( Italy ) Carrera 1:29"
    )
    assert kinds(text)["Mapei"] == kinds(text)["Panaria"] == kinds(text)["Carrera"] == "ORG"


def test_a_golfer_has_a_score_and_rounds() -> None:
    """He was a body."""
    text = "Scores :\n\n134 Boonchu Ruangkit (Thailand) 67 67\n\n136 Torrance Zellner 69 67"
    assert kinds(text)["Boonchu Ruangkit"] == kinds(text)["Torrance Zellner"] == "PERSON"


def test_a_head_in_capitals_has_the_names_of_the_text() -> None:
    """ "JANSHER" and "CELTIC" were none."""
    text = "SQUASH - JANSHER THROUGH IN BOMBAY .\n\nJansher Khan beat Del Harris 15-6 15-9 15-8."
    assert ("JANSHER", "PERSON") in spans(text)
    text = "SOCCER - ROVERS SACK KIDD .\n\nBlackburn Rovers sacked Brian Kidd on Tuesday."
    assert spans(text)[:2] == [("ROVERS", "ORG"), ("KIDD", "PERSON")]


def test_a_town_in_the_head_of_a_team_sport_is_its_club() -> None:
    text = "SOCCER - ZARAGOZA CRUSH CHARLEROI IN ROTTERDAM ."
    assert spans(text) == [("ZARAGOZA", "ORG"), ("CHARLEROI", "ORG"), ("ROTTERDAM", "PLACE")]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("CYCLING - RIIS ATTACKS , INDURAIN CRACKS ON LES ARCS CLIMB .", "RIIS", "PERSON"),
        ("SOCCER - STOICHKOV STRIKE GIVES BARCELONA LATE WIN .", "STOICHKOV", "PERSON"),
        ("BASEBALL - GRIFFEY HOMERS TWICE AS MARINERS ROUT RANGERS .", "GRIFFEY", "PERSON"),
        ("BASEBALL - GRIFFEY HOMERS TWICE AS MARINERS ROUT RANGERS .", "MARINERS", "ORG"),
        ("BOXING - THAI SINGWANCHA KEEPS TITLE .", "THAI", "GROUP"),
        ("BOXING - THAI SINGWANCHA KEEPS TITLE .", "SINGWANCHA", "PERSON"),
        ("SOCCER - LATE GOALS LIFT SAUDI ARABIA IN ASIAN CUP .", "SAUDI ARABIA", "PLACE"),
        ("VOLLEYBALL - CUBA SWEEP JAPAN IN WORLD GRAND PRIX .", "WORLD GRAND PRIX", "EVENT"),
    ],
)
def test_a_head_of_a_sports_desk_alone(text: str, name: str, kind: str) -> None:
    """Each was none, a place, or one with its neighbour."""
    assert (name, kind) in spans(text)


@pytest.mark.parametrize(
    "text",
    [
        "MOTOR RACING - IRVINE SETS PACE IN PRACTICE .",
        "ROWING - REGATTA CALLED OFF ON SATURDAY .",
        "BASEBALL - ORIOLES LOSE ALOMAR TO ANKLE SPRAIN .\nBALTIMORE - He is out for a week .",
    ],
)
def test_the_desk_and_words_of_sport_are_no_names(text: str) -> None:
    wrong = {"MOTOR RACING", "MOTOR", "RACING", "REGATTA", "SATURDAY", "SPRAIN"}
    assert wrong.isdisjoint(surface for surface, _ in spans(text))


def test_an_open_in_a_head_is_whole_and_open_cast_is_none() -> None:
    text = "GOLF - LEADING SCORES AT MALAYSIAN OPEN ."
    assert spans(text) == [("MALAYSIAN OPEN", "EVENT")]
    assert ("BRITISH", "GROUP") in spans("BRITISH OPEN-CAST FIRM BUYS MINE .")


@pytest.mark.parametrize(
    "firm",
    [
        "Mining (Scotland) Ltd", "Bosch ( India ) Private Limited", "Sime Darby (M) Sdn Bhd",
        "Unilever (Pakistan) Ltd",
    ],
)  # fmt: skip
def test_a_firm_goes_on_behind_its_country(firm: str) -> None:
    assert kinds(f"He joined {firm} as an engineer in 1990.") == {firm: "ORG"}


def test_the_sign_of_a_firms_shares_is_not_of_its_name() -> None:
    assert "Caterpillar" in kinds("He is head of Caterpillar (CAT) Inc., which makes tractors.")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Clashes between Kayin tribesmen and herders killed nine.", "Kayin", "GROUP"),
        ("An ethnic Talysh, he fled the country in 1993.", "Talysh", "GROUP"),
        ("Sabah Chief Minister Hajiji Noor opened the road.", "Sabah", "PLACE"),
        ("Vijayawada : TDP MLA Yarlagadda Venkata Rao opened the road.", "TDP", "ORG"),
        ("Taiwan's Lien leaves. Vice-President Lien Chan left Kiev.", "Lien", "PERSON"),
        ("Kassym-Jomart Tokayev opened a plant in Atyrau.", "Kassym-Jomart Tokayev", "PERSON"),
        ("Until now Gjon Buzuku's “Meshari” of 1555 was the oldest.", "Meshari", "WORK"),
        ("Alhaja Kudirat Bello and Smt Anita Rao met.", "Kudirat Bello", "PERSON"),
        ("Alhaja Kudirat Bello and Smt Anita Rao met.", "Anita Rao", "PERSON"),
        ("A Herero teacher and a Transdniestrian trader were held.", "Transdniestrian", "GROUP"),
    ],
)
def test_names_of_the_worlds_desks(text: str, name: str, kind: str) -> None:
    """Each was of another kind, cut, or torn in two."""
    assert (name, kind) in spans(text)


def test_a_title_between_marks_with_gaps_on_both_sides() -> None:
    """The years were left out where the marks stood apart."""
    text = 'She wrote the book " Fault Lines: A History of the United States Since 1974 " in 2019.'
    assert ("Fault Lines: A History of the United States Since 1974", "WORK") in spans(text)
