"""Names that a text explains and the tagger passed over: last names, acronyms, initials, states of
members of Congress.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from streams.extraction.coordinates import coordinates
from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.countries import party_states
from streams.extraction.entities.explained import BODIES, explained
from streams.extraction.entities.firms import core_of
from streams.extraction.entities.gazetteers import END, names
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.runs import POSSESSIVE
from streams.extraction.entities.spelling import (
    SHORTEST_INITIALS,
    initials_of,
    is_written_as_initials,
    surname,
)
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common, is_word
from streams.extraction.tokens import Tokens

SHORTEST_SURNAME = 3
COALITION = "Coalition"
NAMED_AGAIN = frozenset({"ORG", "PRODUCT", "WORK"})
SIGNS = frozenset("-#@/_")
"""What stands beside what is no name by itself."""
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


def named_again(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """Names of one word that the tagger has several times in a text and passes over elsewhere,
    where the text has them never in small letters: "an investor in Cadre"; but for those of
    `coalitions`. `capitals`: as above."""
    alone = [
        c
        for c in found
        if c.first == c.last and c.type in NAMED_AGAIN and tokens.texts[c.first] != COALITION
    ]
    often = Counter(tokens.texts[c.first] for c in alone)
    named = {
        text: c
        for c in alone
        if often[text := tokens.texts[c.first]] > 1 + (c.canonical is None and is_word(text))
    }
    at = [i for i in capitals if tokens.texts[i] in named] if named else []
    if len(at) == sum(often[text] for text in named):
        return []  # they are what the tagger has
    taken = {i for c in found for i in range(c.first, c.last + 1)}
    missed = [i for i in at if i not in taken]
    small = set(tokens.texts) if missed else ()
    return [
        named[text]._replace(first=i, last=i)
        for i in missed
        if (text := tokens.texts[i]).lower() not in small and _stands_alone(tokens, i)
    ]


def _stands_alone(tokens: Tokens, i: int) -> bool:
    """Whether a name is no part of a longer one, or of an address: not "1619 Project", "PBS.com",
    "secretary of State"; what is a word as well stands behind one in small letters."""
    before, behind = tokens.texts[i - 1] if i else "", tokens.lower(i + 1) and tokens.texts[i + 1]
    if behind == "." and tokens.glued(i) and tokens.glued(i + 1) and i + 2 < len(tokens):
        return False
    if before == "of" and tokens.lower(i - 2) in words().holders:
        return False
    if is_word(tokens.texts[i]) and not before.islower():
        return False
    beside = before[:1] + behind[:1]
    return not any(sign.isupper() or sign.isdecimal() or sign in SIGNS for sign in beside)


def with_acronyms(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """The mentions, with initials of what the text names in full that the tagger passed over: such
    as it explains wherever they stand, and those of one body alone, "PBM" beside Pharmacy Benefit
    Managers. What it explains and no list has is what it stands for: the CoI is a body and no
    work. `capitals`: as above."""
    loud = [i for i in capitals if tokens.texts[i][-1].isupper() and len(tokens.texts[i]) > 1]
    if not loud:
        return list(found)
    taken = {i for c in found for i in range(c.first, c.last + 1)}
    loud = [i for i in loud if i not in taken]
    meant = explained(tokens, found)
    if meant:
        found = [_as_explained(tokens, c, meant) for c in found]
    if not loud:
        return list(found)
    alone = {tokens.texts[i] for i in loud if tokens.lower(i - 1) != "("}  # no ticker
    meant = _by_initials(tokens, found, alone) | meant
    return [
        *found,
        *(
            meant[tokens.texts[i]]._replace(first=i, last=i, confidence=0.9)
            for i in loud
            if tokens.texts[i] in meant
        ),
    ]


def _as_explained(tokens: Tokens, mention: Candidate, meant: Mapping[str, Candidate]) -> Candidate:
    """A mention, a body's initials with its type."""
    if mention.first < mention.last or mention.canonical is not None:
        return mention
    body = meant.get(tokens.texts[mention.first])
    if body is None or body.type not in BODIES or mention.type == body.type:
        return mention
    return mention._replace(type=body.type, people=False)


def _by_initials(
    tokens: Tokens, found: Sequence[Candidate], loud: Collection[str]
) -> dict[str, Candidate]:
    """The bodies of the text by their initials, of those that stand in it, no list has and are no
    words; not where two bodies have the same."""
    wanted = {
        short
        for short in loud
        if len(short) >= SHORTEST_INITIALS
        and END not in names().get(short, {})
        and not is_common(short)
    }
    if not wanted:
        return {}
    meant: dict[str, dict[str, Candidate]] = {}
    for c in found:
        if c.type in BODIES and c.last > c.first + 1:
            surface = tokens.surface(c.first, c.last)
            for short in wanted.intersection(initials_of(surface)):
                meant.setdefault(short, {}).setdefault(c.canonical or surface, c)
    return {
        short: c for short, bodies in meant.items() if len(bodies) == 1 for c in bodies.values()
    }


def with_points(tokens: Tokens, found: Sequence[Candidate]) -> list[Candidate]:
    """The mentions in order, with points by their degrees, which are places: "33°47′N 44°30′E"."""
    points = [
        Candidate(tokens.at(start), tokens.at(end) - 1, "PLACE", None, None, 0.95)
        for start, end in coordinates(tokens.text)
    ]
    if not points:
        return sorted(found)
    taken = {i for point in points for i in range(point.first, point.last + 1)}
    return sorted([*points, *(c for c in found if taken.isdisjoint(range(c.first, c.last + 1)))])


def short_firms(
    tokens: Tokens, found: Sequence[Candidate], capitals: Sequence[int]
) -> list[Candidate]:
    """Firms by their one word, where the tagger passed over it behind the whole name and it is
    nobody's last name: "Prestige" behind Prestige Construction. `capitals`: as above."""
    texts = tokens.texts
    begin: dict[str, int] = {}
    for c in found:
        if (
            c.type == "ORG"
            and c.first < c.last
            and (core := _core(tokens.surface(c.first, c.last)))
        ):
            begin.setdefault(core, c.last)
    if not begin:
        return []
    at = [i for i in capitals if texts[i] in begin and i > begin[texts[i]]]
    if not at:
        return []
    taken = {i for c in found for i in range(c.first, c.last + 1)}
    last = {texts[c.last] for c in found if c.type == "PERSON"}
    return [
        Candidate(i, i, "ORG", None, None, 0.8)
        for i in at
        if i not in taken
        and texts[i] not in last
        and not _is_of_office(tokens, i + 1)
        and (not is_word(texts[i]) or _is_named_there(tokens, i))
    ]


@lru_cache(maxsize=4096)
def _core(name: str) -> str | None:
    """The one word of a firm's name, where it has one that may stand alone."""
    core = core_of(name) or ""
    lower = core.lower()
    alone = core.isalpha() and lower not in words().no_names and lower not in words().roles
    return core if alone and len(core) > 2 else None


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
