"""Units that are signs beside a number: brackets around a symbol, feet and inches."""

from typing import NamedTuple

import msgspec

from streams.extraction.quantities import unit_table
from streams.extraction.quantities.found import Measured
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.unit_names import unit_named
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    dimensions: frozenset[str]


WORDS = word_lists("signs", Words)

BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
INCH = Unit("inch", "length", "in")
FOOT = Unit("foot", "length", "ft")
FOOT_SIGNS = frozenset("'’′")
INCH_QUOTES = frozenset('"“”')
INCH_SIGNS = frozenset('"″”')
NEAR = 60
"""How far back an opening quotation mark is looked for, in tokens."""


class Slot(NamedTuple):
    """Where the unit of a number may stand."""

    tokens: Tokens
    number: Number
    at: int
    token: str
    """The token there; empty behind the text."""
    glued: bool
    """Whether nothing stands before it."""

    @property
    def digits(self) -> bool:
        return self.number.form == "digits"


def inch(slot: Slot) -> Measured | None:
    """ "6in", "2 in thick": an "in" that no place or time can follow."""
    if not slot.digits or slot.token.lower() != "in":
        return None
    return Measured(INCH, slot.at, slot.at) if slot.glued or _is_inch(slot) else None


def by_sign(slot: Slot) -> Measured | None:
    """A unit in brackets, "20 (kg)", or an inch: 9" where no quotation is open."""
    tokens, i = slot.tokens, slot.at
    sign = tokens.lower(i)
    if slot.token[:1].isalpha():
        return None
    if sign in BRACKETS:
        exact = unit_table.exact_symbols().get(tokens.texts[i + 1]) if i + 1 < len(tokens) else None
        found = (exact, i + 1) if exact is not None else unit_named(tokens, i + 1)
        if found is None or tokens.lower(found[1] + 1) != BRACKETS[sign]:
            return None
        return Measured(found[0], i, found[1] + 1)
    if sign in FOOT_SIGNS and slot.digits and slot.glued and _inches_at(tokens, i + 1):
        return Measured(FOOT, i, i)  # 5'6"
    if sign not in INCH_SIGNS or not slot.digits:
        return None
    if slot.glued and i > 2 and tokens.texts[i - 2] in FOOT_SIGNS and _inches_at(tokens, i - 1):
        return Measured(INCH, i, i)
    if not slot.glued:
        return Measured(INCH, i, i) if tokens.lower(i + 1) in WORDS.dimensions else None
    marks = [
        tokens.texts[k]
        for k in range(max(0, i - NEAR), i)
        if tokens.texts[k] in INCH_QUOTES and not tokens.texts[k - 1][0].isdecimal()
    ]
    quoted = marks.count('"') % 2 if sign == '"' else marks.count("“") > marks.count("”")
    return None if quoted else Measured(INCH, i, i)


def _inches_at(tokens: Tokens, i: int) -> bool:
    """Whether inches with their sign are glued to the token before token `i`, and it to digits."""
    if not tokens.glued(i - 1) or not tokens.glued(i) or tokens.lower(i + 1) not in INCH_SIGNS:
        return False
    return tokens.lower(i).isdecimal() and tokens.lower(i - 2)[:1].isdecimal()


def _is_inch(slot: Slot) -> bool:
    """ "2 1/2 in", "2 in thick", "is 2 in."."""
    tokens, number = slot.tokens, slot.number
    if number.last > number.first and tokens.texts[number.last - 1] == "/":
        return True
    following = tokens.lower(slot.at + 1)
    return (
        following in WORDS.dimensions
        or following == ""
        or (following == "." and (slot.at + 2 == len(tokens) or tokens.lower(slot.at + 2) == "of"))
    )
