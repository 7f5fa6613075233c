"""The parts of training that need neither torch nor catboost."""

import gzip
import json
import zlib
from pathlib import Path
from random import Random

import numpy as np
import pytest

from streams.errors import DataError
from streams.extraction.tokens import tokenise
from training import chosen
from training.batches import batches
from training.concept_lessons import characters
from training.field_rows import RARE, rows_of
from training.flattened import FILE, is_kept, numbers, read_flattened
from training.judge import judged, spans_of
from training.material import Material, Stream, load, save
from training.views import SIZE, Key, read_views, write_views

LABELS = ["O", "B-PER", "I-PER", "E-PER", "S-PER", "S-PROD"]


def material(targets: list[int]) -> Material:
    columns = {
        "words": np.arange(len(targets), dtype=np.uint32),
        "wanted": np.ones(len(targets), np.bool_),
        "targets": np.array(targets, np.uint16),
    }
    held = Stream(columns, np.array([2, len(targets) - 2]), np.array([0, 1], np.uint8))
    nothing = Stream({}, np.zeros(0, np.int64), np.zeros(0, np.uint8))
    sets = np.zeros((4, len(LABELS)), np.bool_)
    sets[0, 0] = sets[1, 1] = sets[2, 3] = True
    sets[3, [0, 5]] = True
    return Material(
        ["silver", "gold"], LABELS, ["\n", "a word"], {"word": 9}, sets, {}, {},
        nothing, held, nothing,
    )  # fmt: skip


def test_whole_names_alone_are_spans() -> None:
    marks = ["B-PER", "E-PER", "O", "I-PER", "E-PER", "S-PROD"]
    assert spans_of(marks) == {(0, 1, "PER"), (5, 5, "PROD")}


def test_a_name_is_right_by_its_edges_and_an_allowed_kind() -> None:
    wanted = material([1, 2, 1, 2, 0])
    right = np.array([1, 3, 1, 3, 0])
    assert judged(wanted, right) == {"silver": 100.0, "gold": 100.0, "mean": 100.0}
    assert judged(wanted, np.array([1, 3, 4, 0, 0]))["gold"] == 0.0


def test_a_kind_that_a_set_leaves_out_is_no_mistake() -> None:
    left_out = material([1, 2, 1, 2, 3])
    assert judged(left_out, np.array([1, 3, 1, 3, 5]))["gold"] == 100.0
    assert judged(left_out, np.array([1, 3, 1, 3, 4]))["gold"] == pytest.approx(66.7)


def test_material_comes_back_as_it_was_written(tmp_path: Path) -> None:
    written = material([1, 2, 1, 2, 0])
    save(tmp_path / "m.xz", written)
    read = load(tmp_path / "m.xz")
    assert (read.words, read.sizes, read.labels) == (written.words, {"word": 9}, LABELS)
    assert [source for source, _ in read.held.documents()] == [0, 1]
    assert np.array_equal(read.held.columns["targets"], written.held.columns["targets"])


def test_lines_read_by_number_are_within_their_articles_and_told_once() -> None:
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) > 500
    for row in rows:
        told = [*numbers(row["junk"]), *numbers(row["unsure"])]
        assert len(set(told)) == len(told)
        assert all(0 <= number < row["lines"] for number in told)


def test_an_article_whose_lines_are_others_than_were_read_is_refused() -> None:
    row = json.loads(FILE.read_text(encoding="utf-8").split("\n", 1)[0])
    texts = [f"Line {number}" for number in range(row["lines"])]
    article = {"id": row["id"], "source": "ledger.example", "title": "", "text": "\n".join(texts)}
    (document,) = read_flattened([article])
    junk = [number for number, label in enumerate(document["labels"]) if label == 0]
    assert junk == numbers(row["junk"])
    with pytest.raises(ValueError, match="lines where"):
        read_flattened([{**article, "text": "One line"}])


def test_one_owner_in_three_is_kept_from_training_with_all_papers() -> None:
    kept = [is_kept(f"paper{number}.example") for number in range(600)]
    assert 150 < sum(kept) < 250
    assert is_kept("mirror.co.uk") == is_kept("www.express.co.uk")


def test_a_value_has_a_row_where_it_is_not_rare_field_by_field() -> None:
    common, rare = [["a", "x"]] * RARE, [["b", "x"]] * (RARE - 1)
    assert rows_of([common, rare]) == {(0, "a"): 0, (1, "x"): 1}


def test_groups_hold_all_sentences_once_and_those_of_one_length_together() -> None:
    items = ["a" * (1 + i % 7) for i in range(500)]
    groups = batches(items, 16, len, Random(0))
    assert sorted(item for group in groups for item in group) == sorted(items)
    assert sum(len({len(item) for item in group}) <= 2 for group in groups) > 0.8 * len(groups)


def test_views_come_back_by_sentence_and_number(tmp_path: Path) -> None:
    keys: list[Key] = [(("About", "300", "tanks"), (0, 1)), (("5", "left"), (0, 0))]
    views = [np.full((len(words), SIZE), i, np.float16) for i, (words, _) in enumerate(keys, 1)]
    write_views(tmp_path, keys, [(1, views[1]), (0, views[0])])
    found = read_views(tmp_path)
    assert list(found) == keys
    assert all(np.array_equal(found[key], view) for key, view in zip(keys, views, strict=True))


def test_where_words_stand_is_said_in_characters() -> None:
    tokens = tokenise("About 300 tanks left.")
    assert characters(tokens, 1, 2) == (6, 15)


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One article, and labels of two numbers in its second sentence."""
    text = "It rained. Rents rose by 5 percent in two years."
    own = text[11:]
    lines = ["#\ttitle", f"=\ta\t11\t{len(text)}\t{zlib.crc32(own.encode()):08x}"]
    monkeypatch.setattr(chosen, "LABELS", tmp_path / "chosen.tsv")
    chosen.LABELS.write_text("\n".join([*lines, "14\t23\t0 5", "27\t36\t-"]) + "\n", "utf-8")
    path = tmp_path / "articles.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"id": "a", "text": text}).encode()))
    return path


def test_a_chosen_phrase_stands_where_its_line_says(articles: Path) -> None:
    (sentence,) = chosen.read_chosen(articles)
    assert sentence.text == "Rents rose by 5 percent in two years."
    assert sentence.about == {(14, 23): {"rents"}, (27, 36): set()}


def test_chosen_phrases_of_other_articles_are_refused(articles: Path) -> None:
    other = {"id": "a", "text": "It snowed. Rents rose by 6 percent in two years."}
    articles.write_bytes(gzip.compress(json.dumps(other).encode()))
    with pytest.raises(DataError, match=r"chosen.tsv: .* no such sentence: a 11"):
        list(chosen.read_chosen(articles))
