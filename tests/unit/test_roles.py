"""What is said of a person beside the name: each was cut, missed or another's."""

import pytest

from tests.unit.entities import named


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
        ("Ann Unwin, a lawyer whom he could trust, left.", "Ann Unwin", ["lawyer"]),
        ("Ann Unwin, a lawyer with whom he works, left.", "Ann Unwin", ["lawyer"]),
        ("He met the president and his lawyer, Ann Unwin.", "Ann Unwin", ["lawyer"]),
        ("Ann Unwin, the director of the National Institutes of Health (NIH), left.", "Ann Unwin",
         ["director of the National Institutes of Health"]),
        ("Rep. Ann Unwin (R-Okla.), the ranking member of the House Rules Committee, left.",
         "Ann Unwin", ["Rep", "ranking member of the House Rules Committee"]),
        ("Sen. Ann Unwin, D-Ohio, chairman of the board, left.", "Ann Unwin",
         ["Sen", "chairman of the board"]),
        ("Sen. Ann Unwin, D-Ohio, addressed the chairman, Tom Kent.", "Ann Unwin", ["Sen"]),
        ("Ann Unwin, Trump's top economic adviser, left.", "Ann Unwin",
         ["Trump's top economic adviser"]),
        ("He met Ann Unwin, Vice President Mike Pence and others.", "Ann Unwin", []),
        ("Then Ann Unwin, the candidate that was to lose, won.", "Ann Unwin", ["candidate"]),
        ("Ann Unwin, the head of the board who is now a leading expert in the House, left.",
         "Ann Unwin", ["head of the board"]),
        ("The company's vice president of integrity, Ann Unwin, left.", "Ann Unwin",
         ["vice president of integrity"]),
        ("The secretary for the Department of Health, Ann Unwin, left.", "Ann Unwin",
         ["secretary for the Department of Health"]),
        ("Kent's coronavirus tsar Ann Unwin left.", "Ann Unwin", ["coronavirus tsar"]),
        ("In Arizona GOP Sen. Ann Unwin won.", "Ann Unwin", ["GOP Sen"]),
        ("Then White House correspondent Ann Unwin left.", "Ann Unwin",
         ["White House correspondent"]),
        ("Ann Unwin, a psychologist and Rob Solomon, a doctor, ran.", "Ann Unwin",
         ["psychologist"]),
        ("Manhattan DA Ann Unwin spoke.", "Ann Unwin", ["Manhattan DA"]),
        ("A critic of President Ann Unwin left.", "Ann Unwin", ["President"]),
        ("The call to Civil Aviation Minister Ann Unwin failed.", "Ann Unwin",
         ["Civil Aviation Minister"]),
        ("The call to Consul General Ann Unwin failed.", "Ann Unwin", ["Consul General"]),
        ("He met nuclear scientist Ann Unwin.", "Ann Unwin", ["nuclear scientist"]),
        ("He met human rights lawyer Ann Unwin.", "Ann Unwin", ["human rights lawyer"]),
        ("Taoiseach Ann Unwin left.", "Ann Unwin", ["Taoiseach"]),
        ("She is Ann Unwin, an analyst of the United States.", "Ann Unwin",
         ["analyst of the United States"]),
        ("He met paramedic Ann Unwin.", "Ann Unwin", ["paramedic"]),
        ("Ann Unwin, 43, a lorry driver from Leeds, left.", "Ann Unwin",
         ["lorry driver from Leeds"]),
        ("Ann Unwin (43), a nurse, left.", "Ann Unwin", ["nurse"]),
        ("Ann Unwin, 43, who is a nurse, left.", "Ann Unwin", ["nurse"]),
        ("He votes for Ann Unwin, the Hawaii senator announced on Thursday.", "Ann Unwin", []),
        ("Front-runner Ann Unwin spoke to non-executive chairman Tom Kent.", "Ann Unwin",
         ["Front-runner"]),
        ("Outgoing president Ann Unwin left.", "Ann Unwin", ["Outgoing president"]),
        ("He fought Ann Unwin, al-Qaida and other militant groups.", "Ann Unwin", []),
        ("Ann Unwin, a student union president, left.", "Ann Unwin", ["student union president"]),
        ("A challenger of Senate Majority Leader Ann Unwin left.", "Ann Unwin",
         ["Senate Majority Leader"]),
        ("His chief of Staff Ann Unwin left.", "Ann Unwin", ["chief of Staff"]),
        ("Top seed Ann Unwin won.", "Ann Unwin", []),
        ("He told Tom Kent to fire special counsel Ann Unwin.", "Ann Unwin", ["special counsel"]),
        ("While President Ann Unwin left, he stayed.", "Ann Unwin", ["President"]),
        ("A co-owner of President Ann Unwin's firm left.", "Ann Unwin", ["President"]),
        ("A brother of Prime Minister Ann Unwin left.", "Ann Unwin", ["Prime Minister"]),
        ("The card had the name of Ann Unwin, an officer testified.", "Ann Unwin", []),
        ("In Ames, Iowa, Mayor Ann Unwin was shot.", "Ann Unwin", ["Mayor"]),
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
        ("He met club president Ann Unwin.", "club president"),
        ("He met group chief executive Ann Unwin.", "group chief executive"),
        ("He met central bank governor Ann Unwin.", "central bank governor"),
        ("He met high court judge Ann Unwin.", "high court judge"),
        ("He met foreign affairs minister Ann Unwin.", "foreign affairs minister"),
        ("He met government spokesman Ann Unwin.", "government spokesman"),
        ("He met jazz pianist Ann Unwin.", "jazz pianist"),
        ("He met fast bowler Ann Unwin.", "fast bowler"),
        ("He met non-executive chairman Ann Unwin.", "non-executive chairman"),
        ("He met talk show host Ann Unwin.", "talk show host"),
        ("He met House GOP Whip Ann Unwin.", "House GOP Whip"),
        ("He met CNN senior White House correspondent Ann Unwin.",
         "CNN senior White House correspondent"),
        ("He met Washington Post Beijing bureau chief Ann Unwin.",
         "Washington Post Beijing bureau chief"),
        ("He met U.S. Ambassador to Ukraine Ann Unwin.", "U.S. Ambassador to Ukraine"),
        ("He met Democratic presidential front-runner Ann Unwin.",
         "Democratic presidential front-runner"),
        ("He met White House Coronavirus Response Coordinator Ann Unwin.",
         "White House Coronavirus Response Coordinator"),
        ("He met presumptive Democratic nominee Ann Unwin.", "presumptive Democratic nominee"),
        ("He met EU Brexit negotiator Ann Unwin.", "EU Brexit negotiator"),
    ],
)  # fmt: skip
def test_a_compound_belongs_to_a_role(text: str, role: str) -> None:
    assert named(text)["Ann Unwin"].roles == [role]


@pytest.mark.parametrize(
    "role",
    [
        "BBC drama chief", "Liverpool left back", "England fly-half", "right-back", "running back",
        "Boston goalkeeping coach", "first baseman", "delivery driver", "bricklayer", "dentist",
        "mathematician", "chess player", "volunteer", "anti-immigrant czar",
        "populist-nationalist former chief strategist",
    ],
)  # fmt: skip
def test_a_trade_a_position_and_a_field_are_of_a_role(role: str) -> None:
    """A bricklayer and a left back were nobody, the BBC's drama chief its chief."""
    assert named(f"He met {role} Ann Unwin.")["Ann Unwin"].roles == [role]


@pytest.mark.parametrize(
    "text",
    [
        "In the second half Ann Unwin scored.",
        "The end Ann Unwin feared came.",
        "He met Ann Unwin, Tom Kent's sister, and left.",
        "He met Ann Unwin, Tom Kent's lawyer Bob Poe, and Vera Smith.",
        "He met Ann Unwin, Tom Kent and Vera Smith's lawyer.",
        "He knew Ann Unwin, Kent and Smith's lawyer in Leeds, and Tom Kent.",
    ],
)
def test_what_is_no_position_and_of_somebody_else(text: str) -> None:
    assert named(text)["Ann Unwin"].roles == []


def test_whose_somebody_is_is_of_the_role() -> None:
    """A possessive behind the comma was the next of a list."""
    text = "“No,” said Ann Unwin, Karol Nawrocki's spokesman. Bob Poe, the Leeds left back, ran."
    assert named(text)["Ann Unwin"].roles == ["Karol Nawrocki's spokesman"]
    assert named(text)["Bob Poe"].roles == ["Leeds left back"]


@pytest.mark.parametrize("office", ["DA", "AG", "PM", "CEO"])
def test_an_office_in_capitals_is_not_of_the_name(office: str) -> None:
    """ "DA Tom Kent" was a person."""
    assert "Tom Kent" in named(f"Then the new {office} Tom Kent spoke to reporters.")


@pytest.mark.parametrize(
    "role",
    [
        "President-elect",
        "U.S. President-elect",
        "then-President-elect",
        "Sen.-elect",
        "mayor-elect",
        "Prime Minister-designate",
        "wide receiver",
        "Olympic champion",
        "Business Secretary",
        "High Commissioner",
        "provost",
        "Nobel Prize winner",
        "Minister for Health",
        "Secretary of State for Health",
        "Chancellor of the Exchequer",
    ],
)
def test_a_role_that_was_none_or_half(role: str) -> None:
    """Nobody who was elected had a role; a High Commissioner was a Commissioner."""
    assert named(f"On Monday {role} Ann Unwin left.")["Ann Unwin"].roles == [role]


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("a professor at the University of Missouri-St. Louis, left.",
         "professor at the University of Missouri-St. Louis"),
        ("a lawyer for Mr. Kent, left.", "lawyer for Mr. Kent"),
        ("the No. 2 House Democrat, left.", "No. 2 House Democrat"),
        ("the ambassador to the U.S.", "ambassador to the U.S."),
        ("the mayor of St. Paul.", "mayor of St. Paul"),
        ("a former bishop who lives in Leeds, left.", "former bishop"),
        ("a spokeswoman for Obama told the paper in a statement.", "spokeswoman for Obama"),
    ],
)  # fmt: skip
def test_a_role_behind_a_name_ends_at_no_shortened_word(said: str, role: str) -> None:
    """It ended "at University of Missouri-St", and not before "told the paper"."""
    assert named(f"They met Ann Unwin, {said}")["Ann Unwin"].roles == [role]


def test_no_role_is_cut_where_it_is_too_long() -> None:
    """It ended "in the U.S. attorney's office in D"."""
    text = (
        "We met Ann Unwin, a prosecutor in the U.S. attorney's office in D.C. for ten years and "
        "then for five more, there."
    )
    assert named(text)["Ann Unwin"].roles == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Rep. Ann Unwin (R-Okla.), the whip of her party, left.", "whip of her party"),
        ("Ann Unwin, D-Ill., the minority whip, left.", "minority whip"),
        ("Ann Unwin, R-N.Y., chair of the panel, left.", "chair of the panel"),
        ("Ann Unwin (Labour), the shadow chancellor, left.", "shadow chancellor"),
        ("Ann Unwin (no relation), a lawyer, left.", "lawyer"),
        ("Ann Unwin — the head of the WHO — left.", "head of the WHO"),
        ("Ann Unwin, who is currently a lawyer, left.", "lawyer"),
        ("Ann Unwin of Rhode Island, the top Democrat on it, left.", "top Democrat on it"),
        ("Ann Unwin, chairwoman of the panel in which Lee sits, left.", "chairwoman of the panel"),
    ],
)
def test_what_somebody_is_behind_a_party_a_bracket_or_whence_she_is(text: str, role: str) -> None:
    """97 roles in 2,400 articles were missed, those of members of Congress above all."""
    assert named(text)["Ann Unwin"].roles[-1] == role


def test_a_bracket_or_an_of_before_no_comma_has_no_role_behind_it() -> None:
    for text in (
        "Ann Unwin (a lawyer by trade) left.",
        "Ann Unwin of the board, a lawyer, left.",
        "Ann Unwin – lawyer, judge and the lot – left.",
        "Ann Unwin, who was ill when a lawyer came, left.",
        "Ann Unwin (D-Ill.) said, the lawyer left.",
    ):
        assert "lawyer" not in named(text)["Ann Unwin"].roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ann Unwin, head of the World Health Organization (WHO), left.",
         "head of the World Health Organization"),
        ("Ann Unwin, a foreign-policy adviser to then-Vice President Bo Lee, left.",
         "foreign-policy adviser to then-Vice President Bo Lee"),
        ("Ann Unwin, a spokeswoman for House Speaker Bo Lee, left.",
         "spokeswoman for House Speaker Bo Lee"),
        ("Ann Unwin, wife of director Bo Lee and a nurse, left.",
         "wife of director Bo Lee and a nurse"),
    ],
)  # fmt: skip
def test_what_somebody_is_of_somebody_else_or_of_a_body_with_its_initials(
    text: str, role: str
) -> None:
    """A person within an apposition was taken for the next of a list, a bracket for its break."""
    assert named(text)["Ann Unwin"].roles == [role]


@pytest.mark.parametrize(
    "text",
    [
        "It met Ann Unwin, former Director of Intelligence Bo Lee and former CIA Director Jo Ng.",
        "It warned Ann Unwin, a number of senators said so.",
        "He told Ann Unwin, the PayPal (PYPL) founder Bo Lee and others.",
    ],
)
def test_the_next_of_a_list_is_no_role(text: str) -> None:
    assert named(text)["Ann Unwin"].roles == []


@pytest.mark.parametrize(
    ("said", "roles"),
    [
        ("a member of President Trump's defense team, left.",
         ["member of President Trump's defense team"]),
        ("director of communications for Senator Cory Booker's campaign, left.",
         ["director of communications for Senator Cory Booker's campaign"]),
        ("an expert in trade law at the Council on Foreign Relations and a former judge of it, "
         "left.",
         ["expert in trade law at the Council on Foreign Relations and a former judge of it"]),
        ("the head of a firm that helps people, left.", ["head of a firm that helps people"]),
        ("leader of the party and who left it, won.", ["leader of the party"]),
        ("accusing the president of fraud, left.", []),
        ("questions both the counsel's mandate and his motives.", []),
        ("the president demanded that the director go, and he left.", []),
    ],
)  # fmt: skip
def test_a_role_behind_a_name_is_whole_and_no_clause(said: str, roles: list[str]) -> None:
    assert named(f"According to Ann Unwin, {said}")["Ann Unwin"].roles == roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Trump's new economic adviser, Ann Unwin, said so.", ["economic adviser"]),
        ("His longtime lawyer, Ann Unwin, said so.", ["lawyer"]),
        ("Like her role model, Ann Unwin, she won.", []),
        ("Egypt's new and old leader, Ann Unwin, said so.", []),
    ],
)
def test_a_word_may_tell_of_a_role_before_a_comma(text: str, roles: list[str]) -> None:
    """ "Trump's new adviser, Larry Kudlow," had none."""
    assert named(text)["Ann Unwin"].roles == roles


def test_an_impeachment_manager_is_whole() -> None:
    """He was "manager Rep"."""
    found = named("House impeachment manager Rep. Ann Unwin left.")["Ann Unwin"]
    assert found.roles == ["House impeachment manager Rep"]
