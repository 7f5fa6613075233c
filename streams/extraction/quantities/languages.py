"""What the reader of other languages knows of each: `data/foreign.toml`, loaded once."""

from functools import cache
from typing import cast

import msgspec

from schemas.extractions import Relation
from streams.datafile import read_word_lists
from streams.errors import DataError
from streams.extraction.quantities.context import POINT
from streams.extraction.quantities.trees import words_of
from streams.extraction.quantities.unit_names import unit_named
from streams.extraction.quantities.unit_table import Unit, unit_entries
from streams.extraction.quantities.vocabulary import PACKAGE
from streams.extraction.tokens import tokenise

FILE = "data/foreign.toml"
EURO = Unit("euro", "money", "€", "EUR")
TABLES = frozenset({"de", "fr", "es", "it"})


class Entries(msgspec.Struct, frozen=True):
    """A table of the file."""

    of: frozenset[str]
    range_links: frozenset[str]
    between: frozenset[str]
    joint: frozenset[str]
    hours: frozenset[str]
    before_hours: frozenset[str]
    months: frozenset[str]
    before_days: frozenset[str]
    before_nouns: frozenset[str]
    no_nouns: frozenset[str]
    plural_endings: frozenset[str]
    """The last letters of plurals."""
    scales: dict[str, int]
    units: dict[str, tuple[str, ...]]
    relations: dict[str, tuple[str, ...]]
    per: dict[str, tuple[str, ...]]


class Other(msgspec.Struct, frozen=True):
    """What is known of languages that have no table."""

    decimal_point: frozenset[str]
    euros: frozenset[str]


class Language(msgspec.Struct, frozen=True):
    """One language, its phrases by the words they are made of, with a space between them."""

    words: Entries
    units: dict[str, Unit]
    relations: dict[str, Relation]
    per: dict[str, str]
    capitals: bool
    """Whether every noun has a capital."""


@cache
def language_of(code: str) -> Language | None:
    """A language by its ISO 639-1 code; None of one that has no table. Raises DataError."""
    if code not in TABLES:
        return None
    entries = read_word_lists(PACKAGE, FILE, Entries, code)
    return Language(
        entries,
        {phrase: _unit(name) for phrase, name in _by_phrase(entries.units).items()},
        cast("dict[str, Relation]", _by_phrase(entries.relations)),
        _by_phrase(entries.per),
        capitals=code == "de",
    )


@cache
def has_decimal_point(code: str) -> bool:
    """Whether the decimals of a language begin with a point: in most with a comma."""
    return code in _other().decimal_point


def is_euro(lower: str) -> bool:
    """Whether a lower-cased word is the euro in most languages."""
    return lower in _other().euros


@cache
def _other() -> Other:
    return read_word_lists(PACKAGE, FILE, Other, "other")


def _by_phrase(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {" ".join(words_of(phrase)): name for name, all_of in table.items() for phrase in all_of}


def _unit(name: str) -> Unit:
    if name == POINT.name:
        return POINT
    entry = unit_entries().get(name)
    if entry is not None:
        return Unit(name, entry.kind, entry.symbol)
    tokens = tokenise(name)
    named = unit_named(tokens, 0)
    if named is None or named[1] != len(tokens) - 1:
        raise DataError(f"foreign.toml: {name!r} is no unit")
    return named[0]
