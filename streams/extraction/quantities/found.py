"""One quantity, as the passes hand it on, and the units that no word names."""

from typing import NamedTuple

from schemas.extractions import Relation, Trend
from streams.extraction.quantities.numbers import Value
from streams.extraction.quantities.unit_table import Unit


class CountedPhrase(NamedTuple):
    """A noun phrase over tokens `first` to `last`, both included, and its head token."""

    first: int
    last: int
    head: int


class Origin(NamedTuple):
    """Where a move began ("from *almost 97 percent* to about 88 percent"), in tokens."""

    first: int
    last: int
    value: Value | None
    low: Value | None
    high: Value | None
    relation: Relation
    arrival: int
    """The first token of where the move ended."""


class Found(NamedTuple):
    """One quantity, in tokens; `first` to `last` are both included."""

    first: int
    last: int
    value: Value | None
    low: Value | None
    high: Value | None
    relation: Relation
    trend: Trend | None
    unit: Unit
    counted: CountedPhrase | None
    per: str | None
    predicate: str | None
    confidence: float
    undecided: bool = False
    """Whether no noun stands right at it, so that what it is about is still to be looked for."""
    origin: Origin | None = None
    """Where it moved from, until that is a quantity of its own."""


NO_UNIT = Unit("number", "number")
COUNT = Unit("", "count")
SHARE = Unit("number", "number")
"""The unit of "one in five workers": a share of what is named, and no count of it."""


class Measured(NamedTuple):
    """A unit and the tokens it takes, `first` to `last` included."""

    unit: Unit
    first: int
    last: int
    scale: int = 1
    """What the unit multiplies the number by: a million in "75 USD million", "30 MUSD"."""


def has_whole_value(found: Found) -> bool:
    """Whether a quantity has no fraction, or no one value at all: "dozens"."""
    return found.value is None or found.value == int(found.value)


def is_share(found: Found) -> bool:
    """Whether a quantity is a part of one whole: "a third"."""
    return found.value is not None and 0 < found.value < 1
