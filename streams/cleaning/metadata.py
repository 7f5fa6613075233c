"""What a page says about itself: schema.org's JSON-LD first, then meta tags, then the page.

See https://schema.org/NewsArticle and https://ogp.me; sites fill them in for search engines.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from streams.cleaning.bylines import given_names
from streams.cleaning.linked import linked_article, strings, strings_joined

NO_COMMENT = "not(ancestor-or-self::*[contains(@class, 'comment') or @itemprop='comment'])"
MARKED_AUTHOR = (
    f"//*[@itemprop='author' and not(self::meta) and {NO_COMMENT}]"
    f" | //a[@rel='author' and {NO_COMMENT}]"
)
MARKED_TIMES = (
    "//*[@itemprop='datePublished']",
    "//time[contains(@class, 'published') and not(contains(@class, 'updated'))]",
)
MOST_AUTHORS, MOST_NAME = 4, 80
"""Names that elements mark beyond which they are of a list of articles, and the longest name."""
DATE = re.compile(r"\b(?P<year>(?:19|20)\d\d)([-/])(?P<month>\d\d?)\2(?P<day>\d\d?)(?!\d)")
ZONES = {
    "UTC": "+00:00", "GMT": "+00:00", "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00",
    "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
"""As programs print them behind a time in ISO 8601: "2024-05-03 14:05:00 UTC"."""
PRINTED = re.compile(
    r"(?P<day>[A-Z][a-z]{2} \d{1,2}) (?:(?P<year>\d{4}) )?\d\d:\d\d:\d\d .{0,10}?"
    r"(?P<last>(?<= )\d{4})?(?: \(.{0,40}\))?$"
)
"""A program's "Tue Nov 19 2019 03:05:46 GMT+0000", "Fri Apr 28 19:20:36 CEST 2023"."""
FIRST_YEAR = 1990
"""No page is from before the web."""
SITE_BARS = "|–—»·"
SITE_CHARS = range(2, 41)
"""Of a site's name behind a bar or a hyphen, at the end of a page's title."""
TAG = re.compile(r"<[^<>]*>")
BLOCK_TAG = re.compile(r"</?(?:p|br|div|li|h\d)\b[^<>]*>")
LINK = re.compile(r"\[([^\[\]]{1,200})\]\((?:https?:)?//[^()\s]{1,500}\)")
"""As an editor's own format has it in a declared body: "[a paper](https://...)"."""
EDITOR_LINE = re.compile(r"(?m)^(?:\+\+\+[\w-]*|\[#\w+: ?[^\]\n]*\].*|\{:[^}\n]*\})$")
META_TITLE = ("og:title", "twitter:title", "dc.title")
META_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
META_DATE = (
    "article:published_time", "article:published", "datepublished", "date", "dc.date",
    "dc.date.issued", "pubdate", "publishdate", "publish-date", "parsely-pub-date",
    "sailthru.date", "og:published_time",
)  # fmt: skip
META_SECTION = ("article:section", "parsely-section", "section")


class Metadata(NamedTuple):
    """What was found; None or empty where nothing was."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    """With a zone; midnight UTC where only a date is given."""
    section: str | None = None
    language: str | None = None
    """ISO 639-1, as the page declares it."""
    url: str | None = None
    """The canonical address."""
    body: str = ""
    """JSON-LD's articleBody, without tags; often cut short or missing."""


def read_metadata(tree: HtmlElement) -> Metadata:
    """The metadata of a parsed page. Never raises on what a page holds."""
    by_tag: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in tree.iter("script", "meta", "link", "title", "h1"):
        by_tag[element.tag].append(element)
    article = linked_article(by_tag["script"])
    meta = _meta_tags(by_tag["meta"])

    def first(names: tuple[str, ...]) -> str | None:
        """The first of the meta tags that has a content."""
        return next((meta[name] for name in names if meta.get(name)), None)

    links = (link.get("href") for link in by_tag["link"] if link.get("rel") == "canonical")
    canonical = next(filter(None, links), None)
    site = meta.get("og:site_name")
    url = _address(canonical) or _address(meta.get("og:url"))
    names = _site_names(site, url)
    title = _text(article.get("headline")) or first(META_TITLE)
    authors = [n for n in _authors(article, meta) if _squashed(n) not in names]
    if not authors:
        authors = [n for n in given_names(_shown_authors(tree)) if _squashed(n) not in names]
    return Metadata(
        title=_without_names(title, names) if title else _own_title(by_tag),
        authors=tuple(authors),
        published_at=written_time(_text(article.get("datePublished")))
        or next(filter(None, map(written_time, map(meta.get, META_DATE))), None)
        or _shown_time(tree),
        section=_text(article.get("articleSection")) or first(META_SECTION),
        language=_language(tree.get("lang") or meta.get("og:locale")),
        url=url,
        body=_body(article.get("articleBody")),
    )


def _meta_tags(tags: Iterable[HtmlElement]) -> dict[str, str]:
    """By lower-case name or property; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in tags:
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        content = _text(tag.get("content"))
        if name and content:
            found.setdefault(name, content)
    return found


def _own_title(by_tag: Mapping[str, Sequence[HtmlElement]]) -> str | None:
    headings = [_text(heading.text_content()) for heading in by_tag["h1"]]
    if len(headings) == 1 and headings[0]:
        return headings[0]
    title = _text(next((title.text for title in by_tag["title"] if title.text), None))
    return without_site(title) if title else None


def without_site(title: str) -> str:
    """A title without the site's name at its end: "Bridge closes" of "Bridge closes | Ledger".

    `title` has single spaces and none at its ends.
    """
    for chars in reversed(SITE_CHARS):
        rest, bar = title[-chars:], title[-chars - 3 : -chars]
        apart = len(bar) == 3 and bar[0] == bar[2] == " " and bar[1] in f"{SITE_BARS}-"
        if apart and not any(sign in rest for sign in SITE_BARS):
            return title[: -chars - 3]
    return title


def _site_names(site: str | None, url: str | None) -> set[str]:
    """What a page calls its site: by name and by address, with and without the ending."""
    host = (urlsplit(url).netloc if url else "").lower().removeprefix("www.")
    parts = host.split(".")
    names = {site or "", host, *(".".join(parts[:count]) for count in range(1, len(parts)))}
    return {_squashed(name) for name in names} - {""}


def _without_names(title: str, names: set[str]) -> str:
    """A title without a name of its site behind a bar or a hyphen at its end."""
    short = without_site(title)
    rest = title[len(short) :].lstrip(f" {SITE_BARS}-")
    return short if _squashed(rest) in names else title


def _squashed(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _authors(article: dict[str, Any], meta: dict[str, str]) -> tuple[str, ...]:
    names: list[str] = []
    given = article.get("author")
    for author in given if isinstance(given, list) else [given]:
        names += strings(author)
    if not names:
        names = [meta[name] for name in META_AUTHOR if meta.get(name)][:1]
    return given_names(filter(None, map(_text, names)))


def _shown_authors(tree: HtmlElement) -> list[str]:
    """The authors that the page's elements mark, none where they are of many articles."""
    found: list[str] = []
    for element in tree.xpath(MARKED_AUTHOR):
        named = element.xpath(".//*[@itemprop='name']") or [element]
        text = _text(named[0].get("content") or named[0].text_content())
        found += [text] if text and len(text) < MOST_NAME else []
    names = list(dict.fromkeys(found))
    return names if len(names) <= MOST_AUTHORS else []


def _shown_time(tree: HtmlElement) -> datetime | None:
    """The time that the page's elements mark as the article's."""
    for path in MARKED_TIMES:
        for element in tree.xpath(path):
            if time := written_time(element.get("datetime") or element.get("content")):
                return time
    return None


def written_time(text: str | None) -> datetime | None:
    """A time in ISO 8601 or as RFC 2822 and programs print it, or the date in it, or a date."""
    if not text or not (time := _iso_time(text) or _printed_time(text)):
        return None
    if time.year < FIRST_YEAR:  # "0001-01-01" stands for no date
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _iso_time(text: str) -> datetime | None:
    time = text.partition("[")[0].strip()  # Java puts the zone's name behind: "[Europe/Berlin]"
    if time[-3:] in ZONES:
        time = time[:-3].rstrip() + ZONES[time[-3:]]
    try:
        return datetime.fromisoformat(time)
    except ValueError:
        found = DATE.search(text)
    if not found:
        return None
    year, month, day = map(int, found.group("year", "month", "day"))
    try:
        return datetime(year, month, day)
    except ValueError:
        return None


def _printed_time(text: str) -> datetime | None:
    """The date alone where the zone is not known: a program prints it by its name."""
    for attempt in (text, f"{text} 00:00"):
        try:
            time = parsedate_to_datetime(attempt)
        except ValueError:
            continue
        return time if time.tzinfo else time.replace(hour=0, minute=0, second=0)
    found = PRINTED.search(text)
    try:
        year = found["year"] or found["last"] if found else None
        return datetime.strptime(f"{found['day']} {year}", "%b %d %Y") if found and year else None
    except ValueError:
        return None


def _language(declared: str | None) -> str | None:
    found = re.match(r"[a-zA-Z]{2}(?![a-zA-Z])", declared or "")
    return found[0].lower() if found else None


def _address(url: str | None) -> str | None:
    return url.strip() if url and re.match(r"\s*https?://", url) else None


def _body(value: Any) -> str:
    text = strings_joined(value)
    if "<" in text:
        text = TAG.sub(" ", BLOCK_TAG.sub("\n", text))
    if "](" in text:
        text = LINK.sub(r"\1", text)
    if "+++" in text or "[#" in text:
        text = EDITOR_LINE.sub("", text)
    return html.unescape(html.unescape(text))


def _text(value: Any) -> str | None:
    text = " ".join(html.unescape(strings_joined(value)).split())
    return text or None
