"""The words of `data/dates.toml`, loaded once; a wrong file fails loudly and by name."""

from functools import cache
from typing import Any, NamedTuple

import msgspec

from streams.datafile import read_toml
from streams.errors import DataError

FILE = "dates.toml"


class DateWords(NamedTuple):
    """The words, each explained beside them; all in small letters, but for `named_days` and
    `numbered`."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    quarters: dict[str, int]
    near_days: dict[str, int]
    which: dict[str, int]
    months_in_full: tuple[str, ...]
    named_days: tuple[str, ...]
    numbered: tuple[str, ...]
    named_behind: tuple[str, ...]
    joining: tuple[str, ...]
    whole_months: tuple[str, ...]
    month_leads: tuple[str, ...]
    month_of: tuple[str, ...]
    month_as: tuple[str, ...]
    past_verbs: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    quarters: dict[str, int]
    near_days: dict[str, int]
    which: dict[str, int]
    words: dict[str, str]


@cache
def date_words() -> DateWords:
    file = read_toml("streams.extraction.dates", f"data/{FILE}", _File)
    tables = msgspec.structs.asdict(file)
    lists: dict[str, Any] = {
        name: tuple(text.split()) for name, text in tables.pop("words").items()
    }
    try:
        return DateWords(**tables, **lists)
    except TypeError as error:
        raise DataError(f"{FILE}: {error}") from None
