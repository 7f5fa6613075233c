"""What stands in marks: who says it, and what nobody says."""

import pytest

from streams import enrich


@pytest.mark.parametrize(
    "text",
    [
        "Laura Jimenez said on the so-called “morning-after” pills that she would wait.",
        "Laura Jimenez said on CBS’s “60 Minutes” program that she would wait.",
        "Laura Jimenez wrote the study, “Is the web causing division? Evidence from data,” in May.",
        "Laura Jimenez read from her book, “The Parties and the People: How to Turn Around.”",
        "A firm whose motto was “Never Be Evil Again,” is big.",
        "Once there is “free money for everyone” the state is poor.",
        "If the woman who wrote “The Joy of Work” can rest, so can he, Oliver Kent said.",
        "A line told Laura Jimenez to read “Work is Right,” which is a book of old.",
        "The hall is so big, known as “the People's House,” that he was lost.",
        "Oliver Kent announced a “zero waste” policy on Monday.",
        "A part of the sum is something called “waste per head of all,” a sum.",
    ],
)
def test_a_term_or_a_title_in_marks_is_no_speech(text: str) -> None:
    assert enrich(text, cleaned=False).quotes == []


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


def test_a_quotation_that_ends_with_a_point_for_a_comma() -> None:
    text = "“The president said that he is a weak candidate.” Ann Unwin said. He left."
    article = enrich(text, cleaned=False)
    assert [quote.speaker for quote in article.quotes] == [article.entities[0].id]


def speakers_of(text: str) -> list[str | None]:
    article = enrich(text, cleaned=False)
    names = {entity.id: entity.name for entity in article.entities}
    return [names.get(quote.speaker or "") for quote in article.quotes]


@pytest.mark.parametrize(
    "verb", ["concurred", "muttered", "asserting", "demanding", "reiterates", "pleaded", "ventured"]
)
def test_verbs_of_speech_that_the_names_lack(verb: str) -> None:
    text = f"Oliver Kent came, {verb} that it was “the end of the road for all.”"
    assert speakers_of(text) == ["Oliver Kent"]


def test_the_president_is_nobody_with_another_office() -> None:
    text = (
        "“We have a fresh start today for all,” said Senator Robert Unwin. It was late. "
        "“Nobody knows for sure that they can,” the president said."
    )
    assert speakers_of(text) == ["Robert Unwin", None]


def test_what_is_called_something_by_others_is_not_their_quotation() -> None:
    text = "Robert Lee, a man called by Ann Unwin, wrote: “The law was made to deny that claim.”"
    assert speakers_of(text) == ["Robert Lee"]


def test_who_says_that_something_referred_to_it() -> None:
    text = "Oliver Kent came. He later said the poem had referred to “people coming from Europe”."
    assert speakers_of(text) == ["Oliver Kent"]


def test_whom_a_body_directs_to_something() -> None:
    text = "Oliver Kent on Monday directed the lawyers to “be on the lookout” for it."
    assert speakers_of(text) == ["Oliver Kent"]


def test_a_body_that_is_an_office() -> None:
    text = "The Springfield Ethics Office confirmed it. “It was asked in May,” the office told us."
    assert speakers_of(text) == ["Springfield Ethics Office"]


def test_two_of_whose_administrations_somebody_is() -> None:
    text = (
        "“A man who is liked can help him,” Robert Lee, the mayor of Springfield who served in "
        "both the Kent and Unwin administrations said. Oliver Kent and Ann Unwin left."
    )
    assert speakers_of(text) == ["Robert Lee"]


def test_a_post_on_a_site_is_not_said_by_the_site() -> None:
    text = "“The base is closed for all until June,” the Facebook post said."
    assert speakers_of(text) == [None]


def test_what_a_paper_reports_of_nobody_is_its_own() -> None:
    text = "The hall is closed. “It will not be opened in this year,” the Boston Globe reported."
    assert speakers_of(text) == ["Boston Globe"]


def test_he_behind_others_goes_on_with_who_spoke_last() -> None:
    text = (
        "“I was wrong, and I know that,” Oliver Kent told the Globe. The wish that he will go is "
        "not met by the town.\n\n“This is not about me or my own good,” he said."
    )
    assert speakers_of(text) == ["Oliver Kent", "Oliver Kent"]


def test_whom_a_note_of_the_last_sentence_is_from() -> None:
    text = (
        "“We will not pay for it at all,” the president said. He left.\n\nThat was met with a note "
        "from Robert Unwin.\n\n“We will never pay for any wall,” he wrote. President Kent left."
    )
    assert speakers_of(text)[1] == "Robert Unwin"


def test_who_grumbled_about_it_has_not_said_what_follows() -> None:
    text = "Oliver Kent grumbled about it, but got a vote on “those men who took part in it.”"
    assert speakers_of(text) == [None]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Ann Kent came. “No,” Kent said. “Never,” she added.", ["“No,”", "“Never,”"]),
        ("Asked about it, Ann Kent replied: “Yes.”", ["“Yes.”"]),
        ("Ann Kent came. “No”, Kent said.", ["“No”"]),
        ("“Nine-thirty,” Ann Kent replied, and the room laughed.", ["“Nine-thirty,”"]),
        ("Ann Kent, nicknamed “Boo,” said she was late.", []),
        ("Ann Kent said of the film, “Titanic,” that it was long.", []),
    ],
)
def test_an_answer_of_one_word_is_speech(text: str, surfaces: list[str]) -> None:
    assert [quote.surface for quote in enrich(text, cleaned=False).quotes] == surfaces


def test_two_words_far_from_the_verb_that_leads_to_them() -> None:
    told = "Ann Kent told those who stood outside the court in Boston that he was"
    assert speakers_of(f"{told} “not guilty”.") == ["Ann Kent"]
    assert speakers_of(f"{told} a “tall order” man of law.") == []


def test_inch_marks_turn_no_paragraph_inside_out() -> None:
    text = 'The 6\'2" guard was happy. "We cannot go on with it," Ann Kent said.'
    assert [q.surface for q in enrich(text, cleaned=False).quotes] == ['"We cannot go on with it,"']


def test_a_quotation_left_open_ends_where_the_next_one_opens() -> None:
    text = "“It is over for all, said Ann Kent. “We will go home now,” she added."
    surfaces = [quote.surface for quote in enrich(text, cleaned=False).quotes]
    assert surfaces == ["“We will go home now,”"]


@pytest.mark.parametrize(
    "text",
    [
        "“We will answer for it in our own time,” Hamas said in a statement.",
        "Hamas welcomed the plan. “We ask for all that it needs,” the group said.",
        "“It is a day of joy for all of us,” a Hamas spokesman said.",
        "“We will answer for it in our own time,” said Hamas, which runs the strip.",
    ],
)
def test_an_armed_group_speaks_as_a_body_does(text: str) -> None:
    """What Hamas, the Taliban or Boko Haram said was nobody's: they are no bodies, but groups."""
    assert speakers_of(text) == ["Hamas"]


def test_who_has_fled_a_group_is_not_the_group() -> None:
    assert speakers_of("A woman who fled Boko Haram said “we lost all that we had.”") == [None]


def test_a_resident_is_no_president() -> None:
    """ "President" ends in "resident", and any role that ends in a noun was meant by it."""
    text = "President Oliver Kent is in trouble.\n\n“Get rid of him,” said the resident of Hilo."
    assert speakers_of(text) == [None]


@pytest.mark.parametrize("people", ["Democrats", "Palestinians", "Sunnis"])
def test_a_people_or_a_party_is_no_body(people: str) -> None:
    assert speakers_of(f"“We have waited far too long for it,” {people} said.") == [None]


@pytest.mark.parametrize(
    "title", ["Wyoming Gov.", "Beijing Mayor", "Del.", "Lt. Gen.", "Spc.", "Insp.", "Rt. Rev."]
)
def test_a_title_with_a_point_ends_no_sentence(title: str) -> None:
    """ "Said Wyoming Gov. Mark Gordon" was what somebody did to him; "Del." ended its sentence."""
    text = f"“We are not going to be there in time,” said {title} Oliver Kent, who lives near by."
    assert speakers_of(text) == ["Oliver Kent"]


def test_a_report_by_a_body_between_commas() -> None:
    text = "The report, by the Springfield Safety Board, says that “it was in full sight of all.”"
    assert speakers_of(text) == ["Springfield Safety Board"]


def test_whom_the_next_sentence_quotes_has_not_said_it() -> None:
    text = (
        "Laura Lee came. “Lee has said that it will end,” said Ann Unwin, the mayor. She quoted "
        "Lee as saying “it is all over now.”"
    )
    assert speakers_of(text)[0] == "Ann Unwin"


def test_a_short_sentence_goes_on_with_somebody_who_has_no_name() -> None:
    text = "“We should have left it as it was,” one official said. “Forget it.”"
    assert [q.surface for q in enrich(text, cleaned=False).quotes][-1] == "“Forget it.”"


def test_a_subject_may_be_he_who_closes_the_sentence() -> None:
    """A rule for "Unwin was his rock, he said." took this from Unwin, the commoner of the two."""
    text = (
        "“It was very loud for all,” Oliver Kent said.\n\nRobert Unwin, 34, was asleep then, "
        "he said. “It was far louder than I thought.”"
    )
    assert speakers_of(text) == ["Oliver Kent", "Robert Unwin"]


def test_whom_he_inserts_a_verb_behind_is_another_with_a_party_too() -> None:
    text = (
        "“It is wrong to do so,” Oliver Kent said. Sen. Robert Unwin (R-Ohio), he added, “seems "
        "to be going in the wrong direction.”"
    )
    assert speakers_of(text) == ["Oliver Kent", "Oliver Kent"]


@pytest.mark.parametrize("office", ["President", "Mayor", "Finance Minister", "Attorney General"])
def test_he_behind_what_an_office_said_of_somebody_holds_it(office: str) -> None:
    """He was whom the clause is about: "The president himself told reporters that Unwin"."""
    text = (
        f"{office} Oliver Kent met Robert Unwin. The {office.lower()} himself told reporters that "
        "Unwin had no chance. “I think he missed his time for it,” he said."
    )
    assert speakers_of(text) == ["Oliver Kent"]


@pytest.mark.parametrize("role", ["chief executive", "head teacher", "general secretary"])
def test_the_last_word_of_a_role_is_its_noun(role: str) -> None:
    """ "The chief executive" was an unnamed chief."""
    text = (
        f"Ann Unwin, the {role}, came. The {role} told reporters that it was late. “We have to "
        "wait for them,” she said."
    )
    assert speakers_of(text) == ["Ann Unwin"]


def test_the_secretary_general_has_a_hyphen() -> None:
    text = "Secretary-General Ann Unwin came. “We have to wait,” the secretary-general said."
    assert speakers_of(text) == ["Ann Unwin"]


@pytest.mark.parametrize("noun", ["broadcaster", "streaming service", "force", "tech giant"])
def test_more_nouns_for_a_body(noun: str) -> None:
    text = f"Tesco published its results. “We have to wait for them,” the {noun} said."
    assert speakers_of(text) == ["Tesco"]


def test_the_group_is_who_said_something_before() -> None:
    text = (
        "After Oliver Kent’s remarks, Oxfam said that it would not come.\n\n“We have been there "
        "for years,” the group said."
    )
    assert speakers_of(text) == ["Oxfam"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We have to wait for it,” Ann Unwin was quoted as saying by Reuters.", "Ann Unwin"),
        ("“We have to wait for it,” said a spokesman for the Bank of Japan.", "Bank of Japan"),
        ("“We have to wait for it,” said Newsweek’s spokeswoman.", "Newsweek"),
        ("Newsweek’s spokeswoman said: “We have to wait for it.”", "Newsweek"),
        ("A statement from the Bank of Japan read: “We have to wait for it.”", "Bank of Japan"),
        ("A statement from the U.S. Embassy read: “We have to wait.”", "U.S. Embassy"),
        ("Oxfam apologised in a statement. “It was wrong of us,” the statement said.", "Oxfam"),
        ("Ann Unwin affirmed that “we have to wait for it”.", "Ann Unwin"),
        (
            "Ann Unwin and Laura Lee came. “We have to wait for it,” they said in a joint note.",
            "Ann Unwin",
        ),
    ],
)
def test_ways_in_which_agencies_say_whose_it_is(text: str, speaker: str) -> None:
    assert speakers_of(text) == [speaker]


@pytest.mark.parametrize(
    ("before", "behind", "speaker"),
    [
        (
            "Ann Unwin, a billionaire, sold it. Bo Ek left.",
            "the billionaire told the BBC",
            "Ann Unwin",
        ),
        ("Oxfam responded in a statement.", "the statement said", "Oxfam"),
        ("Oxfam is sorry.", "a spokesman said", "Oxfam"),
        ("Oxfam sent a letter on Monday.", "reads the letter", "Oxfam"),
        ("Ann Unwin and Laura Lee said it was over.", "they said", "Ann Unwin"),
        ("Senator Ann Unwin left the hall.", "the lawmaker told reporters", "Ann Unwin"),
    ],
)
def test_a_comma_behind_the_mark_as_before_it(before: str, behind: str, speaker: str) -> None:
    """British papers have it there: only names and "he said" were found behind it."""
    for end in (",”", "”,"):
        text = f"{before}\n\n“We did what we could to keep it{end} {behind}."
        assert speakers_of(text) == [speaker]


def test_who_was_asked_replies() -> None:
    text = "Ann Unwin was asked if “it is the time”, and replied that “it is a day of rest”."
    assert speakers_of(text) == [None, "Ann Unwin"]


def test_she_is_who_acts_in_the_last_part_of_a_sentence() -> None:
    text = (
        "Sen. Ann Unwin rejected it and another candidate, Sen. Laura Lee (D-CA), makes the "
        "point. She left early, explaining, “It is not what I had in mind.”"
    )
    assert speakers_of(text) == ["Laura Lee"]


def test_a_reporter_signs_below_what_another_goes_on_saying() -> None:
    text = (
        "“It was a mistake to go,” Ann Unwin said. “We have to wait for it now.”\n\n- Oliver Kent"
        "\n\nIt was late."
    )
    assert speakers_of(text) == ["Ann Unwin", "Ann Unwin"]


@pytest.mark.parametrize("noun", ["lawmaker", "Democrat", "Republican"])
def test_what_a_politician_is_called_leads_to_words_in_marks(noun: str) -> None:
    """Only behind them was "the lawmaker" looked for among those who are named."""
    text = f"Sen. Ann Unwin came. The {noun} told reporters that “we have to wait for it now”."
    assert speakers_of(text) == ["Ann Unwin"]


def test_he_is_the_only_one_named_near_by_though_others_act() -> None:
    away = "The rain fell on the roofs of the town and the river rose. " * 20
    text = (
        f"Robert Unwin left. {away}Ann Lee came.\n\nI called Oliver Kent to ask whether it was "
        "so. “I would wait for them,” he said."
    )
    assert speakers_of(text) == ["Oliver Kent"]


def test_whom_somebody_follows_is_he() -> None:
    text = "Oliver Kent left, but Robert Unwin followed him. “He would not let me be,” he said."
    assert speakers_of(text) == ["Oliver Kent"]


def test_what_is_said_of_her_body_between_her_name_and_the_verb_is_passed_over() -> None:
    """The last whom the clause named was the one who said it."""
    text = "Ann Unwin of the Acme Union, which has sued Oliver Kent, said, “It is too late now.”"
    assert speakers_of(text) == ["Ann Unwin"]
