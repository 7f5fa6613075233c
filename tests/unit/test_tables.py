"""Findings as CSV for a spreadsheet."""

import csv
import io
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from schemas import EnrichedArticle, RawArticle, encode
from streams import enrich
from streams.cli import cli
from streams.cli.shared import TABLE
from streams.tables import NAMES, table

TEXT = (
    '"At least 40 people were killed in Odesa," said Ukrainian President Volodymyr Zelensky. '
    "Zelensky said 15 tanks left."
)


def rows(name: str, *events: EnrichedArticle) -> list[dict[str, str]]:
    out = io.StringIO()
    with table(name, out.write) as add:
        for event in events:
            add(event)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def article(text: str = TEXT, **fields: object) -> EnrichedArticle:
    raw = {"text": text, "source": "a.org", "published_at": "2026-05-12T08:30:00Z", **fields}
    return enrich(RawArticle(**raw))  # type: ignore[arg-type]


def dated(day: str, text: str = TEXT, id_: str | None = None) -> EnrichedArticle:
    from datetime import datetime

    return article(text, id=id_, published_at=datetime.fromisoformat(f"{day}T08:30:00Z"))


def test_a_row_a_quantity_with_its_bounds_sentence_and_article() -> None:
    first, second = rows("quantities", dated("2026-05-12"))
    assert (first["value"], first["low"], first["high"]) == ("40", "40", "")
    assert first["relation"] == "at_least"
    assert first["class"] == "people"
    assert first["predicate"] == "killed"
    assert first["as_written"] == "At least 40"
    assert first["published_at"] == "2026-05-12T08:30:00+00:00"
    assert second["sentence"] == "Zelensky said 15 tanks left."
    assert first["article"] == second["article"]


def test_a_row_an_entity_and_a_row_a_quote() -> None:
    event = dated("2026-05-12")
    people = [row for row in rows("entities", event) if row["type"] == "PERSON"]
    assert [(row["name"], row["roles"], row["mentions"]) for row in people] == [
        ("Volodymyr Zelensky", "Ukrainian President", "2")
    ]
    (quote,) = rows("quotes", event)
    assert quote["speaker"] == "Volodymyr Zelensky"


def test_articles_of_a_day_are_counted_once_by_their_id() -> None:
    events = [
        dated("2026-05-12", id_="a"), dated("2026-05-12", id_="a"), dated("2026-05-12", id_="b"),
        dated("2026-05-13", id_="c"),
    ]  # fmt: skip
    counts = {(row["day"], row["subject"]): row["articles"] for row in rows("days", *events)}
    assert counts["2026-05-12", "tanks"] == "2"
    assert counts["2026-05-13", "tanks"] == "1"
    assert counts["2026-05-12", "PLACE:odesa"] == "2"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@x"])
def test_no_cell_of_a_strangers_text_is_a_formula(title: str) -> None:
    """A spreadsheet works out what begins so, and a formula can send the sheet elsewhere."""
    event = enrich(RawArticle(text="Two tanks left.", title=title))
    (row,) = rows("quantities", event)
    assert row["title"] == f"'{title}"
    assert row["value"] == "2"


def test_negative_numbers_stay_numbers() -> None:
    (row,) = rows("quantities", enrich("It was minus 5 degrees Celsius."))
    assert float(row["value"]) == -5


def test_the_option_names_every_table() -> None:
    command = click.command()(TABLE(lambda: None))
    (kind,) = (option.type for option in command.params)
    assert isinstance(kind, click.Choice)
    assert tuple(kind.choices) == NAMES


def test_a_folder_becomes_a_table(tmp_path: Path) -> None:
    """There was no way to a spreadsheet but through PostgreSQL."""
    (tmp_path / "a.txt").write_text("Up to 15 ships left Kiel.")
    (tmp_path / "b.csv").write_text("text,date\nAbout 300 tanks came.,2026-05-12\n")
    result = CliRunner().invoke(cli, ["enrich", str(tmp_path), "--table", "quantities"])
    assert result.exit_code == 0
    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["file"], row["value"]) for row in found] == [("a.txt", "15"), ("b.csv", "300")]


def test_events_that_were_kept_become_a_table_later(tmp_path: Path) -> None:
    """What `tail` and `enrich` write was refused: a `language` that is an object."""
    event = dated("2026-05-12")
    path = tmp_path / "events.jsonl"
    path.write_bytes(encode(event) + b"\n")
    result = CliRunner().invoke(cli, ["enrich", str(path), "--table", "quotes"])
    assert result.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["speaker"] == "Volodymyr Zelensky"
    assert CliRunner().invoke(cli, ["enrich", str(path)]).stdout == path.read_text()
