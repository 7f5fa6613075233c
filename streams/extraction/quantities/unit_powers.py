"""Lengths and speeds to a power: km³, m², "4 km squared", m/s²."""

from streams.extraction.quantities import unit_table
from streams.extraction.quantities.found import Measured
from streams.extraction.quantities.unit_table import Unit
from streams.extraction.tokens import Tokens

POWERS = {
    "2": "square ", "²": "square ", "squared": "square ",
    "3": "cubic ", "³": "cubic ", "cubed": "cubic ",
}  # fmt: skip


def to_the_power(tokens: Tokens, measured: Measured) -> Measured:
    """A length with its power: km^3, m², "4 km squared"; a speed by the second, m/s²."""
    kind, at = measured.unit.kind, measured.last + 1
    if kind not in {"length", "speed"}:
        return measured
    if tokens.lower(at) == "^" and tokens.glued(at):
        at += 1
    word = tokens.lower(at)
    if word not in POWERS or (word[0].isdecimal() and not tokens.glued(at - 1)):
        return measured
    if kind == "speed":
        name = measured.unit.name.replace("per second", "per square second")
        return Measured(Unit(name, "rate"), measured.first, at)
    entry = unit_table.unit_entries().get(POWERS[word] + measured.unit.name)
    if entry is None:
        return measured
    name = POWERS[word] + measured.unit.name
    return Measured(Unit(name, entry.kind, entry.symbol), measured.first, at)
