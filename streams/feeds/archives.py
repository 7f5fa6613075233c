"""Pages out of WARC archives (ISO 28500), gzipped or not."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from streams.charsets import text_of
from streams.errors import UserError
from streams.feeds.entries import canonical
from streams.reading import Item

try:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed
except ImportError:
    ArchiveIterator = None

MOST_BYTES = 5 * 1024 * 1024
BLOCK_BYTES = 64 * 1024
CUT_OFF = "it is cut off within a record"


def pages_of(path: Path) -> Iterator[Item]:
    """Each HTML page that a site answered with (status 200), as the bytes of a RawArticle.

    Raises UserError where the archive cannot be read, or is cut off, or warcio is missing.
    """
    if ArchiveIterator is None:
        raise UserError("archives need more: pip install 'newswire[ingest]'")
    try:
        with path.open("rb") as stream:
            for number, record in enumerate(_records(stream), 1):
                if record.rec_type != "response" or not record.http_headers:
                    continue
                content_type = record.http_headers.get_header("Content-Type") or ""
                url = canonical(record.rec_headers.get_header("WARC-Target-URI") or "")
                if record.http_headers.get_statuscode() != "200" or url is None:
                    continue
                if "html" not in content_type.lower():
                    continue
                body = record.content_stream().read(MOST_BYTES)
                _read_to_end(record)
                article = {
                    "url": url,
                    "html": text_of(body, content_type),
                    "fetched_at": record.rec_headers.get_header("WARC-Date"),
                }
                yield Item(orjson.dumps(article), f"{path}[{number}]")
    except (OSError, ArchiveLoadFailed) as error:
        why = getattr(error, "strerror", None) or error
        raise UserError(f"{path} cannot be read: {why}") from None


def _records(stream: BinaryIO) -> Iterator[Any]:
    """The records of an archive. Raises ArchiveLoadFailed where it is none, or cut off."""
    records = ArchiveIterator(stream)
    while True:
        try:
            record = next(records, None)
        except AttributeError:  # what warcio comes to where a header is cut off
            raise ArchiveLoadFailed(CUT_OFF) from None
        if record is None:
            return
        yield record
        _read_to_end(record)


def _read_to_end(record: Any) -> None:
    """Raises ArchiveLoadFailed where the record is shorter than it says: warcio does not."""
    while record.raw_stream.read(BLOCK_BYTES):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise ArchiveLoadFailed(CUT_OFF)
