"""Enriched events as rows of PostgreSQL, and what of an event cannot be stored as it is.

The database itself is in `tests/connected/test_postgres.py`; this one keeps what it is given.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from importlib import resources
from typing import Any

import asyncpg
import pytest
from msgspec.structs import replace

from schemas import RawArticle, encode, topics
from streams import enrich
from streams.broker import topics as broker_topics
from streams.commands import clients
from streams.commands.sink import to_postgres
from streams.errors import UserError
from streams.sinks import postgres
from streams.sinks.postgres import (
    LONGEST_KEY,
    TABLES,
    Event,
    _storable,
    connected,
    migrate,
    migrations,
    write,
)
from tests.unit.fake_kafka import Kafka, until

MIGRATIONS = (resources.files("streams.sinks") / "postgres.sql").read_text("utf-8")


class Database:
    """A connection that keeps what it is told; it knows a `ce_id` once it was written."""

    def __init__(self, *migrated: int) -> None:
        self.migrated = list(migrated)
        self.ran: list[str] = []
        self.articles: dict[str, tuple[Any, ...]] = {}
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        self.inside = 0
        self.ended = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        self.inside += 1
        yield
        self.inside -= 1

    async def execute(self, text: str, *values: Any) -> None:
        assert self.inside == 1
        if "INTO newswire.migrations" in text:
            self.migrated.append(values[0])
        self.ran.append(text)

    async def fetch(self, text: str) -> list[tuple[int]]:
        return [(number,) for number in self.migrated]

    async def fetchmany(self, text: str, rows: Sequence[tuple[Any, ...]]) -> list[tuple[str]]:
        assert self.inside == 1
        new = [row for row in rows if row[0] not in self.articles]
        self.articles |= {row[0]: row for row in new}
        return [(row[0],) for row in new]

    async def copy_records_to_table(
        self, table: str, *, schema_name: str, columns: Sequence[str], records: Iterable[Any]
    ) -> None:
        assert (self.inside, schema_name) == (1, "newswire")
        self.rows[table] += [dict(zip(columns, row, strict=True)) for row in records]

    def terminate(self) -> None:
        self.ended = True


def event(
    ce_id: str, text: str = "About 6.8 tonnes left Kiel. “It is gone,” said Ana Diaz."
) -> Event:
    article = enrich(RawArticle(id="a", text=text))
    return Event(ce_id, replace(article, title="A \0 title"))


async def test_an_event_is_a_row_and_one_for_each_finding() -> None:
    database = Database()
    assert await write(database, [event("1")]) == 1
    assert database.articles["1"][:4] == ("1", "a", "a", None)
    assert database.articles["1"][6] == "A \ufffd title"
    assert [(row["key"], row["mentions"]) for row in database.rows["entities"]] == [
        ("PLACE:kiel", 1), ("PERSON:ana diaz", 1)]  # fmt: skip
    (quantity,) = database.rows["quantities"]
    assert (quantity["value"], quantity["low"], quantity["relation"]) == (
        Decimal("6.8"), None, "approximately")  # fmt: skip
    (quote,) = database.rows["quotes"]
    assert (quote["surface"], quote["speaker"]) == ("“It is gone,”", "PERSON:ana diaz")


async def test_an_event_that_comes_again_adds_nothing() -> None:
    """In one batch, after a restart, and beside a new one."""
    database = Database()
    assert await write(database, [event("1"), event("1")]) == 1
    once = [*database.rows["entities"]]
    assert await write(database, [event("1")]) == 0
    assert database.rows["entities"] == once
    assert await write(database, [event("1"), event("2")]) == 1
    assert [row["ce_id"] for row in database.rows["quotes"]] == ["1", "2"]


async def test_what_an_index_would_not_take_is_stored_by_its_beginning_and_a_digest() -> None:
    """One article with an id of 3,000 characters ended the sink at each start, for ever."""
    database = Database()
    ids = [first * 3000 + last for first in "aé" for last in "xy"]
    whole = event("").article
    long = [replace(whole, id=id_, story_id=id_, duplicate_of=ids[0]) for id_ in ids]
    assert await write(database, [Event(f"\0{one.id}", one) for one in long]) == len(ids)
    stored = [(row[0], row[1], row[2]) for row in database.articles.values()]
    assert all(len(key.encode()) <= LONGEST_KEY for row in stored for key in row)
    assert len({article_id for _, article_id, _ in stored}) == len(ids)
    assert all(article_id == story_id for _, article_id, story_id in stored)
    assert {row[3] for row in database.articles.values()} == {stored[0][1]}  # it joins
    assert stored[0][1].startswith("aaa")


async def test_only_those_parts_of_the_tables_are_made_that_are_not_there() -> None:
    numbers = [number for number, _ in migrations(MIGRATIONS)]
    assert numbers == list(range(1, len(numbers) + 1))
    fresh = Database()
    await migrate(fresh)
    assert fresh.migrated == numbers
    older = Database(*numbers[:-1])
    await migrate(older)
    assert older.migrated == numbers
    assert not any("CREATE TABLE newswire.articles" in text for text in older.ran)


@pytest.mark.parametrize("table", [*TABLES, "articles"])
def test_the_columns_that_are_written_are_those_of_the_tables(table: str) -> None:
    made = " ".join(part for _, part in migrations(MIGRATIONS))
    assert f"newswire.{table}" in made
    for column in TABLES.get(table, ()):
        assert f" {column} " in made, column


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError("all of three"), "no PostgreSQL at NEWSWIRE_POSTGRES: all of three"),
        (ConnectionRefusedError(111, "Connect call failed ('127.0.0.1', 1)"),
         "no PostgreSQL at NEWSWIRE_POSTGRES: Connection refused"),
        (TimeoutError(), "no PostgreSQL at NEWSWIRE_POSTGRES: it does not answer"),
        (asyncpg.InvalidPasswordError("no\nDETAIL: x"), "no PostgreSQL at NEWSWIRE_POSTGRES: no"),
        (ValueError(), "no PostgreSQL at NEWSWIRE_POSTGRES: ValueError"),
    ],
)  # fmt: skip
async def test_a_database_that_is_not_there_is_one_line(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    async def connect(address: str) -> Database:
        raise error

    monkeypatch.setattr(asyncpg, "connect", connect)
    with pytest.raises(UserError) as raised:
        async with connected("postgresql://nobody@nowhere/none"):
            pass
    assert str(raised.value) == said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (asyncpg.AdminShutdownError("going down"), r"PostgreSQL is away: going down$"),
        (asyncpg.InsufficientPrivilegeError("permission denied for database news"),
         r"PostgreSQL refuses: permission denied for database news; .* needs CREATE on the data"),
        (asyncpg.ReadOnlySQLTransactionError("cannot execute INSERT in a read-only transaction"),
         r"PostgreSQL refuses: cannot execute INSERT .*; .* must take writes$"),
    ],
)  # fmt: skip
async def test_a_connection_lost_or_refused_in_use_is_one_line_and_is_ended(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    """A user without the right to make a schema was asked to report "unexpected: Insuff..."."""
    database = Database()

    async def connect(address: str) -> Database:
        return database

    monkeypatch.setattr(asyncpg, "connect", connect)
    with pytest.raises(UserError, match=f"^{said}"):
        async with connected("postgresql://nobody@nowhere/none"):
            raise error
    assert database.ended


async def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "asyncpg", None)
    with pytest.raises(UserError, match=r"pip install 'newswire\[postgres\]'"):
        async with connected("postgresql://nobody@nowhere/none"):
            pass


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("a\0b", "a\ufffdb"),
        (["a\0b", "c"], ["a\ufffdb", "c"]),
        (datetime(2026, 2, 1, 9, tzinfo=timezone(timedelta(hours=1))),
         datetime(2026, 2, 1, 8, tzinfo=UTC)),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))), None),
        (datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-1))), None),
    ],
)  # fmt: skip
def test_what_postgresql_does_not_take(value: object, stored: object) -> None:
    """A time before all of UTC would have ended the sink at each start, for ever."""
    assert _storable(value) == stored


TOPIC = topics()["enriched"].name


class KilledError(Exception):
    """The process is killed."""


async def test_what_was_not_committed_is_read_again_and_stored_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database, kafka = Database(), Kafka()
    kafka.use(monkeypatch, clients, broker_topics)
    kafka.make(TOPIC, 2)

    async def connect(address: str) -> Database:
        return database

    monkeypatch.setattr(asyncpg, "connect", connect)

    def come(name: str, partition: int) -> None:
        kafka.put(TOPIC, encode(event(name).article), None, partition, [("ce_id", name.encode())])

    async def sink(tick: Callable[[int, int], None]) -> None:
        await to_postgres("nowhere:1", "group", "postgresql://x@y/z", once=True, tick=tick)

    def killed(records: int, new: int) -> None:
        raise KilledError

    ticks: list[tuple[int, int]] = []
    come("1", 0)
    come("2", 1)
    kafka.put(TOPIC, b"somebody else's", partition=1)
    with pytest.raises(KilledError):
        await sink(killed)
    kafka.committed.clear()  # it was killed before that
    await sink(lambda records, new: ticks.append((records, new)))
    come("3", 0)
    await sink(lambda records, new: ticks.append((records, new)))
    assert sorted(database.articles) == ["1", "2", "3"]
    assert ticks == [(3, 0), (1, 1)]
    assert not +kafka.clients  # no client is left open


async def test_partitions_that_are_added_are_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """27 of 80 articles were missing until the sink was started again."""
    database, kafka = Database(), Kafka()
    kafka.use(monkeypatch, clients, broker_topics)
    kafka.make(TOPIC, 1)

    async def connect(address: str) -> Database:
        return database

    monkeypatch.setattr(asyncpg, "connect", connect)

    def come(name: str, partition: int) -> None:
        kafka.put(TOPIC, encode(event(name).article), None, partition, [("ce_id", name.encode())])

    come("1", 0)
    ticks: list[int] = []
    sink = asyncio.ensure_future(
        to_postgres("nowhere:1", "group", "postgresql://x@y/z", once=False,
                    tick=lambda records, new: ticks.append(records))
    )  # fmt: skip
    await until(lambda: bool(ticks))
    kafka.topics[TOPIC].append([])
    come("2", 1)
    come("3", 0)
    await until(lambda: sum(ticks) >= 3)
    sink.cancel()
    assert sorted(database.articles) == ["1", "2", "3"]
    assert sum(ticks) == 3  # none is read again
