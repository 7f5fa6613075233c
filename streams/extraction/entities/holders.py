"""People with the role before their name, or before the comma before it."""

from collections.abc import Sequence

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.roles import (
    LONGEST_ROLE,
    WORDS,
    is_chosen,
    is_headed,
    is_position,
    role_span,
)
from streams.extraction.entities.runs import sentence_at
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens

BEHIND_ROLE = frozenset({".", "-", ","})
OF_WHAT = frozenset({"of", "for"})
"""What goes on behind the noun of a role."""


def with_roles(
    tokens: Tokens, found: Sequence[Candidate], bounds: Sequence[tuple[int, int]]
) -> list[Candidate]:
    """The mentions, people with the tokens of the role before their name."""
    before = {c.last: c for c in found}
    return [_with_role(tokens, c, bounds, before) if c.type == "PERSON" else c for c in found]


def _with_role(
    tokens: Tokens,
    person: Candidate,
    bounds: Sequence[tuple[int, int]],
    before: dict[int, Candidate],
) -> Candidate:
    if not _may_be_behind_role(tokens, person.first, before):
        return person
    floor = sentence_at(bounds, person.first)[0]
    role = role_span(tokens, person.first, floor, before)
    role = role or _behind_comma(tokens, person, floor, before)
    return person if role is None else person._replace(role=role)


def _may_be_behind_role(tokens: Tokens, first: int, before: dict[int, Candidate]) -> bool:
    """Whether a name or a word of roles stands before token `first`, or a sign that may be between
    it and these."""
    last = first - 1
    beside = last in before or tokens.texts[last] in BEHIND_ROLE
    if beside or tokens.lowers[last] in words().roles:
        return True
    return is_chosen(tokens, last) or is_headed(tokens, last) or is_position(tokens, last)


def _behind_comma(
    tokens: Tokens, name: Candidate, floor: int, before: dict[int, Candidate]
) -> tuple[int, int] | None:
    """The role before a full name behind a comma, which another or a point closes: "the group's
    *president*, Tony Unwin, said"."""
    comma = name.first - 1
    full = name.last > name.first and tokens.lower(name.last + 1) in {",", "."}
    if not full or comma <= floor or tokens.texts[comma] != ",":
        return None
    role = role_span(tokens, comma, floor, before) or _of_something(tokens, comma, floor, before)
    if role is None or tokens.lowers[role[1]] in WORDS.relatives:
        return None
    said = tokens.texts[role[0] - 1]
    if said == "role":
        return None  # "her role model, Ann Unwin,"
    told = said.isalpha() and said.islower() and said not in WORDS.whose
    # "the premier's own chief whip, Ann Unwin,", "the premier's new chief whip, Ann Unwin,"
    return role if tokens.lower(role[0] - 1 - told) in WORDS.whose else None


def _of_something(
    tokens: Tokens, comma: int, floor: int, before: dict[int, Candidate]
) -> tuple[int, int] | None:
    """The role before a comma that goes on behind its noun: "*vice president of integrity*, Tony
    Unwin"."""
    for i in range(comma - 2, max(floor, comma - LONGEST_ROLE), -1):
        if not tokens.texts[i].isalpha():
            return None
        head = tokens.lowers[i - 1] in words().offices - WORDS.relatives
        if not head or tokens.texts[i] not in OF_WHAT:
            continue
        role = role_span(tokens, i, floor, before)
        return role and (role[0], comma - 1)
    return None
