"""The noun that stands right at a measured number: after it ("a $5m fine"), or its "of" or "in".

No parser, but tags (`tags.py`). Where no noun stands there, `ranking.py` looks for the likeliest.
"""

from collections.abc import Sequence

import msgspec

from streams.extraction.quantities import cues, unit_table, vocabulary
from streams.extraction.quantities.found import CountedPhrase
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.phrases import (
    NOT_NOUNS,
    past_amounts,
    past_determiners,
    phrase_from,
    phrase_to,
)
from streams.extraction.quantities.runs import is_time_since
from streams.extraction.quantities.unit_names import ends_percent
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    times_of_trade: frozenset[str]
    spend: frozenset[str]
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
        if (
            compared is not None
            and tokens.lower(compared.last) not in WORDS.comparatives | NOT_NOUNS
        ):
            return compared
    run = phrase_from(tokens, tags, i)
    if run is None:
        return None
    lower = tokens.lower(run.first)
    words = cues.trend_words()
    if hyphened or tokens.lower(i - 1) == "old":
        alone = run.first == run.last
        peak = alone and lower in PEAKS
        if lower not in NOT_NOUNS or peak or not (alone or joined):
            return run
        # "7-inches long", "a 40-mile-long *convoy*"
        return None if alone else run._replace(first=run.first + 1)
    if lower in words[0] or lower in words[1] or lower in NOT_NOUNS:
        return None
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
    inner = past_determiners(tags, at + 1, over="DA#")
    if inner < len(tags) and tokens.texts[inner] in unit_table.currency_symbols():
        inner = past_determiners(tags, inner + 1, over="#")  # "90% of the £2bn in energy deals"
        inner = past_determiners(tags, inner + 1) if tokens.lower(inner) in {"in", "of"} else inner
    run = past_amounts(tokens, tags, inner)
    if run is None or tokens.lower(run.last) in WHOLES:
        return None
    spent = not WORDS.spend.isdisjoint(tokens.lowers[max(0, first - 3) : first])
    if not spent and tokens.lowers[run.first : run.last + 1] in OF_ALL:
        return None  # "debt is over 130 percent of GDP"
    return run


def _in_kind(tokens: Tokens, i: int) -> bool:
    """The "in" of "$5bn in aid", and not of "$5bn in the quarter", "$5bn in Ohio"."""
    word = tokens.texts[i + 1] if i + 1 < len(tokens) else ""
    return (
        tokens.lower(i) == "in"
        and word[:1].islower()
        and word not in vocabulary.stops()
        and word not in unit_table.unit_words()
        and word not in WORDS.times_of_trade
    )
