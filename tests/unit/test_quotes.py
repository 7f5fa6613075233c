"""What stands in marks and nobody says."""

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
