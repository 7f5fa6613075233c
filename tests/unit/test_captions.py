"""Captions that are sentences: told in the present, with a date, a place or a side."""

import pytest

from streams.cleaning.boilerplate import rule_reasons
from streams.cleaning.captions import captions

ABOVE = "The council of Riverton will close its oldest bridge in spring, the mayor told residents."
BELOW = "Shops on the north bank fear for their trade, and some have asked for help from a fund."
LAST = "The bridge was opened in 1931 and carries 12,000 cars a day, most of them in the morning."


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Jane Doe speaks during a meeting at the town hall in Riverton, May 25, 2027.",
        "A wallaby licks its burnt paws near the township of Nana Poe, November 12, 2019.",
        "Two men try to free a car on a flooded road in Riverton, England, on 3 March 2026",
        "The arena is pictured on Wednesday, June 17, 2020, in Riverton. Ann Poe/Valley Ledger",
        "A guard peers through a partly open door at the consulate in Istanbul on Friday.",
        "Waves break over the quay and people watch at Porthmellow on Tuesday evening.",
        "Jane Doe (left) and Ann Poe, who lead the campaign for a new bridge in Riverton",
        "John Roe, right, of Riverton, holds a sign outside the court.",
    ],
)
def test_a_sentence_in_the_present_with_a_date_or_a_side_is_a_caption(line: str) -> None:
    assert rule_reasons([ABOVE, line, BELOW, LAST])[1] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "The rule for poll watchers extends to noon on October 26, 2028.",
        "Mayor Jane Doe said that she speaks for all who were there on May 25, 2027.",
        "The video appears to have been made for a rally on July 3, 2028.",
        "December 12, 2015: World leaders negotiate the treaty of Paris",
        "Crowd cheers at the Riverton dome. — Jane Doe (@janedoe) November 9, 2027",
        "She has to walk home from the harbour in Riverton on Friday.",
        "The search engine mixed sources biased left, right, and center.",
        "“If they are outside, right, and it is cold?” the mayor of Riverton, Jane Doe, asked.",
        "Would Riverton, left, or right, be told of the plan?",
    ],
)
def test_a_sentence_of_the_article_is_none(line: str) -> None:
    assert captions([ABOVE, line, BELOW, LAST]) == []


def test_the_captions_of_a_gallery_are_its_text() -> None:
    shown = [f"Jane Doe speaks at the town hall in Riverton, May {day}, 2027." for day in (3, 4, 5)]
    assert captions([ABOVE, *shown]) == []
    assert captions([ABOVE, BELOW, LAST, *shown[:1]]) == [3]


def test_a_line_that_is_long_is_no_caption_wherever_its_date_stands() -> None:
    line = f"Jane Doe speaks in Riverton on May 3, 2027. {BELOW * 5}"
    assert captions([ABOVE, BELOW, line, LAST]) == []
    assert captions([ABOVE, BELOW, f"{BELOW * 5} {line}", LAST]) == []


def test_what_ends_with_a_whole_date_and_a_place_and_tells_nothing_of_the_past_is_a_caption() -> (
    None
):
    """voanews.com: "helps" is no verb of the lists."""
    line = "Jane Doe helps her son Josiah with his homework April 14, 2024, in Riverton, Ala."
    assert captions([ABOVE, line, BELOW, LAST]) == [1]
    told = "The bridge broke and two cars fell on April 14, 2024, in Riverton, Ala."
    assert captions([ABOVE, told, BELOW, LAST]) == []


def test_a_line_above_a_credit_is_its_caption() -> None:
    """isolezwe.co.za; techcrunch.com, whose captions end as sentences do, each above a credit."""
    for text, credit in (
        ("IMILUTHA yewunga esivimbanise emgwaqweni eRiverton", "Image: ANN POE"),
        ("Divers at the second pier in the spring", "Foto: Ann Poe"),
    ):
        assert rule_reasons([ABOVE, text, credit, BELOW, LAST])[1] == "caption"
    pair = ["The old bridge's new lights.", "Image Credits: Riverton Council"]
    other = ["Riverton family plan.", "Image Credits: Riverton Council"]
    assert rule_reasons([ABOVE, *pair, BELOW, LAST])[1] is None, "it may be a paragraph"
    assert rule_reasons([ABOVE, *pair, BELOW, *other, LAST, "It rains."])[1:6:3] == ["caption"] * 2


@pytest.mark.parametrize(
    "line",
    [
        "The mayor has no plan.",
        "“I cannot cross.”",
        "What the Council Has Planned for the Old Bridge",
        "Who pays for it?",
        "What happens next",
        "Engineers said on Monday that the second pier has to be replaced before the winter.",
    ],
)
def test_a_paragraph_or_a_heading_above_a_credit_stays(line: str) -> None:
    """Above a picture without a caption."""
    assert rule_reasons([ABOVE, line, "Image: Ann Poe", BELOW, LAST])[1] is None


def test_captions_with_the_same_credit_at_their_end_are_told_by_it() -> None:
    """time.com: "... with physical therapy. Arianna Arcara" four times in a text."""
    first = "Giulia is a nurse at the hospital of Riverton and helps him to walk. Anna Maria Roe"
    second = "Nobody but the doctors crosses the bridge in the morning these days. Anna Maria Roe"
    reasons = rule_reasons([ABOVE, first, BELOW, LAST, second, BELOW[:-1] + ", too."])
    assert [place for place, reason in enumerate(reasons) if reason == "caption"] == [1, 4]
    assert rule_reasons([ABOVE, first, BELOW, LAST])[1] is None


def test_a_caption_above_itself_with_its_credit_goes_too() -> None:
    """abcnews.go.com and usatoday.com print it for the picture and for the whole screen."""
    line = "What to know about the bridge and the ferry"
    assert rule_reasons([ABOVE, line, f"{line} Ann Poe/AP, FILE", BELOW, LAST])[1] == "caption"


def test_who_attends_what_there_is_each_year_is_in_a_picture() -> None:
    line = "Jane Doe attends the 2024 premiere of her film in Riverton"
    assert captions([ABOVE, line, BELOW, LAST]) == [1]
    assert captions([ABOVE, f"She attends the 2024 Assembly. {BELOW}", BELOW, LAST]) == []
