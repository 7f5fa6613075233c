"""Pages that no site should send: never a crash, never a word that is not in the page."""

import json
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from schemas import RawArticle
from streams import clean
from streams.cleaning.html import lines_inside, read_page
from streams.cleaning.metadata import read_metadata, without_site
from streams.errors import InvalidInputError, Reason

BODY = "The council voted by 12 to 3 to close the bridge until the repairs are done."
WORD = re.compile(r"\w+")
LD = '{"@type": "NewsArticle", "headline": "Bridge closes", "articleBody": "%s", "author": %s}'


def page(*, ld: str = "", head: str = "", paragraphs: int = 8, after: str = "") -> str:
    body = "".join(f"<p>{BODY} It is paragraph {n} of the story.</p>" for n in range(paragraphs))
    script = f"<script type='application/ld+json'>{ld}</script>" if ld else ""
    return (
        f"<html lang='en-GB'><head><title>Bridge closes - The Ledger</title>{head}{script}</head>"
        f"<body><nav>Home</nav><article><h1>Bridge closes</h1>{body}</article>{after}</body></html>"
    )


def test_json_ld_comes_before_meta_tags() -> None:
    head = "<meta name='author' content='Desk'><meta property='article:section' content='Roads'>"
    ld = LD % ("", '[{"@type": "Person", "name": "Jane Doe"}, {"name": "By John Roe"}]')
    metadata = read_page(page(ld=ld, head=head)).metadata
    assert metadata.authors == ("Jane Doe", "John Roe")
    assert (metadata.title, metadata.section, metadata.language) == ("Bridge closes", "Roads", "en")


@pytest.mark.parametrize(
    ("date", "iso"),
    [("2026-03-05T10:00:00+02:00", "2026-03-05T10:00:00+02:00"),
     ("2026-03-05", "2026-03-05T00:00:00+00:00"),
     ("on 2026-03-05 at noon", "2026-03-05T00:00:00+00:00")],
)  # fmt: skip
def test_dates_keep_their_zone(date: str, iso: str) -> None:
    head = f"<meta property='article:published_time' content='{date}'>"
    published_at = read_page(page(head=head)).metadata.published_at
    assert published_at is not None
    assert published_at.isoformat() == iso


STRANGE = '{"@type": ["Article"], "author": 3, "headline": ["a", 1], "articleBody": {}}'


@pytest.mark.parametrize("ld", ["{", "[1, null, {}]", '{"@type": 7}', STRANGE, "[" * 9000])
def test_broken_json_ld_is_passed_over(ld: str) -> None:
    found = read_page(page(ld=ld))
    assert found.text.count(BODY) == 8
    assert found.metadata.title


def test_the_canonical_address_gives_the_source() -> None:
    head = "<link rel='canonical' href='https://www.ledger.example/bridge'>"
    article = clean(RawArticle(html=page(head=head)))
    assert (article.url, article.source) == ("https://www.ledger.example/bridge", "ledger.example")


def test_the_declared_body_brings_back_what_extraction_missed() -> None:
    told = " ".join(f"{BODY} It is paragraph {n} of the story." for n in range(8))
    hidden = "".join(f"<p>{BODY} It is paragraph {n} of the story.</p>" for n in range(8))
    html = (
        f"<html><head><script type='application/ld+json'>{LD % (told, '[]')}</script></head><body>"
        f"<div class='comments footer'>{hidden}</div></body></html>"
    )
    assert read_page(html).text.count(BODY) == 8


def test_what_stands_under_the_declared_body_is_not_body() -> None:
    told = " ".join(f"{BODY} It is paragraph {n} of the story." for n in range(8))
    after = "<p>Jane Doe has covered roads and rivers for the Ledger since she left school.</p>"
    html = page(ld=LD % (told, "[]")).replace("</article>", after + "</article>")
    assert "since she left school" not in read_page(html).text
    undeclared = page().replace("</article>", after + "</article>")
    assert "since she left school" in read_page(undeclared).text


def test_deep_nesting_is_read() -> None:
    html = page(after="<div>" * 500 + BODY + "</div>" * 500)
    assert BODY in read_page(html).text


def test_deeper_nesting_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="nested"):
        read_page(page(after="<div>" * 10_000 + BODY + "</div>" * 10_000))


def test_more_tags_than_a_page_has_are_refused_at_once() -> None:
    """50 MB of paragraphs took more than four minutes where no worker ended it."""
    with pytest.raises(InvalidInputError, match="tags, more than") as refused:
        read_page(page(after="<p>x</p>" * 60_000))
    assert refused.value.reason is Reason.TOO_LARGE


def test_more_lines_than_an_article_has_are_refused_at_once() -> None:
    """50 MB of one-letter lines took more than four minutes where no worker ended it."""
    with pytest.raises(InvalidInputError, match="lines, more than") as refused:
        clean(RawArticle(text="x\n" * 600_000))
    assert refused.value.reason is Reason.TOO_LARGE


def test_a_tag_of_thousands_of_attributes_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="attributes"):
        read_page(page(after="<p " + "a=1 " * 9_000 + ">x</p>"))
    for value in ("'" + "a b " * 9_000 + "'", "data:image/png;base64," + "a/" * 12_000):
        assert read_page(page(after=f"<p data-picture={value}>x</p>")).text.count(BODY) == 8


@pytest.mark.parametrize("apart", ["", "/"])
def test_attributes_without_a_space_between_them_are_counted(apart: str) -> None:
    """289 kB of them took 12 seconds: words were counted."""
    attributes = apart.join(f'a{n}="1"' for n in range(9_000))
    with pytest.raises(InvalidInputError, match="9,001 attributes"):
        read_page(page(after=f"<p {attributes}>x</p>"))


def test_lists_nested_too_deep_for_trafilatura_are_refused() -> None:
    """A RecursionError came out, which is no fault of the input's by its name."""
    with pytest.raises(InvalidInputError, match="nested too deep") as refused:
        read_page(f"<article>{BODY * 9}{'<ul><li>some text ' * 900}{'</li></ul>' * 900}</article>")
    assert refused.value.reason is Reason.BAD_HTML


def test_a_paragraphs_text_is_taken_once_for_all_of_its_links(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """3,000 links in one paragraph took 3.5 seconds."""
    taken: list[str] = []

    def taking(element: HtmlElement) -> str:
        taken.append(element.tag)
        return "".join(element.itertext()).strip()

    monkeypatch.setattr("streams.cleaning.html._text", taking)
    read_page(page(after="<p>" + "<a href='/'>Six bridges that never were</a> " * 50 + "</p>"))
    assert taken.count("p") == 1


@given(st.lists(st.text("ab", max_size=3)), st.text("ab"))
def test_lines_are_found_in_the_declared_body_wherever_they_stand(
    lines: list[str], declared: str
) -> None:
    """Behind the line before first: 8,000 lines took 2.4 seconds."""
    assert lines_inside(lines, declared) == [line != "" and line in declared for line in lines]


def test_text_beside_hollow_elements_stays() -> None:
    """Hollow elements are dropped before extraction: what stands behind one must stay."""
    hollow = "<div><p> </p><ul><li></li></ul></div>"
    body = (
        f"{hollow}<p>{BODY} The first.</p>{hollow}{BODY} The second.<div></div> {BODY} The third."
    )
    text = read_page(f"<html><body><article>{body}</article></body></html>").text
    assert [text.count(f"The {which}.") for which in ("first", "second", "third")] == [1, 1, 1]


@pytest.mark.parametrize("between", ["pull-quote", "article"])
def test_paragraphs_in_a_paragraph_stay_in_their_order(between: str) -> None:
    """The inner one's text came before what stands above it, or the one behind it was lost."""
    story = f"It closes. <{between}>The mayor said: <p>{BODY}</{between}> It opens in May."
    text = read_page(page().replace("</article>", f"<p>{story}</p>{BODY}</article>")).text
    assert re.search(rf"It closes\.\s+The mayor said:\s*\n{BODY}\s+It opens in May\.", text)


@pytest.mark.parametrize("html", ["", " ", "\0", "<", "<!--", "plain text", "<?xml version='1.0'?>",
                                  "<html></html>", "<![CDATA[x]]>", "\ud800<p>x</p>"])  # fmt: skip
def test_what_is_hardly_a_page_is_no_crash(html: str) -> None:
    assert isinstance(read_page(html).text, str)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 2**32))
def test_a_damaged_page_invents_nothing(cut: int, seed: int) -> None:
    """The letters of each paragraph stand in the page in this order: tags may stand between."""
    html = page(ld=LD % (BODY, '"Jane Doe"'), after="<footer>All rights reserved</footer>")
    damaged = list(html[: max(1, cut % len(html))])
    chance = random.Random(seed)
    for _ in range(chance.randrange(20)):
        damaged[chance.randrange(len(damaged))] = chance.choice("<>\"'/ é\0\ud800")
    text = "".join(damaged)
    article = clean(RawArticle(html=text))
    letters = "".join(WORD.findall(text))
    for span in article.paragraphs:
        place = 0
        for letter in "".join(WORD.findall(article.text[span.start : span.end])):
            place = letters.find(letter, place) + 1
            assert place, article.text[span.start : span.end]


def test_wrongly_decoded_text_is_repaired() -> None:
    html = page().replace(BODY, "The cafÃ© on the bridge isnâ€™t open until the repairs are done.")
    assert "The café on the bridge isn’t open" in clean(RawArticle(html=html)).text


def test_metadata_of_an_empty_tree() -> None:
    assert read_metadata(document_fromstring("<p>x</p>")).authors == ()


@pytest.mark.parametrize(
    ("title", "short"),
    [("Bridge closes | The Ledger", "Bridge closes"), ("Bridge - Roads - Ledger", "Bridge"),
     ("Bridge | Roads | Ledger", "Bridge | Roads"), ("Bridge re-opens", "Bridge re-opens"),
     (f"Bridge - {'x' * 41}", f"Bridge - {'x' * 41}"), ("- Ledger", "- Ledger"),
     (f"Bridge - {'x' * 40}", "Bridge"), ("A - bc", "A"), ("A - b", "A - b")],
)  # fmt: skip
def test_a_site_name_is_taken_off_a_title(title: str, short: str) -> None:
    assert without_site(title) == short


@pytest.mark.parametrize(
    "name",
    ["Jane Doe and John Roe", "Jane Doe, and John Roe", "Jane Doe ;  John\nRoe",
     "Jane Doe &amp; John Roe"],
)  # fmt: skip
def test_authors_in_one_string_are_told_apart(name: str) -> None:
    ld = json.dumps({"@type": "NewsArticle", "headline": "Bridge", "author": {"name": name}})
    assert read_page(page(ld=ld)).metadata.authors == ("Jane Doe", "John Roe")


def test_a_sign_of_less_is_no_tag() -> None:
    ld = json.dumps({"@type": "NewsArticle", "articleBody": "<p>It is < 5 <b>now</b>.</p>"})
    tree = document_fromstring(page(ld=ld))
    assert read_metadata(tree).body.split() == ["It", "is", "<", "5", "now", "."]


def test_lists_of_links_and_linked_headlines_are_no_body() -> None:
    """A paper's related stories came as items of the body: "- Health: What really helps"."""
    links = "".join(
        f"<li><b>Health:</b> <a href='/{n}'>What really helps against rain, part {n}</a></li>"
        for n in range(3)
    )
    headline = "<p><strong><a href='/b'>Harbour deal fails as council walks out</a></strong></p>"
    steps = "<ul><li>Close the bridge.</li><li>Look at <a href='/c'>the cables</a> first.</li></ul>"
    text = read_page(
        page().replace("</article>", f"{steps}<ul>{links}</ul>{headline}{BODY}</article>")
    ).text
    assert "really helps" not in text
    assert "Harbour deal" not in text
    assert "Close the bridge." in text
    assert "the cables" in text


def test_what_a_browser_does_not_show_is_no_body() -> None:
    """A page's notice and another article's headline were sentences of the text."""
    hidden = "<p hidden>We may earn a commission.<p><div hidden=''><p>Ferry sinks.</p></div> Now. "
    found = f"<p hidden='until-found'>The piers are of oak.</p><p>{hidden}"
    text = read_page(page().replace("</article>", f"{found}{BODY}</article>")).text
    assert "commission" not in text
    assert "Ferry" not in text
    assert "of oak" in text
    assert BODY in text
    assert BODY in read_page(page().replace("<body", "<body hidden")).text


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [("<meta property='og:title' content='Bridge closes - The Ledger'>"
      "<meta property='og:site_name' content='The Ledger'>", "Bridge closes", ()),
     ("<meta property='og:title' content='Bridge closes - a chronicle'>"
      "<meta property='og:site_name' content='The Ledger'>", "Bridge closes - a chronicle", ()),
     ("<link rel='canonical' href='https://www.ledger.example/bridge'>"
      "<meta name='author' content='Jane Doe, Ledger.example'>", "Bridge closes", ("Jane Doe",))],
)  # fmt: skip
def test_a_site_is_neither_title_nor_author(
    head: str, title: str, authors: tuple[str, ...]
) -> None:
    metadata = read_page(page(head=head)).metadata
    assert (metadata.title, metadata.authors) == (title, authors)


def test_the_year_one_is_no_date() -> None:
    head = "<meta property='article:published_time' content='0001-01-01T00:00:00'>"
    assert read_page(page(head=head)).metadata.published_at is None


def test_an_editors_own_marks_are_no_part_of_a_declared_body() -> None:
    """A magazine declares its body as its editors write it, with links and marks."""
    told = "\\n".join(
        [
            "+++dropcap",
            "[#image: /photos/1]",
            *(f"{BODY} [A paper](https://a.example/b) {n}." for n in range(9)),
        ]
    )
    body = read_page(page(ld=LD % (told, "[]"))).metadata.body
    assert body.split("\n")[2:] == [f"{BODY} A paper {n}." for n in range(9)]
    assert not body[:2].strip()
