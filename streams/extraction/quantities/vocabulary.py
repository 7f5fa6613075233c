"""The word lists and tables of `data/`, loaded once; a wrong file fails loudly and by name."""

from functools import cache
from typing import Any, Literal, TypeVar, get_args

import msgspec

from schemas.extractions import Relation, Trend, UnitKind
from streams.datafile import read_toml, read_word_lists
from streams.errors import DataError
from streams.extraction.tokens import tokenise

T = TypeVar("T")
Tree = dict[str, Any]
"""Token sequences as nested dicts; the entry under `END` is what the sequence stands for."""
END = ""


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Number words and their values."""

    ones: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    suffixes: dict[str, int]
    vague: dict[str, tuple[int, int]]
    fractions: dict[str, int]
    vulgar: dict[str, float]
    ordinals: dict[str, int]


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class UnitEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: UnitKind
    symbol: str
    si: float
    """Factor to the base unit of its kind (SI where there is one)."""
    aliases: tuple[str, ...]
    exact: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    """Prefixes that make more units of this one: "kilo"."""


class Currency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    symbols: tuple[str, ...]
    words: tuple[str, ...]
    code: str | None = None


class CountedWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stops: frozenset[str]
    irregular_plurals: frozenset[str]
    one_of: frozenset[str]
    singulars: dict[str, str]
    classes: dict[str, tuple[str, ...]]
    more_classes: dict[str, tuple[str, ...]]
    compounds: dict[str, str]
    predicates: frozenset[str]
    per: frozenset[str]
    subject_verbs: frozenset[str]
    clause_words: frozenset[str]
    ing_nouns: frozenset[str]


class Unit(msgspec.Struct, frozen=True):
    """What a unit alias stands for."""

    name: str
    kind: UnitKind
    symbol: str | None = None
    currency: str | None = None


PACKAGE = "streams.extraction.quantities"


def read(name: str, kind: type[T]) -> T:
    """A data file with a structure of its own. Raises DataError naming the file and the field."""
    return read_toml(PACKAGE, f"data/{name}", kind)


def read_lists(name: str, kind: type[T]) -> T:
    """A data file of word lists and tables. Raises DataError as `read_word_lists` does."""
    return read_word_lists(PACKAGE, f"data/{name}", kind)


@cache
def numbers() -> Numbers:
    return read_lists("numbers.toml", Numbers)


@cache
def counted_words() -> CountedWords:
    return read_lists("counted.toml", CountedWords)


def words_of(phrase: str) -> list[str]:
    """A phrase of a data file as lower-cased tokens."""
    return tokenise(phrase).lowers


def plant(tree: Tree, words: list[str], meaning: Any, where: str) -> None:
    """Adds a token sequence to a tree. Raises DataError where it already means something else."""
    if not words:
        raise DataError(f"{where}: an empty phrase")
    for word in words:
        tree = tree.setdefault(word, {})
    if tree.get(END, meaning) != meaning:
        raise DataError(f"{where}: {' '.join(words)!r} stands for two things")
    tree[END] = meaning


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
    power, _, length = first.partition(" ")
    if power in {"square", "cubic"}:
        spelt.append(f"{power} - {length}")  # "a 300-square-mile site"
    return spelt + [form.replace("metre", "meter").replace("litre", "liter") for form in spelt]


@cache
def units() -> Tree:
    """Unit aliases and currency words, to be matched after a number."""
    tree: Tree = {}
    for name, entry in unit_entries().items():
        unit = Unit(name, entry.kind, entry.symbol)
        for alias in entry.aliases:
            plant(tree, words_of(alias), unit, "units.toml")
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


PREFIXES: dict[str, tuple[str, float]] = {
    "atto": ("a", 1e-18), "femto": ("f", 1e-15), "pico": ("p", 1e-12), "nano": ("n", 1e-9),
    "micro": ("µ", 1e-6), "milli": ("m", 1e-3), "deci": ("d", 0.1), "hecto": ("h", 100),
    "kilo": ("k", 1e3), "mega": ("M", 1e6), "giga": ("G", 1e9), "tera": ("T", 1e12),
    "zetta": ("Z", 1e21),
}  # fmt: skip
"""The prefixes of SI: symbol and factor."""


RELATION_NAMES = frozenset(get_args(Relation)) - {"between"}


@cache
def relation_cues() -> tuple[Tree, Tree]:
    """Cues before a number, their words reversed, and cues after it."""
    before: Tree = {}
    after: Tree = {}
    table = read("relations.toml", dict[str, dict[str, Any]])
    for name, cues in table.items():
        if name == "trends":
            continue
        if name not in RELATION_NAMES:
            raise DataError(f"relations.toml: {name!r} is no relation")
        entry = msgspec.convert(cues, Cues)
        for cue in entry.before:
            plant(before, words_of(cue)[::-1], name, "relations.toml")
        for cue in entry.after:
            plant(after, words_of(cue), name, "relations.toml")
    return before, after


@cache
def trend_words() -> tuple[dict[str, Trend], dict[str, Trend]]:
    """Words before and after a number that say which way it goes."""
    table = read("relations.toml", dict[str, dict[str, Any]])["trends"]
    before: dict[str, Trend] = {}
    after: dict[str, Trend] = {}
    directions: tuple[Literal["up"], Literal["down"]] = ("up", "down")
    for direction in directions:
        entry = msgspec.convert(table[direction], Cues)
        before.update(dict.fromkeys((words_of(w)[-1] for w in entry.before), direction))
        after.update(dict.fromkeys(entry.after, direction))
    return before, after


@cache
def stops() -> frozenset[str]:
    """Words that end the noun phrase of what is counted."""
    return counted_words().stops


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    before: frozenset[str]
    streets: frozenset[str]
    codes: frozenset[str]


@cache
def _name_words() -> NameWords:
    return read_lists("names.toml", NameWords)


@cache
def numbered_names() -> frozenset[str]:
    """Words whose following number is part of a name: "Boeing 787"."""
    return _name_words().before


@cache
def codes() -> frozenset[str]:
    """Names that begin with digits and end in what could be a unit: the form 13F."""
    return _name_words().codes


@cache
def streets() -> frozenset[str]:
    return _name_words().streets


@cache
def irregular_plurals() -> frozenset[str]:
    return counted_words().irregular_plurals


@cache
def one_of() -> frozenset[str]:
    return counted_words().one_of


@cache
def predicates() -> frozenset[str]:
    return counted_words().predicates


@cache
def subject_verbs() -> frozenset[str]:
    """Verbs that end the subject of a measured number, beside those of trends and -ed."""
    return counted_words().subject_verbs


@cache
def ing_nouns() -> frozenset[str]:
    """Words in -ing that are nouns."""
    return counted_words().ing_nouns


@cache
def clause_words() -> frozenset[str]:
    """Words and marks that a clause may start after."""
    return counted_words().clause_words


@cache
def per_words() -> frozenset[str]:
    return counted_words().per


@cache
def compounds() -> dict[str, str]:
    """The class of two words whose second alone is of another; empty where they have none."""
    return counted_words().compounds


@cache
def classes() -> dict[str, str]:
    """The class of a head noun that a bare "one" counts, singular or as written."""
    return _by_head({}, counted_words().classes)


@cache
def all_classes() -> dict[str, str]:
    """The class of a head noun. Raises DataError where one is in two, or in an unknown one."""
    words = counted_words()
    if unknown := words.more_classes.keys() - words.classes.keys():
        raise DataError(f"counted.toml: more_classes: {min(unknown)!r} is no class")
    return _by_head(dict(classes()), words.more_classes)


def _by_head(table: dict[str, str], heads_of: dict[str, tuple[str, ...]]) -> dict[str, str]:
    for name, heads in heads_of.items():
        for head in heads:
            if head in table:
                raise DataError(f"counted.toml: {head!r} is in a class already")
            table[head] = name
    return table
