"""Initials in brackets: those of the name before them, "Yalta European Strategy (YES)", and those
of words that are no name.
"""

from collections.abc import Mapping, Sequence

from schemas.extractions import EntityType
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.spelling import LONGEST_INITIALS, initials_of
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens

BODIES = frozenset({"ORG", "GROUP"})


def acronyms_of(
    tokens: Tokens, candidates: Sequence[Candidate]
) -> dict[str, tuple[EntityType, str]]:
    """The initials that the text itself explains, with what they stand for."""
    meant = explained(tokens, candidates)
    found = {
        short: (one.type, one.canonical or tokens.surface(one.first, one.last))
        for short, one in meant.items()
    }
    found |= _armed_groups(tokens, candidates, meant) if meant else {}
    return {**_by_initials(tokens, candidates), **found}


def _armed_groups(
    tokens: Tokens, candidates: Sequence[Candidate], meant: Mapping[str, Candidate]
) -> dict[str, tuple[EntityType, str]]:
    """The initials of a group that a list has, and its name in another language, which explains
    them: "Kurdistan People's Party (PKK)"; not "Internet Research Agency (IRA)"."""
    groups = {
        tokens.texts[c.first]: c.canonical
        for c in candidates
        if c.type == "GROUP"
        and c.first == c.last
        and c.canonical
        and tokens.texts[c.first] in meant
    }
    found: dict[str, tuple[EntityType, str]] = {}
    for short, group in groups.items():
        name = tokens.surface(meant[short].first, meant[short].last)
        if meant[short].canonical is None and short not in initials_of(name):
            found[short] = found[name] = "GROUP", group
    return found


def _by_initials(
    tokens: Tokens, candidates: Sequence[Candidate]
) -> dict[str, tuple[EntityType, str]]:
    """The initials of a body or group that the text names in full, where a list has another body by
    them which the text does not name: "RSF" beside the Rapid Support Forces."""
    short = {
        tokens.texts[c.first]: c.canonical
        for c in candidates
        if c.first == c.last and c.canonical and c.type in BODIES
        and len(tokens.texts[c.first]) > 2 and tokens.texts[c.first].isupper()
    }  # fmt: skip
    if not short:
        return {}
    longer = [c for c in candidates if c.type in BODIES and c.last > c.first]
    surfaces = [tokens.surface(c.first, c.last) for c in longer]
    found: dict[str, tuple[EntityType, str]] = {}
    for candidate, surface in zip(longer, surfaces, strict=True):
        name = candidate.canonical or surface
        for initials in short.keys() & {*initials_of(name), *initials_of(surface)}:
            listed = short[initials]
            apart = name not in listed and listed not in name  # no HUD without "Department"
            if apart and listed not in surfaces:
                found[initials] = candidate.type, name
    return found


def explained(tokens: Tokens, candidates: Sequence[Candidate]) -> dict[str, Candidate]:
    """The names that have their initials in brackets behind them, by these; the last of several."""
    if "(" not in tokens.text:
        return {}
    texts, end = tokens.texts, len(tokens.texts) - 1
    return {
        short: c
        for c in candidates
        if c.last < end and texts[c.last + 1] == "(" and (short := _explained(tokens, c))
    }


def _explained(tokens: Tokens, candidate: Candidate) -> str | None:
    """The initials in brackets after a name: "YES" of "Yalta European Strategy (YES)".

    Small words count or do not: "Economic Community of West African States (ECOWAS)".
    """
    texts, at = tokens.texts, candidate.last + 1
    if at + 2 >= len(texts) or texts[at + 2] != ")":
        return _with_stops(tokens, candidate)
    short = texts[at + 1]
    for name in (candidate.canonical, tokens.surface(candidate.first, candidate.last)):
        if short.isupper() and len(short) > 1 and short in initials_of(name or ""):
            return short
    # initials of the name in another language: "Disaster and Emergency Management Authority (AFAD)"
    long = candidate.last > candidate.first and candidate.type in {"ORG", "GROUP"}
    capitals = short.isupper() or (short[0].isupper() and short[-1].isupper())  # "PiS"
    if long and capitals and short.isalpha() and 2 < len(short) <= LONGEST_INITIALS:
        return short
    return None


def _with_stops(tokens: Tokens, candidate: Candidate) -> str | None:
    """ "E.E.C." of "European Economic Community (E.E.C.)"."""
    at = candidate.last + 1
    behind = tokens.texts[at + 1 : at + 2 + 2 * LONGEST_INITIALS]
    if ")" not in behind or behind[1:2] != ["."]:
        return None
    short = tokens.surface(at + 1, at + behind.index(")"))
    letters = short.replace(".", "")
    names = candidate.canonical, tokens.surface(candidate.first, candidate.last)
    return short if any(letters in initials_of(name or "") for name in names) else None


def without_terms(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names but for initials of words in small letters: "consumption expenditures (CE)"."""
    if "(" not in tokens.text:
        return list(tagged)
    texts = tokens.texts
    terms = {texts[t.first] for t in tagged if texts[t.first - 1] == "(" and _is_term(tokens, t)}
    if not terms:
        return list(tagged)
    return [t for t in tagged if t.first < t.last or tokens.texts[t.first] not in terms]


def _is_term(tokens: Tokens, name: Tagged) -> bool:
    """Whether a name behind a bracket, one that opens, is such initials."""
    text, size = tokens.texts[name.first], len(tokens.texts[name.first])
    if name.first < name.last or not text.isupper():
        return False
    first = name.first - 1 - size
    if size < 2 or first < 0 or tokens.lower(name.last + 1) != ")":
        return False
    words_before = tokens.texts[first : name.first - 1]
    return all(w.islower() and w[0] == c.lower() for w, c in zip(words_before, text, strict=True))
