"""Bodies that many countries have by one name, and what stands before it: "Chinese CDC", "Brazil's
Supreme Court", "Oregon Senate". They are their country's, and not the better known American one.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import rows_of, word_lists
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.geography import country_name
from streams.extraction.entities.runs import POSSESSIVE
from streams.extraction.entities.settling import states
from streams.extraction.tokens import Tokens


class National(NamedTuple):
    """The lists of `data/national.toml`, each explained beside its words."""

    bodies: frozenset[str]
    of_a_race: frozenset[str]


WORDS = word_lists("national.toml", National)
HOME = "US"
LAST_WORDS = frozenset(name.rpartition(" ")[2] for name in WORDS.bodies)


def of_their_nations(tokens: Tokens, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, bodies behind a nation or a state under its name and with its country."""
    settled = list(mentions)
    for i, body in enumerate(mentions):
        if body.type not in {"ORG", "WORK"}:
            continue
        if body.canonical is None:
            whole = _with_nation_inside(tokens, body)
        elif i and body.first - mentions[i - 1].last <= 2:
            whole = _behind_nation(tokens, mentions[i - 1], body)
        else:
            continue
        settled[i] = whole or body
    return settled


def _with_nation_inside(tokens: Tokens, body: Candidate) -> Candidate | None:
    """ "Iraqi National Guard", as one name."""
    if body.first == body.last or tokens.texts[body.last] not in LAST_WORDS:
        return None
    known = longest_name(tokens.texts, body.first, body.last + 1)
    if known is None or known[0].country is None:
        return None
    nation, end = known
    of_state = nation.canonical in states()
    if not (of_state or (nation.demonym and nation.country != HOME)):
        return None
    if tokens.surface(end, body.last) not in WORDS.bodies:
        return None
    return body._replace(country=HOME if of_state else nation.country)


def _behind_nation(tokens: Tokens, nation: Candidate, body: Candidate) -> Candidate | None:
    name = tokens.surface(body.first, body.last)
    between = tokens.texts[nation.last + 1 : body.first]
    owned = len(between) == 1 and between[0] in POSSESSIVE
    if name not in WORDS.bodies or (between and not owned):
        return None
    if tokens.lower(body.last + 1) in WORDS.of_a_race:
        return None  # "Missouri's Senate race" is one of the United States
    adjective = _adjective(nation)
    if adjective is None:
        return None
    return body._replace(canonical=f"{adjective} {name}", country=nation.country)


def _adjective(nation: Candidate) -> str | None:
    """What stands before a body in its name: "Brazilian" of "Brazil's", "Oregon"."""
    if nation.country is None:
        return None
    if nation.type == "PLACE" and nation.canonical in states():
        return nation.canonical
    if nation.country == HOME:
        return None
    people = nation.type == "GROUP" and nation.demonym
    country = nation.type == "PLACE" and nation.canonical == country_name(nation.country)
    return _adjectives().get(nation.country) if people or country else None


@cache
def _adjectives() -> dict[str, str]:
    """What is of a country, by its code."""
    return {
        code: people.partition(";")[0].partition(",")[0]
        for code, _, people, _ in rows_of("countries.tsv", 4)
        if people
    }
