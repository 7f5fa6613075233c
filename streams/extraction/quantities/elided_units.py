"""Numbers whose unit is left out because one near by has it: "62 percent here and 48 there"."""

from decimal import Decimal

import msgspec

from streams.extraction.quantities.elided import Between, of_another, only_a_name_between
from streams.extraction.quantities.found import NO_UNIT, Found, has_whole_value, is_share
from streams.extraction.quantities.marks import DASHES
from streams.extraction.quantities.numbers import tidy
from streams.extraction.quantities.unit_like import ends_phrase
from streams.extraction.quantities.units import DEGREE, YEARS_OLD
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    rises: frozenset[str]
    heat: frozenset[str]
    off_a_mark: frozenset[str]
    hedges: frozenset[str]
    levels: frozenset[str]
    places: frozenset[str]
    spans: frozenset[str]
    served: frozenset[str]
    in_turn: frozenset[str]
    order: frozenset[str]
    rather: frozenset[str]
    beside_rather: frozenset[str]
    sums: frozenset[str]
    totals: frozenset[str]
    expected: frozenset[str]
    in_tables: frozenset[str]
    when: frozenset[str]


WORDS = word_lists("elided_units", Words)


LONGEST_CLAUSE, LONGEST_TURN, LONGEST_MOVE = 20, 12, 4
"""How many tokens may stand between the two: in clauses, in what is set side by side, in a move."""
MEASURES = frozenset({"volume", "mass", "length", "area", "energy", "power", "number"})
LAST_AGE = 110
HOTTEST = 150
"""Degrees that weather and bodies do not have."""
MILLION = 1_000_000
MANY = {
    **dict.fromkeys(("million", "mln", "mn", "m"), 10**6),
    **dict.fromkeys(("billion", "bln", "bn"), 10**9), "crore": 10**7,
}  # fmt: skip
"""What is said once of two numbers, the second of them in brackets."""
FARTHEST = 20
"""Up to so many times one number is set against another of the same unit."""
AGAINST = (
    ["up", "from"], ["down", "from"], ["compared", "with"], ["compared", "to"], ["versus"],
)  # fmt: skip
AGE = frozenset({"age", "ages"})


def measures_the_same(pair: Between) -> bool:
    """Whether the second of two numbers, a bare one, has the unit of the first, which has one."""
    return pair.gap != [] and any(rule(pair) for rule in RULES.get(pair.before.unit.kind, ()))


def ages_by_noun(tokens: Tokens, found: list[Found]) -> list[Found]:
    """The quantities of a sentence; bare numbers that are about an age are years of it: "raised the
    *age* from 18 to 21"."""
    return [_as_age(q) if _is_of_age(tokens, q) else q for q in found]


def degrees_by_noun(tokens: Tokens, found: list[Found]) -> list[Found]:
    """The quantities of a sentence; bare numbers that are about heat are degrees: "*temperatures*
    fell below minus 40"."""
    if WORDS.heat.isdisjoint(tokens.lowers):
        return found
    return [_as_degrees(q) if _is_of_heat(tokens, q) else q for q in found]


def _is_of_heat(tokens: Tokens, found: Found) -> bool:
    if found.unit is not NO_UNIT or found.counted is None or is_share(found):
        return False
    ends = (found.value, found.low, found.high)
    hot = all(end is None or abs(end) <= HOTTEST for end in ends)
    return hot and tokens.lower(found.counted.head) in WORDS.heat


def _as_degrees(found: Found) -> Found:
    return found._replace(unit=DEGREE, confidence=0.8)


def _is_of_age(tokens: Tokens, found: Found) -> bool:
    if found.unit is not NO_UNIT or found.counted is None or is_share(found):
        return False
    highest = found.value if found.value is not None else found.high
    age = tokens.lower(found.counted.head) in AGE
    return age and highest is not None and 0 < highest < LAST_AGE


def _as_age(found: Found) -> Found:
    return found._replace(unit=YEARS_OLD, confidence=0.8)


def _more_than_that(pair: Between) -> bool:
    """ "420 litres, 40 more than before"; "46.28 seconds, 0.42 *shy* of the record"."""
    if pair.rest != [","]:
        return False
    if pair.following in WORDS.off_a_mark:
        return _size(pair.here) < _size(pair.before)
    compared = pair.tokens.lower(pair.here.last + 2) == "than"
    return compared and pair.following in {"more", "fewer", "less"}


def _where_it_moved_from(pair: Between) -> bool:
    """ "Fell to 31.20 euros from 33", "reduced to 15 years from 20"."""
    came_to = pair.tokens.lower(pair.before.first - 1) == "to"
    return came_to and pair.gap[-1:] == ["from"] and len(pair.gap) <= LONGEST_MOVE


def _set_against(pair: Between) -> bool:
    """ "38 million euros, *up from* 12 million", "62 percent on Sunday, *compared with* 48"."""
    against = any(pair.gap[-len(words) :] == words for words in AGAINST)
    against = against or pair.gap in (["against"], [",", "against"])
    against = against or (
        pair.gap[-1:] == ["against"] and (_is_scaled(pair.here) or _is_share(pair))
    )
    against = against or _in_a_table(pair)
    profit = pair.gap[-1:] == ["of"] and pair.gap[-4:-3] == ["against"]  # "against a profit of"
    against = against or (profit and _is_scaled(pair.here))
    ends = _ends(pair) or pair.following in WORDS.when
    return against and len(pair.gap) <= LONGEST_TURN and _is_near(pair) and ends


def _in_a_table(pair: Between) -> bool:
    """ "The margin was 11.3 pct (*10.8*)", "1.2 bln euros vs *1.1 bln*", "410 mln euros, consensus
    *418 mln*": as wires print what was before, or what was expected."""
    if pair.gap == ["("]:
        exact = not has_whole_value(pair.here) or _is_scaled(pair.here)
        return exact and pair.following == ")"
    told = not WORDS.expected.isdisjoint(pair.gap)
    return told and WORDS.in_tables.issuperset(pair.gap)


def in_the_same_scale(pair: Between) -> Found | None:
    """The second number in the scale and unit of the first where it stands in brackets behind that,
    as Nordic reports print the year before: "SEK 4,120 *million* (3,980)"; None of no such."""
    before, here = pair.before, pair.here
    if pair.gap != ["("] or pair.following != ")" or here.value is None or before.value is None:
        return None
    words = pair.tokens.lowers[before.first : before.last + 1]
    scale = next((MANY[word] for word in words if word in MANY), 1)
    near = before.value / FARTHEST <= here.value * scale <= before.value * FARTHEST
    if scale == 1 or here.relation != "exactly" or not near:
        return None
    value = tidy(Decimal(str(here.value)) * scale)
    return here._replace(value=value, low=value, high=value, unit=before.unit, confidence=0.7)


def _arrived_by(pair: Between) -> bool:
    """ "Dropped by 1.6 million barrels *to* 112.4 million": by how much, and to what."""
    moved = pair.gap == ["to"] and pair.before.trend is not None and pair.here.trend is None
    moved = moved and pair.before.unit.kind != "number"  # "doubled to 1,900"
    more = pair.here.value is not None and _size(pair.here) > _size(pair.before)
    return moved and more and _ends(pair)


def is_set_against(pair: Between) -> bool:
    """Whether the first of two numbers moved from the second, or is compared with it."""
    return _where_it_moved_from(pair) or _set_against(pair)


def _part_of_a_sum(pair: Between) -> bool:
    """ "A 115.5 trillion yen budget, with 8.7 trillion *for* defence", "60 billion euros through 40
    billion *in* cuts"."""
    scaled = _is_scaled(pair.before) and _is_scaled(pair.here)
    smaller = scaled and _size(pair.here) <= _size(pair.before)
    said = pair.following in WORDS.sums and len(pair.gap) <= LONGEST_TURN
    return smaller and said and pair.gap[-1:] != ["by"]


def _to_a_total(pair: Between) -> bool:
    """ "Will return a further 500 million euros, *taking the total to* 2 billion"."""
    total = pair.gap[-1:] == ["to"] and not WORDS.totals.isdisjoint(pair.gap)
    scaled = _is_scaled(pair.before) and _is_scaled(pair.here)
    return total and scaled and len(pair.gap) <= LONGEST_TURN and _ends(pair)


def _size(found: Found) -> float:
    """The number, or the least of a range; 0 where it has none."""
    return abs(found.value if found.value is not None else found.low or 0)


def _is_scaled(found: Found) -> bool:
    """Whether a number is of millions."""
    return _size(found) >= MILLION


def _is_near(pair: Between) -> bool:
    """Whether two numbers are of one size, so that they may be of one unit."""
    low, high = sorted((_size(pair.before), _size(pair.here)))
    return pair.here.value is not None and low > 0 and high / low <= FARTHEST


def _by_the_same_word(pair: Between) -> bool:
    """ "*With* 53 percent, and in 1987 *with* 56"; "he took 37.3 percent, and she was at 35.5"."""
    word = _word_before(pair)
    if word not in WORDS.levels or len(pair.gap) > LONGEST_CLAUSE or not _is_share(pair):
        return False
    same = word == pair.tokens.lower(pair.before.first - 1) and word != "at"
    return (same or not has_whole_value(pair.here)) and _ends(pair)


def _at_such_a_place(pair: Between) -> bool:
    """ "62 percent *in* the north and 48 *in* the south", "12 years *for* him and 8 *for* her"."""
    joined = _word_before(pair) in WORDS.in_turn
    same = pair.following in WORDS.places and pair.following == pair.gap[0]
    as_long = pair.before.unit.kind == "duration" and pair.following != "of" and _is_near(pair)
    return joined and same and len(pair.gap) <= LONGEST_TURN and (as_long or _is_share(pair))


def _of_another(pair: Between) -> bool:
    """ "28 percent (in comparison to Clinton's 41)", "72 years old to Clinton's 67"."""
    return of_another(pair) and (_is_share(pair) or _is_age(pair))


def _of_the_next_name(pair: Between) -> bool:
    """ "48 percent and *Trump* 44"."""
    return only_a_name_between(pair) and _is_share(pair)


def _as_long(pair: Between) -> bool:
    """ "*For* six days last year and *for* seven before", "18 months, and he *served* 13"."""
    word = _word_before(pair)
    same = word in WORDS.spans and word == pair.tokens.lower(pair.before.first - 1)
    return (same or word in WORDS.served) and len(pair.gap) <= LONGEST_TURN and _ends(pair)


def _first_and_next(pair: Between) -> bool:
    """ "The *first* 20 years of their life and the *next* 15"."""
    words = {pair.tokens.lower(pair.before.first - 1), *pair.gap[-1:]}
    return words <= WORDS.order and len(pair.gap) in range(1, LONGEST_TURN) and _ends(pair)


def _of_a_rise(pair: Between) -> bool:
    """ "5.1 percent, butter leading with a *rise of* 18.9"."""
    rises = pair.gap[-1:] == ["of"] and pair.gap[-2:-1] != [] and pair.gap[-2] in WORDS.rises
    return rises and len(pair.gap) <= LONGEST_TURN and _is_share(pair) and _ends(pair)


def _or_rather(pair: Between) -> bool:
    """ "Two years instead of four", "three weeks or so, maybe four", "over 45, not 25"."""
    said = {*pair.gap, pair.tokens.lower(pair.here.first)} - DASHES
    corrects = not WORDS.rather.isdisjoint(said)
    if pair.before.unit.kind == "percent" and (not _is_share(pair) or "or" in said):
        return False  # "78 percent, or 58,634"
    return corrects and WORDS.beside_rather.issuperset(pair.gap) and _ends(pair)


def _at_an_age(pair: Between) -> bool:
    """ "When she was 16, but left *at* 19"."""
    word = _word_before(pair)
    if not _is_age(pair) or not _ends(pair):
        return False
    return word == "at" and len(pair.gap) <= LONGEST_CLAUSE


def _beside_a_name(pair: Between) -> bool:
    """ "Randy Unwin, 41, and Cole Low, 22 — were charged"; "Eve Low, *nearly* 17, in Topsham"."""
    name = pair.tokens.texts[pair.here.first - 2] if len(pair.gap) > 1 else ""
    named = pair.gap[-1:] == [","] and name.istitle() and len(pair.gap) <= LONGEST_TURN
    return named and _is_age(pair) and (pair.following in {",", ")", "."} | DASHES)


_SPAN = (
    _more_than_that, _where_it_moved_from, _set_against, _as_long, _first_and_next,
    _at_such_a_place, _or_rather,
)  # fmt: skip
_SHARE = (
    _where_it_moved_from, _set_against, _by_the_same_word, _at_such_a_place, _of_another,
    _of_the_next_name, _of_a_rise, _or_rather,
)  # fmt: skip
_AGE = (_at_an_age, _beside_a_name, _of_another, _or_rather)
_MEASURE = (_more_than_that, _where_it_moved_from, _set_against, _arrived_by)
_MONEY = (_where_it_moved_from, _set_against, _part_of_a_sum, _to_a_total, _arrived_by)
RULES = {
    **dict.fromkeys(MEASURES, _MEASURE), "money": _MONEY, "duration": _SPAN, "percent": _SHARE,
    "age": _AGE,
}  # fmt: skip
"""The reasons for which a bare number has the unit of the number before it, by that unit's kind."""


def _word_before(pair: Between) -> str:
    """The last word before the second number that says no more than how it is meant."""
    return next((word for word in reversed(pair.gap) if word not in WORDS.hedges), "")


def _ends(pair: Between) -> bool:
    return ends_phrase(pair.tokens, pair.here.last + 1)


def _is_share(pair: Between) -> bool:
    """Whether a number may be a percentage beside another."""
    return pair.here.value is not None and pair.before.unit.kind == "percent" and (
        abs(pair.here.value) <= 100
    )  # fmt: skip


def _is_age(pair: Between) -> bool:
    value = pair.here.value
    grown = value is not None and 4 < value < LAST_AGE and value == int(value)
    return grown and pair.before.unit.kind == "age" and pair.before.value is not None
