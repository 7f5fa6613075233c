"""What a measured number is counted by: "a year", "per day", "/kg"."""

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.found import CountedPhrase, Measured
from streams.extraction.quantities.lexicon import closed_classes
from streams.extraction.quantities.marks import SHORT_DASHES
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import ARTICLES, may_start_number, number_at
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.unit_names import unit_named
from streams.extraction.quantities.unit_powers import to_the_power
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    each: frozenset[str]
    when: frozenset[str]
    after_a_price: frozenset[str]


WORDS = word_lists("rates", Words)
EACH = WORDS.each
MANY = frozenset({"thousand", "million", "billion"})
ROUND = 100
"""What the number of a rate's base is a multiple of."""
FURTHEST = 3
"""Words from the base of a rate to its noun: "per 100,000 Black male residents"."""
ADVERBS = {
    "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day",
    "hourly": "hour",
}  # fmt: skip
SHORT = {"d": "day", "y": "year", "s": "second", "h": "hour", "shr": "share"}
"""What a time is by a letter behind a slash."""
TIMES = frozenset({*ADVERBS.values(), "night"})
OPENING = EACH | SHORT_DASHES | {"per", "every", "/", "for", *ADVERBS}
"""What a rate begins with."""
A_DAY = frozenset({"bpd", "boepd", "tpd"})
"""Units that say by themselves that they are counted by the day."""


def rate_after(tokens: Tokens, i: int, *, money: bool = False) -> tuple[str, int] | None:
    """What a rate is counted by, and its last token: "per day", "a year", "-a-year", "/kg".

    `money`: whether it is a price, which may be by anything: "$12 a ticket", "$40 a square foot".
    "per million British thermal units", "per 100,000 people" and "/m² per year" are one each.
    """
    word, before = tokens.lower(i), tokens.lower(i - 1)
    if before in A_DAY or (before == "d" and i > 2 and tokens.spaced(["b", "/", "d"], i - 3)):
        return "day", i - 1
    if word not in OPENING:
        return None  # as nearly always
    if word == "for":
        return _for_each(tokens, i + 1)
    if word == "per" and (many := per_many(tokens, i + 1)) is not None:
        return many
    if word in {"/", "per", "every"} and (hundred := _per_hundred(tokens, i + 1)) is not None:
        return hundred
    if word == "/":
        return _per_slash(tokens, i + 1) if tokens.glued(i) else None
    if word in ADVERBS:
        return (ADVERBS[word], i) if ends_phrase(tokens, i + 1) else None
    hyphen = word in SHORT_DASHES and tokens.glued(i - 1)
    at = i + 1 if hyphen else i
    word = tokens.lower(at)
    if word not in EACH:
        return None
    at += 1
    if hyphen and tokens.lower(at) in SHORT_DASHES:
        at += 1
    at = _past_described(tokens, at) if word == "per" else at
    noun = tokens.lower(at)
    when = tokens.lower(at + 1)
    if when in WORDS.when or (when == "before" and not tokens.lower(at + 2).isalnum()):
        return None  # "from 7.6% a year earlier"
    if word == "per" and not hyphen and (found := _per_unit(tokens, at)) is not None:
        return found
    if word == "per" and noun in MANY and is_plural(tokens.lower(at + 1)):
        return f"{noun} {tokens.lower(at + 1)}", at + 1  # "10 deaths per million people"
    named = word == "per" and noun.isalpha() and noun not in {"the", "a", "an"}
    named = named and noun not in vocabulary.numbers().ones  # "one nurse per four patients"
    if named or noun in vocabulary.per_words() or noun == "dozen":
        return _also_by_time(tokens, at) or (noun, at)
    return _priced_by(tokens, at) if money and word in ARTICLES else None


def _per_slash(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """What a rate is counted by behind its slash: "/kg", "45 cents/share"."""
    noun = tokens.lower(i)
    if tokens.lower(i - 2) == noun:
        return None  # "3.1% y/y"
    if noun in SHORT:
        return SHORT[noun], i  # "3 bcf/d"
    return _per_unit(tokens, i) or ((noun, i) if noun in vocabulary.per_words() else None)


def without_adverb(tokens: Tokens, counted: CountedPhrase) -> CountedPhrase:
    """A phrase without the adverb of a rate that ends it: "two litres of water *daily*"."""
    first, last, _ = counted
    if last == first or tokens.lower(last) not in ADVERBS or not ends_phrase(tokens, last + 1):
        return counted
    return CountedPhrase(first, last - 1, last - 1)


def _for_each(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """What a rate is by in so many words: "$500 for *each child*", "89 cents for every dollar"."""
    noun = tokens.lower(i + 1)
    if tokens.lower(i) not in {"each", "every"} or not noun.isalpha() or len(noun) == 1:
        return None
    one = not (is_plural(noun) or may_start_number(tokens.texts[i + 1], noun))
    one = one and noun not in vocabulary.stops()
    whole = noun in unit_table.unit_words() or ends_phrase(tokens, i + 2)  # no "each new film"
    return (noun, i + 1) if one and whole else None


def _also_by_time(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """A rate by the thing at token `i` and by a time as well: "per user *per month*"."""
    noun, time = tokens.lower(i), tokens.lower(i + 2)
    if tokens.lower(i + 1) not in EACH or noun in TIMES or time not in TIMES:
        return None
    ago = tokens.lower(i + 3) in WORDS.when | {"before"}  # "$60 per barrel a year ago"
    return None if ago else (f"{noun} per {time}", i + 2)


def _priced_by(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """What a price is by behind its article: a unit, or one thing at the end of the phrase."""
    if (unit := _per_unit(tokens, i)) is not None:
        return unit
    noun, following = tokens.lower(i), tokens.lower(i + 1)
    ends = not following.isalnum() or following in WORDS.after_a_price
    thing = noun.isalpha() and tokens.texts[i].islower() and noun not in vocabulary.stops()
    return (noun, i) if ends and thing and not is_plural(noun) else None


def _past_described(tokens: Tokens, i: int) -> int:
    """Past what says little of what is counted by: "per *U.S.* resident", "per *each* child"."""
    if tokens.spaced(["u", ".", "s", "."], i):
        return i + 4
    return i + (tokens.lower(i) in {"each", "every", "single"})


def _per_hundred(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The distance that fuel is counted by: "6.2 litres per 100 kilometres", "5.6 l/100km"."""
    if tokens.lower(i) != "100":
        return None
    found = length_named(tokens, i + 1)
    return None if found is None else (f"100 {found[0].name}", found[1])


def per_many(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The round number that a rate is of, with its noun or currency: "30 per 100,000 people", "per
    1,000", "82 cents per $100 of value"."""
    first = i
    i += tokens.texts[i : i + 1] != [] and tokens.texts[i] in unit_table.currency_symbols()
    base = number_at(tokens, i) if i < len(tokens) and tokens.lower(i)[-1].isalnum() else None
    if base is None or base.value is None or base.value < ROUND or base.value % ROUND:
        return None
    ends = ends_phrase(tokens, base.last + 1)
    for at in range(base.last + 1, min(base.last + 1 + FURTHEST, len(tokens))):
        lower = tokens.lowers[at]
        if not lower.isalpha() or lower in unit_table.units() or closed_classes().get(lower):
            break
        if is_plural(lower):
            return tokens.surface(first, at), at
    return (tokens.surface(first, base.last), base.last) if ends else None


def length_named(tokens: Tokens, i: int) -> tuple[Unit, int] | None:
    """The unit of length whose name starts at token `i`, and the name's last token."""
    found = unit_named(tokens, i)
    return found if found is not None and found[0].kind == "length" else None


def _per_unit(tokens: Tokens, i: int, *, once: bool = True) -> tuple[str, int] | None:
    """The unit at token `i` as what a rate is counted by: by its name, with a scale before it.

    `once`: whether one more "per" may follow.
    """
    scale = tokens.lower(i) if tokens.lower(i) in {"thousand", "million", "billion"} else ""
    at = i + 1 if scale else i
    exact = unit_table.exact_symbols().get(tokens.texts[at]) if at < len(tokens) else None
    found = (exact, at) if exact is not None else unit_named(tokens, at)
    if found is None:
        return None
    measured = to_the_power(tokens, Measured(found[0], at, found[1]))
    name = f"{scale} {measured.unit.name}".strip()
    if once and tokens.lower(measured.last + 1) == "per":
        more = _per_unit(tokens, measured.last + 2, once=False)
        if more is not None:
            return f"{name} per {more[0]}", more[1]
    return name, measured.last
