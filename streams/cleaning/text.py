"""Text as news sites leave it, made fit to work on: form, characters, lines."""

import re
import unicodedata
from html import unescape
from html.entities import html5

import ftfy
from ftfy.fixes import fix_c1_controls

from schemas import Span
from streams.cleaning.wrapped import unwrapped

# C0 and C1 controls but tab and newline; soft hyphen, zero-width and direction marks, BOM
UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]"
)
SURROGATE = re.compile(r"[\ud800-\udfff]")
BREAKS = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c")
OTHER_SPACE = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
SPACES = re.compile("  +")
LOOKALIKES = {
    "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—", "\u02bc": "’",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
}  # fmt: skip
"""Hyphens, dashes, an apostrophe and ligatures that look like those of all texts."""
APOSTROPHES = "`´‘"
APOSTROPHE = re.compile(rf"[{APOSTROPHES}](?<=[^\W_].)(?=[^\W\d_])")
"""A mark within a word: "don‘t"."""
TYPED_MARKS = re.compile("``|''")
"""Quotation marks of typewriters and of TeX, as wires have them."""
TYPED_OPENING = re.compile(r"(?<!\S)(?:``|'')(?=\S)")
REFERENCE = re.compile(r"&(?:amp;)*(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,31});")
"""A character as HTML writes it, "&amp;" before it or not: what is escaped may be so twice."""
MOJIBAKE_STARTS = "ÃÂâÐÑØÙРСв"
"""What stands first where UTF-8 was read as Latin-1, cp1252 or, the last three, cp1251."""
MOJIBAKE = re.compile(
    "[ÃÂâÐÑØÙ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[РС][\u0098\u00a0-\u00bb€†‡‰Ђђ‹›]|вЂ"
)


def normalise(text: str) -> str:
    """NFC, one kind of line break, space, hyphen and apostrophe, no control characters.

    Mojibake is repaired, and characters written as in HTML are what they stand for. A line is a
    paragraph: lines that were broken at a width are put together. Lone surrogates become U+FFFD.
    """
    text = repaired(dereferenced(text)).replace("\u00a0", " ").replace("\r\n", "\n")
    if text.replace("\n", " ").isprintable():  # most texts: nothing below is in them
        text = unicodedata.normalize("NFC", text)
    else:
        text = BREAKS.sub("\n", SURROGATE.sub("\ufffd", text))
        text = UNWANTED.sub("", unicodedata.normalize("NFC", text))
        text = OTHER_SPACE.sub(" ", text)
    text = with_usual_signs(text)
    if any(map(text.__contains__, APOSTROPHES)):
        text = APOSTROPHE.sub("’", text)
    if "  " in text:
        text = SPACES.sub(" ", text)
    if "''" in text and TYPED_OPENING.search(text):
        text = TYPED_MARKS.sub('"', text)
    return unwrapped("\n".join([line.strip() for line in text.split("\n")]))


def with_usual_signs(text: str) -> str:
    """The text without LOOKALIKES."""
    if not text.isascii():
        for sign, usual in LOOKALIKES.items():
            text = text.replace(sign, usual)
    return text


def dereferenced(text: str) -> str:
    """The text with the characters that are written as in HTML: "it&#39;s", "R&amp;D"."""
    return REFERENCE.sub(_character, text) if "&" in text and ";" in text else text


def _character(reference: re.Match[str]) -> str:
    name = reference[1]
    known = name.startswith("#") or f"{name};" in html5
    return unescape(f"&{name};") if known else reference[0]


def repaired(text: str) -> str:
    """The text as it was before it was read in a wrong encoding.

    A control character of Latin-1 becomes what cp1252 has in its place, as in browsers.
    """
    if text.isascii():
        return text
    if any(map(text.__contains__, MOJIBAKE_STARTS)) and MOJIBAKE.search(text):
        text = ftfy.fix_encoding(text)
    return fix_c1_controls(text)


def lines(text: str) -> list[str]:
    """The non-blank lines of a normalised text."""
    return [line for line in text.split("\n") if line]


def line_spans(text: str) -> list[Span]:
    """The non-blank lines of any text, without the white space around them."""
    spans = []
    at = 0
    for line in text.split("\n"):
        if stripped := line.strip():
            start = at + line.index(stripped)
            spans.append(Span(start=start, end=start + len(stripped)))
        at += len(line) + 1
    return spans
