"""Currencies beside a number: signs, codes and letters before it, scales after them."""

from functools import lru_cache

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.currency_codes import LETTERS, currency_code
from streams.extraction.quantities.found import Measured
from streams.extraction.quantities.marks import HYPHENS, QUOTES
from streams.extraction.quantities.nouns import singular
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.trees import END
from streams.extraction.quantities.unit_names import unit_named
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    of_countries: frozenset[str]


WORDS = word_lists("currencies", Words)
DOLLARS = frozenset({"dollars", "euros"})
DEMONYMS = ("an", "ese", "ish", "i", "ic", "ch", "ian")
"""How what is of a country ends."""
FURTHEST_DOLLARS = 7
"""How many tokens from "of" on "dollars" may be, those of U.S. counted."""


CENTS = 2
"""Places that a price has behind its point."""
LETTERS_OF = {
    "ZAR": ("South Africa", " rand "), "NGN": ("Nigeria", "naira"), "PHP": ("Philippine", " pesos"),
}  # fmt: skip
"""In a text with one of these the letter alone is the currency: "R350 grants"."""
BESIDE_CENTS = frozenset(
    "a per each cheaper dearer more less higher lower up down back stronger".split()
)


def cents(tokens: Tokens, i: int) -> Unit | None:
    """The cents of a "c" at token `i` that is glued to digits: "179.4c a litre", "5c/kg", "up 10c"
    where a text has dollars or euros; none in "Section 12c"."""
    if tokens.texts[i : i + 1] != ["c"] or (tokens.glued(i) and tokens.texts[i + 1][0].isalnum()):
        return None
    named = i > 1 and tokens.texts[i - 2][0].isupper()
    beside = tokens.lower(i + 1) in BESIDE_CENTS or (tokens.lower(i + 1) == "/" and tokens.glued(i))
    coin = _coin(tokens.text)
    if named or not (beside or coin):
        return None
    found = unit_table.units().get("eurocent" if coin == "€" else "cent", {}).get(END)
    return found if isinstance(found, Unit) else None


@lru_cache(maxsize=1)
def _coin(text: str) -> str:
    """The sign of the money of a text that has cents."""
    return next((sign for sign in "$€" if sign in text), "")


def currency_letter(tokens: Tokens, i: int) -> Unit | None:
    """The currency of a letter glued to a large number at token `i`: "R12.4 billion", "N1,534",
    "R15 000"."""
    code = LETTERS.get(tokens.texts[i - 1]) if i and tokens.glued(i - 1) else None
    if code is None:
        return None
    following = tokens.lower(i + 1)
    large = following in vocabulary.numbers().scales | vocabulary.numbers().suffixes
    large = large or "," in tokens.texts[i] or (len(following) == 3 and following.isdecimal())
    scale = tokens.lower(i + 2) if following in HYPHENS else ""
    large = large or scale in vocabulary.numbers().scales  # "R12-billion"
    large = large or len(tokens.texts[i].partition(".")[2]) == CENTS  # "R17.85"
    large = large or any(word in tokens.text for word in LETTERS_OF.get(code, ()))
    coded = currency_code(code)
    return coded[0] if coded is not None and large else None


def currency_before(tokens: Tokens, i: int, floor: int) -> Measured | None:
    """The currency that stands right before token `i`: $, US$, Rs, EUR."""
    if i - 1 < floor:
        return None
    symbols = unit_table.currency_symbols()
    if (letter := currency_letter(tokens, i)) is not None:
        return Measured(letter, i - 1, i - 1)
    sign = tokens.texts[i - 1]
    pointed = tokens.texts[i - 2] if i - 2 >= floor and tokens.glued(i - 2) else ""
    if sign == "." and pointed.isalpha() and pointed in symbols:
        return Measured(symbols[pointed], i - 2, i - 1)  # "Rs. 5 crore"
    if sign not in symbols:
        code = tokens.texts[i - 1]
        coded = currency_code(code)
        return None if coded is None else Measured(coded[0], i - 1, i - 1, coded[1])
    first = i - 1
    prefix = tokens.texts[i - 2] if i - 2 >= floor and tokens.glued(i - 2) else ""
    named = unit_named(tokens, i - 2) if len(prefix) == 3 else None
    if named is not None and named[0].kind == "money":  # "AUD$ 15"
        return Measured(named[0], i - 2, i - 1)
    if sign == "$" and i - 2 >= floor and tokens.lower(i - 2) in {"c", "hk", "nz"}:
        return Measured(symbols[f"{tokens.texts[i - 2].upper()}$"], i - 2, i - 1)
    if prefix and prefix + sign in symbols:
        sign, first = prefix + sign, i - 2
    return Measured(symbols[sign], first, i - 1)


def scaled_money(tokens: Tokens, number: Number, money: Measured) -> Measured:
    """ "75 USD million": a scale that stands after the currency."""
    scale = vocabulary.numbers().scales.get(tokens.lower(money.last + 1), 0)
    if scale < 1000 or number.value is None or abs(number.value) >= 1000:
        return money
    return money._replace(last=money.last + 1, scale=scale)


def with_currency(tokens: Tokens, i: int, floor: int) -> int:
    """The first token of the number at token `i` and of the currency right before it."""
    currency = currency_before(tokens, i, floor)
    return i if currency is None else currency.first


def of_a_country(tokens: Tokens, i: int) -> Measured | None:
    """Money of a country that the table does not know to have it: "5,000 Honduran dollars"."""
    word, money = tokens.lower(i), tokens.lower(i + 1)
    if money not in WORDS.of_countries or not word.endswith(DEMONYMS):
        return None
    if not tokens.texts[i].istitle() or unit_named(tokens, i) is not None:
        return None
    return Measured(Unit(singular(money), "money"), i, i + 1)


def dollars_behind(tokens: Tokens, number: Number) -> Measured | None:
    """Dollars behind what describes them, or behind a closing mark: "billions of U.S. taxpayer
    dollars", "“billions” of dollars"."""
    if number.form != "vague":
        return None
    of = number.last + 1
    of += tokens.lower(of) in QUOTES
    if tokens.lower(of) != "of":
        return None
    for at in range(of + 1, of + 1 + FURTHEST_DOLLARS):
        word = tokens.lower(at)
        if word in DOLLARS:
            unit = unit_named(tokens, at)
            return unit and Measured(unit[0], of, at)
        if not (word.isalpha() or word == ".") or word in vocabulary.stops():
            return None
    return None
