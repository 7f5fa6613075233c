"""The files of `data/` that hold names; a wrong file fails loudly and by name."""

import tomllib
from collections.abc import Iterator
from importlib import resources

from streams.errors import DataError


def text_of(name: str) -> str:
    return (resources.files("streams.extraction.entities") / "data" / name).read_text("utf-8")


def texts_of(name: str) -> dict[str, str]:
    """The texts of a TOML file, by their keys."""
    try:
        table = tomllib.loads(text_of(name))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}") from None
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            raise DataError(f"{name}: {key}: expected words, got {type(value).__name__}")
    return table


def rows_of(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a file with that many columns, parted by tabs."""
    for number, line in enumerate(text_of(name).splitlines(), 1):
        if line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != columns:
            raise DataError(f"{name}: line {number}: expected {columns} columns, got {len(row)}")
        yield row


def items_of(text: str) -> Iterator[str]:
    """The items of a text, parted by semicolons."""
    return filter(None, (item.strip() for item in text.replace("\n", " ").split(";")))


def forms_of(text: str) -> Iterator[list[str]]:
    """The lines of a text, each the forms of one name, parted by bars."""
    for line in filter(str.strip, text.splitlines()):
        yield [form.strip() for form in line.split("|")]
