"""Quantities of a text: numbers found, then each given its relation, unit, and what it counts.

The passes: read numbers, drop what is no quantity, pair ranges, bind relation cues, units and
rates, noun phrases and predicates. Each pass is a module of its own and can be tried alone.
"""

from collections.abc import Sequence
from typing import NamedTuple

from schemas.extractions import Relation, Trend
from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.context import is_age, unit_by_context
from streams.extraction.quantities.counted import CountedPhrase, counted_after
from streams.extraction.quantities.exclusions import why_excluded
from streams.extraction.quantities.found import COUNT, NO_UNIT, SHARE, Found
from streams.extraction.quantities.numbers import (
    VERBS_OF_MULTIPLES,
    Number,
    number_at,
    number_starts,
)
from streams.extraction.quantities.predicates import predicate_after
from streams.extraction.quantities.ranges import Stretch, bounds, paired, times_scale
from streams.extraction.quantities.relations import Cue, relation_after, relation_before, trend
from streams.extraction.quantities.sharing import share
from streams.extraction.quantities.subjects import NOT_NOUNS, past_amounts, subject_of
from streams.extraction.quantities.tags import tags as tags_of
from streams.extraction.quantities.units import (
    YEARS_OLD,
    Measured,
    currency_before,
    rate_after,
    sterling_text,
    unit_after,
)
from streams.extraction.quantities.vocabulary import Unit
from streams.extraction.tokens import Tokens


class Tagged(NamedTuple):
    """The tags of the sentence, empty until a number needs them, and the tokens of its numbers."""

    tags: list[str]
    numbers: set[int]


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
    end = len(tokens)
    numbers = _numbers(tokens, taken, number_starts(tokens) if starts is None else starts)
    if not numbers:
        return []
    found: list[Found] = []
    floor = 0
    taken_up = {i for stretch in numbers for i in range(stretch.first, stretch.last + 1)}
    tags: list[str] = []
    for index, stretch in enumerate(numbers):
        following = numbers[index + 1].first if index + 1 < len(numbers) else end
        quantity = _quantity(tokens, Tagged(tags, taken_up), stretch, floor, following, end)
        if quantity is not None:
            found.append(quantity)
            floor = quantity.last + 1
            spent = range(quantity.first, min(end, floor + (2 if quantity.per else 0)))
            taken_up.update(spent)
            if tags:
                tags[spent.start : spent.stop] = "#" * len(spent)
        else:
            floor = stretch.last + 1
    return share(tokens, found)


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
        inside = any(a < tokens.ends[number.last] and tokens.starts[i] < b for a, b in taken)
        if not inside and why_excluded(tokens, number) is None:
            numbers.append(number)
    return paired(tokens, numbers)


def _quantity(
    tokens: Tokens, tagged: Tagged, stretch: Stretch, floor: int, following: int, end: int
) -> Found | None:
    number = stretch.upper or stretch.number
    first, last = stretch.first, stretch.last
    currency = currency_before(tokens, stretch.number.first, floor)
    if currency is not None:
        first = min(first, currency.first)
    measured = unit_after(tokens, number, sterling=sterling_text(tokens.text))
    again = currency is not None and measured is not None and measured.unit == currency.unit
    if again:
        pass  # "$13.9 million dollars"
    elif currency is not None and (measured is None or measured.unit.kind != "percent"):
        measured = Measured(currency.unit, number.last + 1, number.last, currency.scale)
    if measured is not None and measured.scale != 1:
        stretch = times_scale(stretch, measured.scale)
    if measured is None and stretch.upper is not None:
        lower = unit_after(tokens, stretch.number, sterling=sterling_text(tokens.text))
        measured = lower and Measured(lower.unit, number.last + 1, number.last)
    if measured is None:
        measured = unit_by_context(tokens, stretch, number)
    if measured is None and is_age(tokens, stretch):
        measured = Measured(YEARS_OLD, number.last + 1, number.last)
    suffix = relation_after(tokens, number.last + 1) if measured is None else None
    if suffix is not None:  # "three-plus years"
        bare = Number(number.first, suffix.last, number.value, None, None, number.form)
        measured = unit_after(tokens, bare, sterling=sterling_text(tokens.text))
    if measured is not None:
        last = max(last, measured.last)
    cue = relation_before(tokens, first, floor)
    relation: Relation = cue.relation if cue else "exactly"
    if stretch.change and stretch.upper is not None:
        inner = relation_before(tokens, stretch.upper.first, stretch.number.last + 1)
        relation = inner.relation if inner else relation
    after = relation_after(tokens, last + 1)
    if suffix is not None and after is None:
        after = Cue(suffix.relation, suffix.first, max(suffix.last, last))
    if after is not None and relation in {"exactly", "approximately"}:
        relation = after.relation
    end_of_unit = after.last if after else last
    rate = rate_after(tokens, end_of_unit + 1) if end_of_unit + 1 < end else None
    per = rate[0] if rate else None
    end_of_unit = rate[1] if rate else end_of_unit
    counted = None
    if measured is None and number.form != "multiple":
        ceiling = end if tokens.lower(end_of_unit + 1) == "of" else min(following, end)
        counted = counted_after(tokens, end_of_unit + 1, number, ceiling)
    if counted is not None and after is None:
        after = relation_after(tokens, counted.last + 1)
        if after is not None and relation == "exactly":
            relation = after.relation
    unit = measured.unit if measured else _plain_unit(number, counted)
    if counted is None and number.form != "ordinal":
        if not tagged.tags:
            tagged.tags.extend(tags_of(tokens, tagged.numbers))
        counted = _compared(tokens, tagged.tags, end_of_unit) if measured else None
        counted = counted or subject_of(
            tokens, tagged.tags, cue.first if cue else first, end_of_unit, floor,
            sums=_is_sum(tokens, number, measured),
        )  # fmt: skip
    if number.form == "ordinal" and counted is None:
        return None
    if counted is not None and per is None and counted.first > end_of_unit:
        rate = rate_after(tokens, counted.last + 1)
        per = rate[0] if rate else None
    direction = trend(
        tokens, cue.first if cue else first, last, floor, measured=measured is not None
    )
    if number.form == "multiple" and direction is None:
        direction = _way_of_multiple(tokens.lower(number.first))
    value, low, high, relation, moved = bounds(stretch, relation)
    end_of_phrase = max(end_of_unit, counted.last if counted else 0)
    return Found(
        first=cue.first if cue and cue.relation != "exactly" else first,
        last=max(last, after.last if after and after.last > last else last),
        value=value,
        low=low,
        high=high,
        relation=relation,
        trend=moved or direction,
        unit=unit,
        counted=counted,
        per=per,
        predicate=predicate_after(tokens, end_of_phrase + 1, end),
        confidence=0.9 if unit is not NO_UNIT else 0.5,
    )


def _way_of_multiple(word: str) -> Trend | None:
    """Which way "tripled" and "to double" go; None for "twice", which compares."""
    if word in VERBS_OF_MULTIPLES:
        return "up" if VERBS_OF_MULTIPLES[word] > 1 else "down"
    return vocabulary.trend_words()[0].get(word)


def _is_sum(tokens: Tokens, number: Number, measured: Measured | None) -> bool:
    """Whether "in" may say what it is: "$5bn in aid", "billions in aid", "20 years in prison"."""
    if measured is not None and measured.unit.kind == "duration":
        return tokens.lower(measured.last + 2) in {"prison", "jail"}
    if measured is None:
        return number.form == "vague" and number.low is not None and number.low >= 10**6
    return measured.unit.kind == "money"


def _compared(tokens: Tokens, tags: Sequence[str], last: int) -> CountedPhrase | None:
    """The noun that a multiple is of: "twice its capacity", "three times the record"."""
    if tokens.lower(last) not in {"twice", "times", "double", "triple", "half"}:
        return None
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
