"""What a page's JSON-LD says of the article, held against the page."""

import json
from typing import Any

import pytest

from schemas import CleanArticle, RawArticle
from streams import clean

PLACES = "bridge harbour school market river museum station hospital stadium library".split()
PARAGRAPHS = [
    f"The {place} in the north of Riverton was closed on Monday after an inspection found {count} "
    f"faults in it, the chief engineer said in a report of {count * 7} pages on the {place}."
    for count, place in enumerate(PLACES, 3)
]
TITLE = "Riverton closes its buildings"


def cleaned(declared: Any) -> CleanArticle:
    """What comes of a page with all PARAGRAPHS and such JSON-LD."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return clean(
        RawArticle(
            html=f"<html><head><script type='application/ld+json'>{json.dumps(declared)}</script>"
            f"</head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
        )
    )


@pytest.mark.parametrize(
    "declared",
    [
        " ".join(PARAGRAPHS[:4]),
        " ".join(PARAGRAPHS)[:800],
        " ".join(PARAGRAPHS)[:1500] + " [...]",
        " ".join(PARAGRAPHS[:5]) + " Subscribe to read on",
    ],
)
def test_an_excerpt_in_the_json_ld_does_not_cut_the_article(declared: str) -> None:
    """Of ten paragraphs the four that the excerpt has were kept, and none of the rest on record."""
    article = cleaned({"@type": "NewsArticle", "headline": TITLE, "articleBody": declared})
    assert article.text.split("\n\n") == PARAGRAPHS


def test_what_is_above_and_below_a_whole_declared_body_is_cut() -> None:
    article = cleaned({"@type": "NewsArticle", "articleBody": "\n".join(PARAGRAPHS[1:-1])})
    assert article.text.split("\n\n") == PARAGRAPHS[1:-1]


def test_a_live_blog_is_not_one_of_its_entries() -> None:
    """Title, author and time of the entry with the longest text were taken, and its text alone."""
    entries = [
        {
            "@type": "BlogPosting",
            "headline": f"Entry {number}",
            "author": "Bo Roe",
            "datePublished": f"2026-05-03T{10 + number}:00:00Z",
            "articleBody": " ".join(PARAGRAPHS[number : number + 4]),
        }
        for number in range(6)
    ]
    article = cleaned(
        {
            "@type": "LiveBlogPosting",
            "headline": TITLE,
            "author": {"@type": "Person", "name": "Ann Poe"},
            "datePublished": "2026-05-03T06:00:00Z",
            "liveBlogUpdate": entries,
        }
    )
    assert (article.title, article.authors) == (TITLE, ["Ann Poe"])
    assert article.published_at is not None
    assert article.published_at.hour == 6
    assert article.text.split("\n\n") == PARAGRAPHS


def test_an_article_that_the_page_lists_is_not_the_pages() -> None:
    """A listed article that says more of itself than the page's own gave title, author and time."""
    other = {
        "@type": "NewsArticle", "headline": "Other story", "author": "Zoe Zed", "image": "i",
        "datePublished": "2020-01-01", "publisher": "p", "description": "d",
    }  # fmt: skip
    listed = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": other}]}
    article = cleaned([listed, {"@type": "NewsArticle", "headline": TITLE, "author": "Ann Poe"}])
    assert (article.title, article.authors) == (TITLE, ["Ann Poe"])
