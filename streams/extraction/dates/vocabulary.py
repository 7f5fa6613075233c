"""The words of `data/dates.toml` and `data/holidays.toml`, loaded once; a wrong file fails
loudly and by name."""

from functools import cache
from typing import NamedTuple

from streams.datafile import read_word_lists


class DateWords(NamedTuple):
    """The words, each explained beside them; all in small letters, but for `named_days` and
    `numbered`."""

    months: dict[str, int]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    quarters: dict[str, int]
    decades: dict[str, int]
    parts: dict[str, int]
    near_days: dict[str, int]
    which: dict[str, int]
    months_in_full: tuple[str, ...]
    named_days: tuple[str, ...]
    numbered: tuple[str, ...]
    named_behind: tuple[str, ...]
    over_stretches: tuple[str, ...]
    joining: tuple[str, ...]
    before_months: tuple[str, ...]
    whole_months: tuple[str, ...]
    past_verbs: tuple[str, ...]
    no_past: tuple[str, ...]
    verbs_of_plans: frozenset[str]
    set_long_before: tuple[str, ...]
    arranged: tuple[str, ...]
    arranged_by_many: tuple[str, ...]
    arranged_now: tuple[str, ...]
    arranged_then: tuple[str, ...]
    arranged_for: tuple[str, ...]
    voting: tuple[str, ...]
    at_votes: frozenset[str]
    puts_off: frozenset[str]
    games: tuple[str, ...]
    of_quarters: frozenset[str]
    of_games: frozenset[str]


class Holidays(NamedTuple):
    """The names of `data/holidays.toml` and when they are, each explained beside them."""

    bare: tuple[str, ...]
    leads: tuple[str, ...]
    goes_on: tuple[str, ...]
    events: tuple[str, ...]
    attacks: tuple[str, ...]
    fixed: dict[str, tuple[int, int]]
    weekdays: dict[str, tuple[int, int, int, int]]
    easter: dict[str, int]


@cache
def holidays() -> Holidays:
    """Raises DataError where the file is wrong."""
    return read_word_lists("streams.extraction.dates", "data/holidays.toml", Holidays)


@cache
def date_words() -> DateWords:
    """Raises DataError where the file is wrong."""
    return read_word_lists("streams.extraction.dates", "data/dates.toml", DateWords)
