"""Names with a hyphen in or before them, which the tagger cuts or takes too much of."""

from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.labels import BODY, KINDS, PERSON, sure_scores
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens


class Hyphens(NamedTuple):
    """The lists of `data/hyphens.toml`, each explained beside its words."""

    prefixes: frozenset[str]
    no_names: frozenset[str]


WORDS = word_lists("hyphens.toml", Hyphens)


PEOPLE = KINDS.index("NORP")
BY_TYPE = {"PLACE": KINDS.index("LOC"), "PERSON": PERSON, "ORG": BODY}
HYPHENS = frozenset("-‑–")
FEWEST_INITIALS = 2


def without_prefixes(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names without what a hyphen puts before them: "post-World War II", "anti-China"."""
    lowers, prefixes = tokens.lowers, WORDS.prefixes
    parted = [
        _without_prefix(tokens, name)
        if lowers[name.first] in prefixes
        and tokens.lower(name.first + 1) in HYPHENS
        and not _is_against(tokens, name)
        else name
        for name in tagged
        if name.last < name.first + 2 or lowers[name.first + 2] not in WORDS.no_names
    ]
    return [name for name in parted if name.first <= name.last]


def _is_against(tokens: Tokens, name: Tagged) -> bool:
    """Whether a body is called after what it is against: "Anti-Corruption Court"."""
    first, last = name.first, name.last
    called = name.kind == BODY and tokens.texts[first] == "Anti" and last > first + 2
    return called and longest_name(tokens.texts, first + 2, last + 1) is None


def _without_prefix(tokens: Tokens, name: Tagged) -> Tagged:
    """Who is for a country, a body or a person is no people: the kind is that of the rest."""
    first = name.first + 2
    rest = name._replace(first=first)
    if name.kind != PEOPLE or first > name.last:
        return rest
    known = longest_name(tokens.texts, first, name.last + 1)
    if known is not None and known[0].demonym:
        return rest
    kind = PERSON if known is None else BY_TYPE.get(known[0].type, PEOPLE)
    return rest._replace(kind=kind, scores=sure_scores(kind))


def with_initials_behind(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, bodies by their initials with more of these behind a hyphen: "CPN-UML"."""
    names: list[Tagged] = []
    end = -1
    for name, following in zip_longest(tagged, tagged[1:]):
        if name.first <= end:
            continue  # it stands behind the hyphen
        more = name.kind == BODY and tokens.texts[name.last].isupper()
        if more and _has_initials(tokens, name, following):
            name = name._replace(last=name.last + 2)
        end = name.last
        names.append(name)
    return names


def _has_initials(tokens: Tokens, name: Tagged, following: Tagged | None) -> bool:
    """Whether initials stand behind the last word of a name, and no other body: "CNN-MSNBC"."""
    last = name.last
    if not (tokens.glued(last) and tokens.glued(last + 1)):
        return False
    hyphen, behind = tokens.texts[last + 1 : last + 3]
    if hyphen not in HYPHENS or not behind.isupper() or len(behind) < FEWEST_INITIALS:
        return False
    chain = tokens.glued(last + 2) and tokens.texts[last + 3] in HYPHENS
    if chain or longest_name(tokens.texts, last + 2, last + 3) is not None:
        return False
    if following is None or following.first != last + 2:
        return True
    alone = name.first == last and following[:3] == (last + 2, last + 2, BODY)
    return alone and longest_name(tokens.texts, last, last + 1) is None


def double_names(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, with those in one that a hyphen joins: "Alexandria Ocasio" and "Cortez", and
    "Ocasio" and "Cortez" where the text has such a full name.

    "Romney-Ryan" are two.
    """
    pairs = [
        name.first == before.last + 2 and _joined(tokens, before, name)
        for before, name in pairwise(tagged)
    ]
    if not any(pairs):
        return list(tagged)
    doubles = {
        (tokens.texts[a.last], tokens.texts[b.first])
        for a, b, joined in zip(tagged, tagged[1:], pairs, strict=False)
        if joined and a.first < a.last
    } | {
        (tokens.texts[name.last - 2], tokens.texts[name.last])
        for name in tagged
        if name.last > name.first + 2 and tokens.texts[name.last - 1] in HYPHENS
    }
    result = [tagged[0]]
    for name, joined in zip(tagged[1:], pairs, strict=True):
        before = result[-1]
        if joined and (tokens.texts[before.last], tokens.texts[name.first]) in doubles:
            result[-1] = before._replace(last=name.last)
        else:
            result.append(name)
    return result


def _joined(tokens: Tokens, before: Tagged, name: Tagged) -> bool:
    """Whether what stands between a person's name and the next, of one word, is a hyphen."""
    return (
        name.first == name.last
        and name.kind == before.kind == PERSON
        and tokens.texts[before.last + 1] in HYPHENS
        and tokens.glued(before.last)
        and tokens.glued(before.last + 1)
    )
