"""Notes of ministries, journals, magazines and local papers, and sentences that begin like them."""

import pytest

from streams.cleaning.phrases import reason_for


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Get the week's best finds explained by our team, every Friday", "sign_up"),
        ("If you liked this story, you will love our weekly briefing.", "sign_up"),
        ("Have you had trouble with it? We would like to hear your story", "share"),
        ("From the archive: The woman who drew the deep", "related"),
        ("All products are picked by our editors.", "advertisement"),
        ("Contact reporter Jane Doe at 555-0143.", "credit"),
        ("By our energy desk", "credit"),
        ("lb/ks (AFP, dpa)", "credit"),
        ("Jane covers courts. A native of Riverton, she joined the Ledger in 2019.", "credit"),
        ("For interviews, please contact the press officer in Maputo", "credit"),
        ("Disclosure: The author owns small amounts of ether.", "credit"),
        ("Chart: Prices of packs, 2013-2024, in dollars", "caption"),
        ("The boy was taken to hospital.(HT Photo)", "caption"),
        ("A bridge in Riverton. Photograph: Jane Doe/The Courier", "caption"),
        ("DOI: 10.5555/lunsci.2025.0417", "page_furniture"),
        ("This article is for information only and is no advice.", "page_furniture"),
        ("Photos and b-roll are available for download", "page_furniture"),
    ],
)
def test_notes_of_a_page(line: str, reason: str) -> None:
    assert reason_for(line) == reason


@pytest.mark.parametrize(
    "line",
    [
        "Get vaccinated every year, doctors say, and wash your hands.",
        "Contact tracers worked through the night.",
        "For interviews the company sent its chief executive, who did not answer.",
        "Medicare covers hearing aids, and the agency has been based in Baltimore since 1977.",
        "Have you seen the film? We would like to, the children answered.",
        "This website offers legal advice to tenants, and it is free.",
        "From the archive: a letter of 1923 shows how the two men met.",
        "Images are not available to researchers, the archive said.",
        "Charts of the coast are sold out.",
    ],
)
def test_sentences_that_begin_like_them_are_kept(line: str) -> None:
    assert reason_for(line) is None
