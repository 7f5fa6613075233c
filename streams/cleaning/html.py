"""HTML pages to body text and metadata, by trafilatura in its fast mode on a tree made smaller.

The page is parsed once; what can never be body goes before trafilatura looks. Where the page's
own JSON-LD has the body too, the two are held against each other: what the page says it is counts.
Only where the result is absurd is a second, slower way tried.
"""

import re
from typing import NamedTuple

import lxml.etree
import lxml.html
import numpy as np
import trafilatura

from streams.cleaning.metadata import Metadata, read_metadata
from streams.cleaning.text import repaired
from streams.errors import InvalidInputError, Reason

MAX_DEPTH = 2048
"""Elements open at once, the most that libxml2 follows; real pages stay under 200."""
NEVER_BODY = (
    "head script style noscript template svg iframe canvas object embed video audio button select "
    "textarea input nav footer aside dialog img picture source meta link map area track param "
    "option optgroup label legend"
).split()
HOLLOW = ("div", "ul", "li", "p")
"""Elements that are dropped where nothing is in them: a quarter of a page. Not links: trafilatura
tells lists of pictures by them."""
INLINE = frozenset(["strong", "b", "em", "i", "span"])
HEADLINE = 25
"""Characters of a link from which on it is a headline."""
HIDDEN = lxml.etree.XPath("/html/body/descendant::*[@hidden != 'until-found']")
"""What a browser does not show; what it shows to who searches for it is text."""
NESTED = lxml.etree.XPath("/html/body/descendant::p[ancestor::p]")
"""Paragraphs that an element between, mostly one of the site's own making, keeps in another."""
MAY_HIDE = re.compile(rb"hidden(?<!-hidden)[\s>=/]")
"""What a page with such elements has, and two in three others have not."""
ELEMENTS = lxml.etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
"""All elements alike: lxml.html else asks Python for the class of each, to tell form fields."""
MAX_TAGS = 100_000
"""Real pages have fewer than 10,000; trafilatura takes four times as long for twice as many."""
LONG_TAG = 20_000
"""Bytes without a "<": a tag may be so long by its attributes."""
MAX_WORDS_IN_TAG = 2_000
"""Attributes of one tag: the parser compares each with all others, 2 MB of them for minutes."""
VALUE = re.compile(rb"=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*)")
"""Of an attribute; no space has to be behind it, nor between attributes where a "/" is."""
TAG = re.compile(rb"[a-zA-Z][^>]*")
BLOCKS = ("p", "h2", "h3", "h4", "li", "blockquote", "pre")
SQUASHED = re.compile(r"\W+")
FEW = 250
"""Characters: a shorter body is doubted where the page has more paragraphs than that."""
DECLARED = 500
"""Characters from which on a declared body is held against what was extracted."""
COVERED = 0.7
"""Less than this share of the declared body in the extracted one: the extraction went wrong."""
MIN_LINKS, LINKED = 2, 0.6
"""A list of so many items or more, and more than this share of its characters in links."""
WHOLE = 0.97
"""Less than this share of the declared body found on the page: paragraphs of it are missing."""
AGREED = 0.85
"""More than this share: what is above and below the declared body is not body ..."""
NOT_SHORT = 0.7
"""... unless the declared body is less than this share of the extracted one: an excerpt. Of 258
pages none whose edges were rightly cut has less than .77."""


class Page(NamedTuple):
    """What was read off a page."""

    text: str
    """The body, a line a paragraph; empty where none was found."""
    metadata: Metadata


def read_page(html: str) -> Page:
    """The body and metadata of a page.

    Raises InvalidInputError where it has too many tags or attributes, or is nested too deep, to be
    a page.
    """
    # trafilatura drops control characters, without which a wrong encoding cannot be undone
    data = repaired(html).encode("utf-8", "replace").replace(b"\0", b"")
    _check_tags(data)
    tree = _parse(data)
    if tree is None:
        return Page("", Metadata())
    metadata = read_metadata(tree)
    lxml.etree.strip_elements(tree, *NEVER_BODY, with_tail=False)
    if MAY_HIDE.search(data):
        for element in HIDDEN(tree):
            element.drop_tree()
    _drop_hollow(tree)
    _drop_link_lists(tree)
    _drop_link_lines(tree)
    blocks = _blocks(tree) if metadata.body else []
    _break_nested_paragraphs(tree)
    lines = _extract(tree)
    declared = _squash(metadata.body)
    if len(declared) >= DECLARED:
        lines = _reconcile(lines, declared, metadata.body, blocks)
    if sum(map(len, lines)) < FEW:
        lines = max(
            lines, _extract(_parse(data), fast=False), key=lambda found: sum(map(len, found))
        )
    return Page("\n".join(lines), metadata)


def _check_tags(data: bytes) -> None:
    """Raises InvalidInputError where a page, in UTF-8, would keep the parser too long."""
    starts = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("<"))
    if len(starts) > MAX_TAGS:
        raise InvalidInputError(
            f"the HTML has {len(starts):,} tags, more than {MAX_TAGS:,}", Reason.TOO_LARGE
        )
    ends = np.append(starts[1:], len(data)) if len(starts) else starts
    for place in np.flatnonzero(ends - starts > LONG_TAG).tolist():
        tag = TAG.match(data, starts[place] + 1, ends[place])
        words = len(VALUE.sub(b" ", tag[0]).replace(b"/", b" ").split()) if tag else 0
        if words > MAX_WORDS_IN_TAG:
            raise InvalidInputError(f"a tag has {words:,} attributes", Reason.BAD_HTML)


def _parse(data: bytes) -> lxml.html.HtmlElement | None:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True
    )
    parser.set_element_class_lookup(ELEMENTS)
    try:
        tree = lxml.html.document_fromstring(data, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):
        return None
    if any("Excessive depth" in error.message for error in parser.error_log):
        raise InvalidInputError(
            f"the HTML is nested more than {MAX_DEPTH:,} elements deep", Reason.BAD_HTML
        )
    return tree


def _drop_hollow(tree: lxml.html.HtmlElement) -> None:
    """Takes out what holds nothing, the innermost first: trafilatura goes over each many times."""
    for element in reversed(list(tree.iter(*HOLLOW))):
        if len(element) or (element.text and not element.text.isspace()):
            continue
        parent = element.getparent()
        if parent is not None and not (element.tail and element.tail.strip()):
            parent.remove(element)


def _drop_link_lists(tree: lxml.html.HtmlElement) -> None:
    """Takes out lists in which most characters are links: they lead to other pages."""
    for listed in list(tree.iter("ul")):
        items = [item for item in listed if item.tag == "li"]
        if len(items) < MIN_LINKS or listed.find(".//ul") is not None:
            continue
        chars = sum(len(_text(item)) for item in items)
        if sum(len(_text(link)) for item in items for link in item.iter("a")) > LINKED * chars:
            listed.drop_tree()


def _drop_link_lines(tree: lxml.html.HtmlElement) -> None:
    """Takes out paragraphs that are a link and nothing else: another page's headline."""
    texts: dict[lxml.html.HtmlElement, str] = {}
    for link in list(tree.iter("a")):
        parent = link.getparent()
        while parent is not None and parent.tag in INLINE:
            parent = parent.getparent()
        if parent is None or parent.tag != "p":
            continue
        text = _text(link)
        is_headline = len(text) >= HEADLINE and text[-1] not in ".!?:" and "://" not in text
        if is_headline and parent not in texts:
            texts[parent] = _text(parent)
        if is_headline and texts[parent] == text:
            parent.drop_tree()


def _break_nested_paragraphs(tree: lxml.html.HtmlElement) -> None:
    """Makes lines of paragraphs in a paragraph: trafilatura puts their text first, or loses it."""
    for nested in NESTED(tree):
        line = lxml.html.Element("br")
        line.tail, nested.text = nested.text, None
        nested.insert(0, line)
        nested.append(lxml.html.Element("br"))
        nested.tag = "span"


def _text(element: lxml.html.HtmlElement) -> str:
    return "".join(element.itertext()).strip()


def _extract(tree: lxml.html.HtmlElement | None, *, fast: bool = True) -> list[str]:
    if tree is None:
        return []
    try:
        document = trafilatura.bare_extraction(
            tree, fast=fast, include_comments=False, include_tables=False, with_metadata=False
        )
    except RecursionError:
        raise InvalidInputError("the HTML is nested too deep", Reason.BAD_HTML) from None
    except lxml.etree.XPathError:  # ten million nodes are the most that libxml2 finds at once
        raise InvalidInputError("the HTML has too many elements", Reason.BAD_HTML) from None
    if document is None:
        return []
    fields = document if isinstance(document, dict) else document.as_dict()
    return [line for line in (fields.get("text") or "").split("\n") if line.strip()]


def _blocks(tree: lxml.html.HtmlElement) -> list[str]:
    """The text of each paragraph, heading and item that holds no other."""
    found = []
    for block in tree.iter(*BLOCKS):
        text = " ".join(block.text_content().split())
        if text and not any(child.tag in BLOCKS for child in block.iterdescendants()):
            found.append(text)
    return found


def _reconcile(lines: list[str], declared: str, body: str, blocks: list[str]) -> list[str]:
    """The extracted lines, corrected by the body that the page declares (`declared`: squashed)."""
    squashed = [_squash(line) for line in lines]
    inside = lines_inside(squashed, declared)
    covered = sum(len(line) for line, is_in in zip(squashed, inside, strict=True) if is_in)
    if covered < COVERED * len(declared):
        guided = [block for block in dict.fromkeys(blocks) if _squash(block) in declared]
        share = sum(len(_squash(block)) for block in guided) / len(declared)
        paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
        if share >= COVERED:  # what the page writes otherwise than it declares it is in neither
            return paragraphs if share < WHOLE and len(paragraphs) >= len(guided) else guided
        return paragraphs if sum(map(len, lines)) < COVERED * len(body) else lines
    if covered >= AGREED * len(declared) >= AGREED * NOT_SHORT * sum(map(len, squashed)):
        first = inside.index(True)
        end = len(inside) - inside[::-1].index(True)
        rest = declared.rpartition(squashed[end - 1])[2]
        breaks_off = rest != "" and end < len(lines) and squashed[end].startswith(rest)
        return lines[first:] if breaks_off else lines[first:end]
    return lines


def lines_inside(squashed: list[str], declared: str) -> list[bool]:
    """For each line whether the declared body has it, looked for first behind the line before."""
    found = []
    at = 0
    for line in squashed:
        place = declared.find(line, at)
        at = place + len(line) if place >= 0 else at
        found.append(line != "" and (place >= 0 or line in declared))
    return found


def _squash(text: str) -> str:
    return SQUASHED.sub("", text).lower()
