"""The settings: environment variables `NEWSWIRE_*`, typed, checked at start."""

import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from streams.errors import UserError

MIB = 1024 * 1024


class Settings(BaseSettings):
    """Read once at start and passed down; nothing else reads the environment."""

    model_config = SettingsConfigDict(env_prefix="NEWSWIRE_", extra="ignore", frozen=True)

    broker: str | None = Field(
        None,
        description="Kafka bootstrap servers, host:port[,host:port]. Unset: the embedded broker.",
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
        16, ge=1, le=1000, description="Most articles handed to a pool worker at once."
    )
    chunk_bytes: int = Field(1 * MIB, ge=1, description="Most bytes handed over at once.")
    article_seconds: float = Field(
        20.0, gt=0, description="Time one article may take in a pool worker before it is ended."
    )
    max_article_bytes: int = Field(
        5 * MIB, ge=1, description="A larger raw record is dead-lettered."
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

    entities: str = Field(
        "newswire",
        pattern=r"newswire|(spacy|gliner):.+",
        description="What finds names: newswire, or spacy:PIPELINE or gliner:MODEL (extras).",
    )
    gazetteers: tuple[Path, ...] = Field(
        (), description="Lists of names of your own, a JSON array of files: '[\"names.tsv\"]'."
    )

    flat_topics: bool = Field(
        True, description="Publish news.quantities.v1 and news.mentions.v1 beside the article."
    )
    commit_every: int = Field(500, ge=1, description="Commit offsets after so many messages ...")
    commit_seconds: float = Field(0.5, gt=0, description="... or after so many seconds.")
    fetch_bytes: int = Field(4 * MIB, ge=1, description="Most bytes fetched from a partition.")
    linger_ms: int = Field(20, ge=0, le=1000, description="How long the producer gathers a batch.")
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
    postgres: SecretStr | None = Field(
        None, description="Where `newswire sink postgres` writes: postgresql://user@host/database."
    )
    stall_seconds: float = Field(
        60.0, gt=0, description="Lag without progress for so long makes /healthz fail."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info")
    traces: str | None = Field(
        None, description="OTLP/HTTP address for spans, http://host:4318. Unset or empty: none."
    )
    log_format: Literal["text", "json"] = Field(
        "text", description="One line an event: for people, or a JSON object for a log store."
    )


def load() -> Settings:
    """The settings of this process.

    Raises UserError naming the variable that is wrong and why.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "NEWSWIRE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise UserError(
            f"{name}: {first['msg']} (got {first['input']!r}); `newswire settings` lists them all"
        ) from None
