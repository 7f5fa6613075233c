"""Initials that bodies of several countries have: they are those of the country of which the text
speaks, "RSF" in Sudan, and in no other nobody's that a list knows.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from schemas.extractions import EntityType
from streams.errors import DataError
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import rows_of
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.geography import country_code
from streams.extraction.entities.own_lists import TYPES
from streams.extraction.entities.spelling import initials_of
from streams.extraction.tokens import Tokens

ANYWHERE = "*"
ARTICLE = "the "
BODIES = frozenset({"ORG", "GROUP"})


class Body(NamedTuple):
    """One of those that have the same initials, and the codes of its countries."""

    countries: tuple[str, ...]
    type: EntityType
    name: str


def of_their_countries(tokens: Tokens, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, initials of the list under the name of the body that the text speaks of."""
    at = [
        i
        for i, m in enumerate(mentions)
        if m.first == m.last and m.type in BODIES and _bodies(tokens, m)
    ]
    if not at:
        return list(mentions)
    spoken_of = Counter(m.country for m in mentions if m.country)
    longer = [m for m in mentions if m.last > m.first and m.type in BODIES]
    spoken_of.update(code for m in longer for code in _countries_in(tokens, m))
    in_full = {m.canonical or tokens.surface(m.first, m.last) for m in longer}
    explained = {initials for name in in_full for initials in initials_of(name)}
    settled = list(mentions)
    for i in at:
        bodies = _bodies(tokens, mentions[i])
        named = [body for body in bodies if body.name in in_full]
        if not named and tokens.texts[mentions[i].first] in explained:
            continue  # the text says whose they are
        body = named[0] if named else _likeliest(bodies, spoken_of)
        settled[i] = _as(mentions[i], body)
    return settled


def _countries_in(tokens: Tokens, body: Candidate) -> Iterator[str]:
    """The countries that stand in the name of a body: "Sudan Doctors Network"."""
    for i in range(body.first, body.last + 1):
        known = longest_name(tokens.texts, i, body.last + 1)
        if known is not None and (known[0].sovereign or known[0].demonym) and known[0].country:
            yield known[0].country


def _as(mention: Candidate, body: Body | None) -> Candidate:
    """Initials as those of a body, or of nobody that is known."""
    if body is None:
        return mention._replace(canonical=None)
    return mention._replace(type=body.type, canonical=body.name)


def _likeliest(bodies: Sequence[Body], spoken_of: Mapping[str, int]) -> Body | None:
    """Of which country the text speaks most, or what is so called where it speaks of none."""

    def weight(body: Body) -> int:
        return sum(spoken_of.get(code, 0) for code in body.countries)

    likeliest = max(bodies, key=weight)
    if weight(likeliest):
        return likeliest
    return next((body for body in bodies if ANYWHERE in body.countries), None)


def _bodies(tokens: Tokens, mention: Candidate) -> Sequence[Body]:
    """Those that have the initials of a body or group, which are no name of the user's."""
    text = tokens.texts[mention.first]
    listed = _listed()
    bodies = listed.get(text, ())
    if not bodies and tokens.lower(mention.first - 1) == "the":
        bodies = listed.get(ARTICLE + text, ())
    if not bodies:
        return ()
    known = longest_name(tokens.texts, mention.first, mention.last + 1)
    return () if known is not None and known[0].users else bodies


def _body(codes: str, kind: str, name: str) -> Body:
    if kind not in TYPES:
        raise DataError(f"initials.tsv: {name}: {kind!r} is no type")
    countries = tuple(
        c if c == ANYWHERE else country_code(c, "initials.tsv") for c in codes.split(",")
    )
    return Body(countries, cast(EntityType, kind), name)


@cache
def _listed() -> dict[str, tuple[Body, ...]]:
    found: dict[str, list[Body]] = {}
    for initials, codes, kind, name in rows_of("initials.tsv", 4):
        found.setdefault(initials, []).append(_body(codes, kind, name))
    return {initials: tuple(bodies) for initials, bodies in found.items()}
