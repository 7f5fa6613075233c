"""The words of figures.toml: events, people, and what makes a figure less than the whole."""

import re
from functools import cache
from typing import NamedTuple

from streams.datafile import read_word_lists


class People(NamedTuple):
    """Classes that say the same of people, and heads that are people whoever they are."""

    classes: frozenset[str]
    heads: frozenset[str]


class Elsewhere(NamedTuple):
    """What says of a figure in its sentence that it is not what has happened there so far."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    since: str

    def pattern(self) -> re.Pattern[str]:
        """Any of them."""
        parts = "|".join(map(re.escape, (*self.words, *self.phrases)))
        return re.compile(rf"\b({parts}|{self.since})\b")


class Words(NamedTuple):
    """What figures.toml says."""

    events: dict[str, frozenset[str]]
    doing: dict[str, frozenset[str]]
    people: People
    elsewhere: Elsewhere


@cache
def words() -> Words:
    """The lists beside this file. Raises DataError where they are not as they should be."""
    return read_word_lists("streams.figures", "figures.toml", Words)


@cache
def events() -> dict[str, str]:
    """The event that a word says happened, by the word."""
    return {word: event for event, said in words().events.items() for word in said}


@cache
def doing() -> dict[str, str]:
    """The event that a verb says happened to its object, by the verb."""
    return {verb: event for event, verbs in words().doing.items() for verb in verbs}


@cache
def elsewhere() -> re.Pattern[str]:
    """What says that a figure is not what has happened so far."""
    return words().elsewhere.pattern()
