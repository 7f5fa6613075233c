"""Two names of somebody or of a body, where the text says so: "Mohamed Hamdan Dagalo, known as
Hemedti".
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.extractions import EntityType
from streams.extraction.entities.candidates import Candidate, Cluster
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.hints import given_and_last
from streams.extraction.tokens import Tokens


class Aliases(NamedTuple):
    """The lists of `data/aliases.toml`, each explained beside its words."""

    phrases: frozenset[str]
    of_a_kind: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]
    joined: frozenset[str]


WORDS = word_lists("aliases.toml", Aliases)
PEOPLE, BODIES = frozenset({"PERSON"}), frozenset({"ORG", "GROUP"})
BEGINNING = WORDS.joined | {",", "("}
"""What the words between two names of one begin with."""
PREPOSITIONS = frozenset({"of", "with", "for", "from", "by", "at", "in", "on", "to", "between"})
FARTHEST = 10
"""Tokens between the two names."""


def with_aliases(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, what somebody is known as people, wherever it stands: "alias El Mayo" was a
    place."""
    others = {
        tokens.surface(alias.first, alias.last)
        for _, alias in _aliases(tokens, found)
        if alias.type != "PERSON"
    }
    if not others:
        return list(found)
    return [
        m._replace(type="PERSON", country=None)
        if m.canonical is None and tokens.surface(m.first, m.last) in others
        else m
        for m in found
    ]


def bodies_by_aliases(
    tokens: Tokens, found: Sequence[Candidate]
) -> dict[str, tuple[EntityType, str]]:
    """The name of a body or a group that has two, by the one that it goes without: "Hon Hai, known
    as Foxconn"."""
    names: dict[str, tuple[EntityType, str]] = {}
    for body, alias in _aliases(tokens, found, BODIES):
        one, other = tokens.surface(body.first, body.last), tokens.surface(alias.first, alias.last)
        if alias.type != body.type or (alias.canonical and body.canonical):
            continue
        if _may_be_of_another(tokens, body, alias):
            continue
        short, name = (one, alias.canonical) if alias.canonical else (other, body.canonical or one)
        names[short] = body.type, name
    return names


def _may_be_of_another(tokens: Tokens, body: Candidate, alias: Candidate) -> bool:
    """Whether the alias may be of what is told of a body: "a contract *with the* Pentagon, known as
    Jedi"; not where it is "also" known so."""
    before = tokens.lower(body.first - 1 - (tokens.lower(body.first - 1) == "the"))
    between = tokens.lowers[body.last + 1 : alias.first]
    return before in PREPOSITIONS and WORDS.before.isdisjoint(between)


def joined_by_aliases(
    tokens: Tokens,
    people: Sequence[Candidate],
    clusters: dict[str, Cluster],
    key_of: Mapping[int, str],
) -> list[Cluster]:
    """The people, who has two names as one: by the second where the text uses it more and it is a
    name in full.

    `key_of`: the key in `clusters` of the person whose name begins at a token.
    """
    joined = dict(clusters)
    moved: dict[str, str] = {}
    for person, alias in _aliases(tokens, people):
        one = moved.get(key_of[person.first], key_of[person.first])
        other = moved.get(key_of[alias.first], key_of[alias.first])
        if one == other:
            continue
        first, second = joined[one], joined.pop(other)
        more = len(second.mentions) > len(first.mentions)
        name = second.name if more and _is_in_full(second.name) else first.name
        mentions = sorted([*first.mentions, *second.mentions], key=lambda mention: mention.first)
        joined[one] = Cluster(name, mentions)
        moved = {key: one if to == other else to for key, to in moved.items()} | {other: one}
    return list(joined.values())


def _is_in_full(name: str) -> bool:
    """ "Ahmed al-Sharaa", and not "El Mayo"."""
    given, _, last = name.partition(" ")
    return bool(last) and given.lower() in given_and_last()[0]


def _aliases(
    tokens: Tokens, found: Sequence[Candidate], types: frozenset[str] = PEOPLE
) -> Iterator[tuple[Candidate, Candidate]]:
    """Each of these types and what the text says that it is known as."""
    lowers = tokens.lowers
    for named, alias in pairwise(found):
        first, end = named.last + 1, alias.first
        if named.type not in types or not 0 < end - first <= FARTHEST:
            continue
        if lowers[first] not in BEGINNING:
            continue
        if alias.type not in types and alias.canonical is not None:
            continue
        if _says_so(lowers[first:end], of_a_kind=alias.type == named.type):
            yield named, alias


def _says_so(between: Sequence[str], *, of_a_kind: bool) -> bool:
    """Whether the words between two names say that they are of one: ", also known as". They begin
    as such words do."""
    words = [word for word in between if word.isalpha()]
    if of_a_kind and " ".join(words) in WORDS.of_a_kind:
        return True
    while words and words[0] in WORDS.before:
        words.pop(0)
    while words and words[-1] in WORDS.behind:
        words.pop()
    return " ".join(words) in WORDS.phrases
