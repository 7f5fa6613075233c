"""Names of the world's press: each was cut, or of a wrong kind."""

import pytest

from streams import enrich
from tests.unit.entities import kinds


@pytest.mark.parametrize(
    "titled",
    [
        "Datuk Seri [Anwar Ibrahim]",
        "Tan Sri [Muhyiddin Yassin]",
        "Maulana [Fazlur Rehman]",
        "Alhaji [Aliko Dangote]",
        "Sheikh [Tamim bin Hamad Al Thani]",
        "[Sheikh Hasina]",
        "[Sultan Al Jaber]",
    ],
)
def test_a_title_is_not_of_the_name_but_where_it_is(titled: str) -> None:
    """ "Seri Anwar Ibrahim" and "Tan Sri Muhyiddin Yassin" were people, "Sultan" a title."""
    text = titled.replace("[", "").replace("]", "") + " told reporters on Monday that he would go."
    assert kinds(text).get(titled.partition("[")[2].rstrip("]")) == "PERSON"


def test_a_title_of_two_words_is_no_role() -> None:
    text = "Prime Minister Datuk Seri Anwar Ibrahim said so in Putrajaya."
    anwar = next(e for e in enrich(text, cleaned=False).entities if e.name == "Anwar Ibrahim")
    assert anwar.roles == ["Prime Minister"]


def test_initials_behind_a_hyphen_are_of_the_body() -> None:
    """ "CPN" was the body, and "UML" none."""
    assert kinds("He lost a vote in Kathmandu after the CPN-UML left.")["CPN-UML"] == "ORG"


def test_two_channels_that_a_hyphen_joins_are_two() -> None:
    assert "CNN-MSNBC" not in kinds("He blamed the CNN-MSNBC left for it on Monday.")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("General Prabowo Subianto's Gerindra party won 86 seats.", "Gerindra", "ORG"),
        ("The president named a new minister, Zambelinform reported.", "Zambelinform", "ORG"),
        ("Ismael Zambada, alias El Mayo, was held in El Paso.", "Ismael Zambada", "PERSON"),
        ("They climbed Mount Ann Alice on Monday.", "Mount Ann Alice",
         "PLACE"),
    ],
)  # fmt: skip
def test_the_words_beside_say_what_a_name_is(text: str, name: str, kind: str) -> None:
    """Each was a person, El Mayo a body."""
    assert kinds(text)[name] == kind


def test_a_person_has_a_party() -> None:
    """A list has the name as a person's: it stays one."""
    text = "Obama left the White House early to go to an Obama party."
    assert kinds(text).get("Barack Obama", kinds(text).get("Obama")) == "PERSON"


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("HMS Prince of Wales left.", "HMS Prince of Wales", "VEHICLE", None),
        ("KRI Nanggala-402 sank.", "KRI Nanggala-402", "VEHICLE", None),
        ("TCG Anadolu left.", "TCG Anadolu", "VEHICLE", None),
        ("The aircraft carrier, the Fujian, left.", "Fujian", "VEHICLE", None),
        ("The tanker, the Philippines said, sank.", "Philippines", "PLACE", "PH"),
        ("Junta FTC-2000G jets bombed the village.", "FTC-2000G", "VEHICLE", None),
        ("It won the Booker prize.", "Booker Prize", "WORK", None),
        ("Fans of Usain Bolt cheered.", "Usain Bolt", "PERSON", None),
        ("Lady Gaga sang.", "Lady Gaga", "PERSON", None),
        ("They put people on the Moon.", "Moon", "PLACE", None),
        ("A probe flew past Saturn.", "Saturn", "PLACE", None),
        (
            "President Moon Jae-in said that the Moon government fell.",
            "Moon Jae-in",
            "PERSON",
            None,
        ),
        ("He was given Paxlovid.", "Paxlovid", "PRODUCT", None),
        ("Elections Canada said so.", "Elections Canada", "ORG", None),
        ("Canada sent 30 M777 howitzers.", "M777", "WEAPON", None),
        ("Trade with Kinshasa fell sharply.", "Kinshasa", "PLACE", "CD"),
        ("Relations with Lima are bad.", "Lima", "PLACE", "PE"),
        ("Kenvue said it would cut jobs.", "Kenvue", "ORG", None),
        ("He left for a job at Novo Nordisk.", "Novo Nordisk", "ORG", None),
        ("Chad's Mahamat Idriss Deby Itno won the vote.", "Chad", "PLACE", "TD"),
        ("Strikes on Khiam went on.", "Khiam", "PLACE", "LB"),
        ("The army burned Buthidaung.", "Buthidaung", "PLACE", "MM"),
        ("The Congolese army left Goma.", "Congolese", "GROUP", "CD"),
        ("Al Hilal signed Neymar from Paris St Germain.", "Paris Saint-Germain", "ORG", None),
        ("Al Hilal signed Neymar from Paris St Germain.", "Al Hilal", "ORG", None),
        ("The bulk carrier Rubymar sank.", "Rubymar", "VEHICLE", None),
        ("Rebels hit the tanker Sounion.", "Sounion", "VEHICLE", None),
        ("Justice D.Y. Chandrachud ruled.", "D.Y. Chandrachud", "PERSON", None),
    ],
)
def test_the_worlds_names_are_what_they_are(
    text: str, name: str, kind: str, country: str | None
) -> None:
    """Each was a person, a book, two people or in another country."""
    found = {e.name: (e.type, e.country) for e in enrich(text, cleaned=False).entities}
    assert found.get(name) == (kind, country)


def test_letters_of_a_name_in_another_language_are_its_own() -> None:
    """ "PiS" was a body of its own beside Law and Justice."""
    text = "Poland's Law and Justice (PiS) party lost. PiS said so."
    bodies = [e for e in enrich(text, cleaned=False).entities if e.type == "ORG"]
    assert [(body.name, len(body.mentions)) for body in bodies] == [("Law and Justice", 3)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The TNLA, or Ta'ang National Liberation Army, took it.",
            "Ta'ang National Liberation Army",
        ),
        ("Lakurawa fighters attacked the village.", "Lakurawa"),
        ("Los Chapitos took the town.", "Los Chapitos"),
        ("Islamic State in the Greater Sahara claimed it.", "Islamic State in the Greater Sahara"),
        ("Tehreek-i-Taliban Pakistan claimed it.", "Tehreek-e-Taliban Pakistan"),
        ("Salt Typhoon broke into it.", "Salt Typhoon"),
    ],
)
def test_armed_groups_of_today(text: str, name: str) -> None:
    """301 of 471 were bodies, people, places or cut."""
    assert kinds(text) == {name: "GROUP"}


@pytest.mark.parametrize(
    "text",
    [
        "He wrote on [X] that the talks had failed.",
        "On [X], he wrote nothing.",
        "Elon Musk's [X] sued him.",
        "He left [X], formerly Twitter, on Monday.",
        "He took to the social media platform [X].",
        "Her [X] account was closed.",
        "He wrote on [Threads] that he left.",
    ],
)
def test_a_network_whose_name_is_a_letter_or_a_word(text: str) -> None:
    """X was seen nowhere, or was a place."""
    name = text.partition("[")[2].partition("]")[0]
    assert kinds(text.replace("[", "").replace("]", "")).get(name) == "ORG"


@pytest.mark.parametrize(
    "text",
    [
        "He is on X-ray duty.",
        "It is based on X alone.",
        "He spoke on X Street.",
        "Threads hung on the wall.",
        "He is Malcolm X, she wrote on Monday.",
    ],
)
def test_a_letter_is_no_network(text: str) -> None:
    assert kinds(text).get("X", kinds(text).get("Threads")) != "ORG"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Saraya al-Ashtar claimed the attack.", "Saraya al-Ashtar"),
        ("Fighters of the Quxoni Liberation Front left.", "Quxoni Liberation Front"),
        ("The militant group Ansaru Hazim claimed it.", "Ansaru Hazim"),
        ("Kutuma militants attacked the town.", "Kutuma"),
    ],
)
def test_armed_groups_that_no_list_knows(text: str, name: str) -> None:
    """They were people, bodies or places."""
    assert kinds(text) == {name: "GROUP"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The retailer Coles said it would appeal.", "Coles", "ORG"),
        ("Voters in the Chris Hani district queued.", "Chris Hani", "PLACE"),
        ("They waited at Julius Nyerere airport for hours.", "Julius Nyerere", "FACILITY"),
        ("An attack at Hassan Khel killed two constables.", "Hassan Khel", "PLACE"),
        ("He was born in Ibrahim Haidri in 1961.", "Ibrahim Haidri", "PLACE"),
        ("The MILF's Mohagher Iqbal said 14,000 were waiting.", "Mohagher Iqbal", "PERSON"),
        ("It went up. R. Vaithilingam, the petitioner, left.", "R. Vaithilingam", "PERSON"),
        ("ASUNCIÓN, Nov 18 (Efe) - The senator left.", "Efe", "ORG"),
        ("Baladna fell 2% and Ooredoo was flat.", "Baladna", "ORG"),
        ("RSPB Scotland fears for divers.", "RSPB Scotland", "ORG"),
        ("He was held at HMP Wandsworth on Monday.", "HMP Wandsworth", "FACILITY"),
        ("The abbot of Wat Pa Lamai was arrested.", "Wat Pa Lamai", "FACILITY"),
        ("The Bayingolin Mongolian Autonomous Prefecture grew.",
         "Bayingolin Mongolian Autonomous Prefecture", "PLACE"),
        ("Kerry beat Mayo 2-15 to 1-12 in Castlebar.", "Kerry", "ORG"),
        ("Vidarbha were 244 for 4 at stumps in Nagpur.", "Vidarbha", "ORG"),
        ("He flew to Stornoway, where the Stornoway Gazette had reported it.", "Stornoway",
         "PLACE"),
    ],
)  # fmt: skip
def test_what_a_name_is_called_beside_it(text: str, name: str, kind: str) -> None:
    """Each was somebody, or a body for a place and the other way round."""
    assert kinds(text)[name] == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("PORT OF SPAIN — The senator said so.", "Port of Spain", "PLACE"),
        ("He is in Penal Colony No. 9 in Orsha.", "Penal Colony No. 9", "FACILITY"),
        ("Two men died on the A9 highway near Perth.", "A9", "FACILITY"),
        ("A crash on the N15 at Cashelard closed it.", "N15", "FACILITY"),
        ("It was found in northwest China's Shaanxi Province.", "Shaanxi Province", "PLACE"),
        ("The house passed the Mines and Minerals Bill amid uproar.",
         "Mines and Minerals Bill", "WORK"),
    ],
)  # fmt: skip
def test_the_whole_name_is_found(text: str, name: str, kind: str) -> None:
    """ "SPAIN", "Shaanxi" and "Minerals Bill" were the names, and there was none of the others."""
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Oluwole Aladedoye (SAN) told the court so.", "SAN"),
        ("The A320 at the gate had left Paris.", "A320"),
        ("They arrived at the U.S. District courthouse.", "U.S. District"),
    ],
)
def test_what_is_no_name_of_the_world(text: str, name: str) -> None:
    assert kinds(text).get(name) not in {"PLACE", "FACILITY"}


def test_the_team_of_a_league_is_nobody_that_speaks() -> None:
    """ "NHL's Chicago Blackhawks announced" made somebody of the team."""
    text = "The NHL's Chicago Blackhawks announced they would not change their name."
    assert kinds(text)["Chicago Blackhawks"] == "ORG"
