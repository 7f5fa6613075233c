"""Ours beside CQE (Almasian et al., EMNLP 2023) on sentences with labels, one measure for both.

    python -m bench.labelled --articles raw_articles.jsonl.gz --scorer ../shared/bench \\
        [--cqe PYTHON --model MODEL] [--file held_out_ninth]

The sentences are the test part of `training.real` and, with `--file`, golden files. Each quantity
of a label and one of a tool are paired by value, and F1 counts the pairs that also agree in unit,
change and concept, each at its best pairing. What the tools name differently is made one for both:

- A unit is its name in our table, without what it is counted by ("per day"). What is counted is no
  unit: only that it is no measure is compared, as its noun is part of the concept.
- Relation and trend are one sign (`=`, `~`, `<`, `>`, up, down), a bound before a trend; "dozens"
  and a range are `=`.
- A range of CQE that descends is where it ends, and down ("from 8 to 6 percent").
- CQE has the noun that it counts as the unit, other words as the concept: its concept is whichever
  of the two, or both together, fits best.
- Ordinals are left out, as CQE has none.
"""

import argparse
import importlib
import math
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.quantities import scorer_for
from bench.quantity_names import CHANGE, measure
from bench.quantity_peers import cqe
from schemas import Quantity
from streams import enrich
from streams.extraction.quantities import concept_of, find_quantities
from streams.extraction.quantities.concepts import content_words
from streams.extraction.quantities.currency_codes import currency_code
from streams.extraction.tokens import tokenise
from training.real import read_sentences

Value = float | tuple[float, float]


class Reading(NamedTuple):
    """A quantity as a label or a tool has it."""

    value: Value
    unit: str
    """The name in our table; empty where nothing is measured."""
    change: str
    concepts: list[set[str]]
    """The words of what it is about; several where any of them will do."""
    unclear: bool = False
    """Whether two readers would differ about the concept."""


Labelled = tuple[str, list[Reading]]


def measure_name(unit: str) -> str:
    """The name of a measure in our table; empty for what is counted."""
    name = unit.removesuffix(" old")
    found = measure(name) or measure(name.partition(" per ")[0])
    return "" if found is None else found.name


def one_sign(relation: str, trend: str | None, value: float | None) -> str:
    """A bound before a trend; bounds that are a value of their own are exact."""
    if trend and relation in {"exactly", "between"}:
        return trend
    return "=" if value is None and relation == "approximately" else CHANGE[relation]


def labelled_news(articles: Path) -> Iterator[Labelled]:
    """The test part of the real sentences."""
    for sentence in read_sentences(articles, "test"):
        readings = [
            Reading(
                _ends(label.value, label.low, label.high),
                measure_name(label.unit),
                one_sign(label.relation, label.trend, label.value),
                [label.about or set()],
                unclear=label.about is None,
            )
            for label in sentence.labels
        ]
        ordinal = [label.unit == "ordinal" for label in sentence.labels]
        yield sentence.text, _but(readings, ordinal)


def labelled_golden(stem: str) -> Iterator[Labelled]:
    """The sentences of a golden file."""
    golden = importlib.import_module("tests.golden.test_quantities")
    for _, case in golden.cases(f"{stem}.toml"):
        wanted = case["quantities"]
        readings = [
            Reading(
                _ends(q.get("value"), q.get("low"), q.get("high")),
                _money(q["currency"]) if "currency" in q else measure_name(q["unit"]),
                one_sign(q["relation"], q.get("trend"), q.get("value")),
                [{word.lower() for word in q["concept"]}],
            )
            for q in wanted
        ]
        yield case["text"], _but(readings, [q.get("unit") == "ordinal" for q in wanted])


def _but(readings: Sequence[Reading], left_out: Sequence[bool]) -> list[Reading]:
    return [reading for reading, out in zip(readings, left_out, strict=True) if not out]


def _ends(value: float | None, low: float | None, high: float | None) -> Value:
    if value is not None:
        return float(value)
    assert low is not None
    assert high is not None
    return float(low), float(high)


def _money(code: str) -> str:
    coded = currency_code(code)
    return coded[0].name if coded is not None else code


def ours(text: str) -> list[Reading]:
    article = enrich(text, cleaned=False)
    return [_ours(q, concept_of(q, article)) for q in article.quantities if not _ordinal(q)]


def _ordinal(quantity: Quantity) -> bool:
    return quantity.unit.kind == "ordinal"


def _ours(quantity: Quantity, concept: list[str]) -> Reading:
    measured = quantity.unit.kind not in {"count", "number"} or quantity.unit.name != "number"
    return Reading(
        _ends(quantity.value, quantity.low, quantity.high),
        measure_name(quantity.unit.name) if measured else "",
        one_sign(quantity.relation, quantity.trend, quantity.value),
        [{word.lower() for word in concept}],
    )


def _cqe(row: dict[str, Any]) -> Reading:
    value, change = row["value"], row["change"]
    unit = measure_name(row["unit"])
    if isinstance(value, list):
        descends = value[0] > value[1]
        value = value[1] if descends else (value[0], value[1])
        change = "down" if descends else change
    said = _words(row["concept"])
    noun = set() if unit else _words(row["unit_words"])
    return Reading(value, unit, change, [said, noun, said | noun] if noun else [said])


def _words(words: Sequence[str]) -> set[str]:
    return {word.lower() for word in content_words(" ".join(words))}


Test = Callable[[Reading, Reading], bool]


def same_value(gold: Reading, given: Reading) -> bool:
    return type(gold.value) is type(given.value) and all(
        math.isclose(a, b, rel_tol=1e-6)
        for a, b in zip(_pair(gold.value), _pair(given.value), strict=True)
    )


def _pair(value: Value) -> tuple[float, float]:
    return value if isinstance(value, tuple) else (value, value)


def same_unit(gold: Reading, given: Reading) -> bool:
    return gold.unit == given.unit


def same_change(gold: Reading, given: Reading) -> bool:
    return gold.change == given.change


def same_concept(gold: Reading, given: Reading) -> bool:
    return not gold.unclear and gold.concepts[0] in given.concepts


def any_concept(gold: Reading, given: Reading) -> bool:
    shared = any(gold.concepts[0] & words for words in given.concepts)
    return same_concept(gold, given) or (not gold.unclear and shared)


MEASURES: dict[str, list[Test]] = {
    "value": [],
    "+ unit": [same_unit],
    "+ change": [same_change],
    "all three": [same_unit, same_change],
    "concept, any": [any_concept],
    "concept, full": [same_concept],
}


def f1(scorer: Any, pairs: Sequence[tuple[list[Reading], list[Reading]]]) -> dict[str, float]:
    """F1 by each measure; where two readers would differ, a pair is left out of the concept's."""
    total = sum(len(gold) + len(given) for gold, given in pairs)

    def hits(*tests: Test) -> int:
        def right(gold: Reading, given: Reading) -> bool:
            return same_value(gold, given) and all(test(gold, given) for test in tests)

        return sum(len(scorer.best_assign(gold, given, right)) for gold, given in pairs)

    unclear = 2 * hits(lambda gold, _: gold.unclear)
    return {
        name: 200 * hits(*tests) / (total - (unclear if "concept" in name else 0))
        for name, tests in MEASURES.items()
    }


Tools = dict[str, tuple[Callable[[str], list[Reading]], Callable[[str], object]]]
"""What reads a sentence for each tool, and what is timed: no more than its quantities."""


def rows(scorer: Any, name: str, cases: Sequence[Labelled], tools: Tools) -> Iterator[str]:
    """A line for each tool."""
    for tool, (extract, timed) in tools.items():
        pairs = [(gold, extract(text)) for text, gold in cases]
        started = time.perf_counter()
        for text, _ in cases:
            timed(text)
        per_second = len(cases) / (time.perf_counter() - started)
        figures = "  ".join(f"{k} {v:5.1f}" for k, v in f1(scorer, pairs).items())
        yield f"{name:16} {tool:9} {figures}  {per_second:6.0f} sentences/s"


def tools_of(python: str | None, model: str) -> Tools:
    """Ours, and CQE where there is an interpreter for it; each has read a sentence already."""
    tools: Tools = {"newswire": (ours, lambda text: find_quantities(tokenise(text)))}
    if python:
        peer = cqe(python, model)
        tools["CQE"] = (lambda text: [_cqe(row) for row in peer(text)], peer)
    for extract, timed in tools.values():
        extract("Two men paid $5.")
        timed("Two men paid $5.")
    return tools


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True, help="folder of score_quantities.py")
    parser.add_argument("--file", nargs="*", default=[], help="golden files to measure too")
    parser.add_argument("--cqe", help="an interpreter that has CQE")
    parser.add_argument("--model", default="en_core_web_sm", help="the spaCy model of CQE")
    arguments = parser.parse_args()
    scorer = scorer_for(arguments.articles, arguments.scorer)
    tools = tools_of(arguments.cqe, arguments.model)
    suites = {"real, test part": list(labelled_news(arguments.articles))}
    suites |= {stem: list(labelled_golden(stem)) for stem in arguments.file}
    for name, cases in suites.items():
        for row in rows(scorer, name, cases, tools):
            print(row)


if __name__ == "__main__":
    main()
