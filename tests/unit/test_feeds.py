"""Feeds and archives as sites write them, broken ones too; addresses in one form."""

import io
import random
from itertools import pairwise
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from streams.errors import UserError
from streams.feeds import archives, entries, fetch
from streams.feeds.archives import pages_of
from streams.feeds.entries import canonical, entries_of
from streams.feeds.fetch import Fetcher, NotFetchedError, Page, refuse_private
from streams.feeds.memory import Memory, Validators


@pytest.mark.parametrize(
    ("url", "one"),
    [
        ("HTTPS://Example.org:443/a?utm_source=x&b=1#top", "https://example.org/a?b=1"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/a?b=&c=2", "http://example.org:8080/a?b=&c=2"),
        ("http://a.org/?20231101-fire", "http://a.org/?20231101-fire"),
        ("http://a.org/s?t=%D6%D0&gclid=1&u=a/b;c", "http://a.org/s?t=%D6%D0&u=a/b;c"),
        ("http://a.org/?utm_source", "http://a.org/"),
        ("javascript:alert(1)", None),
        ("http://[broken/", None),
        ("http://example.org:port/", None),
        ("/relative", None),
    ],
)
def test_one_address_in_one_form(url: str, one: str | None) -> None:
    """A query was taken apart and put together again: a key alone got a "=", and two words that
    were not in UTF-8 became one address."""
    assert canonical(url) == one


def test_atom_with_the_whole_article_needs_no_page_and_no_feed_has_no_entries() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title>
      <link href="/a"/><updated>2026-03-02T10:00:00+01:00</updated>
      <content type="html">&lt;p&gt;Some 40 people met.&lt;/p&gt;</content></entry></feed>"""
    (entry,) = entries_of(atom, "https://example.org/feed")
    assert entry.url == "https://example.org/a"
    assert entry.html == "<p>Some 40 people met.</p>"
    assert entry.published_at is not None
    assert entry.published_at.isoformat() == "2026-03-02T09:00:00+00:00"
    for broken in (b"", b"\xff\xfe\x00", b"<rss><channel><item>", b"{}", b"<!ENTITY x SYSTEM 'f'>"):
        assert entries_of(broken, "https://example.org/") == []


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "0.0.0.0", "::ffff:10.1.2.3",
     "64:ff9b::a01:203", "64:ff9b:1::a01:203", "2002:a01:203::1", "fec0::1"],
)  # fmt: skip
def test_a_number_inside_our_network_is_refused_but_where_the_person_named_it(host: str) -> None:
    with pytest.raises(NotFetchedError, match="not a public address"):
        refuse_private(host, {"example.org"})
    refuse_private(host, {host})
    for public in ("93.184.215.14", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e", "2606:4700::1"):
        refuse_private(public, ())


async def test_rules_are_read_to_their_bound_and_kept_for_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A site's 5 MiB of rules held up the other feeds for seconds, and each host's stayed."""
    monkeypatch.setattr(fetch, "ROBOTS_BYTES", 60)
    rules = b"User-agent: *\nDisallow: /secret/\n" + b"#" * 60 + b"\nDisallow: /\n"

    async def once(fetcher: Fetcher, url: str, headers: dict[str, str]) -> Page:
        return Page(rules, "text/plain", url, Validators())

    monkeypatch.setattr(Fetcher, "_once", once)
    fetcher = Fetcher(0.0, ())
    try:
        assert await fetcher.get("https://a.org/open")
        monkeypatch.setattr(fetch, "ROBOTS_SECONDS", -1.0)
        assert await fetcher.get("https://b.org/open")
        assert list(fetcher._rules) == ["https://b.org"]
    finally:
        await fetcher.close()


@pytest.mark.parametrize(
    ("places", "why"),
    [
        (["https://a.org/rules.txt", "http://rules.org/a"], fetch.FORBIDDEN),
        (["http://10.0.0.1/robots.txt"], "robots.txt not read: not a public address"),
        (["https://a.org/robots.txt"], None),
    ],
)
async def test_rules_that_a_site_has_elsewhere_are_followed(
    monkeypatch: pytest.MonkeyPatch, places: list[str], why: str | None
) -> None:
    """A robots.txt that redirects counted as none; one that goes round in a circle still does."""
    chain = dict(pairwise(["https://a.org/robots.txt", *places]))

    async def once(fetcher: Fetcher, url: str, headers: dict[str, str]) -> Page | str:
        rules = b"User-agent: *\nDisallow: /secret/"
        return chain.get(url) or Page(rules, "text/plain", url, Validators())

    monkeypatch.setattr(Fetcher, "_once", once)
    fetcher = Fetcher(0.0, ())
    try:
        if why is None:
            assert await fetcher.get("https://a.org/secret/1")
        else:
            with pytest.raises(NotFetchedError, match=why):
                await fetcher.get("https://a.org/secret/1")
    finally:
        await fetcher.close()


def test_what_is_no_archive_is_said_in_one_line(tmp_path: Path) -> None:
    """One that was cut off within a record was an unexpected AttributeError."""
    for data, why in (
        (b"<html>no archive</html>", "Unknown archive format"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nab", "cut off"),
    ):
        (tmp_path / "a.warc").write_bytes(data)
        with pytest.raises(UserError, match=rf"a\.warc cannot be read: .*{why}"):
            list(pages_of(tmp_path / "a.warc"))
    with pytest.raises(UserError, match=r"b\.warc cannot be read: No such file"):
        list(pages_of(tmp_path / "b.warc"))


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("kind", ["text/html", "image/png"])
def test_an_archive_that_is_cut_off_is_said_and_its_half_page_is_not_taken(
    tmp_path: Path, kind: str, zipped: bool
) -> None:
    """The half of a page was sent as the whole of it, and the whole archive did not send it."""
    whole = io.BytesIO()
    writer = WARCWriter(whole, gzip=zipped)
    for address, content_type in (("http://a.org/1", "text/html"), ("http://a.org/2", kind)):
        headers = StatusAndHeaders("200 OK", [("Content-Type", content_type)], "HTTP/1.1")
        payload = io.BytesIO(random.Random(1).randbytes(20_000))
        writer.write_record(
            writer.create_warc_record(address, "response", payload, http_headers=headers)
        )
    path = tmp_path / "a.warc"
    path.write_bytes(whole.getvalue())
    assert len(list(pages_of(path))) == (2 if kind == "text/html" else 1)
    path.write_bytes(whole.getvalue()[:-10_000])
    pages = pages_of(path)
    assert b'"http://a.org/1"' in next(pages).value
    with pytest.raises(UserError, match=r"a\.warc cannot be read: it is cut off within a record"):
        next(pages)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Biden&#8217;s plan", "Biden’s plan"), ("<![CDATA[Biden&#8217;s plan]]>", "Biden’s plan"),
        ("AT&amp;T cuts 300 jobs", "AT&T cuts 300 jobs"), ("<![CDATA[S&P rises]]>", "S&P rises"),
        ("AT&amp;amp;T cuts 300 jobs", "AT&T cuts 300 jobs"),
        ("<![CDATA[<i>Dune</i>’s <b>part</b> 2 <br/>Out<br>now]]>", "Dune’s part 2 Out now"),
        ("&lt;i&gt;Dune&lt;/i&gt; at 3 &amp;lt; 5", "Dune at 3 < 5"),
        ("Profit &lt; 5% at A&amp;B", "Profit < 5% at A&B"), ("<![CDATA[ <b></b> ]]>", None),
    ],
)  # fmt: skip
def test_a_title_is_text_though_the_feed_has_html(written: str, title: str | None) -> None:
    """Titles were "Biden&#8217;s plan" and "<i>Dune</i> review"."""
    link = "<link>http://a.org/</link>"
    feed = (
        f"<rss version='2.0'><channel><item><title>{written}</title>{link}</item></channel></rss>"
    )
    (entry,) = entries_of(feed.encode(), "http://a.org/feed")
    assert entry.title == title


def test_a_title_of_atom_is_what_its_type_says() -> None:
    for kind, written, title in (
        ("html", "&lt;i&gt;A&lt;/i&gt; &amp;amp; B", "A & B"),
        ("text", "&lt;i&gt; is a tag", "<i> is a tag"),
        ("xhtml", "<div xmlns='http://www.w3.org/1999/xhtml'>A <i>B</i> &lt; C</div>", "A B < C"),
    ):
        feed = (
            f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='{kind}'>{written}"
            "</title><link href='http://a.org/'/></entry></feed>"
        )
        (entry,) = entries_of(feed.encode(), "http://a.org/feed")
        assert entry.title == title


def test_a_feed_is_read_in_the_charset_that_its_site_names() -> None:
    """A feed in windows-1251 that only its site said so of had titles of "Ïîæàð â Ìîñêâå"."""
    feed = "<rss><channel><item><title>{0}</title><link>http://a.org/</link></item></channel></rss>"
    declared = f"<?xml version='1.0' encoding='windows-1251'?>{feed}"
    for title, charset, text, content_type in (
        ("Пожар в Москве", "windows-1251", feed, "text/xml; charset=windows-1251"),
        ("Пожар в Москве", "windows-1251", declared, "text/xml"),
        ("Пожар в Москве", "utf-8", declared, "text/xml"),
        ("The city’s fire", "windows-1252", feed, "application/rss+xml; charset=iso-8859-1"),
        ("Пожар в Москве", "utf-8-sig", feed, ""),
        ("Café", "utf-16", feed, ""),
    ):
        body = text.format(title).encode(charset)
        (entry,) = entries_of(body, "http://a.org/feed", content_type)
        assert entry.title == title


def test_an_extra_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "ArchiveIterator", None)
    monkeypatch.setattr(entries, "feedparser", None)
    monkeypatch.setattr(fetch, "Protego", None)
    said = r"pip install 'newswire\[ingest\]'"
    with pytest.raises(UserError, match=said):
        next(pages_of(Path("a.warc")))
    with pytest.raises(UserError, match=said):
        entries_of(b"", "https://example.org/")
    with pytest.raises(UserError, match=said):
        Fetcher(0, ())


def test_what_was_taken_is_known_after_a_restart(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "new" / "memory.db")
    memory.take("https://example.org/a")
    memory.take("https://example.org/a")
    memory.keep_validators("feed", Validators(etag='"1"'))
    memory.close()
    again = Memory(tmp_path / "new" / "memory.db")
    assert (again.has("https://example.org/a"), again.has("https://example.org/b")) == (True, False)
    assert again.validators("feed").headers() == {"If-None-Match": '"1"'}
    assert again.validators("other").headers() == {}
    again.close()


def test_a_feeds_entities_read_no_file_and_do_not_grow(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not for strangers")
    item = "<rss><channel><item><link>http://a.org/</link><title>{0}</title></item></channel></rss>"
    names = "abcdefghi"
    grow = "".join(
        f"<!ENTITY {name} '{('&' + before + ';') * 10}'>" for before, name in pairwise(names)
    )
    for entities, use in (
        (f"<!ENTITY x SYSTEM '{secret.as_uri()}'>", "&x;"),
        (f"<!ENTITY a 'aaaaaaaaaa'>{grow}", "&i;"),
    ):
        feed = f"<?xml version='1.0'?><!DOCTYPE r [{entities}]>{item.format(use)}"
        (entry,) = entries_of(feed.encode(), "http://a.org/feed")
        assert "strangers" not in (entry.title or "")
        assert len(entry.title or "") < 10_000


def test_what_a_site_answers_is_never_the_name_of_a_file_of_ours(tmp_path: Path) -> None:
    """A feed of the one line "/dev/zero" was opened and read for ever."""
    ours = tmp_path / "ours.xml"
    ours.write_text("<rss><channel><item><link>http://a.org/ours</link></item></channel></rss>")
    assert [entry.url for entry in entries_of(ours.read_bytes(), "http://a.org/feed")]
    assert entries_of(str(ours).encode(), "http://a.org/feed") == []
