"""A value in the base unit of its kind."""

from streams.extraction.quantities import unit_table

KELVINS_AT_ZERO = {"degree Celsius": 273.15, "degree Fahrenheit": 255.3722222222222}


def value_si(value: float, unit: str) -> float | None:
    """A value in the base unit of its kind: metres, kilograms, seconds, kelvin, watts, bytes.

    `unit` is the name of a unit in units.toml; None for what has no factor (money, counts, and
    degrees of an unknown scale).
    """
    factor = unit_table.si_factors().get(unit)
    if factor is None or unit == "degree":
        return None
    return value * factor + KELVINS_AT_ZERO.get(unit, 0.0)
