"""Names that a text explains and the tagger passed over: last names, acronyms, initials, states of
members of Congress.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.countries import party_states
from streams.extraction.entities.explained import explained
from streams.extraction.entities.firms import core_of, initials_of_body
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.runs import POSSESSIVE
from streams.extraction.entities.spelling import (
    SHORTEST_INITIALS,
    initials_of,
    is_written_as_initials,
    surname,
)
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_word
from streams.extraction.tokens import Tokens

SHORTEST_SURNAME = 3
COALITION = "Coalition"
ARTICLES = frozenset({"the", "a", "an", "any", "no", "this", "that", "his", "her", "its", "their"})


def bare_surnames(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """Last names that stand alone, of people whom the text names in full elsewhere.

    `capitals`: the tokens that begin with a capital letter.
    """
    full = {
        tokens.surface(c.first, c.last) for c in found if c.type == "PERSON" and c.last > c.first
    }
    known = set(map(surname, full))
    if not known:
        return []
    taken = {i for c in found for i in range(c.first, c.last + 1)}
    people = {c.first for c in found if c.type == "PERSON"}
    extra: list[Candidate] = []
    for i in [i for i in capitals if i not in taken]:
        token = tokens.texts[i]
        if len(token) < SHORTEST_SURNAME or surname(token) not in known:
            continue
        if i + 1 in people and tokens.lowers[i] in words().titles:
            continue  # "Judge Brett Kavanaugh", where the text names Mark Judge
        near = tokens.texts[max(i - 1, 0) : i] + tokens.texts[i + 1 : i + 2]
        if not any(n in "-‑&" for n in near):
            extra.append(Candidate(i, i, "PERSON", None, None, 0.8))
    return extra


def acronyms(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """Initials that the text explains and the tagger passed over, wherever they stand."""
    meant = explained(tokens, found)
    if not meant:
        return []
    taken = {i for c in found for i in range(c.first, c.last + 1)}
    return [
        meant[text]._replace(first=i, last=i, confidence=0.9)
        for i, text in enumerate(tokens.texts)
        if text in meant and i not in taken
    ]


def short_bodies(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """Bodies that the tagger passed over and that are nobody's last name: by their initials, "RFI"
    behind "Radio France Internationale", firms by their one word, "Prestige" behind Prestige
    Construction, and by a name of one word that it found oftener. `capitals`: as above."""
    texts = tokens.texts
    begin: dict[str, int] = {}
    alone: Counter[str] = Counter()
    for c in found:
        if c.type == "ORG" and c.first == c.last:
            alone[texts[c.first]] += 1
        elif c.type == "ORG":
            for short in _shorts_of(tokens.surface(c.first, c.last)):
                begin.setdefault(short, c.last)
    named = begin.keys() | alone.keys()
    at = [i for i in capitals if texts[i] in named]
    if len(at) == alone.total():
        return []  # they are what the tagger has
    taken = {i for c in found for i in range(c.first, c.last + 1)}
    passed = [i for i in at if i not in taken]
    if not passed:
        return []
    times = Counter(texts[i] for i in passed)
    last = {texts[c.last] for c in found if c.type == "PERSON"}
    return [
        Candidate(i, i, "ORG", None, None, 0.8)
        for i in passed
        if texts[i] not in last
        and not _is_of_office(tokens, i + 1)
        and (not is_word(texts[i]) or _is_named_there(tokens, i))
        and (
            i > begin.get(texts[i], i)
            or (alone[texts[i]] >= times[texts[i]] + texts[i].isupper() and not is_word(texts[i]))
        )
    ]


@lru_cache(maxsize=4096)
def _shorts_of(name: str) -> tuple[str, ...]:
    initials = [
        short
        for short in initials_of_body(name)
        if len(short) >= SHORTEST_INITIALS and short.isalpha() and not is_word(short)
    ]
    core = core_of(name) or ""
    lower = core.lower()
    alone = core.isalpha() and lower not in words().no_names and lower not in words().roles
    return (*initials, core) if alone and len(core) > 2 else tuple(initials)


def _is_of_office(tokens: Tokens, i: int) -> bool:
    """ "Secretary" of "Treasury Secretary", which is one office."""
    return tokens.lower(i) in words().holders and tokens.texts[i][0].isupper()


def _is_named_there(tokens: Tokens, i: int) -> bool:
    """Whether a word with a capital is a firm's name: no sentence or name begins with it, but what
    has or says something, and no article stands before it, "Article 5 of the Charter"."""
    before, behind = tokens.texts[i - 1], tokens.lower(i + 1)
    if before.lower() in ARTICLES or (behind and tokens.texts[i + 1][0].isupper()):
        return False
    acts = behind in POSSESSIVE or behind in words().speech or behind in {"has", "had"}
    return acts or before.islower()


def coalitions(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The Coalition of "Coalition forces" where the tagger passed over it, which begins sentences
    of its reports: "Coalition military forces conducted 12 strikes"."""
    if COALITION not in tokens.text:
        return []
    taken = {i for c in found for i in range(c.first, c.last + 1)}
    return [
        Candidate(i, i, "ORG", None, None, 0.8)
        for i, text in enumerate(tokens.texts)
        if text == COALITION and i not in taken and tokens.lower(i + 1) in KIND_WORDS.of_coalitions
    ]


def with_initials(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """The mentions, with the people whom the text names in full by their initials alone as well:
    "RBG", "MbS", "AMLO"; not where these are a known body's. `capitals`: as above."""
    people = {
        initials
        for c in found
        if c.type == "PERSON" and c.last > c.first + 1
        for initials in initials_of(tokens.surface(c.first, c.last))
        if len(initials) >= SHORTEST_INITIALS
    }
    loud = [i for i in capitals if tokens.texts[i][-1].isupper()] if people else ()
    at = {i for i in loud if is_written_as_initials(tokens.texts[i], people)}
    if not at:
        return list(found)
    kept = [c for c in found if not (c.first == c.last and c.first in at and c.canonical is None)]
    taken = {i for c in kept for i in range(c.first, c.last + 1)}
    kept += [Candidate(i, i, "PERSON", None, None, 0.8) for i in sorted(at - taken)]
    return sorted(kept)


def with_parties(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """The mentions, with the states of members of Congress: "(D-CA)", "R-Ky.", "I-Vt."."""
    states = list(party_states(tokens, capitals))
    if not states:
        return list(found)
    taken = {i for c in states for i in range(c.first - 2, c.last + 1)}
    return sorted([*states, *(c for c in found if taken.isdisjoint(range(c.first, c.last + 1)))])
