"""The words of `line_words.toml`, by which features know what a line is about."""

from functools import cache
from typing import NamedTuple

from streams.datafile import read_word_lists
from streams.errors import DataError


class _WordFile(NamedTuple):
    credit: frozenset[str]
    speech: frozenset[str]
    shown: frozenset[str]
    trade: frozenset[str]


@cache
def word_groups() -> dict[str, frozenset[str]]:
    """The words of each group, in the order of the features. Raises DataError for a bad file."""
    groups = read_word_lists("streams.cleaning", "line_words.toml", _WordFile)._asdict()
    for name, words in groups.items():
        if wrong := sorted(word for word in words if not word.isalpha() or word != word.lower()):
            raise DataError(f"line_words.toml: {name}: {wrong[0]!r} is no word in small letters")
    return groups
