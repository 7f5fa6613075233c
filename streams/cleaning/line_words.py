"""The words of `line_words.toml`, by which features know what a line is about."""

from functools import cache

import msgspec

from streams.datafile import read_toml
from streams.errors import DataError


class _WordFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    credit: list[str]
    speech: list[str]
    shown: list[str]
    trade: list[str]


@cache
def word_groups() -> dict[str, frozenset[str]]:
    """The words of each group, in the order of the features. Raises DataError for a bad file."""
    file = read_toml("streams.cleaning", "line_words.toml", _WordFile)
    groups: dict[str, list[str]] = msgspec.structs.asdict(file)
    for name, words in groups.items():
        wrong = [word for word in words if not word.isalpha() or word != word.lower()]
        if wrong or not words or len(set(words)) < len(words):
            raise DataError(f"line_words.toml: {name}: {wrong or 'no words, or one twice'}")
    return {name: frozenset(words) for name, words in groups.items()}
