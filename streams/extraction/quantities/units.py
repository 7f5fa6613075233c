"""What a number is measured in: the unit after it, the currency before it, the rate."""

from functools import lru_cache
from typing import NamedTuple

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.marks import SHORT_DASHES
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.relations import unit_named
from streams.extraction.quantities.vocabulary import END, Unit
from streams.extraction.tokens import Tokens

EACH = frozenset({"a", "an", "per", "each", "every"})
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
A_DAY = frozenset({"bpd", "boepd", "tpd"})
"""Units that say by themselves that they are counted by the day."""
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
NAMING = frozenset({"C", "F", "L"})
"""Symbols that a hyphen or a slash makes part of a name: "L-202", the F-Series."""
BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
POWERS = {
    "2": "square ", "²": "square ", "squared": "square ",
    "3": "cubic ", "³": "cubic ", "cubed": "cubic ",
}  # fmt: skip
INCH = Unit("inch", "length", "in")
INCH_QUOTES = frozenset('"“”')
INCH_SIGNS = frozenset('"″”')
DIMENSIONS = frozenset("long wide thick tall high deep across diameter x by".split())
NEAR = 60
"""How far back an opening quotation mark is looked for, in tokens."""
MILLIONS_OF = {"K": 1_000, "M": 1_000_000, "B": 1_000_000_000}
"""What stands before a currency's code: MUSD, MEUR."""


LETTERS = {"R": "ZAR", "N": "NGN"}
"""Letters that are a currency before large numbers: rand, naira."""
CODES_AS_WORDS = frozenset({"rmb", "usd", "eur", "gbp"})
"""Codes that stand before digits in small letters too, being no words."""


class Measured(NamedTuple):
    """A unit and the tokens it takes, `first` to `last` included."""

    unit: Unit
    first: int
    last: int
    scale: int = 1
    """What the unit multiplies the number by: a million in "75 USD million", "30 MUSD"."""


def currency_letter(tokens: Tokens, i: int) -> Unit | None:
    """The currency of a letter glued to a large number at token `i`: "R12.4 billion", "N1,534"."""
    code = LETTERS.get(tokens.texts[i - 1]) if i and tokens.glued(i - 1) else None
    if code is None:
        return None
    scaled = tokens.lower(i + 1) in vocabulary.numbers().scales | vocabulary.numbers().suffixes
    coded = currency_code(code)
    return coded[0] if coded is not None and (scaled or "," in tokens.texts[i]) else None


def currency_before(tokens: Tokens, i: int, floor: int) -> Measured | None:
    """The currency that stands right before token `i`: $, US$, Rs, EUR."""
    if i - 1 < floor:
        return None
    symbols = vocabulary.currency_symbols()
    if (letter := currency_letter(tokens, i)) is not None:
        return Measured(letter, i - 1, i - 1)
    sign = tokens.texts[i - 1]
    if sign == "." and i - 2 >= floor and tokens.texts[i - 2] == "Rs" and tokens.glued(i - 2):
        return Measured(symbols["Rs"], i - 2, i - 1)
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
    elif prefix == "." and i - 5 >= floor and tokens.texts[i - 5 : i - 1] == ["U", ".", "S", "."]:
        first = i - 5
    return Measured(symbols[sign], first, i - 1)


@lru_cache(maxsize=1024)
def currency_code(token: str) -> tuple[Unit, int] | None:
    """The currency of a code, and how many of it: USD 1, MUSD 1,000,000; None for other words."""
    if len(token) not in (3, 4) or not (token.isupper() or token in CODES_AS_WORDS):
        return None
    scale = MILLIONS_OF.get(token[0], 0) if len(token) == 4 else 1
    leaf = vocabulary.units().get(token[-3:].lower(), {}).get(END)
    return (leaf, scale) if scale and leaf is not None and leaf.kind == "money" else None


def unit_after(tokens: Tokens, number: Number, *, sterling: bool) -> Measured | None:
    """The unit that follows a number, over a hyphen ("40-mile") or glued to it ("10km").

    `sterling`: whether "pounds" are money here.
    """
    i = number.last + 1
    if number.form == "vague" and tokens.lower(i) == "of":
        i += 1
    elif number.form == "fraction" and tokens.lower(i) == "of":
        if tokens.lower(i + 1) in {"a", "an"}:  # "a hundredth of a second"
            i += 2
    elif tokens.lower(i) in BETWEEN and number.form != "ordinal":
        found = unit_named(tokens, i + 1)
        if found is not None and found[0].kind in {"duration", "money"}:
            return Measured(found[0], i, found[1])  # "five straight days"
    if tokens.lower(i) in SHORT_DASHES and tokens.glued(i - 1) and tokens.glued(i):
        i += 1
    glued = tokens.glued(i - 1)
    token = tokens.texts[i] if i < len(tokens) else ""
    sign = vocabulary.currency_symbols().get(token)
    signed = number.first and tokens.texts[number.first - 1] in vocabulary.currency_symbols()
    again = signed and tokens.lower(i + 1)[:1].isdecimal()  # "$ 20,000.00 $ 37,305.97"
    if sign is not None and not tokens.glued(i) and not again:
        return _scaled(tokens, number, Measured(sign, i, i))
    if not token[:1].isalpha() and (one := _by_sign(tokens, number, i)) is not None:
        return one
    exact = vocabulary.exact_symbols().get(token)
    if token in NAMING and (tokens.glued(i) and tokens.texts[i + 1] in {"-", "/"}):
        return None
    if token in {"C", "F"} and number.value is not None and abs(number.value) > 500:
        return None
    digits = number.form == "digits"
    if token in GLUED_SYMBOLS and not glued and tokens.lower(i + 1) != "/":
        exact = None
    if token == "K" and glued and digits and "." in tokens.texts[number.last]:
        return Measured(KELVIN, i, i)
    if token == "mm" and tokens.lower(i + 1) == "hg":
        exact = None  # "5mm Hg": of mercury
    if exact is not None and digits and not _letter_follows(tokens, i):
        return _to_the_power(tokens, Measured(exact, i, i))
    if digits and token.lower() == "in" and (glued or _is_inch(tokens, number, i)):
        return Measured(INCH, i, i)
    found = unit_named(tokens, i)
    if token == "won" and tokens.lower(number.last) in vocabulary.numbers().scales:
        return Measured(WON, i, i)  # "2.3 trillion won"
    if found is None:
        coded = currency_code(token)
        return None if coded is None else Measured(coded[0], i, i, coded[1])
    unit, last = found
    if unit.kind == "data" and token in BITS and tokens.spaced(["per", "second"], last + 1):
        return Measured(BITS[token], i, last + 2)
    if unit.name == "degree" and (scale := _scale_of(tokens, last + 1)) is not None:
        return Measured(scale, i, last)
    if tokens.lower(last) in {"2", "3"} and not tokens.glued(last - 1):
        return None  # "3 km 2 hours ago"
    if unit.kind == "money" and last == i and token.isupper():
        if tokens.glued(i) and tokens.texts[i + 1][0].isdecimal():
            return None  # "3 USD50 cards"
        return _scaled(tokens, number, Measured(unit, i, last))
    if unit.name == "bit" and not digits:
        return None  # "one bit"
    if token.lower() in UNITS_OF_SOMETHING and not _of_something(tokens, last + 1):
        return None
    if last == i and token.lower() in GLUED_ONLY and not (glued and i == number.last + 1):
        return None
    alone = tokens.lower(i - 1) not in SHORT_DASHES and not _ends_phrase(tokens, i + 1)
    if last == i and token.lower() in NOT_UNITS_BEFORE_NOUN and alone:
        return None
    sterling = sterling or (number.value is not None and number.value >= MANY_POUNDS)
    weighed = tokens.lower(last + 1) == "of" and tokens.lower(last + 2) in WEIGHED
    if unit.name == "pound" and sterling and not weighed and token.lower() not in {"lb", "lbs"}:
        unit = STERLING
    return _to_the_power(tokens, Measured(unit, i, last))


def _scale_of(tokens: Tokens, i: int) -> Unit | None:
    """The scale that is named after a degree: "−273.15° on the Celsius scale"."""
    named = tokens.spaced(["on", "the"], i) and tokens.lower(i + 3) == "scale"
    if not named or tokens.lower(i + 2) not in {"celsius", "fahrenheit"}:
        return None
    name = f"degree {tokens.texts[i + 2].title()}"
    return Unit(name, "temperature", f"°{name[7]}")


def _by_sign(tokens: Tokens, number: Number, i: int) -> Measured | None:
    """A unit in brackets, "20 (kg)", or an inch: 9" where no quotation is open."""
    sign = tokens.lower(i)
    if sign in BRACKETS:
        exact = vocabulary.exact_symbols().get(tokens.texts[i + 1]) if i + 1 < len(tokens) else None
        found = (exact, i + 1) if exact is not None else unit_named(tokens, i + 1)
        if found is None or tokens.lower(found[1] + 1) != BRACKETS[sign]:
            return None
        return Measured(found[0], i, found[1] + 1)
    if sign not in INCH_SIGNS or number.form != "digits":
        return None
    if not tokens.glued(i - 1):
        return Measured(INCH, i, i) if tokens.lower(i + 1) in DIMENSIONS else None
    marks = [
        tokens.texts[k]
        for k in range(max(0, i - NEAR), i)
        if tokens.texts[k] in INCH_QUOTES and not tokens.texts[k - 1][0].isdecimal()
    ]
    quoted = marks.count('"') % 2 if sign == '"' else marks.count("“") > marks.count("”")
    return None if quoted else Measured(INCH, i, i)


def _is_inch(tokens: Tokens, number: Number, i: int) -> bool:
    """ "2 1/2 in", "2 in thick", "is 2 in.": an "in" that no place or time can follow."""
    if number.last > number.first and tokens.texts[number.last - 1] == "/":
        return True
    following = tokens.lower(i + 1)
    return following in DIMENSIONS or following == "" or (following == "." and i + 2 == len(tokens))


def _scaled(tokens: Tokens, number: Number, money: Measured) -> Measured:
    """ "75 USD million": a scale that stands after the currency."""
    scale = vocabulary.numbers().scales.get(tokens.lower(money.last + 1), 0)
    if scale < 1000 or number.value is None or abs(number.value) >= 1000:
        return money
    return money._replace(last=money.last + 1, scale=scale)


def _to_the_power(tokens: Tokens, measured: Measured) -> Measured:
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


def rate_after(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """What a rate is counted by, and its last token: "per day", "a year", "-a-year", "/kg".

    "per million British thermal units" and "/m² per year" are one each.
    """
    word = tokens.lower(i)
    if tokens.lower(i - 1) in A_DAY or (i > 2 and tokens.spaced(["b", "/", "d"], i - 3)):
        return "day", i - 1
    if word in {"/", "per", "every"} and (hundred := _per_hundred(tokens, i + 1)) is not None:
        return hundred
    if word == "/":
        return _per_unit(tokens, i + 1) if tokens.glued(i) else None
    hyphen = word in SHORT_DASHES and tokens.glued(i - 1)
    at = i + 1 if hyphen else i
    word = tokens.lower(at)
    if word not in EACH:
        return None
    at += 1
    if hyphen and tokens.lower(at) in SHORT_DASHES:
        at += 1
    noun = tokens.lower(at)
    if word == "per" and not hyphen and (found := _per_unit(tokens, at)) is not None:
        return found
    if noun in vocabulary.per_words() or noun == "dozen" or (word == "per" and noun.isalpha()):
        return noun, at
    return None  # "per 100,000 people"


def _per_hundred(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The distance that fuel is counted by: "6.2 litres per 100 kilometres", "5.6 l/100km"."""
    if tokens.lower(i) != "100":
        return None
    found = length_named(tokens, i + 1)
    return None if found is None else (f"100 {found[0].name}", found[1])


def length_named(tokens: Tokens, i: int) -> tuple[Unit, int] | None:
    """The unit of length whose name starts at token `i`, and the name's last token."""
    found = unit_named(tokens, i)
    return found if found is not None and found[0].kind == "length" else None


def _per_unit(tokens: Tokens, i: int, *, once: bool = True) -> tuple[str, int] | None:
    """The unit at token `i` as what a rate is counted by: by its name, with a scale before it.

    `once`: whether one more "per" may follow.
    """
    scale = tokens.lower(i) if tokens.lower(i) in {"thousand", "million", "billion"} else ""
    at = i + 1 if scale else i
    exact = vocabulary.exact_symbols().get(tokens.texts[at]) if at < len(tokens) else None
    found = (exact, at) if exact is not None else unit_named(tokens, at)
    if found is None:
        return None
    measured = _to_the_power(tokens, Measured(found[0], at, found[1]))
    name = f"{scale} {measured.unit.name}".strip()
    if name == "second" and tokens.glued(at) and tokens.lower(at + 1) in {"2", "²"}:
        return "square second", at + 1
    if once and tokens.lower(measured.last + 1) == "per":
        more = _per_unit(tokens, measured.last + 2, once=False)
        if more is not None:
            return f"{name} per {more[0]}", more[1]
    return name, measured.last


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
