"""What runs until it is ended: up, worker, trends, lag."""

import asyncio
from importlib import resources
from typing import TYPE_CHECKING

import click

from streams.cli.shared import broker_of, say
from streams.settings import Settings, load

if TYPE_CHECKING:
    from streams.commands.up import Running

BROKEN_SAMPLES = 1


@click.command()
@click.option("--demo", is_flag=True, help="Produce the sample articles, show what comes out.")
def up(demo: bool) -> None:
    """Run everything on this machine until Ctrl-C.

    Starts an embedded Apache Kafka where NEWSWIRE_BROKER is not set, makes the topics, and runs a
    worker with its metrics. Other `newswire` commands find this broker by themselves.
    """
    from streams.commands.up import everything

    settings = load()
    with everything(settings, say) as running:
        say(
            f"ready: broker {running.broker}, metrics {running.metrics_url}/metrics. "
            "Feed it with `newswire produce FILE`, watch it with `newswire tail`, "
            "end it with Ctrl-C"
        )
        try:
            asyncio.run(_demo(running, settings) if demo else running.watch())
        except KeyboardInterrupt:
            then = ", then the broker" if running.has_own_broker else ""
            say(f"ending: the worker finishes its work in hand{then}")


async def _demo(running: "Running", settings: Settings) -> None:
    from streams.commands.produce import produce
    from streams.reading import read_articles

    samples = list(read_articles(str(resources.files("streams") / "samples")))
    showing = asyncio.create_task(_show_samples(running.broker, len(samples) - BROKEN_SAMPLES))
    watching = asyncio.create_task(running.watch())
    await asyncio.sleep(0.5)  # the reader stands at the end before the articles come
    done = await produce(running.broker, samples, settings.compression_type, lambda item: None)
    say(
        f"produced {done.sent} sample articles; one of them is broken: "
        "`newswire dead-letters inspect`"
    )
    await asyncio.gather(showing, watching)


async def _show_samples(broker: str, count: int) -> None:
    """Shows what comes; after the last sample what can be done next: the first lines are gone."""
    from streams.cli.events_out import print_event
    from streams.commands.tail import enriched

    async for shown in enriched(broker):
        print_event(shown)
        count -= 1
        if count == 0:
            say(
                "these were the samples, and everything runs on. In another terminal: "
                "`newswire page` to look at it in a browser, `newswire produce FILE` to feed it. "
                "Ctrl-C ends it"
            )


@click.command(short_help="Run one worker: clean and extract, with metrics.")
def worker() -> None:
    """Run one worker: clean and extract, with /metrics, /healthz and /readyz.

    Ends gently on SIGTERM: work in hand is finished and committed. Run more of them to share the
    partitions.
    """
    from streams import fork_server
    from streams.work import rarely_collect_garbage

    settings = load()
    fork_server.start()  # first: it loads while this process imports Faust
    rarely_collect_garbage()

    from streams.worker import run

    run(settings, broker_of(settings))


@click.command(short_help="Run one trends worker: counts by window.")
def trends() -> None:
    """Run one trends worker: counts by window of entities and classes onto news.trends.v1.

    Beside the workers, not in them; run more of it to share the partitions.
    """
    from streams.trends.worker import run

    settings = load()
    run(settings, broker_of(settings))


@click.command(short_help="Serve the lag of our groups for Prometheus.")
def lag() -> None:
    """Serve the lag of every group that reads our topics, for Prometheus.

    Asks the broker, so it also speaks while no worker runs. Listens where a worker would:
    NEWSWIRE_HTTP_HOST, NEWSWIRE_HTTP_PORT.
    """
    from streams.lag import run
    from streams.logs import set_up

    settings = load()
    set_up(settings.log_level, settings.log_format)
    run(settings, broker_of(settings))
