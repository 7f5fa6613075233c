"""What a number is measured in and how it is meant: the first two steps from number to quantity."""

from typing import NamedTuple

from schemas.extractions import Relation
from streams.extraction.quantities import unit_table
from streams.extraction.quantities.context import is_age, unit_by_context
from streams.extraction.quantities.currencies import currency_before, with_currency
from streams.extraction.quantities.found import CountedPhrase, Measured
from streams.extraction.quantities.numbers import Number, is_sign_of_money
from streams.extraction.quantities.relations import Cue, relation_after, relation_before
from streams.extraction.quantities.stretches import Stretch, times_scale
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.units import YEARS_OLD, sterling_text, unit_after
from streams.extraction.tokens import Tokens


class Measure(NamedTuple):
    """A number (or two that bound a range) with its unit, over tokens `first` to `last`."""

    stretch: Stretch
    first: int
    last: int
    measured: Measured | None
    suffix: Cue | None
    """The cue between number and unit: "three-plus years"."""

    @property
    def number(self) -> Number:
        """The number that the unit stands after: of a range, the second."""
        return self.stretch.upper or self.stretch.number


class Meaning(NamedTuple):
    """How a number is meant, and where what says so begins and ends."""

    relation: Relation
    first: int
    """The first token of the number with the cue before it."""
    relation_first: int | None
    """The first token of a cue that is part of the quantity; None for "just", "exactly"."""
    last: int
    """The last token of the unit or of the cue after it: a rate may follow."""
    end_of_surface: int
    closed: bool
    """Whether a cue after the number has been found already."""


def measure_of(tokens: Tokens, stretch: Stretch, floor: int) -> Measure:
    """The unit of a number: by its currency sign, its unit word, its context, or as an age."""
    number = stretch.upper or stretch.number
    if number.form == "ordinal":
        return Measure(stretch, stretch.first, stretch.last, None, None)  # "its 27th day"
    first = stretch.number.first
    first += 2 * is_sign_of_money(tokens, first)
    currency = currency_before(tokens, first, floor)
    measured = _with_currency(tokens, number, currency)
    if measured is not None and measured.scale != 1:
        stretch = times_scale(stretch, measured.scale)
    measured = (
        measured
        or _unit_of_lower(tokens, stretch, number)
        or unit_by_context(tokens, stretch, number)
    )
    if measured is None and is_age(tokens, stretch):
        measured = Measured(YEARS_OLD, number.last + 1, number.last)
    elif measured is not None and tokens.lower(stretch.first - 1) in {"aged", "ages"}:
        measured = _as_age(measured)
    suffix = relation_after(tokens, number.last + 1) if measured is None else None
    if suffix is not None:  # "three-plus years"
        bare = Number(number.first, suffix.last, number.value, None, None, number.form)
        measured = unit_after(tokens, bare, sterling=sterling_text(tokens.text))
    first = stretch.first if currency is None else min(stretch.first, currency.first)
    last = stretch.last if measured is None else max(stretch.last, measured.last)
    return Measure(stretch, first, last, measured, suffix)


def _as_age(measured: Measured) -> Measured:
    """A length of time as the age that it is: "children aged five to 36 months"."""
    name = f"{measured.unit.name} old"
    entry = unit_table.unit_entries().get(name)
    if entry is None:
        return measured
    return measured._replace(unit=Unit(name, entry.kind, entry.symbol))


def _with_currency(tokens: Tokens, number: Number, currency: Measured | None) -> Measured | None:
    """The unit after a number, or the currency before it, whichever is meant."""
    measured = unit_after(tokens, number, sterling=sterling_text(tokens.text))
    if currency is None or (measured is not None and measured.unit.kind == "percent"):
        return measured
    if measured is not None and measured.unit == currency.unit:
        return measured  # "$13.9 million dollars"
    return Measured(currency.unit, number.last + 1, number.last, currency.scale)


def _unit_of_lower(tokens: Tokens, stretch: Stretch, number: Number) -> Measured | None:
    """The unit that only the first of two numbers has: "from 18 hours to five"."""
    if stretch.upper is None:
        return None
    lower = unit_after(tokens, stretch.number, sterling=sterling_text(tokens.text))
    return lower and Measured(lower.unit, number.last + 1, number.last)


def meaning_of(tokens: Tokens, measure: Measure, floor: int) -> Meaning:
    """The relation of a number, by the cue before it and the one after it or its unit."""
    stretch = measure.stretch
    aged = tokens.lower(measure.first - 1) == "age" and measure.first - 1 > floor
    cue = relation_before(tokens, measure.first - aged, floor)  # "they are over age 80"
    relation: Relation = cue.relation if cue else "exactly"
    if stretch.change and stretch.upper is not None:
        after_lower = stretch.number.last + 1
        upper = with_currency(tokens, stretch.upper.first, after_lower)
        inner = relation_before(tokens, upper, after_lower)
        relation = inner.relation if inner else relation
    after = relation_after(tokens, measure.last + 1)
    if measure.suffix is not None and after is None:
        after = measure.suffix._replace(last=max(measure.suffix.last, measure.last))
    if after is not None and relation in {"exactly", "approximately"}:
        relation = after.relation
    last = after.last if after else measure.last
    return Meaning(
        relation,
        first=cue.first if cue else measure.first,
        relation_first=cue.first if cue and cue.relation != "exactly" else None,
        last=last,
        end_of_surface=max(last, measure.last),
        closed=after is not None,
    )


def after_noun(tokens: Tokens, meant: Meaning, counted: CountedPhrase) -> Meaning:
    """The meaning with a cue that stands after what is counted: "40 tanks or more"."""
    after = None if meant.closed else relation_after(tokens, counted.last + 1)
    if after is None:
        return meant
    relation = after.relation if meant.relation == "exactly" else meant.relation
    return meant._replace(relation=relation, end_of_surface=max(meant.end_of_surface, after.last))


def after_rate(tokens: Tokens, meant: Meaning, last: int) -> Meaning:
    """The meaning with a bound behind a rate that ends at token `last`: "$1m a year *or more*"."""
    after = None if meant.closed else relation_after(tokens, last + 1)
    if after is None or meant.relation != "exactly":
        return meant
    return meant._replace(relation=after.relation)
