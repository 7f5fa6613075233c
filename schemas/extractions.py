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
    """Offset of the first character, in Unicode code points, into the event's `text`."""
    end: Offset
    """Offset after the last character."""


class Mention(msgspec.Struct, kw_only=True, frozen=True):
    """One place where an entity is named."""

    start: Offset
    """Offset of the first character, in Unicode code points, into the event's `text`."""
    end: Offset
    """Offset after the last character."""
    surface: str
    """The text between them."""


class Entity(msgspec.Struct, kw_only=True, frozen=True):
    """Someone or something with a name; one an article, however often it is mentioned."""

    id: str
    """In this article: `e1`, `e2` ... in order of first mention."""
    key: str
    """Stable across articles: type, and in small letters the name that it has in all of them."""
    type: EntityType
    """What it is."""
    name: str
    """The fullest form found."""
    mentions: list[Mention]
    """Every place where it is named, in the order of the text."""
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    roles: list[str] = []
    """What the text says that it is: `Ukrainian President`."""
    confidence: Confidence
    """0 to 1."""


class Unit(msgspec.Struct, kw_only=True, frozen=True):
    """What a quantity is measured in."""

    kind: UnitKind
    """What is measured."""
    name: str
    """The singular name: `metre`, `percent`, `US dollar`; for counts, what is counted."""
    symbol: str | None = None
    """`km`, `%`, `$`."""
    currency: str | None = None
    """ISO 4217."""


class Counted(msgspec.Struct, kw_only=True, frozen=True):
    """What is counted: "Russian military personnel", head "personnel", class "personnel"."""

    surface: str
    """The noun phrase as written."""
    head: str
    """Its head noun."""
    class_: str | None = msgspec.field(name="class", default=None)
    """What it belongs to, of a closed list: `personnel`, `tanks`, `people`; null for any other."""


class Quantity(msgspec.Struct, kw_only=True, frozen=True):
    """A number with what it measures or counts and how it is meant.

    `low` and `high` bound the value, null where open: "at least 40" is 40, 40, null;
    "dozens" is null, 12, 120.
    """

    start: Offset
    """Offset of the first character, in Unicode code points, into the event's `text`."""
    end: Offset
    """Offset after the last character."""
    surface: str
    """The text between them."""
    value: Number | None
    """The number that is named; null for a range and for words such as "dozens"."""
    low: Number | None
    """The lowest that it may be; null where open."""
    high: Number | None
    """The highest that it may be; null where open."""
    relation: Relation
    """How the number is meant."""
    trend: Trend | None = None
    """Whether the text says that it went up or down."""
    unit: Unit
    """What it is measured in."""
    value_si: Number | None = None
    """`value` in the base unit of its kind: metre, square metre, cubic metre, kilogram, second,
    metre per second, kelvin, joule, watt, byte; percentages as fractions; null for the rest."""
    counted: Counted | None = None
    """What is counted or measured, where the sentence or one right before it names it."""
    per: str | None = None
    """For rates: `day`, `year`, `hour` ..."""
    entities: list[str] = []
    """Ids of the entities that the number is about."""
    predicate: str | None = None
    """What happens to it: `killed`, `take part`."""
    sentence: int
    """Index into `sentences`."""
    confidence: Confidence
    """0 to 1."""


class Date(msgspec.Struct, kw_only=True, frozen=True):
    """A point or stretch of time, resolved against `published_at` where it is relative."""

    start: Offset
    """Offset of the first character, in Unicode code points, into the event's `text`."""
    end: Offset
    """Offset after the last character."""
    surface: str
    """The text between them."""
    resolved: str | None
    """ISO 8601: a date, a month, a year, or an interval `start/end`; null where it cannot be."""
    granularity: Granularity
    """How exact it is."""
    relative: bool = False
    """Whether it was resolved against `published_at`: "Monday", "last month"."""


class Quote(msgspec.Struct, kw_only=True, frozen=True):
    """Direct speech, marks included; one quote where it runs over several paragraphs."""

    start: Offset
    """Offset of the first character, in Unicode code points, into the event's `text`."""
    end: Offset
    """Offset after the last character."""
    surface: str
    """The text between them."""
    speaker: str | None = None
    """Entity id."""
    cue: str | None = None
    """The verb that introduces it: `said`, `warned`."""
