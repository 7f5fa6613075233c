"""What the rules on countries share: their words, lists of places, parts of the United States."""

from functools import cache
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.geography import country_name, postal_codes
from streams.extraction.tokens import Tokens


class Settling(NamedTuple):
    """The lists of `data/settling.toml`, each explained beside its words."""

    neighbours: frozenset[str]
    of_a_state: frozenset[str]
    members: frozenset[str]
    lands: frozenset[str]
    kingdoms: frozenset[str]
    counties: frozenset[str]
    quarters: frozenset[str]
    of_washington: frozenset[str]
    quarter_of: frozenset[str]
    realms: frozenset[str]
    parts: frozenset[str]
    told_by: dict[str, tuple[str, ...]]


WORDS = word_lists("settling.toml", Settling)

GAPS = ([","], ["and"], [",", "and"], ["or"], [",", "or"])
"""What parts the places of a list."""
STATE_AND_COUNTRY = {"Georgia": ("GE", "US")}
"""Names of a country and of a part of another."""


def are_listed(tokens: Tokens, one: Candidate, other: Candidate) -> bool:
    """Whether nothing but a comma stands between two mentions."""
    return other.first == one.last + 2 and tokens.texts[one.last + 1] == ","


@cache
def states() -> frozenset[str]:
    """The United States' parts, but for Washington, which is the capital as well."""
    return frozenset(name for name, _ in postal_codes().values()) - {"Washington"}


def is_part(mention: Candidate) -> bool:
    """Whether a mention is of a place within its country, and not the seat of its government."""
    name = country_name(mention.country or "")
    return mention.type == "PLACE" and mention.canonical not in {
        name,
        "Washington",
        *STATE_AND_COUNTRY,
    }
