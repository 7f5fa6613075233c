"""Known names of arms that are as often something else, by what stands beside them: "a Marder"."""

from collections.abc import Collection
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import END, Name, ambiguous, longest_name, names
from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.tokens import Tokens


class Arms(NamedTuple):
    """The lists of `data/arms.toml`, each explained beside its words."""

    behind: frozenset[str]
    before: frozenset[str]
    determiners: frozenset[str]
    counts: frozenset[str]
    weapons: frozenset[str]
    vehicles: frozenset[str]
    war: frozenset[str]
    fronts: frozenset[str]
    teams: frozenset[str]
    journals: frozenset[str]
    sailors: frozenset[str]
    following: frozenset[str]


WORDS = word_lists("arms.toml", Arms)
KINDS = frozenset({"WEAPON", "VEHICLE"})
BEHIND = KIND_WORDS.arms | WORDS.behind
OF_KIND = {"WEAPON": WORDS.weapons, "VEHICLE": WORDS.vehicles}
NEAR = 14
"""Tokens before and behind a name in which its sentence says that it is one of arms."""
STOPS = frozenset(".?!")
PARTS = frozenset({",", "and", "or"})
ARTICLES = frozenset({"the", "a", "an"})
OPENING = frozenset({"The", "A", "An"})
HYPHENS = frozenset("-‑")
MADE = frozenset({"made", "built", "supplied", "launched", "era"})
"""Ends of words before a thing: "German-made Gepards"."""


def among_arms(tokens: Tokens, first: int, last: int, name: Name, arms: Collection[int]) -> bool:
    """Whether what stands beside says that arms are meant: "Patriot missiles", "HIMARS, Patriots",
    "a Marder" of a sentence on tanks. `arms`: where names of arms end that were found so far."""
    texts = tokens.texts
    if tokens.lower(last + 1) in BEHIND and texts[last + 1] == tokens.lower(last + 1):
        return True
    if first - 2 in arms and texts[first - 1] in PARTS:
        return True
    if _is_part_of_a_name(tokens, first, last):
        return False
    if texts[first - 1 : first] and texts[first - 1] in WORDS.before:
        return True
    return _stands_among(tokens, first, last, name, arms) or _stands_as_arms(
        tokens, first, last, name
    )


def _is_part_of_a_name(tokens: Tokens, first: int, last: int) -> bool:
    """ "Eric Marder", "Lake Neptune", "Patriot Act", but not "Ukrainian Gepards"."""
    texts = tokens.texts
    following = texts[last + 1] if last + 1 < len(tokens) else ""
    if following in HYPHENS or following[:1].isupper():
        return True
    before = texts[first - 1] if first else ""
    if not before[:1].isupper() or _is_nation(before):
        return False
    opens = first < 2 or texts[first - 2] in STOPS
    return before not in OPENING and not (opens and before.lower() in WORDS.determiners)


def _is_nation(word: str) -> bool:
    known = names().get(word, {}).get(END)
    return known is not None and (known.demonym or known.sovereign)


def _stands_among(tokens: Tokens, first: int, last: int, name: Name, arms: Collection[int]) -> bool:
    """ "A Marder and a Gepard", "Javelins and Stingers": two that are arms, side by side."""
    texts = tokens.texts
    if texts[first] in WORDS.teams:
        return False
    at = first - 1 - (tokens.lower(first - 1) in ARTICLES)
    if at >= 1 and texts[at] in PARTS and at - 1 in arms:
        return True
    at = last + 1
    if at + 1 >= len(tokens) or texts[at] not in PARTS:
        return False
    after = at + 1 + (texts[at] == "," and texts[at + 1] in {"and", "or"})
    articled = tokens.lower(after) in ARTICLES
    after += articled
    if after >= len(tokens) or texts[after] in WORDS.teams:
        return False
    known = longest_name(texts, after, len(tokens))
    if known is None or known[0].type not in KINDS:
        return False
    other = tokens.surface(after, known[1] - 1)
    plain = other not in ambiguous() or articled or other.endswith("s")
    return plain and (_is_counted(tokens, first, last, name) or other not in ambiguous())


def _is_counted(tokens: Tokens, first: int, last: int, name: Name) -> bool:
    """Whether a name is a thing's: behind an article, a count or a nation, or the plural."""
    before = tokens.lower(first - 1) if first else ""
    if before in WORDS.determiners or before.isdecimal() or before in MADE:
        return True
    return _is_plural(tokens, first, last, name) or (
        bool(before) and _is_nation(tokens.texts[first - 1])
    )


def _is_plural(tokens: Tokens, first: int, last: int, name: Name) -> bool:
    """ "Stormers", but not "Abrams"."""
    return tokens.texts[last].endswith("s") and tokens.surface(first, last) != name.canonical


def _stands_as_arms(tokens: Tokens, first: int, last: int, name: Name) -> bool:
    """ "Two Stormers", "the Admiral Makarov", "a Marder" of a sentence on a war."""
    word = tokens.texts[first]
    before = tokens.lower(first - 1) if first else ""
    if before == "the" and word in WORDS.sailors:
        return True
    if before == "the" and word in WORDS.journals:
        return False
    if not _is_counted(tokens, first, last, name):
        return False
    following = tokens.lower(last + 1)
    if following.isalpha() and following not in WORDS.following and not following.endswith("ed"):
        return False
    count = before in WORDS.counts or before.isdecimal()
    counted = count and _is_plural(tokens, first, last, name)
    if counted and word not in WORDS.teams:
        return True
    near = _sentence_around(tokens, first, last)
    if not OF_KIND[name.type].isdisjoint(near):
        return True
    if following == "," and tokens.lower(last + 2) in ARTICLES:
        return False  # "The Paladin, a pub"
    lowers = [other.lower() for other in near]
    if word in WORDS.teams and not counted:
        return not WORDS.fronts.isdisjoint(lowers)
    return not WORDS.war.isdisjoint(lowers)


def _sentence_around(tokens: Tokens, first: int, last: int) -> list[str]:
    """The tokens of the sentence near a name."""
    texts = tokens.texts
    start = first
    while start > max(first - NEAR, 0) and texts[start - 1] not in STOPS:
        start -= 1
    end = last + 1
    while end < min(last + 1 + NEAR, len(tokens)) and texts[end] not in STOPS:
        end += 1
    return texts[start:first] + texts[last + 1 : end]
