"""An article in a notebook: marks where they should be, every text escaped, shown by itself."""

import re
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import EnrichedArticle, RawArticle
from streams import enrich, notebook

HOSTILE = '<img src=x onerror=alert(1)> "At least 40" people & 12 tanks left Kiev on Monday.'


def text_of(fragment: str) -> str:
    found = re.search(r'pre-wrap">(.*?)</div>', fragment, re.DOTALL)
    assert found
    bare = re.sub(r"<[^>]*>", "", found.group(1))
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"),
                              ("&amp;", "&")):  # fmt: skip
        bare = bare.replace(entity, character)
    return bare


def test_marks_stand_where_they_should_and_markup_is_text() -> None:
    fragment = notebook.html(enrich(RawArticle(title="<script>", text=HOSTILE)))
    assert text_of(fragment) == enrich(HOSTILE).text
    assert "<img" not in fragment
    assert "<script" not in fragment
    assert ">At least 40</span>" in fragment
    assert 'title="PLACE · ' in fragment
    assert "12" in fragment


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(["<b>", "&", '"', "40 tanks", "in Kiev", "😀", "Monday", "\n\n"])))
def test_whatever_the_text_it_is_shown_as_it_is(words: list[str]) -> None:
    event = enrich(RawArticle(text=" ".join(words) or "x"), cleaned=False)
    assert text_of(notebook.html(event)) == event.text


def test_a_running_ipython_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[Any, Any] = {}
    formatters = {"text/html": SimpleNamespace(for_type=told.__setitem__)}
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters=formatters))
    ipython = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    notebook.register()
    assert told == {EnrichedArticle: notebook.html}
