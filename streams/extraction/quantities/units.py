"""What a number is measured in: the unit after it, the currency before it, the rate."""

from functools import lru_cache
from typing import NamedTuple, cast

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.relations import match
from streams.extraction.quantities.vocabulary import Unit
from streams.extraction.tokens import Tokens

HYPHENS = frozenset("-‑–")
STERLING = Unit("pound sterling", "money", "£", "GBP")
YEARS_OLD = Unit("year old", "age", "year")
TIMES = Unit("time", "number", "×")
NOT_UNITS_BEFORE_NOUN = frozenset({"stone", "foot"})
MANY_POUNDS = 1_000_000
"""From here on pounds are money: news gives weights that large in tonnes."""
BETWEEN = frozenset(
    "straight consecutive successive full whole more further additional extra".split()
)
"""Words that may stand between a number and a stretch of time."""
GLUED_ONLY = frozenset({"p", "pc", "c", "t"})


class Measured(NamedTuple):
    """A unit and the tokens it takes, `first` to `last` included."""

    unit: Unit
    first: int
    last: int


def currency_before(tokens: Tokens, i: int, floor: int) -> Measured | None:
    """The currency that stands right before token `i`: $, US$, Rs, EUR."""
    if i - 1 < floor:
        return None
    symbols = vocabulary.currency_symbols()
    sign = tokens.texts[i - 1]
    if sign not in symbols:
        code = tokens.texts[i - 1]
        if (
            code.isupper()
            and len(code) == 3
            and (found := match(vocabulary.units(), tokens, i - 1))
        ):
            unit = cast(Unit, found[0])
            return Measured(unit, i - 1, i - 1) if unit.kind == "money" else None
        return None
    first = i - 1
    prefix = tokens.texts[i - 2] if i - 2 >= floor and tokens.glued(i - 2) else ""
    named = match(vocabulary.units(), tokens, i - 2) if len(prefix) == 3 else None
    if named is not None and cast(Unit, named[0]).kind == "money":  # "AUD$ 15"
        return Measured(cast(Unit, named[0]), i - 2, i - 1)
    if sign == "$" and i - 2 >= floor and tokens.lower(i - 2) in {"c", "hk", "nz"}:
        return Measured(symbols[f"{tokens.texts[i - 2].upper()}$"], i - 2, i - 1)
    if prefix and prefix + sign in symbols:
        sign, first = prefix + sign, i - 2
    elif prefix == "." and i - 5 >= floor and tokens.texts[i - 5 : i - 1] == ["U", ".", "S", "."]:
        first = i - 5
    return Measured(symbols[sign], first, i - 1)


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
        found = match(vocabulary.units(), tokens, i + 1)
        if found is not None and cast(Unit, found[0]).kind == "duration":
            return Measured(cast(Unit, found[0]), i, found[1])  # "five straight days"
    if tokens.lower(i) in HYPHENS and tokens.glued(i - 1) and tokens.glued(i):
        i += 1
    glued = tokens.glued(i - 1)
    token = tokens.texts[i] if i < len(tokens) else ""
    sign = vocabulary.currency_symbols().get(token)
    if sign is not None and not tokens.glued(i):
        return Measured(sign, i, i)
    exact = vocabulary.exact_symbols().get(token)
    if token in {"C", "F"} and (tokens.glued(i) and tokens.texts[i + 1] in {"-", "/"}):
        return None  # F-Series
    if token in {"C", "F"} and number.value is not None and abs(number.value) > 500:
        return None
    if exact is not None and number.form == "digits" and not _letter_follows(tokens, i):
        return Measured(exact, i, i)
    found = match(vocabulary.units(), tokens, i)
    if found is None:
        return None
    unit, last = cast(Unit, found[0]), found[1]
    if tokens.lower(last) in {"2", "3"} and not tokens.glued(last - 1):
        return None  # "3 km 2 hours ago"
    if last == i and token.lower() in GLUED_ONLY and not (glued and i == number.last + 1):
        return None
    alone = tokens.lower(i - 1) not in HYPHENS and not _ends_phrase(tokens, i + 1)
    if last == i and token.lower() in NOT_UNITS_BEFORE_NOUN and alone:
        return None
    sterling = sterling or (number.value is not None and number.value >= MANY_POUNDS)
    if unit.name == "pound" and sterling and token.lower() not in {"lb", "lbs"}:
        unit = STERLING
    return Measured(unit, i, last)


def _letter_follows(tokens: Tokens, i: int) -> bool:
    return tokens.glued(i) and tokens.texts[i + 1][0].isalnum()


def _ends_phrase(tokens: Tokens, i: int) -> bool:
    following = tokens.lower(i)
    return not following.isalpha() or following in vocabulary.stops()


def rate_after(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """What a rate is counted by, and its last token: "per day", "a year", "-a-year", "/kg"."""
    hyphen = tokens.lower(i) in HYPHENS and tokens.glued(i - 1)
    at = i + 1 if hyphen else i
    word = tokens.lower(at)
    if word not in {"a", "an", "per", "each", "every"}:
        return None
    at += 1
    if hyphen and tokens.lower(at) in HYPHENS:
        at += 1
    noun = tokens.lower(at)
    if noun in vocabulary.per_words() or (word == "per" and noun.isalpha()):
        return noun, at
    if word == "per" and noun.isdecimal():  # "per 100,000 people"
        return None
    return None


@lru_cache(maxsize=1)
def sterling_text(text: str) -> bool:
    """Whether "pounds" in this text are more likely money than weight."""
    return "£" in text or "sterling" in text or " pence" in text


KELVIN = {"degree Celsius": 273.15, "degree Fahrenheit": 255.3722222222222}


def value_si(value: float, unit: str) -> float | None:
    """A value in the base unit of its kind: metres, kilograms, seconds, kelvin, watts, bytes.

    `unit` is the name of a unit in units.toml; None for what has no factor (money, counts, and
    degrees of an unknown scale).
    """
    factor = vocabulary.si_factors().get(unit)
    if factor is None or unit == "degree":
        return None
    return value * factor + KELVIN.get(unit, 0.0)
