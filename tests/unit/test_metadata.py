"""What a page says of itself where search engines are not told, or in a program's own words."""

import pytest

from schemas import RawArticle
from streams import clean
from streams.cleaning.metadata import written_time

BODY = "<p>" + "The bridge of Riverton is closed for a month, the council said on Monday. " * 4


def page(head: str = "", body: str = "") -> RawArticle:
    html = f"<html><head><title>Bridge</title>{head}</head><body>{body}<article>{BODY}</article>"
    return RawArticle(html=html)


@pytest.mark.parametrize(
    "raw",
    [
        page('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "author": '
             '{"@id": "#ana"}}, {"@type": "Person", "@id": "#ana", "name": "Ana Silva"}]}'
             "</script>"),
        page('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge", '
             '"author": {"givenName": "Ana", "familyName": "Silva"}}</script>'),
        page(body='<p itemprop="author">By <span itemprop="name">Ana Silva</span>, reporter</p>'),
        page(body='<p>By <a rel="author" href="/ana">Ana Silva</a></p>'),
    ],
)  # fmt: skip
def test_authors_are_found_where_the_page_points_at_them(raw: RawArticle) -> None:
    """nytimes.com, cityam.com, derstandard.at: 23 of 258 pages had an author and gave none."""
    assert clean(raw).authors == ["Ana Silva"]


LINKED = '{"@type": "NewsArticle", "headline": "Bridge", "author": "Ana Silva"}'


@pytest.mark.parametrize(
    "script",
    [
        f"//<![CDATA[\n{LINKED}\n//]]>",
        f"/*<![CDATA[*/{LINKED}/*]]>*/",
        f"<!--{LINKED}-->;",
        f"\ufeff{LINKED}",
        LINKED.replace("}", ",\n}"),
        LINKED.replace("Bridge", "Ana\\'s bridge"),
        f'{LINKED} {{"@type": "WebPage"}}',
    ],
)
def test_json_ld_that_is_not_quite_json_is_read(script: str) -> None:
    """It was dropped whole."""
    assert clean(page(f'<script type="Application/LD+JSON">{script}</script>')).authors == [
        "Ana Silva"
    ]


@pytest.mark.parametrize(
    "body",
    [
        '<div class="comment-list"><b itemprop="author">Guest</b></div>',
        "".join(f'<a rel="author" href="/{n}">Author {n}</a>' for n in "ABCDE"),
    ],
)
def test_who_comments_and_a_list_of_authors_are_not_the_articles(body: str) -> None:
    assert clean(page(body=body)).authors == []


@pytest.mark.parametrize(
    ("raw", "time"),
    [
        (page('<meta property="article:published" content="2026-05-03T08:00:00+02:00">'),
         "2026-05-03T08:00:00+02:00"),
        (page('<meta name="date" content="Mon, 4 May 2026 16:07:38 -0600">'),
         "2026-05-04T16:07:38-06:00"),
        (page('<meta name="date" content="Sun May 03 2026 03:05:46 GMT+0200 (Summer Time)">'),
         "2026-05-03T00:00:00+00:00"),
        (page('<meta name="date" content="Sun May 3 19:20:36 CEST 2026">'),
         "2026-05-03T00:00:00+00:00"),
        (page(body='<time itemprop="datePublished" datetime="2026-05-03T08:00:00Z">May</time>'),
         "2026-05-03T08:00:00+00:00"),
        (page(body='<time class="entry-date published" datetime="2026-05-03">May</time>'),
         "2026-05-03T00:00:00+00:00"),
    ],
)  # fmt: skip
def test_times_as_sites_write_them(raw: RawArticle, time: str) -> None:
    """forbes.com, nbcdfw.com, faz.net, pv-magazine.com: 9 of 258 pages."""
    published = clean(raw).published_at
    assert published is not None
    assert published.isoformat() == time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-05-03 14:05:00 UTC", "2026-05-03T14:05:00+00:00"),
        ("2026-05-03 14:05:00 EST", "2026-05-03T14:05:00-05:00"),
        ("2026-05-03T14:05:00GMT", "2026-05-03T14:05:00+00:00"),
        ("2026-05-03T14:05:00+02:00[Europe/Berlin]", "2026-05-03T14:05:00+02:00"),
        ("2026-05-03T24:00:00Z", "2026-05-03T00:00:00+00:00"),
        ("2026-05-03T2:05:00 PM", "2026-05-03T00:00:00+00:00"),
        ("2026-5-3", "2026-05-03T00:00:00+00:00"),
        ("2026/05/03", "2026-05-03T00:00:00+00:00"),
        ("May 3, 2026", "2026-05-03T00:00:00+00:00"),
        ("Sunday, 3 May 2026", "2026-05-03T00:00:00+00:00"),
    ],
)
def test_a_date_is_read_whatever_stands_behind_it(text: str, time: str) -> None:
    """Where what follows "T" was no time, and in a date alone, no date was found."""
    found = written_time(text)
    assert found is not None
    assert found.isoformat() == time


def test_a_time_that_cannot_be_read_does_not_hide_one_that_can() -> None:
    head = (
        '<meta property="article:published_time" content="soon"><meta name="date" '
        'content="2026-05-03">'
    )
    assert clean(page(head)).published_at is not None


@pytest.mark.parametrize(
    "text", ["soon", "Mon, 40 May 2026", "Foo 99 2026 03:05:46", "2026-02-30", "0001-01-01"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert clean(page(f'<meta name="date" content="{text}">')).published_at is None
