"""The settings: environment variables `NEWSWIRE_*`, typed, checked at start."""

import os
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from streams.errors import UserError

MIB = 1024 * 1024
HOST = re.compile(r"\[[0-9a-fA-F:.]+\]|[^\s/:;,@?#\[\]]+")
PORT = re.compile(r"[0-9]{1,9}")
MOST_PORT = 65535
ENTITIES = re.compile(r"newswire|(spacy|gliner):.+")
WEB_ADDRESS = re.compile(r"https?://[^\s/]")
WEB_ADDRESSES = ("registry", "traces")
"""Settings that are one; it may hold a login, https://user:password@host."""
WORD = re.compile(r"(?<!\S)\S+")
PASSWORD = re.compile(r":(?!//).*")
"""In what is before the last "@": also one that has a "/" which an address should have as %2F."""


class Settings(BaseSettings):
    """Read once at start and passed down: no other place takes a setting from the environment."""

    model_config = SettingsConfigDict(
        env_prefix="NEWSWIRE_",
        env_ignore_empty=True,  # as a compose file sets what is not set
        extra="ignore",
        frozen=True,
        allow_inf_nan=False,
    )

    broker: str | None = Field(
        None,
        description="Kafka bootstrap servers, host:port[,host:port]. Unset: the embedded broker.",
    )
    tls: bool = Field(False, description="Speak TLS with the broker and check its certificate.")
    tls_ca: Path | None = Field(
        None, description="Certificates to trust (PEM). Unset: those of the system."
    )
    tls_cert: Path | None = Field(None, description="Certificate to show to the broker (PEM).")
    tls_key: Path | None = Field(None, description="Its key, where it is not in the same file.")
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"] | None = (
        Field(None, description="How to log in to the broker. Unset: not at all.")
    )
    sasl_username: str | None = Field(None, description="User for PLAIN and SCRAM.")
    sasl_password: SecretStr | None = Field(None, description="Its password; never shown.")
    sasl_password_file: Path | None = Field(None, description="Or a file that holds it.")
    sasl_token_file: Path | None = Field(
        None, description="File with the bearer token for OAUTHBEARER; read at each login."
    )
    group: str = Field("newswire", min_length=1, description="Consumer group of the workers.")
    replication: int = Field(1, ge=1, description="Replication factor of topics it creates.")
    cache_dir: Path = Field(
        Path(platformdirs.user_cache_dir("newswire")),
        description="Where the embedded broker keeps its program and its data.",
    )

    pool_workers: int = Field(
        os.cpu_count() or 1, ge=1, le=256, description="Processes that clean and extract."
    )
    chunk_articles: int = Field(
        96, ge=1, le=1000, description="Most articles handed to a pool worker at once."
    )
    chunk_bytes: int = Field(1 * MIB, ge=1, description="Most bytes handed over at once.")
    chunks_in_flight: int = Field(
        2, ge=1, le=16, description="Chunks worked on at once by a stage, for each pool worker."
    )
    article_seconds: float = Field(
        20.0, gt=0, description="CPU time one article may take in a pool worker."
    )
    max_article_bytes: int = Field(
        5 * MIB, ge=1, description="A larger raw record is dead-lettered."
    )

    pool_worker_bytes: int | None = Field(
        4 * 1024 * MIB, ge=256 * MIB, description="Most memory (address space) of a pool worker."
    )

    breaker_window: int = Field(
        500, ge=10, description="Articles over which the breaker looks at the share that failed."
    )
    breaker_bug_ratio: float = Field(
        0.05, gt=0, le=1, description="Share failing by our fault that stops the worker."
    )
    breaker_invalid_ratio: float = Field(
        0.95, gt=0, le=1, description="Share of invalid input that stops the worker."
    )

    breaker_bugs_in_a_row: int = Field(
        25, ge=1, description="Failures by our fault one after another that stop the worker."
    )

    entities: str = Field(
        "newswire",
        description="What finds names: newswire, or spacy:PIPELINE or gliner:MODEL (extras).",
    )
    gazetteers: tuple[Path, ...] = Field(
        (), description="Lists of names of your own, a JSON array of files: '[\"names.tsv\"]'."
    )

    skip_languages: tuple[str, ...] = Field(
        (),
        description="Languages whose articles are not published but counted as skipped, a JSON "
        'array of codes as the events have them: \'["ru", "und"]\'.',
    )
    recurring: Literal["cut", "mark", "off"] = Field(
        "off",
        description="Lines that a source repeats in article after article: cut them, mark them in "
        "the metrics only, or do not remember sources.",
    )
    stories: int = Field(
        20_000,
        ge=0,
        description="Articles that a worker remembers to tell copies and versions by, about 3 kB "
        "each; 0 leaves every article its own story.",
    )
    story_hours: int = Field(72, ge=1, description="How long it remembers them.")
    flat_topics: bool = Field(
        True, description="Publish news.quantities.v1 and news.mentions.v1 beside the article."
    )
    commit_every: int = Field(500, ge=1, description="Commit offsets after so many messages ...")
    commit_seconds: float = Field(0.5, gt=0, description="... or after so many seconds.")
    fetch_bytes: int = Field(4 * MIB, ge=1, description="Most bytes fetched from a partition.")
    linger_ms: int = Field(1, ge=0, le=1000, description="How long the producer gathers a batch.")
    compression: Literal["none", "gzip", "snappy", "lz4", "zstd"] = Field(
        "zstd",
        description="How the producer compresses: zstd is smallest, snappy cheapest, and every "
        "client reads gzip.",
    )
    session_seconds: float = Field(
        30.0, ge=6, description="Silence after which the broker gives a worker's partitions away."
    )
    shutdown_seconds: float = Field(
        25.0, gt=0, description="Time to finish work in hand after SIGTERM; then it is left undone."
    )

    http_host: str = Field("127.0.0.1", description="Address of /metrics, /healthz and /readyz.")
    http_port: int = Field(6066, ge=0, le=65535, description="Its port; 0 takes a free one.")
    page_port: int = Field(
        6067, ge=0, le=65535, description="Port of `newswire page`, on the same address."
    )
    page_articles: int = Field(
        10_000, ge=1, description="Latest articles that `newswire page` holds in memory."
    )
    registry: str | None = Field(
        None,
        description="Address of a Confluent-compatible schema registry, with a login if it wants "
        "one (https://user:password@host): values in its wire format. Unset: plain JSON.",
    )
    trends_port: int = Field(
        6068, ge=0, le=65535, description="Port of a trends worker's /metrics and probes."
    )
    trends_min_articles: int = Field(
        2, ge=1, description="Windows with fewer articles are counted, and not published."
    )
    postgres: SecretStr | None = Field(
        None, description="Where `newswire sink postgres` writes: postgresql://user@host/database."
    )
    stall_seconds: float = Field(
        60.0, gt=0, description="Lag without progress for so long makes /healthz fail."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least that the log holds."
    )
    traces: str | None = Field(
        None, description="OTLP/HTTP address for spans, http://host:4318. Unset: none."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="One line an event: for people, or a JSON object for a log store."
    )

    @property
    def compression_type(self) -> str | None:
        """The compression as aiokafka takes it: none is None."""
        return None if self.compression == "none" else self.compression

    @field_validator("broker")
    @classmethod
    def _broker_is_servers(cls, value: str | None) -> str | None:
        for server in value.split(",") if value else ():
            if fault := _fault_of(server.strip()):
                raise ValueError(f"not host:port[,host:port]: {fault}")
        return value

    @field_validator("entities")
    @classmethod
    def _entities_is_a_backend(cls, value: str) -> str:
        if not ENTITIES.fullmatch(value):
            raise ValueError("not newswire, spacy:PIPELINE or gliner:MODEL")
        return value

    @field_validator("skip_languages")
    @classmethod
    def _languages_are_codes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            return value
        from streams.cleaning.language import codes  # the model of languages, where it is needed

        lowered = tuple(code.strip().lower() for code in value)
        for code in lowered:
            if code not in codes():
                raise ValueError(f"{code!r} is no code that an event has, as in 'ru' or 'und'")
        return lowered

    @field_validator(*WEB_ADDRESSES)
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value and not _is_address(value):
            raise ValueError("not an address, as in http://host:port (in a login %2F stands for /)")
        return value

    @model_validator(mode="after")
    def _login_is_complete(self) -> "Settings":
        password = self.sasl_password or self.sasl_password_file
        if self.sasl_mechanism == "OAUTHBEARER":
            if self.sasl_token_file is None:
                raise ValueError(
                    "NEWSWIRE_SASL_MECHANISM=OAUTHBEARER needs NEWSWIRE_SASL_TOKEN_FILE"
                )
        elif self.sasl_mechanism and not (self.sasl_username and password):
            raise ValueError(
                f"NEWSWIRE_SASL_MECHANISM={self.sasl_mechanism} needs NEWSWIRE_SASL_USERNAME and "
                "NEWSWIRE_SASL_PASSWORD (or NEWSWIRE_SASL_PASSWORD_FILE)"
            )
        elif password and not self.sasl_mechanism:
            raise ValueError("there is a password, but no NEWSWIRE_SASL_MECHANISM")
        if self.tls_cert and not self.tls:
            raise ValueError("there is a NEWSWIRE_TLS_CERT, but NEWSWIRE_TLS is not set")
        return self


def _fault_of(server: str) -> str | None:
    """What is wrong with one of the broker's addresses, None where nothing is.

    The clients take 9092 where there is no port, and a host that cannot be for one that is away.
    """
    host, _, port = server.rpartition(":")
    if not server:
        return "one of them is empty"
    if HOST.fullmatch(server) or (HOST.fullmatch(host) and not port):
        return f"{server!r} has no port"
    if not host:
        return f"{server!r} has no host"
    if not HOST.fullmatch(host) or not PORT.fullmatch(port):
        return f"{server!r} is not one host and one port"
    if not 0 < int(port) <= MOST_PORT:
        return f"{server!r} has a port that is not 1 to {MOST_PORT}"
    return None


def _is_address(value: str) -> bool:
    try:
        urlsplit(value).port  # noqa: B018 - it raises where there is none that could be
    except ValueError:
        return False
    return WEB_ADDRESS.match(value) is not None


def without_passwords(text: str) -> str:
    """Text that holds addresses, as it may be shown."""
    return WORD.sub(_without_password, text)


def _without_password(word: re.Match[str]) -> str:
    login, at, host = word[0].rpartition("@")
    return PASSWORD.sub(":***", login) + at + host


def load() -> Settings:
    """The settings of this process.

    Raises UserError naming the variable that is wrong and why.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        text = first["msg"].removeprefix("Value error, ")
        if first["loc"]:  # else its input are all settings, the secret ones among them
            name = f"NEWSWIRE_{first['loc'][0]}".upper()  # of a list also the place in it
            text = f"{name}: {text} (got {first['input']!r})"
        raise UserError(f"{without_passwords(text)}; `newswire settings` lists them all") from None
    except SettingsError as error:  # what should be JSON is none
        name = "NEWSWIRE_" + re.findall(r'field "(\w+)"', str(error))[0].upper()
        raise UserError(
            f'{name}: not a JSON array, as in \'["one", "two"]\' (got {os.environ[name]!r}); '
            "`newswire settings` lists them all"
        ) from None


def misspelt(variables: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Variables that look like a setting and are none, each with the one that it may mean."""
    known = [f"NEWSWIRE_{name.upper()}" for name in Settings.model_fields]
    for name in sorted(variables):
        if name.startswith("NEWSWIRE_") and name not in known:
            for meant in get_close_matches(name, known, n=1, cutoff=0.9):
                yield name, meant
