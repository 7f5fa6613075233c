"""What sixty articles showed that nobody had read: each case came out wrong or was missed."""

from datetime import UTC, datetime

import pytest

from schemas import Entity, Quantity
from streams import enrich
from streams.extraction.dates import find_dates
from streams.extraction.tokens import tokenise

FRIDAY = datetime(2019, 8, 2, 12, tzinfo=UTC)


def quantities(text: str) -> list[Quantity]:
    return enrich(text, cleaned=False).quantities


def named(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in enrich(text, cleaned=False).entities}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Republicans want a $620 billion tax cut of which most goes to the rich.", "tax cut"),
        ("They took a 5 percent pay cut last year.", "pay cut"),
        ("The 10-percent tax cut Trump floated failed.", "tax cut"),
    ],
)
def test_a_cut_is_cut_off_no_noun(text: str, about: str) -> None:
    counted = quantities(text)[0].counted
    assert counted is not None
    assert counted.surface == about


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Going back 10, 20 or 30 years, it was a game.", "year"),
        ("Between 83, 84, 85 percent of them agree.", "percent"),
        ("Groups of seven, 10, or 20 people gather.", "people"),
        ("Someone who joined five, six, seven years ago knows.", "year"),
    ],
)
def test_a_row_of_numbers_has_its_unit_once(text: str, unit: str) -> None:
    assert {quantity.unit.name for quantity in quantities(text)} == {unit}


def test_what_several_hold_is_said_once() -> None:
    text = "Arkansas holds 31 delegates, Oklahoma has 37, Alabama holds 52, and Utah carries 99."
    assert [quantity.unit.name for quantity in quantities(text)] == ["delegate"] * 4


def test_numbers_out_of_order_are_no_row() -> None:
    units = [q.unit.name for q in quantities("They were 5, 20, 7 people said.")]
    assert units[:2] == ["number", "number"]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("He pays $72,000 annually in rent.", "year"),
        ("It treats 300 patients daily.", "day"),
        ("The fund pays $6,000 monthly benefits.", None),
        ("It has 500 monthly active users.", None),
    ],
)
def test_an_adverb_says_by_what_is_counted(text: str, per: str | None) -> None:
    assert quantities(text)[0].per == per


@pytest.mark.parametrize(
    ("text", "value", "relation"),
    [
        ("Households that earn $1 million a year or more would pay.", 1_000_000, "at_least"),
        ("The rate could fall as low as 7.8%.", 7.8, "at_least"),
        ("Less than a quarter of 1% of them did it.", 0.25, "less_than"),
        ("Arrests were more than double those in May.", 2, "more_than"),
    ],
)
def test_bounds(text: str, value: float, relation: str) -> None:
    found = quantities(text)
    assert [(q.value, q.relation) for q in found] == [(value, relation)]


@pytest.mark.parametrize(
    "text",
    [
        "It passed “tax cuts 2.0” and Guccifer 2.0 claims it.",
        "The travel ban 3.0 is new.",
        "He cited 18 U.S.C. § 1001 and Article II, §1’s clause.",
    ],
)
def test_versions_and_sections_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The survey also finds nearly 60 percent of students want to ban it.", "students"),
        ("A poll showed that 75% of Democrats support keeping her.", "Democrats"),
    ],
)
def test_a_verb_behind_a_share_is_not_what_it_is_of(text: str, about: str) -> None:
    counted = quantities(text)[0].counted
    assert counted is not None
    assert counted.surface == about


def test_who_is_of_an_age() -> None:
    found = quantities("It is hard when you're 18, and once you’re 65 you pay.")
    assert [q.unit.name for q in found] == ["year old", "year old"]


@pytest.mark.parametrize(
    ("text", "class_"),
    [
        ("There were two rounds of voting.", None),
        ("There were two debate rounds.", "events"),
        ("Police fired six rounds of ammunition.", "artillery"),
        ("He faces two counts of making false statements.", "crimes"),
        ("It had two counts of ballots.", "voters"),
    ],
)
def test_rounds_and_counts_are_of_what_they_are_of(text: str, class_: str | None) -> None:
    counted = quantities(text)[0].counted
    assert counted is not None
    assert counted.class_ == class_


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("Acme founder and CEO Ann Unwin said so.", "Ann Unwin", ["founder and CEO"]),
        ("The president and Chairman Ann Unwin met.", "Ann Unwin", ["Chairman"]),
        ("The group's president, Ann Unwin, said it.", "Ann Unwin", ["president"]),
        ("Mr. Trump's energy secretary, Ann Unwin, said it.", "Ann Unwin", ["energy secretary"]),
        ("His sister, Ann Unwin, said it.", "Ann Unwin", []),
        ("Its editor-in-chief Ann Unwin wrote it.", "Ann Unwin", ["editor-in-chief"]),
        ("Ex-Florida Governor Ann Unwin left.", "Ann Unwin", ["Ex-Florida Governor"]),
        ("He met then-Vice President Ann Unwin.", "Ann Unwin", ["then-Vice President"]),
        ("As for Ann Unwin, the president could have freed her.", "Ann Unwin", []),
        ("Ann Unwin, a psychologist and Rob Solomon, a doctor, ran.", "Ann Unwin",
         ["psychologist"]),
        ("Manhattan DA Ann Unwin spoke.", "Ann Unwin", ["Manhattan DA"]),
        ("A critic of President Ann Unwin left.", "Ann Unwin", ["President"]),
        ("Ann Unwin, a friend of Bill and Hillary Clinton, left.", "Ann Unwin", []),
        ("Ann Unwin, left-wing senator for Utah, left.", "Ann Unwin",
         ["left-wing senator for Utah"]),
    ],
)  # fmt: skip
def test_roles(text: str, name: str, roles: list[str]) -> None:
    assert named(text)[name].roles == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("He met hedge-fund manager Ann Unwin.", "hedge-fund manager"),
        ("He met former real-estate lawyer Ann Unwin.", "former real-estate lawyer"),
        ("He met 29-year-old activist Ann Unwin.", "activist"),
        ("He met anti-Trump comedian Ann Unwin.", "comedian"),
        ("He met conspiracy theorist Ann Unwin.", "conspiracy theorist"),
    ],
)
def test_a_compound_belongs_to_a_role(text: str, role: str) -> None:
    assert named(text)["Ann Unwin"].roles == [role]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Guy Reschenthaler ran. Reschenthaler won. Later Reschentaler left.",
            ["Guy Reschenthaler"],
        ),
        ("Rep. Ann Byrne ran. Ms. Byrne won. “No,” Rep. Bryne said.", ["Ann Byrne"]),
        ("Ann Ullmann left. Ullmann won. Ann Ullman ran.", ["Ann Ullmann"]),
        ("Shepard Smith left. Shep Smith won.", ["Shepard Smith"]),
        ("Tom Barrett left. Barrett won. Tom Garrett ran.", ["Tom Barrett", "Tom Garrett"]),
        (
            "Bill Clinton left. Clinton won. Dan Clifton ran. Clifton lost.",
            ["Bill Clinton", "Dan Clifton"],
        ),
        ("Joe Hansen left. Hansen won. Mike Hanson ran.", ["Joe Hansen", "Mike Hanson"]),
    ],
)
def test_a_letter_wrong_in_a_name(text: str, names: list[str]) -> None:
    assert [e.name for e in named(text).values() if e.type == "PERSON"] == names


def test_who_is_dead_says_nothing() -> None:
    text = (
        "Preacher Ann Unwin came. She is a daughter of the late preacher Bob Kent. "
        "The preacher said that all are “absolutely welcome to come here.”"
    )
    article = enrich(text, cleaned=False)
    names = {entity.id: entity.name for entity in article.entities}
    assert [names.get(quote.speaker or "") for quote in article.quotes] == ["Ann Unwin"]


def test_the_democrat_is_an_assemblywoman() -> None:
    text = "Assemblywoman Ann Unwin ran. “It is unnecessary to do so,” the Democrat said."
    article = enrich(text, cleaned=False)
    person = next(entity.id for entity in article.entities if entity.name == "Ann Unwin")
    assert [quote.speaker for quote in article.quotes] == [person]


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
    ],
)
def test_countries(text: str, name: str, country: str) -> None:
    assert named(text)[name].country == country


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("where you can only talk,” Harris said on Thursday.", [("Thursday", "2019-08-01")]),
        ("They will act after Unwin on Wednesday threatened it.", [("Wednesday", "2019-07-31")]),
        ("“This Thursday, I will be there.”", [("Thursday", "2019-08-08")]),
        ("The vote last Thursday was close.", [("last Thursday", "2019-07-25")]),
        ("He lives at 1600 Pennsylvania Avenue.", []),
        ("since the 1929 Wall Street crash", [("1929", "1929")]),
    ],
)
def test_dates(text: str, wanted: list[tuple[str, str]]) -> None:
    found = [f.date for f in find_dates(tokenise(text), FRIDAY)]
    assert [(date.surface, date.resolved) for date in found] == wanted


def test_a_quotation_that_ends_with_a_point_for_a_comma() -> None:
    text = "“The president said that he is a weak candidate.” Ann Unwin said. He left."
    article = enrich(text, cleaned=False)
    assert [quote.speaker for quote in article.quotes] == [article.entities[0].id]


@pytest.mark.parametrize("office", ["DA", "AG", "PM", "CEO"])
def test_an_office_in_capitals_is_not_of_the_name(office: str) -> None:
    """ "DA Tom Kent" was a person."""
    assert "Tom Kent" in named(f"Then the new {office} Tom Kent spoke to reporters.")


def test_what_drops_a_jaw_does_not_fall() -> None:
    (raised,) = enrich("She raised a jaw-dropping $1.5m.", cleaned=False).quantities
    assert raised.trend is None


@pytest.mark.parametrize(
    ("text", "relation"),
    [("He runs in all 50 states plus the District of Columbia.", "exactly"),
     ("He has served for 20 years plus.", "at_least")],
)  # fmt: skip
def test_what_is_added_is_no_bound(text: str, relation: str) -> None:
    (quantity,) = enrich(text, cleaned=False).quantities
    assert quantity.relation == relation


def test_initials_are_not_cut_off_a_long_phrase() -> None:
    """He was a "S. Army special forces soldier"."""
    text = "Ann Unwin, a 46-year-old former U.S. Army special forces soldier, left."
    (age,) = enrich(text, cleaned=False).quantities
    assert age.counted is not None
    assert age.counted.surface == "U.S. Army special forces soldier"
