"""Who and what a text names again by another word than before: each was another, or nobody."""

import pytest

from streams.extraction.entities.firms import core_of, founder_of, initials_of_body
from streams.extraction.entities.spelling import letters_written_out
from tests.unit.entities import named


def surfaces_of(text: str, name: str) -> list[str]:
    return [mention.surface for mention in named(text)[name].mentions]


@pytest.mark.parametrize(
    "title",
    "Cllr DCI DS PC Insp Const MK Canon Ven Swami Patriarch".split(),
)
def test_a_title_is_not_of_the_name(title: str) -> None:
    """ "Cllr Mears" was somebody else than Claire Mears."""
    text = f"Claire Mears of Leeds spoke. Later {title} Mears left for the meeting with reporters."
    assert surfaces_of(text, "Claire Mears") == ["Claire Mears", "Mears"]


def test_a_small_word_of_a_last_name_is_no_office() -> None:
    """ "da" is a District Attorney in capitals alone."""
    text = "Luiz Inácio Lula da Silva signed it in Brasília. Mr da Silva left. Lula spoke."
    assert named(text)["Luiz Inácio Lula da Silva"].roles == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Xi Jinping and Lai Ching-te have never met. Mr. Xi, China's leader, calls Mr. Lai a "
            "separatist.",
            "Lai Ching-te",
        ),
        (
            "Ousmane Sonko and Bassirou Diomaye Faye no longer speak, aides to both men said in "
            "Dakar. Sonko, Senegal's prime minister, leads Pastef; President Faye was his deputy.",
            "Bassirou Diomaye Faye",
        ),
    ],
)
def test_who_is_called_by_a_last_name_is_a_person(text: str, name: str) -> None:
    """They were a place and a body."""
    assert named(text)[name].type == "PERSON"
    assert len(named(text)[name].mentions) == 2


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ben Salango ran. His firm, Preston & Salango, got it. Salango said so.",
         "Preston & Salango", "ORG"),
        ("Mr. Park spoke. Park Avenue is closed. Park left.", "Park Avenue", "PLACE"),
    ],
)  # fmt: skip
def test_a_firm_or_street_is_not_who_is_called_so(text: str, name: str, kind: str) -> None:
    assert named(text)[name].type == kind


@pytest.mark.parametrize(
    ("text", "name", "again"),
    [
        ("Robert Unwin spoke. “Bob is fine,” said Ann Kent.", "Robert Unwin", ["Bob"]),
        ("Dmitry Muratov won. Muratov ran. “Dima taught us,” she said.", "Dmitry Muratov",
         ["Muratov", "Dima"]),
        ("Mohammed Dahlan and Mohamed Dahlan are one. Dahlan left.", "Mohammed Dahlan",
         ["Mohamed Dahlan", "Dahlan"]),
        ("Markus Söder spoke. Soeder left.", "Markus Söder", ["Soeder"]),
        ("Jürgen Kloeckner spoke. Mr. Klöckner left.", "Jürgen Kloeckner", ["Klöckner"]),
        ("Stormy Daniels, born Stephanie Clifford, took the stand.", "Stormy Daniels",
         ["Stephanie Clifford"]),
        ("Chiquito Malo, whose real name is Jobanis de Jesus Avila, led it.", "Chiquito Malo",
         ["Jobanis de Jesus Avila"]),
        ("Avigdor Lieberman left. Lieberman said so, and Liebermann does too.",
         "Avigdor Lieberman", ["Lieberman", "Liebermann"]),
    ],
)  # fmt: skip
def test_somebody_by_another_form_of_the_name(text: str, name: str, again: list[str]) -> None:
    assert surfaces_of(text, name) == [name, *again]


def test_a_first_name_is_of_who_has_it_as_it_stands() -> None:
    """ "Vladimir" is short for no Volodymyr where there is a Vladimir."""
    text = "Vladimir Putin met Volodymyr Zelensky. Putin left. Vladimir smiled."
    assert "Vladimir" in surfaces_of(text, "Vladimir Putin")


def test_a_first_name_in_full_is_of_nobody_who_goes_by_a_short_one() -> None:
    text = "Mike Pence spoke. Pence left. Michael said no."
    assert "Michael" not in surfaces_of(text, "Mike Pence")


def test_two_last_names_that_lists_have_are_two() -> None:
    text = "John Johnson left. Mr. Johnston spoke. Johnson said Johnston was wrong."
    assert surfaces_of(text, "John Johnson") == ["John Johnson", "Johnson"]


def test_a_leaders_sister_does_not_take_over_the_name_of_the_family() -> None:
    """Korean last names stand first: "Kim" was Kim Yo Jong from there on."""
    text = (
        "Kim Jong Un watched a parade with Li Qiang. Kim's sister, Kim Yo Jong, stood behind him. "
        "KCNA said Li had handed Kim a letter."
    )
    assert surfaces_of(text, "Kim Jong Un") == ["Kim Jong Un", "Kim", "Kim"]


@pytest.mark.parametrize(
    ("text", "name", "again"),
    [
        ("An Air France jet left, Radio France Internationale said. RFI said it was full.",
         "Radio France Internationale", ["RFI"]),
        ("He ran Cricket Australia. CA chief executive Todd Greenberg spoke.",
         "Cricket Australia", ["CA"]),
        ("Police held three directors of Prestige Construction & Engineering. Residents had "
         "warned the Labour Department about Prestige in 2024.",
         "Prestige Construction & Engineering", ["Prestige"]),
        ("Dmitry edits Novaya Gazeta. Novaya was shut in 2022.", "Novaya Gazeta", ["Novaya"]),
        ("Gardell told Kauppalehti. UPM-Kymmene said UPM would keep its land.", "UPM-Kymmene",
         ["UPM"]),
        ("Texas A&M fired him. A&M lost.", "Texas A&M", ["A&M"]),
        ("Charles Schwab Corp. fell. Schwab said it would pay.", "Charles Schwab Corp.",
         ["Schwab"]),
        ("Jagan Reddy of the YSR Congress Party spoke; the YSRCP wants a judge.",
         "YSR Congress Party", ["YSRCP"]),
        ("Liverpool beat Aston Villa. Villa had won six in a row.", "Aston Villa", ["Villa"]),
        ("The site Shareblue (formerly Blue Nation Review) closed.", "Shareblue",
         ["Blue Nation Review"]),
        ("Wesfarmers Ltd rose. Wesfarmers chief executive Rob Scott said so.", "Wesfarmers Ltd",
         ["Wesfarmers"]),
    ],
)  # fmt: skip
def test_a_body_by_its_short_name(text: str, name: str, again: list[str]) -> None:
    assert surfaces_of(text, name) == [name, *again]


@pytest.mark.parametrize(
    "text",
    [
        "General Motors Co. cut jobs. The General said he would fight.",
        "Premier Foods fell. He met the Premier on Monday, and the Premier said no.",
        "Tuesday Group met. It will vote on Tuesday, and did so on Tuesday before.",
        "In Fresno, CA, Cricket Australia spoke.",
        "Judiciary and Intelligence met. The House Judiciary Committee spoke to the Judiciary.",
    ],
)
def test_a_word_is_no_body(text: str) -> None:
    first = next(entity for entity in named(text).values() if entity.type == "ORG")
    assert len(first.mentions) == 1


def test_what_firms_go_by() -> None:
    assert core_of("Prestige Construction & Engineering") == "Prestige"
    assert core_of("State Bank of India Holdings") == "State Bank of India"
    assert core_of("State of Aviation") is None
    assert founder_of("Charles Schwab Corp.") == "Schwab"
    assert founder_of("Charles Schwab") is None
    assert "YSRCP" in initials_of_body("YSR Congress Party")


def test_letters_written_out() -> None:
    assert letters_written_out(["Markus Söder", "Soeder", "Kent"]) == {"Soeder": "Söder"}
    assert letters_written_out(["Kent", "Soeder"]) == {}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("She was jailed at Teesside Crown Court. She is of Yarm.", "Yarm", "GB"),
        ("Doug Laing has learnt that Napier City Council will sell the Ocean Spa. “Napier does "
         "not need a bigger hole,” she said.", "Napier", "NZ"),
    ],
)  # fmt: skip
def test_a_town_has_its_country_by_its_court_or_council(text: str, name: str, country: str) -> None:
    """ "Napier" was a person."""
    assert (named(text)[name].type, named(text)[name].country) == ("PLACE", country)


def test_a_queen_is_no_town_with_a_council() -> None:
    text = "Victoria City Council met. Later Queen Victoria died at home."
    assert named(text)["Victoria"].type == "PERSON"


def test_a_club_goes_by_its_town_in_a_report_of_a_match() -> None:
    text = (
        "Coventry City lost the match 4-0. Coventry sit 21st in the league. He lives in Coventry."
    )
    assert surfaces_of(text, "Coventry City") == ["Coventry City", "Coventry"]


def test_a_prison_by_what_stands_before_its_name() -> None:
    text = "Mott, 44, absconded from HMP Kirklevington Grange. Police had links to Leeds."
    assert named(text)["HMP Kirklevington Grange"].type == "FACILITY"
