"""What is counted: the noun phrase after a number and its head, without a parser.

How far it goes is in `runs.py`, its head in `heads.py`, the class of the head in `classes.py`.
"""

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.classes import CONTAINERS
from streams.extraction.quantities.found import CountedPhrase
from streams.extraction.quantities.heads import attributive, head_in, is_past
from streams.extraction.quantities.lexicon import by_form, is_verb_in_s, may_be_verb
from streams.extraction.quantities.marks import HYPHENS, QUOTES, past_aside
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import Number, may_start_number, number_at
from streams.extraction.quantities.runs import Counting, run_from
from streams.extraction.quantities.unit_names import unit_named
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    partitive: frozenset[str]
    more: frozenset[str]
    whole_of: frozenset[str]
    foreseen: frozenset[str]
    sizes: frozenset[str]
    closing: frozenset[str]


WORDS = word_lists("counted", Words)


def counted_after(
    tokens: Tokens,
    i: int,
    number: Number,
    ceiling: int,
) -> CountedPhrase | None:
    """The phrase that starts at token `i`, before token `ceiling`."""
    if tokens.lower(i) in HYPHENS and tokens.glued(i - 1) and tokens.glued(i):
        return _hyphenated(tokens, i + 1, ceiling)
    i = _past_mark(tokens, past_aside(tokens, i), number)
    if tokens.lower(i) == "of" and tokens.lower(i + 1) == "them":
        return _among_them(tokens, i + 2, number, ceiling)
    whole = number.form == "fraction" and tokens.lower(i) in WORDS.whole_of
    partitive = whole or tokens.lower(i) == "of"
    if whole:
        i += 1  # "half the country"
    elif partitive:
        i = _past_partitive(tokens, i + 1, ceiling)
    else:
        i, ceiling = _past_measure(tokens, _past_more(tokens, i, ceiling), ceiling)
    run = run_from(tokens, i, ceiling, _counting(number, partitive=partitive))
    head = head_in(tokens, run, number, partitive=partitive)
    if head is None:
        return None if partitive or not run else _headless(tokens, run, ceiling)
    if tokens.lower(head + 1) == "had" and tokens.lower(head + 2) in WORDS.foreseen:
        return None  # "more than the 140,000 economists had predicted"
    return _phrase(tokens, run, head, ceiling)


def _among_them(tokens: Tokens, i: int, number: Number, ceiling: int) -> CountedPhrase | None:
    """What those are who are a part of others: "six of them *aid workers*".

    None where nothing says so ("three million of them abroad"): of what was counted before.
    """
    run = run_from(tokens, i, ceiling, _counting(number, partitive=False))
    head = head_in(tokens, run, number, partitive=False)
    if head is None or not is_plural(tokens.texts[head]) or is_verb_in_s(tokens, head):
        return None
    return CountedPhrase(run[0], head, head)


def _past_mark(tokens: Tokens, i: int, number: Number) -> int:
    """Past a closing mark, or what an ordinal is joined to: "his third *and final* trip"."""
    if tokens.lower(i) in QUOTES and tokens.lower(i + 1) == "of":
        i += 1  # "“thousands” of troops"
    if number.form == "ordinal" and tokens.lower(i) == "and":
        i += 2 * (tokens.lower(i + 1) in WORDS.closing)
    return i


def _headless(tokens: Tokens, run: list[int], ceiling: int) -> CountedPhrase | None:
    """What words without a head count: "the 300 page report", "17 Medal of Honor winners"."""
    if len(run) > 1 and tokens.lower(run[0]) in WORDS.sizes:
        return _hyphenated(tokens, run[0], ceiling)
    return _past_a_name(tokens, run)


def _phrase(tokens: Tokens, run: list[int], head: int, ceiling: int) -> CountedPhrase:
    """The phrase of a head, with what is in it or joined to it: "20,000 rounds of ammunition"."""
    if tokens.lower(head) in CONTAINERS and tokens.lower(head + 1) == "of":
        inside = run_from(tokens, head + 2, ceiling, Counting(partitive=True))
        if inside:
            return CountedPhrase(run[0], inside[-1], head)
    first = run[0]
    if tokens.lower(first - 1) in QUOTES and not QUOTES.isdisjoint(tokens.lowers[first:head]):
        first -= 1  # 3 "UFO" videos
    if tokens.lower(head + 1) == "general" and is_plural(tokens.texts[head]):
        return CountedPhrase(first, head + 1, head)  # "49 state attorneys general"
    return CountedPhrase(first, _past_pair(tokens, head, ceiling), head)


def _counting(number: Number, *, partitive: bool) -> Counting:
    one, ordinal = number.value == 1, number.form == "ordinal"
    many = not (one or ordinal or number.form == "fraction")
    return Counting(partitive, one=one, ordinal=ordinal, many=many)


def _past_a_name(tokens: Tokens, run: list[int]) -> CountedPhrase | None:
    """The plural that a name with an "of" in it describes: "17 Medal of Honor winners"."""
    at = run[-1] + 1
    if tokens.lower(at) != "of" or not tokens.texts[run[-1]].istitle():
        return None
    last = at + 1
    while last < len(tokens) and tokens.texts[last].istitle() and last < at + 4:
        last += 1
    noun = tokens.texts[last] if at + 1 < last < len(tokens) else ""
    plural = noun.islower() and is_plural(noun) and noun not in vocabulary.stops()
    return CountedPhrase(run[0], last, last) if plural else None


def _past_partitive(tokens: Tokens, i: int, ceiling: int) -> int:
    """Past what stands between "of" and what is counted: "of the last four ministers"."""
    start = i
    while i < ceiling and (
        tokens.lowers[i] in WORDS.partitive or (tokens.lowers[i] == "most" and i > start)
    ):
        i += 1
    return _past_owner(tokens, _past_number(tokens, i) if i < ceiling else i)


def _past_more(tokens: Tokens, i: int, ceiling: int) -> int:
    """Past what says nothing of what is counted: "two more men", "his two most notable films"."""
    while i < ceiling and tokens.lowers[i] in WORDS.more and tokens.texts[i].islower():
        if tokens.lower(i + 1) in HYPHENS or tokens.lower(i + 1) == "and":
            return i  # "100 most-cited scientists", "two separate and simultaneous hearings"
        i += 1
    year = i < ceiling and tokens.texts[i].isdecimal() and tokens.texts[i][:2] in {"19", "20"}
    if year and len(tokens.texts[i]) == 4 and tokens.lower(i + 1).isalpha():
        return i + 1  # "three 2020 swing states"
    return i


def _past_measure(tokens: Tokens, i: int, ceiling: int) -> tuple[int, int]:
    """Past the measure of what is counted, and how far that goes: "two 70-tonne tanks".

    So are symbols of two letters: "a dozen 155mm howitzers".
    """
    at = i + _is_plain_adjective(tokens, i, ceiling)
    if at != ceiling or at >= len(tokens):
        return i, ceiling
    inner = number_at(tokens, at) if may_start_number(tokens.texts[at], tokens.lower(at)) else None
    if inner is None:
        return i, ceiling
    symbol = inner.last + 1
    if _is_glued_symbol(tokens, symbol):
        return symbol + 1, len(tokens)
    if tokens.lower(symbol) not in HYPHENS:
        return i, ceiling
    unit = inner.last + 2
    last = unit + 2 * tokens.spaced(["-", "old"], unit + 1)
    hyphened = tokens.glued(inner.last) and tokens.glued(unit - 1) and not tokens.glued(last)
    if not hyphened or tokens.lower(unit) not in unit_table.unit_words():
        return i, ceiling
    return last + 1, len(tokens)


def _is_plain_adjective(tokens: Tokens, i: int, ceiling: int) -> bool:
    """Whether one describing word stands before the measure: "two *new* 500kg bombs"."""
    word = tokens.lower(i)
    plain = word.isalpha() and word not in vocabulary.stops() and not is_plural(word)
    return i + 1 == ceiling < len(tokens) and plain and not may_be_verb(word, "p")


def _is_glued_symbol(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a unit's symbol at the end of a word of digits: "155mm"."""
    if not tokens.glued(i - 1) or i + 1 >= len(tokens) or tokens.glued(i):
        return False
    if len(tokens.texts[i]) == 1 and not is_plural(tokens.texts[i + 1]):
        return False  # "400g tins", not "two 5m deep"
    named = unit_named(tokens, i)
    return tokens.texts[i] in unit_table.exact_symbols() or (named is not None and named[1] == i)


def _past_pair(tokens: Tokens, head: int, ceiling: int) -> int:
    """The last token of a counted pair: "300 drones *and missiles*"; without one, the head's."""
    last = head + 2
    if tokens.lower(head + 1) not in {"and", "or"} or last >= ceiling:
        return head
    word, lower = tokens.texts[last], tokens.lowers[last]
    noun = is_plural(word) and word.islower() and lower not in vocabulary.stops()
    noun = noun and not may_start_number(word, lower)
    if not noun or lower in vocabulary.subject_verbs() or lower in vocabulary.predicates():
        return head
    if is_verb_in_s(tokens, last):
        return head  # "4.3 million suns and sits 26,000 light years away"
    return head if tokens.lower(last + 1) in {"to", "the", "a", "that"} else last


def _past_owner(tokens: Tokens, i: int) -> int:
    """Past the owner of a counted whole: "seven of the nation's 20 highest rates"."""
    for at in range(i + 1, i + 4):
        possessive = tokens.lower(at) in {"'s", "’s"} or (
            tokens.lower(at) in {"'", "’"} and tokens.lower(at - 1).endswith("s")
        )
        if possessive and at + 1 < len(tokens):
            past = _past_number(tokens, at + 1)
            return _past_number(tokens, past) if past > at + 1 else i  # "its first 10 decisions"
    return i


def _past_number(tokens: Tokens, i: int) -> int:
    """The token behind a number at token `i`; `i` where none is."""
    if i >= len(tokens) or not may_start_number(tokens.texts[i], tokens.lowers[i]):
        return i
    inner = number_at(tokens, i)
    return i if inner is None else inner.last + 1


def _hyphenated(tokens: Tokens, i: int, ceiling: int) -> CountedPhrase | None:
    """The noun of "five-member panel", with what it describes; of "3,000-strong brigade" its."""
    strong = tokens.lower(i) == "strong"
    i += strong
    if i >= ceiling or not tokens.texts[i].isalpha() or tokens.lower(i) in vocabulary.stops():
        return None
    run = _before_verb(tokens, run_from(tokens, i, ceiling, Counting(one=True)))
    last = next((k for k in run[1:] if is_plural(tokens.texts[k])), _noun_of(tokens, run))
    if last == run[-2:][0] and tokens.texts[last].istitle():
        last = run[-1]  # "the 70-point White House list"
    return CountedPhrase(i, last, last if strong else i)


def _noun_of(tokens: Tokens, run: list[int]) -> int:
    """The third word of a phrase, or the noun that it describes: "480-page declassified executive
    *summary*", "the 100-seat Republican-controlled *Senate*"."""
    at = min(2, len(run) - 1)
    while at + 1 < len(run) and (
        tokens.lower(run[at]) in attributive() or by_form(tokens.lower(run[at])) == "e"
    ):
        at += 1
    return run[at]


def _before_verb(tokens: Tokens, run: list[int]) -> list[int]:
    """A phrase up to a past form that an object follows: "the 41-member panel *adopted* a"."""
    for at, i in enumerate(run[2:], 2):
        if is_past(tokens, i) and i == run[-1]:
            return run[:at]
    return run
