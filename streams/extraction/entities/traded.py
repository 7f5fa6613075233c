"""Firms by what a market report says of them, whoever has the name: "Lucas shares fell", "Baladna
fell 2%", "Bergesen first-half net", "RESEARCH ALERT - Egis cut".
"""

from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.known_people import known_alone
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens


class Traded(NamedTuple):
    """The lists of `data/traded.toml`, each explained beside its words."""

    papers: frozenset[str]
    moves: frozenset[str]
    spans: frozenset[str]
    results: frozenset[str]
    alerts: frozenset[str]


WORDS = word_lists("traded.toml", Traded)
BEHIND = WORDS.papers | WORDS.spans | WORDS.results
PERCENT = frozenset({"%", "percent", "per", "pc"})
FARTHEST = 5
"""Tokens between a firm and the results of its half year."""
BEHIND_DESK = frozenset("-–—:")
"""What stands behind the desk that a head begins with: "SOCCER - ", "RESEARCH ALERT: "."""


def is_traded(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether what is behind a name, or before it, is only of firms."""
    behind = tagged.last + 1
    word = tokens.lower(behind)
    if word in BEHIND:
        firm = _has_results(tokens, behind) or (
            word in WORDS.papers and tokens.lower(behind + 1) in WORDS.moves
        )
    elif word in WORDS.moves:
        firm = _is_by_percent(tokens, behind + 1) and not _may_be_anybody(tokens, tagged)
    elif tokens.lower(tagged.first - 1) in BEHIND_DESK:
        firm = _is_alerted(tokens, tagged.first)
    else:
        return False
    return firm and not _is_land(tokens, tagged) and tokens.texts[tagged.last] not in known_alone()


def _has_results(tokens: Tokens, at: int) -> bool:
    """ "first-half net", "Q3 profit", "1996 pretax loss": never "net" alone."""
    for i in range(at, at + FARTHEST):
        word = tokens.lower(i)
        if word in WORDS.results:
            return i > at
        if word not in WORDS.spans and word != "-":
            return False
    return False


def _is_by_percent(tokens: Tokens, at: int) -> bool:
    """ "2%", "1.2 per cent": by how much a share rose."""
    number = tokens.lower(at)
    if not number.isdecimal():
        return False
    if tokens.lower(at + 1) == "." and tokens.lower(at + 2).isdecimal():
        at += 2
    return tokens.lower(at + 1) in PERCENT


def _may_be_anybody(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Rubio rose 2 percent": who stands for election may, and no firm of such a name is told."""
    given, last = given_and_last()
    return tokens.lowers[tagged.first] in given or tokens.lowers[tagged.last] in last


def _is_alerted(tokens: Tokens, first: int) -> bool:
    """ "RESEARCH ALERT - Egis cut": what an alert begins with."""
    return f"{tokens.lower(first - 3)} {tokens.lower(first - 2)}" in WORDS.alerts


def _is_land(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Japan shares fell", "London shares closed": the market of a country or a capital."""
    known = longest_name(tokens.texts, tagged.first, tagged.last + 1)
    place = known is not None and (
        known[0].sovereign or known[0].demonym or known[0].type == "PLACE"
    )
    return place or tokens.texts[tagged.first] in KIND_WORDS.nations
