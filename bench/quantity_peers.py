"""Other tools that read quantities, each as a function from a text to what the scorer reads.

quantulum3 and Recognizers-Text where they can be imported, CQE by an interpreter that has it.
"""

import importlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.quantity_names import Quantities, measure

ENTITIES = {
    "currency": "money", "data storage": "data", "time": "age", "dimensionless": "number",
}  # fmt: skip
"""quantulum3's names for our kinds; an age is a time to it."""
CQE_LINES = Path(__file__).parent / "peers" / "cqe_lines.py"
CQE_UNITS = {"year of age": "year", "dollar": "US dollar"}


def quantulum() -> Callable[[str], Quantities]:
    parser = importlib.import_module("quantulum3.parser")

    def extract(text: str) -> Quantities:
        try:
            found = parser.parse(text)
        except Exception:  # it raises on some sentences; that is part of what is measured
            return []
        return [
            {"value": q.value, "unit": q.unit.name if q.unit.name != "dimensionless" else "-",
             "change": "=", "kind": _kind(q)}
            for q in found
        ]  # fmt: skip

    return extract


def _kind(quantity: Any) -> str:
    if quantity.unit.name == "percentage":
        return "percent"
    entity = str(quantity.unit.entity.name)
    return ENTITIES.get(entity, entity)


def recognizers() -> Callable[[str], Quantities]:
    number = importlib.import_module("recognizers_number")
    with_unit = importlib.import_module("recognizers_number_with_unit")

    def extract(text: str) -> Quantities:
        spans: dict[tuple[int, int], dict[str, Any]] = {}
        for kind, recognise in (
            ("money", with_unit.recognize_currency), ("length", with_unit.recognize_dimension),
            ("age", with_unit.recognize_age), ("temperature", with_unit.recognize_temperature),
            ("percent", number.recognize_percentage), ("number", number.recognize_number),
        ):  # fmt: skip
            for found in recognise(text, "en-us"):
                resolution = found.resolution or {}
                value = str(resolution.get("value") or "").rstrip("%")
                if any(a <= found.start <= b for a, b in spans):
                    continue
                try:
                    float(value)
                except ValueError:
                    continue
                unit = resolution.get("unit") or (
                    "percent" if "percent" in found.type_name else "-"
                )
                spans[found.start, found.end] = {
                    "value": value, "unit": unit, "change": "=", "kind": kind,
                }  # fmt: skip
        return list(spans.values())

    return extract


def cqe(python: str, model: str) -> Callable[[str], Quantities]:
    """CQE in its own interpreter, a sentence at a time."""
    process = subprocess.Popen(
        [python, str(CQE_LINES), model], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    given, taken = process.stdin, process.stdout

    def extract(text: str) -> Quantities:
        given.write(json.dumps(text) + "\n")
        given.flush()
        return [_cqe_named(quantity) for quantity in json.loads(taken.readline())]

    return extract


def _cqe_named(quantity: dict[str, Any]) -> dict[str, Any]:
    """A quantity of CQE with its unit by the name of our table, and of which kind that is."""
    name = CQE_UNITS.get(quantity["unit"], quantity["unit"])
    unit = measure(name)
    kind = "number" if unit is None else unit.kind
    return {**quantity, "unit": name, "kind": "age" if "of age" in quantity["unit"] else kind}
