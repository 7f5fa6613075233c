"""Degrees below zero: "plunge to 35 below zero", "ten degrees below zero"."""

from streams.extraction.quantities.found import NO_UNIT, Found
from streams.extraction.quantities.unit_names import unit_named
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.quantities.units import DEGREE
from streams.extraction.tokens import Tokens


def below_zero(tokens: Tokens, found: Found) -> Found:
    """A quantity with its sign, where "below zero" stands behind it; the zero is then no number."""
    at = found.last + 1
    if tokens.lower(at) != "below" or tokens.lower(at + 1) != "zero":
        return found
    if found.value is None or not (found.unit is NO_UNIT or found.unit.kind == "temperature"):
        return found
    scale = unit_named(tokens, at + 2)
    if scale is not None and scale[0].kind == "temperature":
        return _below(found, scale[1], scale[0])  # "20 degrees below zero Fahrenheit"
    return _below(found, at + 1, DEGREE if found.unit is NO_UNIT else found.unit)


def _below(found: Found, last: int, unit: Unit) -> Found:
    assert found.value is not None
    low, high = (None if end is None else -end for end in (found.high, found.low))
    return found._replace(last=last, value=-found.value, low=low, high=high, unit=unit)
