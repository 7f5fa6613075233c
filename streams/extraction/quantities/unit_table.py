"""The units and currencies of `data/`: their names, what they measure, their factor to SI."""

from collections.abc import Iterator
from functools import cache

import msgspec

from schemas.extractions import UnitKind
from streams.errors import DataError
from streams.extraction.quantities.trees import END, Tree, plant, words_of
from streams.extraction.quantities.vocabulary import read

PREFIXES: dict[str, tuple[str, float]] = {
    "atto": ("a", 1e-18), "femto": ("f", 1e-15), "pico": ("p", 1e-12), "nano": ("n", 1e-9),
    "micro": ("µ", 1e-6), "milli": ("m", 1e-3), "deci": ("d", 0.1), "hecto": ("h", 100),
    "kilo": ("k", 1e3), "mega": ("M", 1e6), "giga": ("G", 1e9), "tera": ("T", 1e12),
    "zetta": ("Z", 1e21),
}  # fmt: skip
"""The prefixes of SI: symbol and factor."""


class UnitEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: UnitKind
    symbol: str
    si: float
    """Factor to the base unit of its kind (SI where there is one)."""
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    """Prefixes that make more units of this one: "kilo"."""


class Currency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    symbols: tuple[str, ...]
    words: tuple[str, ...]
    code: str | None = None


class Unit(msgspec.Struct, frozen=True):
    """What a unit alias stands for."""

    name: str
    kind: UnitKind
    symbol: str | None = None
    currency: str | None = None


@cache
def unit_entries() -> dict[str, UnitEntry]:
    """The unit table by name, with the units that prefixes make and the spellings of every name.

    Raises DataError where a prefix is unknown or makes a unit that the table has already.
    """
    table: dict[str, UnitEntry] = {}
    for name, entry in read("units.toml", dict[str, UnitEntry]).items():
        made = [(name, entry)]
        for prefix in entry.prefixes:
            if prefix not in PREFIXES:
                raise DataError(f"units.toml: {name}: {prefix!r} is no prefix")
            sign, factor = PREFIXES[prefix]
            symbols = tuple(sign + symbol for symbol in entry.exact if symbol == entry.symbol)
            made.append(
                (prefix + name,
                 UnitEntry(entry.kind, sign + entry.symbol, entry.si * factor, (), symbols))
            )  # fmt: skip
        for key, one in made:
            if key in table:
                raise DataError(f"units.toml: {key!r} is there twice")
            table[key] = msgspec.structs.replace(one, aliases=(*one.aliases, *_spellings(key)))
    return table


def _spellings(name: str) -> list[str]:
    """A unit's name, its plural in -s ("kilometres per hour"), and both as Americans spell them."""
    first, per, rest = name.partition(" per ")
    plural = first if first.endswith(("s", "z")) else f"{first}s"
    spelt = [name, plural + per + rest]
    return spelt + [form.replace("metre", "meter").replace("litre", "liter") for form in spelt]


def _forms(words: list[str]) -> Iterator[list[str]]:
    """An alias, and with hyphens between its words: "a 300-square-mile site"."""
    yield words
    if len(words) > 1 and all(word.isalpha() for word in words):
        yield [words[0], *(part for word in words[1:] for part in ("-", word))]


@cache
def units() -> Tree:
    """Unit aliases and currency words, to be matched after a number."""
    tree: Tree = {}
    for name, entry in unit_entries().items():
        unit = Unit(name, entry.kind, entry.symbol)
        for alias in entry.aliases:
            for words in _forms(words_of(alias)):
                plant(tree, words, unit, "units.toml")
    for code, currency in read("currencies.toml", dict[str, Currency]).items():
        for word in currency.words:
            plant(tree, words_of(word), _money(code, currency), "currencies.toml")
    return tree


@cache
def unit_words() -> frozenset[str]:
    """Words that are a unit by themselves: "year", and not the "new" of "new shekels"."""
    return frozenset(word for word, branch in units().items() if END in branch)


@cache
def exact_symbols() -> dict[str, Unit]:
    """Symbols whose case matters and that are glued to the digits or follow them: "5 m"."""
    return {
        symbol: Unit(name, entry.kind, entry.symbol)
        for name, entry in unit_entries().items()
        for symbol in entry.exact
    }


@cache
def currency_symbols() -> dict[str, Unit]:
    """What stands before the digits: "$", "US$", "€"."""
    table = {}
    for code, currency in read("currencies.toml", dict[str, Currency]).items():
        for symbol in currency.symbols:
            table[symbol] = _money(code, currency)
    return table


def _money(code: str, currency: Currency) -> Unit:
    symbol = currency.symbols[0] if currency.symbols else None
    shared = currency.code == ""  # "pesos" of nobody knows where
    return Unit(currency.name, "money", symbol, None if shared else currency.code or code)


@cache
def si_factors() -> dict[str, float]:
    """Factor to the base unit, by unit name."""
    return {name: entry.si for name, entry in unit_entries().items()}
