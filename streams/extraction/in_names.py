"""Dates and numbers that are part of a name, and names that are part of a date: "Fox News Sunday",
"38 North", Mar-a-Lago; "in May 2011" of a text about Theresa May.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from schemas import Date, Entity, Mention, Quantity

OPENING, CLOSING = ("“", '"', "‘"), ("”", '"', "’")


class Labelled(NamedTuple):
    """Characters and what they are: a mention by its entity's type, a date by its granularity."""

    start: int
    end: int
    label: str

    def holds_more_than(self, found: Date | Quantity | Mention) -> bool:
        return (self.start, self.end) != (found.start, found.end)


def names_of(entities: Iterable[Entity]) -> list[Labelled]:
    """The mentions of a text, in order; none overlaps another."""
    return sorted(Labelled(m.start, m.end, e.type) for e in entities for m in e.mentions)


def without_dates(entities: Sequence[Entity], dates: Sequence[Date]) -> list[Entity]:
    """The entities, people without mentions that are a month. Who has no other keeps them."""
    days = [Labelled(date.start, date.end, date.granularity) for date in dates]
    return [e if e.type != "PERSON" else _without_months(e, days) for e in entities]


def _without_months(person: Entity, days: Sequence[Labelled]) -> Entity:
    kept = [m for m in person.mentions if not _is_month(m, _holder(m, days))]
    return replace(person, mentions=kept) if 0 < len(kept) < len(person.mentions) else person


def _is_month(mention: Mention, day: Labelled | None) -> bool:
    """Whether a mention is part of a date, or a month by itself."""
    return day is not None and (day.holds_more_than(mention) or day.label == "month")


def dates_outside(text: str, dates: Sequence[Date], names: Sequence[Labelled]) -> list[Date]:
    """The dates but for those of a name; an event's is when it was: "the 2016 Election"."""
    return [date for date in dates if not _is_of_name(text, date, _holder(date, names))]


def _is_of_name(text: str, date: Date, name: Labelled | None) -> bool:
    """Whether a date is part of a name, or a programme: "he told Today"."""
    if name is None or name.label == "EVENT":
        return False
    if name.holds_more_than(date):
        return True
    says = text.endswith(OPENING, 0, date.start)  # “Today we vote”
    closes = text[date.end : date.end + 2].lstrip(",.")[:1] in CLOSING  # on “Today,” he said
    return name.label == "WORK" and (closes or not says)


def quantities_outside(quantities: Sequence[Quantity], names: Sequence[Labelled]) -> list[Quantity]:
    """The quantities but for those that are part of a longer name: "Grace 1", "32 Advisors"."""
    return [q for q in quantities if not _is_part(q, _holder(q, names))]


def _is_part(quantity: Quantity, name: Labelled | None) -> bool:
    """Whether a quantity is part of a name, and not how often there was an event: "their fourth
    World Cup"."""
    if name is None or not name.holds_more_than(quantity):
        return False
    return name.label != "EVENT" or quantity.unit.kind != "ordinal"


def _holder(found: Date | Quantity | Mention, among: Sequence[Labelled]) -> Labelled | None:
    """What holds the characters of something found, of what is in order and does not overlap."""
    at = bisect_right(among, (found.start, float("inf"))) - 1
    holder = among[at] if at >= 0 else None
    return holder if holder is not None and found.end <= holder.end else None
