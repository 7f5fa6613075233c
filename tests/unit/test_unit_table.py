"""The unit table against pint: every factor to a base unit that pint knows too."""

from typing import Any

import pint
import pytest

from streams.extraction.quantities import value_si, vocabulary

UNITS = vocabulary.read("units.toml", dict[str, vocabulary.UnitEntry])
BASE = {
    "length": "metre", "area": "metre**2", "volume": "metre**3", "mass": "kilogram",
    "speed": "metre/second", "duration": "second", "energy": "joule", "power": "watt",
    "data": "byte", "percent": "", "rate": "",
}  # fmt: skip
NAMES = {
    "ton": "short_ton", "nautical mile": "nautical_mile", "light year": "light_year",
    "megaton": "megatonne", "kilotonne": "kilotonne", "tonne": "metric_ton", "stone": "stone",
    "barrel": "oil_barrel", "mile per hour": "mile/hour", "metre per second": "metre/second",
    "kilometre per hour": "kilometre/hour", "percentage point": "percent", "year old": "year",
    "month old": "month", "calorie": "calorie", "night": "day", "degree": "",
}  # fmt: skip
"""Names of ours that pint knows by another."""
CALENDAR = {"month": 2629746, "year": 31556952, "decade": 315569520, "century": 3155695200}
"""A mean Gregorian year of 365.2425 days; pint counts Julian ones."""
ALONE = {
    "acre": 4840 * 0.9144**2,
    "basis point": 1e-4,
    "part per million": 1e-6,
    "part per billion": 1e-9,
}
"""Ours is the international acre, of 4,840 square yards; pint has that of the US survey."""


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
    wanted = registry.Quantity(1, as_pint(name)).to(BASE[unit.kind]).magnitude
    assert unit.si == pytest.approx(wanted, rel=1e-6)


@pytest.mark.parametrize("degree", ["Celsius", "Fahrenheit"])
@pytest.mark.parametrize("value", [-40, 0, 37.5, 451])
def test_temperatures_become_kelvin(registry: Any, degree: str, value: float) -> None:
    wanted = registry.Quantity(value, f"degree_{degree}").to("kelvin").magnitude
    assert value_si(value, f"degree {degree}") == pytest.approx(wanted)
