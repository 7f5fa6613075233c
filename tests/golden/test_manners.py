"""Sentences in the manners of news (prices, tolls, scores, forecasts), labelled before any output
on them was seen: value, unit, how it is meant, which way it goes and the head of what is counted.

`manners/first.toml` was read and its general failures mended, `second.toml` was not. First scores
are in docs/quantities-measured.md; floors are set below what a file scored.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from streams import enrich
from tests.golden.test_quantities import same_change, same_unit, same_value

FOLDER = Path(__file__).parent / "manners"
FLOORS = {
    "first": {"value": 97, "unit": 94, "change": 93, "all three": 91, "heads": 92},
    "second": {"value": 97, "unit": 94, "change": 94, "all three": 92, "heads": 92},
}


def scores(cases: list[dict[str, Any]]) -> dict[str, float]:
    """F1 by value, and by value with unit, change and both; `heads`: the share of heads right."""
    right = dict.fromkeys(("value", "unit", "change", "all three"), 0)
    heads = heads_right = given = 0
    for case in cases:
        left = list(enrich(case["text"], cleaned=False).quantities)
        given += len(left) + len(case["quantities"])
        for wanted in case["quantities"]:
            heads += "head" in wanted
            match = next((q for q in left if same_value(q, wanted)), None)
            if match is None:
                continue
            left.remove(match)
            unit, change = same_unit(match, wanted), same_change(match, wanted)
            right["value"] += 1
            right["unit"] += unit
            right["change"] += change
            right["all three"] += unit and change
            counted = match.counted
            heads_right += counted is not None and counted.head == wanted.get("head")
    found = {name: 200 * hits / given for name, hits in right.items()}
    return found | {"heads": 100 * heads_right / heads}


@pytest.mark.parametrize("stem", FLOORS)
def test_manners_of_news(stem: str) -> None:
    """A floor for the whole file."""
    found = scores(tomllib.loads((FOLDER / f"{stem}.toml").read_text("utf-8"))["case"])
    print(stem, {name: round(value, 1) for name, value in found.items()})
    assert all(found[name] >= floor for name, floor in FLOORS[stem].items()), found
