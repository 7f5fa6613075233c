"""Towns that are named like a person, where the text says which state they are in."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.families import address
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.geography import (
    abbreviated_parts,
    city_countries,
    countries_and_parts,
    small_towns,
)
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens

COUNCIL = "Council"
MAY_BE_TOWN = frozenset({"PERSON", "PLACE"})
BEHIND_STATE = frozenset({",", ".", ";", ")", "(", "—", "-", "–", ":", "?"})


class Towns(NamedTuple):
    """The lists of `data/towns.toml`, each explained beside its words."""

    before: frozenset[str]
    verbs: frozenset[str]
    ruled: frozenset[str]


WORDS = word_lists("towns.toml", Towns)


def with_towns(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, "Ferguson" of "in Ferguson, Missouri," and "Napier" of Napier City Council a
    place, wherever it stands alone where nobody has that last name, whatever the tagger took it for
    there."""
    towns = {
        m.first
        for m, state in pairwise(found)
        if m.type in MAY_BE_TOWN and state.type == "PLACE" and _is_town(tokens, m, state)
    }
    names = {tokens.lowers[i] for i in towns}
    if COUNCIL in tokens.text:
        names |= {tokens.lowers[m.first] for m in found if _is_council(tokens, m)}
    if not names:
        return list(found)
    names -= {tokens.lowers[m.last] for m in found if m.type == "PERSON" and m.first < m.last}
    return [
        _as_town(tokens, m)
        if m.first in towns
        or (m.first == m.last and tokens.lowers[m.first] in names and _may_be_town(tokens, m))
        else m
        for m in found
    ]


def _may_be_town(tokens: Tokens, mention: Candidate) -> bool:
    """Whether a name that was taken for somebody's is not addressed so: "Queen Victoria"."""
    return mention.type == "PERSON" and address(tokens, mention.first) not in words().holders


def _is_council(tokens: Tokens, body: Candidate) -> bool:
    """ "Napier City Council"."""
    ends = body.last == body.first + 2 and tokens.texts[body.last] == COUNCIL
    return ends and body.type == "ORG" and tokens.texts[body.last - 1] in WORDS.ruled


def _as_town(tokens: Tokens, mention: Candidate) -> Candidate:
    known = longest_name(tokens.texts, mention.first, mention.last + 1)
    if known is None or known[0].type != "PLACE":
        return mention._replace(type="PLACE", role=None)
    return mention._replace(
        type="PLACE", role=None, canonical=known[0].canonical, country=known[0].country
    )


def _is_town(tokens: Tokens, mention: Candidate, state: Candidate) -> bool:
    """Whether a name of one word is a town's, with its state behind a comma."""
    if mention.first < mention.last:
        return False
    if state.first != mention.last + 2 or tokens.texts[mention.last + 1] != ",":
        return False
    town = tokens.texts[mention.first].capitalize()
    if town not in small_towns() and town not in city_countries():
        return False
    surface = tokens.surface(state.first, state.last)
    part = surface.rstrip(".") in abbreviated_parts() or surface in countries_and_parts()
    after = tokens.lower(state.last + 1)
    behind = surface.endswith(".") or after in BEHIND_STATE or after in WORDS.verbs
    dateline = mention.first == 0 and tokens.texts[0].isupper()
    return part and behind and (dateline or tokens.lower(mention.first - 1) in WORDS.before)
