"""Names of American states that are another place's as well: Georgia, Washington."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.geography import country_name, same_names
from streams.extraction.entities.settling import (
    GAPS,
    STATE_AND_COUNTRY,
    WORDS,
    are_listed,
    is_part,
    states,
)
from streams.extraction.tokens import Tokens

MEMBER = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(WORDS.members)))})\b[^,;]* of$")
WASHINGTON = "Washington"
BELTWAY = {"Maryland", "Virginia"}
"""The states around the capital, with which it is listed."""


def state_of_washington(tokens: Tokens, mentions: Sequence[Candidate], i: int) -> Candidate:
    """Washington where the state is meant: "Washington state", "Washington Gov.", "Utah, Virginia
    and Washington"."""
    mention = mentions[i]
    if tokens.texts[mention.first] != WASHINGTON:
        return mention
    said = tokens.lower(mention.last + 1) in WORDS.of_washington
    listed = any(map(_are_states, _listed_beside(tokens, mentions, i)))
    return mention._replace(canonical="Washington State") if said or listed else mention


def _listed_beside(
    tokens: Tokens, mentions: Sequence[Candidate], i: int
) -> Iterator[Sequence[Candidate]]:
    """The two mentions before, the two behind, and the ones on both sides, where commas and "and"
    alone part them."""
    for first in range(max(i - 2, 0), i + 1):
        row = mentions[first : first + 3]
        gaps = (tokens.texts[a.last + 1 : b.first] for a, b in pairwise(row))
        if len(row) == 3 and all(gap in GAPS for gap in gaps):
            yield [m for m in row if m is not mentions[i]]


def _are_states(pair: Sequence[Candidate]) -> bool:
    """Whether two mentions are of states of the United States, and not those around the capital."""
    named = {m.canonical for m in pair}
    return named != BELTWAY and all(m.country == "US" and m.canonical in states() for m in pair)


def states_or_countries(tokens: Tokens, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, a name of a country and of a part of another as the one that is meant."""
    found = [i for i, m in enumerate(mentions) if m.canonical in STATE_AND_COUNTRY]
    if not found:
        return list(mentions)
    others = Counter(
        m.country
        for m in mentions
        if m.country and m.canonical not in STATE_AND_COUNTRY and m.canonical not in same_names()
    )
    local = any(m.country == "US" and is_part(m) for m in mentions)
    settled = list(mentions)
    said = [_said_beside(tokens, mentions, i) for i in found]
    meant = next(filter(None, said), None)
    for i, country in zip(found, said, strict=True):
        country = country or meant or _by_others(tokens, mentions[i], others, local=local)
        settled[i] = mentions[i]._replace(country=country)
    return settled


def _said_beside(tokens: Tokens, mentions: Sequence[Candidate], i: int) -> str | None:
    """The country of such a name by the place before or behind it."""
    beside = (*mentions[max(i - 1, 0) : i], *mentions[i + 1 : i + 2])
    said = (_said_by(tokens, mentions[i], other) for other in beside)
    return next(filter(None, said), None)


def _said_by(tokens: Tokens, mention: Candidate, beside: Candidate) -> str | None:
    """The country of such a name by its town, or by what it is listed with: "Macon, Georgia",
    "Florida and Georgia", "Ukraine, Georgia"."""
    country, state_of = STATE_AND_COUNTRY[mention.canonical or ""]
    first, last = sorted((beside, mention))
    if beside.type != "PLACE" or tokens.texts[first.last + 1 : last.first] not in GAPS:
        return None
    if beside.canonical in states():
        return state_of
    if beside.country and country_name(beside.country) == beside.canonical:
        return state_of if beside.country == state_of else country
    if beside is first and are_listed(tokens, beside, mention):
        return country if beside.country == country else state_of
    return None


def _by_others(tokens: Tokens, mention: Candidate, others: Counter[str], *, local: bool) -> str:
    """By what the text speaks of: the country beside its neighbours, or where nothing is said."""
    country, state_of = STATE_AND_COUNTRY[mention.canonical or ""]
    if tokens.lower(mention.first - 1) == "of" and tokens.lower(mention.first - 2) in WORDS.lands:
        return country  # "the former Soviet republic of Georgia"
    before = " ".join(tokens.lowers[max(mention.first - 8, 0) : mention.first])
    if MEMBER.search(before) is not None:
        return state_of
    near = sum(others[name] for name in WORDS.neighbours)
    abroad = others[country] or (not local and near >= max(others[state_of], 1))
    at_home = others[state_of] or not WORDS.of_a_state.isdisjoint(tokens.lowers)
    return state_of if at_home and not abroad else country
