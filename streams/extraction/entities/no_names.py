"""What the tagger takes for a name and is none: an office alone, an illness, a number, a letter."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from streams.extraction.entities.bodies import STORMS
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.labels import BODY, EVENT, PERSON
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common
from streams.extraction.tokens import Tokens


class NoNames(NamedTuple):
    """The lists of `data/no_names.toml`, each explained beside its words."""

    letters: frozenset[str]
    offices: frozenset[str]
    illnesses: frozenset[str]
    adjectives: frozenset[str]
    degrees: frozenset[str]
    honours: frozenset[str]
    species: frozenset[str]
    hulls: frozenset[str]
    counting: frozenset[str]
    stretches: frozenset[str]


WORDS = word_lists("no_names.toml", NoNames)
LAST_LATIN, FIRST_LATIN_AGAIN, LAST_LATIN_AGAIN = "\u036f", "\u1e00", "\u1eff"
"""Where letters of other scripts begin, and the Latin ones of Vietnamese among them."""
LONGEST_NAME = 16
"""Tokens."""
LONGEST_DEGREE = max(map(len, WORDS.degrees))
ENDINGS = ("esque", "ically", "ization", "isation")


def is_no_name(tokens: Tokens, tagged: Tagged, first: int, last: int) -> bool:
    """Whether the tokens from `first` to `last`, all that is left of a tagged name, are none."""
    texts, lowers = tokens.texts, tokens.lowers
    word, lower = texts[first], lowers[first]
    if not word[0].isalpha() and _is_number_or_sign(tagged, texts[first : last + 1]):
        return True
    if word[0] > LAST_LATIN and _is_foreign(word[0]):
        return True
    if first == last:
        if last < tagged.last and is_common(word):
            return True  # "Ground" of "Ground-based artillery"
        if texts[first - 1] == "." and is_code(tokens, first):
            return True
        if _is_no_single_name(lower) or (tagged.kind == BODY and lower in WORDS.adjectives):
            return True  # "the Naval liaison"
        if word in WORDS.honours and (tokens.lower(first - 1), tokens.lower(last + 1)) == (
            "(",
            ")",
        ):
            return True
    elif last - first >= LONGEST_NAME:
        return True  # the countries of a form, run together
    elif lower in WORDS.counting and WORDS.stretches.issuperset(lowers[first + 1 : last + 1]):
        return True
    if tagged.kind == PERSON and _is_nobody(tokens, first, last):
        return True
    if tagged.kind == EVENT and word in STORMS and is_common(texts[last]):
        return True  # "Hurricane Season"
    if len(word) == 1 and _is_initial(texts[first : last + 1]):
        return True
    if word in WORDS.hulls and _is_of_hull(tokens, first):
        return True
    office = tokens.lower(last + 1) in WORDS.offices or (
        lowers[first - 1] == "of" and first > 1 and lowers[first - 2] in WORDS.offices
    )  # "Interior" of "Interior Minister", "State" of "Secretary of State"
    return office and words().roles.issuperset(lowers[first : last + 1])


def _is_foreign(letter: str) -> bool:
    """Whether a letter is of another script, in which a text says how a name is written at home:
    "Kyiv (Київ)", "Abboud Qanbar (عبود قنبر)"."""
    return not FIRST_LATIN_AGAIN <= letter <= LAST_LATIN_AGAIN and letter.isalpha()


def is_code(tokens: Tokens, first: int) -> bool:
    """ ".SPX", behind the name of an index."""
    if first < 2 or tokens.texts[first - 1] != "." or not tokens.texts[first].isupper():
        return False
    return tokens.glued(first - 1) and not tokens.glued(first - 2)


def _is_number_or_sign(tagged: Tagged, surface: Sequence[str]) -> bool:
    """ "1:23.042", "30 boats", signs alone."""
    if not any(word[0].isalnum() for word in surface):
        return True
    if tagged.kind in {PERSON, BODY} and not any(map(str.isalpha, "".join(surface))):
        return True
    return surface[0].isdecimal() and all(word.islower() for word in surface[1:])


def _is_of_hull(tokens: Tokens, first: int) -> bool:
    """ "(DDG 107)", "(DDG-107)": with a number, unlike the IMO of "the agency (IMO)"."""
    number = tokens.texts[first + 1 : first + 3]
    return tokens.lower(first - 1) == "(" and any(map(str.isdecimal, number))


def _is_nobody(tokens: Tokens, first: int, last: int) -> bool:
    """ "M.D.", "Parkinson's disease", "Foreign Secretary", "E. coli"."""
    texts, lowers = tokens.texts, tokens.lowers
    if not WORDS.illnesses.isdisjoint(lowers[last + 1 : last + 3]):
        return True
    if len(texts[first]) <= LONGEST_DEGREE and _is_degree(texts[first : last + 1]):
        return True
    if first == last:
        return False
    if texts[first + 1] == "." and lowers[last] in WORDS.species:
        return True
    offices = lowers[last] in words().holders
    return offices and words().roles.issuperset(lowers[first : last + 1])


def _is_degree(surface: Sequence[str]) -> bool:
    """ "M.D.", "PhD"."""
    return "".join(surface).rstrip(".") in WORDS.degrees


@lru_cache(maxsize=8192)
def _is_no_single_name(lower: str) -> bool:
    """ "Senator", which is an armoured car as well, "Reaganesque", "Tuesday"."""
    listed = lower in words().no_names or lower in words().titles
    return listed or lower.isdecimal() or lower.endswith(ENDINGS)


def _is_initial(surface: Sequence[str]) -> bool:
    """ "R." of "(R., Ark.)", the "D" of a list: no name. Its first word is one letter."""
    return surface[1:] in ([], ["."]) and surface[0] not in WORDS.letters
