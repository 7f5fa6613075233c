"""Words of numbers that count nothing: "one of the reasons", "a zero-tolerance policy"."""

from collections.abc import Callable

import msgspec

from streams.extraction.quantities import trees, unit_table, vocabulary
from streams.extraction.quantities.currencies import with_currency
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.rates import length_named, per_many
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    in_order: frozenset[str]
    of_a_time: frozenset[str]
    one_words: frozenset[str]
    called_by_number: frozenset[str]
    modals: frozenset[str]


WORDS = word_lists("idioms", Words)


ROUNDS = frozenset({"four", "eight", "sixteen"})
"""How many are left in a round of a cup."""
LETTERS = (["D"], ["H"], ["K"], ["Q"])
LAST_PLACE = 1000
"""From here on "number" is what somebody does."""


def doubled_down(tokens: Tokens, number: Number) -> bool:
    j = number.last + 1
    return "down" in (tokens.lower(j), tokens.lower(j + 1) if tokens.lower(j) == "-" else "")


def by_the_dozen(tokens: Tokens, number: Number) -> bool:
    """ "$6.55 a dozen"."""
    dozen = tokens.lower(number.first) == "a" and tokens.lower(number.last) == "dozen"
    return dozen and tokens.lower(number.first - 1)[:1].isdecimal()


def point_of_a_list(tokens: Tokens, number: Number) -> bool:
    """ "One, it is late, and, two, it is far"."""
    i = number.first
    alone = (tokens.lower(i - 1), tokens.lower(number.last + 1)) == (",", ",")
    return alone and tokens.lower(i - 2) in {"and", "that"}


def zero_of_a_kind(tokens: Tokens, number: Number) -> bool:
    """ "A zero-tolerance policy", "a zero sum game", "a non-zero chance"."""
    if tokens.lower(number.first) != "zero":
        return False
    j = number.last + 1
    hyphened = tokens.lower(j) == "-" and tokens.lower(j + 1).isalpha()
    before = tokens.lower(number.first - 1)
    if tokens.spaced(["in", "on"], j):
        return True  # "the police zero in on him"
    return hyphened or tokens.lower(j) in {"sum", "tolerance"} or before in {"-", "net"}


def one_of_an_idiom(tokens: Tokens, number: Number) -> bool:
    """ "A one-off payment", "not one bit", "may one day", "at one point"."""
    if tokens.lower(number.first) != "one":
        return False
    following, after = tokens.lower(number.last + 1), tokens.lower(number.last + 2)
    if after == "or" and tokens.lower(number.last + 3) in {"another", "other"}:
        return following.isalpha()  # "to one degree or another"
    if following == "day":
        return after in {"soon", ","} or tokens.lower(number.first - 1) in WORDS.modals
    if following in {"point", "time"}:
        return tokens.lower(number.first - 1) == "at" and after not in {"above", "below", "up"}
    return following == "bit" or (following == "-" and after in WORDS.one_words)


def wheeler(tokens: Tokens, number: Number) -> bool:
    """ "An 18-wheeler", 3-D, 4-H, a 10-K: what a thing is called by how many it has."""
    hyphened = tokens.lower(number.last + 1) in HYPHENS and tokens.glued(number.last)
    if hyphened and tokens.lowers[number.last + 2 : number.last + 5] == ["a", "-", "side"]:
        return True  # "five-a-side football"
    if hyphened and number.value == 11 and tokens.lower(number.last + 2) == "plus":
        return tokens.lower(number.first - 1) in {"the", "an"}  # "the 11-plus"
    called = tokens.lower(number.last + 2) in WORDS.called_by_number
    return hyphened and (called or tokens.texts[number.last + 2 : number.last + 3] in LETTERS)


def figures_of_a_sum(tokens: Tokens, number: Number) -> bool:
    """ "A six-figure sum": how many digits it has."""
    j = number.last + 1
    return tokens.lower(j) == "-" and tokens.lower(j + 1) in {"figure", "figures"}


def round_of_a_cup(tokens: Tokens, number: Number) -> bool:
    """ "The last eight of"."""
    i, following = number.first, tokens.lower(number.last + 1)
    which = tokens.lower(i - 1) in {"last", "final"} and tokens.lower(i - 2) == "the"
    ends = following in vocabulary.stops() or not following.isalpha()
    return which and ends and tokens.lower(i) in ROUNDS


def place_in_order(tokens: Tokens, number: Number) -> bool:
    """ "Week three", and no "last week three people"."""
    i = number.first
    in_order = i > 0 and tokens.texts[i - 1] in WORDS.in_order
    return in_order and tokens.lower(i - 2) not in WORDS.of_a_time


def price_of(tokens: Tokens, number: Number) -> bool:
    """ "Two for the price of one"."""
    of = ["for", "the", "price", "of"]
    return tokens.spaced(of, number.last + 1) or tokens.spaced(of, number.first - 4)


def by_another(tokens: Tokens, number: Number) -> bool:
    """ "A two-by-four"."""
    return any(
        link > 0 and tokens.lowers[link : link + 3] == ["-", "by", "-"]
        for link in (number.last + 1, number.first - 3)
    )


def one_two(tokens: Tokens, number: Number) -> bool:
    """ "A one-two punch"."""
    return any(tokens.spaced(["one", "-", "two"], at) for at in (number.first, number.first - 2))


IDIOMS: dict[Callable[[Tokens, Number], bool], frozenset[str]] = {
    one_two: frozenset({"two"}),
    by_the_dozen: frozenset({"dozen"}),
    by_another: frozenset({"by"}),
    point_of_a_list: frozenset({","}),
    zero_of_a_kind: frozenset({"zero"}),
    one_of_an_idiom: frozenset({"one"}),
    figures_of_a_sum: frozenset({"figure", "figures"}),
    round_of_a_cup: frozenset({"last", "final"}),
    place_in_order: frozenset(word.lower() for word in WORDS.in_order),
    price_of: frozenset({"price"}),
}
"""Idioms of numbers in words, each with what stands in its number or near it, in small letters."""


def place_by_number(tokens: Tokens, number: Number) -> bool:
    """ "Sits at number five", "the attack was number 19"."""
    i = number.first
    if i < 1 or tokens.texts[i - 1] != "number":
        return False
    if number.value is None or number.value >= LAST_PLACE:
        return False  # "estimated to number 300,000"
    if number.form == "words" and number.last == i:
        following = tokens.lower(number.last + 1)
        return following not in unit_table.unit_words()  # "the number two slot"
    return tokens.lower(i - 2) not in {"the", "a", "this", "that"}


def pronoun_one(tokens: Tokens, number: Number) -> bool:
    """One that counts nothing: "one of the reasons", "no one", "one day" is kept."""
    if tokens.lower(number.first) != "one" or number.last != number.first:
        return False
    following = tokens.lower(number.last + 1)
    if number.first == 0 and following in vocabulary.classes():
        return False  # "One dose protects ..."
    if following in vocabulary.one_of() or following in unit_table.unit_words():
        unit = unit_table.units().get(following, {}).get(trees.END)
        of_time = unit is None or unit.kind == "duration"
        return of_time and tokens.lower(number.first - 1) in {"this", "that", "the", "no"}
    if following == "-":
        return False
    before = tokens.lower(number.first - 1)
    if before == "only" and tokens.lower(number.first - 2) == "the":
        return True  # "he was not the only one who left"
    if before == "than" and tokens.lower(number.first - 2) in {"more", "fewer", "less"}:
        return not following.isalpha() or following in vocabulary.stops()  # "more than one virus"
    ahead = number.last + 1 + (following == "other")
    if before not in {"this", "that", "the", "no"} and _person_ahead(tokens, ahead):
        return False
    if following in {"to", "or"} and tokens.lower(number.last + 2) in vocabulary.numbers().ones:
        return False  # "one to two weeks"
    return before not in {"just", "only", "least"} or following in vocabulary.stops()


def _person_ahead(tokens: Tokens, i: int) -> bool:
    """Whether what "one" counts comes after words that describe it: "one US aid worker"."""
    i += 4 * tokens.spaced(["u", ".", "s", "."], i)  # "one U.S. territory"
    for at in range(i, i + 4):
        lower = tokens.lower(at)
        if lower in vocabulary.one_of() or lower in vocabulary.classes():
            return tokens.lower(at + 1) not in {"'s", "’s"}
        if not lower.isalpha() or (lower in vocabulary.stops() and not tokens.texts[at].isupper()):
            return False
    return False


def base_of_a_rate(tokens: Tokens, number: Number) -> bool:
    """The 100 of "6.2 litres per 100 kilometres", the 1,000 of "20 per 1,000 births"."""
    first = with_currency(tokens, number.first, 0)
    per = tokens.lower(first - 1)
    if per == "per" and per_many(tokens, first) is not None:
        return True
    if tokens.texts[number.first] != "100" or per not in {"per", "every"}:
        return False
    return length_named(tokens, number.last + 1) is not None
