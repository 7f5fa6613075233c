"""With which letters a match of a pattern may begin."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.cleaning.first_letters import EVERY, first_letters, letter_of
from streams.cleaning.phrases import phrase_lists


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("^more (?:news|stories)", "m"),
        ("^(?:a|b?c|(?:de)?f)g", "abcdf"),
        (r"^\[ ?x", "["),
        (r"^(?!foo)(?:x )?[(/]", "x(/"),
        (r"^\d+ min", "0"),
        (r"^\x27tis", "'"),
        ("^a{0,2}b", "ab"),
        ("^a{2}b", "a"),
    ],
)
def test_first_letters(pattern: str, letters: str) -> None:
    assert first_letters(pattern) == frozenset(letters)


@pytest.mark.parametrize("pattern", [r"^\w+ ago", "^[^ ]+@", "^.a", "^(?:a)?", "^[a-z]/"])
def test_where_it_is_not_sure_every_letter_will_do(pattern: str) -> None:
    assert first_letters(pattern) == EVERY


HEADS = [head for entry in phrase_lists() for head in entry.heads]


@given(st.sampled_from(HEADS), st.data())
def test_what_matches_begins_with_one_of_them(head: str, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(head))
    letters = first_letters(head)
    assert letters == EVERY or re.match(head, line) is None or letter_of(line) in letters
