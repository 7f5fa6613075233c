"""Headlines of other articles inside a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import RawArticle
from streams import clean, enrich
from streams.cleaning.inserted import has_ends, parted, without_end, without_post


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
        (
            "Manager Ana Silva Anabel (Ana) M. SilvaMORE, Tim Kane Timothy KaneMORE (D-Ohio) and",
            "Manager Ana Silva, Tim Kane (D-Ohio) and",
        ),
    ],
)
def test_headlines_behind_a_linked_name_are_cut(line: str, kept: str) -> None:
    assert parted(line)[0] == kept


def test_a_line_of_nothing_but_more_is_left_alone() -> None:
    """20,000 times that word took 12 seconds: 700 characters were read again for each."""
    line = "Tim Kane Timothy KaneNot now MORE " + "MORE " * 20_000
    assert parted(line) == (line, [])


@pytest.mark.parametrize(
    "line",
    [
        "She wants MORE, not less, said Ana Silva of the SilvaBank.",
        "READ MORE: Ana Silva wins",
        "Ana Silva said EVERMORE. Silva left MORE",
        "Ana Silva wrote in SilvasMORE, a magazine, and in SilvaMore.",
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


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("The bridge is closed. Read more: Six bridges that never were", "Read more: Six bridges"),
        ("“It is closed,” she said. ADVERTISEMENT", "ADVERTISEMENT"),
        ("The bridge is closed. Follow Jane Doe on Twitter: @janedoe", "Follow Jane Doe"),
        ("Would you cross it? Join the conversation below.", "Join the conversation"),
        ('"It is closed." WATCH: http://ledger.example/1', "WATCH: http"),
        ("Ours is a small paper. Sign up for our weekly newsletter.", "Sign up for"),
    ],
)
def test_a_link_behind_the_last_sentence_is_cut(line: str, end: str) -> None:
    assert has_ends(line)
    kept, cut = without_end(line)
    assert cut.startswith(end)
    assert f"{kept} {cut}" == line


@pytest.mark.parametrize(
    "line",
    [
        "The bridge is closed. Read more books, the minister told pupils.",
        "She has a plan. Sign up for the ferry and you will never need a bridge again, she said.",
        "It was no advertisement. Advertisement is all that he knows about.",
        "The mayor was clear. Follow me on the bridge, she said, and nobody did.",
        "Click here to see it; we give a short summary of it now.",
    ],
)
def test_a_sentence_that_only_begins_as_a_link_stays(line: str) -> None:
    assert without_end(line) == (line, "")


def test_what_leads_over_a_shown_post_is_cut_and_the_post_stays() -> None:
    """bbc.com: 28 tweets of 9,639 articles began so."""
    line = "Skip Twitter post 2 by @AnaSilva We will not give in. — Ana Silva (@AnaSilva) May 2"
    kept, cut = without_post(line)
    assert (kept, cut) == (line[33:], "Skip Twitter post 2 by @AnaSilva")
    assert without_post("Skip the Twitter post by Ana Silva") == (
        "Skip the Twitter post by Ana Silva",
        "",
    )
