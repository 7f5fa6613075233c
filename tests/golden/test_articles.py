"""Whole articles as data in `articles/*.toml`: what is cut, who is named, when, who says what."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from schemas import EnrichedArticle, RawArticle
from streams import enrich

PATHS = sorted((Path(__file__).parent / "articles").glob("*.toml"))


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return tomllib.loads(request.param.read_text("utf-8"))


@pytest.fixture
def article(case: dict[str, Any]) -> EnrichedArticle:
    published = datetime.fromisoformat(case["published_at"])
    return enrich(RawArticle(text=case["text"], published_at=published))


def test_what_is_removed(case: dict[str, Any], article: EnrichedArticle) -> None:
    found = [(cut.reason, cut.text) for cut in article.removed]
    assert len(found) == len(case["removed"]), found
    for (reason, text), (wanted, start) in zip(found, case["removed"], strict=True):
        assert (reason, text[: len(start)]) == (wanted, start)
    assert article.text.startswith(case["first_paragraph"])
    last = article.paragraphs[-1]
    assert article.text[last.start : last.end].startswith(case["last_paragraph"])


def test_entities(case: dict[str, Any], article: EnrichedArticle) -> None:
    found = [
        [e.type, e.name, e.country or "", [m.surface for m in e.mentions]] for e in article.entities
    ]
    assert found == case["entities"]


def test_roles(case: dict[str, Any], article: EnrichedArticle) -> None:
    found = {entity.name: entity.roles for entity in article.entities if entity.roles}
    assert found == case.get("roles", found)


def test_dates(case: dict[str, Any], article: EnrichedArticle) -> None:
    assert [[date.surface, date.resolved] for date in article.dates] == case["dates"]


def test_quotes(case: dict[str, Any], article: EnrichedArticle) -> None:
    names = {entity.id: entity.name for entity in article.entities}
    assert len(article.quotes) == len(case["quotes"])
    for quote, (start, speaker) in zip(article.quotes, case["quotes"], strict=True):
        assert quote.surface.startswith(start)
        assert names.get(quote.speaker or "") == speaker
