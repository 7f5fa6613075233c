"""Places and buildings that a text names in full and then more shortly, brought together; schools
that are called like a town.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.extractions import EntityType
from streams.extraction.entities.bodies import BODIES
from streams.extraction.entities.candidates import Candidate, Cluster
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.runs import POSSESSIVE
from streams.extraction.entities.settling import GAPS
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens


class Shorter(NamedTuple):
    """The lists of `data/shorter.toml`, each explained beside its words."""

    alone: frozenset[str]
    buildings: frozenset[str]
    sites: frozenset[str]
    schools: frozenset[str]
    other_schools: frozenset[str]
    of_a_school: frozenset[str]


WORDS = word_lists("shorter.toml", Shorter)
BUILDINGS = WORDS.buildings | KIND_WORDS.prisons
COUNTY = " County"
LONGEST_NAME = 12
"""Words of a name that is looked at for shorter forms."""


def places_joined(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters, each place or building in the one that names it more fully, where one does."""
    places = [c for c in clusters if c.mentions[0].type in {"PLACE", "FACILITY"}]
    short = [c for c in places if _may_be_short(c.mentions[0])]
    if not short:
        return clusters
    wholes: dict[tuple[EntityType, str], list[Cluster]] = {}
    for whole in places:
        kind = whole.mentions[0].type
        for name in dict.fromkeys(_short_forms(whole.name.replace("-", " "), kind)):
            wholes.setdefault((kind, name), []).append(whole)
    fuller: dict[int, Cluster] = {}
    for cluster in short:
        name, kind = cluster.name.replace("-", " "), cluster.mentions[0].type
        found = [c for c in wholes.get((kind, name), ()) if c is not cluster]
        if len(found) == 1:
            fuller[id(cluster)] = found[0]
    for cluster in short:
        fullest = fuller.get(id(cluster))
        if fullest is not None:
            kind = fullest.mentions[0].type
            fullest.mentions.extend(m._replace(type=kind) for m in cluster.mentions)
            fullest.mentions.sort()
    return [c for c in clusters if id(c) not in fuller]


def _may_be_short(place: Candidate) -> bool:
    """Whether a place may be another's short name: no town or country that lists know."""
    return place.type == "FACILITY" or not (place.canonical or place.country)


def _short_forms(whole: str, kind: EntityType) -> Iterator[str]:
    """What a place or building is called more shortly: "Broward" of "Broward County", where no town
    of the name is known; "Gulf" of "Gulf of Mexico"."""
    if kind == "FACILITY":
        yield from _short_forms_of_building(whole)
        return
    parts = whole.split(" ", LONGEST_NAME)
    if whole.endswith(COUNTY):
        yield whole.removesuffix(COUNTY)
    if len(parts) > 1 and parts[-1] in WORDS.alone:
        yield parts[-1]
    if len(parts) > 2 and parts[0] in WORDS.alone and parts[1] == "of":
        yield parts[0]


def _short_forms_of_building(whole: str) -> Iterator[str]:
    """ "Capitol" of "U.S. Capitol"; "Notre Dame" of "Notre Dame Cathedral"."""
    for country in BODIES.american:
        if whole.startswith(f"{country} "):
            yield whole[len(country) + 1 :]
    parts = whole.split(" ", LONGEST_NAME)
    for n in range(1, len(parts)):
        rest = " ".join(parts[n:]).lower()
        if rest in BUILDINGS or rest in words().facilities:
            yield " ".join(parts[:n])


def with_schools(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, "Columbia" a university's in a text that names Columbia University, where it
    does not stand as a town; and "Oxford" of "in Oxford, England" a town, of "at Oxford" a school.
    """
    texts, schools = tokens.texts, WORDS.schools
    at = [i for i, m in enumerate(found) if m.first == m.last and texts[m.first] in schools]
    named = _schools(tokens, found) if at else {}
    settled = list(found)
    for i in at:
        m = found[i]
        if m.type == "ORG" and _is_town(tokens, found, i):
            settled[i] = m._replace(type="PLACE", canonical=None, country=None)
        elif m.type == "PLACE" and tokens.texts[m.first] in named:
            if not _is_town(tokens, found, i):
                settled[i] = named[tokens.texts[m.first]]._replace(first=m.first, last=m.last)
        elif m.type == "PLACE" and _stands_as_school(tokens, found, i):
            settled[i] = m._replace(type="ORG", canonical=None, country=None)
        if settled[i].type == "ORG" and settled[i].canonical is None:
            settled[i] = settled[i]._replace(canonical=_university(tokens, found, m.first))
    return settled


def _university(tokens: Tokens, found: Sequence[Candidate], i: int) -> str | None:
    """What a school is called in full, where no other body of the text begins so: "Cambridge" of
    Cambridge Analytica."""
    word = tokens.texts[i]
    longer = (m for m in found if m.type == "ORG" and m.first < m.last)
    others = any(
        tokens.texts[m.first] == word and tokens.texts[m.first + 1] != "University" for m in longer
    )
    return None if others else f"{word} University"


def _is_town(tokens: Tokens, found: Sequence[Candidate], i: int) -> bool:
    """ "in Oxford", "Oxford, England"."""
    m = found[i]
    place = i + 1 < len(found) and found[i + 1].type == "PLACE"
    place = place and not _may_be_school(tokens, found[i + 1])
    listed = place and tokens.texts[m.last + 1 : found[i + 1].first] == [","]
    return listed or (tokens.lower(m.first - 1) == "in" and tokens.lower(m.last + 1) in {",", "."})


def _stands_as_school(tokens: Tokens, found: Sequence[Candidate], i: int) -> bool:
    """ "at Oxford", "Oxford students", "Harvard, Yale and Columbia"."""
    m = found[i]
    if _is_town(tokens, found, i):
        return False
    if tokens.lower(m.last + 1) in WORDS.of_a_school:
        return True
    if tokens.lower(m.first - 1) == "at" and tokens.lower(m.last + 1) not in POSSESSIVE:
        return True
    beside = (*found[max(i - 1, 0) : i], *found[i + 1 : i + 2])
    return any(
        other.type == "ORG"
        and tokens.texts[min(m.last, other.last) + 1 : max(m.first, other.first)] in GAPS
        and _may_be_school(tokens, other)
        for other in beside
    )


def _may_be_school(tokens: Tokens, body: Candidate) -> bool:
    texts = tokens.texts[body.first : body.last + 1]
    named = texts[0] in WORDS.schools or texts[0] in WORDS.other_schools
    return named or "University" in texts


def _schools(tokens: Tokens, found: Sequence[Candidate]) -> dict[str, Candidate]:
    """The schools that a text names in full, by the word that they are called alone."""
    return {
        tokens.texts[m.first]: m._replace(canonical=tokens.surface(m.first, m.last))
        for m in found
        if m.type == "ORG"
        and m.last == m.first + 1
        and tokens.texts[m.last] == "University"
        and tokens.texts[m.first] in WORDS.schools
    }
