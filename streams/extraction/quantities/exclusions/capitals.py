"""Numbers in names that only capitals show: titles, programmes, what no list can hold."""

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.currencies import currency_letter
from streams.extraction.quantities.currency_codes import currency_code
from streams.extraction.quantities.exclusions.names import is_number_word
from streams.extraction.quantities.exclusions.times import MONTHS
from streams.extraction.quantities.lexicon import is_verb_in_s, known_words
from streams.extraction.quantities.marks import DASHES, HYPHENS
from streams.extraction.quantities.nouns import looks_plural
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.relations import relation_before
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    small_words: frozenset[str]
    tallied: frozenset[str]


WORDS = word_lists("capitals", Words)
QUOTES = frozenset("\"'‘’“”")
SHOWS = {"60": "Minutes", "48": "Hours"}
ONE_DOES = frozenset({"is", "was", "has", "took", "'s", "’s"})
"""What one does, and no number of them."""
ENDS = frozenset({".", ",", ";", ")", "", "and"})
LONGEST_TALLY = 10
"""How many tokens before a name that has as many of something else the noun of these stands."""
NEAR = 12
"""How far around a number the words are asked whether they are in capitals."""
SCALES = frozenset("hundred thousand million billion trillion".split())


def capitalised_name(tokens: Tokens, number: Number) -> bool:
    """A bare number between a capitalised word and no noun: "the Dow 30 and ..."."""
    i, j = number.first, number.last + 1
    if number.last != i or "," in tokens.texts[i]:
        return False
    before = tokens.texts[i - 1] if i else ""
    if not before.isalpha() or not before[0].isupper() or before.lower() in WORDS.small_words:
        return False
    if currency_code(before) or before in unit_table.currency_symbols():
        return False
    if tokens.glued(i - 1) and currency_letter(tokens, i) is not None:
        return False  # "R17.85"
    if i == 1 and _opens_with_a_name(tokens, j):
        return True
    if before.lower() in MONTHS or (i >= 2 and tokens.texts[i - 2] in {".", "“", '"'}) or i < 2:
        return False
    if relation_before(tokens, i, 0) is not None:
        return False
    following = tokens.lower(j)
    if following in {'"', "″"} and tokens.glued(j - 1):
        return False  # 'Wrench 8"'
    if following in ENDS and _is_tallied(tokens, i - 1):
        return False
    noun = following.isalpha() and following not in vocabulary.stops()
    if noun and (len(tokens.texts[i]) < 4 or before.isupper()) and is_verb_in_s(tokens, j):
        return True  # "the Ioniq 6 starts at"
    station = before.isupper() and len(before) > 2
    if station and noun and (following == "news" or not looks_plural(following)):
        return following not in unit_table.unit_words()  # "a FOX 35 investigation"
    glued = tokens.glued(j - 1) and (tokens.texts[j][0].isalnum() or tokens.texts[j][0] in DASHES)
    return not noun and following not in {"%", "-", "per", "percent"} and not glued


def _opens_with_a_name(tokens: Tokens, j: int) -> bool:
    """Whether a sentence opens with a name that ends before token `j`: "Voyager 1 is far away"."""
    name = tokens.lowers[0]
    return tokens.lower(j) in ONE_DOES and name not in known_words() and not looks_plural(name)


def _is_tallied(tokens: Tokens, name: int) -> bool:
    """Whether a name goes on with what another has: "304 electoral votes and *Clinton* 227"."""
    while tokens.texts[name - 1][0].isupper() or tokens.texts[name - 1] == "the":
        if name == 1:
            return False
        name -= 1  # "the Liberal Democrats 72"
    if tokens.lower(name - 1) not in {"and", ",", ";", "to"}:
        return False
    low = max(name - LONGEST_TALLY, 0)
    nouns = [k for k in range(low, name - 1) if tokens.lowers[k] in WORDS.tallied]
    counted = tokens.texts[max(nouns[-1] - 3, 0) : nouns[-1]] if nouns else []
    return any(text[0].isdecimal() for text in counted)


def programme(tokens: Tokens, number: Number) -> bool:
    """60 Minutes, 48 Hours: a capitalised stretch of time, in a sentence that is not all so."""
    after = tokens.texts[number.last + 1] if number.last + 1 < len(tokens) else ""
    if not after.istitle() or after.lower() not in unit_table.unit_words() or number.first == 0:
        return False
    if SHOWS.get(tokens.texts[number.first]) == after:
        return True
    before = tokens.texts[number.first - 1]
    return before in QUOTES


def title(tokens: Tokens, number: Number) -> bool:
    """ "One Day in the Life of Ivan Denisovich", "the Four Seasons": in capitals as its noun is, in
    a sentence that is not."""
    i, j = number.first, number.last + 1
    if not tokens.texts[i].istitle():
        return False
    j += tokens.lower(j) in HYPHENS and tokens.glued(j)  # "the Six-Day War"
    following = tokens.texts[j] if j < len(tokens) else ""
    before = tokens.texts[i - 1] if i else ""
    if before.islower() and following in {"'s", "’s"}:
        return True  # "Vodafone and Three's merger"
    for word in (before, following):  # "Nineteen Eighty-Four", the Sixteen Thirty Fund
        if word.istitle() and is_number_word(word) and word.lower() not in SCALES:
            return True
    if not following.istitle() or not before.islower():
        return False
    words = tokens.texts[max(0, i - NEAR) : i + NEAR]
    return any(len(word) > 2 and word.islower() and word not in WORDS.small_words for word in words)


def number_in_a_name(tokens: Tokens, number: Number) -> bool:
    """ "The Central Park Five", "the Chicago Seven": in capitals, as the words before are."""
    i = number.first
    if number.last != i or not tokens.texts[i].istitle():
        return False
    at = i - 1
    while at >= 0 and tokens.texts[at].istitle() and tokens.texts[at].isalpha():
        at -= 1
    if tokens.lower(at + 1) == "the":  # it opens the sentence
        at += 1
    return at < i - 1 and tokens.lower(at) == "the"
