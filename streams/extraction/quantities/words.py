"""The word lists of the rules, a table a module in `data/words.toml`."""

from functools import cache
from typing import TypeVar

import msgspec

from streams.errors import DataError
from streams.extraction.quantities import vocabulary

T = TypeVar("T", bound=msgspec.Struct)
FILE = "words.toml"


def word_lists(table: str, kind: type[T]) -> T:
    """A table of the file as the lists that `kind` names.

    Raises DataError where the table lacks one of them or has another, and where a list is empty or
    has a word twice.
    """
    tables = _tables()
    if table not in tables:
        raise DataError(f"{FILE}: no table {table!r}")
    lists = {name: _list(f"{FILE}: {table}.{name}", text) for name, text in tables[table].items()}
    asked = set(kind.__struct_fields__)
    if differing := sorted(asked ^ lists.keys()):
        wrong = "missing" if differing[0] in asked else "used by no rule"
        raise DataError(f"{FILE}: {table}: {differing[0]!r} is {wrong}")
    return kind(**lists)


def _list(where: str, text: str) -> frozenset[str]:
    """The words of a list; where it has bars, the phrases between them."""
    words = [phrase.strip() for phrase in text.split("|")] if "|" in text else text.split()
    if not words or "" in words:
        raise DataError(f"{where} is empty, or has an empty phrase")
    for at, word in enumerate(words):
        if word in words[:at]:
            raise DataError(f"{where} has {word!r} twice")
    return frozenset(words)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return vocabulary.read(FILE, dict[str, dict[str, str]])
