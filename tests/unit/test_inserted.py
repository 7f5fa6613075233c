"""Headlines of other articles inside a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import RawArticle
from streams import clean, enrich
from streams.cleaning.inserted import parted


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (
            "Rep. Ana Silva Ana Maria SilvaFive things to know Deal fails MORE (D-Ohio) said so.",
            "Rep. Ana Silva (D-Ohio) said so.",
        ),
        (
            "It was Tim Kane Timothy (Tim) John Kane'Not now,' says aide MORE who asked "
            "President Doe Jon Henry DoePoll: a lead 5 charts MORE for help.",
            "It was Tim Kane who asked President Doe for help.",
        ),
        ("Sen. Mac McLeod Malcolm McLeodMcLeod ally quits MORE left.", "Sen. Mac McLeod left."),
    ],
)
def test_headlines_behind_a_linked_name_are_cut(line: str, kept: str) -> None:
    assert parted(line)[0] == kept


@pytest.mark.parametrize(
    "line",
    [
        "She wants MORE, not less, said Ana Silva of the SilvaBank.",
        "READ MORE: Ana Silva wins",
        "Ana Silva said EVERMORE. Silva left MORE",
    ],
)
def test_the_word_alone_cuts_nothing(line: str) -> None:
    assert parted(line) == (line, [])


@given(st.lists(st.sampled_from(["Ana", "Silva", "SilvaFive", "MORE", "said", "'", ".", " "])))
def test_what_is_kept_and_cut_is_the_line(words: list[str]) -> None:
    line = " ".join(words)
    kept, cuts = parted(line)
    assert len(kept) + sum(map(len, cuts)) <= len(line)
    for cut in cuts:
        assert cut in line
        assert cut.endswith("MORE")


def test_what_is_cut_is_on_record() -> None:
    """thehill.com: "Trump Donald John TrumpKamala Harris calls" was taken for a person."""
    text = (
        "The committee will hear from Rep. Ana Silva Ana Maria SilvaFive things to know MORE "
        "(D-Ohio) next week, its chairman said on Monday in a long letter to the members."
    )
    article = clean(RawArticle(text=text))
    assert "Rep. Ana Silva (D-Ohio) next week" in article.text
    assert [(cut.text, cut.reason) for cut in article.removed] == [
        ("Ana Maria SilvaFive things to know MORE", "related")
    ]


def test_the_headline_behind_a_name_makes_nobody_of_it() -> None:
    """ "John Trump" was the fuller name of Trump, from what was cut out."""
    text = (
        "They worry that calling Mr Silva to testify at President Miller Jon Henry MillerGOP fails "
        "MORE may take weeks. Miller said on Monday that he would invoke his privilege, if asked."
    )
    names = {entity.name for entity in enrich(RawArticle(text=text)).entities}
    assert "Miller" in names
    assert "Henry Miller" not in names
