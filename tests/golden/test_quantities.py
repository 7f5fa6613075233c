"""The golden sentences: cases as data in `quantities/*.toml`."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from schemas import Quantity
from streams import enrich

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:60]}")
    for path in sorted((Path(__file__).parent / "quantities").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def as_expected(quantity: Quantity, expected: dict[str, Any]) -> dict[str, Any]:
    """A quantity's fields under the names that the cases use, as far as the case names them."""
    counted = quantity.counted
    fields = {
        "surface": quantity.surface,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "relation": quantity.relation,
        "trend": quantity.trend,
        "kind": quantity.unit.kind,
        "unit": quantity.unit.name,
        "currency": quantity.unit.currency,
        "counted": counted.surface if counted else None,
        "head": counted.head if counted else None,
        "class": counted.class_ if counted else None,
        "per": quantity.per,
        "predicate": quantity.predicate,
    }
    return {name: fields[name] for name in expected}


@pytest.mark.parametrize("case", CASES)
def test_sentence(case: dict[str, Any]) -> None:
    found = enrich(case["text"], cleaned=False).quantities
    surfaces = [quantity.surface for quantity in found]
    assert len(found) == len(case["quantities"]), surfaces
    for quantity, expected in zip(found, case["quantities"], strict=True):
        assert as_expected(quantity, expected) == expected
