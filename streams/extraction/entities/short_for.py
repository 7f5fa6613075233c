"""Short names that stand for what the text has named before in full, and are of its kind: initials
of bodies and laws, storms by their name alone, buildings without "Hospital" or "Prison".
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from schemas.extractions import EntityType
from streams.extraction.entities.bodies import BODIES
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.families import address
from streams.extraction.entities.firms import initials_of_body
from streams.extraction.entities.shorter import BUILDINGS, WORDS
from streams.extraction.entities.spelling import (
    LONGEST_INITIALS,
    SHORTEST_INITIALS,
    normalised,
    surname,
)
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common
from streams.extraction.tokens import Tokens

HAVE_INITIALS = frozenset({"ORG", "GROUP", "WORK", "FACILITY", "EVENT"})
UNSURE: frozenset[EntityType] = frozenset(
    {"PERSON", "PLACE", "ORG", "PRODUCT", "WORK", "VEHICLE", "WEAPON", "FACILITY", "EVENT"}
)
"""What the short name of a storm or building is taken for."""
LONGEST_STORM = 3
"""Words: "Tropical Cyclone Chido"."""


def with_short_names(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, the short names of what is named before as that; what has a name before it does
    keeps it."""
    shorts: dict[str, int] = {}
    for i, m in enumerate(found):
        if m.last > m.first and m.type in HAVE_INITIALS:
            for form in _short_forms(tokens.surface(m.first, m.last), m.type):
                shorts.setdefault(form, i)
    if not shorts:
        return list(found)
    settled = list(found)
    before: set[str] = set()
    initials_alone = all(map(_is_initials, shorts))
    for i, m in enumerate(found):
        short = tokens.texts[m.first] if m.first == m.last else ""
        if not _is_initials(short):
            if initials_alone:
                continue  # in most texts
            short = _written(tokens.surface(m.first, m.last))
        at = shorts.get(short)
        if at is None or i == at:
            continue
        if i < at:
            before.add(short)
        elif short not in before and _stands_for(tokens, m, short, found):
            whole = found[at]
            settled[i] = m._replace(
                type=whole.type,
                canonical=whole.canonical or tokens.surface(whole.first, whole.last),
                country=None,
            )
    return settled


@lru_cache(maxsize=4096)
def _short_forms(name: str, kind: EntityType) -> tuple[str, ...]:
    """The initials of a name, and what it is called alone, as `_written` has that."""
    initials = (short for short in initials_of_body(name) if _is_initials(short))
    return (*initials, *map(_written, _short_names(name, kind)))


def _stands_for(tokens: Tokens, m: Candidate, short: str, found: Sequence[Candidate]) -> bool:
    """Whether a mention may stand for what was named before, and is nobody and nothing else."""
    if m.first == m.last and _is_initials(tokens.texts[m.first]):
        return _may_be(tokens, m, found)
    if m.canonical is not None or m.type not in UNSURE:
        return False
    if m.type == "PLACE" and m.last > m.first:
        return False  # "Cook County", beside its jail
    if address(tokens, m.first) in words().holders:
        return False
    people = (tokens.surface(p.first, p.last) for p in found if p.type == "PERSON")
    return not any(" " in name and surname(name) == short for name in people)


def _written(name: str) -> str:
    """A name as it is compared: "al-Shifa" is "Shifa"."""
    return normalised(name) if " " in name else surname(name)


def _is_initials(text: str) -> bool:
    return SHORTEST_INITIALS <= len(text) <= LONGEST_INITIALS and text.isupper() and text.isalpha()


def _may_be(tokens: Tokens, m: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether initials may be those of what is named before: a list has them for nothing else, or
    for what the text does not name in full, "DRC" beside the Danish Refugee Council."""
    if m.canonical is None:
        return m.type != "GROUP"
    others = (
        o for o in found if o.canonical == m.canonical or (o.country and o.country == m.country)
    )
    return all(tokens.texts[o.first] == tokens.texts[m.first] for o in others)


def _short_names(name: str, kind: EntityType) -> Iterator[str]:
    """ "Chido" of "Cyclone Chido", "Al-Shifa" of "Al-Shifa Hospital"."""
    parts = name.split(" ")
    if kind == "EVENT":
        storm = len(parts) <= LONGEST_STORM and not BODIES.storms.isdisjoint(parts[:-1])
        if storm and not is_common(parts[-1]):
            yield parts[-1]
    elif kind == "FACILITY":
        for n in range(1, min(len(parts), 3)):
            rest = " ".join(parts[n:]).lower()
            if (rest in BUILDINGS or rest in WORDS.sites) and not is_common(parts[0]):
                yield " ".join(parts[:n])
