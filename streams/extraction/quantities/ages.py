"""Ages that neither "aged" nor "old" says: "died in Utah at 89", "a girl of six", "the pair, 19 and
20,"."""

import msgspec

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.nouns import is_plural, singular
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    persons: frozenset[str]
    pairs: frozenset[str]
    children: frozenset[str]
    hedges: frozenset[str]
    clauses: frozenset[str]
    they: frozenset[str]
    lives: frozenset[str]
    in_lives: frozenset[str]
    entered: frozenset[str]
    of_youth: frozenset[str]
    of_levels: frozenset[str]
    somebody: frozenset[str]
    of_reports: frozenset[str]
    families: frozenset[str]
    called: frozenset[str]
    apposed: frozenset[str]
    of_sport: frozenset[str]


WORDS = word_lists("ages", Words)
LIVED = frozenset({"lived", "lives", "live"})
DIED = frozenset({"died", "dies"})
TWO = frozenset({"two", "both"})
CLOSING = frozenset([".", "!", "?", "”", '"', ""])
BEFORE_INSERTED = frozenset({",", "and", "but", "that"})
A_PERSONS = frozenset({"the", "a", "an", "his", "her", "their"})
WHO = frozenset({"people", "jobs", "personnel"})
FIRST, LAST = 10, 119
"""The ages that need no more than "at" or "was" beside a person."""
FAR = 14
"""How many tokens after "died" its age may stand: "at his home in Utah on Tuesday at 89"."""
NEAR = 7
"""Tokens before "at" among which stands what somebody does at an age."""
FEW = 5
"""Up to this many tokens "the two former ministers, 34 and 41," have before their ages."""


def is_person(tokens: Tokens, i: int) -> bool:
    """Whether the noun at token `i` names somebody: "her husband", "the 6ft 2in former striker"."""
    if tokens.lower(i - 1) in A_PERSONS:
        return True
    one = _is_one(tokens.lower(i)) and not is_plural(tokens.lower(i))
    return one and not A_PERSONS.isdisjoint(tokens.lowers[max(0, i - FEW) : i])


def of_an_age(tokens: Tokens, number: Number) -> bool:
    """ "A girl of six", "a boy of about 12", "twins of nine"; "a man aged about 40"."""
    i = number.first - 1
    i -= tokens.lower(i) in WORDS.hedges
    who = tokens.lower(i) == "of" and tokens.lower(i - 1) in WORDS.children
    return tokens.lower(i) == "aged" or (who and ends_phrase(tokens, number.last + 1))


def died_at(tokens: Tokens, number: Number) -> bool:
    """ "Died at his home in Utah on Tuesday at 89"."""
    i = number.first - 1
    if tokens.lower(i) != "at" or not _of_a_grown_up(number):
        return False
    return tokens.lower(number.last + 1) in CLOSING | {","} and _died_before(tokens, i)


def _died_before(tokens: Tokens, i: int) -> bool:
    """Whether who died does so in the clause that token `i` is in."""
    for at in range(i - 1, max(-1, i - FAR - 1), -1):
        if tokens.lowers[at] in DIED:
            return True
        if tokens.lowers[at] in WORDS.clauses:
            return False
    return False


def at_an_age(tokens: Tokens, number: Number) -> bool:
    """ "At 60, they left"; "At 91, Buffett still eats", and no "At 78, Brent was lower"; "and, at
    23, is the youngest", "but at 23, she is"."""
    first, i = number.first - 1, number.last + 2
    if tokens.lower(first) != "at" or tokens.lower(i - 1) != "," or not _of_a_grown_up(number):
        return False
    opens = tokens.texts[first] == "At"
    if opens and tokens.lower(i) in WORDS.they:
        return True
    opens = opens and any(word[0].isupper() for word in tokens.texts[i : i + 1])
    inserted = tokens.lower(first - 1) in BEFORE_INSERTED
    return (opens or inserted) and not WORDS.lives.isdisjoint(tokens.lowers[i : i + FEW])


def in_a_life(tokens: Tokens, number: Number) -> bool:
    """ "She left school *at 16*", "he was orphaned at 11", and no "she was clocked at 75", "he
    began the day at 12 under par"."""
    i, following = number.first - 1, tokens.lower(number.last + 1)
    if tokens.lower(i) != "at" or not _of_a_grown_up(number):
        return False
    clause = tokens.lowers[max(0, i - NEAR) : i]
    entered = not (WORDS.entered.isdisjoint(clause) or WORDS.of_youth.isdisjoint(clause))
    around = (*clause, *tokens.lowers[number.last + 1 : number.last + 1 + FEW])
    if not entered and WORDS.in_lives.isdisjoint(clause):
        return False
    odds = following == "to" and tokens.lower(number.last + 2).isdecimal()
    if odds or following in {"%", ":", "-"} or not WORDS.of_levels.isdisjoint(around):
        return False
    somebody = not WORDS.somebody.isdisjoint(tokens.lowers[:i])
    return somebody and ends_phrase(tokens, number.last + 1)


def in_brackets(tokens: Tokens, number: Number) -> bool:
    """ "Seán Kelly (*19*) and Aoife Byrne (22) were named as the dead", "father-of-two Mark Pryce
    (41)", and no minute of a goal: "Bukayo Saka (34)"."""
    i = number.first - 1
    while tokens.lower(i) in {"and", ","} and tokens.lower(i - 1).isdecimal():
        i -= 2  # "two men (48 and 52)"
    if tokens.lower(i) != "(" or tokens.glued(i - 1) or not tokens.lower(number.first).isdecimal():
        return False
    who = tokens.lower(i - 1)
    if tokens.lower(number.last + 1) in {"and", ","} or i < number.first - 1:
        return is_plural(who) and _is_one(singular(who))
    if tokens.lower(number.last + 1) != ")" or number.first != number.last:
        return False
    if not WORDS.of_sport.isdisjoint(tokens.lowers):
        return False
    young = not WORDS.families.isdisjoint(tokens.lowers) or who in WORDS.children
    if not young and not _of_a_grown_up(number):
        return False
    if who in WORDS.persons or who in WORDS.called:
        return True  # "he (43) was jailed", "a woman (71)"
    name = i - 1
    while name >= 0 and tokens.texts[name][0].isupper() and name > i - FEW:
        name -= 1
    if name == i - 1:
        return False
    if not WORDS.persons.isdisjoint(tokens.lowers[max(0, name) : i]):
        return True  # "the teacher Ann Lee (45)"
    behind = tokens.lower(number.last + 3) if tokens.lower(number.last + 2) == "," else ""
    if name < i - 2 and behind in WORDS.apposed:
        return True  # "Maria Lopez (34), a nurse"
    told = WORDS.families if name == i - 2 else WORDS.of_reports
    return not told.isdisjoint(tokens.lowers)


def lived_to(tokens: Tokens, number: Number) -> bool:
    """ "He lived to 103, outliving three wives"."""
    i = number.first - 1
    lived = tokens.lower(i) == "to" and tokens.lower(i - 1) in LIVED and _of_a_grown_up(number)
    return lived and ends_phrase(tokens, number.last + 1)


def in_pairs(tokens: Tokens, number: Number) -> bool:
    """ "The pair, 19 and 20, were arrested", "the two men, 34 and 41, appeared"."""
    i, j = number.first, number.last + 1
    if tokens.lower(i - 1) == "," and tokens.lower(j) == "and":
        who, other, end = i - 2, j + 1, j + 2
    elif tokens.lower(i - 1) == "and" and tokens.lower(i - 3) == ",":
        who, other, end = i - 4, i - 2, j
    else:
        return False
    ages = tokens.lower(other).isdecimal() and len(tokens.lower(other)) < 3
    return ages and tokens.lower(end) in {",", "."} and _are_two(tokens, who)


def _are_two(tokens: Tokens, i: int) -> bool:
    """Whether the word at token `i` is a pair, or a plural of two: "ministers, 12 and 14," may have
    that many seats."""
    word = tokens.lower(i)
    if word in WORDS.pairs:
        return True
    if not is_plural(word) or not _is_one(singular(word)):
        return False
    men = tokens.lower(i - 1) == "the" and singular(word) in WORDS.children
    return men or not TWO.isdisjoint(tokens.lowers[max(0, i - FEW) : i])


def _is_one(noun: str) -> bool:
    """Whether a singular noun is a person's."""
    return noun in WORDS.persons or vocabulary.all_classes().get(noun) in WHO


def somebody_was(tokens: Tokens, number: Number) -> bool:
    """ "The singer was 76."; "Robert Redford was just 89." """
    i = number.first - 1
    i -= tokens.lower(i) in WORDS.hedges
    if tokens.lower(i) not in {"was", "is"} or not _of_a_grown_up(number):
        return False
    following = tokens.lower(number.last + 1)
    if tokens.lower(i - 1) in WORDS.persons and tokens.lower(i - 2) in A_PERSONS:
        return following in CLOSING | {",", "and", "when"}
    if following not in CLOSING or tokens.lower(i) != "was":
        return False
    named = tokens.texts[:i]
    if not 1 < len(named) < FEW or tokens.lower(0) in vocabulary.stops() | {"the"}:
        return False  # "The Vix was 20.", "Last Friday was 13."
    return all(word.istitle() for word in named)


def _of_a_grown_up(number: Number) -> bool:
    return number.value is not None and FIRST <= number.value <= LAST


AGES = (of_an_age, died_at, at_an_age, in_a_life, in_brackets, lived_to, in_pairs, somebody_was)
"""What makes an age of a number without a word for it."""
BEFORE = WORDS.hedges | set(", aged and at is of was ( to".split())
"""One of these stands right before what a rule of AGES takes for an age."""
