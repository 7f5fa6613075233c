"""Header names that are not UTF-8, which librdkafka's clients can send.

aiokafka stops reading at such a record: a worker ended there, and so did the next one, for ever.
The name is of no use to anybody and the article may be a good one, so it is read with what is not
UTF-8 in the name written as `\\xff`. Only what comes in the same fetch is read this way, which is
the client's slower one in plain Python.
"""

import logging
from collections.abc import Iterator
from typing import Any

from aiokafka.consumer import fetcher
from aiokafka.errors import CorruptRecordException
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.memory_records import MemoryRecords, _MemoryRecordsPy

log = logging.getLogger(__name__)

MAGIC_WITH_HEADERS = 2


class KeptRecords(MemoryRecords):  # type: ignore[misc]  # a variable of two classes
    """What a fetch brought of a partition, with its bytes at hand."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.data = data


class PartitionRecords(fetcher.PartitionRecords):  # type: ignore[misc]  # untyped to us
    """As the client's own; goes on in the other way at a header name that it cannot read."""

    def __init__(self, tp: Any, records: KeptRecords, *args: Any) -> None:
        self._data = records.data
        super().__init__(tp, records, *args)

    def _unpack_records(self) -> Iterator[Any]:
        try:
            yield from super()._unpack_records()
        except (UnicodeDecodeError, CorruptRecordException) as error:
            if not isinstance(error.__cause__ or error, UnicodeDecodeError):
                raise
            start = self.next_fetch_offset
            log.debug("a header's name is not UTF-8: %s, offset %d", self._tp, start)
            self._records = _from(start, self._data)
            yield from super()._unpack_records()


class _Text(bytearray):
    """Bytes that are text, whatever they are."""

    def __getitem__(self, where: Any) -> Any:
        found = super().__getitem__(where)
        return _Text(found) if isinstance(where, slice) else found

    def decode(self, *_: Any) -> str:
        return super().decode("utf-8", "backslashreplace")


class _Batch(_DefaultRecordBatchPy):  # type: ignore[misc]  # final to the client
    def _maybe_uncompress(self) -> None:
        super()._maybe_uncompress()
        self._buffer = _Text(self._buffer)  # type: ignore[has-type]


class _Records(_MemoryRecordsPy):  # type: ignore[misc]
    def next_batch(self) -> Any:
        data = self._next_slice
        if data is None or data[self.MAGIC_OFFSET] < MAGIC_WITH_HEADERS:
            return super().next_batch()
        self._cache_next()
        return _Batch(data)


def _from(start: int, data: bytes) -> _Records:
    """The batches of a fetch without those that end before `start`."""
    records, ahead = _Records(data), MemoryRecords(data)
    while ahead.has_next() and ahead.next_batch().next_offset <= start:
        records.next_batch()
    return records


def read_any_header_name() -> None:
    """All consumers of this process read so."""
    fetcher.MemoryRecords = KeptRecords
    fetcher.PartitionRecords = PartitionRecords
