"""The noun that stands right at a measured number: after it ("a $5m fine"), or its "of" or "in".

No parser, but tags (`tags.py`). Where no noun stands there, `ranking.py` looks for the likeliest.
"""

from collections.abc import Sequence

import msgspec

from streams.extraction.quantities import cues, unit_table, vocabulary
from streams.extraction.quantities.found import CountedPhrase
from streams.extraction.quantities.lexicon import by_form
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.numbers import may_start_number, number_at
from streams.extraction.quantities.phrases import (
    NOT_NOUNS,
    TIMES,
    is_no_noun,
    past_amounts,
    past_count,
    past_determiners,
    phrase_from,
    phrase_to,
    with_pair,
)
from streams.extraction.quantities.runs import is_time_since
from streams.extraction.quantities.unit_names import ends_percent
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    times_of_trade: frozenset[str]
    aspects: frozenset[str]
    spend: frozenset[str]
    of_those: frozenset[str]
    compared: frozenset[str]
    comparatives: frozenset[str]


WORDS = word_lists("subjects", Words)


OF_ALL = (["gdp"], ["gross", "domestic", "product"], ["national", "income"])
"""What a share is given of to say how large something else is."""
PEAKS = frozenset({"high", "low"})
"""What is a noun behind a span of time: "a 10-year high"."""
WHOLES = frozenset({"total", "whole"})
"""What a share may be of without saying of what."""


def beside(
    tokens: Tokens, tags: Sequence[str], first: int, last: int, *, sums: bool = False
) -> CountedPhrase | None:
    """The noun phrase right at the number over tokens `first` to `last`, which it is about.

    `first` includes the cue, `last` the unit; `sums`: whether "in" may say what it is a sum of.
    """
    return noun_after(tokens, tags, last + 1) or of_something(
        tokens, tags, last + 1, first, sums=sums
    )


def noun_after(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The noun that a measure stands before: "40-mile convoy", "a $50,000 fine"."""
    joined = hyphened = i < len(tokens) and tokens.texts[i] in HYPHENS and tokens.glued(i - 1)
    i += joined
    if not joined and tokens.lower(i - 2) in HYPHENS and tokens.glued(i - 2):
        hyphened = (
            tokens.glued(i - 3) and tokens.lower(i - 1) in unit_table.unit_words()
        )  # "a 65-inch Sony television"
    if tokens.lower(i) in WORDS.comparatives and tags[i + 1 : i + 2] == ["N"] and i > 0:
        compared = phrase_from(tokens, tags, i + 1)  # "40 per cent less power"
        if compared is not None and not _is_compared(tokens, compared):
            return compared
    old = tokens.lower(i - 1) == "old"
    run = _owner(tokens, tags, i) if old else None
    run = run or phrase_from(tokens, tags, i)
    if run is None:
        return None
    lower = tokens.lower(run.first)
    words = cues.trend_words()
    if hyphened or old:
        alone = run.first == run.last
        peak = alone and lower in PEAKS
        if lower not in NOT_NOUNS or peak or not (alone or joined):
            return run
        # "7-inches long", "a 40-mile-long *convoy*"
        return None if alone else run._replace(first=run.first + 1)
    if lower in words[0] or lower in words[1] or lower in NOT_NOUNS:
        return None
    if run.first == run.last and (is_no_noun(lower) or _is_since(tokens, lower, i - 1)):
        return None  # "48 percent favorable", "in two weeks' time"
    if is_time_since(tokens, run.first):
        return None  # "paid her $130,000 days before the vote"
    name = tokens.texts[run.first][0].isupper() and i == run.first
    return None if name and tokens.texts[run.last][0].isupper() else run


def of_something(
    tokens: Tokens, tags: Sequence[str], i: int, first: int, *, sums: bool = False
) -> CountedPhrase | None:
    """The noun after "of" or, after a trend noun or a sum, "in": "a 5 percent rise in sales"."""
    i += tokens.lower(i) == ")"  # "nearly half (46%) of"
    at = i
    if tokens.lower(at) in cues.trend_words()[1] or tokens.lower(at) == "worth":
        at += 1
    elif tokens.lower(first - 1) == "within":
        return None  # "within 5 km of Earth"
    elif tokens.lower(at) == "off" and ends_percent(tokens, at - 1):
        return phrase_from(tokens, tags, past_determiners(tags, at + 1))  # "25% off membership"
    elif tokens.lower(at) == "of" and tokens.lower(at + 1) in {"which", "whom"}:
        return phrase_to(tags, first - 2, 0)  # "300 drones, 99% of which"
    elif sums and _in_kind(tokens, at):
        return phrase_from(tokens, tags, past_determiners(tags, at + 1, over="A#"))
    if tokens.lower(at) not in ({"of", "in"} if at > i else {"of"}):
        return None
    if tokens.lower(at + 1) == "those" and (those := _those(tokens, tags, at + 1)) is not None:
        return those
    inner = past_count(tokens, tags, past_determiners(tags, at + 1, over="DA#"))
    if tags[inner - 1] == "#" and tokens.lower(inner) in {"in", "of"}:
        inner = past_determiners(tags, inner + 1)  # "90% of the £2bn in energy deals"
    run = past_amounts(tokens, tags, inner)
    if run is None or tokens.lower(run.last) in WHOLES or _is_time(tokens, run, i - 1):
        return None
    spent = not WORDS.spend.isdisjoint(tokens.lowers[max(0, first - 3) : first])
    if not spent and tokens.lowers[run.first : run.last + 1] in OF_ALL:
        return None  # "debt is over 130 percent of GDP"
    return with_pair(tokens, tags, run)


def _is_since(tokens: Tokens, lower: str, unit: int) -> bool:
    """Whether "time" says only when, behind a span of time: "in two weeks' *time*"."""
    return lower == "time" and tokens.lower(unit) in TIMES


def _is_time(tokens: Tokens, run: CountedPhrase, unit: int) -> bool:
    """Whether a share or a span of time, with its unit at token `unit`, is only of a time: "right
    90 percent of the *time*", "the first two months of the *year*"."""
    lower = tokens.lower(run.last)
    spans = tokens.lower(unit) in TIMES
    if lower == "time":
        return not spans and run.first == run.last  # and not "an hour of my time"
    return spans and lower in TIMES


def _is_compared(tokens: Tokens, run: CountedPhrase) -> bool:
    """Whether what stands behind "more" is no thing: "ten times more *deadly* than"."""
    lower = tokens.lower(run.last)
    if lower in WORDS.comparatives or is_no_noun(lower):
        return True
    than = run.first == run.last and tokens.lower(run.last + 1) == "than"
    return than and (lower in WORDS.compared or lower.endswith("ive"))


def _owner(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """Who has an age and something else: "the 45-year-old *Spicer*'s career"."""
    at = i
    while tags[at : at + 1] in (["N"], ["-"]):
        at += 1
    return phrase_to(tags, at - 1, i) if tags[at : at + 1] == ["S"] and at > i else None


def _those(tokens: Tokens, tags: Sequence[str], i: int) -> CountedPhrase | None:
    """The phrase of "those" at token `i` that stands for people: "of *those polled*", "of *those*
    ages 18 to 29"; None where it stands before its noun, or what follows is no noun at all."""
    lower = tokens.lower(i + 1)
    if tags[i + 1 : i + 2] != ["N"]:
        return None
    if lower in WORDS.of_those or is_no_noun(lower):
        return CountedPhrase(i, i, i)
    done = by_form(lower) in "pe" and tags[i + 2 : i + 3] != ["N"]
    return CountedPhrase(i, i + 1, i + 1) if done else None


def _in_kind(tokens: Tokens, i: int) -> bool:
    """The "in" of "$5bn in aid", and not of "$5bn in the quarter", "$5bn in Ohio"."""
    if tokens.lower(i) != "in" or i + 1 >= len(tokens):
        return False
    word = tokens.texts[i + 1]
    if word.islower() and may_start_number(word, word):
        number = number_at(tokens, i + 1)  # "$5bn in four years"
        return number is not None and tokens.lower(number.last + 1) not in unit_table.unit_words()
    return (
        word[:1].islower()
        and word not in vocabulary.stops()
        and word not in unit_table.unit_words()
        and word not in WORDS.times_of_trade
        and tokens.lower(i + 2) not in WORDS.aspects
    )
