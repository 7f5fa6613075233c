"""A guard against getting slower: counts of function calls, which no busy machine changes."""

import cProfile
import tomllib
from pathlib import Path

import pytest

from schemas import CleanArticle, RawArticle
from streams.cleaning import clean_article
from streams.extraction import enrich_article

GOLDEN = Path(__file__).parents[1] / "golden" / "articles"
MOST_CALLS_A_WORD = {"clean": 15, "extract": 62}
"""A quarter above what was measured. Raise one only with the reason in the commit."""


@pytest.fixture(scope="module")
def text() -> str:
    texts = [tomllib.loads(path.read_text("utf-8"))["text"] for path in GOLDEN.glob("*.toml")]
    enrich_article(clean_article(RawArticle(text="The models are loaded now.")))
    return "\n\n".join(texts)


def calls(stage: str, text: str) -> int:
    """Function calls that a stage takes for a text that it has met before."""
    raw = RawArticle(text=text)
    clean: CleanArticle = clean_article(raw)
    enrich_article(clean)
    profile = cProfile.Profile()
    if stage == "clean":
        profile.runcall(clean_article, raw)
    else:
        profile.runcall(enrich_article, clean)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("stage", MOST_CALLS_A_WORD)
def test_an_article_takes_no_more_calls_than_it_did(stage: str, text: str) -> None:
    words = len(text.split())
    assert calls(stage, text) / words < MOST_CALLS_A_WORD[stage]


@pytest.mark.parametrize("stage", MOST_CALLS_A_WORD)
def test_calls_grow_with_the_length_of_the_text_and_no_faster(stage: str, text: str) -> None:
    once = calls(stage, text)
    assert calls(stage, "\n\n".join([text] * 8)) < 8 * 1.25 * once
