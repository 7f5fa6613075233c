"""A header name that is not UTF-8: its record is read, and all others with it."""

from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.consumer.fetcher import READ_UNCOMMITTED
from aiokafka.errors import CorruptRecordException
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy

from streams.broker.header_names import KeptRecords, PartitionRecords

GZIP = 1
BAD = b"\xff\xfeh"


class Name(str):
    """What only a client in another language can send."""

    def encode(self, *_: Any) -> bytes:
        return BAD


def batch(base: int, bad: int | None = None, count: int = 3, compression: int = GZIP) -> bytes:
    """Records of which the one at offset `bad` has a header that cannot be read."""
    builder = _DefaultRecordBatchBuilderPy(2, compression, 0, -1, -1, -1, 1 << 20)
    for number in range(count):
        name = Name() if base + number == bad else "source"
        builder.append(number, 1_000, b"k", b"%d" % (base + number), [(name, b"v"), ("é", None)])
    data = builder.build()
    data[:8] = base.to_bytes(8, "big")  # the broker's part, which the checksum leaves out
    return bytes(data)


def read(data: bytes, start: int) -> tuple[list[Any], int]:
    """The records that a fetch from `start` hands over, and where the next one begins."""
    tp = TopicPartition("raw", 0)
    records = PartitionRecords(tp, KeptRecords(data), [], start, None, None, True, READ_UNCOMMITTED)
    return list(records), records.next_fetch_offset


@pytest.mark.parametrize("bad", [10, 11, 12, 13, 15, 18])
@pytest.mark.parametrize("compression", [0, GZIP])
def test_each_record_comes_once_with_the_name_escaped(bad: int, compression: int) -> None:
    """The worker ended at it, and so did each one that was started after it."""
    data = b"".join(batch(base, bad, compression=compression) for base in (10, 13, 16))
    found, end = read(data, 10)
    assert [record.offset for record in found] == list(range(10, 19))
    assert [record.value for record in found] == [b"%d" % offset for offset in range(10, 19)]
    assert end == 19
    names = {record.offset: [name for name, _ in record.headers] for record in found}
    assert names.pop(bad) == ["\\xff\\xfeh", "é"]
    assert all(others == ["source", "é"] for others in names.values())


def test_a_fetch_that_begins_within_a_batch_gives_nothing_twice() -> None:
    found, _ = read(batch(10, 11) + batch(13, 14), 12)
    assert [record.offset for record in found] == [12, 13, 14, 15]


def test_what_is_broken_otherwise_is_still_an_error() -> None:
    data = bytearray(batch(10))
    data[-1] ^= 1
    with pytest.raises(CorruptRecordException):
        read(bytes(data), 10)
