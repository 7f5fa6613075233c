"""What a number is measured in: the unit after it."""

from functools import lru_cache
from typing import NamedTuple

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.currencies import currency_code, scaled_money
from streams.extraction.quantities.found import Measured
from streams.extraction.quantities.marks import SHORT_DASHES
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.relations import unit_named
from streams.extraction.quantities.vocabulary import Unit
from streams.extraction.tokens import Tokens

STERLING = Unit("pound sterling", "money", "£", "GBP")
YEARS_OLD = Unit("year old", "age", "year")
TIMES = Unit("time", "number", "×")
KELVIN = Unit("kelvin", "temperature", "K")
BITS = {
    "kb": Unit("kilobit per second", "rate", "kbps"),
    "Mb": Unit("megabit per second", "rate", "Mbps"),
    "Gb": Unit("gigabit per second", "rate", "Gbps"),
}
"""Bits, and no bytes, where they are had by the second."""
WON = Unit("won", "money", "₩", "KRW")
UNITS_OF_SOMETHING = frozenset({"cup", "cups"})
"""Units only before what they measure: other cups are won."""
NOT_UNITS_BEFORE_NOUN = frozenset({"stone", "foot"})
MANY_POUNDS = 1_000_000
"""From here on pounds are money: news gives weights that large in tonnes."""
WEIGHED = frozenset(
    "thrust force explosives cocaine heroin marijuana cannabis fentanyl methamphetamine meat beef "
    "pork fish food coal copper uranium plutonium plastic waste trash rice wheat flour sugar "
    "carbon fuel".split()
)
"""What is had by the pound, of weight."""
BETWEEN = frozenset(
    "straight consecutive successive full whole more fewer further additional extra".split()
)
"""Words that may stand between a number and a stretch of time."""
GLUED_ONLY = frozenset({"p", "pc", "c", "t"})
GLUED_SYMBOLS = frozenset({"V", "N", "W", "J"})
"""Symbols that are units only where they are glued to the digits, or to the slash of a rate."""
HOTTEST = 500
"""Degrees above which a C or an F is none."""
NAMING = frozenset({"C", "F", "L"})
"""Symbols that a hyphen or a slash makes part of a name: "L-202", the F-Series."""
BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
POWERS = {
    "2": "square ", "²": "square ", "squared": "square ",
    "3": "cubic ", "³": "cubic ", "cubed": "cubic ",
}  # fmt: skip
INCH = Unit("inch", "length", "in")
FOOT = Unit("foot", "length", "ft")
FOOT_SIGNS = frozenset("'’′")
INCH_QUOTES = frozenset('"“”')
INCH_SIGNS = frozenset('"″”')
DIMENSIONS = frozenset("long wide thick tall high deep across diameter x by".split())
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


class Named(NamedTuple):
    """A unit whose name stands in a slot, to its last token."""

    unit: Unit
    last: int


def unit_after(tokens: Tokens, number: Number, *, sterling: bool) -> Measured | None:
    """The unit that follows a number, over a hyphen ("40-mile") or glued to it ("10km").

    `sterling`: whether "pounds" are money here.
    """
    if (stretch := _over_an_adjective(tokens, number)) is not None:
        return stretch
    slot = _slot(tokens, number)
    if not _may_be_unit(slot.token):
        return None  # most words
    if (one := _currency_sign(slot) or _by_sign(slot)) is not None:
        return one
    if _is_name(slot):
        return None
    if (one := _symbol(slot) or _inch(slot) or _won(slot)) is not None:
        return one
    found = unit_named(tokens, slot.at)
    if found is not None:
        return _of_name(slot, Named(*found), sterling=sterling)
    coded = currency_code(slot.token)
    return None if coded is None else Measured(coded[0], slot.at, slot.at, coded[1])


@lru_cache(maxsize=16384)
def _may_be_unit(token: str) -> bool:
    """Whether a unit may begin with a token: a sign, a name, a symbol, a code."""
    named = token.lower() in vocabulary.units() or token.lower() in {"in", "won", "k"}
    symbols = token in vocabulary.exact_symbols() or token in vocabulary.currency_symbols()
    return named or symbols or not token[:1].isalpha() or currency_code(token) is not None


def _over_an_adjective(tokens: Tokens, number: Number) -> Measured | None:
    """A stretch of time or money behind a word: "five straight days"."""
    at = number.last + 1
    if number.form == "ordinal" or tokens.lower(at) not in BETWEEN:
        return None
    found = unit_named(tokens, at + 1)
    if found is None or found[0].kind not in {"duration", "money"}:
        return None
    return Measured(found[0], at, found[1])


def _slot(tokens: Tokens, number: Number) -> Slot:
    i = number.last + 1
    if tokens.lower(i) == "of":
        if number.form == "vague":
            i += 1
        elif number.form == "fraction" and tokens.lower(i + 1) in {"a", "an"}:
            i += 2  # "a hundredth of a second"
    if tokens.lower(i) in SHORT_DASHES and tokens.glued(i - 1) and tokens.glued(i):
        i += 1
    token = tokens.texts[i] if i < len(tokens) else ""
    return Slot(tokens, number, i, token, tokens.glued(i - 1))


def _currency_sign(slot: Slot) -> Measured | None:
    """A sign after the number, if it is not that of the next one: "$ 20,000.00 $ 37,305.97"."""
    tokens, at, first = slot.tokens, slot.at, slot.number.first
    signs = vocabulary.currency_symbols()
    sign = signs.get(slot.token)
    if sign is None or tokens.glued(at):
        return None
    signed = first and tokens.texts[first - 1] in signs
    if signed and tokens.lower(at + 1)[:1].isdecimal():
        return None
    return scaled_money(tokens, slot.number, Measured(sign, at, at))


def _is_name(slot: Slot) -> bool:
    """Whether a symbol is a letter of a name ("L-202"), or of more degrees than there are."""
    tokens, at, value = slot.tokens, slot.at, slot.number.value
    if slot.token in NAMING and tokens.glued(at) and tokens.texts[at + 1] in {"-", "/"}:
        return True
    return slot.token in {"C", "F"} and value is not None and abs(value) > HOTTEST


def _symbol(slot: Slot) -> Measured | None:
    """A symbol that is written in one way only: "5 km", "10 MW", "300.5K"."""
    tokens, at, token = slot.tokens, slot.at, slot.token
    if token == "K" and slot.glued and slot.digits and "." in tokens.texts[slot.number.last]:
        return Measured(KELVIN, at, at)
    exact = vocabulary.exact_symbols().get(token)
    following = tokens.lower(at + 1)
    apart = token in GLUED_SYMBOLS and not slot.glued and following != "/"
    of_mercury = token == "mm" and following == "hg"
    if exact is None or not slot.digits or apart or of_mercury or _letter_follows(tokens, at):
        return None
    return to_the_power(tokens, Measured(exact, at, at))


def _inch(slot: Slot) -> Measured | None:
    """ "6in", "2 in thick": an "in" that no place or time can follow."""
    if not slot.digits or slot.token.lower() != "in":
        return None
    return Measured(INCH, slot.at, slot.at) if slot.glued or _is_inch(slot) else None


def _won(slot: Slot) -> Measured | None:
    """ "2.3 trillion won", where "won" is no verb."""
    scaled = slot.tokens.lower(slot.number.last) in vocabulary.numbers().scales
    return Measured(WON, slot.at, slot.at) if slot.token == "won" and scaled else None


def _of_name(slot: Slot, named: Named, *, sterling: bool) -> Measured | None:
    """The unit of a name, unless the name means something else here."""
    tokens, (unit, last) = slot.tokens, named
    if unit.kind == "data" and slot.token in BITS and tokens.spaced(["per", "second"], last + 1):
        return Measured(BITS[slot.token], slot.at, last + 2)
    if unit.name == "degree" and (scale := _scale_of(tokens, last + 1)) is not None:
        return Measured(scale, slot.at, last)
    if _is_next_number(slot, named):
        return None
    if unit.kind == "money" and last == slot.at and slot.token.isupper():
        if tokens.glued(last) and tokens.texts[last + 1][0].isdecimal():
            return None  # "3 USD50 cards"
        return scaled_money(tokens, slot.number, Measured(unit, slot.at, last))
    if any(rule(slot, named) for rule in NO_UNITS):
        return None
    if unit.name == "pound" and _is_money(slot, named, sterling=sterling):
        unit = STERLING
    return to_the_power(tokens, Measured(unit, slot.at, last))


def _is_next_number(slot: Slot, named: Named) -> bool:
    """Whether a power is a number of its own: "3 km 2 hours ago"."""
    powered = slot.tokens.lower(named.last) in {"2", "3"}
    return powered and not slot.tokens.glued(named.last - 1)


def _is_a_bit(slot: Slot, named: Named) -> bool:
    """Whether "bit" is a piece: "one bit"."""
    return named.unit.name == "bit" and not slot.digits


def _is_a_prize(slot: Slot, named: Named) -> bool:
    """Whether a cup is no measure of something."""
    measuring = slot.token.lower() in UNITS_OF_SOMETHING
    return measuring and not _of_something(slot.tokens, named.last + 1)


def _stands_apart(slot: Slot, named: Named) -> bool:
    """Whether what is a unit only where it is glued to the digits is not."""
    once = named.last == slot.at and slot.token.lower() in GLUED_ONLY
    return once and not (slot.glued and slot.at == slot.number.last + 1)


def _is_material(slot: Slot, named: Named) -> bool:
    """Whether a stone or a foot is a thing: "two stone lions"."""
    if named.last != slot.at or slot.token.lower() not in NOT_UNITS_BEFORE_NOUN:
        return False
    hyphened = slot.tokens.lower(slot.at - 1) in SHORT_DASHES
    return not hyphened and not _ends_phrase(slot.tokens, slot.at + 1)


NO_UNITS = (_is_a_bit, _is_a_prize, _stands_apart, _is_material)
"""What the name of a unit may be instead."""


def _is_money(slot: Slot, named: Named, *, sterling: bool) -> bool:
    """Whether pounds are money."""
    tokens, value = slot.tokens, slot.number.value
    if slot.token.lower() in {"lb", "lbs"}:
        return False
    if tokens.lower(named.last + 1) == "of" and tokens.lower(named.last + 2) in WEIGHED:
        return False
    return sterling or (value is not None and value >= MANY_POUNDS)


def _scale_of(tokens: Tokens, i: int) -> Unit | None:
    """The scale that is named after a degree: "−273.15° on the Celsius scale"."""
    named = tokens.spaced(["on", "the"], i) and tokens.lower(i + 3) == "scale"
    if not named or tokens.lower(i + 2) not in {"celsius", "fahrenheit"}:
        return None
    name = f"degree {tokens.texts[i + 2].title()}"
    return Unit(name, "temperature", f"°{name[7]}")


def _by_sign(slot: Slot) -> Measured | None:
    """A unit in brackets, "20 (kg)", or an inch: 9" where no quotation is open."""
    tokens, i = slot.tokens, slot.at
    sign = tokens.lower(i)
    if slot.token[:1].isalpha():
        return None
    if sign in BRACKETS:
        exact = vocabulary.exact_symbols().get(tokens.texts[i + 1]) if i + 1 < len(tokens) else None
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
        return Measured(INCH, i, i) if tokens.lower(i + 1) in DIMENSIONS else None
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
        following in DIMENSIONS
        or following == ""
        or (following == "." and slot.at + 2 == len(tokens))
    )


def to_the_power(tokens: Tokens, measured: Measured) -> Measured:
    """A length with its power: km^3, m², "4 km squared"; a speed by the second, m/s²."""
    kind, at = measured.unit.kind, measured.last + 1
    if kind not in {"length", "speed"}:
        return measured
    if tokens.lower(at) == "^" and tokens.glued(at):
        at += 1
    word = tokens.lower(at)
    if word not in POWERS or (word[0].isdecimal() and not tokens.glued(at - 1)):
        return measured
    if kind == "speed":
        name = measured.unit.name.replace("per second", "per square second")
        return Measured(Unit(name, "rate"), measured.first, at)
    entry = vocabulary.unit_entries().get(POWERS[word] + measured.unit.name)
    if entry is None:
        return measured
    name = POWERS[word] + measured.unit.name
    return Measured(Unit(name, entry.kind, entry.symbol), measured.first, at)


def _of_something(tokens: Tokens, i: int) -> bool:
    """Whether a noun or its "of" follows: "two cups of rice", "1/2 cup olive oil"."""
    return tokens.lower(i) == "of" or not _ends_phrase(tokens, i)


def _letter_follows(tokens: Tokens, i: int) -> bool:
    return tokens.glued(i) and tokens.texts[i + 1][0].isalnum()


def _ends_phrase(tokens: Tokens, i: int) -> bool:
    following = tokens.lower(i)
    return not following.isalpha() or following in vocabulary.stops()


@lru_cache(maxsize=1)
def sterling_text(text: str) -> bool:
    """Whether "pounds" in this text are more likely money than weight."""
    return "£" in text or "sterling" in text or " pence" in text


KELVINS_AT_ZERO = {"degree Celsius": 273.15, "degree Fahrenheit": 255.3722222222222}


def value_si(value: float, unit: str) -> float | None:
    """A value in the base unit of its kind: metres, kilograms, seconds, kelvin, watts, bytes.

    `unit` is the name of a unit in units.toml; None for what has no factor (money, counts, and
    degrees of an unknown scale).
    """
    factor = vocabulary.si_factors().get(unit)
    if factor is None or unit == "degree":
        return None
    return value * factor + KELVINS_AT_ZERO.get(unit, 0.0)
