"""Enriched events in a real PostgreSQL: each `ce_id` once, and an analyst's questions answered."""

import asyncio
import csv
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

import asyncpg
import pytest
from msgspec.structs import replace

from bench.ledger import read_all
from schemas import EnrichedArticle, RawArticle, encode, topics
from schemas.headers import cloud_event, header
from streams import enrich
from streams.commands.clients import producer
from streams.commands.sink import to_postgres
from streams.errors import UserError
from streams.sinks import postgres
from tests.connected.postgres import running
from tools.page import own_articles

EVENTS = 1500
QUERIES = resources.files("streams.sinks") / "queries"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def events() -> list[EnrichedArticle]:
    return own_articles()


async def publish(broker: str, records: list[tuple[str, bytes]]) -> None:
    """Enriched events with the ce_ids given."""
    topic = topics()["enriched"]
    async with producer(broker) as client:
        for ce_id, value in records:
            headers = cloud_event(
                ce_id=ce_id, ce_type=topic.ce_type, ce_source="test", ce_time=None,
                dataschema=topic.dataschema,
            )  # fmt: skip
            await client.send(topic.name, value, key=ce_id.encode(), headers=headers)
        await client.flush()


def asked(address: str, query: str, *args: Any) -> list[tuple[Any, ...]]:
    async def fetch() -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(address)
        try:
            return [tuple(row) for row in await connection.fetch(query, *args)]
        finally:
            await connection.close()

    with ThreadPoolExecutor(1) as beside:  # a test may have a loop of its own
        return beside.submit(asyncio.run, fetch()).result()


def answered(address: str, query: str, **variables: str) -> list[list[str]]:
    """What psql prints for one of the query files."""
    options = [f"--set={name}={value}" for name, value in variables.items()]
    done = subprocess.run(
        ["psql", address, "--no-psqlrc", "--csv", "--tuples-only", *options, "-f", "-"],
        input=(QUERIES / query).read_text("utf-8"),
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    assert not done.stderr
    return list(csv.reader(done.stdout.splitlines()))


async def test_a_sink_killed_in_the_middle_leaves_each_ce_id_once(
    broker: str, address: str, prefix: str, events: list[EnrichedArticle]
) -> None:
    """Killed between the database's commit and Kafka's, a batch comes again."""
    values = [encode(event) for event in events]
    records = [(f"{prefix}-{i}", values[i % len(values)]) for i in range(EVENTS)]
    await publish(broker, records + records[::3])
    env = {**os.environ, "NEWSWIRE_BROKER": broker, "NEWSWIRE_POSTGRES": address,
           "NEWSWIRE_GROUP": prefix}  # fmt: skip
    await asyncio.to_thread(killed_then_finished, env, address, prefix)
    wanted = {header(r.headers, "ce_id") for r in await read_all(broker, "enriched")}
    stored = {ce_id for (ce_id,) in asked(address, "SELECT ce_id FROM newswire.articles")}
    assert {ce_id for ce_id in wanted if ce_id and ce_id.startswith(prefix)} <= stored
    assert count(address, "articles", prefix) == EVENTS
    quantities = sum(len(events[i % len(events)].quantities) for i in range(EVENTS))
    assert count(address, "quantities", prefix) == quantities


def killed_then_finished(env: dict[str, str], address: str, prefix: str) -> None:
    command = [sys.executable, "-m", "streams", "sink", "postgres"]
    process = subprocess.Popen(command, env=env)
    try:
        for _ in range(1000):
            time.sleep(0.02)
            if count(address, "articles", prefix):
                break
    finally:
        process.kill()
        process.wait()
    assert 0 < count(address, "articles", prefix) < EVENTS, "the kill should come in the middle"
    done = subprocess.run(
        [*command, "--once"], env=env, timeout=60, check=True, capture_output=True, text=True
    )
    assert "new in PostgreSQL" in done.stderr


def count(address: str, table: str, prefix: str) -> int:
    """Rows of the events of one test; 0 before the tables are there."""
    query = f"SELECT count(*) FROM newswire.{table} WHERE ce_id LIKE $1"
    try:
        ((found,),) = asked(address, query, prefix + "%")
    except asyncpg.UndefinedTableError:
        return 0
    return int(found)


async def test_an_analysts_questions(
    address: str, prefix: str, events: list[EnrichedArticle]
) -> None:
    async with postgres.connected(address) as connection:
        await connection.execute("TRUNCATE newswire.articles CASCADE")
        batch = [postgres.Event(f"{prefix}-{i}", event) for i, event in enumerate(events)]
        assert await postgres.write(connection, batch) == len(events)
        assert await postgres.write(connection, batch + batch) == 0
    ships = answered(address, "class-by-source-and-day.sql", **{"class": "ships"})
    assert ["2026-05-12", "courier.example", "1", "20", "20"] in ships
    assert any("Keller" in row[0] for row in answered(address, "quoted-on.sql", name="Frankfurt"))
    dead = answered(address, "casualties-in-place.sql", place="Valparaiso")
    assert [row[1:8] for row in dead if row[2] == "dead"] == [
        ["daily.example", "dead", "At least 17", "at_least", "17", "17", ""],
        ["radio.example", "dead", "Dozens", "approximately", "", "12", "120"],
        ["wire.example", "dead", "14", "exactly", "14", "14", "14"],
    ]
    country = answered(address, "casualties-in-place.sql", place="Chile", country="cl")
    assert [row for row in country if row[8] == "Valparaiso"] == dead
    (money,) = answered(address, "money-about.sql", name="Kenji Morita")
    assert money[:4] == ["EUR", "45000000", "exactly", "45 million euros"]
    (story,) = [row for row in answered(address, "who-says-what.sql") if row[0] == "fire"]
    assert story[1:3] == ["people", "dead"]
    assert story[4:8] == ["3", "14", "17", "14"]  # and not the 12 to 120 of "Dozens"
    assert story[8] == "daily.example: At least 17; radio.example: Dozens; wire.example: 14"


async def test_who_says_what_across_stories(address: str, prefix: str) -> None:
    """Over 9,623 real articles it found 6 of what the page found: three shared names were too many.

    And "jobs" died where doctors did.
    """
    texts = {
        "a": "In Valparaiso 14 doctors died, said Ana Soto.",
        "b": "The minister, Ana Soto, said that at least 17 doctors had died in Valparaiso.",
        "c": "In Valparaiso 15 doctors died. Nobody in Lima or Quito knows why.",
    }
    at = datetime(2026, 5, 12, tzinfo=UTC)
    articles = [enrich(RawArticle(source=name, text=text, published_at=at + timedelta(hours=hour)))
                for hour, (name, text) in enumerate(texts.items())]  # fmt: skip
    async with postgres.connected(address) as connection:
        await connection.execute("TRUNCATE newswire.articles CASCADE")
        batch = [postgres.Event(f"{prefix}-{i}", event) for i, event in enumerate(articles)]
        await postgres.write(connection, batch)
    (row,) = answered(address, "who-says-what.sql")
    assert row[1:8] == ["doctors", "dead", "PLACE:valparaiso", "2", "14", "17", "at least 17"]


async def test_an_updated_article_is_another_row_and_the_view_shows_the_latest(
    address: str, prefix: str
) -> None:
    def version(text: str) -> EnrichedArticle:
        return replace(enrich(RawArticle(id=prefix, text=text)), title="a\0b")

    async with postgres.connected(address) as connection:
        for number, text in enumerate(("Some 40 people died.", "Some 43 people died.")):
            event = postgres.Event(f"{prefix}-{number}", version(text))
            assert await postgres.write(connection, [event]) == 1
    query = "SELECT title, body FROM newswire.{} WHERE article_id = $1"
    assert len(asked(address, query.format("articles"), prefix)) == 2
    assert asked(address, query.format("latest"), prefix) == [("a\ufffdb", "Some 43 people died.")]


async def test_a_key_longer_than_an_index_takes_is_stored(address: str, prefix: str) -> None:
    """PostgreSQL refuses rows of over 2,704 bytes in an index, and the sink ended on each start."""
    long = random.Random(1).randbytes(2000).hex()  # it compresses what repeats
    event = enrich(RawArticle(id=long, text="Some 40 people died in Lima, said Ana Soto."))
    entities = [replace(one, name=long, key=long) for one in event.entities]
    async with postgres.connected(address) as connection:
        batch = [postgres.Event(prefix + long, replace(event, entities=entities))]
        assert await postgres.write(connection, batch) == 1
        assert await postgres.write(connection, batch) == 0
    assert count(address, "entities", prefix) == len(entities)


async def test_what_is_no_event_of_ours_does_not_stop_it(
    broker: str, address: str, prefix: str
) -> None:
    await publish(broker, [(f"{prefix}-bad", b"no json")])
    seen: list[int] = []
    await to_postgres(
        broker, prefix, address, once=True, tick=lambda records, new: seen.append(records)
    )
    assert sum(seen) > 0


async def test_a_database_that_is_not_there_is_said_in_one_line(broker: str) -> None:
    with pytest.raises(UserError, match="no PostgreSQL at NEWSWIRE_POSTGRES"):
        async with postgres.connected("postgresql://nobody@127.0.0.1:1/none"):
            pass


def test_migrations_are_numbered_without_gaps() -> None:
    text = (resources.files("streams.sinks") / "postgres.sql").read_text("utf-8")
    numbers = [number for number, _ in postgres.migrations(text)]
    assert numbers == list(range(1, len(numbers) + 1))
