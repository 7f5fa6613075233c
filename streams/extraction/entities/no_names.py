"""What the tagger takes for a name and is none: an office alone, an illness, a number, a letter."""

from collections.abc import Sequence
from typing import NamedTuple

from streams.extraction.entities.bodies import STORMS
from streams.extraction.entities.labels import BODY, EVENT, PERSON
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common
from streams.extraction.entities.word_lists import word_lists
from streams.extraction.tokens import Tokens


class NoNames(NamedTuple):
    """The lists of `data/no_names.toml`, each explained beside its words."""

    letters: frozenset[str]
    offices: frozenset[str]
    illnesses: frozenset[str]
    illness_names: frozenset[str]
    patients: frozenset[str]
    adjectives: frozenset[str]
    degrees: frozenset[str]
    species: frozenset[str]
    hulls: frozenset[str]


WORDS = word_lists("no_names.toml", NoNames)
LONGEST_NAME = 16
"""Tokens."""
ENDINGS = ("esque", "ically", "ization", "isation")


def is_no_name(tokens: Tokens, tagged: Tagged, first: int, last: int) -> bool:
    """Whether the tokens from `first` to `last`, all that is left of a tagged name, are none."""
    surface, lowers = tokens.texts[first : last + 1], tokens.lowers
    if not any(word[0].isalnum() for word in surface):
        return True
    if tagged.kind in {PERSON, BODY} and not any(map(str.isalpha, "".join(surface))):
        return True  # "1:23.042"
    if first == last:
        if _is_no_single_name(lowers[first]):
            return True
        if tagged.kind == BODY and lowers[first] in WORDS.adjectives:
            return True  # "the Naval liaison"
    if tagged.kind == PERSON:
        degree = "".join(surface).rstrip(".") in WORDS.degrees
        if degree or _is_illness(tokens, first, last) or _is_no_person(tokens, first, last):
            return True
    if first > 1 and lowers[first - 1] == "the" and lowers[first - 2] == "feel":
        return True  # "feel the Bern"
    if tagged.kind == EVENT and surface[0] in STORMS and is_common(surface[-1]):
        return True  # "Hurricane Season"
    if len(surface) > LONGEST_NAME:
        return True  # the countries of a form, run together
    if surface[0] in WORDS.hulls and _is_of_hull(tokens, first):
        return True
    if surface[0].isdecimal() and all(word.islower() for word in surface[1:]):
        return True  # "30 boats"
    return (len(surface[0]) == 1 and _is_initial(surface)) or _is_office(tokens, first, last)


def _is_of_hull(tokens: Tokens, first: int) -> bool:
    """ "(DDG 107)", "(DDG-107)": with a number, unlike the IMO of "the agency (IMO)"."""
    number = tokens.texts[first + 1 : first + 3]
    return tokens.lower(first - 1) == "(" and any(map(str.isdecimal, number))


def _is_no_person(tokens: Tokens, first: int, last: int) -> bool:
    """ "Foreign Secretary", "E. coli": an office alone, an animal or a germ."""
    if first == last:
        return False
    if tokens.texts[first + 1] == "." and tokens.lowers[last] in WORDS.species:
        return True
    offices = tokens.lowers[last] in words().holders
    return offices and all(lower in words().roles for lower in tokens.lowers[first : last + 1])


def _is_illness(tokens: Tokens, first: int, last: int) -> bool:
    """ "Parkinson's disease", "Tourette syndrome", "Alzheimer’s"."""
    following = tokens.lowers[last + 1 : last + 3]
    if not WORDS.illnesses.isdisjoint(following):
        return True
    alone = first == last and tokens.texts[first] in WORDS.illness_names
    return alone and (following[:1] in (["'s"], ["’s"]) or not WORDS.patients.isdisjoint(following))


def _is_no_single_name(lower: str) -> bool:
    """ "Senator", which is an armoured car as well, "Reaganesque", "Tuesday"."""
    listed = lower in words().no_names or lower in words().titles
    return listed or lower.isdecimal() or lower.endswith(ENDINGS)


def _is_initial(surface: Sequence[str]) -> bool:
    """ "R." of "(R., Ark.)", the "D" of a list: no name. Its first word is one letter."""
    return surface[1:] in ([], ["."]) and surface[0] not in WORDS.letters


def _is_office(tokens: Tokens, first: int, last: int) -> bool:
    """ "Interior" of "Interior Minister", "State" of "Secretary of State": no name."""
    lowers = tokens.lowers
    beside = tokens.lower(last + 1) in WORDS.offices or (
        first > 1 and lowers[first - 1] == "of" and lowers[first - 2] in WORDS.offices
    )
    return beside and all(lower in words().roles for lower in lowers[first : last + 1])
