"""The word lists of the rules, a table a module in `data/words.toml`."""

from typing import TypeVar

from streams.datafile import read_word_lists

T = TypeVar("T")


def word_lists(table: str, kind: type[T]) -> T:
    """A table of the file as the lists that `kind` names.

    Raises DataError as `read_word_lists` does.
    """
    return read_word_lists("streams.extraction.quantities", "data/words.toml", kind, table)
