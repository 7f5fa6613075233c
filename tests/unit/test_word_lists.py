"""Word lists of entities are data: a wrong file fails at once, and says which list is wrong."""

from importlib import resources
from pathlib import Path
from typing import NamedTuple

import pytest

from streams.errors import DataError
from streams.extraction.entities import word_lists as loader


class Shape(NamedTuple):
    kin: frozenset[str]
    states: frozenset[str]


def load(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Shape:
    (folder / "data").mkdir()
    (folder / "data" / "kin.toml").write_text(text, "utf-8")
    monkeypatch.setattr(resources, "files", lambda package: folder)
    return loader.word_lists("kin.toml", Shape)


def test_words_are_parted_by_spaces_and_names_by_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'kin = """\nson\ndaughter niece\n"""\nstates = ["New York", "Ohio"]\n'
    found = load(tmp_path, text, monkeypatch)
    assert found.kin == {"son", "daughter", "niece"}
    assert found.states == {"New York", "Ohio"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('kin = "son"', "states"),
        ('kin = "son"\nstates = "Ohio"\nkith = "friend"', "kith"),
        ('kin = " "\nstates = "Ohio"', "kin: no words"),
        ('kin = "son niece son"\nstates = "Ohio"', "kin: 'son' stands twice"),
        ('kin = 3\nstates = "Ohio"', "kin"),
        ("kin = ", "kin.toml"),
    ],
)
def test_a_wrong_list_fails_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, wrong: str
) -> None:
    with pytest.raises(DataError, match=wrong) as failure:
        load(tmp_path, text, monkeypatch)
    assert "kin.toml" in str(failure.value)
