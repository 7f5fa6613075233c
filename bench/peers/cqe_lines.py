"""CQE 2.0.3 over standard input, for `bench.quantities` and `bench.labelled`: a sentence in JSON a
line, its quantities in JSON a line. Run by an interpreter of its own that has `CQE`, spaCy and an
English model, as their pins are not ours:

    python bench/peers/cqe_lines.py MODEL
"""

import importlib
import json
import locale
import logging
import sys
import warnings
from typing import Any

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def extractor(model: str) -> Any:
    """CQE on an installed model: it asks for a locale and downloads a model where it starts."""
    locale.setlocale = lambda *_: "en_US.UTF-8"  # "200,000" is read with its commas, en_US or not
    locale._override_localeconv = {  # type: ignore[attr-defined]
        "thousands_sep": ",", "decimal_point": ".", "grouping": [3, 3, 0]
    }  # fmt: skip
    spacy = importlib.import_module("spacy")
    download: Any = importlib.import_module("spacy_download")
    download.load_spacy = lambda *_, **__: spacy.load(model)
    return importlib.import_module("CQE.CQE").CQE()


def as_row(quantity: Any) -> dict[str, object]:
    """One quantity: its value or bounds, change, unit, and the words of unit and concept."""
    value = quantity.value
    ends = [value.lower, value.upper] if hasattr(value, "lower") else value.value
    concepts = quantity.referred_concepts.noun
    nouns = concepts.values() if isinstance(concepts, dict) else ()
    return {
        "value": ends,
        "change": quantity.change.change or "=",
        "unit": quantity.unit.norm_unit,
        "unit_words": [str(token) for token in quantity.unit.unit],
        "concept": [str(token) for tokens in nouns for token in tokens],
    }


def main() -> None:
    parser = extractor(sys.argv[1])
    for line in sys.stdin:
        try:
            rows = [as_row(quantity) for quantity in parser.parse(json.loads(line))]
        except Exception:  # it raises on some sentences; that is part of what is measured
            rows = []
        print(json.dumps(rows), flush=True)


if __name__ == "__main__":
    main()
