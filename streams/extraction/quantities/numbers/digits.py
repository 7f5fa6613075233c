"""Numbers in digits, with grouping, decimals and scales: 1,234,567; 1.2 million; 5k; .5."""

import re
from decimal import Decimal
from functools import lru_cache

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.nouns import looks_plural
from streams.extraction.quantities.numbers.fractions import and_fraction, mixed_fraction
from streams.extraction.quantities.numbers.metres import after_currency, is_millions
from streams.extraction.quantities.numbers.number import Number, exact
from streams.extraction.quantities.numbers.scales import scaled
from streams.extraction.tokens import Tokens

GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
POINT_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+,\d{1,2}")
COMMA_DECIMAL = re.compile(r"\d+,\d{1,2}")
LONGEST_DIGITS = 30
SPELT_SUFFIXES = frozenset({"mn", "bn", "tn", "mln", "bln", "tln", "trn", "mil"})
"""Scales that may stand off the digits: "10 bln"."""
BRACKETS = frozenset("()")
SPACED_SUFFIXES = frozenset({"k", "M"})
"""Scales that may stand off the digits where a phrase ends: "2.33 k"."""


@lru_cache(maxsize=16384)
def digits_value(token: str) -> Decimal | None:
    """The value of a digit token: 1,234.5 1.234.567 12,50 10,00,000; None where it is none."""
    if len(token) > LONGEST_DIGITS:
        return None
    if PLAIN.fullmatch(token):
        return Decimal(token)
    if GROUPED.fullmatch(token):
        return Decimal(token.replace(",", ""))
    if POINT_GROUPED.fullmatch(token):
        return Decimal(token.replace(".", "").replace(",", "."))
    if COMMA_DECIMAL.fullmatch(token):
        return Decimal(token.replace(",", "."))
    return None


def digits(tokens: Tokens, i: int) -> Number | None:
    """1,234,567; 1 234 567; 2½; 2 1/2; 1.2 million; 5k; 1.2bn."""
    value = digits_value(tokens.texts[i])
    if value is None:
        return None
    value, last = _spaced_groups(tokens, i, value)
    if last == i:
        value, last = mixed_fraction(tokens, i, value)
    if last == i and (suffix := _glued_suffix(tokens, i)):
        return exact(i, i + 1, value * suffix)
    if tokens.lower(last + 1) == "point":
        value, last = _spoken_decimals(tokens, last, value)
    if last == i and tokens.lower(i + 1) in BRACKETS and (many := _scale_past(tokens, i)):
        return exact(i, i, value * many)
    value, last = scaled(tokens, last, value, digits=True)
    scale = Decimal(vocabulary.numbers().scales.get(tokens.lower(last), 1))
    if scale >= 1000:
        value, last = and_fraction(tokens, last, value, scale)
    return exact(i, last, value)


def past_brackets(tokens: Tokens, i: int) -> int | None:
    """The token behind both of two numbers, the second of them in brackets, as Nordic reports print
    the year before: "4.12 (3.87) *euros*"; None where digits at token `i` are none of them."""
    first = i - 2 if tokens.lower(i - 1) == "(" else i
    marks = (tokens.lower(first + 1), tokens.lower(first + 3))
    if first < 0 or marks != ("(", ")") or tokens.glued(first):
        return None
    other = 2 * first + 2 - i
    number = other < len(tokens) and digits_value(tokens.texts[other]) is not None
    return first + 4 if number else None


def _scale_past(tokens: Tokens, i: int) -> int:
    """The scale of such a number: "EUR 1,234.5 (1,187.0) *million*"; 0 without one."""
    at = past_brackets(tokens, i)
    word = "" if at is None else tokens.lower(at)
    table = vocabulary.numbers()
    return table.scales.get(word, 0) or (table.suffixes[word] if word in SPELT_SUFFIXES else 0)


def point_digits(tokens: Tokens, i: int) -> Number | None:
    """.5, with nothing glued to its left."""
    if tokens.texts[i] != "." or not tokens.glued(i) or (i and tokens.glued(i - 1)):
        return None
    token = tokens.lower(i + 1)
    if not (token.isdecimal() and len(token) < LONGEST_DIGITS):
        return None
    value, last = scaled(tokens, i + 1, Decimal(f"0.{token}"))
    return exact(i, last, value)


def _spoken_decimals(tokens: Tokens, i: int, value: Decimal) -> tuple[Decimal, int]:
    """Adds the decimals of "1 point 5", where nothing says that they are a number of their own."""
    places, following = tokens.lower(i + 2), tokens.lower(i + 3)
    whole = places.isdecimal() and len(places) < LONGEST_DIGITS and value == int(value)
    if not whole or (following.isalpha() and following not in vocabulary.numbers().scales):
        return value, i
    return value + Decimal(f"0.{places}"), i + 2


def _spaced_groups(tokens: Tokens, i: int, value: Decimal) -> tuple[Decimal, int]:
    last = i
    groups: list[str] = []
    if len(tokens.texts[i]) <= 3 and tokens.texts[i].isdecimal():
        while (
            last + 1 < len(tokens)
            and len(tokens.texts[last + 1]) == 3
            and tokens.texts[last + 1].isdecimal()
            and tokens.starts[last + 1] == tokens.ends[last] + 1
            and len(groups) < 6
        ):
            last += 1
            groups.append(tokens.texts[last])
        following = tokens.texts[last + 1] if last + 1 < len(tokens) else ""
        decimals = len(following) > 4 and following[:3].isdecimal() and following[3] == "."
        if groups and decimals and tokens.starts[last + 1] == tokens.ends[last] + 1:
            last += 1
            groups.append(following)
    if len(groups) >= 2 or groups == ["000"] or (groups and _is_one_number(tokens, i)):
        whole = tokens.texts[i] + "".join(groups)
        return (Decimal(whole), last) if PLAIN.fullmatch(whole) else (value, i)
    return value, i


def _is_one_number(tokens: Tokens, i: int) -> bool:
    """Whether a space parts the thousands from token `i` on: "R1 500", "1 500 people", "9 500
    hotel workers", and no "19 200 Votes" of a table."""
    if i and tokens.glued(i - 1):
        return after_currency(tokens, i)
    return counts_plural(tokens, i + 2) and not tokens.lower(i - 1)[:1].isdecimal()


def counts_plural(tokens: Tokens, i: int) -> bool:
    """Whether a plural that is no unit stands at token `i`, or a word before it that describes it:
    "political prisoners"."""
    if _is_counted(tokens, i):
        return True
    word = tokens.lower(i)
    if not word.isalpha() or word in vocabulary.stops() or word in unit_table.unit_words():
        return False
    return _is_counted(tokens, i + 1)


def _is_counted(tokens: Tokens, i: int) -> bool:
    word = tokens.texts[i] if i < len(tokens) else ""
    return word.islower() and looks_plural(word) and word not in unit_table.unit_words()


def _glued_suffix(tokens: Tokens, i: int) -> int | None:
    """The scale of "5k", "1.2bn"; "5m" is five metres where no noun and no currency says else."""
    suffix = tokens.lower(i + 1)
    scale = vocabulary.numbers().suffixes.get(suffix)
    if scale is None:
        return None
    if not tokens.glued(i) and suffix not in SPELT_SUFFIXES:
        if after_currency(tokens, i):
            return scale  # "$50 m for roads"
        ends = not tokens.lower(i + 2)[:1].isalnum()
        return scale if tokens.texts[i + 1] in SPACED_SUFFIXES and ends else None
    if tokens.glued(i + 1) and tokens.texts[i + 2][0].isalnum():
        return None
    if tokens.texts[i + 1] == "K" and "." in tokens.texts[i] and _of_heat(tokens.text):
        return None  # "300 °C (573.15K)"
    if suffix in {"k", "b", *SPELT_SUFFIXES} or tokens.texts[i + 1] in {"M", "B"}:
        return scale
    millions = is_millions(tokens, i) if suffix == "m" else after_currency(tokens, i)
    return scale if millions else None


@lru_cache(maxsize=1)
def _of_heat(text: str) -> bool:
    """Whether a text gives temperatures in degrees, so that a K may be a kelvin."""
    return "°C" in text or "° C" in text or "Celsius" in text
