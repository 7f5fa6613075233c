"""Other articles' headlines in a row between paragraphs, and words that a page shows twice."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.cleaning.boilerplate import judge, rule_reasons
from streams.cleaning.headlines import headlines_in_rows
from streams.cleaning.pulled import pulled_lines

FIRST = (
    "The council of Riverton will close its oldest bridge in spring, the mayor told residents "
    "on Monday after engineers had found cracks in three of its piers."
)
SECOND = (
    "“Nobody likes this, and nobody will forget it, but the bridge cannot wait any longer,” she "
    "said, adding that a ferry would run until the repairs were done."
)
THIRD = (
    "Shops on the north bank fear for their trade, and some have asked for help from a fund that "
    "was set up after the flood of the year before last."
)
ROW = [
    "Flood fund has paid out a third of its money so far",
    "What a ferry costs, and who will pay for it in the end",
    "Could Riverton have seen the cracks in its oldest bridge coming?",
]


def rows(texts: Sequence[str], odds: float = -0.5) -> list[int]:
    return list(headlines_in_rows(texts, np.full(len(texts), odds), [None] * len(texts)))


def test_headlines_in_a_row_between_paragraphs_are_related() -> None:
    """nationalpost.com, techradar.com, waz.de: the model was not sure of any one of them."""
    assert rows([FIRST, *ROW, SECOND]) == [1, 2, 3]
    assert rows([FIRST, SECOND, *ROW]) == [2, 3, 4]
    texts = [FIRST, *ROW, SECOND, THIRD]
    assert judge(texts, odds=[4, 0, 0, 0, 4, 4]) == [None, *["related"] * 3, None, None]


@pytest.mark.parametrize(
    "texts",
    [
        [*ROW, FIRST, SECOND],
        [FIRST, ROW[0], SECOND],
        [FIRST, "The mayor has a plan for what to do until then:", *ROW, SECOND],
        [FIRST, "I closed the bridge in spring", *(line + "," for line in ROW), SECOND],
        [FIRST, "1998: The bridge gets a second lane", "2004: The first cracks are seen", SECOND],
        [FIRST, "What the bridge carries, in numbers:", "12,000 cars on a day in the week",
         "800 lorries", SECOND],
        [FIRST, ROW[0], "— Riverton Council (@riverton) May 3, 2026", SECOND],
    ],
)  # fmt: skip
def test_what_only_looks_like_a_row_of_headlines_stays(texts: list[str]) -> None:
    """Above the first paragraph, alone, after a lead-in, a list, a song, years, a tweet."""
    assert rows(texts) == []


def test_a_row_that_the_model_takes_for_body_stays() -> None:
    """A song's lines between two paragraphs."""
    assert rows([FIRST, *ROW, SECOND], odds=1.5) == []


def test_below_a_caption_a_row_is_the_rest_of_it_and_a_heading() -> None:
    """orf.at: a heading of the text went, as the picture's credit was cut above its caption."""
    texts = [FIRST, "IMAGO/Ann Poe", "Divers at the second pier in the spring", ROW[2], SECOND]
    odds = np.full(len(texts), -0.5)
    for reason, found in (("caption", []), ("related", [2, 3])):
        assert list(headlines_in_rows(texts, odds, [None, reason, *[None] * 3])) == found


def test_the_last_of_a_row_may_head_the_paragraph_below() -> None:
    texts = [FIRST, *ROW, "Who will pay for the ferry then", SECOND]
    assert rows(texts) == [1, 2, 3]
    odds = np.array([3.0, -1.0, -1.0, 1.5, 3.0])
    assert list(headlines_in_rows([FIRST, *ROW, SECOND], odds, [None] * 5)) == [1, 2]


def test_a_line_of_a_table_is_not_looked_for_in_all_others() -> None:
    """4,700 times the same line took 16 seconds."""
    line = "Result of the day in the league: 1 to 2, as ever"
    assert list(pulled_lines([FIRST, *[line] * 2000], [False] * 2001)) == []


def test_what_stands_in_another_line_is_cut_once() -> None:
    """csmonitor.com shows paragraphs above the text, theguardian.com words between them."""
    quote = "“Nobody likes this, and nobody will forget it, but the bridge cannot wait any longer.”"
    wanted = [None, None, "related", None]
    assert rule_reasons([FIRST, SECOND, quote, THIRD]) == wanted
    assert rule_reasons([FIRST, SECOND, f"{quote} — Ana Silva, mayor", THIRD]) == wanted
    words = "some have asked for help from a fund that was set up after the flood"
    assert rule_reasons([FIRST, words, SECOND, THIRD]) == [None, "related", None, None]
    assert rule_reasons([SECOND, FIRST, THIRD, SECOND]) == ["related", None, None, None]


@pytest.mark.parametrize(
    "texts",
    [
        [FIRST, SECOND, "‘Nobody likes this, and nobody will forget it’", THIRD],
        [FIRST, "The bridge cannot wait any longer", SECOND, THIRD],
        [FIRST, THIRD, "The mayor wrote:",
         "“Nobody likes this, and nobody will forget it, but the bridge cannot wait.”", SECOND],
        [FIRST, THIRD, "“Shops are closed until the ferry comes.”", SECOND,
         "Shops are closed until the ferry comes. — Riverton (@riverton) May 3, 2026"],
    ],
)  # fmt: skip
def test_a_heading_and_a_quotation_that_is_led_in_stay(texts: list[str]) -> None:
    assert list(pulled_lines(texts, [False] * len(texts))) == []


@given(st.lists(st.sampled_from([FIRST, SECOND, THIRD, *ROW, FIRST[:60], SECOND[:90]])))
def test_no_text_loses_all_copies_of_a_line(texts: list[str]) -> None:
    cut = set(pulled_lines(texts, [False] * len(texts)))
    kept = "\n".join(text for place, text in enumerate(texts) if place not in cut)
    assert all(texts[place].strip(" .,!?…") in kept for place in cut)


def related(texts: Sequence[str]) -> list[int]:
    return [place for place, reason in enumerate(rule_reasons(texts)) if reason == "related"]


def test_headlines_with_their_sections_before_them_are_related() -> None:
    """canada.com, theprovince.com: half of the sections were known, none of the headlines."""
    row = ["Travels", ROW[0], "Valley Watch", "Why does the ferry not sail at night?"]
    assert related([FIRST, *row, "Travels", ROW[1], SECOND]) == [1, 2, 3, 4, 5, 6]
    assert related([FIRST, *row, SECOND]) == [], "no section stands there twice"
    sizes = ["In spring", "12,000 cars on a day in the week.", "In spring", "Closed, for repairs."]
    assert related([FIRST, *sizes, SECOND]) == []


def test_headlines_that_count_or_shout_in_a_row_are_related() -> None:
    """livescience.com: "15 Amazing Images of Stars"; newsweek.com: three in capitals."""
    counted = ["15 Amazing Images of Bridges", "The 11 Biggest Piers in the World"]
    assert related([FIRST, *counted, SECOND]) == [1, 2]
    assert related([FIRST, counted[0], SECOND]) == []
    assert related([FIRST, "15 large shrimps from the bay", "3 Cups Flour", SECOND]) == []
    shouted = ["WHAT YOU NEED TO KNOW ABOUT THE BRIDGE", "COULD THEY HAVE SEEN IT ALL COMING THEN?"]
    assert related([FIRST, *shouted, SECOND]) == [1, 2]
    assert related([FIRST, shouted[1], SECOND]) == []


def test_below_a_label_stands_a_link_however_short() -> None:
    """ "Leggi anche:" above one headline of 40 characters: the headline stayed."""
    link = "Riverton, three ferries sold at last"
    assert related([FIRST, "Leggi anche:", link, SECOND]) == [1, 2]
    assert related([FIRST, "More stories", link, SECOND]) == [1], "it may head the next paragraph"
    assert related([FIRST, "Most read in world news", "RANDY ANDY", "EYE POPPING", SECOND]) == [
        1,
        2,
        3,
    ]


def test_a_headline_and_the_start_of_its_article_cut_short_are_related() -> None:
    """techcrunch.com and nature.com print both below the text, more than once."""
    teaser = (
        "In a message on the anniversary of the flood the bishops ask the council for more and..."
    )
    assert related([FIRST, SECOND, ROW[0], teaser, THIRD]) == [2, 3]
    assert related([FIRST, SECOND, ROW[0], f"“{teaser}", THIRD]) == []
    assert related([FIRST, SECOND, THIRD, "And so on and so on..."]) == []


def test_a_headline_that_is_cut_short_is_one() -> None:
    """express.co.uk: "Plague of mosquitos to devastate Britain as Hurri...", and all below it."""
    short = "Riverton weather alert: Plague of mosquitos to devastate the valley as Hurri..."
    assert related([FIRST, "Related articles", short, ROW[1], SECOND]) == [1, 2, 3]
