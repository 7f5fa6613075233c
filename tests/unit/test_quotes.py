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
