"""Quantities of a text: numbers found, then each given its relation, unit, and what it counts.

The passes: read numbers, drop what is no quantity, pair ranges, bind relation cues, units and
rates, noun phrases and predicates. Each pass is a module of its own and can be tried alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from schemas.extractions import Trend
from streams.extraction.quantities import cues, vocabulary
from streams.extraction.quantities.below_zero import below_zero
from streams.extraction.quantities.counted import counted_after
from streams.extraction.quantities.elided import counts_of_the_same
from streams.extraction.quantities.elided_units import ages_by_noun, degrees_by_noun
from streams.extraction.quantities.exclusions import why_excluded
from streams.extraction.quantities.found import (
    COUNT,
    NO_UNIT,
    SHARE,
    CountedPhrase,
    Found,
    Measured,
)
from streams.extraction.quantities.lexicon import year_on_year_words
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.measures import (
    Measure,
    after_noun,
    after_rate,
    meaning_of,
    measure_of,
)
from streams.extraction.quantities.moves import origin_of, with_origins
from streams.extraction.quantities.nouns import is_plural
from streams.extraction.quantities.numbers import (
    VERBS_OF_MULTIPLES,
    Number,
    compares,
    number_at,
    number_starts,
)
from streams.extraction.quantities.of_things import counts_of_things
from streams.extraction.quantities.one_or_two import noun_between
from streams.extraction.quantities.people import are_children, of_a_parent, of_whom
from streams.extraction.quantities.phrases import NOT_NOUNS, past_amounts, phrase_to
from streams.extraction.quantities.predicates import predicate_after
from streams.extraction.quantities.ranges import paired
from streams.extraction.quantities.ranking import is_open, subject_steps
from streams.extraction.quantities.rates import ADVERBS, EACH, rate_after, without_adverb
from streams.extraction.quantities.sharing import share
from streams.extraction.quantities.stretches import Stretch, bounds
from streams.extraction.quantities.subjects import beside
from streams.extraction.quantities.tags import tags as tags_of
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.units import YEARS_OLD
from streams.extraction.quantities.ways import trend
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens
from streams.steps import Steps, finished


class Tagged(NamedTuple):
    """The tags of the sentence, empty until a number needs them, and the tokens of its numbers."""

    tags: list[str]
    numbers: set[int]

    def of(self, tokens: Tokens) -> list[str]:
        """The tags, made now where no number has needed them before."""
        if not self.tags:
            self.tags.extend(tags_of(tokens, self.numbers))
        return self.tags


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    doubled: frozenset[str]
    grown: frozenset[str]
    moves: frozenset[str]
    when: frozenset[str]
    shrunk: frozenset[str]
    ways: frozenset[str]


WORDS = word_lists("extract", Words)
MULTIPLES = frozenset({"twice", "times", "double", "triple", "half"})
FURTHEST_NOUN = 4
"""How many words from a percentage on a noun may say which way it goes."""
OLDER = frozenset({"older", "younger"})
OF_AGES = OLDER | {"over", "under"}


def find_quantities(
    tokens: Tokens,
    taken: Sequence[tuple[int, int]] = (),
    starts: Sequence[int] | None = None,
) -> list[Found]:
    """The quantities of one sentence.

    `tokens` are the sentence's own (see `Tokens.part`), so no rule can look beyond it; `taken` are
    character spans that are something else (dates); `starts` are the sentence's `number_starts`,
    where they are known already. Linear in the length of the sentence.
    """
    return finished(quantity_steps(tokens, taken, starts))


def quantity_steps(
    tokens: Tokens,
    taken: Sequence[tuple[int, int]] = (),
    starts: Sequence[int] | None = None,
) -> Steps[list[Found]]:
    """The same, in two steps where the sentence has to be read for what a number is about."""
    found, tags = read_quantities(tokens, taken, starts)
    if not found:
        return found
    if any(map(is_open, found)):
        found = yield from subject_steps(tokens, tags, found)
    if tags:
        found = [counts_of_things(tokens, tags, quantity) for quantity in found]
    found = ages_by_noun(tokens, counts_of_the_same(tokens, found))
    return with_origins(degrees_by_noun(tokens, found))


def read_quantities(
    tokens: Tokens, taken: Sequence[tuple[int, int]], starts: Sequence[int] | None = None
) -> tuple[list[Found], list[str]]:
    """The quantities of a sentence before `subject_steps`, and its tags where they were needed."""
    end = len(tokens)
    numbers = _numbers(tokens, taken, number_starts(tokens) if starts is None else starts)
    if not numbers:
        return [], []
    found: list[Found] = []
    floor, rate = 0, range(0)
    taken_up = {i for stretch in numbers for i in range(stretch.first, stretch.last + 1)}
    tags: list[str] = []
    tagged = Tagged(tags, taken_up)
    for index, stretch in enumerate(numbers):
        if stretch.first in rate and stretch.last in rate:
            continue  # "$15 billion a quarter"
        following = numbers[index + 1].first if index + 1 < len(numbers) else end
        quantity = _quantity(tokens, tagged, stretch, floor, following, end)
        if quantity is not None and quantity.last >= floor:  # not the power of "1 fb−1"
            if quantity.first < floor:
                quantity = quantity._replace(first=floor)  # a sign taken already
            quantity = below_zero(tokens, quantity)
            found.append(quantity)
            floor = quantity.last + 1
            rate = _rate(tokens, quantity)
            for spent in (range(quantity.first, floor), rate):
                taken_up.update(spent)
                if tags:
                    tags[spent.start : spent.stop] = "#" * len(spent)
        else:
            floor = max(floor, stretch.last + 1)
    return share(tokens, found), tags


def _rate(tokens: Tokens, quantity: Found) -> range:
    """The tokens of what a quantity is counted by, after its unit or its noun."""
    if quantity.per is None:
        return range(0)
    start, counted = quantity.last + 1, quantity.counted
    at_once = tokens.lower(start) in EACH or tokens.lower(start) in ADVERBS
    if counted is not None and counted.first > quantity.last and not at_once:
        start = counted.last + 1
    if tokens.lower(start) in ADVERBS:
        return range(start, start + 1)
    start += tokens.lower(start) == "for"  # "for each child"
    return range(start, min(len(tokens), start + 1 + len(quantity.per.split())))


def _numbers(
    tokens: Tokens, taken: Sequence[tuple[int, int]], starts: Sequence[int]
) -> list[Stretch]:
    numbers: list[Number] = []
    after = 0
    for i in starts:
        number = number_at(tokens, i) if i >= after else None
        if number is None:
            continue
        after = number.last + 1
        start, end = tokens.starts[i], tokens.ends[number.last]
        inside = taken and any(a < end and start < b for a, b in taken)
        inside = inside and number.form != "tens"  # a decade to whoever looks for dates alone
        if not inside and why_excluded(tokens, number) is None:
            numbers.append(number)
    return paired(tokens, numbers) if numbers else []


def _quantity(
    tokens: Tokens, tagged: Tagged, stretch: Stretch, floor: int, following: int, end: int
) -> Found | None:
    """One number with all that is said of it; None for an ordinal that counts nothing."""
    measure = measure_of(tokens, stretch, floor)
    stretch, number, measured = measure.stretch, measure.number, measure.measured
    meant = meaning_of(tokens, measure, floor)
    money = measured is not None and measured.unit.kind == "money"
    rate = rate_after(tokens, meant.last + 1, money=money) if meant.last + 1 < end else None
    end_of_unit = rate[1] if rate else meant.last
    counted = None
    undecided = False
    if measured is None:
        counted = _counted(tokens, stretch, end_of_unit + 1, following)
    if number.form == "ordinal" and counted is None:
        return None
    unit = measured.unit if measured else _plain_unit(number, counted)
    if counted is not None:
        if counted.head < following:  # not "20 of the 28 states plus", which are 28 and more
            meant = after_noun(tokens, meant, counted)
    elif not of_whom(tokens, number, measured, meant.first):
        counted = _about(tokens, tagged.of(tokens), measure, meant.first, end_of_unit, floor)
        undecided = counted is None
    if counted is not None and rate is None and end_of_unit < counted.first < following:
        counted = without_adverb(tokens, counted)
        rate = rate_after(tokens, counted.last + 1)  # none of "half of the 44m litres a day"
    elif rate is not None:
        meant = after_rate(tokens, meant, rate[1])
    value, low, high, relation, moved = bounds(stretch, meant.relation)
    end_of_phrase = max(end_of_unit, counted.last if counted else 0)
    return Found(
        first=measure.first if meant.relation_first is None else meant.relation_first,
        last=meant.end_of_surface,
        value=value,
        low=low,
        high=high,
        relation=relation,
        trend=moved or _direction(tokens, measure, meant.first, floor),
        unit=unit,
        counted=counted,
        per=rate[0] if rate else None,
        predicate=predicate_after(tokens, end_of_phrase + 1, end),
        confidence=0.9 if unit is not NO_UNIT else 0.5,
        undecided=undecided,
        origin=origin_of(tokens, stretch),
    )


def _counted(tokens: Tokens, stretch: Stretch, i: int, following: int) -> CountedPhrase | None:
    """What a bare number counts: the noun from token `i` to the next number, at `following`."""
    if (noun := noun_between(tokens, stretch)) is not None:
        return CountedPhrase(noun, noun, noun)  # "a paragraph or two"
    number = stretch.upper or stretch.number
    ceiling = len(tokens) if tokens.lower(i) == "of" else min(following, len(tokens))
    counted = counted_after(tokens, i, number, ceiling)
    if counted is not None and of_a_parent(tokens, number):
        return counted if are_children(tokens, counted) else None
    return counted


def _about(
    tokens: Tokens, tags: Sequence[str], measure: Measure, first: int, last: int, floor: int
) -> CountedPhrase | None:
    """The noun right at a number, from its cue at `first` to its unit at `last`, that it is about;
    None where no noun is."""
    number, measured = measure.number, measure.measured
    counted = _compared(tokens, tags, last) if measured else None
    aged = measured is not None and measured.unit is YEARS_OLD
    if tokens.lower(first) in (OF_AGES if aged else OLDER) and first >= 1:
        counted = phrase_to(tags, first - 1, floor)  # "voters older than 50"
    elif measured is None and of_a_parent(tokens, number):
        counted = phrase_to(tags, number.first - 2, floor)
    elif aged and first > 3 and tokens.lower(first - 2) in {"young", "old"}:
        counted = phrase_to(tags, first - 4, floor)  # "girls as young as 14"
    if counted is not None or _bare_share(tokens, number, measured):
        return counted
    return beside(tokens, tags, first, last, sums=_is_sum(tokens, number, measured))


def _direction(tokens: Tokens, measure: Measure, first: int, floor: int) -> Trend | None:
    """Which way the number goes, by the words around it or by itself ("tripled")."""
    number = measure.number
    measured = measure.measured
    money = measured is not None and measured.unit.kind == "money"
    sized = measured is not None or number.form == "fraction"
    spans = measured is not None and measured.unit.kind in {"duration", "age"}
    if spans and not HYPHENS.isdisjoint(tokens.lowers[number.last + 1 : measure.last + 1]):
        return None  # "two-week declines", "losing to a 74 year-old"
    if spans and tokens.lower(measure.last + 1) in WORDS.when:
        return None  # "it crashed 13 minutes after takeoff"
    far = measured is not None and measured.unit.kind == "length"
    if far and tokens.lower(measure.last + 1) in WORDS.ways:
        return None  # "420 km up", "a 12.4km climb"
    if number.form == "multiple" and not compares(tokens, number.first):
        own = _way_of_multiple(tokens.lower(number.first))
        if own is not None:
            return own  # "reduce taxes by doubling the deduction"
    way = trend(tokens, first, measure.last, floor, measured=sized, money=money)
    if way is None and measure.measured is not None:
        by_degrees = measure.measured.unit.kind in {"percent", "temperature"}
        way = _compared_way(tokens.lower(measure.last + 1)) if by_degrees else None
        percent = measure.measured.unit.kind == "percent"
        if way is None and percent and _has_plus(tokens, first):
            return "up"  # "revenue +7.1%"
        grows = number.value is None or number.value > 0  # no "negative 11 percent job growth"
        if way is None and grows and percent:
            way = _way_of_noun(tokens, measure.last + 1)
    halved = number.form == "fraction" and number.first == number.last
    if way is None and halved and tokens.lower(number.first - 1) == "in":
        return "down"  # "cut the deficit in half"
    return way


def _has_plus(tokens: Tokens, i: int) -> bool:
    """Whether a plus is glued before token `i`, and nothing before that."""
    plus = tokens.texts[i - 1 : i] == ["+"] and tokens.glued(i - 1)
    return plus and (not tokens.glued(i - 2) or tokens.texts[i - 2] == "(")


def _compared_way(word: str) -> Trend | None:
    """Which way what is compared by percent or degrees has gone: "0.4 per cent weaker"."""
    if word in WORDS.grown:
        return "up"
    return "down" if word in WORDS.shrunk else None


def _way_of_noun(tokens: Tokens, i: int) -> Trend | None:
    """Which way what a percentage is of goes: "a 2.6 percent *pay increase*"."""
    _, after = cues.trend_words()
    if tokens.lower(i + 1) in HYPHENS:
        while tokens.lower(i) in year_on_year_words():
            i += 1  # "a 50 percent *year-on-year* drop"
    for at in range(i, i + FURTHEST_NOUN):
        word = tokens.lower(at)
        if word in WORDS.moves:
            return after.get(word)
        if not word.isalpha() or word in vocabulary.stops() or is_plural(word):
            return None
    return None


def _bare_share(tokens: Tokens, number: Number, measured: Measured | None) -> bool:
    """Whether the word after a half is not what is halved: "about half live in its cities"."""
    if measured is not None or number.form != "fraction" or tokens.lower(number.last) != "half":
        return False
    following = tokens.lower(number.last + 1)
    return following.isalpha() and following not in {"of", "in", "to"}


def _way_of_multiple(word: str) -> Trend | None:
    """Which way "tripled" and "to double" go; None for "twice", which compares."""
    if word in VERBS_OF_MULTIPLES:
        return "up" if VERBS_OF_MULTIPLES[word] > 1 else "down"
    return cues.trend_words()[0].get(word)


def _is_sum(tokens: Tokens, number: Number, measured: Measured | None) -> bool:
    """Whether "in" may say what it is: "$5bn in aid", "billions in aid", "20 years in prison"."""
    if measured is not None and measured.unit.kind == "duration":
        return tokens.lower(measured.last + 2) in {"prison", "jail"}
    if measured is None:
        return number.form == "vague" and number.low is not None and number.low >= 10**6
    return measured.unit.kind == "money"


def _compared(tokens: Tokens, tags: Sequence[str], last: int) -> CountedPhrase | None:
    """The noun that a multiple is of: "twice its capacity", "three times the record"."""
    if tokens.lower(last) not in MULTIPLES and tokens.lower(last) not in WORDS.doubled:
        return None
    if tokens.lower(last + 1) == "last" and tags[last + 3 : last + 4] == ["S"]:
        return past_amounts(tokens, tags, last + 3)  # "double last year's award"
    following = tags[last + 1 : last + 2]
    noun = following == ["N"] and tokens.texts[last + 1].islower()
    if noun and tokens.lower(last) == "times" and tokens.lower(last + 1) not in NOT_NOUNS:
        return past_amounts(tokens, tags, last + 1)  # "nine times average earnings"
    return past_amounts(tokens, tags, last + 2) if following == ["D"] else None


def _plain_unit(number: Number, counted: CountedPhrase | None) -> Unit:
    if number.form == "ordinal":
        return Unit("ordinal", "ordinal")
    if counted and number.form == "fraction" and number.value is not None and number.value < 1:
        return SHARE
    return COUNT if counted else NO_UNIT
