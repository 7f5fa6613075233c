"""One entity an article: mentions of the same person, organisation or place brought together.

People are joined by their last name, in one spelling ("Zelensky", "Zelenskyy"); organisations by
the name their forms stand for, or by the initials given in brackets; the rest by their name.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from schemas.extractions import EntityType
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.gazetteers import (
    given_and_last,
    longest_name,
    women_and_men,
    words,
)
from streams.extraction.entities.weights import is_common, is_word
from streams.extraction.tokens import Tokens

SHORTEST_INITIALS, LONGEST_INITIALS = 3, 7
PAPERS = frozenset(
    "Post Times Journal Tribune Herald Chronicle Examiner Globe Gazette Telegraph Observer "
    "Register Courier Star Sun Enquirer Mail Express Standard Inquirer Bee Beacon Dispatch".split()
)
"""Last words of the names of newspapers, which stand for them: "told the Post"."""
OF_BODIES = frozenset({"of", "for", "at", "in"})
DEPARTMENTS = frozenset(
    f"{noun} of{the}" for noun in ("Department", "Ministry", "Office", "Bureau", "Board")
    for the in ("", " the")
)  # fmt: skip
FORMS = frozenset(
    "inc corp corporation company co ltd llc plc group holdings agency university college "
    "department magazine program party committee commission".split()
)
"""What a name of several words is also written without: "Bank of America Corp"."""
CORPORATE = frozenset("inc corp corporation company co ltd llc plc motor motors".split())
"""What alone parts a known body from its name in full: "Ford", "Ford Motor"."""
CHAMBERS = frozenset({"House", "Senate", "FBI", "Pentagon", "State", "City"})
AMERICAN = frozenset({"U.S.", "US", "American", "United States"})
BODIES = frozenset(
    "Administration Agency Assembly Association Authority Board Bureau Chamber Coalition "
    "Church Club Commission Committee Consortium Corps Council Court Department Federation "
    "Foundation Fund Guild "
    "Institute League Ministry Museum Society Trust Tribunal Union University".split()
)
"""Last words of the names of bodies, which stand for them: "the Federation said"."""
STORMS = frozenset("Hurricane Cyclone Typhoon".split())
STORM = re.compile(r"(?:Tropical )?Storm (?=\w+$)")
"""Of a storm that was or will be a hurricane: "Storm Harvey"."""
OTHER_GENDER = {"mr": 0, "mrs": 1, "ms": 1}
"""How a last name is addressed, and whose given names it speaks against: women's, men's."""
SETTLED = 2
"""Mentions of a last name alone after which it means the same person to the end."""
KIN = frozenset(
    "son daughter wife husband brother sister mother father lady niece nephew grandson "
    "granddaughter cousin widow law".split()
)
"""Words for relatives; "son-in-law" is parted at its hyphens."""
REACH_OF_KIN = 5
GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})
SHORT_WORD = re.compile(r"\b(?:[A-Z]\.){2,}")
""" "U.S." of "U.S. Soccer Federation (USSF)", which has two initials."""
NO_PART = re.compile(r"[^\w\s&/-]")
ARTICLE = re.compile(r"^(?:al|el|ad|as|ash|an|ar|at|az)-(?=\w{3})")
"""Of an Arabic last name, with which it is written or without: "al-Assad", "Assad"."""
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
    last = ARTICLE.sub("", last)
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
    surfaces = {_surface(tokens, c) for c in candidates if c.type == "EVENT"}
    acronyms = _acronyms(tokens, candidates)
    for candidate in candidates:
        if candidate.type == "PERSON":
            continue
        surface = _surface(tokens, candidate)
        name = candidate.canonical or surface
        kind: EntityType = candidate.type
        if surface in acronyms:
            kind, name = acronyms[surface]
        if kind == "EVENT":
            name = _as_hurricane(name, surfaces)
        key = (kind, normalised(name).removeprefix("the "))
        cluster = others.setdefault(key, Cluster(name, []))
        cluster.mentions.append(candidate)
    clusters = [*people, *_bodies_joined(list(others.values()))]
    return sorted(clusters, key=lambda cluster: cluster.mentions[0].first)


def _as_hurricane(name: str, events: Collection[str]) -> str:
    """The name of a storm as that of the hurricane which the text calls it as well."""
    last = STORM.sub("", name, count=1)
    if last == name:
        return name
    return next((f"{storm} {last}" for storm in STORMS if f"{storm} {last}" in events), name)


def _bodies_joined(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters, with those of bodies and storms that another one names more fully in it."""
    bodies = [c for c in clusters if c.mentions[0].type in {"ORG", "EVENT"}]
    if len(bodies) < 2:
        return clusters
    fuller = {id(c): _fuller(c, bodies) for c in bodies}
    for cluster in sorted(bodies, key=lambda c: len(c.name)):  # "Court" by "High Court" and so on
        whole = fuller.get(id(cluster))
        if whole is not None:
            whole.mentions.extend(cluster.mentions)
            whole.mentions.sort()
    return [c for c in clusters if fuller.get(id(c)) is None]


def _fuller(cluster: Cluster, bodies: Sequence[Cluster]) -> Cluster | None:
    """The one body of the text whose name in full this name stands for.

    "NFIB" for "National Federation of Independent Business", "Post" for "Washington Post",
    "Goya" for "Goya Foods", "Sandy" for "Hurricane Sandy", "Ethics Committee" for "Senate Ethics
    Committee".
    """
    name = cluster.name
    whole = [
        c
        for c in bodies
        if c is not cluster
        and (name in c.name or name.isupper())
        and c.mentions[0].type == cluster.mentions[0].type
        and _is_short_for(name, c.name, known=cluster.mentions[0].canonical is not None)
    ]
    return whole[0] if len(whole) == 1 else None


def _is_short_for(short: str, name: str, *, known: bool) -> bool:
    if " " not in name:
        return False
    if short.isupper() and SHORTEST_INITIALS <= len(short) <= LONGEST_INITIALS:
        return short in initials_of(name)
    if name.endswith(short) and name[-len(short) - 1 : -len(short)] == " ":
        return _is_end(short, name[: -len(short) - 1], known=known)
    if not name.startswith(f"{short} ") or (" " not in short and is_common(short)):
        return False
    if known:
        return name[len(short) + 1 :].rstrip(".").lower() in CORPORATE
    rest = name[len(short) + 1 :].split()
    if rest[0] in OF_BODIES and " " in short:
        return True  # "Morning News" of "Morning News of Savannah"
    forms = FORMS if " " in short else words().tails
    return all(word.rstrip(".").lower() in forms for word in rest)


def _is_end(short: str, before: str, *, known: bool) -> bool:
    """Whether the end of a body's name stands for it: `before` is what comes before it there."""
    if short in PAPERS or short in BODIES or before in STORMS:
        return " " not in short
    if known:
        return False
    if before in DEPARTMENTS:
        return True  # "Homeland Security" of "Department of Homeland Security"
    where = longest_name(before.split(), 0, before.count(" ") + 1)
    placed = before in AMERICAN or (where is not None and where[1] == before.count(" ") + 1)
    if " " in short:
        return placed or before in CHAMBERS
    team = short.endswith("s") and not is_common(short)
    return placed and (before in AMERICAN or team)  # "Navy", "Patriots"


def _surface(tokens: Tokens, candidate: Candidate) -> str:
    return tokens.surface(candidate.first, candidate.last)


def _people(
    tokens: Tokens, candidates: Sequence[Candidate], fuller_names: Sequence[str]
) -> list[Cluster]:
    people = [c for c in candidates if c.type == "PERSON"]
    full: dict[str, list[str]] = {}
    """Full names by surname, in order of appearance."""
    surfaces = [_surface(tokens, c) for c in people]
    epithets = _epithets([*surfaces, *fuller_names])
    for name in dict.fromkeys([*surfaces, *fuller_names]):
        if len(normalised(name).split()) > 1 and name not in epithets:
            known = full.setdefault(surname(name), [])
            if normalised(name) not in map(normalised, known):
                known.append(name)
    roles = _roles_of(tokens, people, surfaces)
    for family in _behind_another(tokens, people, surfaces):
        full.pop(family)
    clusters: dict[str, Cluster] = {}
    latest: dict[str, str] = {}
    """The full name that a surname was last used with."""
    keys: dict[str, tuple[str, bool]] = {}
    seen: dict[str, int] = {}
    """How often somebody has been named in full, in order of the last time."""
    alone: dict[str, int] = defaultdict(int)
    """How often a last name alone has stood for a full name."""
    for candidate, surface in zip(people, surfaces, strict=True):
        surface = epithets.get(surface, surface)
        parts = normalised(surface).split()
        last = surname(surface)
        same = full.get(last, [])
        if len(parts) > 1:
            name = _son(parts, full) or _longest_match(surface, same)
        else:
            named = _by_address(tokens, candidate, same)
            named = named or _by_role(tokens, candidate, same, roles)
            named = named or latest.get(last) or next(iter(same), None)
            named = named or _double(last, full) or _in_full(surface, full)
            name = named or _by_first(parts[0], full, seen) or surface
            alone[name] += 1
        if len(parts) > 1:
            seen[name] = seen.pop(name, 0) + 1
        if name not in keys:
            keys[name] = _key(name, clusters)
        key, others = keys[name]
        family = surname(name)
        meant = latest.get(family, "")
        settled = alone[meant] >= SETTLED and seen.get(name, 0) <= seen.get(meant, 0)
        if family in full and not others and not settled:
            latest[family] = name  # else "Trump" stays the one that it has meant
        cluster = clusters.get(key)
        if cluster is None:
            clusters[key] = Cluster(name, [candidate])
        else:
            cluster.mentions.append(candidate)
            if len(name) > len(cluster.name):
                clusters[key] = Cluster(name, cluster.mentions)
    return list(clusters.values())


def _roles_of(
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


def _by_address(tokens: Tokens, candidate: Candidate, family: Sequence[str]) -> str | None:
    """The one of a family whom "Mr" or "Mrs" before a last name alone leaves."""
    if len(family) < 2:
        return None
    at = candidate.first - 1 - (tokens.texts[candidate.first - 1] == ".")
    other = OTHER_GENDER.get(tokens.lower(at))
    if other is None:
        return None
    against = women_and_men()[other]
    left = [name for name in family if name.partition(" ")[0].lower() not in against]
    return left[0] if len(left) == 1 else None


def _by_role(
    tokens: Tokens, candidate: Candidate, family: Sequence[str], roles: Mapping[str, set[str]]
) -> str | None:
    """The one of a family who has the role that stands before a last name alone: "Vice President
    Biden" where Joe Biden is the former vice president, and Hunter is not."""
    if candidate.role is None or len(family) < 2:
        return None
    role = _role(tokens, candidate.role)
    holders = [n for n in family if any(held.endswith(role) for held in roles.get(n, ()))]
    return holders[0] if len(holders) == 1 else None


def _by_first(word: str, full: Mapping[str, Sequence[str]], seen: dict[str, int]) -> str | None:
    """The one full name that begins with a word, or the last one of those where it is a family's
    name that stands first: "Kim" of "Kim Jong Un"."""
    given = [n for names in full.values() for n in names if _first_word(n) == word]
    if len(given) == 1:
        return given[0]
    if word not in words().family_first:
        return None
    return next((name for name in reversed(seen) if name in given), None)


def _behind_another(
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
        elif family in alone and _is_relative(tokens, candidate):
            families.add(family)
            relatives.add(normalised(surface))
        elif normalised(surface) not in relatives:
            others.add(family)
    return families - others


def _is_relative(tokens: Tokens, candidate: Candidate) -> bool:
    """ "his daughter Ivanka Trump", "First Lady Melania Trump"."""
    before = tokens.lowers[max(candidate.first - REACH_OF_KIN, 0) : candidate.first]
    return not KIN.isdisjoint(before)


def _epithets(names: Sequence[str]) -> dict[str, str]:
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


def _key(name: str, clusters: Mapping[str, Cluster]) -> tuple[str, bool]:
    """What the mentions of a person have in common, and whether somebody else of nearly the same
    name came before."""
    key = " ".join(sorted({surname(name), given_name(name)}))
    before = clusters.get(key)
    if before is None:
        return key, False
    if _generation(name) and not _generation(before.name):
        # "Donald Trump Jr" in an article that named Donald Trump before: his son
        return f"{key} {_generation(name)}", True
    if _middles_differ(before.name, name):
        return f"{key} {_middle(name)}", True  # "George W. Bush", "George H.W. Bush"
    return key, False


def _son(parts: Sequence[str], full: Mapping[str, Sequence[str]]) -> str | None:
    """The one full name that "Donald Jr." is short for."""
    if len(parts) != 2 or parts[1] not in GENERATIONS:
        return None
    named = [
        name
        for names in full.values()
        for name in names
        if normalised(name).split()[0] == parts[0] and len(normalised(name).split()) > 2
        and _generation(name) == parts[1]
    ]  # fmt: skip
    return named[0] if len(named) == 1 else None


def _in_full(initials: str, full: Mapping[str, Sequence[str]]) -> str | None:
    """The full name that initials stand for: "Ruth Bader Ginsburg" of "RBG"."""
    if len(initials) < SHORTEST_INITIALS or not initials[-1].isupper():
        return None
    known = (name for names in full.values() for name in names)
    return next((n for n in known if is_written_as_initials(initials, initials_of(n))), None)


def _double(last: str, full: Mapping[str, Sequence[str]]) -> str | None:
    """The full name with a double last name: "Juan Lopez Sanchez" of "Lopez-Sanchez"."""
    first, _, second = last.rpartition("-")
    known = full.get(second, []) if first else []
    return next((name for name in known if first in normalised(name).split()), None)


@lru_cache(maxsize=8192)
def _first_word(name: str) -> str:
    return normalised(name).split()[0]


@lru_cache(maxsize=8192)
def given_name(name: str) -> str:
    """The first word of a name, a short form in full: "robert" of "Bob Smith"."""
    first = _first_word(name)
    return words().nicknames.get(first, first)


def _middle(name: str) -> str:
    """The letters between first and last name where they are initials, else nothing."""
    between = normalised(name).split()[1:-1]
    return "".join(between) if all(len(word) < 3 for word in between) else ""


def _middles_differ(one: str, other: str) -> bool:
    first, second = _middle(one), _middle(other)
    return bool(first and second) and first != second


def _generation(name: str) -> str:
    """ "jr" of "Donald Trump Jr."; empty where a name has none."""
    last = normalised(name).split()[-1:]
    return last[0] if last and last[0] in GENERATIONS else ""


def _longest_match(surface: str, known: Sequence[str]) -> str:
    """The longest known name that has all words of this one ("Donald Trump": "Donald J Trump").

    "Donald Trump" is "Donald Trump Jr." only in an article that names the son first.
    """
    given = given_name(surface)
    parts = {given, *normalised(surface).split()[1:]}
    family = [name for name in known if given_name(name) == given]
    son = bool(_generation(surface) or (family and _generation(family[0])))
    matching = [
        name for name in known
        if parts <= _given_in_full(name) and (son or not _generation(name))
    ]  # fmt: skip
    return max(matching, key=len, default=surface)


@lru_cache(maxsize=8192)
def _given_in_full(name: str) -> frozenset[str]:
    """The words of a name, and what those of them are short for that are."""
    parts = normalised(name).split()
    return frozenset({*parts, *(words().nicknames.get(part, part) for part in parts)})


def _acronyms(tokens: Tokens, candidates: Sequence[Candidate]) -> dict[str, tuple[EntityType, str]]:
    """Initials that the text itself explains, with what they stand for."""
    found: dict[str, tuple[EntityType, str]] = {}
    for candidate in candidates:
        if short := explained(tokens, candidate):
            found[short] = candidate.type, candidate.canonical or _surface(tokens, candidate)
    return found


@lru_cache(maxsize=8192)
def initials_of(name: str) -> tuple[str, str]:
    """The initials of a name, with those of its small words and without."""
    spaced = SHORT_WORD.sub(lambda short: short[0].replace(".", " "), name.replace("-", " "))
    letters = [word[0] for word in spaced.split()]
    return "".join(letters).upper(), "".join(c for c in letters if c.isupper())


def is_written_as_initials(word: str, initials: Collection[str]) -> bool:
    """Whether a word is one of these initials: "RBG", "MbS"."""
    return word.upper() in initials and word[0].isupper() and word[-1].isupper()


def explained(tokens: Tokens, candidate: Candidate) -> str | None:
    """The initials in brackets after a name: "YES" of "Yalta European Strategy (YES)".

    Small words count or do not: "Economic Community of West African States (ECOWAS)".
    """
    texts, at = tokens.texts, candidate.last + 1
    if at + 2 >= len(texts) or texts[at] != "(" or texts[at + 2] != ")":
        return None
    short = texts[at + 1]
    for name in (candidate.canonical, _surface(tokens, candidate)):
        if short.isupper() and len(short) > 1 and short in initials_of(name or ""):
            return short
    # initials of the name in another language: "Disaster and Emergency Management Authority (AFAD)"
    long = candidate.last > candidate.first and candidate.type in {"ORG", "GROUP"}
    if long and short.isupper() and short.isalpha() and 2 < len(short) <= LONGEST_INITIALS:
        return short
    return None
