"""People whom articles name in different ways, under one name in all of them: "Donald J. Trump" and
"Trump" as Donald Trump.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from streams.extraction.entities.candidates import Candidate, Cluster
from streams.extraction.entities.data_files import forms_of, word_lists
from streams.extraction.entities.families import WORDS, address
from streams.extraction.entities.hints import women_and_men
from streams.extraction.entities.spelling import first_word, normalised, surname
from streams.extraction.tokens import Tokens

NUMBER = re.compile("[IVX]+")


class KnownPeople(NamedTuple):
    """What `data/known_people.toml` says."""

    people: str
    regnal: frozenset[str]


LISTS = word_lists("known_people.toml", KnownPeople)


@cache
def _names_in_all_forms() -> list[list[str]]:
    """The forms of each name, the one that keys have first."""
    return list(forms_of("known_people.toml: people", LISTS.people))


@cache
def known_people() -> Mapping[str, str]:
    """The forms of the names of well-known people, as keys have them, and the name of each."""
    return {normalised(form): forms[0] for forms in _names_in_all_forms() for form in forms}


@cache
def known_alone() -> frozenset[str]:
    """Those of the forms that are one word: "Raisi", "AOC"."""
    return frozenset(form for forms in _names_in_all_forms() for form in forms if " " not in form)


def named_by_given(names: Sequence[str]) -> list[str]:
    """The well-known people whom a text names by the one name and by the other, and nobody of their
    family in full: "Bernie" and "Sanders"."""
    full = {surname(name) for name in names if " " in name}
    alone = {normalised(name) for name in names if " " not in name}
    return [
        known
        for name in sorted(alone)
        if (known := known_people().get(name)) and first_word(known) == name
        and (last := surname(known)) not in full and last in map(surname, alone)
    ]  # fmt: skip


def under_known_names(tokens: Tokens, clusters: Sequence[Cluster]) -> list[Cluster]:
    """The people of a text, who is well known with the name that he has everywhere, and under it
    where the text has no more than a last name; two that are one of them as one: "Jokowi" and "Joko
    Widodo"."""
    known = known_people()
    taken = {normalised(cluster.name) for cluster in clusters}
    full: dict[str, Cluster] = {}
    named = []
    for cluster in sorted(clusters, key=_is_one_word):
        form = normalised(cluster.name)
        name = known.get(form)
        if name is None:
            named.append(_under_title(tokens, cluster, taken))
            continue
        whole = full.get(name)
        if whole is not None and (" " in form or surname(form) != surname(whole.name)):
            whole.mentions.extend(cluster.mentions)
            whole.mentions.sort()
            continue
        free = normalised(name) == form or normalised(name) not in taken
        if free and (" " in cluster.name or _fits(tokens, name, cluster.mentions)):
            taken.add(normalised(name))
            fuller = cluster.name if " " in cluster.name else name
            cluster = Cluster(fuller, cluster.mentions, name)
            full[name] = cluster
        named.append(cluster)
    return named


def _is_one_word(cluster: Cluster) -> bool:
    return " " not in cluster.name


def _under_title(tokens: Tokens, cluster: Cluster, taken: set[str]) -> Cluster:
    """A king or pope under his title, as his name alone is many people's: "Pope Francis", and "King
    Charles" whether the text has "Charles III" or not; the second of two in a text with his number.
    """
    name, _, number = cluster.name.partition(" ")
    if number and not NUMBER.fullmatch(number):
        return cluster
    titles = (tokens.texts[m.role[1]] for m in cluster.mentions if m.role is not None)
    title = next((title for title in titles if title in LISTS.regnal), None)
    if title is None:
        return cluster
    under = f"{title} {name}"
    under = f"{title} {cluster.name}" if normalised(under) in taken else under
    taken.add(normalised(under))
    return Cluster(cluster.name, cluster.mentions, under)


def _fits(tokens: Tokens, name: str, mentions: Sequence[Candidate]) -> bool:
    """Whether no mention of a last name alone is addressed as somebody else: "Mrs. Obama"."""
    woman = name.partition(" ")[0].lower() in women_and_men()[0]
    against = WORDS.men if woman else WORDS.women
    return not any(address(tokens, m.first) in against for m in mentions)
