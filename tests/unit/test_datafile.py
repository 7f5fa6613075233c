"""Word lists are data: a wrong file stops the start, and says which file, table and entry it is."""

import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from streams import datafile, extraction
from streams.errors import DataError
from streams.extraction.entities.data_files import forms_of, items_of

WHOLE = """
kin = "son daughter"
states = ["New York", "Ohio"]
pairs = "for all | up to"
days = {monday = 0}
verbs = {put = "it up"}
inner = {deep = "below"}
"""


class Inner(msgspec.Struct, frozen=True):
    deep: frozenset[str]


class Words(NamedTuple):
    kin: frozenset[str]
    states: frozenset[str]
    pairs: tuple[str, ...]
    days: dict[str, int]
    verbs: dict[str, frozenset[str]]
    inner: Inner


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], object]]:
    """Writes `words.toml` of the package that the loader is asked for."""
    monkeypatch.setattr(resources, "files", lambda package: tmp_path)
    datafile._tables.cache_clear()
    yield lambda text: (tmp_path / "words.toml").write_text(text, "utf-8")
    datafile._tables.cache_clear()


def test_each_field_has_its_list(written: Callable[[str], object]) -> None:
    written(WHOLE)
    expected = Words(
        kin=frozenset({"son", "daughter"}),
        states=frozenset({"New York", "Ohio"}),
        pairs=("for all", "up to"),
        days={"monday": 0},
        verbs={"put": frozenset({"it", "up"})},
        inner=Inner(frozenset({"below"})),
    )
    assert datafile.read_word_lists("package", "words.toml", Words) == expected


@pytest.mark.parametrize(
    ("right", "wrong", "error"),
    [
        ('kin = "son daughter"', "", "words.toml: 'kin' is missing"),
        ('kin = "son', 'kith = "friend"\nkin = "son', "words.toml: 'kith' is not asked for"),
        ('"son daughter"', "3", "words.toml: kin: Expected `array`, got `int`"),
        ('"Ohio"', "3", "words.toml: states: Expected `str`, got `int` - at `$[1]`"),
        ('"son daughter"', '" "', "words.toml: kin is empty, or has an empty entry"),
        ('"for all | up to"', '"for all | "', "words.toml: pairs is empty, or has an empty entry"),
        ('["New York", "Ohio"]', "[]", "words.toml: states is empty, or has an empty entry"),
        ('"Ohio"', '""', "words.toml: states is empty, or has an empty entry"),
        ('"son daughter"', '"son niece son"', "words.toml: kin has 'son' twice"),
        ("all | up to", "all | for all", "words.toml: pairs has 'for all' twice"),
        ("{monday = 0}", "{}", "words.toml: days is empty"),
        ("{monday = 0}", '{monday = "first"}', "words.toml: days: monday: Expected `int`, got"),
        ('"it up"', '"it it"', "words.toml: verbs: put has 'it' twice"),
        ('{deep = "below"}', "{}", "words.toml: inner: 'deep' is missing"),
        ('{deep = "below"}', '"below"', "words.toml: inner: Expected `object`, got `str`"),
        ('{put = "it up"}', "3", "words.toml: verbs: Expected `object`, got `int`"),
        ("kin = ", "kin = =", "words.toml: Invalid value"),
    ],
)
def test_what_is_wrong_is_refused_by_name(
    written: Callable[[str], object], right: str, wrong: str, error: str
) -> None:
    assert right in WHOLE
    written(WHOLE.replace(right, wrong, 1))
    with pytest.raises(DataError, match=re.escape(error)):
        datafile.read_word_lists("package", "words.toml", Words)


def test_an_entry_that_is_wrong_is_named(written: Callable[[str], object]) -> None:
    """A unit that lacked a field was one of 159: `$[...]`."""
    written('[mile]\ndeep = ["below"]\n[furlong]\nwide = "far"\n')
    with pytest.raises(DataError, match=r"^words\.toml: furlong: .*missing required field `deep`"):
        datafile.read_toml("package", "words.toml", dict[str, Inner])


def test_a_table_of_a_file_is_taken_alone(written: Callable[[str], object]) -> None:
    written('[rules]\ndeep = "below"\n[others]\nlarge = "big"\n')
    found = datafile.read_word_lists("package", "words.toml", Inner, "rules")
    assert found.deep == {"below"}
    with pytest.raises(DataError, match=r"words\.toml: no table 'absent'"):
        datafile.read_word_lists("package", "words.toml", Inner, "absent")
    with pytest.raises(DataError, match=r"words\.toml: others: 'deep' is missing"):
        datafile.read_word_lists("package", "words.toml", Inner, "others")


def test_a_file_that_is_not_there_is_named(written: Callable[[str], object]) -> None:
    with pytest.raises(DataError, match=r"^words\.toml: .*No such file"):
        datafile.read_word_lists("package", "words.toml", Words)


def test_a_file_that_is_not_utf_8_is_named(
    written: Callable[[str], object], tmp_path: Path
) -> None:
    (tmp_path / "words.toml").write_bytes(b'kin = "caf\xe9"')
    with pytest.raises(DataError, match=r"^words\.toml: .*utf-8"):
        datafile.read_text("package", "words.toml")


def test_a_row_with_too_few_columns_is_named(written: Callable[[str], object]) -> None:
    written("# city, country\nRiga\tLV\nOslo\n")
    rows = datafile.read_rows("package", "words.toml", 2)
    assert next(rows) == ["Riga", "LV"]
    with pytest.raises(DataError, match=r"words\.toml: line 3: expected 2 columns, got 1"):
        next(rows)


@pytest.mark.parametrize(
    ("text", "error"),
    [("Ohio State | OSU\nOSU", "lists.toml: names has 'OSU' twice"),
     ("Ohio State | ", "lists.toml: names has an empty one")],
)  # fmt: skip
def test_a_name_stands_once_in_a_list_of_names(text: str, error: str) -> None:
    with pytest.raises(DataError, match=re.escape(error)):
        list(forms_of("lists.toml: names", text))


def test_an_item_stands_once_in_a_list_of_items() -> None:
    assert list(items_of("places.toml: names", "Riga; Oslo;\nBern;")) == ["Riga", "Oslo", "Bern"]
    with pytest.raises(DataError, match=r"places\.toml: names has 'Riga' twice"):
        list(items_of("places.toml: names", "Riga; Oslo; Riga"))


def test_every_table_of_the_rules_is_read() -> None:
    """A table in `words.toml` that no module asks for any more would stay for ever."""
    rules = Path(extraction.__file__).parent / "quantities"
    asked = {
        table
        for path in rules.rglob("*.py")
        for table in re.findall(r'= word_lists\("(\w+)"', path.read_text("utf-8"))
    }
    words = resources.files("streams.extraction.quantities") / "data/words.toml"
    assert asked == set(re.findall(r"^\[(\w+)\]", words.read_text("utf-8"), re.MULTILINE))
