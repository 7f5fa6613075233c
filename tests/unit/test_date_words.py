"""The words of dates are data, and a wrong file is named."""

import msgspec
import pytest

from streams.datafile import read_toml
from streams.errors import DataError
from streams.extraction.dates import vocabulary


def test_every_table_has_words() -> None:
    for name, words in vocabulary.date_words()._asdict().items():
        assert words, name


def test_a_list_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_toml("streams.extraction.dates", "data/dates.toml", vocabulary._File)
    file = msgspec.structs.replace(whole, words={"joining": "and"})
    monkeypatch.setattr(vocabulary, "read_toml", lambda *_: file)
    with pytest.raises(DataError, match=r"dates\.toml.*months_in_full"):
        vocabulary.date_words.__wrapped__()
