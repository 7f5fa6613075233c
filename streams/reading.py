"""Articles from files: text, HTML, JSON lines, gzip, a folder of them, or standard input.

Every article comes as the bytes of a RawArticle. JSON lines are passed on as they are, broken ones
included: what is wrong with them is for whoever decodes them to say.
"""

import codecs
import gzip
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

import orjson

from streams.errors import UserError

STDIN = "-"
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
JSON_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})
SUFFIXES = TEXT_SUFFIXES | HTML_SUFFIXES | JSON_SUFFIXES
GZIP_MAGIC = b"\x1f\x8b"


class Item(NamedTuple):
    """One article to be: its bytes, and where it came from for people."""

    value: bytes
    origin: str


def read_articles(where: str) -> Iterator[Item]:
    """The articles of a file, of a folder's files in the order of their names, or of `-`.

    Raises UserError where there is nothing to read.
    """
    if where == STDIN:
        yield from _articles(sys.stdin.buffer, "", "standard input")
        return
    path = Path(where)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if _suffix(file) in SUFFIXES)
        if not files:
            raise UserError(f"{where}: no .txt, .html, .json or .jsonl files in this folder")
    elif path.exists():
        files = [path]
    else:
        raise UserError(f"{where}: no such file or folder")
    for file in files:
        try:
            with file.open("rb") as stream:
                yield from _articles(stream, _suffix(file), str(file))
        except (OSError, EOFError) as error:
            why = getattr(error, "strerror", None) or error
            raise UserError(f"{file} cannot be read: {why}") from None


def size_of(where: str) -> int | None:
    """Bytes to read, for progress bars; None where it is not known."""
    path = Path(where)
    if where == STDIN or not path.exists():
        return None
    files = [path] if path.is_file() else [f for f in path.rglob("*") if _suffix(f) in SUFFIXES]
    if any(file.suffix == ".gz" for file in files):
        return None
    return sum(file.stat().st_size for file in files)


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix == ".gz" else path.suffix.lower()


def _articles(raw: BinaryIO, suffix: str, origin: str) -> Iterator[Item]:
    stream = _unzipped(raw)
    if suffix in JSON_SUFFIXES or (suffix not in SUFFIXES and _starts_with(stream, b"{")):
        yield from _json_lines(stream, origin)
        return
    html = suffix in HTML_SUFFIXES or (suffix not in SUFFIXES and _starts_with(stream, b"<"))
    body = decoded(stream.read())
    yield Item(orjson.dumps({"html" if html else "text": body}), origin)


def decoded(raw: bytes) -> str:
    """The text of a file that does not say how it is written: UTF-8 unless it cannot be that.

    UTF-16 has a mark at its start. Where most of what is not ASCII is broken as UTF-8 it is read as
    Windows writes Western languages; a byte broken here and there stays the only one.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    text = raw.decode("utf-8-sig", "replace")
    if text.isascii() or 2 * text.count("\ufffd") < sum(not c.isascii() for c in text):
        return text
    return raw.decode("cp1252", "replace")


def _unzipped(raw: BinaryIO) -> io.BufferedReader:
    """The stream, read through gzip where it begins as gzip does."""
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(Any, raw))
    if stream.peek(2)[:2] != GZIP_MAGIC:
        return stream
    return io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=stream)))


def _starts_with(stream: io.BufferedReader, sign: bytes) -> bool:
    return stream.peek(64).lstrip()[:1] == sign


def _json_lines(stream: io.BufferedReader, origin: str) -> Iterator[Item]:
    """A line an article; a file that is one indented JSON object is one article."""
    lines = iter(stream)
    for number, line in enumerate(lines, 1):
        if number == 1 and line.strip() in {b"{", b"["}:
            yield from _whole_json(line + stream.read(), origin)
            return
        if line.strip():
            yield Item(line.strip(), f"{origin}:{number}")


def _whole_json(value: bytes, origin: str) -> Iterator[Item]:
    try:
        parsed = orjson.loads(value)
    except orjson.JSONDecodeError:
        yield Item(value, origin)
        return
    for number, item in enumerate(parsed if isinstance(parsed, list) else [parsed], 1):
        yield Item(orjson.dumps(item), f"{origin}[{number}]")


def key_of(value: bytes) -> bytes | None:
    """The record key of a raw article: its source, else its url's host; None for broken ones."""
    from streams.cleaning.article import host

    try:
        fields = orjson.loads(value)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(fields, dict):
        return None
    source, url = fields.get("source"), fields.get("url")
    if not isinstance(source, str) or not source:
        source = host(url) if isinstance(url, str) else None
    return source.encode() if source else None
