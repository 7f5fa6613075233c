"""Where a move began, a quantity beside where it ended: "from 8.1 to under 6 percent"."""

from itertools import pairwise

from schemas.extractions import Relation
from streams.extraction.quantities.currencies import with_currency
from streams.extraction.quantities.found import NO_UNIT, Found, Origin
from streams.extraction.quantities.ranges import is_moved
from streams.extraction.quantities.relations import relation_before
from streams.extraction.quantities.stretches import Stretch, bounds
from streams.extraction.quantities.units import sterling_text, unit_after
from streams.extraction.tokens import Tokens

FARTHEST = 15
"""Tokens between where a move began and the "to" before where it ended."""
OTHER_CLAUSE = frozenset({",", ";", ":", "and", "but"})
"""Behind one of these another move may end: "up from 159,000, driving the rate to"."""


def origin_of(tokens: Tokens, stretch: Stretch) -> Origin | None:
    """Where a stretch that is a move began; None of what is no move."""
    number, upper = stretch.number, stretch.upper
    if not stretch.change or upper is None:
        return None
    first, relation = _with_cue(tokens, number.first, stretch.first)
    unit = unit_after(tokens, number, sterling=sterling_text(tokens.text))
    last = number.last if unit is None else max(number.last, unit.last)
    value, low, high, relation, _ = bounds(Stretch(number, None, first, last), relation)
    arrival, _ = _with_cue(tokens, upper.first, last + 1)
    return Origin(first, last, value, low, high, relation, arrival)


def _with_cue(tokens: Tokens, i: int, floor: int) -> tuple[int, Relation]:
    """The first token of the number at `i`, currency and cue included, and what the cue says."""
    first = with_currency(tokens, i, floor)
    cue = relation_before(tokens, first, floor)
    if cue is None:
        return first, "exactly"
    return (first if cue.relation == "exactly" else cue.first), cue.relation


def with_origins(found: list[Found]) -> list[Found]:
    """The quantities with those that moves began at, each before where it ended."""
    if all(quantity.origin is None for quantity in found):
        return found
    return [part for quantity in found for part in _parts(quantity)]


def _parts(quantity: Found) -> tuple[Found, ...]:
    origin = quantity.origin
    if origin is None:
        return (quantity,)
    began = quantity._replace(
        first=origin.first, last=origin.last, value=origin.value, low=origin.low,
        high=origin.high, relation=origin.relation, trend=None, origin=None,
    )  # fmt: skip
    return began, quantity._replace(first=origin.arrival, origin=None)


def arrived(tokens: Tokens, found: list[Found]) -> list[Found]:
    """The quantities of a sentence; what a move ends at beyond a noun goes the way of the move:
    "grew from 3 million people in 1990 *to 5 million people*"."""
    for i, (before, here) in enumerate(pairwise(found), start=1):
        if _ends_move(tokens, before, here):
            found[i] = _towards(before, here)
    return found


def _ends_move(tokens: Tokens, before: Found, here: Found) -> bool:
    if here.trend is not None or tokens.lower(here.first - 1) != "to":
        return False
    start = before.first - 1
    if tokens.lower(start) != "from" or not is_moved(tokens, start):
        return False
    alike = here.unit == before.unit or here.unit is NO_UNIT
    between = tokens.lowers[before.last + 1 : here.first - 1]
    return alike and len(between) <= FARTHEST and OTHER_CLAUSE.isdisjoint(between[:-1])


def _towards(before: Found, here: Found) -> Found:
    if before.value is None or here.value is None or before.value == here.value:
        return here
    return here._replace(trend="up" if here.value > before.value else "down")
