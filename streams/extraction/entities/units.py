"""Units of armed forces: with their number, and such as the tagger passed over."""

from collections.abc import Sequence
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import names
from streams.extraction.entities.labels import BODY, KINDS, sure_scores
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens


class Units(NamedTuple):
    """The lists of `data/units.toml`, each explained beside its words."""

    units: frozenset[str]
    ordinals: frozenset[str]
    formations: frozenset[str]
    by_number: frozenset[str]
    numbered: frozenset[str]
    parts: frozenset[str]
    squadrons: frozenset[str]


WORDS = word_lists("units.toml", Units)
ENDS_OF_NUMBERS = frozenset({"st", "nd", "rd", "th"})
UNIT_KINDS = frozenset({"ORG", "LOC", "FAC", "EVENT", "PROD"})
"""What the tagger takes a unit for."""
LONGEST_UNIT = 6
"""Words of its name, without the number."""
MAY = "may"
"""The month that is no name in the lists, being a verb."""
LONGEST_NUMBER = 3
"""Digits of one that is no year: "617 Squadron"."""


def with_units(tokens: Tokens, tagged: Sequence[Tagged], capitals: Sequence[int]) -> list[Tagged]:
    """The names, units with their number, and those that the tagger passed over.

    "1st Armored Division", "507th Air Refueling Wing", which it may take for a place, "3 Commando
    Brigade", "Carrier Strike Group 2", "507th ARW"; "3rd Battalion, 321st Field Artillery
    Regiment" in one. `capitals`: the tokens that begin with a capital letter.
    """
    found = [
        _with_number(tokens, name)
        if tokens.lowers[name.last] in WORDS.units
        else (_with_number_behind(tokens, name) if name.kind == BODY else name)
        for name in tagged
    ]
    ends = [i for i in capitals if tokens.texts[i] in WORDS.formations]
    if not ends:
        return found
    taken = {i for name in found for i in range(name.first, name.last + 1)}
    for last in [i for i in ends if i not in taken]:
        first = _numbered(tokens, last, last)
        spelt = tokens.texts[first] in WORDS.ordinals  # "First Division" is a league's as well
        if first < last and not spelt and taken.isdisjoint(range(first, last)):
            found.append(Tagged(first, last, BODY, sure_scores(BODY)))
    return _joined(tokens, sorted(found))


def _with_number(tokens: Tokens, name: Tagged) -> Tagged:
    """The name of a unit, with its number before it or behind."""
    first = _numbered(tokens, name.first, name.last)
    whole = first < name.first or _has_number(tokens, first)
    if whole and KINDS[name.kind] in UNIT_KINDS:
        return Tagged(first, name.last, BODY, sure_scores(BODY))
    return _with_number_behind(tokens, name)


def _is_short(tokens: Tokens, name: Tagged) -> bool:
    """Whether a body of one word is initials behind "th" that no list has: not "the 10th NBA
    title"."""
    if name.first < name.last or tokens.lower(name.first - 1) not in ENDS_OF_NUMBERS:
        return False
    word = tokens.texts[name.first]
    return word.isupper() and word not in names()


def _has_number(tokens: Tokens, first: int) -> bool:
    """Whether a name begins with its number: "507th"."""
    return tokens.texts[first].isdecimal() and tokens.lower(first + 1) in ENDS_OF_NUMBERS


def _with_number_behind(tokens: Tokens, name: Tagged) -> Tagged:
    """A body whose number stands behind it, "Destroyer Squadron 23", "Task Force 99", or before
    initials, "507th ARW"."""
    last = name.last
    if name.kind != BODY:
        return name
    if _is_short(tokens, name):
        return name._replace(first=_numbered(tokens, name.first, last))
    if not tokens.lower(last + 1).isdecimal() or tokens.glued(last):
        return name
    called = " ".join(tokens.lowers[max(last - 1, name.first) : last + 1])
    counted = called in WORDS.numbered or tokens.lowers[last] in WORDS.numbered
    return name._replace(last=last + 1) if counted else name


def _numbered(tokens: Tokens, first: int, last: int) -> int:
    """Where a name begins whose number may stand before it, with more of its words between:
    "3rd *Separate Assault Brigade*"."""
    at = first
    while at and last - at < LONGEST_UNIT and is_capitalised(tokens.texts[at - 1]):
        if tokens.texts[at - 1] in WORDS.ordinals:
            return at - 1
        at -= 1
    begin = _at_number(tokens, at, tokens.lowers[last])
    return first if begin == at else begin


def _at_number(tokens: Tokens, first: int, unit: str) -> int:
    """Where the number before a word begins, or where the word does. `unit`: what the name ends
    with."""
    texts = tokens.texts
    before = first if tokens.lowers[first] in ENDS_OF_NUMBERS else first - 1
    if before < 0:
        return first
    if tokens.lowers[before] in ENDS_OF_NUMBERS:
        return before - 1 if tokens.glued(before - 1) and texts[before - 1].isdecimal() else first
    number = texts[before].isdecimal() and len(texts[before]) <= LONGEST_NUMBER
    if not number or unit not in WORDS.by_number:
        return first
    if texts[max(before - 2, 0) : before] == ["No", "."]:
        return before - 2
    month = tokens.lower(before - 1)
    return first if month == MAY or month in words().no_names else before


def _joined(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, a part of a regiment and the regiment in one."""
    result: list[Tagged] = []
    for name in tagged:
        before = result[-1] if result else None
        if (
            before is not None
            and name.first == before.last + 2
            and before.kind == name.kind == BODY
            and tokens.texts[before.last] in WORDS.parts
            and tokens.texts[before.last + 1] == ","
            and _has_number(tokens, name.first)
        ):
            result[-1] = before._replace(last=name.last)
        else:
            result.append(name)
    return result
