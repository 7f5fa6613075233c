"""The mentions of each person of a text brought together, under the fullest name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from streams.extraction.entities.aliases import joined_by_aliases
from streams.extraction.entities.candidates import Candidate, Cluster
from streams.extraction.entities.families import (
    Families,
    behind_another,
    by_address,
    by_first,
    by_first_word,
    by_middle,
    by_role,
    double,
    epithets_of,
    fullness,
    in_full,
    is_relative,
    known_apart,
    longest_match,
    middles_of,
    roles_of,
    son,
)
from streams.extraction.entities.known_people import named_by_given, under_known_names
from streams.extraction.entities.misspelt import misspelt
from streams.extraction.entities.spelling import (
    first_word,
    generation,
    given_name,
    letters_written_out,
    middle,
    normalised,
    second_given,
    surname,
)
from streams.extraction.entities.written_whole import written_whole
from streams.extraction.tokens import Tokens

SETTLED = 2
"""Mentions of a last name alone after which it means the same person to the end."""


class _Known(NamedTuple):
    """What a text as a whole says of the people that it names."""

    full: Families
    given: Families
    """The same names by their first words."""
    apart: Mapping[str, str]
    """Who is meant by a last name alone that the text has for relatives as well."""
    relatives: frozenset[str]
    """Who is called somebody's relative anywhere in the text."""
    roles: Mapping[str, set[str]]
    middles: Mapping[str, str]
    """The one full name that has a word between its first and last, by that."""


class _Uses(NamedTuple):
    """How a text has used names up to a mention."""

    latest: dict[str, str]
    """The full name that a surname was last used with."""
    seen: dict[str, int]
    """How often somebody has been named in full, in order of the last time."""
    alone: dict[str, int]
    """How often a last name alone has stood for a full name."""
    relatives: set[str]
    """Who has been called somebody's relative."""


def people_joined(
    tokens: Tokens, candidates: Sequence[Candidate], fuller_names: Sequence[str]
) -> list[Cluster]:
    """The people of a text, each with the mentions of one; see `joining.join`."""
    people = [c for c in candidates if c.type == "PERSON"]
    surfaces = [tokens.surface(c.first, c.last) for c in people]
    if written_out := letters_written_out(surfaces):
        surfaces = [written_out.get(surface, surface) for surface in surfaces]
    meant = misspelt(surfaces)
    surfaces = [meant.get(surface, surface) for surface in surfaces]
    whole = written_whole(surfaces)
    surfaces = [whole.get(surface, surface) for surface in surfaces]
    epithets = epithets_of([*surfaces, *fuller_names])
    names = [n for n in dict.fromkeys([*surfaces, *fuller_names]) if n not in epithets]
    names += named_by_given(names)
    known = _known(tokens, people, surfaces, names)
    uses = _Uses({}, {}, defaultdict(int), set())
    clusters: dict[str, Cluster] = {}
    keys: dict[str, tuple[str, bool]] = {}
    key_of: dict[int, str] = {}
    for candidate, surface in zip(people, surfaces, strict=True):
        name = _name_of(tokens, candidate, epithets.get(surface, surface), known, uses)
        if name not in keys:
            keys[name] = _key(name, clusters)
        key, others = keys[name]
        if candidate.first < candidate.last and is_relative(tokens, candidate):
            uses.relatives.add(name)
        family = surname(name)
        new = uses.latest.get(family) != name and family in known.full
        if new and not others and not _keeps(name, uses, known.roles):
            _note(name, uses)
        _add(clusters, key, name, candidate)
        key_of[candidate.first] = key
    return under_known_names(tokens, joined_by_aliases(tokens, people, clusters, key_of))


def _known(
    tokens: Tokens, people: Sequence[Candidate], surfaces: Sequence[str], names: Sequence[str]
) -> _Known:
    """`surfaces`: those of `people`; `names`: they and the names beside the text, once each."""
    full = _full_names(names)
    roles = roles_of(tokens, people, surfaces)
    apart = known_apart(tokens, people, surfaces, full)
    for family in behind_another(tokens, people, surfaces) - apart.keys():
        full.pop(family)
    relatives = frozenset(
        surface
        for candidate, surface in zip(people, surfaces, strict=True)
        if candidate.first < candidate.last
        and len(full.get(surname(surface), ())) > 1
        and is_relative(tokens, candidate)
    )
    return _Known(full, by_first_word(full), apart, relatives, roles, middles_of(full, surfaces))


def _full_names(names: Sequence[str]) -> dict[str, list[str]]:
    """Full names by surname, in order of appearance."""
    full: dict[str, list[str]] = {}
    for name in names:
        if len(normalised(name).split()) > 1:
            known = full.setdefault(surname(name), [])
            if normalised(name) not in map(normalised, known):
                known.append(name)
    return full


def _name_of(tokens: Tokens, candidate: Candidate, surface: str, known: _Known, uses: _Uses) -> str:
    """The full name that a mention stands for, or its own words; counts the use."""
    given, _, rest = normalised(surface).partition(" ")
    if rest:
        same_family = known.full.get(surname(surface), [])
        name = son(given, rest, known.full) or longest_match(surface, same_family)
        uses.seen[name] = uses.seen.pop(name, 0) + 1  # the last of the dict
    else:
        name = _of_one_word(tokens, candidate, surface, known, uses)
        uses.alone[name] += 1
    return name


def _of_one_word(
    tokens: Tokens, candidate: Candidate, surface: str, known: _Known, uses: _Uses
) -> str:
    """The full name that a name of one word stands for, or the word itself."""
    first, last = first_word(surface), surname(surface)
    given, in_full_form = known.given.get(first, ()), given_name(surface)
    if not given and in_full_form != first:
        given = known.given.get(in_full_form, ())  # "Bob" of Robert, and no "Michael" of Mike
    family = known.full.get(last, [])
    if last in known.apart:  # "Mrs. Trump" is the one of the family who is a woman, "Trump" Donald
        other = known.apart[last]
        meant = by_address(tokens, candidate, [*family, other])
        return surface if meant in {None, other} else meant
    told = len(family) > 1 and (
        by_address(tokens, candidate, family) or by_role(tokens, candidate, family, known.roles)
    )
    return (
        told
        or uses.latest.get(last)
        or _first_of(family, known.relatives)
        or double(last, known.full)
        or in_full(surface, known.full)
        or by_first(first, given, uses.seen, uses.relatives)
        or by_middle(first, known.middles, uses.seen)
        or surface
    )


def _first_of(family: Sequence[str], relatives: frozenset[str]) -> str | None:
    """The one of a family whom a text names first, relatives and "Trump Jr" last: "Trump" before
    "his daughter Ivanka Trump" and "Donald Trump"."""
    others = (n for n in family if n not in relatives and given_name(n) != surname(n))
    return next(others, next(iter(family), None))


def _add(clusters: dict[str, Cluster], key: str, name: str, mention: Candidate) -> None:
    """Adds a mention to its person, who has the fullest of the names."""
    cluster = clusters.get(key)
    if cluster is None:
        clusters[key] = Cluster(name, [mention])
        return
    cluster.mentions.append(mention)
    if name != cluster.name and fullness(name) > fullness(cluster.name):
        clusters[key] = Cluster(name, cluster.mentions)


def _keeps(name: str, uses: _Uses, roles: Mapping[str, set[str]]) -> bool:
    """Whether a last name still means who it meant, though a relative of his is named: "Biden" is
    Joe Biden, a former vice president, behind "his wife Jill Biden"."""
    meant = uses.latest.get(surname(name))
    if meant is None or name not in uses.relatives or meant in uses.relatives:
        return False
    known = meant in roles or uses.alone[meant] > 0
    return known and uses.seen.get(name, 0) <= max(uses.seen.get(meant, 0), 1)


def _note(name: str, uses: _Uses) -> None:
    """Notes that a surname was used with a name, where it is not settled: "Trump" stays the one
    that it has meant."""
    family = surname(name)
    meant = uses.latest.get(family, "")
    settled = uses.alone[meant] >= SETTLED and uses.seen.get(name, 0) <= uses.seen.get(meant, 0)
    if not settled:
        uses.latest[family] = name


def _key(name: str, clusters: Mapping[str, Cluster]) -> tuple[str, bool]:
    """What the mentions of a person have in common, and whether somebody else of nearly the same
    name came before."""
    key = " ".join(sorted({surname(name), given_name(name)}))
    before = clusters.get(key)
    if before is None:
        return key, False
    if generation(name) and not generation(before.name):
        # "Donald Trump Jr" in an article that named Donald Trump before: his son
        return f"{key} {generation(name)}", True
    for between in (middle, second_given):
        first, second = between(before.name), between(name)
        if first and second and first != second:
            # "George W. Bush", "George H.W. Bush"; "Juan Orlando Kent", "Juan Antonio Kent"
            return f"{key} {second}", True
    return key, False
