"""Initials that a text explains in brackets behind a name: "Yalta European Strategy (YES)"."""

from collections.abc import Sequence

from schemas.extractions import EntityType
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.spelling import LONGEST_INITIALS, initials_of
from streams.extraction.tokens import Tokens


def acronyms_of(
    tokens: Tokens, candidates: Sequence[Candidate]
) -> dict[str, tuple[EntityType, str]]:
    """The initials that the text itself explains, with what they stand for."""
    found: dict[str, tuple[EntityType, str]] = {}
    for candidate in candidates:
        if short := explained(tokens, candidate):
            surface = tokens.surface(candidate.first, candidate.last)
            found[short] = candidate.type, candidate.canonical or surface
    return found


def explained(tokens: Tokens, candidate: Candidate) -> str | None:
    """The initials in brackets after a name: "YES" of "Yalta European Strategy (YES)".

    Small words count or do not: "Economic Community of West African States (ECOWAS)".
    """
    texts, at = tokens.texts, candidate.last + 1
    if at + 2 >= len(texts) or texts[at] != "(" or texts[at + 2] != ")":
        return None
    short = texts[at + 1]
    for name in (candidate.canonical, tokens.surface(candidate.first, candidate.last)):
        if short.isupper() and len(short) > 1 and short in initials_of(name or ""):
            return short
    # initials of the name in another language: "Disaster and Emergency Management Authority (AFAD)"
    long = candidate.last > candidate.first and candidate.type in {"ORG", "GROUP"}
    if long and short.isupper() and short.isalpha() and 2 < len(short) <= LONGEST_INITIALS:
        return short
    return None
