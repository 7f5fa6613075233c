"""Which mentions are one entity, and what else reading a hundred articles showed to be wrong."""

import pytest

from schemas import RawArticle
from streams import enrich
from tests.unit.entities import named


@pytest.mark.parametrize(
    ("text", "name", "surfaces"),
    [
        (
            "Bill Ford, head of Ford Motor, signed. The deal binds Ford members. Ford must pay.",
            "Ford Motor",
            ["Ford Motor", "Ford", "Ford"],
        ),
        (
            "Lev Parnas and Svetlana Parnas asked for it. Mr Parnas spoke. Svetlana left.",
            "Lev Parnas",
            ["Lev Parnas", "Parnas"],
        ),
        (
            "Bashar al-Assad fled. The rebels said Assad had left Syria.",
            "Bashar al-Assad",
            ["Bashar al-Assad", "Assad"],
        ),
        (
            "Robert Unwin runs the firm. Bob Unwin said Unwin is a good name.",
            "Robert Unwin",
            ["Robert Unwin", "Bob Unwin", "Unwin"],
        ),
        (
            "Alexandria Ocasio-Cortez voted no. Ocasio-Cortez spoke to reporters.",
            "Alexandria Ocasio-Cortez",
            ["Alexandria Ocasio-Cortez", "Ocasio-Cortez"],
        ),
        (
            "President Barack Obama spoke. Obama left. Obama then met first lady Michelle Obama, "
            "and Obama flew home.",
            "Barack Obama",
            ["Barack Obama", "Obama", "Obama", "Obama"],
        ),
        (
            "George W. Bush sent a letter. His father, George H.W. Bush, did not.",
            "George W. Bush",
            ["George W. Bush"],
        ),
        (
            "Donald Trump Jr. met a lawyer, reporters said. Donald Jr. denied it.",
            "Donald Trump Jr.",
            ["Donald Trump Jr.", "Donald Jr."],
        ),
        (
            "US Ambassador Robert Ford resigned. Ford said Ford was right to go, and Ford left.",
            "Robert Ford",
            ["Robert Ford", "Ford", "Ford", "Ford"],
        ),
        (
            "The California Teachers Association said no. The union, the CTA, will strike.",
            "California Teachers Association",
            ["California Teachers Association", "CTA"],
        ),
        (
            "The Washington Post endorsed her. The Post praised her record.",
            "Washington Post",
            ["The Washington Post", "Post"],
        ),
        (
            "Goya Foods sells beans. People stopped buying Goya on Monday.",
            "Goya Foods",
            ["Goya Foods", "Goya"],
        ),
        (
            "The U.S. Food and Drug Administration said yes. The FDA will pay.",
            "FDA",
            ["U.S. Food and Drug Administration", "FDA"],
        ),
        (
            "Hurricane Sandy struck New Jersey. The president spoke to people about Sandy.",
            "Hurricane Sandy",
            ["Hurricane Sandy", "Sandy"],
        ),
        (
            "He flew to Washington, D.C., on Monday. Washington was cold.",
            "Washington",
            ["Washington, D.C.", "Washington"],
        ),
        (
            "Joyce Mitchell wept. Mitchell left. Mitchell, who is 51, and her husband, Lyle, met "
            "the judge. Lyle Mitchell sat down. Mitchell will go to jail.",
            "Joyce Mitchell",
            ["Joyce Mitchell", "Mitchell", "Mitchell", "Mitchell"],
        ),
        (
            "The U.S. Soccer Federation paid. Later USSF said that the Federation had to.",
            "U.S. Soccer Federation",
            ["U.S. Soccer Federation", "USSF", "Federation"],
        ),
        (
            "Kim Jong Un met Kim Yong Chol. Later Kim Jong Un left, and Kim waved.",
            "Kim Jong Un",
            ["Kim Jong Un", "Kim Jong Un", "Kim"],
        ),
        (
            "Fred Trump built homes. Trump died. Trump was 93. His son Donald Trump ran, and "
            "Donald Trump won. Then Trump spoke.",
            "Donald Trump",
            ["Donald Trump", "Donald Trump", "Trump"],
        ),
        (
            "The Senate Ethics Committee met. Later the Ethics Committee said no.",
            "Senate Ethics Committee",
            ["Senate Ethics Committee", "Ethics Committee"],
        ),
        (
            "The U.S. Navy sent ships. The Navy said so.",
            "US Navy",
            ["U.S. Navy", "Navy"],
        ),
        (
            "He worked for Columbus Nova LLC in May. Later Columbus Nova denied it.",
            "Columbus Nova LLC",
            ["Columbus Nova LLC", "Columbus Nova"],
        ),
        (
            "She went to the Calcutta High Court on Monday. The High Court heard her.",
            "Calcutta High Court",
            ["Calcutta High Court", "High Court"],
        ),
        ("The U.S increased its aid. The U.S. is rich.", "United States", ["U.S", "U.S."]),
    ],
)
def test_mentions_of_one_thing_are_joined(text: str, name: str, surfaces: list[str]) -> None:
    assert [m.surface for m in named(text)[name].mentions] == surfaces


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Levodopa is used to treat Parkinson’s disease in old people.", "Parkinson"),
        ("More conservative Republican Facebook users said so.", "Republican Facebook"),
        ("Rep. Harley Rouda (D-CA) voted no.", "D-CA"),
        ("The Internet has changed how people in Paris read.", "Internet"),
    ],
)
def test_what_is_no_name(text: str, missing: str) -> None:
    assert missing not in named(text)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Rep. Doug Collins of Georgia spoke of Russia in New York.", "Georgia", "US"),
        ("The president of Georgia met Russian officials in Tbilisi.", "Georgia", "GE"),
        ("She studied in Santa Cruz after a year in California and Nevada.", "Santa Cruz", "US"),
        ("The president will hold a rally in Manchester, New Hampshire.", "Manchester", "US"),
        ("The mayor of Manchester spoke in London.", "Manchester", "GB"),
        ("Sen. Bernie Sanders (I-Vt.) voted no.", "Vermont", "US"),
        ("Rep. Harley Rouda (D-CA) voted no.", "California", "US"),
        ("They study English in Lima.", "English", "GB"),
        ("They cannot drink the water in Denmark, S.C., he said.", "Denmark", "US"),
        ("He flew to Libya, Yemen, Iran and Iraq.", "Yemen", "YE"),
        ("RIO DE JANEIRO — Police used tear gas.", "Rio de Janeiro", "BR"),
    ],
)
def test_the_country_of_a_name(text: str, name: str, country: str) -> None:
    assert named(text)[name].country == country


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        (
            "White House Chief of Staff Mick Mulvaney left.",
            "Mick Mulvaney",
            ["White House Chief of Staff"],
        ),
        (
            "New Hampshire Democratic Party spokeswoman Holly Shulman left.",
            "Holly Shulman",
            ["New Hampshire Democratic Party spokeswoman"],
        ),
        ("Secretary of the Treasury Steve Mnuchin left.", "Steve Mnuchin",
         ["Secretary of the Treasury"]),
        ("The campaign of Sen. Bernie Sanders grew.", "Bernie Sanders", ["Sen"]),
        ("He was the policy director of Mitt Romney for a year.", "Mitt Romney", []),
        ("They asked the CEO. President Mike Pence left.", "Mike Pence", ["President"]),
        ("Their CEO, Bob Unwin, is praising a leader who hates us.", "Bob Unwin", ["CEO"]),
        ("Now Bob Unwin, is praising a director of ours, he said.", "Bob Unwin", []),
        ("House Speaker Nancy Pelosi left.", "Nancy Pelosi", ["House Speaker"]),
        ("Former federal prosecutor Jane Unwin left.", "Jane Unwin",
         ["Former federal prosecutor"]),
        ("Jane Unwin, a lawyer who collects art, left.", "Jane Unwin", ["lawyer"]),
        ("Mayor of Berkeley Jane Unwin left.", "Jane Unwin", ["Mayor of Berkeley"]),
        ("Jane Unwin, the founder of Quxonia.com, left.", "Jane Unwin", ["founder of Quxonia.com"]),
        ("Jane Unwin, a woman appointed police chief in May, left.", "Jane Unwin", []),
        ("He met co-author Jane Unwin and former Special Counsel Bob Kent.", "Jane Unwin",
         ["co-author"]),
        ("Jane Unwin, widow of U.S. Sen. John Unwin, left.", "Jane Unwin",
         ["widow of U.S. Sen. John Unwin"]),
    ],
)  # fmt: skip
def test_the_roles_of_a_person(text: str, name: str, roles: list[str]) -> None:
    assert named(text)[name].roles == roles


def test_a_person_who_is_addressed_is_no_body() -> None:
    found = named("Mayor Michael Bloomberg spoke. She thanked Mr. Bloomberg for it.")
    assert [e.type for e in found.values()] == ["PERSON"]


@pytest.mark.parametrize("order", ["KC", "QC", "OBE", "FRS"])
def test_an_order_behind_a_name_is_not_of_it(order: str) -> None:
    """ "Ann Unwin KC" was a body of Kansas City."""
    found = named(f"Ann Unwin {order}, for the defence, said so.")
    assert {e.name: e.type for e in found.values()} == {"Ann Unwin": "PERSON"}


def test_a_missile_that_is_named_like_a_person_is_none() -> None:
    assert named("Iran tested two Qadr missiles on Monday.")["Qadr"].type == "WEAPON"


@pytest.mark.parametrize(
    ("text", "name", "surfaces"),
    [
        ("Rep. Rashida Tlaib (D., Mich.) voted no.", "Michigan", ["Mich."]),
        ("She met the police about a Calif. wildfire.", "California", ["Calif."]),
        (
            "Islamic State in Iraq and Syria, also known as ISIS, lost Mosul.",
            "Islamic State",
            ["Islamic State in Iraq and Syria", "ISIS"],
        ),
        ("It was the best of the post-World War II years.", "World War II", ["World War II"]),
        ("Ted Cruz is the anti-Rubio. Marco Rubio won, Rubio said.", "Marco Rubio",
         ["Rubio", "Marco Rubio", "Rubio"]),
    ],
)  # fmt: skip
def test_names_that_a_second_reading_missed(text: str, name: str, surfaces: list[str]) -> None:
    assert [m.surface for m in named(text)[name].mentions] == surfaces


def test_one_of_a_list_is_no_role_of_another() -> None:
    found = named(
        "It killed Ambassador Chris Unwin, communications officer Sean Smith, and others."
    )
    assert found["Chris Unwin"].roles == ["Ambassador"]
    assert found["Sean Smith"].roles == ["communications officer"]


@pytest.mark.parametrize(
    ("text", "name", "surfaces"),
    [
        (
            "Ruth Bader Ginsburg spoke. RBG was tired.",
            "Ruth Bader Ginsburg",
            ["Ruth Bader Ginsburg", "RBG"],
        ),
        (
            "Mohammed bin Salman left. MbS had won, they said.",
            "Mohammed bin Salman",
            ["Mohammed bin Salman", "MbS"],
        ),
        (
            "Andrés Manuel López Obrador won. AMLO thanked them.",
            "Andrés Manuel López Obrador",
            ["Andrés Manuel López Obrador", "AMLO"],
        ),
    ],
)
def test_initials_stand_for_the_person_named_in_full(
    text: str, name: str, surfaces: list[str]
) -> None:
    """RBG was an organisation beside Ruth Bader Ginsburg, and AMLO nobody."""
    assert [mention.surface for mention in named(text)[name].mentions] == surfaces


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("Bernie won. Sanders left.", "Bernie Sanders", 2),
        ("They prefer (Bernie) Sanders.", "Bernie Sanders", 2),
        ("Clinton left. Supporters of Hillary had won.", "Hillary Clinton", 2),
        ("Bill Clinton left. Hillary won. Clinton spoke.", "Bill Clinton", 2),
    ],
)
def test_a_well_known_given_name_and_the_last_name_alone_are_one(
    text: str, name: str, count: int
) -> None:
    """Bernie was Bernie Sanders, and Sanders beside him somebody else."""
    assert len(named(text)[name].mentions) == count


def test_what_is_somebodys_is_no_shop() -> None:
    """ "Lowe's aides" of a text on Nelson Lowe were of the hardware shop."""
    assert [*named("Nelson Lowe spoke. Lowe's aides left. Lowe’s wife stayed.")] == ["Nelson Lowe"]
    assert [*named("Tom Kent spoke. Lowe's shops opened.")] == ["Tom Kent", "Lowe's"]


def test_no_person_begins_with_a_point() -> None:
    assert [*named("Chancellor Finis E. St. John IV said so.")] == ["St. John IV"]


def test_a_known_body_keeps_its_initials() -> None:
    found = named("Frank Benjamin Irving works at the FBI.")
    assert found["FBI"].type == "ORG"


def test_georgia_is_a_state_where_only_its_offices_are_named() -> None:
    """An article on a school in Augusta had Georgia in the Caucasus."""
    assert named("A teacher in Georgia told the county.")["Georgia"].country == "US"
    assert named("Protesters in Georgia marched to parliament.")["Georgia"].country == "GE"


def test_a_title_of_the_headline_is_no_given_name() -> None:
    article = RawArticle(text="Obama left.", title="Trump says President Obama spied on him")
    assert [e.name for e in enrich(article).entities] == ["Barack Obama"]


def test_a_foundation_is_not_the_paper_that_it_is_named_for() -> None:
    found = named("The Quxon Caller wrote it. The Quxon Caller News Foundation paid for it.")
    assert sorted(found) == ["Quxon Caller", "Quxon Caller News Foundation"]


def test_a_name_with_a_word_of_scorn_is_the_one_with_that_given_name() -> None:
    found = named("Joe Unwin spoke. Kent mocked Wacko Joe on Twitter.")
    assert [m.surface for m in found["Joe Unwin"].mentions] == ["Joe Unwin", "Wacko Joe"]


@pytest.mark.parametrize(
    ("text", "type_", "name"),
    [
        ("The host on Fox said Fox News will air it.", "ORG", "Fox News"),
        ("He spoke on Larry King Live last night.", "WORK", "Larry King Live"),
        ("A.G. Sulzberger, the publisher, said no.", "PERSON", "A.G. Sulzberger"),
        ("Democratic leaders met a Democrat, and the Dems left.", "GROUP", "Democrat"),
        (
            "The U.S. Court of Appeals for the Federal Circuit ruled.",
            "ORG",
            "Federal Circuit",
        ),
        ("She teaches at the University of California, Irvine, too.", "ORG", "UC Irvine"),
    ],
)
def test_names_that_a_third_reading_found_torn(text: str, type_: str, name: str) -> None:
    """Fox was a person, a show its host, a court two bodies, and Democrats were no Democratic."""
    found = named(text)
    assert [(e.type, e.name) for e in found.values() if e.name == name] == [(type_, name)]
    assert len(found) == 1


def test_a_weapon_that_no_list_knows_has_a_word_of_arms_beside_it() -> None:
    """Skittles and Jabber were weapons."""
    assert all(e.type != "WEAPON" for e in named("The firm sells Skittles and Jabber.").values())
    assert named("An Ilmarix rocket launcher, the Kornet, fell.")["Kornet"].type == "WEAPON"


def test_a_relative_named_in_full_does_not_take_the_last_name() -> None:
    """Ten mentions of President Trump went to his daughter, and she was President."""
    found = named(
        "President Trump met leaders. Trump said so. His daughter Ivanka Trump was there. "
        "Ivanka Trump smiled. Trump left."
    )
    assert len(found["Donald Trump"].mentions) == 3
    assert found["Ivanka Trump"].roles == []
    wife = named("John Smith was killed. His wife, Jane Smith, said so. Smith cried.")
    assert [m.surface for m in wife["Jane Smith"].mentions] == ["Jane Smith", "Smith"]


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("They sailed from Zeebrugge in Belgium to Hull.", "Zeebrugge", "BE"),
        ("Fires burn in Southern California again.", "Southern California", "US"),
    ],
)
def test_a_place_has_the_country_of_what_it_lies_in(text: str, place: str, country: str) -> None:
    assert named(text)[place].country == country


def test_former_stands_before_the_place_of_a_role() -> None:
    found = named("He met former New Mexico Gov. Bill Richardson there.")
    assert found["Bill Richardson"].roles == ["former New Mexico Gov"]


def test_a_junior_has_his_suffix_behind_a_comma_too() -> None:
    found = named("He met his eldest son, Donald Trump, Jr., and a lawyer.")
    assert list(found) == ["Donald Trump, Jr."]


def test_two_last_names_of_a_glued_line_are_no_full_name() -> None:
    """A line of links made "Giuliani Trump" the name of the President."""
    article = RawArticle(text="Trump left.", title="Who hears Giuliani Trump asks")
    assert [e.name for e in enrich(article).entities] == ["Donald Trump"]


@pytest.mark.parametrize("text", ["A Reaganesque turn.", "Messrs Doe and Roe left."])
def test_words_that_are_no_names(text: str) -> None:
    assert not {"Reaganesque", "Messrs"} & set(named(text))


def test_the_role_of_a_solicitor_general_is_whole() -> None:
    found = named("Solicitor General Noel Francisco spoke.")
    assert found["Noel Francisco"].roles == ["Solicitor General"]


def test_a_group_is_not_its_leader_who_is_called_after_it() -> None:
    """All mentions of the Houthis were Abdul-Malik al-Houthi's."""
    text = "Houthi leader Abdul-Malik al-Houthi spoke. Houthi media reported the Houthi attack."
    assert len(named(text)["Houthis"].mentions) == 3
    assert len(named(text)["Abdul-Malik al-Houthi"].mentions) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Unwin, known as Quxi, leads it. Quxi denied it.", "Ann Unwin"),
        ("Juan Perez, nicknamed El Raton, left. El Raton fled.", "Juan Perez"),
        ("Sean Combs (a.k.a. Diddy) left. Diddy fled.", "Sean Combs"),
        ("Robert Brovdi, whose call sign is Magyar, spoke. Magyar left.", "Robert Brovdi"),
        ("Jan Bell, better known as Ann Unwin, left. Ann Unwin fled.", "Ann Unwin"),
    ],
)
def test_who_is_known_by_another_name_is_one(text: str, name: str) -> None:
    """Hemedti and Mohamed Hamdan Dagalo, El Mayo and Ismael Zambada were two each."""
    people = [e for e in named(text).values() if e.type == "PERSON"]
    assert [(e.name, len(e.mentions)) for e in people] == [(name, 3)]


def test_two_people_beside_each_other_stay_two() -> None:
    assert {"Ann Unwin", "Jan Bell"} <= named("Ann Unwin, known as a liar, met Jan Bell.").keys()


@pytest.mark.parametrize("father", ["George H.W. Bush", "George H. W. Bush"])
def test_initials_with_a_space_are_those_without(father: str) -> None:
    """George W. Bush was his father where his was written so."""
    text = f"President George W. Bush spoke. {father}, his father, listened. Mr. Bush left."
    people = [e.name for e in enrich(text, cleaned=False).entities if e.type == "PERSON"]
    assert people == ["George W. Bush", father]
