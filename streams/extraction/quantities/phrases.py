"""Noun phrases over the tags of a sentence: from a token on, up to it, past what says how much."""

from collections.abc import Sequence

import msgspec

from streams.extraction.quantities.found import CountedPhrase
from streams.extraction.quantities.lexicon import amounts
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    not_nouns: frozenset[str]
    of_an_extreme: frozenset[str]


WORDS = word_lists("phrases", Words)
NOT_NOUNS = WORDS.not_nouns


LONGEST = 6
OF_PEOPLES = ("s", "ese", "an", "ish")
"""How peoples and parties end: "white Democrats said", "annual Chinese exports"."""


def past_determiners(tags: Sequence[str], i: int, *, over: str = "DA") -> int:
    """The token after any determiners and adverbs, or what is to be passed over, at token `i`."""
    while i < len(tags) and tags[i] in over:
        i += 1
    return i


def past_amounts(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The phrase at token `i`; where its head says only how much, the one after its "of"."""
    run = phrase_from(tokens, tags, i)
    if run is None:
        return None
    lower = tokens.lower(run.last)
    if lower not in amounts() or tokens.lower(run.last + 1) not in {"of", "in"}:
        return run
    return phrase_from(tokens, tags, past_determiners(tags, run.last + 2)) or run


def phrase_from(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The noun phrase that starts at token `i`; after a possessive, what is possessed."""
    end = min(len(tags), i + 3 * LONGEST)
    first = i
    while i < end:
        if tags[i] == "S":
            while tags[i + 1 : i + 2] == ["#"]:
                i += 1  # "the firm's 7,500 staff"
            first = i + 1
        elif tags[i] == "N":
            if i > first and tags[i + 1 : i + 2] in (["V"], ["M"]) and _acts(tokens, i):
                break
        elif not (tags[i] == "-" and i > first):
            break
        i += 1
    last = i - 1
    while last >= first and tags[last] != "N":
        last -= 1
    return CountedPhrase(_kept(tokens, first, last), last, last) if last >= first else None


def _kept(tokens: Tokens, first: int, last: int) -> int:
    """Where a phrase begins that is no longer than LONGEST, but for initials, which stay whole:
    "*U.S. Army special forces soldier*"."""
    begin = max(first, last - LONGEST + 1)
    while begin > first and "." in tokens.texts[begin - 1 : begin + 1] and tokens.glued(begin - 1):
        begin -= 1
    return begin


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
    while last > first and tokens.lower(last) in WORDS.not_nouns:
        if tokens.lower(last - 1) in WORDS.of_an_extreme:
            break  # "a record high"
        last -= 1
    return CountedPhrase(_kept(tokens, first, last), last, last)
