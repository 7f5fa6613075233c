"""What is found in a text: spans, entities, quantities, dates, quotes."""

from typing import Annotated, Literal

import msgspec

Offset = Annotated[int, msgspec.Meta(ge=0)]
Confidence = Annotated[float, msgspec.Meta(ge=0, le=1)]
Number = int | float

EntityType = Literal[
    "PERSON",
    "ORG",
    "PLACE",
    "GROUP",
    "EVENT",
    "WEAPON",
    "VEHICLE",
    "PRODUCT",
    "WORK",
    "FACILITY",
]
Relation = Literal[
    "exactly",
    "approximately",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "between",
]
Trend = Literal["up", "down"]
UnitKind = Literal[
    "count",
    "money",
    "percent",
    "length",
    "area",
    "volume",
    "mass",
    "speed",
    "duration",
    "age",
    "temperature",
    "energy",
    "power",
    "data",
    "rate",
    "ordinal",
    "number",
]
Granularity = Literal["instant", "day", "week", "month", "season", "quarter", "year", "decade"]


class Span(msgspec.Struct, kw_only=True, frozen=True):
    """Character offsets into the event's `text`, end exclusive."""

    start: Offset
    end: Offset


class Mention(msgspec.Struct, kw_only=True, frozen=True):
    start: Offset
    end: Offset
    surface: str


class Entity(msgspec.Struct, kw_only=True, frozen=True):
    """Someone or something with a name; one an article, however often it is mentioned."""

    id: str
    """In this article: `e1`, `e2` ... in order of first mention."""
    key: str
    """Stable across articles: type and normalised name."""
    type: EntityType
    name: str
    """The fullest form found."""
    mentions: list[Mention]
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    roles: list[str] = []
    confidence: Confidence


class Unit(msgspec.Struct, kw_only=True, frozen=True):
    kind: UnitKind
    name: str
    """The singular name: `metre`, `percent`, `US dollar`; for counts, what is counted."""
    symbol: str | None = None
    currency: str | None = None
    """ISO 4217."""


class Counted(msgspec.Struct, kw_only=True, frozen=True):
    """What is counted: "Russian military personnel", head "personnel", class "personnel"."""

    surface: str
    head: str
    class_: str | None = msgspec.field(name="class", default=None)


class Quantity(msgspec.Struct, kw_only=True, frozen=True):
    """A number with what it measures or counts and how it is meant.

    `low` and `high` bound the value, null where open: "at least 40" is 40, 40, null;
    "dozens" is null, 12, 120.
    """

    start: Offset
    end: Offset
    surface: str
    value: Number | None
    low: Number | None
    high: Number | None
    relation: Relation
    trend: Trend | None = None
    unit: Unit
    value_si: Number | None = None
    """`value` in the base unit of its kind: metre, square metre, cubic metre, kilogram, second,
    metre per second, kelvin, joule, watt, byte; percentages as fractions; null for the rest."""
    counted: Counted | None = None
    per: str | None = None
    """For rates: `day`, `year`, `hour` ..."""
    entities: list[str] = []
    """Ids of the entities that the number is about."""
    predicate: str | None = None
    """What happens to it: `killed`, `take part`."""
    sentence: int
    """Index into `sentences`."""
    confidence: Confidence


class Date(msgspec.Struct, kw_only=True, frozen=True):
    """A point or stretch of time, resolved against `published_at` where it is relative."""

    start: Offset
    end: Offset
    surface: str
    resolved: str | None
    """ISO 8601: a date, a month, a year, or an interval `start/end`; null where it cannot be."""
    granularity: Granularity
    relative: bool = False


class Quote(msgspec.Struct, kw_only=True, frozen=True):
    """Direct speech, marks included; one quote where it runs over several paragraphs."""

    start: Offset
    end: Offset
    surface: str
    speaker: str | None = None
    """Entity id."""
    cue: str | None = None
    """The verb that introduces it: `said`, `warned`."""
