"""One entity an article, however it is named: each of these was two."""

import pytest

from schemas import Entity
from streams import enrich
from streams.extraction.entities.firms import core_of, known_firm, without_form
from tests.unit.entities import named


def found(text: str) -> list[Entity]:
    return enrich(text, cleaned=False).entities


def surfaces_of(text: str, name: str) -> list[str]:
    return [mention.surface for mention in named(text)[name].mentions]


@pytest.mark.parametrize(
    ("name", "firm"),
    [
        ("Toyota Motor Corp", "Toyota Motor"),
        ("JPMorgan Chase & Co.", "JPMorgan Chase"),
        ("Eli Lilly and Co", "Eli Lilly"),
        ("Rheinmetall AG", "Rheinmetall"),
        ("Anheuser-Busch InBev SA/NV", "Anheuser-Busch InBev"),
        ("Samsung Electronics Co Ltd", "Samsung Electronics"),
        ("Marine Corps", "Marine Corps"),
        ("Co", "Co"),
    ],
)
def test_a_firm_without_its_form(name: str, firm: str) -> None:
    assert without_form(name) == firm


def test_what_says_that_a_firm_is_one() -> None:
    """ "Barrick" and "Barrick Gold" were a person."""
    assert core_of("Barrick Gold Corp") == "Barrick"
    assert core_of("Red Cross") is None


def test_a_known_firm_is_one_with_its_name_in_full_and_none_with_a_subsidiary() -> None:
    assert known_firm("Toyota Motor Corp.") == "Toyota"
    assert known_firm("Siemens Energy AG") != "Siemens"
    assert known_firm("Target Holdings") is None


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Toyota Motor Corp", "Toyota"),
        ("Deutsche Bank AG", "Deutsche Bank"),
        ("TotalEnergies SE", "TotalEnergies"),
        ("JPMorgan Chase & Co", "JPMorgan"),
        ("Micron Technology Inc", "Micron"),
        ("Molson Coors Brewing Co.", "Molson Coors"),
        ("Barrick Gold Corp", "Barrick"),
        ("Abbott Laboratories", "Abbott"),
        ("Sycamore Partners", "Sycamore"),
        ("Tata Consultancy Services Ltd", "TCS"),
        ("Anheuser-Busch InBev", "AB InBev"),
        ("Zambian Skills Authority", "ZSA"),
        ("Iraqi Counter-Terrorism Service", "CTS"),
        ("Turkish Aerospace Industries", "TAI"),
        ("Bank of England", "BoE"),
    ],
)
def test_a_body_is_one_with_and_without_what_says_what_it_is(full: str, short: str) -> None:
    text = (
        f"Shares in {full} fell 3 percent. The head of {short} resigned. Officials said that "
        f"{short} had been asked to explain."
    )
    bodies = [entity for entity in found(text) if entity.type == "ORG"]
    said = [mention.surface.rstrip(".") for mention in bodies[0].mentions]
    assert said == [full.rstrip("."), short, short]


def test_a_firm_has_one_key() -> None:
    assert named("Toyota Motor Corp fell.")["Toyota Motor Corp"].key == "ORG:toyota"
    assert named("Toyota fell.")["Toyota"].key == "ORG:toyota"


def test_a_town_is_no_firm_that_is_called_so() -> None:
    text = "Bangkok Airways Plc cut flights. Police in Bangkok said three people died."
    assert named(text)["Bangkok"].type == "PLACE"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Joko Widodo", "Jokowi"),
        ("Benjamin Netanyahu", "Bibi"),
        ("Muammar Gaddafi", "Qaddafi"),
        ("Franklin Roosevelt", "FDR"),
        ("Alexei Navalny", "Alexey Navalny"),
        ("Samuel Roger Kamba Mulamba", "Kamba"),
        ("Enrique Peña Nieto", "Peña"),
        ("Itamar Ben-Gvir", "Ben Gvir"),
        ("Nkosazana Dlamini-Zuma", "Dlamini Zuma"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Hassan Sheikh Mohamud", "Hassan Sheikh"),
        ("Sean “Diddy” Combs", "Diddy"),
    ],
)
def test_somebody_by_two_names(full: str, short: str) -> None:
    text = (
        f"{full} arrived in the capital on Monday for talks. Officials said {short} would leave on "
        f"Friday. A spokesman said {short} was confident."
    )
    people = [entity for entity in found(text) if entity.type == "PERSON"]
    assert [[m.surface for m in person.mentions] for person in people] == [[full, short, short]]


@pytest.mark.parametrize(
    "text",
    [
        "Andrew Jackson Donelson met Andrew Jackson. Jackson left. Donelson stayed.",
        "Mitch McConnell Alvarez left. Mitch McConnell stayed.",
    ],
)
def test_a_namesake_is_another(text: str) -> None:
    """A name that another begins with is not always his."""
    assert sum(entity.type == "PERSON" for entity in found(text)) == 2


@pytest.mark.parametrize(
    ("text", "name", "surfaces"),
    [
        (
            "The USS Carl Vinson left. The Vinson will return. Crew of the Vinson cheered.",
            "USS Carl Vinson",
            ["USS Carl Vinson", "Vinson", "Vinson"],
        ),
        (
            "HMS Dragon left port on Monday. Dragon is the first of six, the navy said.",
            "HMS Dragon",
            ["HMS Dragon", "Dragon"],
        ),
        (
            "Rebels hit the tanker Stena Impero. The Impero was hit twice, the navy said.",
            "Stena Impero",
            ["Stena Impero", "Impero"],
        ),
    ],
)
def test_a_ship_is_one_by_its_last_word(text: str, name: str, surfaces: list[str]) -> None:
    """ "The Vinson" was a body, "Dragon" another ship."""
    assert surfaces_of(text, name) == surfaces


def test_a_president_is_no_ship_that_is_called_after_him() -> None:
    text = "The USS Gerald R. Ford left. Gerald Ford was president. The Ford administration fell."
    assert surfaces_of(text, "USS Gerald R. Ford") == ["USS Gerald R. Ford"]


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Cyclone Chido tore through Mayotte. Chido was the worst in years.", "Cyclone Chido",
         "Chido"),
        ("Troops raided Al-Shifa Hospital. Doctors at Shifa said four died.", "Al-Shifa Hospital",
         "Shifa"),
        ("Evin Prison was bombed on Monday. Inmates of Evin fled.", "Evin Prison", "Evin"),
        ("The Voting Rights Act passed. Lawyers say the VRA helps.", "Voting Rights Act", "VRA"),
        ("A 2005 law, the DNA Fingerprint Act, passed. The Act requires a federal agency to act.",
         "DNA Fingerprint Act", "Act"),
        ("The Danish Refugee Council left. The head of the DRC said so.", "Danish Refugee Council",
         "DRC"),
        ("The Philippine Coast Guard sent ships. The Coast Guard said so.",
         "Philippine Coast Guard", "Coast Guard"),
        ("The National Anti-Graft Bureau of Quxonia met. The Bureau said no.",
         "National Anti-Graft Bureau of Quxonia", "Bureau"),
    ],
)  # fmt: skip
def test_a_short_name_is_of_what_is_named_before(text: str, name: str, short: str) -> None:
    """ "DRC" was a country, "Chido" and "Shifa" people."""
    assert short in surfaces_of(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Trump Tower was searched. Trump said it was a shame. Obama denied it.", "Donald Trump"),
        ("The GOP met. Priebus released a “Growth and Opportunity Project” report. The GOP left.",
         "Republican Party"),
        ("In St. Cloud, police met. At St. Cloud Hospital ten died. St. Cloud mourns.",
         "St. Cloud"),
        ("DRC troops left Congo. The Danish Refugee Council said the DRC army fled Kinshasa.",
         "Democratic Republic of the Congo"),
    ],
)  # fmt: skip
def test_what_has_been_itself_before_stays_it(text: str, name: str) -> None:
    assert len(named(text)[name].mentions) > 1 or name == "Donald Trump"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kyiv", "Kiev"),
        ("Hodeidah", "Hudaydah"),
        ("El Fasher", "al-Fashir"),
        ("Gaza", "Gaza Strip"),
        ("Ivory Coast", "Côte d'Ivoire"),
        ("Mumbai", "Bombay"),
        ("Sanaa", "Sana’a"),
    ],
)
def test_a_place_that_is_written_in_two_ways_is_one(one: str, other: str) -> None:
    places = [e for e in found(f"He left {one}. Officials in {other} said so.") if e.mentions]
    assert [[m.surface for m in place.mentions] for place in places] == [[one, other]]
    assert found(f"He left {one}.")[0].key == found(f"He left {other}.")[0].key


def test_a_town_in_texas_is_not_in_ukraine() -> None:
    text = "He left Odessa, Texas, on Monday for Odesa, Ukraine."
    assert [e.country for e in found(text) if e.name.startswith("Ode")] == ["US", "UA"]


@pytest.mark.parametrize(
    ("town", "country"),
    [("Jos", "NG"), ("Nice", "FR"), ("Aarhus", "DK"), ("Asheville", "US"), ("Hartlepool", "GB")],
)
def test_a_town_that_is_a_word_has_its_country(town: str, country: str) -> None:
    text = f"A bomb exploded at a market in {town} on Monday, police said."
    assert named(text)[town].country == country


def test_a_small_town_is_in_the_country_that_the_text_speaks_of() -> None:
    text = "Serbian police found the car near Bor. Two men from Bor were held in Belgrade."
    assert named(text)["Bor"].country == "RS"


def test_a_paper_is_not_somebody_that_the_tagger_joins_to_it() -> None:
    """ "The Tribune Abbott's" was taken for a name, and the paper's own mentions for hers."""
    text = (
        "The Texas Tribune reported it. Ann Bonilla told the Tribune Abbott's being unfair. "
        '"He let them open," she said. The Tribune asked Gov. Greg Abbott. Abbott noted a risk.'
    )
    assert surfaces_of(text, "Texas Tribune") == ["Texas Tribune", "Tribune"]


def test_a_first_name_is_of_somebody_with_and_without_an_initial() -> None:
    """ "Donald" was apart where both "Donald J. Trump" and "Donald Trump" stand in the text."""
    text = (
        "Voters chose Donald J. Trump. Donald Trump is a businessman. No one would argue, well, "
        "Donald might, that Donald has published a plan."
    )
    assert surfaces_of(text, "Donald J. Trump")[2:] == ["Donald", "Donald"]


def test_a_first_name_that_a_father_and_his_son_have_is_neither() -> None:
    text = (
        "George H. W. Bush led the country, and his son George W. Bush did. No one would argue, "
        "well, George might, that George has published a plan."
    )
    assert "George" not in surfaces_of(text, "George W. Bush")
