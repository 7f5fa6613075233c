"""Text as news sites leave it, made fit to work on: form, characters, lines."""

import re
import unicodedata

import ftfy
from ftfy.fixes import fix_c1_controls

from schemas import Span

# C0 and C1 controls but tab and newline; soft hyphen, zero-width and direction marks, BOM
UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]"
)
SURROGATE = re.compile("[\ud800-\udfff]")
BREAKS = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c")
OTHER_HYPHENS = "\u2010\u2011"
"""The typographic one, and the one where no line ends."""
OTHER_SPACE = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f\u3000]")
SPACES = re.compile("  +")
MOJIBAKE_STARTS = "ÃÂâÐÑØÙРСв"
"""What stands first where UTF-8 was read as Latin-1, cp1252 or, the last three, cp1251."""
MOJIBAKE = re.compile(
    "[ÃÂâÐÑØÙ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|[РС][\u0098\u00a0-\u00bb€†‡‰Ђђ‹›]|вЂ"
)


def normalise(text: str) -> str:
    """NFC, one kind of line break, space and hyphen, no control characters, mojibake repaired.

    Line structure is kept; spaces at the ends of lines go. Lone surrogates become U+FFFD.
    """
    text = repaired(text).replace("\u00a0", " ").replace("\r\n", "\n")
    for hyphen in OTHER_HYPHENS:
        text = text.replace(hyphen, "-")
    if text.replace("\n", " ").isprintable():  # most texts: nothing below is in them
        text = unicodedata.normalize("NFC", text)
    else:
        text = BREAKS.sub("\n", SURROGATE.sub("\ufffd", text))
        text = UNWANTED.sub("", unicodedata.normalize("NFC", text))
        text = OTHER_SPACE.sub(" ", text)
    if "  " in text:
        text = SPACES.sub(" ", text)
    return "\n".join([line.strip() for line in text.split("\n")])


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
