"""One number, or two that bound a range, and what both say together: value, bounds, direction."""

from decimal import Decimal
from typing import NamedTuple

from schemas.extractions import Relation, Trend
from streams.extraction.quantities.numbers import Number, Value, tidy

PART = 5
"""From the first to the last of parts of ten, at most: "the mid to high 30s"."""


class Stretch(NamedTuple):
    """One number, or two that bound a range."""

    number: Number
    upper: Number | None
    first: int
    last: int
    change: bool = False
    """ "From 8 to 6 percent": not a range but a move."""


def bounds(
    stretch: Stretch, relation: Relation
) -> tuple[Value | None, Value | None, Value | None, Relation, Trend | None]:
    number = stretch.number
    if stretch.upper is not None:
        low, high = number.value, stretch.upper.value
        assert low is not None
        assert high is not None
        if stretch.change:
            moved: Trend = "up" if high >= low else "down"
            ended = Stretch(stretch.upper, None, stretch.first, stretch.last)
            return (*bounds(ended, relation)[:4], moved)
        if low < 1000 <= high and high % 1000 == 0:
            scale = next(s for s in (10**12, 10**9, 10**6, 10**3) if high % s == 0)
            low = low * scale if low * scale < high else low
        return None, low, high, "between", None
    if number.value is None:
        assert number.low is not None
        assert number.high is not None
        whole = number.form == "tens" and number.high - number.low > PART
        return None, number.low, number.high, "between" if whole else "approximately", None
    value = number.value
    if relation in {"at_least", "more_than"}:
        return value, value, None, relation, None
    if relation in {"at_most", "less_than"}:
        return value, None, value, relation, None
    if relation == "approximately":
        return value, None, None, relation, None
    return value, value, value, relation, None


def times_scale(stretch: Stretch, scale: int) -> Stretch:
    """A stretch whose numbers are that many times as large."""

    def larger(value: Value | None) -> Value | None:
        return None if value is None else tidy(Decimal(str(value)) * scale)

    def grown(number: Number) -> Number:
        return number._replace(
            value=larger(number.value), low=larger(number.low), high=larger(number.high)
        )

    upper = None if stretch.upper is None else grown(stretch.upper)
    return stretch._replace(number=grown(stretch.number), upper=upper)
