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
    done_at: frozenset[str]
    leave: frozenset[str]
    clauses: frozenset[str]
    held: frozenset[str]
    they: frozenset[str]
    counts: frozenset[str]


WORDS = word_lists("ages", Words)
YOUNGEST = frozenset({"youngest", "oldest", "eldest"})
THOUGHT = frozenset({"thought", "believed", "said", "understood", "reported"})
DIED = frozenset({"died", "dies"})
TWO = frozenset({"two", "both"})
CLOSING = frozenset([".", "!", "?", "”", '"', ""])
A_PERSONS = frozenset({"the", "a", "an", "his", "her", "their"})
WHO = frozenset({"people", "jobs", "personnel"})
FIRST, LAST = 10, 115
"""The ages that need no more than "at" or "was" beside a person."""
NEAR = 8
"""How many tokens before "believed to be 34" stands who is."""
FAR = 14
"""How many tokens after "died" its age may stand: "at his home in Utah on Tuesday at 89"."""
FEW = 5
"""Up to this many tokens "the two former ministers, 34 and 41," have before their ages."""


def is_person(tokens: Tokens, i: int) -> bool:
    """Whether the noun at token `i` names somebody: "her husband", "the 6ft 2in former striker"."""
    if tokens.lower(i - 1) in A_PERSONS:
        return True
    one = _is_one(tokens.lower(i)) and not is_plural(tokens.lower(i))
    return one and not A_PERSONS.isdisjoint(tokens.lowers[max(0, i - FEW) : i])


def of_a_child(tokens: Tokens, number: Number) -> bool:
    """ "A girl of six", "a boy of about 12", "twins of nine"."""
    of = _past_hedge(tokens, number.first - 1)
    who = tokens.lower(of) == "of" and tokens.lower(of - 1) in WORDS.children
    return who and ends_phrase(tokens, number.last + 1)


def about(tokens: Tokens, number: Number) -> bool:
    """ "A man aged about 40"."""
    at = _past_hedge(tokens, number.first - 1)
    return at < number.first - 1 and tokens.lower(at) == "aged"


def _past_hedge(tokens: Tokens, i: int) -> int:
    """The token before the hedge that ends at token `i`, if one does."""
    return i - (tokens.lower(i) in WORDS.hedges)


def died_at(tokens: Tokens, number: Number) -> bool:
    """ "Died at his home in Utah on Tuesday at 89", "left school at 13", "wed at 20"."""
    i = number.first - 1
    if tokens.lower(i) != "at" or not _of_a_grown_up(number) or not _ends(tokens, number):
        return False
    following = tokens.lower(number.last + 1)
    if _died_before(tokens, i):
        return following in CLOSING | {","}
    left = tokens.lower(i - 1) == "school" and tokens.lower(i - 2) in WORDS.leave
    at_an_age = left or tokens.lower(i - 1) in WORDS.done_at
    return at_an_age and following != "on"  # "he wed at 10 on Sunday"


def _died_before(tokens: Tokens, i: int) -> bool:
    """Whether who died does so in the clause that token `i` is in."""
    for at in range(i - 1, max(-1, i - FAR - 1), -1):
        if tokens.lowers[at] in DIED:
            return True
        if tokens.lowers[at] in WORDS.clauses:
            return False
    return False


def opening(tokens: Tokens, number: Number) -> bool:
    """ "At 91, Buffett eats", "At 60, they left"; "and, at 13, is the youngest"."""
    i, following = number.first, number.last + 2
    if tokens.lower(i - 1) != "at" or tokens.lower(following - 1) != ",":
        return False
    if not _of_a_grown_up(number):
        return False
    if i == 1:
        named = following < len(tokens) and tokens.texts[following].istitle()
        return tokens.lower(following) in WORDS.they or (named and _is_of_somebody(tokens, i))
    superlative = not YOUNGEST.isdisjoint(tokens.lowers[following : following + 4])
    return tokens.lower(i - 2) == "," and superlative


def _is_of_somebody(tokens: Tokens, i: int) -> bool:
    """Whether a sentence that opens with an age goes on with what only people do."""
    near = tokens.lowers[i : i + NEAR]
    return not (WORDS.held | YOUNGEST).isdisjoint(near)


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


def the_youngest(tokens: Tokens, number: Number) -> bool:
    """ "50 men, the youngest 26 and the oldest 74"."""
    i = number.first - 1 - (tokens.lower(number.first - 1) in {"was", "is", "being", "just"})
    return tokens.lower(i) in YOUNGEST and _ends(tokens, number)


def believed_to_be(tokens: Tokens, number: Number) -> bool:
    """ "A woman who is thought to be 90", and no toll that is."""
    i = _past_hedge(tokens, number.first - 1)
    if tokens.lower(i) != "be" or tokens.lower(i - 1) != "to" or tokens.lower(i - 2) not in THOUGHT:
        return False
    near = tokens.lowers[max(0, i - NEAR) : i]
    if not WORDS.counts.isdisjoint(near) or not _of_a_grown_up(number):
        return False
    person = any(word in WORDS.they or _is_one(word) for word in near)
    return person and _ends(tokens, number)


def somebody_was(tokens: Tokens, number: Number) -> bool:
    """ "The singer was 76."; "Ozzy Osbourne, who sang, was 76."; "Robert Redford was 89." """
    i = number.first - 1
    if tokens.lower(i) not in {"was", "is"} or not _of_a_grown_up(number):
        return False
    following = tokens.lower(number.last + 1)
    if tokens.lower(i - 1) in WORDS.persons and tokens.lower(i - 2) in A_PERSONS:
        return following in CLOSING | {",", "and", "when"}
    if following not in CLOSING or tokens.lower(i) != "was":
        return False
    if tokens.lower(i - 1) == ",":
        return not {"who", "whose"}.isdisjoint(tokens.lowers[:FEW])
    named = tokens.texts[:i]
    if not 1 < len(named) < FEW or tokens.lower(0) in vocabulary.stops() | {"the"}:
        return False  # "The Vix was 20.", "Last Friday was 13."
    return all(word.istitle() for word in named)


def _of_a_grown_up(number: Number) -> bool:
    return number.value is not None and FIRST <= number.value <= LAST


def _ends(tokens: Tokens, number: Number) -> bool:
    """Whether neither a noun nor a unit stands behind a number."""
    following = tokens.lower(number.last + 1)
    return ends_phrase(tokens, number.last + 1) and following not in {"%", ":", "-", "per"}


AGES = (
    of_a_child, about, died_at, opening, in_pairs, the_youngest, believed_to_be, somebody_was,
)  # fmt: skip
"""What makes an age of a number without a word for it."""
BEFORE = YOUNGEST | WORDS.hedges | set(", aged and at be being is just of was".split())
"""One of these stands right before what a rule of AGES takes for an age."""
