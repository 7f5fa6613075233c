"""Words of numbers that count nothing: "one of the reasons", "a zero-tolerance policy"."""

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.numbers import Number
from streams.extraction.quantities.units import length_named
from streams.extraction.tokens import Tokens

IN_ORDER = frozenset("week game season episode".split())
"""Words whose number in words is a place in order ("week three"), and so no count."""
ONE_WORDS = frozenset("time off on sided stop size way".split())
"""What "one-" makes an adjective with that counts nothing."""
ROUNDS = frozenset({"four", "eight", "sixteen"})
"""How many are left in a round of a cup."""
MODALS = frozenset("will would may might could can won't wouldn't to".split())


def idiom(tokens: Tokens, number: Number) -> bool:
    """Doubled down, may one day, week three: words that count nothing."""
    i, j = number.first, number.last + 1
    word, following = tokens.lower(i), tokens.lower(j)
    if number.form == "multiple":
        return "down" in (following, tokens.lower(j + 1) if following == "-" else "")
    if number.form != "words":
        return False
    if word == "a" and tokens.lower(number.last) == "dozen" and tokens.lower(i - 1)[:1].isdecimal():
        return True  # "$6.55 a dozen"
    if (tokens.lower(i - 1), following) == (",", ",") and tokens.lower(i - 2) in {"and", "that"}:
        return True  # "one, it is late, and, two, it is far"
    if word == "zero" and following == "-" and tokens.lower(j + 1).isalpha():
        return True  # "a zero-tolerance policy"
    if word == "one" and following == "-" and tokens.lower(j + 1) in ONE_WORDS:
        return True  # "a one-off payment"
    if word == "one" and following == "bit":
        return True  # "liked it not one bit"
    if tokens.lower(i - 1) in {"last", "final"} and word in ROUNDS and tokens.lower(i - 2) == "the":
        return following in vocabulary.stops() or not following.isalpha()  # "the last eight of"
    if word == "zero" and (following == "sum" or tokens.lower(i - 1) == "-"):
        return True  # "a zero sum game", "a non-zero chance"
    if word == "one" and following == "day":
        after, before = tokens.lower(j + 1), tokens.lower(i - 1)
        return after in {"soon", ","} or before in MODALS
    before = tokens.texts[i - 1] if i else ""
    if before == "number":  # "sits at number five"
        return tokens.lower(i - 2) not in {"the", "a", "this", "that"}
    return before in IN_ORDER


def pronoun_one(tokens: Tokens, number: Number) -> bool:
    """One that counts nothing: "one of the reasons", "no one", "one day" is kept."""
    if tokens.lower(number.first) != "one" or number.last != number.first or number.form != "words":
        return False
    following = tokens.lower(number.last + 1)
    if number.first == 0 and following in vocabulary.classes():
        return False  # "One dose protects ..."
    if following in vocabulary.one_of() or following in vocabulary.unit_words():
        unit = vocabulary.units().get(following, {}).get(vocabulary.END)
        of_time = unit is None or unit.kind == "duration"
        return of_time and tokens.lower(number.first - 1) in {"this", "that", "the", "no"}
    if following == "-":
        return False
    before = tokens.lower(number.first - 1)
    ahead = number.last + 1 + (following == "other")
    if before not in {"this", "that", "the", "no"} and _person_ahead(tokens, ahead):
        return False
    if following in {"to", "or"} and tokens.lower(number.last + 2) in vocabulary.numbers().ones:
        return False  # "one to two weeks"
    return before not in {"just", "only", "least"} or following in vocabulary.stops()


def _person_ahead(tokens: Tokens, i: int) -> bool:
    """Whether what "one" counts comes after words that describe it: "one US aid worker"."""
    for at in range(i, i + 4):
        lower = tokens.lower(at)
        if lower in vocabulary.one_of() or lower in vocabulary.classes():
            return True
        if not lower.isalpha() or (lower in vocabulary.stops() and not tokens.texts[at].isupper()):
            return False
    return False


def hundred_of_a_rate(tokens: Tokens, number: Number) -> bool:
    """The 100 of "6.2 litres per 100 kilometres"."""
    per = tokens.lower(number.first - 1)
    if tokens.texts[number.first] != "100" or per not in {"per", "every"}:
        return False
    return length_named(tokens, number.last + 1) is not None
