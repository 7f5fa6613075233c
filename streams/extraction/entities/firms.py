"""Firms with and without what their names in full end with: "Toyota Motor Corp.", "Toyota"."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.spelling import LONGEST_INITIALS, initials_of
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common


class Firms(NamedTuple):
    """The lists of `data/firms.toml`, each explained beside its words."""

    legal: frozenset[str]
    corporate: frozenset[str]
    trades: frozenset[str]


WORDS = word_lists("firms.toml", Firms)
PARTY = " Party"
AND = frozenset({"&", "and"})
"""What may stand before "Co."."""


def is_legal(word: str) -> bool:
    """Whether a word says of what kind a firm is: "Inc.", "AG"."""
    return word.rstrip(".").lower() in WORDS.legal


def without_form(name: str) -> str:
    """The name of a firm without what says of what kind it is: "Rheinmetall" of "Rheinmetall AG",
    "JPMorgan Chase" of "JPMorgan Chase & Co.", "Facebook" of "Facebook, Inc."."""
    if " " not in name or not is_legal(name.rpartition(" ")[2]):
        return name
    parts = name.split(" ")
    while len(parts) > 1 and (is_legal(parts[-1]) or parts[-1] in AND):
        parts.pop()
    return " ".join(parts).rstrip(",")


@lru_cache(maxsize=4096)
def initials_of_body(name: str) -> tuple[str, ...]:
    """The initials of a body, with those of what kind of firm it is and without, and without its
    country or "Party": "TCS" of "Tata Consultancy Services Ltd", "M&S" of "Marks and Spencer",
    "CTS" of "Iraqi Counter-Terrorism Service"."""
    firm = without_form(name)
    found = [name, firm, firm.replace(" and ", " & ")]
    first, _, rest = firm.partition(" ")
    known = longest_name([first], 0, 1) if " " in rest else None
    if known is not None and known[0].country is not None:
        found += [rest, rest.removesuffix(PARTY)]
    if firm.endswith(PARTY):
        found.append(firm.removesuffix(PARTY))
    if first.isupper() and rest and len(first) < LONGEST_INITIALS:
        found.append(f"{' '.join(first)} {rest}")  # "YSRCP" of "YSR Congress Party"
    return tuple(dict.fromkeys(initials for form in found for initials in initials_of(form)))


@lru_cache(maxsize=4096)
def founder_of(name: str) -> str | None:
    """The last name by which a firm goes that has somebody's whole name: "Schwab" of "Charles
    Schwab Corp."; None for others."""
    firm = without_form(name)
    first, _, last = firm.partition(" ")
    given, family = given_and_last()
    called = firm != name and first.lower() in given and last.lower() in family
    return last if called else None


def core_of(name: str) -> str | None:
    """What a firm is called without the words that only say that it is one: "Barrick Gold" of
    "Barrick Gold Corp", "Sycamore" of "Sycamore Partners"; None for no firm."""
    parts = without_form(name).split(" ")
    while len(parts) > 1 and (parts[-1].lower() in WORDS.trades or parts[-1] in AND):
        parts.pop()
    core = " ".join(parts)
    return None if core == name or parts[-1].islower() else core


def only_says_firm(rest: Sequence[str], *, known: bool, alone: bool = False) -> bool:
    """Whether the words behind a name part no two firms. `known`: whether the name without them is
    one that a list knows: it has subsidiaries ("Siemens Energy"); `alone`: whether it is one word,
    which is more often short for the whole: "Tides" of "Tides Foundation"."""
    listed = WORDS.corporate if known else WORDS.trades
    for word in rest:
        plain = word.rstrip(".").lower()
        told = plain in listed or plain in WORDS.legal or plain in AND
        if not told and not (alone and not known and plain in words().tails):
            return False
    return True


@lru_cache(maxsize=4096)
def known_firm(name: str) -> str | None:
    """The firm that a list knows by a shorter name: "Toyota" of "Toyota Motor Corp."."""
    last = name.rpartition(" ")[2].rstrip(".").lower()
    if " " not in name or not (last in WORDS.legal or last in WORDS.corporate):
        return None
    parts = name.replace(",", "").split(" ")
    known = longest_name(parts, 0, len(parts))
    if known is None or known[0].type != "ORG":
        return None
    firm, end = known
    if end == 1 and is_common(parts[0]) and not is_legal(parts[1]):
        return None  # "Target Holdings"
    return firm.canonical if only_says_firm(parts[end:], known=True) else None
