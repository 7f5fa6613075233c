"""Names found by somebody else's model, and lists of the user's."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from streams.errors import UserError
from streams.extraction.entities import configure
from streams.extraction.entities.backends import OF_GLINER, backend
from streams.extraction.entities.own_lists import TYPES, read_list
from tests.unit.entities import named


@pytest.fixture(autouse=True)
def own_tagger_again() -> Iterator[None]:
    yield
    configure()


class Model:
    """Answers as a GLiNER model does: spans of a sentence with a label that was asked for."""

    @staticmethod
    def from_pretrained(name: str) -> "Model":
        if name != "a-model":
            raise OSError(f"{name} is not a folder and not on the hub")
        return Model()

    def predict_entities(
        self, text: str, labels: list[str], threshold: float
    ) -> list[dict[str, Any]]:
        assert 0 < threshold < 1
        found = []
        for surface, label in (("Zorb", "organization"), ("Mira Vance", "person")):
            assert label in labels
            if (at := text.find(surface)) >= 0:
                place = {"start": at, "end": at + len(surface)}
                found.append({**place, "text": surface, "label": label, "score": 0.9})
        return found


def test_gliner_reads_each_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gliner", SimpleNamespace(GLiNER=Model))
    configure("gliner:a-model")
    found = named("It rained. Mira Vance of Zorb came. Vance left for Peru.")
    assert {name: e.type for name, e in found.items()} == {
        "Mira Vance": "PERSON", "Zorb": "ORG", "Peru": "PLACE",
    }  # fmt: skip
    assert [m.surface for m in found["Mira Vance"].mentions] == ["Mira Vance", "Vance"]


def test_gliner_is_asked_for_every_kind() -> None:
    assert set(OF_GLINER.values()) == {
        "PER", "ORG", "LOC", "FAC", "NORP", "EVENT", "PROD", "WORK", "WEAPON", "VEHICLE",
    }  # fmt: skip


@pytest.mark.parametrize("choice", ["spicy:x", "spacy:", "spacy", "", "gliner:"])
def test_a_choice_that_is_none_says_what_to_take(choice: str) -> None:
    with pytest.raises(UserError, match="take newswire, spacy:PIPELINE or gliner:MODEL"):
        backend(choice)


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gliner", None)
    with pytest.raises(UserError, match=r"pip install 'newswire\[gliner\]'"):
        backend("gliner:a-model")


def test_a_model_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gliner", SimpleNamespace(GLiNER=Model))
    with pytest.raises(UserError, match="another"):
        backend("gliner:another")


@pytest.fixture
def own_list(tmp_path: Path) -> Path:
    path = tmp_path / "names.tsv"
    path.write_text(
        "# what our desk follows\n"
        "ORG\tQuxonia Deep Mining | Quxonia\n"
        "PLACE\tMount Blorenge\tGB\n"
        "WEAPON\tsky needle\n",
        "utf-8",
    )
    return path


def test_names_of_the_users_own_are_found_whatever_the_tagger_says(own_list: Path) -> None:
    text = "Quxonia fired on Mount Blorenge with a sky needle. Quxonia Deep Mining denied it."
    before = named(text)
    assert "sky needle" not in before
    configure(gazetteers=[own_list])
    found = named(text)
    assert [m.surface for m in found["Quxonia Deep Mining"].mentions] == [
        "Quxonia", "Quxonia Deep Mining",
    ]  # fmt: skip
    assert (found["Mount Blorenge"].type, found["Mount Blorenge"].country) == ("PLACE", "GB")
    assert found["sky needle"].type == "WEAPON"
    configure()
    assert "sky needle" not in named(text)


def test_a_users_list_counts_more_than_the_packages(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("PRODUCT\tHamas\n", "utf-8")
    configure(gazetteers=[path])
    assert named("They sell Hamas here.")["Hamas"].type == "PRODUCT"


@pytest.mark.parametrize("kind", TYPES)
def test_a_users_list_may_hold_names_of_every_type(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "names.tsv"
    path.write_text(f"{kind}\tQuxonia Bloren\n", "utf-8")
    configure(gazetteers=[path])
    assert named("They met Quxonia Bloren in Oslo.")["Quxonia Bloren"].type == kind
    configure()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("FIRM\tAcme", "line 2: 'FIRM' is no type; take one of PERSON, ORG"),
        ("ORG\t | ", "line 2: no name"),
        ("ORG", "line 2: no name"),
        ("PLACE\tAcme\tUnited Kingdom", "line 2: after the names comes nothing or a code"),
        ("PLACE\tAcme\tGB\tmore", "line 2: after the names comes nothing or a code"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "names.tsv"
    path.write_text(f"# head\n{line}\n", "utf-8")
    with pytest.raises(UserError, match=says):
        read_list(path)


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^NEWSWIRE_GAZETTEERS: .*nowhere\.tsv: No such file"):
        configure(gazetteers=[tmp_path / "nowhere.tsv"])
