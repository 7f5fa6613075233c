"""Names of people and towns as hints at what a word may be, from lists of Faker and GeoNames."""

import re
from functools import cache

from streams.errors import DataError
from streams.extraction.entities.data_files import text_of

WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


@cache
def towns() -> frozenset[str]:
    """Words of names of towns, lower-cased: a hint, no more."""
    return _hints("towns.txt")


@cache
def given_and_last() -> tuple[frozenset[str], frozenset[str]]:
    """Given names and last names of many countries, lower-cased: a hint, no more."""
    return _hints("given.txt"), _hints("last.txt")


@cache
def women_and_men() -> tuple[frozenset[str], frozenset[str]]:
    """Given names that are women's, and that are men's, lower-cased; those of both in neither."""
    return _hints("women.txt"), _hints("men.txt")


def _hints(name: str) -> frozenset[str]:
    lines = text_of(name).splitlines()
    for line in lines[1:]:
        if not WORD.fullmatch(line):
            raise DataError(f"{name}: {line!r} is no word")
    return frozenset(line.lower() for line in lines[1:])
