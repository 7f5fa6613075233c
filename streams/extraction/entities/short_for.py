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
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.geography import postal_codes, small_towns
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.shorter import BUILDINGS, WORDS
from streams.extraction.entities.spelling import (
    LONGEST_INITIALS,
    SHORTEST_INITIALS,
    normalised,
    surname,
)
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common, is_word
from streams.extraction.tokens import Tokens

PREPOSITIONS = frozenset({"in", "near", "at", "to", "from"})
"""What stands before a place, which no body is then."""
HAVE_INITIALS = frozenset({"ORG", "GROUP", "WORK", "FACILITY", "EVENT"})
UNSURE: frozenset[EntityType] = frozenset(
    {"PERSON", "PLACE", "ORG", "PRODUCT", "WORK", "VEHICLE", "WEAPON", "FACILITY", "EVENT"}
)
"""What the short name of a storm or building is taken for."""
NOBODYS = -1
"""In place of where a name stands: two bodies have the word."""
LONGEST_STORM = 3
"""Words: "Tropical Cyclone Chido"."""


def with_short_names(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, the short names of what is named before as that; what has a name before it does
    keeps it."""
    shorts: dict[str, int] = {}
    for i, m in enumerate(found):
        if m.last > m.first and m.type in HAVE_INITIALS:
            name = tokens.surface(m.first, m.last)
            for form in _short_forms(name, m.type):
                at = shorts.setdefault(form, i)
                if at != i and m.type == "ORG" and not _is_initials(form):
                    same = tokens.surface(found[at].first, found[at].last) == name
                    shorts[form] = at if same else NOBODYS  # "Deutsche" of two
    if not shorts:
        return list(found)
    settled = list(found)
    before: set[str] = set()
    as_printed = not any(map(str.islower, shorts))
    for i, m in enumerate(found):
        short = tokens.texts[m.first] if m.first == m.last else ""
        if short not in shorts:
            if as_printed:
                continue  # in most texts
            short = _written(tokens.surface(m.first, m.last))
        at = shorts.get(short, NOBODYS)
        if at in {i, NOBODYS}:
            continue
        if i < at:
            before.add(short)
        elif short not in before and _stands_for(tokens, m, whole := found[at], short, found):
            settled[i] = m._replace(
                type=whole.type,
                canonical=whole.canonical or tokens.surface(whole.first, whole.last),
                country=None,
            )
    return settled


@lru_cache(maxsize=4096)
def _short_forms(name: str, kind: EntityType) -> tuple[str, ...]:
    """The initials of a name, and what it is called alone: a body by its first word, a storm or a
    building as `_written` has that."""
    initials = [short for short in initials_of_body(name) if _is_initials(short)]
    if kind == "ORG":
        return (*initials, *_first_words(name))
    return (*initials, *map(_written, _short_names(name, kind)))


def _stands_for(
    tokens: Tokens, m: Candidate, whole: Candidate, short: str, found: Sequence[Candidate]
) -> bool:
    """Whether a mention may stand for what was named before, and is nobody and nothing else."""
    if m.first == m.last and _is_initials(tokens.texts[m.first]):
        if len(short) < SHORTEST_INITIALS:
            return whole.type == "ORG" and _is_no_state(tokens, m, found)
        return _may_be(tokens, m, found)
    if m.canonical is not None or m.type not in UNSURE:
        return False
    where = whole.type == "ORG" and tokens.lower(m.first - 1) in PREPOSITIONS
    if m.type == "PLACE" and (m.last > m.first or where):
        return False  # "Cook County", beside its jail
    if address(tokens, m.first) in words().holders:
        return False
    people = (tokens.surface(p.first, p.last) for p in found if p.type == "PERSON")
    return not any(" " in name and surname(name) == surname(short) for name in people)


def _written(name: str) -> str:
    """A name as it is compared: "al-Shifa" is "Shifa"."""
    return normalised(name) if " " in name else surname(name)


def _is_initials(text: str) -> bool:
    return 1 < len(text) <= LONGEST_INITIALS and text.isupper() and text.isalpha()


def _is_no_state(tokens: Tokens, m: Candidate, found: Sequence[Candidate]) -> bool:
    """ "CA" of Cricket Australia: not "Fresno, CA", and of no state that the text names."""
    if m.type != "PLACE" or m.canonical is not None or tokens.lower(m.first - 1) == ",":
        return False
    state = postal_codes().get(tokens.texts[m.first])
    return state is None or all(other.canonical != state[0] for other in found)


def _may_be(tokens: Tokens, m: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether initials may be those of what is named before: a list has them for nothing else, or
    for what the text does not name in full, "DRC" beside the Danish Refugee Council."""
    if m.canonical is None:
        return m.type != "GROUP"
    others = (
        o for o in found if o.canonical == m.canonical or (o.country and o.country == m.country)
    )
    return all(tokens.texts[o.first] == tokens.texts[m.first] for o in others)


def _first_words(name: str) -> Iterator[str]:
    """ "Novo" of Novo Nordisk: no town, no person and no word, and not "Evington" of Evington
    Parish Council."""
    first, *rest = name.split()
    if not rest or rest[-1].lower() in words().org_last:
        return
    given, last = given_and_last()
    lower = first.lower()
    named = first.istitle() and all(part[0].isupper() for part in rest)
    if not named or lower in given or lower in last or is_word(first):
        return
    if first not in small_towns() and longest_name([first], 0, 1) is None:
        yield first


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
