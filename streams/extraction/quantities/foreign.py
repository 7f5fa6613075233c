"""Quantities in other languages than English: digits with their scale, unit and noun, no more.

A language with a table in `data/foreign.toml` has its words for scales, units and bounds, and the
noun right after a number; of any other only signs and codes are read (%, €, km).
"""

from collections.abc import Sequence
from decimal import Decimal

from schemas.extractions import Relation
from streams.extraction.quantities import unit_table
from streams.extraction.quantities.currencies import currency_before
from streams.extraction.quantities.currency_codes import currency_code
from streams.extraction.quantities.foreign_numbers import POINT_DECIMALS, Slot, slot_at
from streams.extraction.quantities.found import NO_UNIT, CountedPhrase, Found, Measured
from streams.extraction.quantities.languages import (
    EURO,
    Language,
    has_decimal_point,
    is_euro,
    language_of,
)
from streams.extraction.quantities.numbers import Number, tidy
from streams.extraction.quantities.stretches import Stretch, bounds
from streams.extraction.quantities.unit_names import unit_named
from streams.extraction.quantities.unit_powers import to_the_power
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.tokens import Tokens

APOSTROPHES = ("d'", "d’")
YEARS = range(1500, 2101)
DAYS = 31
LONGEST_PHRASE = 3
"""Words of the longest phrase in a table of a language."""
INFLECTED = ("e", "en", "er")
"""How the word ends that describes a German noun: "neue Fälle"."""
SURE = 0.6


def find_foreign(tokens: Tokens, code: str, taken: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """The quantities of one sentence in the language of an ISO 639-1 code; `taken` as in
    `find_quantities`. Linear in the length of the sentence."""
    language = language_of(code)
    comma = not has_decimal_point(code)
    found: list[Found] = []
    i = floor = 0
    while i < len(tokens):
        slot = slot_at(tokens, i, language, comma=comma) if tokens.texts[i][0].isdecimal() else None
        if slot is None:
            i += 1
            continue
        i = slot.last + 1
        start, end = tokens.starts[slot.first], tokens.ends[slot.last]
        if any(a < end and start < b for a, b in taken):
            continue
        quantity = _quantity(tokens, slot, language, floor)
        if quantity is not None:
            found.append(quantity)
            i = floor = max(i, quantity.last + 1)
    return found


def _quantity(tokens: Tokens, slot: Slot, language: Language | None, floor: int) -> Found | None:
    currency = currency_before(tokens, slot.first, floor)
    first = slot.first if currency is None else currency.first
    unit, last = _unit(tokens, slot, language)
    if currency is not None and unit is None:
        unit = currency.unit
    if unit is None and not slot.scaled and _is_time(tokens, slot, language):
        return None
    if language is not None and _is_clock(tokens, slot, last, language):
        return None
    counted = _counted(tokens, slot, language) if unit is None and language is not None else None
    relation, start = _relation(tokens, first, floor, language)
    per = _per(tokens, last + 1, language) if unit is not None else None
    number = _number(slot, slot.value)
    upper = None if slot.upper is None else _number(slot, slot.upper)
    value, low, high, relation, _ = bounds(Stretch(number, upper, slot.first, slot.last), relation)
    if counted is not None:
        unit = Unit(tokens.lower(counted.head), "count")
    return Found(
        first=start, last=last, value=value, low=low, high=high, relation=relation, trend=None,
        unit=unit or NO_UNIT, counted=counted, per=per, predicate=None, confidence=SURE,
    )  # fmt: skip


def _number(slot: Slot, amount: Decimal) -> Number:
    value = tidy(amount)
    return Number(slot.first, slot.last, value, value, value, "digits")


def _unit(tokens: Tokens, slot: Slot, language: Language | None) -> tuple[Unit | None, int]:
    """The unit after a number, and the last token of both."""
    at = slot.last + 1
    token = tokens.texts[at] if at < len(tokens) else ""
    word = language is not None and token in language.words.no_nouns  # "6,2 ha causato"
    if not word and (sign := _sign(tokens, at, token)) is not None:
        return sign.unit, sign.last
    if language is None:
        return (EURO, at) if is_euro(token.lower()) else (None, slot.last)
    at += slot.scaled and tokens.lower(at) in language.words.of
    for length in range(LONGEST_PHRASE, 0, -1):
        named = language.units.get(_phrase(tokens, at, length))
        if named is not None:
            return named, at + length - 1
    return None, slot.last


def _sign(tokens: Tokens, at: int, token: str) -> Measured | None:
    """The unit of a sign, a symbol or a code, the same in all languages: %, €, °C, km², EUR."""
    if (money := unit_table.currency_symbols().get(token)) is not None:
        return Measured(money, at, at)
    if token.isupper() and (coded := currency_code(token)) is not None:
        return Measured(coded[0], at, at)
    if token and not token[0].isalnum():
        named = unit_named(tokens, at)
        return None if named is None else Measured(named[0], at, named[1])
    exact = unit_table.exact_symbols().get(token) if len(token) > 1 else None
    if exact is None and (named := unit_named(tokens, at)) is not None:
        exact = named[0] if token == named[0].symbol else None
    return None if exact is None else to_the_power(tokens, Measured(exact, at, at))


def _phrase(tokens: Tokens, at: int, length: int) -> str:
    """The words from token `at` on, the first without its "d'"."""
    words = tokens.lowers[at : at + length]
    if len(words) == length and words[0].startswith(APOSTROPHES):
        words = [words[0][2:], *words[1:]]
    return " ".join(words) if len(words) == length else ""


def _is_time(tokens: Tokens, slot: Slot, language: Language | None) -> bool:
    """Whether a number without a unit is a year or a day: "2019", "12 de marzo"."""
    token = tokens.texts[slot.first]
    if slot.first == slot.last and token.isdecimal() and len(token) == 4 and int(token) in YEARS:
        return True
    if language is None:
        return False
    at = slot.last + 1
    if tokens.lower(at + (tokens.lower(at) in language.words.of)) in language.words.months:
        return True
    day = slot.value <= DAYS and tokens.lower(slot.first - 1) in language.words.before_days
    return day and not tokens.lower(at).isalpha()  # "le 14.", "Am 2." of a torn sentence


def _is_clock(tokens: Tokens, slot: Slot, last: int, language: Language) -> bool:
    """Whether a number is an hour: "um 18 Uhr", "à 18 heures", "alle 18.30"."""
    words = language.words
    at = slot.last + 1
    if tokens.lower(slot.first - 1) not in words.before_hours:
        return tokens.lower(at) == "uhr"
    pointed = POINT_DECIMALS.fullmatch(tokens.texts[slot.last]) is not None
    return tokens.lower(at) in words.hours or (last == slot.last and pointed)


def _relation(
    tokens: Tokens, first: int, floor: int, language: Language | None
) -> tuple[Relation, int]:
    """How a number is meant by the words right before it, and the first of them."""
    if language is not None:
        at = first - (tokens.lower(first - 1) in language.words.no_nouns)  # "oltre *il* 5"
        for end in (first, at):
            for length in range(LONGEST_PHRASE, 0, -1):
                said = language.relations.get(" ".join(tokens.lowers[max(0, end - length) : end]))
                if said is not None and end - length >= floor:
                    return said, end - length
    return "exactly", first


def _per(tokens: Tokens, i: int, language: Language | None) -> str | None:
    """What a measure is counted by: "pro Monat"."""
    if language is None:
        return None
    for length in (2, 1):
        named = language.per.get(" ".join(tokens.lowers[i : i + length]))
        if named is not None:
            return named
    return None


def _counted(tokens: Tokens, slot: Slot, language: Language) -> CountedPhrase | None:
    """The noun right after a number, over one word that describes it: "27 nouveaux députés"."""
    at = slot.last + 1
    at += slot.scaled and tokens.lower(at) in language.words.of
    first = at
    small = _is_word(tokens, at, language, capital=False)
    inflected = language.capitals and small and tokens.lower(at).endswith(INFLECTED)
    at += inflected or tokens.lower(at) in language.words.before_nouns
    noun = _is_word(tokens, at, language, capital=language.capitals)
    plural = tokens.lower(at)[-1:] in language.words.plural_endings
    return CountedPhrase(first, at, at) if noun and plural else None


def _is_word(tokens: Tokens, at: int, language: Language, *, capital: bool) -> bool:
    """Whether token `at` is a word that may belong to a noun phrase, with a capital or without."""
    word = tokens.texts[at] if at < len(tokens) else ""
    shaped = word.istitle() if capital else word.islower()
    return (
        shaped and word.isalpha() and len(word) > 2 and word.lower() not in language.words.no_nouns
    )
