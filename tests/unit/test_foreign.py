"""Invariants of the reader of other languages, and that articles are read by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import RawArticle
from streams import enrich
from streams.errors import DataError
from streams.extraction.quantities import find_foreign, languages
from streams.extraction.tokens import tokenise

PIECES = st.sampled_from(
    ["12", "1.234", "3,4", "2 500", "%", "€", "Prozent", "millions", "de", "d'euros", "bis", "-",
     "à", ".", "18.30", "Uhr", "März", "mil", "A", "人", " ", "\n", "ª", "km", "²", "Abgeordnete"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map(" ".join), st.sampled_from(["de", "fr", "es", "it", "ja"]))
def test_spans_are_in_order_and_within_the_text(text: str, code: str) -> None:
    tokens = tokenise(text)
    after = 0
    for quantity in find_foreign(tokens, code):
        assert after <= quantity.first <= quantity.last < len(tokens)
        after = quantity.last + 1
        if quantity.counted is not None:
            assert quantity.counted.first <= quantity.counted.head <= quantity.counted.last


@given(st.text(max_size=80), st.sampled_from(["de", "it", "pl", "zh"]))
def test_no_text_makes_it_raise(text: str, code: str) -> None:
    find_foreign(tokenise(text), code)


def test_an_article_is_read_in_its_language() -> None:
    """The noun was "Abgeordnete stimmten dafür", and 3,4 a number of "Prozent auf"."""
    article = enrich(
        RawArticle(
            text="Der Bundestag hat am Donnerstag den Haushalt für das kommende Jahr beschlossen. "
            "398 Abgeordnete stimmten dafür. Die Ausgaben steigen um 3,4 Prozent auf 12.500 Euro."
        )
    )
    assert article.language.code == "de"
    named = [(q.value, q.unit.name, q.counted and q.counted.surface) for q in article.quantities]
    assert named == [
        (398, "abgeordnete", "Abgeordnete"), (3.4, "percent", None), (12500, "euro", None),
    ]  # fmt: skip


def test_a_unit_that_is_none_is_refused() -> None:
    with pytest.raises(DataError, match="furlongweight"):
        languages._unit("furlongweight")
