"""F1 of the quantity extractor on the public suites, and its speed, beside other tools.

    python -m bench.quantities --data ../shared/data/quantities --scorer ../shared/bench \\
        [--articles raw_articles.jsonl.gz] [--peers] [--cqe PYTHON --model MODEL] [--only TOOL]
        [--errors N] [--suite NAME] [--golden]

`--peers` adds quantulum3 and Recognizers-Text where they can be imported, `--cqe PYTHON` CQE by an
interpreter that has it (`bench.labelled` measures it on sentences with labels). Units are compared
after both sides went through the unit table, so "kilometer" is "kilometre". Cases whose convention
is not ours are in `bench/quantities_conventions.toml`, each group with its reason; both F1s are
printed: over all cases, and without those. `--golden` prints F1 on the held-out golden sentences,
with that of the concept (any word, all words); `--only` measures one tool, so that the peak memory
is its.
"""

import argparse
import gzip
import importlib
import json
import resource
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from bench.quantity_names import Quantities, ours, unit_name
from bench.quantity_peers import cqe, quantulum, recognizers

SUITES = {
    "rtext_NumberModel": "value",
    "rtext_NumberRangeModel": "value+change",
    "rtext_CurrencyModel": "value+unit",
    "rtext_DimensionModel": "value+unit",
    "rtext_AgeModel": "value+unit",
    "rtext_TemperatureModel": "value+unit",
    "rtext_PercentModel": "value+unit",
    "duckling_numeral_values": "value",
    "text2num_en": "value",
    "quantulum3_quantities": "value+unit",
    "quantulum3_quantities.ambiguity": "value+unit",
}
KINDS = {
    "rtext_CurrencyModel": {"money"},
    "rtext_DimensionModel": {
        "length",
        "area",
        "volume",
        "mass",
        "speed",
        "data",
        "energy",
        "power",
        "angle",
        "degree",
    },
    "rtext_AgeModel": {"age"},
    "rtext_TemperatureModel": {"temperature", "degree"},
    "rtext_PercentModel": {"percent"},
}
"""A suite for one kind marks no others: only that kind of ours is compared."""
CONVENTIONS = Path(__file__).with_suffix("").with_name("quantities_conventions.toml")
COMPOUND = frozenset({"quantulum3_quantities", "quantulum3_quantities.ambiguity"})
"""Suites that name a rate as one unit ("dollar per hour"), which is a unit and its `per` to us."""


def conventions() -> dict[str, set[str]]:
    """Texts by suite whose gold follows a convention that is not ours."""
    left_out: dict[str, set[str]] = {}
    for group in tomllib.loads(CONVENTIONS.read_text("utf-8"))["group"]:
        left_out.setdefault(group["suite"], set()).update(group["texts"])
    return left_out


POUNDS = {"pound": "pound sterling", "british pound": "pound sterling"}


def score(
    scorer: Any,
    gold: list[dict[str, Any]],
    predicted: list[Quantities],
    key: str,
    *,
    money: bool = False,
) -> Any:
    """`money`: whether a pound in the gold is a currency."""
    pairs = []
    for case, quantities in zip(gold, predicted, strict=True):
        wanted = [
            {
                "value": scorer.gold_value(q["value"]),
                "value_avg": scorer.gold_value(q["value"], True),
                "unit_raw": unit_name(POUNDS.get(unit, unit) if money else unit),
                "change": q.get("change", "="),
                "concept": ["-"],
            }
            for q in case["quantities"]
            for unit in [q.get("normalized_unit", "-")]
        ]
        given = [
            {
                "value": scorer.pred_value(q["value"]),
                "unit_raw": unit_name(q["unit"]),
                "change": q["change"],
                "concept": ["-"],
            }
            for q in quantities
        ]
        pairs.append((wanted, given))
    return scorer.strict(pairs, True, False, False, "strict")[key]


def suite_rows(
    data: Path, scorer: Any, tools: dict[str, Callable[[str], Quantities]], only: str, errors: int
) -> Iterator[str]:
    left_out = conventions()
    for name, key in SUITES.items():
        path = data / f"{name}.json"
        if only not in name or not path.exists():
            continue
        cases = json.loads(path.read_text("utf-8"))
        for tool, extract in tools.items():
            predicted = [_asked_of(extract(case["text"]), name) for case in cases]
            money = "Currency" in name
            whole = score(scorer, cases, predicted, key, money=money)
            kept = [
                (c, p)
                for c, p in zip(cases, predicted, strict=True)
                if c["text"] not in left_out.get(name, ())
            ]
            own = score(scorer, [c for c, _ in kept], [p for _, p in kept], key, money=money)
            yield (
                f"{name:32} {tool:12} {key:13} "
                f"P {whole['P']:5} R {whole['R']:5} F1 {whole['F1']:5}  "
                f"without {len(cases) - len(kept):3} cases of another convention F1 {own['F1']:5}"
            )
            if tool == "newswire":
                wrong = (
                    _difference(case, quantities)
                    for case, quantities in kept
                    if score(scorer, [case], [quantities], key, money=money)["tp"]
                    != len(case["quantities"])
                    or len(case["quantities"]) != len(quantities)
                )
                shown = list(islice(wrong, errors))
                errors -= len(shown)
                yield from shown


def _asked_of(found: Quantities, suite: str) -> Quantities:
    """Those of the kinds that a suite has, their units named as it names them."""
    kinds = KINDS.get(suite)
    named = (_named(quantity, suite) for quantity in found)
    return [q for q in named if not kinds or q.get("kind", "other") in {*kinds, "other"}]


def _difference(case: dict[str, Any], quantities: Quantities) -> str:
    ours = [(q["value"], q["unit"], q["change"]) for q in quantities]
    gold = [(q["value"], q.get("normalized_unit"), q.get("change")) for q in case["quantities"]]
    return f"    {case['text'][:150]!r}\n        gold {gold}\n        ours {ours}"


def _named(quantity: dict[str, Any], suite: str) -> dict[str, Any]:
    """A quantity with its unit named as a suite names it."""
    per = quantity.get("per")
    if not per or suite not in COMPOUND:
        return quantity
    return {**quantity, "unit": f"{quantity['unit']} per {per}"}


def speed(tools: dict[str, Callable[[str], Quantities]], sentences: list[str]) -> Iterator[str]:
    for tool, extract in tools.items():
        part = sentences if tool == "newswire" else sentences[:300]
        started = time.process_time()
        for sentence in part:
            extract(sentence)
        seconds = time.process_time() - started
        yield f"{tool:12} {len(part) / seconds:8.0f} sentences/s on {len(part)} news sentences"


def news_sentences(path: Path, limit: int) -> list[str]:
    from nupunkt import sent_tokenize

    found: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["text"].split("\n"):
                found += [s for s in sent_tokenize(paragraph) if 20 < len(s) < 600]
            if len(found) >= limit:
                break
    return found[:limit]


def golden_rows() -> Iterator[str]:
    """F1 on the held-out golden files, as the tests count it."""
    golden = importlib.import_module("tests.golden.test_quantities")
    for stem in golden.FLOORS:
        f1 = golden.held_out_f1(stem)
        yield f"{stem:16} " + "  ".join(f"{name} {value:5.1f}" for name, value in f1.items())


def scorer_for(data: Path, folder: Path) -> Any:
    """The module score_quantities of a folder; ends in a line where it or the data is missing."""
    for path in (data, folder):
        if not path.exists():
            sys.exit(f"{path} is not there: nothing measured")
    sys.path.insert(0, str(folder))
    return importlib.import_module("score_quantities")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the suites")
    parser.add_argument("--scorer", type=Path, required=True, help="folder of score_quantities.py")
    parser.add_argument("--articles", type=Path, help="raw articles, for the speed")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--suite", default="")
    parser.add_argument("--only", default="", help="newswire, quantulum3, recognizers or CQE")
    parser.add_argument("--cqe", help="an interpreter that has CQE")
    parser.add_argument("--model", default="en_core_web_sm", help="the spaCy model of CQE")
    parser.add_argument("--golden", action="store_true")
    arguments = parser.parse_args()
    scorer = scorer_for(arguments.data, arguments.scorer)
    tools: dict[str, Callable[[str], Quantities]] = {"newswire": ours}
    if arguments.peers:
        for name, maker in (("quantulum3", quantulum), ("recognizers", recognizers)):
            try:
                tools[name] = maker()
            except ImportError as error:
                print(f"{name} is left out: {error}")
    if arguments.cqe:
        tools["CQE"] = cqe(arguments.cqe, arguments.model)
    tools = {name: tool for name, tool in tools.items() if arguments.only in name}
    for row in golden_rows() if arguments.golden else ():
        print(row)
    for row in suite_rows(arguments.data, scorer, tools, arguments.suite, arguments.errors):
        print(row)
    if arguments.articles:
        if not arguments.articles.exists():
            sys.exit(f"{arguments.articles} is not there: speed not measured")
        for row in speed(tools, news_sentences(arguments.articles, 5000)):
            print(row)
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
