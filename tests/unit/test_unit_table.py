"""The unit table against pint: every factor to a base unit that pint knows too."""

from typing import Any

import pint
import pytest

from streams.extraction.quantities import unit_table, value_si

UNITS = unit_table.unit_entries()
BASE = {
    "length": "metre", "area": "metre**2", "volume": "metre**3", "mass": "kilogram",
    "speed": "metre/second", "duration": "second", "energy": "joule", "power": "watt",
    "data": "byte", "percent": "", "rate": None, "number": None,
}  # fmt: skip
"""What pint converts to, by kind; None is its own base units."""
NAMES = {
    "ton": "short_ton", "nautical mile": "nautical_mile", "light year": "light_year",
    "megaton": "megatonne", "kilotonne": "kilotonne", "tonne": "metric_ton", "stone": "stone",
    "barrel": "oil_barrel", "mile per hour": "mile/hour", "metre per second": "metre/second",
    "kilometre per hour": "kilometre/hour", "percentage point": "percent", "year old": "year",
    "month old": "month", "calorie": "calorie", "night": "day", "degree": "", "US pint": "pint",
    "mile per gallon": "mile/gallon", "troy ounce": "troy_ounce", "long ton": "long_ton",
    "kilometre per second": "kilometre/second", "mile per second": "mile/second",
    "foot per second": "foot/second", "pound per square inch": "psi", "gigatonne": "gigatonne",
    "kilobit per second": "kilobit/second", "megabit per second": "megabit/second",
    "gigabit per second": "gigabit/second", "revolution per minute": "revolution/minute",
    "British thermal unit": "british_thermal_unit",
    "million British thermal unit": "megabritish_thermal_unit",
    "astronomical unit": "astronomical_unit",
    "fluid ounce": "fluid_ounce", "electronvolt": "electron_volt",
    "newton metre": "newton*metre", "pound foot": "force_pound*foot",
    "ampere hour": "ampere*hour", "milliampere hour": "milliampere*hour",
    "millimetre of mercury": "mmHg",
    "kiloton of TNT": "kiloton_TNT", "megaton of TNT": "megaton_TNT",
}  # fmt: skip
"""Names of ours that pint knows by another."""
CALENDAR = {"month": 2629746, "year": 31556952, "decade": 315569520, "century": 3155695200}
"""A mean Gregorian year of 365.2425 days; pint counts Julian ones."""
ALONE = {
    "acre": 4840 * 0.9144**2,
    "basis point": 1e-4,
    "part per million": 1e-6,
    "part per billion": 1e-9,
    "acre foot": 4840 * 0.9144**2 * 0.3048,
    "millennium": 31556952e3,
    "decibel": 1,
    "frame per second": 1,
    "megayear": 31556952e6,
    "gigayear": 31556952e9,
    "inverse second": 1,
    "inverse femtobarn": 1e43,
    "quintal": 100,
    "furlong": 220 * 0.9144,
    "fathom": 2 * 0.9144,
    "billion cubic metre": 1e9,
    "billion cubic foot": 1e9 * 0.3048**3,
    "trillion cubic foot": 1e12 * 0.3048**3,
    "megapixel": 1,
}
"""Ours are of the international foot where pint has the US survey's; pint knows no quintal."""


@pytest.fixture(scope="module")
def registry() -> Any:
    return pint.UnitRegistry()


def as_pint(name: str) -> str:
    words = NAMES.get(name, name)
    if words.startswith("square "):
        return f"{words.removeprefix('square ')}**2"
    if words.startswith("cubic "):
        return f"{words.removeprefix('cubic ')}**3"
    return words.replace(" ", "_") if "/" not in words else words


@pytest.mark.parametrize("name", sorted(n for n, u in UNITS.items() if u.kind in BASE))
def test_a_factor_is_the_one_of_pint(registry: Any, name: str) -> None:
    unit = UNITS[name]
    if name in CALENDAR or name in ALONE:
        assert unit.si == pytest.approx({**CALENDAR, **ALONE}[name])
        return
    assert as_pint(name) in registry or name in NAMES, "pint has no such unit: ALONE or NAMES"
    quantity, base = registry.Quantity(1, as_pint(name)), BASE[unit.kind]
    wanted = (quantity.to_base_units() if base is None else quantity.to(base)).magnitude
    assert unit.si == pytest.approx(wanted, rel=1e-6)


@pytest.mark.parametrize("degree", ["Celsius", "Fahrenheit"])
@pytest.mark.parametrize("value", [-40, 0, 37.5, 451])
def test_temperatures_become_kelvin(registry: Any, degree: str, value: float) -> None:
    wanted = registry.Quantity(value, f"degree_{degree}").to("kelvin").magnitude
    assert value_si(value, f"degree {degree}") == pytest.approx(wanted)
