"""Rules that are asked only near their words say the same as if they were asked everywhere.

A rule that learns a word which its gate does not have is never asked, and nothing else tells.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from schemas import Quantity
from streams import enrich
from streams.extraction.quantities import context, exclusions
from streams.extraction.quantities.exclusions import times

FOLDER = Path(__file__).parent / "quantities"
FILES = sorted(FOLDER.glob("*.toml"))


class Everything(frozenset[str]):
    """A gate that is open."""

    def __contains__(self, word: object) -> bool:
        return True

    def isdisjoint(self, others: Iterable[object]) -> bool:
        return False


def quantities(path: Path) -> list[tuple[Quantity, ...]]:
    cases = tomllib.loads(path.read_text("utf-8"))["case"]
    return [tuple(enrich(case["text"], cleaned=False).quantities) for case in cases]


def open_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = exclusions._rules
    all_needs = exclusions.BETWEEN_WORDS - 1
    monkeypatch.setattr(
        exclusions, "_rules", lambda begins, form, told: rules(begins, form, told | all_needs)
    )
    monkeypatch.setattr(context, "TELLING", Everything())
    monkeypatch.setattr(context, "BEFORE_AGES", Everything())


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_rule_misses_nothing_by_its_gate(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gated = quantities(path)
    open_gates(monkeypatch)
    for asked_near, asked_always in zip(gated, quantities(path), strict=True):
        assert asked_near == asked_always


def test_a_word_that_a_gate_lacks_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail."""
    text = "The flight leaves at 5 p.m. and is 20 minutes late."
    monkeypatch.setitem(exclusions.NEEDS, times.clock_time, frozenset())
    shut = exclusions.TELLING | {"p": 0, "m": 0}
    monkeypatch.setattr(exclusions, "TELLING", shut)
    gated = enrich(text).quantities
    open_gates(monkeypatch)
    assert enrich(text).quantities != gated
