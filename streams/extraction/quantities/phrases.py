"""Noun phrases over the tags of a sentence: from a token on, up to it, past what says how much."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from streams.extraction.quantities.found import CountedPhrase
from streams.extraction.quantities.lexicon import amounts, by_form
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    not_nouns: frozenset[str]
    no_predicatives: frozenset[str]
    times: frozenset[str]
    no_ends: frozenset[str]
    adjectives: frozenset[str]
    paired: frozenset[str]
    of_a_row: frozenset[str]
    of_an_extreme: frozenset[str]


WORDS = word_lists("phrases", Words)
NOT_NOUNS = WORDS.not_nouns
TIMES = WORDS.times


PREDICATIVES = ("able", "ible", "less", "ful", "ous")
"""How adjectives end that are tagged as nouns: "is *available* for $5"."""
LONGEST = 7
OF_PEOPLES = ("s", "ese", "an", "ish")
"""How peoples and parties end: "white Democrats said", "annual Chinese exports"."""


@lru_cache(maxsize=16384)
def is_no_noun(lower: str) -> bool:
    """Whether a word that is tagged as a noun is an adjective that stands alone: "*available*"."""
    return lower in NOT_NOUNS or ends_no_phrase(lower)


@lru_cache(maxsize=16384)
def ends_no_phrase(lower: str) -> bool:
    """Whether a word behind a noun is no part of its phrase: "two kidneys *available*"."""
    ends = len(lower) > 5 and lower.endswith(PREDICATIVES) and lower not in WORDS.no_predicatives
    return ends or lower in WORDS.no_ends or lower in WORDS.adjectives


def only_describes(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a phrase is one word with a hyphen that ends in a past form: "the *long-awaited*"."""
    joined = last - first == 2 and tokens.texts[first + 1] in HYPHENS
    return joined and by_form(tokens.lowers[last]) == "e"


def past_determiners(tags: Sequence[str], i: int, *, over: str = "DA") -> int:
    """The token after any determiners and adverbs, or what is to be passed over, at token `i`."""
    while i < len(tags) and tags[i] in over:
        i += 1
    return i


def past_count(tokens: Tokens, tags: Sequence[str], i: int) -> int:
    """The token after a number at token `i`: "the firm's *7,500* staff", "its *first 10* cases";
    `i` before a time ("the past 50 years of growth")."""
    at = i + (tokens.lower(i) in WORDS.of_a_row and tags[i + 1 : i + 2] == ["#"])
    while tags[at : at + 1] == ["#"]:
        at += 1
    return i if tokens.lower(at) in TIMES else at


def past_amounts(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The phrase at token `i`; where its head says only how much, the one after its "of"."""
    run = phrase_from(tokens, tags, i)
    if run is None:
        return None
    lower = tokens.lower(run.last)
    joint = {"of"} if lower == "number" else {"of", "in"}
    if lower not in amounts() or tokens.lower(run.last + 1) not in joint:
        return run
    return phrase_from(tokens, tags, past_determiners(tags, run.last + 2)) or run


def with_pair(tokens: Tokens, tags: Sequence[str], run: CountedPhrase) -> CountedPhrase:
    """A phrase of describing words with what those and others describe: "*Black and Asian American
    adults*", "*white born-again and evangelical Christians*"."""
    last = run.last
    if tokens.lower(last + 1) not in {"and", "or"} or tags[last + 2 : last + 3] != ["N"]:
        return run
    joined = last > run.first and tokens.texts[last - 1] in HYPHENS
    if not (joined and tokens.lowers[last][-1] != "s") and tokens.lower(last) not in WORDS.paired:
        return run
    noun = phrase_from(tokens, tags, last + 2)
    if noun is None or tokens.lower(noun.last) in WORDS.paired:
        return run
    return CountedPhrase(run.first, noun.last, noun.head)


def phrase_from(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The noun phrase that starts at token `i`; after a possessive, what is possessed."""
    end = min(len(tags), i + 3 * LONGEST)
    first = i
    while i < end:
        if tags[i] == "S":
            i = past_count(tokens, tags, i + 1) - 1
            first = i + 1
        elif tags[i] == "N":
            if i > first and tags[i + 1 : i + 2] in (["V"], ["M"]) and _acts(tokens, i):
                break
        elif not (tags[i] == "-" and i > first):
            break
        i += 1
    last = i - 1
    while last >= first and (
        tags[last] != "N"
        or (last > first and tokens.texts[last].islower() and ends_no_phrase(tokens.lowers[last]))
    ):
        last -= 1
    return CountedPhrase(_kept(tokens, first, last), last, last) if last >= first else None


def _kept(tokens: Tokens, first: int, last: int) -> int:
    """Where a phrase begins that has no more than LONGEST words: no word with marks in it and no
    name is torn ("*U.S. Army special forces soldier*")."""
    if last - first < LONGEST:
        return first
    begin, words = last, 0
    while begin > first and words < LONGEST:
        words += not _is_joined(tokens, begin)
        begin -= words < LONGEST
    floor = max(first, begin - LONGEST)
    while begin > floor and (_is_joined(tokens, begin) or _is_of_a_name(tokens, begin)):
        begin -= 1
    return begin


def _is_joined(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a mark in a phrase, or stands right behind one."""
    return not (tokens.texts[i][0].isalnum() and tokens.texts[i - 1][0].isalnum())


def _is_of_a_name(tokens: Tokens, i: int) -> bool:
    return tokens.texts[i][0].isupper() and tokens.texts[i - 1][0].isupper()


def _acts(tokens: Tokens, i: int) -> bool:
    """Whether a name behind a noun begins a clause: "the 10-percent tax cut *Trump* floated"."""
    name = tokens.texts[i].istitle() and tokens.texts[i - 1].islower()
    return name and not tokens.lowers[i].endswith(OF_PEOPLES)


def phrase_to(tags: Sequence[str], last: int, lowest: int) -> CountedPhrase | None:
    """The noun phrase that ends at token `last`, back to its determiner or possessive."""
    if last < lowest or tags[last] != "N":
        return None
    first = last
    while first - 1 >= lowest and last - first < LONGEST and tags[first - 1] in "N-":
        first -= 1
    while tags[first] != "N":
        first += 1
    return CountedPhrase(first, last, last)


def trimmed(tokens: Tokens, run: CountedPhrase) -> CountedPhrase:
    """A phrase without the adjectives that it ends in: "investors *poorer* by", and no longer than
    LONGEST."""
    first, last = run.first, run.last
    while last > first and tokens.texts[last].islower() and is_no_noun(tokens.lower(last)):
        if tokens.lower(last - 1) in WORDS.of_an_extreme:
            break  # "a record high"
        last -= 1
    return CountedPhrase(_kept(tokens, first, last), last, last)
