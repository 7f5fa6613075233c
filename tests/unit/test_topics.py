"""Topics on a broker: made, looked at, grown, and what is said where that fails."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    InvalidReplicationFactorError,
    KafkaConnectionError,
    KafkaError,
    NotControllerError,
    PolicyViolationError,
)

from schemas import topics
from streams.app import topics_of
from streams.broker import topics as module
from streams.broker.refusals import told
from streams.broker.topics import (
    create,
    create_when_up,
    grow,
    kept_otherwise,
    look,
    partition_count,
    require,
)
from streams.errors import UserError
from streams.settings import Settings
from tests.unit.fake_kafka import Admin, Kafka
from tests.unit.fake_process import Clock

BROKER = "nowhere:1"
NAMES = [topic.name for topic in topics().values()]


@pytest.fixture
def kafka(monkeypatch: pytest.MonkeyPatch) -> Kafka:
    found = Kafka()
    found.use(monkeypatch, module)
    return found


async def test_what_is_missing_is_made_and_what_is_there_is_left(kafka: Kafka) -> None:
    kafka.make(NAMES[0], 3)
    made = await create(BROKER, 1)
    assert [one.new for one in made] == [False] + [True] * (len(NAMES) - 1)
    seen = {one.topic.name: one.partitions for one in await look(BROKER)}
    wanted = {topic.name: topic.partitions for topic in topics().values()}
    assert seen == {**wanted, NAMES[0]: 3}
    assert kafka.made[NAMES[1]] == topics()["clean"].config()
    await require(BROKER, topics())  # says nothing


async def test_a_broker_that_has_just_started_is_tried_again_for_so_long(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, real = Clock(), module.create
    left = [UserError("not yet"), UserError("not yet")]

    async def at_times(*arguments: Any) -> Any:
        if left:
            raise left.pop()
        return await real(*arguments)

    async def sleep(seconds: float) -> None:
        clock.sleep(seconds)

    monkeypatch.setattr(module, "create", at_times)
    monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(asyncio, "sleep", sleep)
    assert all(one.new for one in await create_when_up(BROKER, 1, seconds=5))
    assert not left
    left = [UserError("not yet")] * 9
    with pytest.raises(UserError, match="not yet"):
        await create_when_up(BROKER, 1, seconds=5)
    assert len(left) == 3


async def test_the_number_of_partitions_may_be_another(kafka: Kafka) -> None:
    await create(BROKER, 1, 2)
    assert {one.partitions for one in await look(BROKER)} == {2}


async def test_what_a_worker_lacks_is_named(kafka: Kafka) -> None:
    for name in NAMES[2:]:
        kafka.make(name)
    with pytest.raises(UserError, match=f"missing on nowhere:1: {NAMES[0]}, {NAMES[1]}; make"):
        await require(BROKER, topics())
    for name in NAMES[:2]:
        kafka.make(name)
    kafka.topics.pop(topics()["trends"].name)
    await require(BROKER, topics_of(Settings()))  # says nothing: a worker has no use for trends


async def test_what_a_worker_may_not_see_is_not_called_missing(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the rights that SECURITY.md lists no worker started: it was told to make the topic of
    trends, which it does not use."""

    async def hidden(self: Any, names: Any) -> Any:
        return [{"topic": name, "error_code": 29, "partitions": []} for name in names]

    monkeypatch.setattr(Admin, "describe_topics", hidden)
    with pytest.raises(UserError, match=f"topic {NAMES[0]} cannot be used: .*SECURITY.md"):
        await require(BROKER, ["raw"])


async def test_a_topic_keeps_each_record_and_one_that_does_not_is_named(kafka: Kafka) -> None:
    """Trends were compacted by subject: of its windows only the last was left after a week. Of raw
    articles whose producer gave them the time of the news, 30 days ago, none was left after 2 s."""
    assert {topic.cleanup for topic in topics().values()} == {"delete"}
    assert await kept_otherwise(BROKER) == {}  # of missing topics nothing is said
    await create(BROKER, 1)
    assert await kept_otherwise(BROKER) == {}
    assert topics()["raw"].timestamps == "LogAppendTime"
    trends, raw = topics()["trends"].name, topics()["raw"].name
    kafka.made[trends] = {"cleanup.policy": "compact,delete"}
    kafka.made[raw] = {"message.timestamp.type": "CreateTime"}
    assert await kept_otherwise(BROKER) == {
        trends: "cleanup.policy is compact,delete, not delete, so it loses records: "
        f"kafka-configs.sh --alter --topic {trends} --add-config cleanup.policy=delete",
        raw: "message.timestamp.type is CreateTime, not LogAppendTime, so it loses records: "
        f"kafka-configs.sh --alter --topic {raw} --add-config message.timestamp.type=LogAppendTime",
    }


async def test_a_topic_whose_settings_are_not_ours_to_see_is_not_judged(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hidden(self: Any, resources: Any) -> Any:
        return [SimpleNamespace(resources=[(29, "no", 2, r.name, []) for r in resources])]

    monkeypatch.setattr(Admin, "describe_configs", hidden)
    assert await kept_otherwise(BROKER) == {}
    assert not +kafka.clients


async def test_a_topic_only_grows(kafka: Kafka) -> None:
    kafka.make("mine", 2)
    await grow(BROKER, "mine", 5)
    assert len(kafka.topics["mine"]) == 5
    with pytest.raises(UserError, match="has 5 partitions and can only get more: --partitions 6"):
        await grow(BROKER, "mine", 5)
    with pytest.raises(UserError, match="topic none is missing"):
        await grow(BROKER, "none", 5)


@pytest.mark.parametrize("message", ["no room", None])
async def test_a_refusal_is_told_in_the_words_of_the_broker(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch, message: str | None
) -> None:
    code = InvalidReplicationFactorError.errno

    async def refused(self: Any, wanted: Any) -> Any:
        names = list(wanted) if isinstance(wanted, dict) else [topic.name for topic in wanted]
        return SimpleNamespace(topic_errors=[(name, code, message) for name in names])

    monkeypatch.setattr(Admin, "create_topics", refused)
    monkeypatch.setattr(Admin, "create_partitions", refused)
    said = message or "InvalidReplicationFactorError"
    with pytest.raises(UserError, match=f"topic {NAMES[0]} was not created: .*{said}"):
        await create(BROKER, 9)
    kafka.make("mine")
    with pytest.raises(UserError, match=f"topic mine did not grow: .*{said}"):
        await grow(BROKER, "mine", 5)
    assert not +kafka.clients  # no client is left open


async def test_a_topic_that_is_not_ours_to_see_is_not_called_missing(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever lacked the right was told to make a topic that was there."""

    async def hidden(self: Any, names: Any) -> Any:
        return [{"topic": name, "error_code": 29, "partitions": []} for name in names]

    monkeypatch.setattr(Admin, "describe_topics", hidden)
    with pytest.raises(UserError, match=r"topic mine cannot be used: .*; SECURITY\.md lists"):
        await partition_count(BROKER, "mine")


@pytest.mark.parametrize(
    ("error", "words", "said"),
    [
        (InvalidReplicationFactorError(), "only 1 broker.",
         "only 1 broker; set --replication or NEWSWIRE_REPLICATION to at most the number of"),
        (ClusterAuthorizationFailedError("create"), None,
         "[Error 31] ClusterAuthorizationFailedError: create; SECURITY.md lists what is needed"),
        (NotControllerError(), None, "[Error 41] NotControllerError; the broker may be busy"),
        (PolicyViolationError(), "no", "no"),
    ],
)  # fmt: skip
def test_what_is_refused_comes_with_what_to_do(
    error: KafkaError, words: str | None, said: str
) -> None:
    assert told(error, words).startswith(said)


async def test_a_broker_that_goes_away_meanwhile_is_one_line(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(self: Any, wanted: Any) -> Any:
        raise KafkaError("gone")

    monkeypatch.setattr(Admin, "create_topics", away)
    with pytest.raises(UserError, match=r"the topics were not created: .*gone"):
        await create(BROKER, 1)


async def test_no_broker_says_what_to_do_and_leaves_nothing_open(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def start(self: Admin) -> None:
        self.kafka.clients["admin"] += 1
        raise KafkaConnectionError

    monkeypatch.setattr(Admin, "start", start)
    with pytest.raises(UserError, match="no Kafka answers at nowhere:1: set NEWSWIRE_BROKER"):
        await look(BROKER)
    assert not +kafka.clients
