"""The "m" that is glued to digits: metres, or millions of people, things and money."""

import msgspec

from streams.extraction.quantities import unit_table, vocabulary
from streams.extraction.quantities.currency_codes import LETTERS, currency_code
from streams.extraction.quantities.unit_names import ends_percent
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    beside_metres: frozenset[str]
    beside_either: frozenset[str]
    before_money: frozenset[str]
    before_many: frozenset[str]
    extents: frozenset[str]
    waters: frozenset[str]
    long_things: frozenset[str]
    lengths_or_changes: frozenset[str]
    before_races: frozenset[str]
    distances: frozenset[str]
    no_length: frozenset[str]
    levels: frozenset[str]
    hedges: frozenset[str]


WORDS = word_lists("metres", Words)
BEFORE_MANY = WORDS.levels | WORDS.hedges | WORDS.no_length
RISING = WORDS.extents | WORDS.waters
JOINS = frozenset({"-", "–", "to"})
"""What stands between two numbers that are of the same, "125m-175m euros"; "from" as well, the
second time: "8.2m from 7.1m"."""
ONE_THING = frozenset({"a", "an", "the", "its", "this", "that", "one", "'s", "’s"})
COMPARED = (["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"])
NEAR = 10
"""How many tokens before a number stands what it is of."""
AROUND = 6
"""How many tokens from "a 10m gap" stands what says that it is no length: "in the budget"."""
FAR = 14
"""How many tokens before a number stands the one that it is compared with."""
MILLIONS = frozenset({"million", "billion", "mn", "bn"})
MEMBERS = frozenset({"them", "whom", "these", "those", "its", "their", "his", "her", "our"})
"""What stands behind "of" where things are counted: "17m of its subscribers"."""


def is_millions(tokens: Tokens, i: int) -> bool:
    """Whether the "m" glued to the digits at token `i` is a scale, by it or by its neighbours."""
    return any(_says_millions(tokens, at) for at in _of_the_same(tokens, i))


def _of_the_same(tokens: Tokens, i: int) -> list[int]:
    """The number at token `i`, and those with an "m" that make one range or move with it."""
    numbers = [i]
    if _joins(tokens, i + 2, i) and _in_m(tokens, i + 3):
        numbers.append(i + 3)
    joined = tokens.lower(i - 1) == "from" or _joins(tokens, i - 1, i - 3)
    if joined and _in_m(tokens, i - 3):
        numbers.append(i - 3)
    elif tokens.lower(i - 1) == "to":
        earlier = range(i - 3, max(0, i - NEAR), -1)
        numbers += [at for at in earlier if _in_m(tokens, at) and tokens.lower(at - 1) == "from"]
    return numbers


def _joins(tokens: Tokens, i: int, first: int) -> bool:
    """Whether token `i` makes one range of the number at token `first` and the one behind it."""
    between = tokens.lower(first - 1) == "between" and tokens.lower(i) == "and"
    return between or tokens.lower(i) in JOINS


def _in_m(tokens: Tokens, i: int) -> bool:
    """Whether digits with an "m" stand at token `i`."""
    return tokens.lower(i)[:1].isdecimal() and tokens.lower(i + 1) == "m" and tokens.glued(i)


def _says_millions(tokens: Tokens, i: int) -> bool:
    """Whether what is around the number at token `i` says that its "m" is a scale."""
    before, following = tokens.lower(i - 1), tokens.lower(i + 2)
    many = before in WORDS.before_money or before in WORDS.before_many
    if many or after_currency(tokens, i):
        return True
    if before == "to" and ends_percent(tokens, i - 2):
        return True  # "orders rose 2 per cent to 75.3m"
    if before == "to" and tokens.lower(i - 2) == "home":
        return True  # "the capital, home to 1.3m"
    if following in WORDS.beside_metres:
        return False
    if _joins(tokens, i + 2, i) and tokens.lower(i + 4) in MILLIONS:
        return True  # "between 800m and 1.2bn euros"
    if following == "of" and tokens.lower(i + 3) in MEMBERS:
        return True
    if not following[:1].isalpha() or following in WORDS.beside_either:
        return _is_of_many(tokens, i) or _is_compared(tokens, i) or _is_beside_many(tokens, i)
    return not _is_size(tokens, i)


def after_currency(tokens: Tokens, i: int) -> bool:
    """Whether digits at token `i` are money: behind a sign, a code or a letter, or of dollars."""
    before = tokens.texts[i - 1] if i else ""
    if before in unit_table.currency_symbols() or tokens.lower(i + 2) in {"dollars", "euros"}:
        return True
    return currency_code(before) is not None or (before in LETTERS and tokens.glued(i - 1))


def _is_of_many(tokens: Tokens, i: int) -> bool:
    """Whether a number is of what has no length: "an average audience of 12.3m", "(population
    1.7m)"."""
    if tokens.lower(i - 1) not in BEFORE_MANY:
        return False
    return not WORDS.no_length.isdisjoint(tokens.lowers[max(0, i - NEAR) : i])


def _is_compared(tokens: Tokens, i: int) -> bool:
    """Whether a number is set beside one of millions: "12.2 million viewers, up from 11.6m"."""
    first = i - (tokens.lower(i - 1) in WORDS.hedges)
    compared = tokens.lower(first - 1) in {"against", "versus"}
    if not compared and tokens.lowers[max(0, first - 2) : first] not in COMPARED:
        return False
    for at in range(first - 1, max(0, i - FAR), -1):
        scaled = tokens.lowers[at] in MILLIONS or (
            tokens.lowers[at] == "m" and _in_m(tokens, at - 1) and _says_millions(tokens, at - 1)
        )
        if scaled or tokens.lowers[at][0].isdecimal():
            return scaled
    return False


def _is_beside_many(tokens: Tokens, i: int) -> bool:
    """Whether the sentence counts other things in millions: "2.8m travellers then and 30m now"."""
    if not RISING.isdisjoint(tokens.lowers[max(0, i - NEAR) : i]):
        return False  # "the sea rose by 3m and 2 million people fled"
    return any(_counts_millions(tokens, at) for at in range(len(tokens) - 1) if at != i)


def _counts_millions(tokens: Tokens, i: int) -> bool:
    """Whether digits at token `i` are millions of things, by what stands beside them."""
    if not tokens.lowers[i][0].isdecimal() or after_currency(tokens, i):
        return False
    if not _in_m(tokens, i):
        return tokens.lowers[i + 1] in MILLIONS
    if tokens.lower(i - 1) in WORDS.before_many:
        return True
    thing = tokens.texts[i + 2] if i + 2 < len(tokens) else ""
    if not (thing.isalpha() and thing.islower()) or thing in WORDS.beside_either:
        return _is_of_many(tokens, i)
    return thing not in WORDS.beside_metres and not _is_size(tokens, i)


def _is_size(tokens: Tokens, i: int) -> bool:
    """Whether a number is how large a thing is, or waves are: "a 40m tower", "waves of 5m hit"."""
    if tokens.lower(i - 1) in ONE_THING and _has_a_length(tokens, i):
        return True
    if tokens.lower(i - 1) in JOINS:  # "5-10m", "5m to 10m"
        i -= 3 if tokens.lower(i - 2) == "m" else 2
    extent = tokens.lowers[max(0, i - 4) : i - 1]
    return tokens.lower(i - 1) == "of" and not WORDS.extents.isdisjoint(extent)


def _has_a_length(tokens: Tokens, i: int) -> bool:
    """Whether what stands behind the number at token `i` and its "m" is long, high or far."""
    thing = tokens.lower(i + 2)
    if thing in WORDS.lengths_or_changes:  # "a 10m gap in the fence", "a 10m gap in the budget"
        around = tokens.lowers[max(0, i - AROUND) : i + 2 + AROUND]
        return WORDS.no_length.isdisjoint(around)
    return thing in WORDS.long_things or _is_raced(tokens, i)


def _is_raced(tokens: Tokens, i: int) -> bool:
    """Whether a number is what is swum, run or shot over: "the 100m world record"."""
    if tokens.lower(i) not in WORDS.distances or tokens.lower(i + 2) not in WORDS.before_races:
        return False
    behind = tokens.lower(i + 3)
    raced = WORDS.before_races | WORDS.long_things | WORDS.beside_metres
    return behind in raced or not behind.isalpha() or behind in vocabulary.stops()
