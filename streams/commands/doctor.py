"""`newswire doctor`: what works here, what does not, and what to do about it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

from streams.broker.address import broker_address
from streams.broker.program import MIN_JAVA, kafka_version
from streams.broker.topics import MISSING, kept_otherwise, look
from streams.errors import NewswireError, UserError
from streams.folders import made
from streams.settings import Settings, misspelt


class Finding(NamedTuple):
    """One thing that was looked at."""

    what: str
    good: bool
    text: str


async def examine(settings: Settings) -> list[Finding]:
    """Each thing that newswire needs, looked at on the spot."""
    findings = [*_program(), *_settings(), *_embedded(settings)]
    findings += await _broker(settings)
    return findings


def _program() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", sys.version_info >= (3, 11), version)
    try:
        from streams import enrich

        found = enrich("At least 1,200 people met in London on Monday.")
        good = [q.value for q in found.quantities] == [1200]
        rules = "compiled" if is_compiled() else "interpreted"
        yield Finding("extraction", good, f"data loads, a sentence is read, rules are {rules}")
    except NewswireError as error:
        yield Finding("extraction", False, str(error))


def is_compiled() -> bool:
    """Whether this is a wheel of `make compiled`."""
    from streams.extraction import tokens

    return not str(tokens.__file__).endswith(".py")


def _settings() -> Iterator[Finding]:
    for name, meant in misspelt(os.environ):
        text = f"{name} is no setting and does nothing; did you mean {meant}?"
        yield Finding("settings", False, text)


def _embedded(settings: Settings) -> Iterator[Finding]:
    if settings.broker:
        return
    try:
        yield Finding("cache", True, str(made(settings.cache_dir)))
    except UserError as error:
        yield Finding("cache", False, str(error))
    java = shutil.which("java")
    text = f"needed for `newswire up`: apt-get install openjdk-{MIN_JAVA}-jre-headless"
    if java:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
        text = (done.stderr.splitlines() or [java])[0]
    yield Finding("java", java is not None, text)
    jars = settings.cache_dir / "kafka" / kafka_version()
    if jars.exists():
        yield Finding("kafka", True, f"{kafka_version()} in {jars}")
    else:
        maven = shutil.which("mvn")
        text = "fetched at the first `newswire up`" if maven else "needs: apt-get install maven"
        yield Finding("kafka", maven is not None, text)


async def _broker(settings: Settings) -> list[Finding]:
    try:
        address = broker_address(settings)
        seen = await look(address)
        otherwise = await kept_otherwise(address)
    except UserError as error:
        return [Finding("broker", False, str(error))]
    findings = [Finding("broker", True, address)]
    for topic, partitions, fault in seen:
        text = fault or f"{partitions} partitions"
        if fault == MISSING:
            text += ": run `newswire topics create`"
        good = not fault and topic.name not in otherwise
        findings.append(Finding(topic.name, good, otherwise.get(topic.name, text)))
    return findings
