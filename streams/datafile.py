"""Word lists, tables and weights beside the code; a wrong file fails loudly and by name.

A word list is words between spaces, phrases between bars, or an array of either. `read_word_lists`
reads files of such lists, `read_toml` those with a structure of their own.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from streams.errors import DataError

T = TypeVar("T")
WORD_LISTS: tuple[Any, ...] = (frozenset[str], tuple[str, ...])
"""The types of a field that is a word list; the second keeps the order of the file."""


def read_word_lists(package: str, path: str, kind: type[T], table: str | None = None) -> T:
    """A TOML file of a package, or one table of it, as a NamedTuple or Struct takes it.

    A field of one of the types in WORD_LISTS takes a word list, a field of `dict[str, ...]` of one
    a table of lists, a field that is itself such a class a table; any other what TOML has. Raises
    DataError naming the file, the table and the entry, where there is no such file or table, where
    one is missing, unknown or of the wrong type, and where a list is empty or has an entry twice.
    """
    name, found = _file_name(path), _tables(package, path)
    if table is None:
        return _fields(name, kind, found)
    if table not in found:
        raise DataError(f"{name}: no table {table!r}")
    return _fields(f"{name}: {table}", kind, found[table])


def read_toml(package: str, path: str, kind: type[T]) -> T:
    """A TOML file of a package as typed values. Raises DataError naming the file and the field."""
    return _converted(_file_name(path), kind, _tables(package, path))


def read_rows(package: str, path: str, columns: int) -> Iterator[list[str]]:
    """The rows of a file with that many columns, parted by tabs; lines with # are passed over.

    Raises DataError naming the file and the line that has not as many.
    """
    for number, line in enumerate(read_text(package, path).splitlines(), 1):
        if line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != columns:
            wrong = f"line {number}: expected {columns} columns, got {len(row)}"
            raise DataError(f"{_file_name(path)}: {wrong}")
        yield row


def read_text(package: str, path: str) -> str:
    """A UTF-8 file of a package. Raises DataError naming it where it is not there or not UTF-8."""
    try:
        return (resources.files(package) / path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{_file_name(path)}: {error}") from None


def read_weights(package: str, path: str, read: Callable[[dict[str, NDArray[Any]]], T]) -> T:
    """What `read` makes of the arrays of a package's npz file.

    Raises DataError naming the file where it is missing, or where `read` raises KeyError or
    ValueError because it is of other code.
    """
    file = resources.files(package) / path
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as arrays:
            return read({name: arrays[name] for name in arrays.files})
    except (OSError, KeyError, ValueError) as error:
        made = "it is made by training/ and ships in the wheel"
        raise DataError(f"{file.name}: {error}; {made}") from None


def _file_name(path: str) -> str:
    return path.rpartition("/")[2]


@cache
def _tables(package: str, path: str) -> dict[str, Any]:
    """A TOML file; cached, as many modules take a table of the same one."""
    try:
        return tomllib.loads(read_text(package, path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{_file_name(path)}: {error}") from None


def _fields(where: str, kind: type[T], found: Any) -> T:
    """A table as a class takes it; `where` names it in errors."""
    entries = _converted(where, dict[str, Any], found)
    asked = get_type_hints(kind)
    if differing := sorted(asked.keys() ^ entries.keys()):
        wrong = "is missing" if differing[0] in asked else "is not asked for"
        raise DataError(f"{where}: {differing[0]!r} {wrong}")
    return kind(**{name: _typed(f"{where}: {name}", asked[name], entries[name]) for name in asked})


def _typed(where: str, hint: Any, value: Any) -> Any:
    if hint in WORD_LISTS:
        return _word_list(where, hint, value)
    if isinstance(hint, type) and get_type_hints(hint):
        return _fields(where, hint, value)
    if get_origin(hint) is dict and get_args(hint)[1] in WORD_LISTS:
        lists = _converted(where, dict[str, Any], value)
        value = {key: _typed(f"{where}: {key}", get_args(hint)[1], lists[key]) for key in lists}
    else:
        value = _converted(where, hint, value)
    if isinstance(value, dict | str) and not (value.strip() if isinstance(value, str) else value):
        raise DataError(f"{where} is empty")
    return value


def _word_list(where: str, hint: type[T], value: Any) -> T:
    if not isinstance(value, str):
        words = _converted(where, list[str], value)
    elif "|" in value:
        words = [phrase.strip() for phrase in value.split("|")]
    else:
        words = value.split()
    if not words or not all(map(str.strip, words)):
        raise DataError(f"{where} is empty, or has an empty entry")
    twice = [word for word, count in Counter(words).items() if count > 1]
    if twice:
        raise DataError(f"{where} has {twice[0]!r} twice")
    return _converted(where, hint, words)


def _converted(where: str, hint: type[T], value: Any) -> T:
    """A value of TOML as a type takes it; of a dict each entry, so that the error names it."""
    try:
        if get_origin(hint) is dict and isinstance(value, dict):
            inner = get_args(hint)[1]
            return cast(T, {k: _converted(f"{where}: {k}", inner, v) for k, v in value.items()})
        return msgspec.convert(value, hint)
    except msgspec.ValidationError as error:
        raise DataError(f"{where}: {error}") from None
