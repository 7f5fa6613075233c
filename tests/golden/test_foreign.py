"""Sentences in other languages with their quantities: cases as data in `foreign/cases.toml`."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from streams.extraction.quantities import find_foreign, head_of
from streams.extraction.quantities.found import Found
from streams.extraction.tokens import Tokens, tokenise

CASES = tomllib.loads((Path(__file__).parent / "foreign" / "cases.toml").read_text("utf-8"))["case"]


def as_expected(tokens: Tokens, quantity: Found, expected: dict[str, Any]) -> dict[str, Any]:
    """A quantity's fields under the names that the cases use, as far as the case names them."""
    counted = quantity.counted
    fields = {
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "relation": quantity.relation,
        "kind": quantity.unit.kind,
        "unit": quantity.unit.name,
        "currency": quantity.unit.currency,
        "counted": tokens.surface(counted.first, counted.last) if counted else "",
        "head": head_of(tokens, counted) if counted else None,
        "per": quantity.per,
    }
    return {name: fields[name] for name in expected}


@pytest.mark.parametrize("case", CASES, ids=[f"{c['language']}: {c['text'][:50]}" for c in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    tokens = tokenise(case["text"])
    found = find_foreign(tokens, case["language"])
    surfaces = [tokens.surface(quantity.first, quantity.last) for quantity in found]
    assert len(found) == len(case["quantities"]), surfaces
    for quantity, expected in zip(found, case["quantities"], strict=True):
        assert as_expected(tokens, quantity, expected) == expected
