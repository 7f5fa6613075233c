"""Cases before a court, as one name: "Shelby County v. Holder", "Timbs v. Indiana"."""

from collections.abc import Mapping, Sequence

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.roles import WORDS
from streams.extraction.tokens import Tokens

AGAINST = ("v", ".")
SURE = 0.9


def with_cases(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, what stands on both sides of a "v." made one work: a name, or a word with a
    capital."""
    if " v." not in tokens.text:
        return list(found)
    by_first = {c.first: c for c in found}
    by_last = {c.last: c for c in found}
    held = {i for c in found for i in range(c.first, c.last + 1)}
    cases: list[Candidate] = []
    for i in range(1, len(tokens) - len(AGAINST)):
        if tuple(tokens.texts[i : i + len(AGAINST)]) != AGAINST or i in held:
            continue
        case = _case(tokens, i, by_first, by_last)
        if case is not None and (not cases or case.first > cases[-1].last):
            cases.append(case)
    if not cases:
        return list(found)
    of_cases = {i for case in cases for i in range(case.first, case.last + 1)}
    others = [c for c in found if of_cases.isdisjoint((c.first, c.last))]
    return sorted([*others, *cases])


def _case(
    tokens: Tokens, i: int, by_first: Mapping[int, Candidate], by_last: Mapping[int, Candidate]
) -> Candidate | None:
    """The case whose "v" is token `i`."""
    point, behind = i + 1, i + len(AGAINST)
    if not tokens.glued(i) or tokens.gaps[point] != " ":
        return None
    one, other = by_last.get(i - 1), by_first.get(behind)
    first = _first_of(tokens, i - 1) if one is None else one.first
    last = behind if other is None else other.last
    if tokens.texts[i - 1] == "[" or not (_is_named(tokens, first) and _is_named(tokens, last)):
        return None
    return Candidate(first, last, "WORK", None, None, SURE)


def _first_of(tokens: Tokens, last: int) -> int:
    """Where a name begins that no mention holds and that ends at token `last`: "*June Medical
    Services* v. Gee", but "In *Elster* v. Seattle"."""
    first = last
    while first > 0 and _is_named(tokens, first - 1) and not _is_small(tokens, first - 1):
        first -= 1
    return first


def _is_small(tokens: Tokens, i: int) -> bool:
    """Whether a word stands there that a sentence or a title may begin with."""
    return tokens.lowers[i] in WORDS.opens_no_role or tokens.lowers[i] in WORDS.determiners


def _is_named(tokens: Tokens, i: int) -> bool:
    """Whether a word with a capital stands there."""
    return tokens.texts[i][0].isupper()
