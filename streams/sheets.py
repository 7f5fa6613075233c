"""Articles from a table: CSV, TSV, and what spreadsheets write with semicolons. A row an article.

Columns are known by their names (`[columns]` in file_kinds.toml); any other is kept in `extra`.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import orjson

from streams.cleaning.metadata import written_time
from streams.errors import UserError
from streams.file_kinds import kinds

DELIMITERS = ",;\t|"
TIMES = ("published_at", "fetched_at")
SECONDS = re.compile(r"\d{10}(\d{3})?")
"""Unix time, or its thousandths."""
PRINTED = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y")
"""Not 12/05/2026: it is two days."""
NUMBER = re.compile(r"\d+(?:\.0*)?")
COLUMN = re.compile(r"\w{1,40}")
"""What a column may be called, for a stream that does not say that it is a table."""
LONGEST_CELL = 16 * 1024 * 1024
"""The csv module gives up at 131,072 characters, which long articles have."""


def rows(
    text: io.TextIOBase, origin: str, name: str | None, problem: Callable[[str], None]
) -> Iterator[tuple[bytes, str]]:
    """Each row of a table as a raw article, and where it stands.

    `name` is what its file is called: kept in `extra` with the row's number. A row whose time
    cannot be read is left out and told to `problem`. Raises UserError where no column holds the
    article, and for a row that is longer than the header.
    """
    csv.field_size_limit(LONGEST_CELL)
    head = text.readline()
    reader = csv.reader(_lines(head, text), delimiter=_delimiter(head))
    try:
        header = [cell.strip() for cell in next(reader, [])]
        fields = _fields(header, origin)
        for number, cells in enumerate(reader, 2):
            where = f"{origin} row {number}"
            if not any(cell.strip() for cell in cells):
                continue
            if any(cell.strip() for cell in cells[len(header) :]):
                raise UserError(
                    f"{where} has {len(cells)} cells, the header has {len(header)}: is a quotation "
                    "mark missing there?"
                )
            try:
                article, extra = _article(header, fields, cells)
            except ValueError as error:
                problem(f"{where}: {error}")
                continue
            place = {"row": number} if name is None else {"file": name, "row": number}
            yield orjson.dumps(article | {"extra": place | extra}), where
    except csv.Error as error:
        raise UserError(f"{origin} is no table: {error} in line {reader.line_num}") from None


def is_header(line: str) -> bool:
    """Whether a line can be nothing but the header of a table of articles.

    It names the body and some other column of ours, or is made of single words: "text, photos and
    sound" begins an article, "id,text" a table.
    """
    try:
        cells = next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:  # a return in it, as in a program's bytes
        return False
    names = [_column(cell) for cell in cells]
    if len(names) < 2 or not all(COLUMN.fullmatch(name) for name in names):
        return False
    fields = {field for field, called in kinds().columns.items() if set(called) & set(names)}
    alone = len(fields) == 1 and any(" " in cell.strip() for cell in cells)
    return bool(fields & {"text", "html"}) and not alone


def _column(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().casefold())


def _lines(head: str, rest: io.TextIOBase) -> Iterator[str]:
    yield head
    yield from rest


def _delimiter(head: str) -> str:
    return max(DELIMITERS, key=head.count)


def _fields(header: list[str], origin: str) -> dict[int, str]:
    """The field of each column that has one. Raises UserError where none holds the article."""
    names = [_column(name) for name in header]
    fields: dict[int, str] = {}
    for field, called in kinds().columns.items():
        found = next((name for name in called if name in names), None)
        if found is not None:
            fields[names.index(found)] = field
    if not {"text", "html"} & set(fields.values()):
        shown = ", ".join(header[:8]) or "there are none"
        raise UserError(
            f"{origin}: no column is called text, body, content or html, so none holds the article "
            f"({shown}): rename the one that does"
        )
    return fields


def _article(
    header: list[str], fields: dict[int, str], cells: list[str]
) -> tuple[dict[str, object], dict[str, object]]:
    """A row as the fields of a raw article, and its other columns.

    An id that is a number is one of those: two tables have articles 1, 2, 3. So is a page beside
    its text. Raises ValueError naming a time that is none.
    """
    article: dict[str, object] = {}
    extra: dict[str, object] = {}
    for number, (name, cell) in enumerate(zip(header, cells, strict=False)):
        field = fields.get(number)
        if not cell.strip():
            continue
        if field is None or (field == "id" and NUMBER.fullmatch(cell.strip())):
            extra[name] = cell
        elif field in TIMES:
            article[field] = _time(cell.strip(), name).isoformat()
        else:
            article[field] = cell
    if "text" in article and "html" in article:
        extra[next(header[n] for n, field in fields.items() if field == "html")] = article.pop(
            "html"
        )
    return article, extra


def _time(cell: str, name: str) -> datetime:
    """The time in a cell; a day without a time is its first moment, and no zone is UTC."""
    if time := written_time(cell):
        return time
    if SECONDS.fullmatch(cell):
        return datetime.fromtimestamp(int(cell[:10]), UTC)
    for written in PRINTED:
        try:
            return datetime.strptime(cell, written).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise ValueError(f"{cell!r} in the column {name} is no time: write it as 2026-05-12")
