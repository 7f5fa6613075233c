"""A guard against getting slower: counts of function calls, which no busy machine changes."""

import cProfile
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from schemas import CleanArticle, RawArticle
from streams.cleaning import clean_article
from streams.extraction import enrich_article
from streams.extraction.quotes import find_quotes

GOLDEN = Path(__file__).parents[1] / "golden" / "articles"
MOST_CALLS_A_WORD = {"clean": 8, "extract": 54}
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


def made_up(number: int) -> str:
    """A name that no other number has: "Bacade"."""
    syllables = [c + v for c in "bcdfgklmnprst" for v in "aeiou"]
    size = len(syllables)
    return "".join(syllables[number // size**n % size] for n in range(3)).title()


@pytest.mark.parametrize(
    "sentence",
    [
        "They met in {}, in {} County, near the {} River.",
        "The {} {} Committee met. The {} Committee was there.",
        "He saw {} Cathedral and {} Tower, and {}.",
        "The president of {} met {} {} and Mr. {} there.",
        '"We left at once," {} {} said. "Yes," said {}.',
        "Hurricane {} hit {} in May.",
    ],
)
def test_each_name_is_not_held_against_all_others(sentence: str) -> None:
    """They were, to find what is short for what: 320 kB of made-up buildings took 110 s."""
    names = sentence.count("{}")
    spent = []
    for times in (60, 480):
        made = (map(made_up, range(i * names, (i + 1) * names)) for i in range(times))
        spent.append(calls("extract", " ".join(sentence.format(*three) for three in made)))
    assert spent[1] < 8 * 1.25 * spent[0]


def lines(function: Callable[..., Any], *arguments: Any) -> int:
    """Lines of Python that a call runs: calls alone do not show what loops inside them cost."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


def test_quotes_take_lines_in_proportion_to_the_text() -> None:
    """Each quote once looked through all entities for its speaker."""
    paragraph = 'Ana Silva met Viktor Gulevich in Minsk. "We agreed at once," Silva said.'
    spent = []
    for times in (20, 160):
        article = enrich_article(
            clean_article(RawArticle(text="\n\n".join(f"{paragraph} {i}" for i in range(times))))
        )
        assert len(article.quotes) == times
        spent.append(lines(find_quotes, article.text, article.paragraphs, article.entities))
    assert spent[1] < 8 * 1.25 * spent[0]
