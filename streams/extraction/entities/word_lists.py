"""The word lists of a module, from a file of `data/`; a wrong file fails loudly and by name."""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from streams.datafile import read_toml
from streams.errors import DataError

Lists = TypeVar("Lists")
PACKAGE = "streams.extraction.entities"


def word_lists(file: str, shape: Callable[..., Lists]) -> Lists:
    """The lists of a file as `shape`, a NamedTuple with a frozenset for each, takes them.

    A list is words parted by spaces, or names of several words between quotation marks. Raises
    DataError naming the file and the list: one that is missing, empty or not asked for, and a word
    that stands twice.
    """
    found = read_toml(PACKAGE, f"data/{file}", dict[str, str | list[str]])
    lists = {name: _listed(file, name, text) for name, text in found.items()}
    try:
        return shape(**lists)
    except TypeError as error:
        raise DataError(f"{file}: {error}") from None


def _listed(file: str, name: str, text: str | list[str]) -> frozenset[str]:
    counts = Counter(text.split() if isinstance(text, str) else text)
    if not counts:
        raise DataError(f"{file}: {name}: no words")
    twice = [word for word, count in counts.items() if count > 1]
    if twice:
        raise DataError(f"{file}: {name}: {twice[0]!r} stands twice")
    return frozenset(counts)
