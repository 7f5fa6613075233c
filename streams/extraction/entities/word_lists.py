"""The word lists of a module, from a file of `data/`."""

from typing import TypeVar

from streams.datafile import read_word_lists

T = TypeVar("T")


def word_lists(file: str, kind: type[T]) -> T:
    """A file as the lists that `kind` names. Raises DataError as `read_word_lists` does."""
    return read_word_lists("streams.extraction.entities", f"data/{file}", kind)
