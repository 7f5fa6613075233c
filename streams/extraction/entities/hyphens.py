"""Names that go on behind a hyphen, where the tagger parts them: "CPN-UML", "Ocasio-Cortez"."""

from collections.abc import Sequence
from itertools import zip_longest

from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.labels import BODY, KINDS, PERSON
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens

HYPHENS = frozenset("-‑–")
FEWEST_INITIALS = 2
OF_TWO = frozenset({"PLACE", "ORG"})


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


def with_halves(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, two that a hyphen joins as one where the second has a word more: "Kassym" and
    "Jomart Tokayev", "Freeport" and "McMoRan Copper", "NATO" and "Ukraine Council"."""
    texts = tokens.texts
    if not any(texts[name.first - 1] in HYPHENS for name in tagged if name.first < name.last):
        return list(tagged)
    names: list[Tagged] = []
    for name in tagged:
        before = names[-1] if names else None
        if (
            before is not None
            and name.first == before.last + 2
            and name.first < name.last
            and tokens.texts[name.first - 1] in HYPHENS
            and tokens.glued(before.last)
            and tokens.glued(before.last + 1)
            and (_is_half(tokens, before, name) or _is_of_both(tokens, before, name))
        ):
            kind = name.kind if name.kind == PERSON else BODY
            names[-1] = name._replace(first=before.first, kind=kind)
        else:
            names.append(name)
    return names


def _is_half(tokens: Tokens, before: Tagged, name: Tagged) -> bool:
    """Whether a word that no list has is the first of somebody's or some body's name."""
    return (
        before.first == before.last
        and {before.kind, name.kind} <= {PERSON, BODY}
        and tokens.texts[before.last].istitle()
        and longest_name(tokens.texts, before.last, before.last + 1) is None
    )


def _is_of_both(tokens: Tokens, before: Tagged, name: Tagged) -> bool:
    """Whether a body is of two lands or bodies, the first of which stands before the hyphen: "the
    US-China Business Council", but not "China-Taiwan Air Force"."""
    if KINDS[name.kind] not in {"ORG", "WORK"} or tokens.lowers[name.last] not in KIND_WORDS.of_two:
        return False
    whole = longest_name(tokens.texts, before.first, before.last + 1)
    other = longest_name(tokens.texts, name.first, name.last)
    if whole is None or other is None or whole[1] <= before.last:
        return False
    return {whole[0].type, other[0].type} <= OF_TWO


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
    """The names, two people whom a hyphen joins as one, where the text has such a last name in
    full: "Alexandria Ocasio-Cortez". "Romney-Ryan" are two."""
    doubles = {
        tokens.surface(name.last - 2, name.last)
        for name in tagged
        if name.last > name.first + 2 and tokens.texts[name.last - 1] in HYPHENS
    }
    result: list[Tagged] = []
    for name in tagged:
        before = result[-1] if doubles and result else None
        if (
            before is not None
            and name.first == name.last == before.last + 2
            and name.kind == before.kind == PERSON
            and tokens.surface(before.last, name.last) in doubles
        ):
            result[-1] = before._replace(last=name.last)
        else:
            result.append(name)
    return result
