"""Which country a place is in, where the text itself says more than the gazetteer."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.geography import (
    abbreviated_parts,
    countries_and_parts,
    country_name,
    postal_codes,
    same_names,
    small_towns,
    unmistakable,
)
from streams.extraction.entities.word_lists import word_lists
from streams.extraction.tokens import Tokens


class Settling(NamedTuple):
    """The lists of `data/settling.toml`, each explained beside its words."""

    neighbours: frozenset[str]
    of_a_state: frozenset[str]
    counties: frozenset[str]
    quarters: frozenset[str]
    of_washington: frozenset[str]


WORDS = word_lists("settling.toml", Settling)


PARTIES = (["R"], ["D"], ["I"])
LONGEST_CODE = 2
PARTY_LETTERS = frozenset("RDI")
LONGEST_STATE = 5
"""Tokens of a state behind a party: "N", ".", "Y" and the last point; "West Virginia"."""
MEMBER = re.compile(r"\b(?:rep|sen|gov|congressman|congresswoman|governor|senator)\b[^,;]* of$")
LISTING: tuple[list[str], ...] = ([], ["and"], ["or"])
"""What stands behind a comma before the next of a list."""
GAPS = ([","], ["and"], [",", "and"], ["or"], [",", "or"])
"""What parts the places of a list."""
BELTWAY = {"Maryland", "Virginia"}
"""The states around the capital, with which it is listed."""
STATE_AND_COUNTRY = {"Georgia": ("GE", "US")}
"""Names of a country and of a part of another."""


def party_states(tokens: Tokens, capitals: Sequence[int]) -> Iterator[Candidate]:
    """The states behind the party of a member of Congress: "(D-CA)", "(R-Ky.)", "D-N.Y.,".

    `capitals`: the tokens that begin with a capital letter.
    """
    texts = tokens.texts
    for i in [i for i in capitals if texts[i] in PARTY_LETTERS]:
        behind = i and texts[i - 1] in {"(", ","} and tokens.glued(i)
        if not behind or texts[i + 1 : i + 2] != ["-"]:
            continue
        first = i + 2
        for last in range(min(first + LONGEST_STATE, len(texts)) - 1, first - 1, -1):
            surface = tokens.surface(first, last)
            part = abbreviated_parts().get(surface.rstrip("."))
            part = part or postal_codes().get(
                surface.upper() if len(surface) == LONGEST_CODE else ""
            )
            if part is not None:
                yield Candidate(first, last, "PLACE", part[0], part[1], 0.9)
                break


def settle_countries(tokens: Tokens, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The mentions with the countries of places corrected.

    A city takes the country of the place named after it ("Alexandria, Virginia"), which may be
    shortened ("Alexandria, Va.") and then is joined under its name in full. A name that is a
    country and a state is the state in a text that names places of the state's country and none,
    beside itself, of the other.
    """
    mentions = [_in_full(tokens, mentions, i) for i in range(len(mentions))]
    mentions = [_state_of_washington(tokens, mentions, i) for i in range(len(mentions))]
    named = [_by_its_part(tokens, m) if m.type == "PLACE" else m for m in mentions]
    named = [_by_what_follows(tokens, named, i) for i in range(len(named))]
    others = Counter(
        m.country
        for m in named
        if m.country and m.canonical not in STATE_AND_COUNTRY and m.canonical not in same_names()
    )
    named = [_county(tokens, m, others) if m.type == "PLACE" else m for m in named]
    local = any(m.country == "US" and _is_part(m) for m in named)
    return [_likelier(tokens, m, others, local=local) if m.type == "PLACE" else m for m in named]


def _is_part(mention: Candidate) -> bool:
    """Whether a mention is of a place within its country, and not the seat of its government."""
    name = country_name(mention.country or "")
    return mention.type == "PLACE" and mention.canonical not in {
        name,
        "Washington",
        *STATE_AND_COUNTRY,
    }


def _likelier(
    tokens: Tokens, mention: Candidate, others: Counter[str], *, local: bool
) -> Candidate:
    """A place with the one of the countries that have a place of its name that the text speaks of:
    "Santa Cruz" in an article on California."""
    if mention.canonical is None or mention.country is None:
        return _of_small_town(tokens, mention, others)
    if mention.canonical in STATE_AND_COUNTRY:
        return _state_or_country(tokens, mention, others, local=local)
    countries = same_names().get(mention.canonical)
    if mention.canonical in unmistakable():
        return mention
    if countries is None or mention.country != countries[0] or others[mention.country]:
        return mention
    country = max(countries, key=others.__getitem__)
    return mention._replace(country=country) if others[country] else mention


def _of_small_town(tokens: Tokens, mention: Candidate, others: Counter[str]) -> Candidate:
    """A town that no list of names has, with the country of one of its name that the text speaks
    of: "Sioux City" in an article on Iowa."""
    if mention.canonical is not None or mention.country is not None:
        return mention
    countries = small_towns().get(tokens.surface(mention.first, mention.last), ())
    country = max(countries, key=others.__getitem__, default="")
    return mention._replace(country=country) if others[country] else mention


def _in_full(tokens: Tokens, mentions: Sequence[Candidate], i: int) -> Candidate:
    mention = mentions[i]
    surface = tokens.surface(mention.first, mention.last)
    shortened = abbreviated_parts().get(surface.rstrip("."))
    part = shortened
    if part is None and len(surface) == LONGEST_CODE:
        part = postal_codes().get(surface)
    if part is None:
        return mention
    before = mentions[i - 1] if i else None
    behind_town = (
        before is not None and before.type == "PLACE" and _are_listed(tokens, before, mention)
    )
    point = shortened is not None and tokens.lower(mention.last + 1) == "."
    pointed = surface.endswith(".") or point
    named = mention.type == "PLACE" and any(m.canonical == part[0] for m in mentions)
    whole = mention.type == "PLACE" and pointed
    if not (whole or named or behind_town or _behind_party(tokens, mention.first)):
        return mention
    return mention._replace(type="PLACE", canonical=part[0], country=part[1])


def _state_of_washington(tokens: Tokens, mentions: Sequence[Candidate], i: int) -> Candidate:
    """Washington where the state is meant: "Washington state", "Washington Gov.", "Utah, Virginia
    and Washington"."""
    mention = mentions[i]
    if mention.canonical != "Washington" or tokens.texts[mention.first] != "Washington":
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
    return named != BELTWAY and all(m.country == "US" and m.canonical in _states() for m in pair)


@cache
def _states() -> frozenset[str]:
    return frozenset(name for name, _ in postal_codes().values()) - {"Washington"}


def _behind_party(tokens: Tokens, first: int) -> bool:
    """ "(R-Mo.)", "(D-Calif.)", "(D., Mich.)": what a member of Congress is of."""
    if tokens.texts[first - 2 : first] == [".", ","]:
        return tokens.texts[first - 3 : first - 2] in PARTIES
    return tokens.lower(first - 1) == "-" and tokens.texts[first - 2 : first - 1] in PARTIES


def _are_listed(tokens: Tokens, one: Candidate, other: Candidate) -> bool:
    """Whether nothing but a comma stands between two mentions."""
    return other.first == one.last + 2 and tokens.texts[one.last + 1] == ","


def _by_its_part(tokens: Tokens, mention: Candidate) -> Candidate:
    """A place; a part of a known one with its country: "Northern California"."""
    unknown = mention.country is None and mention.canonical is None
    parted = unknown and mention.last > mention.first
    if not parted or tokens.lowers[mention.first] not in WORDS.quarters:
        return mention
    known = longest_name(tokens.texts, mention.first + 1, mention.last + 1)
    whole = known is not None and known[1] == mention.last + 1 and known[0].type == "PLACE"
    return mention._replace(country=known[0].country) if known and whole else mention


def _by_what_follows(tokens: Tokens, mentions: Sequence[Candidate], i: int) -> Candidate:
    mention = mentions[i]
    if mention.type != "PLACE" or i + 1 == len(mentions) or mentions[i + 1].type != "PLACE":
        return mention
    following = mentions[i + 1]
    if not _are_listed(tokens, mention, following):
        inside = mention.country is None and _stands_in(tokens, mention, following)
        return mention._replace(country=following.country) if inside else mention
    # a country lies in no other ("Libya, Yemen, Iran"), but for those that are states as well
    whole = mention.country is not None and country_name(mention.country) == mention.canonical
    shortened = tokens.texts[following.last] == "."  # "Denmark, S.C."
    if whole and not shortened and mention.canonical not in STATE_AND_COUNTRY:
        return mention
    # a list ("Kiev, Moscow and Minsk") goes on; an address ends with a comma or the sentence
    after = tokens.lower(following.last + 1)
    if after in {"and", "or"} or following.canonical not in countries_and_parts():
        return mention
    if after == "," and _lists_on(mentions, i + 1, tokens):
        return mention
    return mention._replace(country=following.country)


def _county(tokens: Tokens, mention: Candidate, others: Counter[str]) -> Candidate:
    """A place; "Brazoria County" in a text that speaks of no other country with counties more."""
    county = tokens.texts[mention.last] == "County"
    if not county or mention.country is not None or mention.first == mention.last:
        return mention
    abroad = max(others[code] for code in WORDS.counties)
    return mention if abroad > others["US"] else mention._replace(country="US")


def _stands_in(tokens: Tokens, one: Candidate, other: Candidate) -> bool:
    """ "Zeebrugge in Belgium"."""
    return other.first == one.last + 2 and tokens.texts[one.last + 1] == "in"


def _lists_on(mentions: Sequence[Candidate], i: int, tokens: Tokens) -> bool:
    """Whether another place follows after one more comma, as in a list."""
    last = mentions[i].last
    return (
        i + 1 < len(mentions)
        and mentions[i + 1].type == "PLACE"
        and tokens.texts[last + 1] == ","
        and tokens.lowers[last + 2 : mentions[i + 1].first] in LISTING
    )


def _state_or_country(
    tokens: Tokens, mention: Candidate, others: Counter[str], *, local: bool
) -> Candidate:
    country, state_of = STATE_AND_COUNTRY[mention.canonical or ""]
    before = " ".join(tokens.lowers[max(mention.first - 8, 0) : mention.first])
    of_congress = MEMBER.search(before) is not None
    abroad = others[country] or (not local and any(others[n] for n in WORDS.neighbours))
    at_home = others[state_of] or not WORDS.of_a_state.isdisjoint(tokens.lowers)
    if of_congress or (at_home and not abroad):
        return mention._replace(country=state_of)
    return mention
