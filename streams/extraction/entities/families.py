"""Which of the people whom a text names in full a last name, or another part of a name, means."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.hints import given_and_last, women_and_men
from streams.extraction.entities.spelling import (
    GENERATIONS,
    SHORTEST_INITIALS,
    first_word,
    generation,
    given_in_full,
    given_name,
    initials_of,
    is_written_as_initials,
    normalised,
    surname,
)
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_word
from streams.extraction.tokens import Tokens

REACH_OF_KIN = 5
BORN_TO = ["born", "to"]
SMALL_NICKNAME = re.compile('["“][a-z]')
""" "Elizabeth “big structural change” Warren"."""
NICKNAME = re.compile('["“]([A-Z][A-Za-z-]+)["”]')
""" "Sean “Diddy” Combs"."""
Families = Mapping[str, Sequence[str]]
"""Full names by surname, in order of appearance."""


class Kin(NamedTuple):
    """The lists of `data/families.toml`, each explained beside its words."""

    kin: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    known: frozenset[str]
    offices: frozenset[str]
    of_an_office: frozenset[str]


WORDS = word_lists("families.toml", Kin)


def roles_of(
    tokens: Tokens, people: Sequence[Candidate], surfaces: Sequence[str]
) -> dict[str, set[str]]:
    """What those are who are named in full, with the role in small letters and without "former"."""
    roles: dict[str, set[str]] = defaultdict(set)
    for candidate, surface in zip(people, surfaces, strict=True):
        if candidate.role is not None and " " in surface:
            roles[surface].add(_role(tokens, candidate.role))
    return roles


def _role(tokens: Tokens, role: tuple[int, int]) -> str:
    return tokens.surface(*role).lower().removeprefix("former ").removeprefix("then-")


def address(tokens: Tokens, first: int) -> str:
    """The word before a name, "mr" of "Mr. Unwin" as well."""
    return tokens.lower(first - 1 - (tokens.lower(first - 1) == "."))


def by_address(tokens: Tokens, candidate: Candidate, family: Sequence[str]) -> str | None:
    """The one of a family whom "Mr" or "Mrs" before a last name alone leaves."""
    said = address(tokens, candidate.first)
    if said not in WORDS.men and said not in WORDS.women:
        return None
    women, men = women_and_men()
    against = women if said in WORDS.men else men
    left = [name for name in family if name.partition(" ")[0].lower() not in against]
    return left[0] if len(left) == 1 else None


def known_apart(
    tokens: Tokens, people: Sequence[Candidate], surfaces: Sequence[str], full: Families
) -> dict[str, str]:
    """Those last names that stand for somebody well known whom the text does not name in full, with
    the full name: "President Biden" of a text that has "his son Hunter Biden" and no Joe."""
    return {
        family: known
        for known in WORDS.known
        if (named := full.get(family := surname(known)))
        and not any(_is_named(known, name) for name in named)
        and _speaks_of(tokens, people, surfaces, family)
    }


def _is_named(known: str, name: str) -> bool:
    """Whether a name in full is that of somebody well known, and not of his son."""
    same = given_name(name) == given_name(known)
    return same and generation(name) in {"", generation(known)}


def _speaks_of(
    tokens: Tokens, people: Sequence[Candidate], surfaces: Sequence[str], family: str
) -> bool:
    """Whether a text means more by a last name than the relatives whom it names in full: it stands
    before any of these, with an office or beside what is of an office, or they are somebody's."""
    first = True
    for candidate, surface in zip(people, surfaces, strict=True):
        if surname(surface) != family:
            continue
        if " " in surface:
            if is_relative(tokens, candidate):
                return True
        elif first or _has_office(tokens, candidate):
            return True
        first = False
    return False


def _has_office(tokens: Tokens, candidate: Candidate) -> bool:
    """ "President Biden", "the Trump administration"."""
    if tokens.lower(candidate.last + 1) in WORDS.of_an_office:
        return True
    return candidate.role is not None and tokens.lowers[candidate.role[1]] in WORDS.offices


def by_role(
    tokens: Tokens, candidate: Candidate, family: Sequence[str], roles: Mapping[str, set[str]]
) -> str | None:
    """The one of a family who has the role that stands before a last name alone: "Vice President
    Biden" where Joe Biden is the former vice president, and Hunter is not."""
    if candidate.role is None:
        return None
    role = _role(tokens, candidate.role)
    holders = [n for n in family if any(held.endswith(role) for held in roles.get(n, ()))]
    return holders[0] if len(holders) == 1 else None


def by_first_word(full: Families) -> dict[str, list[str]]:
    """Full names by the word that they begin with."""
    found: dict[str, list[str]] = {}
    for names in full.values():
        for name in names:
            found.setdefault(first_word(name), []).append(name)
    return found


def by_first(
    word: str, given: Sequence[str], seen: dict[str, int], relatives: Collection[str]
) -> str | None:
    """The one who has the full names that begin with a word ("Donald J. Trump" and "Donald Trump"
    are one), or the last one of those where it is a family's name that stands first, and sooner
    nobody's relative: "Kim" of "Kim Jong Un", whose sister is Kim Yo Jong."""
    fullest = {longest_match(name, given) for name in given}
    if len(fullest) == 1:
        return fullest.pop()
    if word not in words().family_first:
        return None
    named = [name for name in reversed(seen) if name in given]
    return next((name for name in named if name not in relatives), next(iter(named), None))


def middles_of(full: Families, surfaces: Sequence[str]) -> dict[str, str]:
    """The full names by a word between their first and last, where one alone has it and nobody
    is called by the last: "Kamba" of "Samuel Roger Kamba Mulamba"; by both where it is in marks or
    no given name: "Diddy" of "Sean “Diddy” Combs", "Diomaye" of "Bassirou Diomaye Faye". No
    initials, and no small words."""
    alone = {surname(surface) for surface in surfaces if " " not in surface}
    given, _ = given_and_last()
    found: dict[str, set[str]] = defaultdict(set)
    for last, names in full.items():
        for name in names:
            quoted = NICKNAME.findall(name)
            between = normalised(name).split()[1:-1]
            if last in alone:
                between = [word for word in between if word not in given]
            for word in (*between, *quoted):
                if len(word) > 2:
                    found[normalised(word)].add(name)
    return {word: names.pop() for word, names in found.items() if len(names) == 1}


def by_middle(word: str, middles: Mapping[str, str], seen: Mapping[str, int]) -> str | None:
    """The full name that a word stands between the first and last of, where the text has had it."""
    name = middles.get(word)
    return name if name in seen else None


def behind_another(
    tokens: Tokens, people: Sequence[Candidate], surfaces: Sequence[str]
) -> set[str]:
    """Last names that stand for somebody before a relative alone is named in full: "President
    Trump" of a text that has "his daughter Ivanka Trump" and no Donald."""
    alone: set[str] = set()
    relatives: set[str] = set()
    families: set[str] = set()
    others: set[str] = set()
    for candidate, surface in zip(people, surfaces, strict=True):
        family = surname(surface)
        if " " not in surface:
            alone.add(family)
        elif family in alone and is_relative(tokens, candidate):
            families.add(family)
            relatives.add(normalised(surface))
        elif normalised(surface) not in relatives:
            others.add(family)
    return families - others


def is_relative(tokens: Tokens, candidate: Candidate) -> bool:
    """ "his daughter Ivanka Trump", "trial of his brother, Bob Trump", but not "wife of Tom
    Price"."""
    before = tokens.lowers[max(candidate.first - REACH_OF_KIN, 0) : candidate.first]
    if before[-2:] == BORN_TO:
        return True
    kin = next((i for i in reversed(range(len(before))) if before[i] in WORDS.kin), None)
    return kin is not None and "of" not in before[kin:]


def epithets_of(names: Sequence[str]) -> dict[str, str]:
    """Those names that are a word and the given name of somebody named in full, or the whole name,
    with that: "Sleepy Joe", "Wacko John Bolton"."""
    known, _ = given_and_last()
    parted = {
        name: rest for name in names
        if (rest := name.partition(" ")[2])
        and (first := name.partition(" ")[0]).lower() not in known and is_word(first)
    }  # fmt: skip
    if not parted:
        return parted
    full = {normalised(name) for name in names if name not in parted and " " in name}
    full |= {name.split()[0] for name in full}
    return {name: rest for name, rest in parted.items() if normalised(rest) in full}


def son(given: str, rest: str, full: Families) -> str | None:
    """The one full name that "Donald Jr." is short for, a given name and the rest of a name."""
    if rest not in GENERATIONS:
        return None
    named = [
        name
        for names in full.values()
        for name in names
        if first_word(name) == given and len(normalised(name).split()) > 2
        and generation(name) == rest
    ]  # fmt: skip
    return named[0] if len(named) == 1 else None


def in_full(initials: str, full: Families) -> str | None:
    """The full name that initials stand for: "Ruth Bader Ginsburg" of "RBG"."""
    if len(initials) < SHORTEST_INITIALS or not initials[-1].isupper():
        return None
    known = (name for names in full.values() for name in names)
    return next((n for n in known if is_written_as_initials(initials, initials_of(n))), None)


def double(last: str, full: Families) -> str | None:
    """The full name with a double last name: "Juan Lopez Sanchez" of "Lopez-Sanchez"."""
    first, _, second = last.rpartition("-")
    known = full.get(second, []) if first else []
    return next((name for name in known if first in normalised(name).split()), None)


def longest_match(surface: str, known: Sequence[str]) -> str:
    """The longest known name that has all words of this one ("Donald Trump": "Donald J Trump").

    "Donald Trump" is "Donald Trump Jr." only in an article that names the son first.
    """
    if len(known) == 1 and known[0] == surface:
        return surface
    given = given_name(surface)
    parts = {given, *normalised(surface).split()[1:]}
    family = [name for name in known if given_name(name) == given]
    junior = bool(generation(surface) or (family and generation(family[0])))
    matching = [
        name for name in known
        if parts <= given_in_full(name) and (junior or not generation(name))
    ]  # fmt: skip
    return max(matching, key=fullness, default=surface)


@lru_cache(maxsize=8192)
def fullness(name: str) -> tuple[bool, int]:
    """By what the fullest form of a name is found: the longest that has no nickname in small
    letters."""
    return SMALL_NICKNAME.search(name) is None, len(name)
