"""`newswire topics`: make them, look at them, give them more partitions."""

import asyncio

import click

from streams.cli.group import Commands
from streams.cli.shared import broker_of, say
from streams.errors import UserError
from streams.settings import load

MOST_PARTITIONS = 1000
"""More in one topic is a slip: one broker was busy for minutes with the ten thousand it made."""


@click.group(cls=Commands)
def topics() -> None:
    """Make and look at the topics (schemas/topics.toml)."""


@topics.command("create")
@click.option(
    "--partitions", type=click.IntRange(1, MOST_PARTITIONS),
    help="Instead of the number in topics.toml.",
)  # fmt: skip
@click.option("--replication", type=click.IntRange(1), help="Instead of NEWSWIRE_REPLICATION.")
@click.option(
    "--wait", metavar="SECONDS", type=click.FloatRange(0), default=0.0,
    help="Try for so long: a broker that has just started takes topics a little later.",
)  # fmt: skip
def topics_create(partitions: int | None, replication: int | None, wait: float) -> None:
    """Make the topics that are missing; leave the others as they are."""
    from streams.broker.topics import create_when_up, kept_otherwise

    settings = load()
    broker = broker_of(settings)
    created = asyncio.run(
        create_when_up(broker, replication or settings.replication, partitions, seconds=wait)
    )
    for topic, new in created:
        click.echo(f"{topic.name}\t{'created' if new else 'exists'}")
    for name, otherwise in asyncio.run(kept_otherwise(broker)).items():
        say(f"{name}: {otherwise}")


@topics.command("grow")
@click.argument("topic")
@click.option(
    "--partitions", type=click.IntRange(2, MOST_PARTITIONS), required=True,
    help="How many it then has.",
)  # fmt: skip
def topics_grow(topic: str, partitions: int) -> None:
    """Give a topic more partitions, so that more workers can share it. There is no way back."""
    from schemas import topics as ours
    from streams.broker.topics import grow

    if topic not in {one.name for one in ours().values()}:
        raise UserError(f"{topic} is no topic of newswire: see `newswire topics list`")
    asyncio.run(grow(broker_of(load()), topic, partitions))
    click.echo(f"{topic}\t{partitions} partitions")


@topics.command("list")
def topics_list() -> None:
    """The topics, what they carry, and whether the broker has them."""
    from streams.broker.topics import look

    settings = load()
    for topic, partitions, fault in asyncio.run(look(broker_of(settings))):
        state = fault or f"{partitions} partitions"
        click.echo(f"{topic.name}\t{state}\tkey: {topic.key}\tvalue: {topic.event or 'as it was'}")
