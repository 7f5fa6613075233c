"""The golden sentences: cases as data in `quantities/*.toml`.

`held_out_*.toml` were written before their output was seen and are measured as wholes, against
a floor. The failures of most were read and their classes fixed since, so that they are no longer an
unseen measure: only those of `held_out_final`, `held_out_sixth` and `held_out_ninth` were not. The
weights of what a number is about are learnt from the rest, but for `held_out_eighth`. First scores
are in docs/quantities-measured.md. Floors are set below what a file scored.
"""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas import Quantity
from streams import enrich
from streams.extraction.quantities.concepts import concept_of

FOLDER = Path(__file__).parent / "quantities"


def cases(pattern: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob(pattern)):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            yield path.stem, case


CASES = [
    pytest.param(case, id=f"{stem}: {case['text'][:60]}")
    for stem, case in cases("*.toml")
    if not stem.startswith("held_out")
]


def as_expected(quantity: Quantity, expected: dict[str, Any]) -> dict[str, Any]:
    """A quantity's fields under the names that the cases use, as far as the case names them.

    No predicate, and nothing counted, is "".
    """
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
        "counted": counted.surface if counted else "",
        "head": counted.head if counted else None,
        "class": counted.class_ if counted else None,
        "per": quantity.per,
        "predicate": quantity.predicate or "",
    }
    return {name: fields[name] for name in expected}


@pytest.mark.parametrize("case", CASES)
def test_sentence(case: dict[str, Any]) -> None:
    found = enrich(case["text"], cleaned=False).quantities
    surfaces = [quantity.surface for quantity in found]
    assert len(found) == len(case["quantities"]), surfaces
    for quantity, expected in zip(found, case["quantities"], strict=True):
        assert as_expected(quantity, expected) == expected


# The held-out half


def same_value(quantity: Quantity, wanted: dict[str, Any]) -> bool:
    if "low" in wanted:
        return quantity.value is None and (quantity.low, quantity.high) == (
            wanted["low"],
            wanted["high"],
        )
    return quantity.value is not None and abs(quantity.value - wanted["value"]) < 1e-6 * max(
        1, abs(wanted["value"])
    )


def same_unit(quantity: Quantity, wanted: dict[str, Any]) -> bool:
    if "currency" in wanted:
        return bool(quantity.unit.currency == wanted["currency"])
    return bool(quantity.unit.name == wanted["unit"])


def same_change(quantity: Quantity, wanted: dict[str, Any]) -> bool:
    return (quantity.relation, quantity.trend) == (wanted["relation"], wanted.get("trend"))


Test = Callable[[Quantity, dict[str, Any]], bool]


def held_out_f1(stem: str) -> dict[str, float]:
    """F1 on a held-out file: by value, and by value with unit, change, concept, and all three.

    `concept` asks for one word in common, `concept full` for the same words.
    """
    right = dict.fromkeys(("value", "unit", "change", "all three", "concept", "concept full"), 0)
    gold = predicted = 0
    for _, case in cases(f"{stem}.toml"):
        article = enrich(case["text"], cleaned=False)
        gold += len(case["quantities"])
        predicted += len(article.quantities)
        left = list(article.quantities)
        for wanted in case["quantities"]:
            match = next((q for q in left if same_value(q, wanted)), None)
            if match is None:
                continue
            left.remove(match)
            unit, change = same_unit(match, wanted), same_change(match, wanted)
            named = {word.lower() for word in concept_of(match, article)}
            words = {word.lower() for word in wanted["concept"]}
            right["value"] += 1
            right["unit"] += unit
            right["change"] += change
            right["all three"] += unit and change
            right["concept"] += bool(named & words) or named == words
            right["concept full"] += named == words
    return {name: 200 * hits / (gold + predicted) for name, hits in right.items()}


FLOORS = {
    "held_out_news": {"value": 97, "unit": 97, "change": 95, "all three": 95, "concept": 91,
                      "concept full": 75},
    "held_out_wire": {"value": 99, "unit": 98, "change": 97, "all three": 96, "concept": 94,
                      "concept full": 89},
    "held_out_last": {"value": 99, "unit": 98, "change": 94, "all three": 93, "concept": 94,
                      "concept full": 90},
    "held_out_desk": {"value": 97, "unit": 95, "change": 91, "all three": 89, "concept": 84,
                      "concept full": 81},
    "held_out_final": {"value": 96, "unit": 94, "change": 95, "all three": 92, "concept": 83,
                       "concept full": 78},
    "held_out_fresh": {"value": 98, "unit": 96, "change": 97, "all three": 95, "concept": 90,
                       "concept full": 79},
    "held_out_second": {"value": 98, "unit": 96, "change": 95, "all three": 94, "concept": 88,
                        "concept full": 80},
    "held_out_third": {"value": 97, "unit": 94, "change": 95, "all three": 93, "concept": 84,
                       "concept full": 77},
    "held_out_fourth": {"value": 98, "unit": 95, "change": 93, "all three": 91, "concept": 85,
                        "concept full": 83},
    "held_out_fifth": {"value": 97, "unit": 93, "change": 95, "all three": 92, "concept": 88,
                       "concept full": 81},
    "held_out_sixth": {"value": 97, "unit": 93, "change": 91, "all three": 87, "concept": 83,
                       "concept full": 74},
    "held_out_seventh": {"value": 97, "unit": 93, "change": 93, "all three": 90, "concept": 88,
                         "concept full": 78},
    "held_out_eighth": {"value": 97, "unit": 92, "change": 93, "all three": 88, "concept": 73,
                        "concept full": 65},
    "held_out_ninth": {"value": 97, "unit": 92, "change": 92, "all three": 87, "concept": 74,
                       "concept full": 67},
}  # fmt: skip


@pytest.mark.parametrize("stem", FLOORS)
def test_a_held_out_file(stem: str) -> None:
    """A floor for the whole: what fails here is a fact about the rules, not a case to tune on."""
    f1 = held_out_f1(stem)
    print(stem, {name: round(value, 1) for name, value in f1.items()})
    assert all(f1[name] >= floor for name, floor in FLOORS[stem].items()), f1
