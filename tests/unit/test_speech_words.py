"""The word lists by which speakers are found."""

import msgspec
import pytest

from streams.datafile import read_toml
from streams.errors import DataError
from streams.extraction.speakers import vocabulary


def test_every_list_has_words() -> None:
    for name, words in vocabulary.speech()._asdict().items():
        assert words, name


def test_a_list_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_toml("streams.extraction.speakers", "data/speech.toml", vocabulary._File)
    file = msgspec.structs.replace(whole, words={"shortened": "Mr"})
    monkeypatch.setattr(vocabulary, "read_toml", lambda *_: file)
    with pytest.raises(DataError, match=r"speech\.toml.*no_plurals"):
        vocabulary.speech.__wrapped__()
