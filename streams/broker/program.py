"""The program of the embedded broker: Java of this machine, and Kafka's jars from Maven."""

import logging
import os
import shutil
import subprocess
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

from streams.errors import UserError
from streams.folders import made

log = logging.getLogger(__name__)

MIN_JAVA = 17
HEAP = "512m"
JVM_OPTIONS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""A small broker that is up fast matters more here than its best throughput."""


def command(cache: Path, folder: Path, say: Callable[[str], None] = log.info) -> list[str]:
    """The start of a command that runs a class of Kafka; the class and its arguments follow.

    Jars are under `cache`, logs go to `folder`; `say` hears of what takes long. Raises UserError
    where Java or Maven is missing.
    """
    java, jars = _java(), _jars(cache, say)
    return [java, f"-Xmx{HEAP}", *JVM_OPTIONS, *_logging(folder), "-cp", f"{jars}/*"]


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise UserError(
            f"the embedded broker needs Java {MIN_JAVA} or newer: `apt-get install "
            f"openjdk-{MIN_JAVA}-jre-headless`, or set NEWSWIRE_BROKER to a Kafka that runs"
        )
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    try:
        first, second, *_ = [*answer.split('"')[1].split("."), ""]
        major = int(second if first == "1" else first)  # 1.8 is Java 8
    except (IndexError, ValueError):
        return java
    if major < MIN_JAVA:
        raise UserError(
            f"the embedded broker needs Java {MIN_JAVA} or newer, and {java} is {major}: "
            f"`apt-get install openjdk-{MIN_JAVA}-jre-headless`, or set NEWSWIRE_BROKER"
        )
    return java


def _pom() -> Path:
    return Path(str(resources.files("streams.broker") / "pom.xml"))


def kafka_version() -> str:
    """The version that pom.xml names."""
    tree = ElementTree.parse(_pom())
    version = tree.findtext(".//{http://maven.apache.org/POM/4.0.0}kafka.version")
    assert version is not None
    return version


def _jars(cache: Path, say: Callable[[str], None]) -> Path:
    """The folder with Kafka's jars, resolved by Maven the first time."""
    target = cache / "kafka" / kafka_version()
    if target.exists():
        return target
    maven = shutil.which("mvn")
    if maven is None:
        raise UserError(
            "Maven is needed once, to fetch Apache Kafka: `apt-get install maven`, "
            "or set NEWSWIRE_BROKER to a Kafka that runs"
        )
    say(f"fetching Apache Kafka {kafka_version()} with Maven (once, 45 MB)")
    made(target.parent)
    partial = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        done = subprocess.run(
            [maven, "-B", "-q", "-f", str(_pom()), "dependency:copy-dependencies",
             f"-DoutputDirectory={partial}", "-DincludeScope=runtime"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            errors = [line for line in done.stdout.splitlines() if "ERROR" in line]
            raise UserError(f"Maven could not fetch Apache Kafka: {(errors or ['no reason'])[0]}")
        if not target.exists():
            partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return target


def _logging(folder: Path) -> list[str]:
    config = resources.files("streams.broker") / "log4j2.properties"
    return [f"-Dlog4j2.configurationFile={config}", f"-Dkafka.logs.dir={folder}"]
