"""The names of articles that were read one by one: offsets without text, which must still fit."""

import gzip
import json
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from schemas.extractions import EntityType
from training import data


def packed(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return packed(tmp_path / "articles.jsonl.gz", [{"id": "a", "text": "The Kremlin met Xi."}])


def labelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, id_: str, names: list[Any]) -> None:
    path = packed(tmp_path / "read.jsonl.gz", [{"id": id_, "names": names}])
    monkeypatch.setattr(data, "NEWS_READ", path)


def test_names_are_found_in_their_article(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labelled(tmp_path, monkeypatch, "a", [[4, 11, "ORG"], [16, 18, "PERSON"]])
    (item,) = data.news_read(articles)
    assert [item["text"][e["start"] : e["end"]] for e in item["entities"]] == ["Kremlin", "Xi"]
    assert [(e["label"], e["orig"]) for e in item["entities"]] == [
        ("ORG", "ORG"),
        ("PER", "PERSON"),
    ]


@pytest.mark.parametrize(
    ("id_", "names", "said"),
    [
        ("b", [], "lacks 1 articles"),
        ("a", [[3, 11, "ORG"]], "no name"),
        ("a", [[4, 99, "ORG"]], "a: 4 to 99 is no name"),
    ],
)
def test_other_articles_are_refused(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch,
    id_: str, names: list[Any], said: str,
) -> None:  # fmt: skip
    labelled(tmp_path, monkeypatch, id_, names)
    with pytest.raises(ValueError, match=said):
        list(data.news_read(articles))


def test_what_is_committed_has_known_types_and_no_overlaps() -> None:
    items = list(data.read(data.NEWS_READ))
    assert len({item["id"] for item in items}) == len(items) > 1000
    for item in items:
        names = item["names"]
        assert {kind for _, _, kind in names} <= set(get_args(EntityType))
        assert all(a[1] <= b[0] for a, b in pairwise(names))
