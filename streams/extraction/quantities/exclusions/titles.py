"""Numbers in the titles of books and films, by capitals, quotes and verbs in the singular."""

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.lexicon import is_verb_in_s
from streams.extraction.quantities.nouns import is_plural, singular
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    inside: frozenset[str]
    singular_verbs: frozenset[str]


WORDS = word_lists("titles", Words)
OPENING = frozenset('"“‘')
CLOSING = frozenset('"”’')
LONGEST = 12
"""Tokens that a title has behind its number, at most."""


def quoted_title(tokens: Tokens, number: Number) -> bool:
    """ "12 Angry Men", "Ten Things I Hate About You": in capitals from quote to quote."""
    i = number.first - (tokens.texts[number.first - 1 : number.first] == ["The"])
    if i < 1 or tokens.texts[i - 1] not in OPENING or not tokens.glued(i - 1):
        return False
    end = _end_of_title(tokens, number.last + 1)
    words = sum(word.isalpha() for word in tokens.texts[number.last + 1 : end])
    return words > 1 and end < len(tokens) and tokens.texts[end] in CLOSING and _is_prose(tokens)


def named_by_number(tokens: Tokens, number: Number) -> bool:
    """The 39 Steps, 12 Years a Slave, Six Feet Under: a noun in capitals right behind a number, in
    a sentence that is not all so."""
    i, j = number.first, number.last + 1
    noun = tokens.texts[j] if j < len(tokens) else ""
    if not (noun.istitle() and noun.isalpha()) or not _is_prose(tokens):
        return False
    if _of_a_measure(tokens, i, j):
        return True
    article = i > 0 and tokens.texts[i - 1] == "The"
    if article and (tokens.texts[i].istitle() or (i > 1 and tokens.texts[i - 2].islower())):
        return True  # "The Three Percenters", "she read The 7 Habits of"
    begins = i == article and number.value != 1 and is_plural(noun)
    if not begins:
        return False
    named = tokens.lower(j + 1) == "of" and tokens.texts[j + 2 : j + 3]
    if named and named[0].istitle() and singular(noun.lower()) not in vocabulary.all_classes():
        return True  # "Fifty Shades of Grey sold", and no three Members of Parliament
    return _is_of_one(tokens, _end_of_title(tokens, j))


def _of_a_measure(tokens: Tokens, i: int, j: int) -> bool:
    """12 Years a Slave; at the beginning of a sentence also Six Feet Under, Two Weeks Notice."""
    if tokens.lower(j) not in unit_table.unit_words():
        return False
    article = tokens.texts[j + 1 : j + 2] == ["a"]
    following = tokens.texts[j + 1 + article : j + 2 + article]
    return (article or not i) and bool(following) and following[0].istitle()


def last_of_a_title(tokens: Tokens, number: Number) -> bool:
    """Ocean's Eleven, where the sentence goes on."""
    i = number.first
    if i < 2 or not tokens.texts[i].istitle() or tokens.lower(i - 1) not in {"'s", "’s"}:
        return False
    following = tokens.texts[number.last + 1] if number.last + 1 < len(tokens) else ""
    return tokens.texts[i - 2].istitle() and not following.istitle() and _is_prose(tokens)


def _end_of_title(tokens: Tokens, j: int) -> int:
    """The token behind the words in capitals, and the small ones between them, from `j` on."""
    end = j
    for at in range(j, min(len(tokens), j + LONGEST)):
        word = tokens.texts[at]
        if word[0].isupper():
            end = at + 1
        elif word not in WORDS.inside:
            break
    return end


def _is_of_one(tokens: Tokens, i: int) -> bool:
    """Whether a verb in the singular is at token `i`: "The 39 Steps *opens* on Friday"."""
    lower = tokens.lower(i)
    return lower in WORDS.singular_verbs or (lower[-1:] == "s" and is_verb_in_s(tokens, i))


def _is_prose(tokens: Tokens) -> bool:
    """Whether long words of a sentence are in small letters, as in no heading."""
    return any(len(word) > 3 and word.islower() for word in tokens.texts)
