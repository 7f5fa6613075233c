"""The word lists and tables of `data/`, loaded once; a wrong file fails loudly and by name."""

from functools import cache
from typing import TypeVar

import msgspec

from streams.datafile import read_toml, read_word_lists
from streams.errors import DataError

T = TypeVar("T")


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
    multiples: dict[str, int | float]
    verbs_of_multiples: dict[str, int | float]
    decades: dict[str, int]
    parts_of_ten: dict[str, tuple[int, int]]


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
