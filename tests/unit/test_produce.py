"""What `produce` sends, and what it says of a record that is refused."""

import pytest
from aiokafka.errors import KafkaConnectionError, MessageSizeTooLargeError

from schemas import topics
from streams.broker import topics as broker_topics
from streams.commands import clients
from streams.commands import produce as module
from streams.commands.produce import produce
from streams.errors import UserError
from streams.reading import Item
from tests.unit.fake_kafka import Kafka, Producer

RAW = topics()["raw"].name
ITEMS = [Item(b'{"source": "a.example", "text": "%d"}' % n, f"file:{n}") for n in range(5)]


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    found.use(monkeypatch, clients, broker_topics)
    found.make(RAW)
    return found


async def test_every_item_goes_out_as_it_is_under_its_source(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "IN_FLIGHT", 2)  # it waits for confirmations on its way
    sent: list[Item] = []
    done = await produce("nowhere:1", ITEMS, None, sent.append)
    assert (done.sent, done.refused, sent) == (5, [], ITEMS)
    assert kafka.values(RAW) == [item.value for item in ITEMS]
    assert {record.key for record in kafka.topics[RAW][0]} == {b"a.example"}
    assert not +kafka.clients  # no client is left open


async def test_a_record_that_is_refused_is_named_and_the_others_go_on(kafka: Kafka) -> None:
    kafka.errors = [MessageSizeTooLargeError("9 MB")]
    done = await produce("nowhere:1", ITEMS, "zstd", lambda item: None)
    assert done.sent == 4
    assert done.refused == ["file:0: [Error 10] MessageSizeTooLargeError: 9 MB"]


async def test_no_broker_says_what_to_do_and_leaves_nothing_open(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def start(self: Producer) -> None:
        self.kafka.clients["producer"] += 1
        raise KafkaConnectionError

    monkeypatch.setattr(Producer, "start", start)
    with pytest.raises(UserError, match="no Kafka answers at nowhere:1: set NEWSWIRE_BROKER"):
        await produce("nowhere:1", ITEMS, "zstd", lambda item: None)
    assert not +kafka.clients
