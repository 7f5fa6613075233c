"""Names that a text cuts or shortens: each was torn, of a wrong kind or another's."""

import pytest

from schemas import Entity
from streams import enrich
from streams.extraction.entities.labels import BODY, KINDS, sure_scores
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.wholes import with_wholes
from streams.extraction.tokens import tokenise


def found(text: str) -> list[Entity]:
    return enrich(text, cleaned=False).entities


def named(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in found(text)}


def surfaces(entity: Entity) -> list[str]:
    return [mention.surface for mention in entity.mentions]


def test_a_people_of_old_is_no_place_and_nobody() -> None:
    """Aztecs were a place, Mayas a person."""
    text = "The Aztecs built it before the Spaniards came to Mexico, and the Mayas another."
    assert named(text)["Aztec"].type == named(text)["Mayan"].type == "GROUP"


def test_a_team_called_after_a_people_is_none() -> None:
    assert named("San Diego Aztecs 30, Utah Utes 20.")["San Diego Aztecs"].type == "ORG"


def test_a_university_is_no_town_where_the_text_names_it() -> None:
    """ "Columbia" was a place beside Columbia University."""
    text = "Students at Columbia University protested. Columbia said on Monday it had suspended 12."
    assert surfaces(named(text)["Columbia University"]) == ["Columbia University", "Columbia"]


def test_the_town_of_a_university_is_a_place() -> None:
    text = "Students at Columbia University met. Police in Columbia, S.C., arrested twelve people."
    assert named(text)["Columbia"].type == "PLACE"


@pytest.mark.parametrize("name", ["Nguyen Phu Trong", "Tran Thi Nga"])
def test_a_vietnamese_name_is_a_person(name: str) -> None:
    """It was a place where nothing beside it says who that is."""
    assert named(f"{name} died on Friday.")[name].type == "PERSON"


def test_a_family_whose_name_is_a_preposition() -> None:
    """ "To Lam" was "Lam"."""
    text = "Vietnamese President To Lam met Vladimir Putin."
    assert named(text)["To Lam"].roles == ["Vietnamese President"]


def test_the_last_name_of_somebody_well_known_is_no_relatives() -> None:
    """ "President Biden" was joined to Hunter Biden, who was named in full first."""
    text = "Hunter Biden was indicted. President Biden said he was proud of his son."
    people = named(text)
    assert people["Hunter Biden"].roles == []
    assert people["Joe Biden"].roles == ["President"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Donald Trump Jr. spoke on Monday. Trump defended his father.", "Donald Trump Jr."),
        ("Hunter Biden spoke on Monday. Biden told ABC News that he was wrong.", "Hunter Biden"),
        ("Joseph R. Biden Jr. spoke. The Biden campaign won.", "Joseph R. Biden Jr."),
    ],
)
def test_a_relative_of_whom_alone_a_text_speaks_is_meant(text: str, name: str) -> None:
    """The rule for the better known gave them away, in two of thirty articles."""
    people = [entity for entity in found(text) if entity.type == "PERSON"]
    assert [person.name for person in people] == [name]


def test_a_leader_is_not_of_the_name_of_his_government() -> None:
    """ "Trump Justice Department" was a body, and Trump with it."""
    text = "President Trump spoke. The Trump Justice Department appealed."
    people = [(entity.name, entity.type) for entity in found(text)]
    assert people == [("Donald Trump", "PERSON"), ("Justice Department", "ORG")]


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("The Wichita Eagle reports it. He told the Eagle so.", "Wichita Eagle", "Eagle"),
        ("Members of Black Lives Matter marched. BLM denied it.", "Black Lives Matter", "BLM"),
    ],
)
def test_a_body_is_one_with_its_short_name(text: str, name: str, short: str) -> None:
    assert short in surfaces(named(text)[name])


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Telkom Indonesia has picked banks. Telkom may raise $1 billion.", "Telkom Indonesia",
         "Telkom"),
        ("Bayern Munich drew 3-3. Harry Kane gave Bayern the lead.", "Bayern Munich", "Bayern"),
        ("Deutsche Telekom raised its outlook. Telekom shares rose.", "Deutsche Telekom",
         "Telekom"),
        ("Leeds United beat Derby County 2-0. Leeds are third.", "Leeds United", "Leeds"),
        ("The Democratic Alliance won 22 percent. The DA said it would talk.",
         "Democratic Alliance", "DA"),
        ("The Ant Group, formerly known as Ant Financial, said Ant Financial had paid.",
         "Ant Group", "Ant Financial"),
    ],
)  # fmt: skip
def test_a_word_or_initials_stand_for_the_body_named_before(
    text: str, name: str, short: str
) -> None:
    assert short in surfaces(named(text)[name])


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("The White House spoke. The House voted.", "White House", "House"),
        ("The Chicago Tribune wrote it. Chicago have signed him.", "Chicago Tribune", "Chicago"),
        ("The Defense Intelligence Agency spoke. CIA and Defense officials denied it.",
         "Defense Intelligence Agency", "Defense"),
        ("The Emmett Till Legacy Foundation seeks justice in Emmett's death.",
         "Emmett Till Legacy Foundation", "Emmett"),
        ("Amazon wants a $10bn contract with the Pentagon, known as Jedi.", "Pentagon", "Jedi"),
    ],
)  # fmt: skip
def test_a_word_that_is_anothers_name_stands_for_no_body(text: str, name: str, other: str) -> None:
    assert other not in surfaces(named(text)[name])


def test_a_law_is_one_with_and_without_its_year() -> None:
    text = "The Clean Rivers Act of 2013 passed. The Clean Rivers Act helps, he said."
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Rep. Ro Khanna (D-Ca.) spoke.", "California", "US"),
        ("He is a Brit.", "Brit", "GB"),
        ("He is from the Sunflower State.", "Sunflower State", "US"),
    ],
)
def test_a_short_or_second_name_has_its_country(text: str, name: str, country: str) -> None:
    assert named(text)[name].country == country


def test_a_relative_who_is_addressed_is_meant() -> None:
    text = "Melania Trump spoke on Sunday. Mrs. Trump hates it, an aide to President Trump said."
    assert surfaces(named(text)["Melania Trump"]) == ["Melania Trump", "Trump"]
    assert surfaces(named(text)["Donald Trump"]) == ["Trump"]


def test_the_guard_is_the_revolutionary_guard() -> None:
    """An armed group and the word for a body that it was called by alone were two."""
    text = "Iran's Revolutionary Guard seized a tanker. The Guard said it had smuggled fuel."
    assert surfaces(named(text)["Revolutionary Guard"]) == ["Revolutionary Guard", "Guard"]


def test_initials_stand_for_what_the_text_names() -> None:
    """ "RSF" beside the Rapid Support Forces was Reporters Without Borders."""
    text = "The Rapid Support Forces attacked the city. The RSF denied it, the UN said."
    assert "RSF" in surfaces(named(text)["Rapid Support Forces"])


def test_initials_keep_their_name_where_the_text_has_a_part_of_it() -> None:
    """HUD was renamed after "Housing and Urban Development", which the text had as well."""
    text = "He went to Housing and Urban Development on Monday. HUD Secretary Ben Carson left."
    assert "Department of Housing and Urban Development" in named(text)


def test_an_illness_is_nobody() -> None:
    assert not found("Most Tourette patients recover.")


@pytest.mark.parametrize(
    "name",
    ["Jaime Rodriguez “el Bronco” Calderon", "Joaquin “el chapo” Guzman",
     "Carly “Look at that face” Fiorina"],
)  # fmt: skip
def test_a_nickname_in_small_letters_stands_within_its_name(name: str) -> None:
    """It parted the name since nicknames were asked for capitals."""
    assert [entity.name for entity in found(f"{name} won the vote.")] == [name]


def test_what_is_said_of_another_in_marks_is_no_nickname() -> None:
    text = "He asked why Trump “likes” Kim Jong Un so much."
    assert {"Donald Trump", "Kim Jong Un"} <= set(named(text))


def test_a_nickname_in_small_letters_does_not_name_somebody() -> None:
    text = "Elizabeth “big structural change” Warren spoke. Elizabeth Warren is a senator."
    assert list(named(text)) == ["Elizabeth Warren"]


def test_a_name_that_is_whole_elsewhere_is_not_cut() -> None:
    """ "Fox 11" was cut to Fox where the tagger passed over its number."""
    tokens = tokenise(
        "Fox 11 Los Angeles asked. Fox 11 Los Angeles and Fox 11 Los Angeles said so."
    )
    whole, cut = sure_scores(BODY), sure_scores(KINDS.index("LOC"))
    tagged = [Tagged(0, 3, BODY, whole), Tagged(6, 9, BODY, whole), Tagged(13, 14, 2, cut)]
    assert [(t.first, t.last) for t in with_wholes(tokens, tagged)] == [(0, 3), (6, 9), (11, 14)]


def test_a_name_that_is_cut_more_often_than_whole_stays() -> None:
    """A kind that the tagger gave once by mistake is no reason to change all."""
    tokens = tokenise("Old Unwin asked. Unwin and Old Unwin and Old Unwin said so.")
    whole, cut = sure_scores(BODY), sure_scores(KINDS.index("LOC"))
    tagged = [Tagged(0, 1, BODY, whole), *(Tagged(i, i, 2, cut) for i in (4, 7, 10))]
    assert with_wholes(tokens, tagged) == tagged


def test_a_unit_has_its_number() -> None:
    assert "1st Armored Division" in named("The 1st Armored Division returned from Mosul.")


def test_a_unit_is_no_building() -> None:
    """ "th Air Refueling Wing" was one."""
    unit = named("The 507th Air Refueling Wing deployed.")["507th Air Refueling Wing"]
    assert unit.type == "ORG"


@pytest.mark.parametrize(
    ("arms", "kind"),
    [("F-16C", "VEHICLE"), ("MiG-29UB", "VEHICLE"), ("KC-135R", "VEHICLE"), ("S-300V4", "WEAPON")],
)
def test_arms_have_the_letters_of_their_type(arms: str, kind: str) -> None:
    """They were cut at the number that the lists have."""
    (found_arms,) = found(f"The army lost two {arms} on Tuesday, officials said.")
    assert (surfaces(found_arms), found_arms.type) == ([arms], kind)


def test_a_commander_is_not_of_the_name_of_his_army() -> None:
    """ "Khalifa Haftar's Libyan National Army" was one body."""
    text = "Khalifa Haftar's Libyan National Army halted its push on Tripoli."
    assert list(named(text)) == ["Khalifa Haftar", "Libyan National Army", "Tripoli"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The rebels captured Goma on Tuesday.", "Goma", "CD"),
        ("Fighters took Soledar, though Kyiv denied it.", "Soledar", "UA"),
        ("Paul Biya will run again, Yaounde radio said.", "Yaounde", "CM"),
        ("Racial tensions in Chicago and Ferguson, Missouri have grown.", "Ferguson", "US"),
    ],
)
def test_a_town_in_the_news_is_a_place(text: str, name: str, country: str) -> None:
    """Each was somebody."""
    assert (named(text)[name].type, named(text)[name].country) == ("PLACE", country)


def test_a_last_name_that_no_list_has_is_no_town() -> None:
    text = "Five takeaways from Parnas's interview were published."
    assert named(text)["Parnas"].type == "PERSON"


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Oil spilled into the Gulf of Mexico. The storm enters the Gulf on Tuesday.",
         "Gulf of Mexico", "Gulf"),
        ("Notre-Dame Cathedral burned. Many watched Notre-Dame Cathedral as Notre Dame burned.",
         "Notre-Dame Cathedral", "Notre Dame"),
        ("He was held at the Otay Mesa Detention Center. Conditions at the Otay Mesa facility are "
         "bad.", "Otay Mesa Detention Center", "Otay Mesa"),
    ],
)  # fmt: skip
def test_a_place_is_one_with_its_short_name(text: str, name: str, short: str) -> None:
    assert short in surfaces(named(text)[name])


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Radio host Jane Unwin said so.", "Radio host"),
        ("Independent counsel Jane Unwin said so.", "Independent counsel"),
        ("Burlington, Vermont, Mayor Jane Unwin said so.", "Burlington, Vermont, Mayor"),
        ("Burlington, Vermont Mayor Jane Unwin said so.", "Burlington, Vermont Mayor"),
        ("In Burlington, Vermont Gov. Jane Unwin said so.", "Vermont Gov"),
        ("It was the general President Unwin praised.", "President"),
    ],
)
def test_a_role_is_whole_and_nobody_elses(text: str, role: str) -> None:
    (person,) = [entity for entity in found(text) if entity.type == "PERSON"]
    assert person.roles == [role]


def test_a_people_of_two_words_is_nobody() -> None:
    """ "Roman Catholic" was a person, and "Catholic" with it, since Roman is a given name."""
    text = "The Pope has transcended the Roman Catholic community. It is Catholic social doctrine."
    assert {entity.type for entity in found(text)} == {"GROUP"}


def test_a_relative_does_not_take_over_a_last_name() -> None:
    """ "Biden" was Jill Biden, whom the text had named last."""
    text = "Vice President Joe Biden took his wife, Dr. Jill Biden, home. Biden began to speak."
    assert surfaces(named(text)["Joe Biden"]) == ["Joe Biden", "Biden"]


def test_a_ship_is_one_with_its_name_alone() -> None:
    text = "The hospital ship USNS Comfort is ready. They waited for the Comfort."
    assert surfaces(named(text)["USNS Comfort"]) == ["USNS Comfort", "Comfort"]


def test_a_code_is_the_state_that_the_text_names() -> None:
    text = "Virginia's lawmakers met. Voters in VA are angry."
    assert surfaces(named(text)["Virginia"]) == ["Virginia", "VA"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Leana Wen, M.D., spoke.", ["Leana Wen"]),
        ("He drew an AR-15 and said that AR-15s are bad.", ["AR-15"]),
        ("He walked to the U.S. Capitol. At the Capitol he sat down.", ["U.S. Capitol"]),
    ],
)  # fmt: skip
def test_what_is_one_is_not_two(text: str, names: list[str]) -> None:
    assert [entity.name for entity in found(text)] == names


@pytest.mark.parametrize(
    ("text", "name", "mentioned"),
    [
        (
            "The Springfield Police Department said so. Springfield PD came.",
            "Springfield Police Department",
            ["Springfield Police Department", "Springfield PD"],
        ),
        (
            "Is it at the US Commerce Dept. or not?",
            "Commerce Department",
            ["US Commerce Dept"],
        ),
        (
            "The 5th US Circuit Court of Appeals ruled, and the Fifth Circuit waited.",
            "Fifth Circuit",
            ["5th US Circuit Court of Appeals", "Fifth Circuit"],
        ),
        (
            "The House Judiciary Committee met. Members of the Judiciary panel were there.",
            "House Judiciary Committee",
            ["House Judiciary Committee", "Judiciary"],
        ),
        (
            "The Supreme Court ruled. The Supreme Court heard it, and no High Court did. “The "
            "Court has erred,” he said.",
            "Supreme Court",
            ["Supreme Court", "Supreme Court", "Court"],
        ),
        (
            "Iran's Islamic Revolutionary Guard Corps (IRGC) came. The IRGC left.",
            "Revolutionary Guard",
            ["Islamic Revolutionary Guard Corps", "IRGC", "IRGC"],
        ),
    ],
)
def test_bodies_by_two_names_are_one(text: str, name: str, mentioned: list[str]) -> None:
    """ "Springfield PD" was another body than its department, the Court than the Supreme Court."""
    assert surfaces(named(text)[name]) == mentioned
