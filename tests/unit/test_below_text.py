"""What stands below a text: the rest of its page, and its topics."""

import pytest

from streams.cleaning.boilerplate import rule_reasons

FIRST = "The council of Riverton will close its oldest bridge in spring, the mayor said on Monday."
SECOND = "A ferry will run until the repairs are done, and shops on the north bank fear for trade."
LAST = "Hong Kong engineers, who built a bridge like it, were asked for help with the old piers."
TEXT = [FIRST, SECOND, LAST]


def cut_below(*below: str) -> list[str]:
    reasons = rule_reasons([*TEXT, *below])
    assert reasons[: len(TEXT)] == [None] * len(TEXT)
    return [line for line, reason in zip(below, reasons[len(TEXT) :], strict=True) if reason]


def test_below_a_line_of_the_page_no_line_is_the_articles_without_a_sentence_after_it() -> None:
    """standard.co.uk, postmedia: section, headline and teaser stand under the notice."""
    below = ["Share this story", "Valley Times", "17 hours ago Essentials", "Cardigans from $28"]
    assert cut_below(*below) == below
    assert cut_below(*below, "The bridge was opened in 1931.") == below[:1]


@pytest.mark.parametrize(
    "below",
    [
        ["The bridge in numbers:", "Advertisement", "Length of the old one", "Width of the new"],
        ["Roe 42-53", "Doe 36-52", "Share this story"],
        ["A second span", "Two more lanes"],
        ["Photo: Ann Poe", "A second span", "Two more lanes for cyclists"],
        ["What we know", "Cracks in three piers", "No date for the repairs yet"],
        ["* * *", "Riverton at Valley", "Doe at Roe", "Porthmellow at Sandgate", "Poe at Moe"],
    ],
)
def test_a_list_with_which_a_text_ends_stays(below: list[str]) -> None:
    """Led in to, of results, with no page below it, below a picture, a heading or signs."""
    stays = [line for line in below if not line.startswith(("Adv", "Share", "Photo", "What", "*"))]
    assert set(cut_below(*below)).isdisjoint(stays)


def test_topics_go_that_the_text_names() -> None:
    """theguardian.com: the first of them stood above all that a phrase knows."""
    topics = ["Hong Kong", "Riverton", "Bridges", "Ferry"]
    assert cut_below(*topics) == topics
    assert cut_below(*topics[:3], "Opinion", "Share on Facebook") == [
        *topics[:3],
        "Opinion",
        "Share on Facebook",
    ]
    dead = ["Jane Doe", "John Roe", "Ann Poe"]
    assert cut_below(*dead) == cut_below("They were:", *topics) == []


def test_a_line_without_an_end_between_two_of_the_page_is_the_pages() -> None:
    """theguardian.com: what a newsletter has stands between its name and where its form was."""
    blurb = "The most pressing stories and debates for Riverton"
    texts = [
        FIRST,
        "Sign up to This is Riverton",
        blurb,
        "after newsletter promotion",
        SECOND,
        LAST,
    ]
    assert rule_reasons(texts)[1:4] == ["sign_up", "page_furniture", "related"]
    texts[2] = f"{blurb}."
    assert rule_reasons(texts)[2] is None
    assert rule_reasons([FIRST, "* * *", "Days to go: four", "* * *", SECOND, LAST])[2] is None
