"""Word lists, tables and weights beside the code; a wrong file fails loudly and by name."""

import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from streams.errors import DataError

T = TypeVar("T")


def read_toml(package: str, path: str, kind: type[T]) -> T:
    """A TOML file of a package as typed values. Raises DataError naming the file and the field."""
    file = resources.files(package) / path
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), kind)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{file.name}: {error}") from None


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
