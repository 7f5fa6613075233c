"""Word lists and tables that ship beside the code; a wrong file fails loudly and by name."""

import tomllib
from importlib import resources
from typing import TypeVar

import msgspec

from streams.errors import DataError

T = TypeVar("T")


def read_toml(package: str, path: str, kind: type[T]) -> T:
    """A TOML file of a package as typed values. Raises DataError naming the file and the field."""
    file = resources.files(package) / path
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), kind)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{file.name}: {error}") from None
