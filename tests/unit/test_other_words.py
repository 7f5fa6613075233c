"""Calls and notices of a page as other sites word them, and what sets them apart from the text."""

import pytest

from streams import clean
from streams.cleaning.boilerplate import rule_reasons
from streams.cleaning.phrases import reason_for

BODY = "The council voted by 12 to 3 to close the bridge until the repairs are done."
MORE = "Whoever wants to cross takes the ferry, the mayor told reporters after the vote."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("By subscribing, you agree to our Terms of Use", "consent"),
        ("We won't share your data with third parties", "consent"),
        ("Register for the Ledger's weekly bulletin", "sign_up"),
        ("Delivered every Monday morning", "sign_up"),
        ("Subscribe to read this story", "sign_up"),
        ("Try 3 months for $1", "sign_up"),
        ("Please support us by making a contribution", "sign_up"),
        ("Available on iOS and Android", "sign_up"),
        ("Subscribe on Spotify", "sign_up"),
        ("Twitter: @janedoe", "share"),
        ("If you have a story, email tips@ledger.example", "share"),
        ("Have you been affected by the flood? Share your experiences", "share"),
        ("Comments have been disabled", "share"),
        ("RELATED | Mayor quits after bridge fails", "related"),
        ("More top stories", "related"),
        ("Others also read", "related"),
        ("OPINION | Why bridges fall", "related"),
        ("For more stories like this, visit ledger.example", "related"),
        ("Report this ad", "advertisement"),
        ("This article contains affiliate links", "advertisement"),
        ("Reproduction without permission is prohibited", "copyright"),
        ("The post Mayor quits appeared first on The Ledger.", "copyright"),
        ("Photography: John Roe", "credit"),
        ("Analysis by Jane Doe", "credit"),
        ("Representative image", "caption"),
        ("The mayor on the bridge. Screenshot/RiverTV", "caption"),
        ("The mayor on the bridge. Picture: PA", "caption"),
        ("The mayor on the bridge. [File: Jane Doe/Reuters]", "caption"),
        ("This story has been updated with additional information.", "page_furniture"),
        ("Spotted a mistake? Let us know", "page_furniture"),
        ("Home > News > Politics", "page_furniture"),
    ],
)
def test_a_call_is_known_in_other_words(line: str, reason: str) -> None:
    """Half of 876 such lines stayed: the list had them as a few sites word them."""
    assert reason_for(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "By signing up for the plan, members agreed to pay $20 a month.",
        "Subscribe to that theory, the minister warned, and the economy will shrink.",
        "Join the army, his father told him in 1998, and he did.",
        "Support for independent media has fallen since the vote.",
        "Your support made the difference, he told voters in Ohio.",
        "Are you ready? Send in the clowns was sung next.",
        "For more stories than a lifetime has days, see the archive of the village.",
        "More on the victims",
        "See more photos:",
        "Latest in a series",
        "Views: 3 of 10 voters agree",
        "Sponsored posts must be marked, the court ruled.",
        "The post office in Riverton first appeared on maps in 1821.",
        "Additional research by the university is planned.",
        "Writers: do not go to Hollywood",
        "Analysis by the institute put the cost at 3 million euros.",
        "This story is breaking hearts across the country.",
        "This story has been corrected to show that the bridge is open.",
        "Found a mistake? The voters did, on Sunday.",
    ],
)
def test_sentences_with_the_words_of_a_call_are_kept(line: str) -> None:
    assert reason_for(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "• Follow the Ledger on Google News",
        "- SEE ALSO: Mayor quits after bridge fails",
        "**Related Posts**",
        "_Share this story_",
        "### Most Popular",
        "[More from The Ledger](https://ledger.example/news)",
        "[Trending Stories]",
        "—ADVERTISEMENT—",
        "Skip to content →",
        "—With additional reporting by Ana Silva",
    ],
)
def test_what_sets_a_line_apart_is_no_part_of_what_it_says(line: str) -> None:
    """Two thirds of the lines that were known stayed where they had a bullet or emphasis."""
    assert reason_for(line) is not None


def test_points_of_a_list_go_only_together() -> None:
    """An article has lists of what to do, and things of one word."""
    advice = ["• Sign up for alerts", "• Keep water for three days", "• Get news alerts"]
    assert rule_reasons([BODY, *advice, MORE]) == [None] * 5
    assert rule_reasons([BODY, "• Facebook", MORE]) == [None] * 3
    assert reason_for("[Pause]") is None
    calls = ["* Share this story", "* Follow us on X"]
    assert rule_reasons([BODY, *calls, MORE]) == [None, "share", "share", None]


def test_a_post_behind_a_name_makes_a_byline() -> None:
    article = clean(f"Jane Doe, Political Editor\n\n{BODY}\n\n{MORE}")
    assert article.authors == ["Jane Doe"]
    assert clean(f"_By Jane Doe_\n\n{BODY}\n\n{MORE}").authors == ["Jane Doe"]
