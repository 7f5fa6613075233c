"""Bodies, laws and storms that a text names in full and then more shortly, brought together."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from streams.extraction.entities.candidates import Cluster
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.firms import (
    founder_of,
    initials_of_body,
    is_legal,
    only_says_firm,
    without_form,
)
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.spelling import (
    LONGEST_INITIALS,
    SHORTEST_INITIALS,
    normalised,
)
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common


class Bodies(NamedTuple):
    """The lists of `data/bodies.toml`, each explained beside its words."""

    papers: frozenset[str]
    heads: frozenset[str]
    links: frozenset[str]
    departments: frozenset[str]
    forms: frozenset[str]
    chambers: frozenset[str]
    american: frozenset[str]
    storms: frozenset[str]
    laws: frozenset[str]
    laws_alone: frozenset[str]
    known_storms: frozenset[str]
    clubs: frozenset[str]
    written_out: dict[str, tuple[str, ...]]


BODIES = word_lists("bodies.toml", Bodies)
STORMS = BODIES.storms
HOME = "US"
COMMITTEE = "Committee"
REPRESENTATIVES = ["of", "Representatives"]
"""What the House is of."""
JOINED = frozenset({"ORG", "EVENT", "WORK", "GROUP"})
"""What a text names in full and then more shortly."""
OF_A_YEAR = re.compile(r" of \d{4}$")
""" "Affordable Care Act of 2010"."""
LONGEST_NAME = 30
"""Words of a name that is looked at for a shorter one: what has more is no name."""
STORM = re.compile(r"(?:Tropical )?Storm (?=\w+$)")
"""Of a storm that was or will be a hurricane: "Storm Harvey"."""


def in_full(name: str) -> str:
    """The name of a body, its shortened words written out: "Springfield PD", "Justice Dept."."""
    *before, last = name.split(" ")
    if not before:
        return name
    written = BODIES.written_out.get(last.rstrip("."))
    if written is None:
        return name
    parts = [*before, *written]
    first = int(parts[0] in BODIES.american)
    known = longest_name(parts, first, len(parts))
    whole = known is not None and known[1] == len(parts)
    return known[0].canonical if known is not None and whole else " ".join(parts)


def as_hurricane(name: str, events: Collection[str]) -> str:
    """The name of a storm as that of the hurricane which the text calls it as well, or which
    everybody knows: "Katrina"."""
    if name in BODIES.known_storms:
        return f"Hurricane {name}"
    last = STORM.sub("", name, count=1)
    if last == name:
        return name
    return next((f"{storm} {last}" for storm in STORMS if f"{storm} {last}" in events), name)


def key_name(name: str, kind: str) -> str:
    """A name as keys have it, a body's without what says of what kind a firm it is."""
    return normalised(without_form(name) if kind == "ORG" else name)


def bodies_joined(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters, those of bodies, laws and storms in the one that names them more fully."""
    bodies = [c for c in clusters if c.mentions[0].type in JOINED and not c.mentions[0].people]
    if len(bodies) < 2:
        return clusters
    wholes = _by_parts(bodies)
    fuller = {id(c): _fuller(c, wholes) for c in bodies}
    for cluster in sorted(bodies, key=lambda c: len(c.name)):  # "Court" by "High Court" and so on
        whole = fuller.get(id(cluster))
        if whole is not None:
            kind = whole.mentions[0].type
            whole.mentions.extend(m._replace(type=kind) for m in cluster.mentions)
            whole.mentions.sort()
    return [c for c in clusters if fuller.get(id(c)) is None]


def _by_parts(bodies: Sequence[Cluster]) -> dict[str, list[Cluster]]:
    """The bodies of several words by what they begin with, what they end with, and their initials:
    a shorter name is one of these."""
    found: dict[str, list[Cluster]] = {}
    for body in bodies:
        for part in _parts_of(body.name):
            found.setdefault(part, []).append(body)
    return found


@lru_cache(maxsize=2048)
def _parts_of(name: str) -> tuple[str, ...]:
    """What the name of a body is called by more shortly; of one word what stands before its
    hyphen."""
    parts = name.split(" ")
    if len(parts) == 1:
        before, hyphen, _ = name.partition("-")
        alone = hyphen and len(before) >= SHORTEST_INITIALS and before not in BODIES.papers
        return (before,) if alone else ()
    if len(parts) > LONGEST_NAME:
        return ()
    begins = (" ".join(parts[:n]) for n in range(1, len(parts)))
    ends = [" ".join(parts[n:]) for n in range(1, len(parts))]
    ends.append(without_form(name).split(" ")[-1])
    subject = [" ".join(parts[1:-1])] if _is_committee(parts) else []
    inner = (w for w, link in pairwise(parts) if link in BODIES.links and w in BODIES.heads)
    return tuple(dict.fromkeys((*begins, *ends, *subject, *inner, *initials_of_body(name))))


def _is_committee(parts: Sequence[str]) -> bool:
    """ "House Judiciary Committee", which "Judiciary" stands for in a list of committees."""
    return len(parts) > 2 and parts[0] in BODIES.chambers and parts[-1] == COMMITTEE


def _fuller(cluster: Cluster, wholes: Mapping[str, Sequence[Cluster]]) -> Cluster | None:
    """The one body of the text whose name in full this name stands for. `wholes`: `_by_parts`.

    "NFIB" for "National Federation of Independent Business", "Post" for "Washington Post",
    "Goya" for "Goya Foods", "Sandy" for "Hurricane Sandy", "Ethics Committee" for "Senate Ethics
    Committee".
    """
    name = cluster.name
    capital = name[-1].isupper() and len(name) <= LONGEST_INITIALS  # "BoE", "PiS"
    whole = [
        c
        for c in wholes.get(name.upper() if capital else name, ())
        if c is not cluster
        and _are_alike(cluster, c)
        and (
            _is_short_for(
                name,
                c.name,
                kind=c.mentions[0].type,
                known=cluster.mentions[0].canonical is not None,
            )
            or _is_of_its_nation(cluster, c)
        )
    ]
    if not whole:
        return _named_before(cluster, wholes.get(name, ()))
    return whole[0] if len(whole) == 1 else _foremost(name, whole)


def _is_of_its_nation(cluster: Cluster, whole: Cluster) -> bool:
    """Whether a body that many nations have is that of one which the text has named before: "the
    Coast Guard" of the Philippine Coast Guard, no state's."""
    name = cluster.name
    if whole.mentions[0].first > cluster.mentions[0].first or " " not in name:
        return False
    before, _, behind = whole.name.partition(name)
    parts = (before or behind.removeprefix(" of ")).split()
    nation = longest_name(parts, 0, len(parts))
    if nation is None or nation[1] != len(parts) or bool(before) == bool(behind):
        return False
    return nation[0].country != HOME and (nation[0].demonym or nation[0].sovereign)


def _named_before(cluster: Cluster, wholes: Sequence[Cluster]) -> Cluster | None:
    """The one body that begins or ends with a word which is no other's name, where the text names
    it before: "Telkom" of "Telkom Indonesia", "Mandiri" of "Bank Mandiri"."""
    first, word = cluster.mentions[0], cluster.name
    if first.type != "ORG" or " " in word or word.isupper() or is_common(word):
        return None
    known = longest_name([word], 0, 1)
    if word in BODIES.chambers or (known is not None and known[0].type != "PLACE"):
        return None
    given, last = given_and_last()[:2]
    if word.lower() in words().roles or (word.lower() in given and word.lower() not in last):
        return None  # "Defense officials", "Emmett's death" beside the Emmett Till Foundation
    whole = [
        c
        for c in wholes
        if c.mentions[0].type == "ORG"
        and not c.name.isupper()
        and (known is None or c.name.rpartition(" ")[2] in BODIES.clubs)
    ]
    one = len(whole) == 1 and whole[0].mentions[0].first < first.first
    return whole[0] if one else None


def _foremost(name: str, wholes: Sequence[Cluster]) -> Cluster | None:
    """The one of several bodies that a shorter name stands for: "Court" for the one that the text
    names at least twice as often as any other, "Foreign Affairs" for the committee of the House.
    """
    first, second = sorted(wholes, key=lambda c: -len(c.mentions))[:2]
    if name in BODIES.heads and len(first.mentions) >= 2 * len(second.mentions):
        return first
    longest = max(wholes, key=lambda c: len(c.name))
    if all(f" {c.name} " in f" {longest.name} " for c in wholes):
        return longest  # "FOP" of "Chicago Fraternal Order of Police", and without "Chicago"
    parts = longest.name.split()
    subject = " ".join(parts[1:])
    one = _is_committee(parts) and all(c is longest or c.name == subject for c in wholes)
    return longest if one else None


def _are_alike(short: Cluster, whole: Cluster) -> bool:
    """Whether both are of one kind, or the word for a body stands for an armed group: "the Guard"
    of "Revolutionary Guard"."""
    kinds = short.mentions[0].type, whole.mentions[0].type
    if kinds == ("ORG", "GROUP"):
        return short.name in BODIES.heads or short.name.isupper()
    return kinds[0] == kinds[1]


def _is_short_for(short: str, name: str, *, kind: str, known: bool) -> bool:
    if kind == "WORK" and not (short.isupper() and len(short) >= SHORTEST_INITIALS):
        alone = short in BODIES.laws_alone and name.endswith(f" {short}")
        return alone or (" " in short and _is_shorter_title(short, name))
    shortest = SHORTEST_INITIALS - (not known)  # "DA", and no "EU" or "UN"
    if short[-1].isupper() and shortest <= len(short) <= LONGEST_INITIALS:
        if short.upper() in initials_of_body(name):
            return True
        if known:
            return False
    if short in BODIES.heads and any(f" {short} {link} " in name for link in BODIES.links):
        return not known  # "Bureau" of "State Bureau of Investigation"
    if kind == "ORG" and short == founder_of(name):
        return not known
    if name.endswith(short) and name[-len(short) - 1 : -len(short)] == " ":
        return _is_end(short, name[: -len(short) - 1], known=known)
    if _is_committee(parts := name.split()) and " ".join(parts[1:-1]) == short:
        return not known
    if not name.startswith(f"{short} "):
        return name.startswith(f"{short}-") and not known  # "UPM" of "UPM-Kymmene"
    rest = name[len(short) + 1 :].split()
    if rest == REPRESENTATIVES:
        return short in BODIES.chambers
    if rest[0] in BODIES.links and short in BODIES.heads:
        return not known  # "Center" of "Center for Responsive Politics"
    if kind == "ORG" and only_says_firm(rest, known=known, alone=" " not in short):
        return True  # "Goya" of "Goya Foods"
    if known or (" " not in short and is_common(short)):
        return False
    if rest[0] in BODIES.links and " " in short:
        return True  # "Morning News" of "Morning News of Savannah"
    if is_legal(rest[-1]):
        return True  # "Micron" of "Micron Technology Inc."
    return " " in short and all(word.lower() in BODIES.forms for word in rest)


def _is_shorter_title(short: str, name: str) -> bool:
    """ "Justice in Policing" of the act, "Nightly News" of "NBC Nightly News"."""
    if any(name == f"{short} {form}" for form in BODIES.laws) or OF_A_YEAR.sub("", name) == short:
        return True
    before = name.removesuffix(f" {short}").split()
    known = longest_name(before, 0, len(before))
    return known is not None and known[1] == len(before) and known[0].type == "ORG"


def _is_end(short: str, before: str, *, known: bool) -> bool:
    """Whether the end of a body's name stands for it: `before` is what comes before it there."""
    alone = short in BODIES.papers or short in BODIES.heads or short in BODIES.clubs
    if alone or before in STORMS or "&" in short:
        return " " not in short
    if known:
        return before in BODIES.american  # "U.S. Senate Judiciary Committee"
    if before in BODIES.departments:
        return True  # "Homeland Security" of "Department of Homeland Security"
    words = before.split()
    where = longest_name(words, 0, len(words))
    placed = before in BODIES.american or (where is not None and where[1] == len(words))
    if " " in short:
        return placed or before in BODIES.chambers
    team = short.endswith("s") and not is_common(short)
    return placed and (before in BODIES.american or team)  # "Navy", "Patriots"
