"""Enriched articles as a table for a spreadsheet: CSV, a row a finding.

Every row says which article it is of; offsets and confidences are in the events only.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from schemas import EnrichedArticle, Quantity
from streams.trends.counting import subjects

Cell = str | int | float | None
Row = tuple[Cell, ...]
Add = Callable[[EnrichedArticle], None]

ARTICLE = ("published_at", "source", "title", "url", "file", "article")
COLUMNS = {
    "quantities": ("value", "low", "high", "relation", "unit", "currency", "per", "counted",
                   "class", "about", "predicate", "trend", "as_written", "sentence"),
    "entities": ("type", "name", "key", "country", "roles", "mentions"),
    "quotes": ("quote", "speaker", "cue"),
}  # fmt: skip
DAYS = ("day", "subject", "articles", "mentions")
NAMES = (*COLUMNS, "days")
FORMULA = re.compile(r"[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would work out: a stranger wrote it."""


def table(name: str, write: Callable[[str], object]) -> AbstractContextManager[Add]:
    """What takes articles and gives their rows to `write`, as CSV with a header first.

    The rows of `days` come when it is left, the others with each article.
    """
    return _days(write) if name == "days" else _findings(name, write)


@contextmanager
def _findings(name: str, write: Callable[[str], object]) -> Iterator[Add]:
    rows = ROWS[name]
    write(_line((*COLUMNS[name], *ARTICLE)))

    def add(event: EnrichedArticle) -> None:
        about = _article(event)
        write("".join(_line((*row, *about)) for row in rows(event)))

    yield add


@contextmanager
def _days(write: Callable[[str], object]) -> Iterator[Add]:
    """How many articles of a day name an entity or count a class; an article counts once."""
    articles: Counter[tuple[str, str]] = Counter()
    mentions: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()

    def add(event: EnrichedArticle) -> None:
        if event.id in seen:
            return
        seen.add(event.id)
        day = event.published_at.date().isoformat() if event.published_at else ""
        for subject in subjects(event):
            articles[day, subject.key] += 1
            mentions[day, subject.key] += subject.mentions

    try:
        yield add
    finally:  # ended with Ctrl-C too
        write(_line(DAYS))
        for key in sorted(articles, key=lambda key: (key[0], -articles[key], key[1])):
            write(_line((*key, articles[key], mentions[key])))


def _article(event: EnrichedArticle) -> Row:
    time = event.published_at.isoformat() if event.published_at else None
    file = event.extra.get("file")
    return time, event.source, event.title, event.url, file and str(file), event.id


def _quantities(event: EnrichedArticle) -> Iterator[Row]:
    names = {entity.id: entity.name for entity in event.entities}
    for quantity in event.quantities:
        counted = quantity.counted
        yield (
            quantity.value, quantity.low, quantity.high, quantity.relation,
            quantity.unit.name, quantity.unit.currency, quantity.per,
            counted.surface if counted else None, counted.class_ if counted else None,
            "; ".join(names.get(one, one) for one in quantity.entities),
            quantity.predicate, quantity.trend, quantity.surface, _sentence(event, quantity),
        )  # fmt: skip


def _sentence(event: EnrichedArticle, quantity: Quantity) -> str:
    span = event.sentences[quantity.sentence]
    return event.text[span.start : span.end]


def _entities(event: EnrichedArticle) -> Iterator[Row]:
    for entity in event.entities:
        yield (entity.type, entity.name, entity.key, entity.country, "; ".join(entity.roles),
               len(entity.mentions))  # fmt: skip


def _quotes(event: EnrichedArticle) -> Iterator[Row]:
    names = {entity.id: entity.name for entity in event.entities}
    for quote in event.quotes:
        yield quote.surface, names.get(quote.speaker or ""), quote.cue


ROWS: dict[str, Callable[[EnrichedArticle], Iterator[Row]]] = {
    "quantities": _quantities,
    "entities": _entities,
    "quotes": _quotes,
}


def _line(row: Row) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([_cell(cell) for cell in row])
    return line.getvalue()


def _cell(cell: Cell) -> Cell:
    """A stranger's text that a spreadsheet would work out gets an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\0", "")
    return f"'{text}" if FORMULA.match(text) else text
