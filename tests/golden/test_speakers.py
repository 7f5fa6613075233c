"""Who says what: the cases of `speakers/*.toml`, each a way of writing that once gave a quotation
the wrong speaker.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from streams import enrich

FOLDER = Path(__file__).parent / "speakers"
CASES = [
    case
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_who_says_it(case: dict[str, Any]) -> None:
    article = enrich(case["text"].strip(), cleaned=False)
    names = {entity.id: entity.name for entity in article.entities}
    (quote,) = (q for q in article.quotes if q.surface[1:].startswith(case["quote"]))
    assert names.get(quote.speaker or "", "") == case["speaker"]
