"""Firms by what a market report says of them, whoever has the name: "Lucas shares fell", "Baladna
fell 2%", "Bergesen first-half net", "RESEARCH ALERT - Egis cut", "Lucas to sell unit", "dealers at
Lucas".
"""

from collections.abc import Collection
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.kinds import KIND_WORDS, is_named_like_a_person
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
    heads: frozenset[str]
    of_firms: frozenset[str]
    money: frozenset[str]
    points: frozenset[str]
    indices: frozenset[str]
    held: frozenset[str]
    desks: frozenset[str]
    says: frozenset[str]
    makers: frozenset[str]


WORDS = word_lists("traded.toml", Traded)
BEHIND = WORDS.papers | WORDS.spans | WORDS.results
HELD = {"in": WORDS.held, "by": frozenset({"owned"}), "at": WORDS.desks, "with": WORDS.desks}
"""What stands before the word before a firm: "shares in Lucas", "dealers at Lucas"."""
NO_MOVE = frozenset({"was", "were", "up", "down"})
PERCENT = frozenset({"%", "percent", "per", "pc"})
SIGNS = frozenset({".", "/", "-", "by", "$", "a"})
LONGEST_MOVE = 8
"""Tokens of "closed up 2-1/8 to"."""
SAYS = frozenset(pair.partition(" ")[0] for pair in WORDS.says)
LONGEST_HEAD = 9
"""Tokens of a head in which a word says that it is about a firm."""
FARTHEST = 7
"""Tokens between a firm and the results of its half year."""
BEHIND_DESK = frozenset("-–—:")
"""What stands behind the desk that a head begins with: "SOCCER - ", "RESEARCH ALERT: "."""


def is_traded(tokens: Tokens, tagged: Tagged) -> bool:
    """Whether what is behind a name, or before it, is only of firms."""
    behind, before = tagged.last + 1, tokens.lower(tagged.first - 1)
    word = tokens.lower(behind)
    if word in BEHIND:
        firm = _has_results(tokens, behind) or (
            word in WORDS.papers and tokens.lower(behind + 1) in WORDS.moves
        )
    elif before in BEHIND_DESK:
        firm = _is_alerted(tokens, tagged.first)
    elif before in HELD:
        firm = tokens.lower(tagged.first - 2) in HELD[before]
    else:
        firm = word in SAYS and f"{word} {tokens.lower(behind + 1)}" in WORDS.says
        firm = firm or (
            before in WORDS.makers and " " not in tokens.surface(tagged.first, tagged.last)
        )
    if word in WORDS.moves and not firm:
        firm = _moves_by(tokens, behind, WORDS.money)
        by_percent = not firm and _moves_by(tokens, behind, PERCENT)
        firm = firm or (by_percent and not _may_be_anybody(tokens, tagged))  # "Baladna fell 2%"
    firm = firm or (word in WORDS.heads and _is_headed(tokens, tagged))
    return firm and not _is_land(tokens, tagged) and tokens.texts[tagged.last] not in known_alone()


def is_index(tokens: Tokens, first: int) -> bool:
    """Whether a body with one word is the index of its market: "the AEX lost 3.2 points"."""
    word = tokens.texts[first]
    may_be = word.isupper() or word in WORDS.indices
    return may_be and _moves_by(tokens, first + 1, WORDS.points)


def _moves_by(tokens: Tokens, at: int, units: Collection[str]) -> bool:
    """ "Rose 12 pence", "closed up 50 cents", "fell 2-1/8 to 41": what the verb begins."""
    if tokens.lower(at) not in WORDS.moves or tokens.lower(at) in NO_MOVE:
        return False
    numbers = False
    for i in range(at + 1, at + LONGEST_MOVE):
        word = tokens.lower(i)
        if word in units or (numbers and word == "to" and tokens.lower(i + 1).isdecimal()):
            return True
        number = word[:1].isdecimal()
        if not (number or word in WORDS.moves or word in SIGNS):
            return False
        numbers |= number
    return False


def _is_headed(tokens: Tokens, tagged: Tagged) -> bool:
    """ "Lucas sees lower 1996 net", "Lucas to sell unit", where a line begins."""
    first, last = tagged.first, tagged.last
    if (first and "\n" not in tokens.gaps[first - 1]) or is_named_like_a_person(
        tokens, first, last
    ):
        return False
    for i in range(last + 2, min(last + LONGEST_HEAD, len(tokens))):
        if tokens.lowers[i] in WORDS.of_firms:
            return True
        if "\n" in tokens.gaps[i] or tokens.lowers[i] == ".":
            break
    return False


def _has_results(tokens: Tokens, at: int) -> bool:
    """ "first-half net", "Q3 profit", "1996 pretax loss": never "net" alone."""
    for i in range(at, at + FARTHEST):
        word = tokens.lower(i)
        if word in WORDS.results:
            return i > at
        if word not in WORDS.spans and word != "-" and not (word.isdecimal() and len(word) == 1):
            return False
    return False


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
