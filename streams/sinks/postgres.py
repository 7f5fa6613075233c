"""Enriched events into PostgreSQL: each `ce_id` once, however often it comes.

A batch is one transaction; offsets are committed to Kafka after it. A crash between the two brings
the batch again, and `ON CONFLICT DO NOTHING` drops it.
"""

import os
import re
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from importlib import resources
from typing import Any, NamedTuple

from schemas import EnrichedArticle
from streams.errors import UserError
from streams.figures import figures_of

try:
    import asyncpg
except ImportError:
    asyncpg = None  # said in connected()

MIGRATION = re.compile(r"^-- migration (\d+)$", re.MULTILINE)
LOST: tuple[type[Exception], ...] = (
    (OSError, asyncpg.PostgresConnectionError, asyncpg.ConnectionDoesNotExistError,
     asyncpg.AdminShutdownError, asyncpg.CannotConnectNowError)
    if asyncpg else ()
)  # fmt: skip
REFUSED: tuple[type[Exception], ...] = (
    (asyncpg.InsufficientPrivilegeError, asyncpg.ReadOnlySQLTransactionError,
     asyncpg.DiskFullError)
    if asyncpg else ()
)  # fmt: skip
"""What whoever runs the database can mend."""
RIGHTS = (
    "the sink makes its schema `newswire` and writes to it: its user needs CREATE on the database, "
    "or that schema as its own, and the database must take writes"
)
SCHEMA = """
DO $$ BEGIN IF to_regnamespace('newswire') IS NULL THEN CREATE SCHEMA newswire; END IF; END $$
"""
"""CREATE SCHEMA IF NOT EXISTS asks for the right to make one where it is there already."""
LOCK = 6_178_399_521
"""Any number, the same in every sink: only one migrates at a time."""
NO_NUL = "\ufffd"
LONGEST_KEY = 1200
"""Bytes of UTF-8: an index takes rows of 2,704, and some of ours hold two keys."""

ARTICLE = """
INSERT INTO newswire.articles (ce_id, article_id, story_id, duplicate_of, url, source, title,
    published_at, language, authors, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (ce_id) DO NOTHING RETURNING ce_id
"""
TABLES = {
    "entities": "ce_id entity_id key type name country roles mentions confidence".split(),
    "quantities": "ce_id position surface value low high relation trend kind unit currency per "
    "counted class predicate event measure place about sentence confidence head whole".split(),
    "quotes": "ce_id position surface speaker cue".split(),
}


class Event(NamedTuple):
    """An enriched event to store."""

    ce_id: str
    article: EnrichedArticle


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Any]:
    """A connection with the tables made and brought up to date.

    Raises UserError where there is none, and where it is lost or refuses in use: what was not
    committed comes again.
    """
    if asyncpg is None:
        raise UserError("PostgreSQL needs asyncpg: pip install 'newswire[postgres]'")
    try:
        connection = await asyncpg.connect(address)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise UserError(f"no PostgreSQL at NEWSWIRE_POSTGRES: {_first_line(error)}") from None
    try:
        await migrate(connection)
        yield connection
    except LOST as error:
        raise UserError(f"PostgreSQL is away: {_first_line(error)}") from None
    except REFUSED as error:
        raise UserError(f"PostgreSQL refuses: {_first_line(error)}; {RIGHTS}") from None
    finally:
        connection.terminate()  # all that counts was committed


def _first_line(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if isinstance(error, OSError) and error.errno and error.errno > 0:  # else no host of that name
        return os.strerror(error.errno)
    return (str(error).strip() or type(error).__name__).splitlines()[0]


async def migrate(connection: Any) -> None:
    """Runs those parts of postgres.sql that this database has not seen."""
    text = resources.files("streams.sinks").joinpath("postgres.sql").read_text("utf-8")
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        await connection.execute(SCHEMA)
        await connection.execute(
            "CREATE TABLE IF NOT EXISTS newswire.migrations (number integer PRIMARY KEY)"
        )
        found = await connection.fetch("SELECT number FROM newswire.migrations")
        done = {number for (number,) in found}
        for number, part in migrations(text):
            if number not in done:
                await connection.execute(part)
                await connection.execute("INSERT INTO newswire.migrations VALUES ($1)", number)


def migrations(text: str) -> Iterator[tuple[int, str]]:
    """The numbered parts of an SQL file, in order."""
    pieces = MIGRATION.split(text)[1:]
    for number, part in zip(pieces[::2], pieces[1::2], strict=True):
        yield int(number), part


async def write(connection: Any, events: Sequence[Event]) -> int:
    """Writes events that are not there yet, in one transaction. Returns how many were new."""
    keyed = [Event(_key(ce_id), article) for ce_id, article in events]
    distinct = {event.ce_id: event for event in keyed}
    async with connection.transaction():
        stored = await connection.fetchmany(ARTICLE, [_article(e) for e in distinct.values()])
        new = [distinct[ce_id] for (ce_id,) in stored]
        for table, rows in (
            ("entities", _entities(new)),
            ("quantities", _quantities(new)),
            ("quotes", _quotes(new)),
        ):
            await connection.copy_records_to_table(
                table, schema_name="newswire", columns=TABLES[table], records=rows
            )
    return len(new)


def _article(event: Event) -> tuple[Any, ...]:
    article = event.article
    return _row(
        event.ce_id, _key(article.id), _key(article.story_id),
        article.duplicate_of and _key(article.duplicate_of), article.url, article.source,
        article.title, article.published_at, article.language.code, list(article.authors),
        article.text,
    )  # fmt: skip


def _entities(events: Iterable[Event]) -> Iterator[tuple[Any, ...]]:
    for ce_id, article in events:
        for entity in article.entities:
            yield _row(
                ce_id, entity.id, _key(entity.key), entity.type, _key(entity.name),
                entity.country, list(entity.roles), len(entity.mentions), entity.confidence,
            )  # fmt: skip


def _quantities(events: Iterable[Event]) -> Iterator[tuple[Any, ...]]:
    for ce_id, article in events:
        keys = {entity.id: _key(entity.key) for entity in article.entities}
        pairs = zip(article.quantities, figures_of(article), strict=True)
        for position, (quantity, figure) in enumerate(pairs):
            yield _row(
                ce_id, position, quantity.surface, _number(quantity.value), _number(quantity.low),
                _number(quantity.high), quantity.relation, quantity.trend, quantity.unit.kind,
                quantity.unit.name, quantity.unit.currency, quantity.per, figure.counted or None,
                _key(figure.class_) or None, quantity.predicate, figure.event, figure.measure,
                _key(figure.place) or None, [keys[id_] for id_ in quantity.entities if id_ in keys],
                figure.sentence, quantity.confidence, figure.head, figure.whole,
            )  # fmt: skip


def _quotes(events: Iterable[Event]) -> Iterator[tuple[Any, ...]]:
    for ce_id, article in events:
        keys = {entity.id: _key(entity.key) for entity in article.entities}
        for position, quote in enumerate(article.quotes):
            yield _row(ce_id, position, quote.surface, keys.get(quote.speaker or ""), quote.cue)


def _row(*values: Any) -> tuple[Any, ...]:
    return tuple(map(_storable, values))


def _key(text: str) -> str:
    """What an index takes: of a longer text its beginning, and its digest, so that none meet."""
    text = text.replace("\0", NO_NUL)
    whole = text.encode()
    if len(whole) <= LONGEST_KEY:
        return text
    digest = sha256(whole).hexdigest()
    return f"{whole[: LONGEST_KEY - len(digest) - 1].decode(errors='ignore')}#{digest}"


def _storable(value: Any) -> Any:
    """PostgreSQL's text holds anything but NUL, which a title may carry; its times are of UTC."""
    if isinstance(value, str):
        return value.replace("\0", NO_NUL)
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC)
        except OverflowError:  # 0001-01-01T00:00:00+01:00, a program's zero time
            return None
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return value


def _number(value: int | float | None) -> Decimal | None:
    """As it was written in the event: 6.8, not 6.79999."""
    return None if value is None else Decimal(repr(value))
