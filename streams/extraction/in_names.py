"""Dates and numbers that are part of a name, and names that are part of a date: "Fox News Sunday",
"38 North", Mar-a-Lago; "in May 2011" of a text about Theresa May.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from schemas import Date, Entity, Quantity

OPENING, CLOSING = ("“", '"', "‘"), ("”", '"', "’")


class Named(NamedTuple):
    """A mention: its characters, and the type of its entity."""

    start: int
    end: int
    type: str


def names_of(entities: Iterable[Entity]) -> list[Named]:
    """The mentions of a text, in order; none overlaps another."""
    return sorted(Named(m.start, m.end, e.type) for e in entities for m in e.mentions)


def without_dates(entities: Sequence[Entity], dates: Sequence[Date]) -> list[Entity]:
    """The entities, people without mentions that are a month. Who has no other keeps them."""
    spans = [(date.start, date.end, date.granularity) for date in dates]
    return [e if e.type != "PERSON" else _without_months(e, spans) for e in entities]


def _without_months(person: Entity, spans: Sequence[tuple[int, int, str]]) -> Entity:
    kept = [m for m in person.mentions if not _is_month(m.start, m.end, spans)]
    return replace(person, mentions=kept) if 0 < len(kept) < len(person.mentions) else person


def _is_month(start: int, end: int, spans: Sequence[tuple[int, int, str]]) -> bool:
    """Whether characters are part of a date, or a month by themselves."""
    at = bisect_right(spans, (start, float("inf"), "")) - 1
    if at < 0 or end > spans[at][1]:
        return False
    return spans[at][:2] != (start, end) or spans[at][2] == "month"


def dates_outside(text: str, dates: Sequence[Date], names: Sequence[Named]) -> list[Date]:
    """The dates but for those of a name; an event's is when it was: "the 2016 Election"."""
    return [date for date in dates if not _is_of_name(text, date, _holder(date, names))]


def _is_of_name(text: str, date: Date, name: Named | None) -> bool:
    """Whether a date is part of a name, or a programme: "he told Today"."""
    if name is None or name.type == "EVENT":
        return False
    if name[:2] != (date.start, date.end):
        return True
    says = text.endswith(OPENING, 0, date.start)  # “Today we vote”
    closes = text[date.end : date.end + 2].lstrip(",.")[:1] in CLOSING  # on “Today,” he said
    return name.type == "WORK" and (closes or not says)


def quantities_outside(quantities: Sequence[Quantity], names: Sequence[Named]) -> list[Quantity]:
    """The quantities but for those that are part of a longer name: "Grace 1", "32 Advisors"."""
    return [q for q in quantities if not _is_part(q, _holder(q, names))]


def _is_part(quantity: Quantity, name: Named | None) -> bool:
    """Whether a quantity is part of a name, and not how often there was an event: "their fourth
    World Cup"."""
    if name is None or name[:2] == (quantity.start, quantity.end):
        return False
    return name.type != "EVENT" or quantity.unit.kind != "ordinal"


def _holder(found: Date | Quantity, names: Sequence[Named]) -> Named | None:
    """The name whose characters hold those of a date or quantity."""
    at = bisect_right(names, (found.start, float("inf"))) - 1
    name = names[at] if at >= 0 else None
    return name if name is not None and found.end <= name.end else None
