"""One entity an article: mentions of the same person, organisation or place brought together.

People are joined by their last name, in one spelling ("Zelensky", "Zelenskyy"); organisations by
the name their forms stand for, or by the initials given in brackets; the rest by their name.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from schemas.extractions import EntityType
from streams.extraction.entities.candidates import Candidate
from streams.extraction.tokens import Tokens

LONGEST_INITIALS = 7
GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})
NO_PART = re.compile(r"[^\w\s&/-]")
VARIANT_ENDINGS = re.compile(r"(?:iy|yy|yi|ij|y|i)$")


class Cluster(NamedTuple):
    """The mentions of one entity, in order."""

    name: str
    """The fullest form."""
    mentions: list[Candidate]


@lru_cache(maxsize=8192)
def normalised(name: str) -> str:
    """A name for comparing and for keys: no accents, lower case, single spaces, no possessive."""
    if not name.isascii():
        parted = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in parted if not unicodedata.combining(c))
    return " ".join(NO_PART.sub("", name).lower().split())


@lru_cache(maxsize=8192)
def surname(name: str) -> str:
    """The last word of a person's name in a spelling that variants share."""
    parts = normalised(name).split()
    last = parts[-1] if parts else ""
    if last in GENERATIONS and len(parts) > 1:
        last = parts[-2]
    return VARIANT_ENDINGS.sub("", last) if len(last) > 5 else last


def join(
    tokens: Tokens, candidates: Sequence[Candidate], fuller_names: Sequence[str] = ()
) -> list[Cluster]:
    """Clusters in order of first mention.

    `fuller_names`: people named outside the body (in the title, in removed lines); a last name in
    the body takes its full form from them.
    """
    people = _people(tokens, candidates, fuller_names)
    others: dict[tuple[str, str], Cluster] = {}
    acronyms = _acronyms(tokens, candidates)
    for candidate in candidates:
        if candidate.type == "PERSON":
            continue
        surface = _surface(tokens, candidate)
        name = candidate.canonical or surface
        kind: EntityType = candidate.type
        if surface in acronyms:
            kind, name = acronyms[surface]
        key = (kind, normalised(name).removeprefix("the "))
        cluster = others.setdefault(key, Cluster(name, []))
        cluster.mentions.append(candidate)
    clusters = [*people, *others.values()]
    return sorted(clusters, key=lambda cluster: cluster.mentions[0].first)


def _surface(tokens: Tokens, candidate: Candidate) -> str:
    return tokens.surface(candidate.first, candidate.last)


def _people(
    tokens: Tokens, candidates: Sequence[Candidate], fuller_names: Sequence[str]
) -> list[Cluster]:
    people = [c for c in candidates if c.type == "PERSON"]
    full: dict[str, list[str]] = {}
    """Full names by surname, in order of appearance."""
    for name in [*(_surface(tokens, c) for c in people), *fuller_names]:
        if len(normalised(name).split()) > 1:
            known = full.setdefault(surname(name), [])
            if normalised(name) not in map(normalised, known):
                known.append(name)
    clusters: dict[str, Cluster] = {}
    latest: dict[str, str] = {}
    """The full name that a surname was last used with."""
    for candidate in people:
        surface = _surface(tokens, candidate)
        parts = normalised(surface).split()
        last = surname(surface)
        if len(parts) > 1:
            name = _longest_match(surface, full.get(last, []))
        else:
            name = latest.get(last) or next(iter(full.get(last, [])), surface)
            if name == surface:
                given = [
                    n
                    for names in full.values()
                    for n in names
                    if normalised(n).split()[0] == parts[0]
                ]
                name = given[0] if len(given) == 1 else surface
        key = " ".join(sorted({surname(name), normalised(name).split()[0]}))
        if key in clusters and not _generation(clusters[key].name) and _generation(name):
            # "Donald Trump Jr" in an article that named Donald Trump before: his son
            key = f"{key} {_generation(name)}"
        else:
            latest[surname(name)] = name
        cluster = clusters.get(key)
        if cluster is None:
            clusters[key] = Cluster(name, [candidate])
        else:
            cluster.mentions.append(candidate)
            if len(name) > len(cluster.name):
                clusters[key] = Cluster(name, cluster.mentions)
    return list(clusters.values())


def _generation(name: str) -> str:
    """ "jr" of "Donald Trump Jr."; empty where a name has none."""
    last = normalised(name).split()[-1:]
    return last[0] if last and last[0] in GENERATIONS else ""


def _longest_match(surface: str, known: Sequence[str]) -> str:
    """The longest known name that has all words of this one ("Donald Trump": "Donald J Trump").

    "Donald Trump" is "Donald Trump Jr." only in an article that names the son first.
    """
    words = normalised(surface).split()
    family = [name for name in known if normalised(name).split()[0] == words[0]]
    son = bool(_generation(surface) or (family and _generation(family[0])))
    matching = [
        name for name in known
        if set(words) <= set(normalised(name).split()) and (son or not _generation(name))
    ]  # fmt: skip
    return max(matching, key=len, default=surface)


def _acronyms(tokens: Tokens, candidates: Sequence[Candidate]) -> dict[str, tuple[EntityType, str]]:
    """Initials that the text itself explains, with what they stand for."""
    found: dict[str, tuple[EntityType, str]] = {}
    for candidate in candidates:
        if short := explained(tokens, candidate):
            found[short] = candidate.type, candidate.canonical or _surface(tokens, candidate)
    return found


def explained(tokens: Tokens, candidate: Candidate) -> str | None:
    """The initials in brackets after a name: "YES" of "Yalta European Strategy (YES)".

    Small words count or do not: "Economic Community of West African States (ECOWAS)".
    """
    at = candidate.last + 1
    if at + 2 >= len(tokens) or tokens.texts[at] != "(" or tokens.texts[at + 2] != ")":
        return None
    short = tokens.texts[at + 1]
    for name in (candidate.canonical, _surface(tokens, candidate)):
        letters = [word[0] for word in (name or "").replace("-", " ").split()]
        initials = "".join(letters).upper(), "".join(c for c in letters if c.isupper())
        if short.isupper() and len(short) > 1 and short in initials:
            return short
    # initials of the name in another language: "Disaster and Emergency Management Authority (AFAD)"
    long = candidate.last > candidate.first and candidate.type in {"ORG", "GROUP"}
    if long and short.isupper() and short.isalpha() and 2 < len(short) <= LONGEST_INITIALS:
        return short
    return None
