"""What a number is measured in: the unit after it."""

from functools import lru_cache

import msgspec

from streams.extraction.quantities import trees, unit_table, vocabulary
from streams.extraction.quantities.currencies import (
    cents,
    dollars_behind,
    of_a_country,
    scaled_money,
)
from streams.extraction.quantities.currency_codes import currency_code
from streams.extraction.quantities.found import Measured
from streams.extraction.quantities.marks import SHORT_DASHES, past_aside
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import Number, may_start_number, past_brackets
from streams.extraction.quantities.signs import Slot, by_sign, inch
from streams.extraction.quantities.unit_like import Named, ends_phrase, is_something_else
from streams.extraction.quantities.unit_names import unit_named
from streams.extraction.quantities.unit_powers import to_the_power
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    weighed: frozenset[str]
    between: frozenset[str]
    plurals: frozenset[str]
    bombs: frozenset[str]
    at_sea: frozenset[str]


WORDS = word_lists("units", Words)


STERLING = Unit("pound sterling", "money", "£", "GBP")
YEARS_OLD = Unit("year old", "age", "year")
TIMES = Unit("time", "number", "×")
DEGREE = Unit("degree", "temperature", "°")
KELVIN = Unit("kelvin", "temperature", "K")
BITS = {
    "kb": Unit("kilobit per second", "rate", "kbps"),
    "Mb": Unit("megabit per second", "rate", "Mbps"),
    "Gb": Unit("gigabit per second", "rate", "Gbps"),
}
"""Bits, and no bytes, where they are had by the second."""
OF_BOMBS = {
    "kilotonne": Unit("kiloton of TNT", "energy", "kt TNT"),
    "megaton": Unit("megaton of TNT", "energy", "Mt TNT"),
}
WON = Unit("won", "money", "₩", "KRW")
MANY_WON = 10_000
"""From here on won are money at the end of their phrase: so many seldom win."""
MANY_POUNDS = 1_000_000
"""From here on pounds are money: news gives weights that large in tonnes."""
NO_LENGTH = ("est", "ed")
"""How words end that make of years something counted: "the two warmest years"."""
GLUED_SYMBOLS = frozenset({"V", "N", "W", "J", "MP"})
"""Symbols that are units only where they are glued to the digits, or to the slash of a rate."""
BARE_CENTS = frozenset({"cent", "cents"})
BRACKETS = frozenset("()")
POWERS = frozenset({"2", "3"})
"""Digits of an area or a volume, or of the next number: "12 m 2 dm"."""
HOTTEST = 500
"""Degrees above which a C or an F is none where it stands apart."""
NAMING = frozenset({"C", "F", "L"})
"""Symbols that a hyphen or a slash makes part of a name: "L-202", the F-Series."""


def unit_after(tokens: Tokens, number: Number, *, sterling: bool) -> Measured | None:
    """The unit that follows a number, over a hyphen ("40-mile") or glued to it ("10km").

    `sterling`: whether "pounds" are money here.
    """
    if (stretch := _over_an_adjective(tokens, number)) is not None:
        return stretch
    slot = _slot(tokens, number)
    if slot.token in BRACKETS and (one := _past_brackets(slot)) is not None:
        return one
    if not _may_be_unit(slot.token):
        return None  # most words
    if (one := _currency_sign(slot) or by_sign(slot)) is not None:
        return one
    if _is_name(slot) or _opens_a_sum(slot):
        return None
    if (one := _symbol(slot) or inch(slot) or _won(slot) or _cents(slot)) is not None:
        return one
    found = unit_named(tokens, slot.at)
    if found is not None:
        code = _is_code(slot, found[1])
        return None if code else _of_name(slot, Named(*found), sterling=sterling)
    coded = currency_code(slot.token)
    return None if coded is None else Measured(coded[0], slot.at, slot.at, coded[1])


@lru_cache(maxsize=16384)
def _may_be_unit(token: str) -> bool:
    """Whether a unit may begin with a token: a sign, a name, a symbol, a code."""
    named = token.lower() in unit_table.units() or token.lower() in {"in", "won", "k", "c"}
    symbols = token in unit_table.exact_symbols() or token in unit_table.currency_symbols()
    return named or symbols or not token[:1].isalpha() or currency_code(token) is not None


def _over_an_adjective(tokens: Tokens, number: Number) -> Measured | None:
    """A stretch of time, money or percent behind a word: "five straight days"."""
    at = number.last + 1
    if number.form == "ordinal":
        return None
    if (money := dollars_behind(tokens, number) or of_a_country(tokens, at)) is not None:
        return money
    at += number.form == "vague" and tokens.lower(at) == "of"  # "billions of extra dollars"
    if not (tokens.lower(at) in WORDS.between or _described(tokens, at)):
        return None
    found = unit_named(tokens, at + 1)
    if found is None or found[0].kind not in {"duration", "money", "percent"}:
        return None
    return Measured(found[0], at, found[1])


def _described(tokens: Tokens, at: int) -> bool:
    """Whether the word at token `at` describes time or money: "four *long* years"."""
    word = tokens.lower(at)
    if tokens.lower(at + 1) not in WORDS.plurals:
        return False  # nearly always
    if not word.isalpha() or not tokens.texts[at].islower() or is_plural(word):
        return False
    if (
        (word in vocabulary.stops() and word != "long")
        or word in unit_table.unit_words()
        or word.endswith(NO_LENGTH)
    ):
        return False
    return not may_start_number(word, word) and unit_named(tokens, at) is None  # "light years"


def _slot(tokens: Tokens, number: Number) -> Slot:
    i = past_aside(tokens, number.last + 1)
    if tokens.lower(i) == "of":
        if number.form == "vague" or tokens.lower(number.last) == "couple":
            i += 1  # "a couple of months"
        elif number.form == "fraction" and tokens.lower(i + 1) in {"a", "an"}:
            i += 2  # "a hundredth of a second"
    if tokens.lower(i) in SHORT_DASHES and tokens.glued(i - 1) and tokens.glued(i):
        i += 1
    token = tokens.texts[i] if i < len(tokens) else ""
    return Slot(tokens, number, i, token, tokens.glued(i - 1))


def _currency_sign(slot: Slot) -> Measured | None:
    """A sign after the number, if it is not that of the next one: "$ 20,000.00 $ 37,305.97"."""
    tokens, at, first = slot.tokens, slot.at, slot.number.first
    signs = unit_table.currency_symbols()
    sign = signs.get(slot.token)
    if sign is None or tokens.glued(at):
        return None
    signed = first and tokens.texts[first - 1] in signs
    if signed and tokens.lower(at + 1)[:1].isdecimal():
        return None
    return scaled_money(tokens, slot.number, Measured(sign, at, at))


def _opens_a_sum(slot: Slot) -> bool:
    """Whether a sign is of the next number: "€3.4bn-€3.6bn"."""
    tokens, at = slot.tokens, slot.at
    opens = tokens.glued(at) and tokens.lower(at + 1)[:1].isdecimal()
    return opens and slot.token in unit_table.currency_symbols()


def _is_name(slot: Slot) -> bool:
    """Whether a symbol is a letter of a name: "L-202", "23456 F Street"."""
    tokens, at, value = slot.tokens, slot.at, slot.number.value
    if slot.token in {"C", "F"} and not slot.glued and value is not None and value > HOTTEST:
        return True
    return slot.token in NAMING and tokens.glued(at) and tokens.texts[at + 1] in {"-", "/"}


def _symbol(slot: Slot) -> Measured | None:
    """A symbol that is written in one way only: "5 km", "10 MW", "300.5K"."""
    tokens, at, token = slot.tokens, slot.at, slot.token
    if token == "K" and slot.glued and slot.digits and "." in tokens.texts[slot.number.last]:
        return Measured(KELVIN, at, at)
    exact = unit_table.exact_symbols().get(token)
    following = tokens.lower(at + 1)
    apart = token in GLUED_SYMBOLS and not slot.glued and following != "/"
    of_mercury = token == "mm" and following == "hg"
    if exact is None or not slot.digits or apart or of_mercury or _letter_follows(tokens, at):
        return None
    longer = unit_named(tokens, at)  # "5 m/s", "71 m.p.h."
    if longer is not None and longer[1] > at and tokens.lower(longer[1]) not in POWERS:
        return None
    return to_the_power(tokens, Measured(exact, at, at))


def _past_brackets(slot: Slot) -> Measured | None:
    """The unit of two numbers behind both: "4.12 (3.87) euros", "12.4 (11.9) million tonnes"."""
    at = past_brackets(slot.tokens, slot.number.last) if slot.digits else None
    if at is None:
        return None
    at += slot.tokens.lower(at) in vocabulary.numbers().scales
    found = unit_named(slot.tokens, at)
    return found and Measured(found[0], slot.at, slot.number.last)


def _cents(slot: Slot) -> Measured | None:
    """ "179.4c a litre"."""
    coin = cents(slot.tokens, slot.at) if slot.token == "c" and slot.glued and slot.digits else None
    return None if coin is None else Measured(coin, slot.at, slot.at)


def _won(slot: Slot) -> Measured | None:
    """ "2.3 trillion won", "500,000 won a month", where "won" is no verb."""
    if slot.token != "won":
        return None
    scaled = slot.tokens.lower(slot.number.last) in vocabulary.numbers().scales
    many = slot.number.value is not None and slot.number.value >= MANY_WON
    money = scaled or (many and _wins_nothing(slot.tokens, slot.at + 1))
    return Measured(WON, slot.at, slot.at) if money else None


def _wins_nothing(tokens: Tokens, i: int) -> bool:
    """Whether no object of "won" starts at token `i`: "500,000 won *a month*"."""
    if tokens.lower(i) in {"a", "an"}:
        return tokens.lower(i + 1) in vocabulary.per_words()
    return ends_phrase(tokens, i) and tokens.lower(i) not in {"the", "their"}


def _of_name(slot: Slot, named: Named, *, sterling: bool) -> Measured | None:
    """The unit of a name, unless the name means something else here."""
    tokens, (unit, last) = slot.tokens, named
    if unit.kind == "data" and slot.token in BITS and tokens.spaced(["per", "second"], last + 1):
        return Measured(BITS[slot.token], slot.at, last + 2)
    if unit.name == "degree" and (scale := _scale_of(tokens, last + 1)) is not None:
        return Measured(scale, slot.at, last)
    if unit.kind == "money" and last == slot.at and slot.token.isupper():
        if tokens.glued(last) and tokens.texts[last + 1][0].isdecimal():
            return None  # "3 USD50 cards"
        return scaled_money(tokens, slot.number, Measured(unit, slot.at, last))
    if is_something_else(slot, named):
        return None
    bare = unit.name == "US cent" and last == slot.at and slot.token.lower() in BARE_CENTS
    if bare and _in_euros(tokens.text):
        unit = unit_table.units()["eurocent"][trees.END]
    if unit.name in OF_BOMBS and _explodes(slot, last):
        unit = OF_BOMBS[unit.name]
    if unit.name == "pound" and _is_money(slot, named, sterling=sterling):
        unit = STERLING
    if slot.token == "nm" and tokens.lower(last + 1) in WORDS.at_sea:
        unit = unit_table.units()["nautical"]["mile"][trees.END]
    return to_the_power(tokens, Measured(unit, slot.at, last))


@lru_cache(maxsize=1)
def _in_euros(text: str) -> bool:
    """Whether the cents of a text are those of euros, as it has no dollars."""
    return "€" in text and "$" not in text


def _explodes(slot: Slot, last: int) -> bool:
    """Whether kilotons are the energy of a bomb, and no mass of something."""
    tokens, spelt = slot.tokens, slot.token.lower().rstrip("s") in {"kiloton", "megaton"}
    return spelt and tokens.lower(last + 1) != "of" and not WORDS.bombs.isdisjoint(tokens.lowers)


def _is_money(slot: Slot, named: Named, *, sterling: bool) -> bool:
    """Whether pounds are money."""
    tokens, number = slot.tokens, slot.number
    least = number.low if number.value is None else number.value
    if slot.token.lower() in {"lb", "lbs"}:
        return False
    if tokens.lower(named.last + 1) == "of" and tokens.lower(named.last + 2) in WORDS.weighed:
        return False
    return sterling or (least is not None and least >= MANY_POUNDS)


def _is_code(slot: Slot, last: int) -> bool:
    """Whether letters that may be a unit are of a name with the digits behind: "2024 YR4"."""
    tokens = slot.tokens
    joined = last == slot.at and tokens.glued(last) and tokens.lower(last + 1).isdecimal()
    return joined and tokens.lower(last + 1) not in POWERS


def _scale_of(tokens: Tokens, i: int) -> Unit | None:
    """The scale that is named after a degree: "−273.15° on the Celsius scale"."""
    named = tokens.spaced(["on", "the"], i) and tokens.lower(i + 3) == "scale"
    if not named or tokens.lower(i + 2) not in {"celsius", "fahrenheit"}:
        return None
    name = f"degree {tokens.texts[i + 2].title()}"
    return Unit(name, "temperature", f"°{name[7]}")


def _letter_follows(tokens: Tokens, i: int) -> bool:
    return tokens.glued(i) and tokens.texts[i + 1][0].isalnum()


@lru_cache(maxsize=1)
def sterling_text(text: str) -> bool:
    """Whether "pounds" in this text are more likely money than weight."""
    return "£" in text or "sterling" in text or " pence" in text
