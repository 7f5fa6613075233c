"""Numbers in digits in other languages: 12.500,5 or 12 500,5, their scales and ranges."""

import re
from decimal import Decimal
from typing import NamedTuple

from streams.extraction.quantities import unit_table
from streams.extraction.quantities.currency_codes import currency_code
from streams.extraction.quantities.languages import Language
from streams.extraction.quantities.marks import DASHES, HYPHENS
from streams.extraction.quantities.numbers import digits_value
from streams.extraction.tokens import Tokens

POINT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
COMMA_DECIMALS = re.compile(r"\d+(?:,\d+)?")
POINT_DECIMALS = re.compile(r"\d+\.\d{1,2}")
LONGEST_DIGITS = 30
OPENING = frozenset("([{\"'“„«‚‘<>~≈≥≤")
WITHOUT_SPACES = "\u2e80"
"""From here on are the scripts that put no space between words."""


class Slot(NamedTuple):
    """A number, or two that bound a range, over tokens `first` to `last`, its scale included."""

    first: int
    last: int
    value: Decimal
    upper: Decimal | None
    scaled: bool


def slot_at(tokens: Tokens, i: int, language: Language | None, *, comma: bool) -> Slot | None:
    """The number at token `i`, None where it is part of a name, a score or a date."""
    read = _digits(tokens, i, comma=comma)
    if read is None or _glued_before(tokens, i):
        return None
    value, last = read
    upper = None
    link = _range_link(tokens, i, last, language)
    if link is not None and (second := _digits(tokens, link, comma=comma)) is not None:
        if second[0] <= value:
            return None  # a score
        upper, last = second
    scale, end = _scale(tokens, last, language)
    if end == last and _is_name(tokens, last):
        return None
    if upper is None:
        return Slot(i, end, value * scale, None, scale > 1)
    low = value * scale if value * scale < upper * scale else value
    return Slot(i, end, low, upper * scale, scale > 1)


def _digits(tokens: Tokens, i: int, *, comma: bool) -> tuple[Decimal, int] | None:
    """The value of the digits at token `i` and their last token: 12.500,5 or 12 500,5."""
    token = tokens.texts[i] if i < len(tokens) else ""
    if not token[:1].isdecimal() or len(token) > LONGEST_DIGITS:
        return None
    if not comma:
        value = digits_value(token)
        return None if value is None else (value, i)
    last, whole = i, token
    while _is_group(tokens, last):
        last += 1
        whole += tokens.texts[last]
    if POINT_GROUPS.fullmatch(whole):
        whole = whole.replace(".", "")
    elif POINT_DECIMALS.fullmatch(whole):
        return Decimal(whole), last
    if not COMMA_DECIMALS.fullmatch(whole):
        return None
    return Decimal(whole.replace(",", ".")), last


def _is_group(tokens: Tokens, i: int) -> bool:
    """Whether three digits of the number at token `i` come after one space: 12 500, 1 234 567,8."""
    following = tokens.texts[i + 1] if i + 1 < len(tokens) else ""
    if not tokens.texts[i].isdecimal() or not following[:3].isdecimal():
        return False
    if len(tokens.texts[i]) > 3 or tokens.starts[i + 1] != tokens.ends[i] + 1:
        return False
    return len(following) == 3 or (len(following) > 4 and following[3] == ",")


def _glued_before(tokens: Tokens, i: int) -> bool:
    """Whether digits at token `i` are joined to what is before them: A320, Covid-19, 3:1, #1."""
    if not i or not tokens.glued(i - 1):
        return False
    before = tokens.texts[i - 1]
    if before in DASHES:
        return i > 1 and tokens.glued(i - 2)
    if before in OPENING or before in unit_table.currency_symbols():
        return False
    return before[-1] < WITHOUT_SPACES


def _range_link(tokens: Tokens, first: int, last: int, language: Language | None) -> int | None:
    """The second number of a range: "10-15", "20 bis 25", "entre 10 et 15"."""
    at = last + 1
    word = tokens.lower(at)
    if word in DASHES and tokens.glued(last) and tokens.glued(at):
        return at + 1 if tokens.lower(at + 1)[:1].isdecimal() else None
    if language is None or not tokens.lower(at + 1)[:1].isdecimal():
        return None
    words = language.words
    between = word in words.joint and tokens.lower(first - 1) in words.between
    return at + 1 if between or word in words.range_links else None


def _scale(tokens: Tokens, last: int, language: Language | None) -> tuple[int, int]:
    """What the words after a number multiply it by, and the last of them: "mil millones"."""
    scale = 1
    while language is not None and (by := language.words.scales.get(tokens.lower(last + 1))):
        scale, last = scale * by, last + 1
        if tokens.lower(last + 1) == "." and tokens.glued(last) and last + 2 < len(tokens):
            last += 1
    return scale, last


def _is_name(tokens: Tokens, last: int) -> bool:
    """Whether what is glued behind digits makes no number of them: 5G, 1er, 3:1, 2/3, 18-jährig."""
    if not tokens.glued(last) or last + 1 >= len(tokens):
        return False
    following, after = tokens.texts[last + 1], tokens.lower(last + 2)
    if following in HYPHENS or following in {":", "/"}:
        return tokens.glued(last + 1) and after[:1].isalnum()
    if following == "." and after.isalpha():
        return True  # "am 3. Oktober"
    known = following in unit_table.exact_symbols() or following in unit_table.currency_symbols()
    spaced = following.isalpha() and following[0] < WITHOUT_SPACES
    return spaced and not known and currency_code(following) is None
