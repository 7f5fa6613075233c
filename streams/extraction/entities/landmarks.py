"""Streets, parks and rivers, which no list has, with the country of the town that they are named
with: "Nathan Road in Kowloon, Hong Kong".
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.geography import country_name
from streams.extraction.tokens import Tokens


class Landmarks(NamedTuple):
    """The lists of `data/landmarks.toml`, each explained beside its words."""

    last: frozenset[str]


LAST = word_lists("landmarks.toml", Landmarks).last
NEAR = 40
"""Tokens between a street and the place that says where it is."""


def with_their_towns(tokens: Tokens, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, each street, park or river that has no country with the one that all places
    near it are in, or else all places of the text, where these are mostly in it."""
    wanted = [m for m in mentions if m.type == "PLACE" and _is_landmark(tokens, m)]
    if not wanted:
        return list(mentions)
    places = [m for m in mentions if m.type == "PLACE" and m.country is not None]
    firsts = [m.first for m in places]
    of_text = Counter(m.country for m in places)
    most = max(of_text.values(), default=0)
    countries: dict[str, str | None] = {}
    for landmark in wanted:
        since, until = landmark.first - NEAR, landmark.last + NEAR
        near = places[bisect_left(firsts, since) : bisect_right(firsts, until)]
        found = {m.country for m in near if not _is_whole(m)} or of_text.keys()
        if len(found) == 1 and of_text[country := next(iter(found))] == most:
            countries.setdefault(tokens.surface(landmark.first, landmark.last), country)
    return [
        m._replace(country=countries[name])
        if _is_landmark(tokens, m) and (name := tokens.surface(m.first, m.last)) in countries
        else m
        for m in mentions
    ]


def _is_landmark(tokens: Tokens, mention: Candidate) -> bool:
    """Whether a place is a street or the like that no list knows, and has no country yet."""
    unknown = mention.type == "PLACE" and mention.country is None and mention.canonical is None
    return unknown and mention.last > mention.first and tokens.lowers[mention.last] in LAST


def _is_whole(mention: Candidate) -> bool:
    """Whether a place is a whole country, which says less of a street than a town."""
    return mention.canonical == country_name(mention.country or "")
