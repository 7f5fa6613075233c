"""Quantities as the scorer of the public suites reads them: ours, and units by our table's names.

"kilometer" is "kilometre" on both sides; relation and trend are one sign.
"""

from typing import Any

from streams.extraction.quantities import Found, find_quantities, singular, unit_table
from streams.extraction.quantities.unit_names import match
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.tokens import Tokens, tokenise

Quantities = list[dict[str, Any]]
CHANGE = {
    "exactly": "=", "approximately": "~", "at_least": ">", "more_than": ">",
    "at_most": "<", "less_than": "<", "between": "=",
}  # fmt: skip


def unit_name(text: str) -> str:
    """The name our unit table has for a unit as another tool writes it."""
    of, per, by = text.partition(" per ")
    if per and of.lower() in SAME_UNITS:
        return f"{SAME_UNITS[of.lower()]} per {by}"  # "dollar per hour"
    unit = measure(text)
    return text.lower() if unit is None else unit.name


def measure(text: str) -> Unit | None:
    """The unit of our table that a whole text names."""
    tokens = tokenise(SAME_UNITS.get(text.lower(), text))
    found = match(unit_table.units(), tokens, 0)
    if found is None or found[1] < len(tokens) - 1:
        return None
    assert isinstance(found[0], Unit)
    return found[0]


SAME_UNITS = {
    "percentage": "percent", "c": "degree Celsius", "f": "degree Fahrenheit", "k": "kelvin",
    "cubic centimetre": "millilitre", "pound-mass": "pound", "dollar": "US dollar",
    "united states dollar": "US dollar",
}  # fmt: skip


def change_of(found: Found) -> str:
    """The scorer's one sign for relation and trend: a bound is said before a direction."""
    if found.relation in {"exactly", "between"} and found.trend is not None:
        return found.trend
    return CHANGE[found.relation]


NO_KIND = {"degree": "degree", "radian": "angle"}
"""What a bare degree measures is not known: it is compared in either suite."""


def ours(text: str) -> Quantities:
    tokens = tokenise(text)
    return [as_prediction(tokens, found) for found in find_quantities(tokens)]


def as_prediction(tokens: Tokens, found: Found) -> dict[str, Any]:
    """One quantity as the scorer reads it."""
    value = found.value if found.value is not None else [found.low, found.high]
    unit = found.unit.name
    if found.unit.kind == "age":
        unit = unit.removesuffix(" old")
    if found.unit.kind == "count" and found.counted is not None:
        unit = singular(tokens.lower(found.counted.head))
    counted = found.counted
    concept = tokens.surface(counted.first, counted.last).split() if counted else ["-"]
    return {
        "value": value,
        "unit": "-" if unit in {"", "number"} else unit,
        "change": change_of(found),
        "concept": concept,
        "kind": NO_KIND.get(unit, found.unit.kind),
        "per": found.per,
    }
