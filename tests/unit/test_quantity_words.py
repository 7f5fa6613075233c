"""The word lists of the rules: a wrong file stops the start and says which list is wrong."""

import msgspec
import pytest

from streams.errors import DataError
from streams.extraction.quantities import words


class Lists(msgspec.Struct, frozen=True):
    small: frozenset[str]


@pytest.mark.parametrize(
    ("table", "error"),
    [
        ({}, "no table 'rules'"),
        ({"rules": {}}, "rules: 'small' is missing"),
        ({"rules": {"small": "a", "large": "b"}}, "rules: 'large' is used by no rule"),
        ({"rules": {"small": " "}}, "rules.small is empty"),
        ({"rules": {"small": "a b a"}}, "rules.small has 'a' twice"),
        ({"rules": {"small": "a b | "}}, "rules.small is empty, or has an empty phrase"),
    ],
)
def test_wrong_lists_are_named(
    table: dict[str, dict[str, str]], error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_tables", lambda: table)
    with pytest.raises(DataError, match=error):
        words.word_lists("rules", Lists)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("of the", {"of", "the"}), ("third world | fourth estate", {"third world", "fourth estate"})],
)
def test_words_and_phrases(text: str, expected: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_tables", lambda: {"rules": {"small": text}})
    assert words.word_lists("rules", Lists).small == expected
