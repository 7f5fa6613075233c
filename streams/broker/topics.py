"""Topics on a broker: made from `schemas/topics.toml`, looked at, checked."""

import asyncio
import time
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    KafkaConnectionError,
    KafkaError,
    TopicAlreadyExistsError,
    UnknownTopicOrPartitionError,
    for_code,
)

from schemas import Topic, topics
from streams.broker.access import client_options
from streams.broker.refusals import told
from streams.errors import UserError

KEEPING = ("cleanup.policy", "message.timestamp.type")
"""Settings by which a topic keeps each record for its retention."""
MISSING = "missing"
READ = ("raw", "clean")
"""What a worker's stages read, by short name."""


class Created(NamedTuple):
    """A topic of topics.toml, and whether it had to be made."""

    topic: Topic
    new: bool


class Seen(NamedTuple):
    """A topic as the broker has it; no partitions where it is missing or not ours to see."""

    topic: Topic
    partitions: int
    fault: str
    """MISSING, or why else it cannot be used; empty where it can."""


def read_topics() -> tuple[str, ...]:
    """The names of the topics that a worker's stages read."""
    return tuple(topics()[name].name for name in READ)


async def admin(broker: str) -> AIOKafkaAdminClient:
    """A started admin client. Raises UserError where the broker cannot be reached."""
    client = AIOKafkaAdminClient(**client_options(broker), request_timeout_ms=15_000)
    try:
        await client.start()
    except KafkaConnectionError:
        await client.close()
        raise UserError(unreachable(broker)) from None
    return client


def unreachable(broker: str) -> str:
    """What to tell whoever has no broker there."""
    return (
        f"no Kafka answers at {broker}: set NEWSWIRE_BROKER to where yours is, or unset it and "
        "start one with `newswire up`; one that wants a login needs NEWSWIRE_TLS, "
        "NEWSWIRE_SASL_MECHANISM"
    )


async def create(broker: str, replication: int, partitions: int | None = None) -> list[Created]:
    """Makes the topics that are missing; those that exist are left as they are.

    `partitions` overrides the number in topics.toml. Raises UserError.
    """
    client = await admin(broker)
    try:
        wanted = list(topics().values())
        response = await client.create_topics(
            [
                NewTopic(
                    topic.name,
                    partitions or topic.partitions,
                    replication,
                    topic_configs=topic.config(),
                )
                for topic in wanted
            ]
        )
        errors = {name: (code, message) for name, code, message in response.topic_errors}
        created = []
        for topic in wanted:
            code, message = errors[topic.name]
            if code and code != TopicAlreadyExistsError.errno:
                why = told(for_code(code)(), message)
                raise UserError(f"topic {topic.name} was not created: {why}")
            created.append(Created(topic, new=not code))
        return created
    except KafkaError as error:
        raise UserError(f"the topics were not created: {told(error)}") from None
    finally:
        await client.close()


async def create_when_up(
    broker: str, replication: int, partitions: int | None = None, *, seconds: float
) -> list[Created]:
    """As `create`, tried again for so many seconds: a broker answers before it takes topics."""
    end = time.monotonic() + seconds
    while True:
        try:
            return await create(broker, replication, partitions)
        except UserError:
            if time.monotonic() >= end:
                raise
        await asyncio.sleep(1)


async def look(broker: str) -> list[Seen]:
    """Every topic of topics.toml as the broker has it. Raises UserError."""
    client = await admin(broker)
    try:
        found = await client.describe_topics([topic.name for topic in topics().values()])
    finally:
        await client.close()
    answers = {answer["topic"]: answer for answer in found}
    return [_seen(topic, answers[topic.name]) for topic in topics().values()]


def _seen(topic: Topic, answer: Mapping[str, Any]) -> Seen:
    code = answer["error_code"]
    if not code:
        return Seen(topic, len(answer["partitions"]), "")
    missing = code == UnknownTopicOrPartitionError.errno
    return Seen(topic, 0, MISSING if missing else told(for_code(code)()))


async def kept_otherwise(broker: str) -> dict[str, str]:
    """What to say of the topics that the broker keeps otherwise than topics.toml, by their names.

    A topic that is compacted keeps one record a key; one that has the producers' times deletes old
    news unread. Of topics that are missing or whose settings are not ours to see nothing is said.
    Raises UserError where no broker answers.
    """
    wanted = {topic.name: topic.config() for topic in topics().values()}
    client = await admin(broker)
    try:
        answers = await client.describe_configs(
            [
                ConfigResource(ConfigResourceType.TOPIC, name, dict.fromkeys(KEEPING, ""))
                for name in wanted
            ]
        )
    except KafkaError:
        return {}
    finally:
        await client.close()
    return {
        name: f"{setting} is {value}, not {wanted[name][setting]}, so it loses records: "
        f"kafka-configs.sh --alter --topic {name} --add-config {setting}={wanted[name][setting]}"
        for answer in answers
        for code, _, _, name, entries in answer.resources
        for setting, value, *_ in entries
        if not code and setting in KEEPING and value != wanted[name][setting]
    }


async def partition_count(broker: str, topic: str) -> int:
    """How many partitions a topic has. Raises UserError where it is missing or not ours to see."""
    client = await admin(broker)
    try:
        (found,) = await client.describe_topics([topic])
    finally:
        await client.close()
    if code := found["error_code"]:
        if code == UnknownTopicOrPartitionError.errno:
            raise UserError(
                f"topic {topic} is missing on {broker}; make it with `newswire topics create`"
            )
        raise UserError(f"topic {topic} cannot be used: {told(for_code(code)())}")
    return len(found["partitions"])


async def grow(broker: str, topic: str, partitions: int) -> None:
    """Gives a topic more partitions; there is no way back. Raises UserError."""
    had = await partition_count(broker, topic)
    if partitions <= had:
        raise UserError(
            f"topic {topic} has {had} partitions and can only get more: "
            f"--partitions {had + 1} or above"
        )
    client = await admin(broker)
    try:
        response = await client.create_partitions({topic: NewPartitions(partitions)})
    except KafkaError as error:
        raise UserError(f"topic {topic} did not grow: {told(error)}") from None
    finally:
        await client.close()
    for _, code, message in response.topic_errors:
        if code:
            raise UserError(f"topic {topic} did not grow: {told(for_code(code)(), message)}")


async def make_own(
    broker: str, wanted: Mapping[str, Mapping[str, str]], partitions: int, replication: int
) -> bool:
    """Makes the topics that only we use, each with its configuration, where they are missing.

    Returns whether any was. Raises UserError where no broker answers.
    """
    client = await admin(broker)
    try:
        answer = await client.create_topics(
            [
                NewTopic(name, partitions, replication, topic_configs=dict(config))
                for name, config in wanted.items()
            ]
        )
    finally:
        await client.close()
    return any(code == 0 for _, code, *_ in answer.topic_errors)


async def widen(broker: str, topic: str, partitions: int) -> None:
    """Gives a topic so many partitions where it has fewer. Raises UserError."""
    if await partition_count(broker, topic) < partitions:
        await grow(broker, topic, partitions)


async def require(broker: str, names: Collection[str]) -> None:
    """Raises UserError naming those of some topics, by their short names, that cannot be used."""
    wanted = {topics()[name] for name in names}
    seen = [one for one in await look(broker) if one.topic in wanted]
    missing = [one.topic.name for one in seen if one.fault == MISSING]
    if missing:
        raise UserError(
            f"missing on {broker}: {', '.join(missing)}; make them with `newswire topics create`"
        )
    for one in seen:
        if one.fault:
            raise UserError(f"topic {one.topic.name} cannot be used: {one.fault}")
