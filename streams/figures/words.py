"""The words of figures.toml: events, people, and what makes a figure less than the whole."""

import re
from functools import cache

import msgspec

from streams.datafile import read_toml


class Words(msgspec.Struct, frozen=True):
    """What figures.toml says."""

    events: dict[str, str]
    people: dict[str, str]
    elsewhere: "Elsewhere"


class Elsewhere(msgspec.Struct, frozen=True):
    words: str
    phrases: list[str]
    since: str

    def pattern(self) -> re.Pattern[str]:
        parts = [re.escape(part) for part in (*self.words.split(), *self.phrases)]
        return re.compile(rf"\b({'|'.join(parts)}|{self.since})\b")


@cache
def words() -> Words:
    """The lists beside this file. Raises DataError where they are not as they should be."""
    return read_toml("streams.figures", "figures.toml", Words)


@cache
def events() -> dict[str, str]:
    return {word: event for event, said in words().events.items() for word in said.split()}


@cache
def people() -> tuple[frozenset[str], frozenset[str]]:
    said = words().people
    return frozenset(said["classes"].split()), frozenset(said["heads"].split())


@cache
def elsewhere() -> re.Pattern[str]:
    return words().elsewhere.pattern()
