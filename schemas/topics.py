"""The topics as data: what each is called, carries and keeps."""

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

MIB = 1024 * 1024


class Topic(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """One topic of `topics.toml`."""

    name: str
    key: str
    """What the record's key is, for people."""
    event: str
    """The event's type in `schemas`; empty where the value is not ours."""
    ce_type: str
    partitions: int
    retention_hours: int
    cleanup: Literal["delete", "compact", "compact,delete"] = "delete"
    compression: Literal["producer", "lz4", "zstd", "gzip"] = "producer"
    max_message_bytes: int = MIB
    timestamps: Literal["CreateTime", "LogAppendTime"] = "CreateTime"
    """Whose time a record has, by which retention goes: its producer's, or the broker's."""

    @property
    def dataschema(self) -> str:
        """The `ce_dataschema` of this topic's events: the path of the schema file."""
        return f"schemas/jsonschema/{self.name}.schema.json"

    def config(self) -> dict[str, str]:
        """The topic's settings as Kafka names them."""
        return {
            "retention.ms": str(self.retention_hours * 3_600_000),
            "cleanup.policy": self.cleanup,
            "compression.type": self.compression,
            "max.message.bytes": str(self.max_message_bytes),
            "message.timestamp.type": self.timestamps,
        }


@cache
def topics() -> dict[str, Topic]:
    """Every topic by its short name (`raw`, `clean`, `enriched` ...).

    Raises msgspec.ValidationError, naming the field, when `topics.toml` is wrong.
    """
    text = resources.files("schemas").joinpath("topics.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Topic])
