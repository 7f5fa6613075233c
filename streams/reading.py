"""Articles from files: text, HTML, JSON lines, CSV, gzip, a folder of them, or standard input.

Every article comes as the bytes of a RawArticle. JSON lines are passed on as they are, broken ones
included: what is wrong with them is for whoever decodes them to say.
"""

import codecs
import gzip
import io
import json
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

import orjson

from streams.charsets import decoded, encoding_of, text_of
from streams.errors import UserError
from streams.file_kinds import LONGEST_SIGN, refuse_what_is_no_text

STDIN = "-"
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
JSON_SUFFIXES = frozenset({".jsonl", ".ndjson", ".json"})
TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
SUFFIXES = TEXT_SUFFIXES | HTML_SUFFIXES | JSON_SUFFIXES | TABLE_SUFFIXES
GZIP_MAGIC = b"\x1f\x8b"
NOT_BLANK = re.compile(r"\S")
JSON_START = re.compile(r"\s*(?:\{|\[\s*(?:\{|\Z)|\[\]\s*\Z)")
"""An object or an array of them: "[Updated] Storm" begins a text."""
START_BYTES = 1024 * 1024
"""How much of a table tells how its letters are written."""

Problem = Callable[[str], None]


class Item(NamedTuple):
    """One article to be: its bytes, and where it came from for people."""

    value: bytes
    origin: str


def _raise(text: str) -> None:
    raise UserError(text)


def read_articles(where: str, problem: Problem = _raise) -> Iterator[Item]:
    """The articles of a file, of a folder's files in the order of their names, or of `-`.

    A file of a folder or a row of a table that cannot be read is told to `problem`, and the others
    go on. Raises UserError where there is nothing to read.
    """
    path = Path(where)
    if not where:
        raise UserError("a file or folder with an empty name: is a variable not set?")
    if where == STDIN:
        yield from _articles(sys.stdin.buffer, "", "standard input", None, problem)
    elif path.is_dir():
        if not _of_folder(path):
            raise UserError(f"{where}: no .txt, .html, .json, .jsonl or .csv files in this folder")
        for file in _of_folder(path):
            try:
                yield from _file(file, str(file.relative_to(path)), problem)
            except UserError as error:
                problem(str(error))
    elif path.exists():
        yield from _file(path, path.name, problem)
    else:
        raise UserError(f"{where}: no such file or folder")


def left_out(where: str) -> str | None:
    """Of a folder, what is in it and not read, for people; None where all is."""
    path = Path(where)
    if where in {STDIN, ""} or not path.is_dir():
        return None
    others = Counter(
        _suffix(file) or "without an ending"
        for file in path.rglob("*")
        if file.is_file() and not file.name.startswith(".") and _suffix(file) not in SUFFIXES
    )
    if not others:
        return None
    shown = ", ".join(f"{count} {suffix}" for suffix, count in others.most_common(5))
    return f"{where}: left out as no text, HTML, JSON or CSV by their names: {shown}"


def size_of(where: str) -> int | None:
    """Bytes to read, for progress bars; None where it is not known."""
    path = Path(where)
    if where == STDIN or not path.exists():
        return None
    files = _of_folder(path) if path.is_dir() else [path]
    if any(file.suffix == ".gz" for file in files):
        return None
    return sum(file.stat().st_size for file in files)


def _of_folder(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if _suffix(file) in SUFFIXES and file.is_file())


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix == ".gz" else path.suffix.lower()


def _file(path: Path, name: str, problem: Problem) -> Iterator[Item]:
    try:
        with path.open("rb") as stream:
            yield from _articles(stream, _suffix(path), str(path), name, problem)
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or error
        raise UserError(f"{path} cannot be read: {why}") from None


def _articles(
    raw: BinaryIO, suffix: str, origin: str, name: str | None, problem: Problem
) -> Iterator[Item]:
    """The articles of one stream. `name` is what its file is called, kept in `extra`."""
    stream = _unzipped(raw)
    refuse_what_is_no_text(stream.peek(LONGEST_SIGN), origin)
    if suffix in TABLE_SUFFIXES or (suffix not in SUFFIXES and _is_table(stream)):
        from streams.sheets import rows

        for value, where in rows(_text_of(stream), origin, name, problem):
            yield Item(value, where)
        return
    start = "" if suffix in SUFFIXES else decoded(stream.peek(LONGEST_SIGN))
    if suffix in JSON_SUFFIXES or JSON_START.match(start):
        yield from _json(_utf8_lines(stream), origin)
        return
    html = suffix in HTML_SUFFIXES or start.lstrip().startswith("<")
    raw_body = stream.read()
    body = decoded(raw_body)
    if not body.strip():
        raise UserError(f"{origin} is empty")
    if "\0" in body:
        raise UserError(f"{origin} holds bytes that no text has: newswire reads text only")
    content = {"html": text_of(raw_body)} if html else {"text": body}
    article = content | ({} if name is None else {"file": name})
    yield Item(orjson.dumps(article), origin)


def _text_of(stream: io.BufferedReader) -> io.TextIOWrapper:
    """A stream too large to be held, as text; its start tells how it is written."""
    wide = io.BufferedReader(cast(Any, stream), START_BYTES)
    encoding = encoding_of(wide.peek(START_BYTES), whole=False)
    return io.TextIOWrapper(wide, encoding, errors="replace", newline="")


def _unzipped(raw: BinaryIO) -> io.BufferedReader:
    """The stream, read through gzip where it begins as gzip does."""
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(Any, raw))
    if stream.peek(2)[:2] != GZIP_MAGIC:
        return stream
    return io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=stream)))


def _is_table(stream: io.BufferedReader) -> bool:
    """Whether a stream that does not say what it is begins with the header of a table."""
    from streams.sheets import is_header

    head, ended, _ = decoded(stream.peek(START_BYTES)).lstrip("\n\r").partition("\n")
    return bool(ended) and is_header(head)


def _utf8_lines(stream: io.BufferedReader) -> Iterable[bytes]:
    """The lines as they are, without the mark that Windows puts first; UTF-16 as UTF-8."""
    start = stream.peek(len(codecs.BOM_UTF8))
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = io.TextIOWrapper(stream, "utf-16", errors="replace", newline="\n")
        return (line.encode("utf-8") for line in text)
    if start.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    return stream


def _json(lines: Iterable[bytes], origin: str) -> Iterator[Item]:
    """A line an article; a file of indented objects holds those, an array many."""
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    for number, line in numbered:
        if line.strip() == b"{" or line.lstrip().startswith(b"["):
            yield from _whole_json(line + b"".join(rest for _, rest in numbered), origin)
            return
        yield Item(line.strip(), f"{origin}:{number}")
        break
    for number, line in numbered:
        yield Item(line.strip(), f"{origin}:{number}")


def _whole_json(value: bytes, origin: str) -> Iterator[Item]:
    """The objects of an array, or of documents that stand one after another."""
    number = 0
    for document in _documents(value):
        try:
            parsed = orjson.loads(document)
        except orjson.JSONDecodeError:
            number += 1
            yield Item(document, origin if number == 1 else f"{origin}[{number}]")
            continue
        for item in parsed if isinstance(parsed, list) else [parsed]:
            number += 1
            yield Item(orjson.dumps(item), f"{origin}[{number}]")


def _documents(value: bytes) -> Iterator[bytes]:
    """JSON cut into its documents; what comes from a broken one on is one."""
    try:
        orjson.loads(value)
    except orjson.JSONDecodeError:
        yield from _cut(value.decode("utf-8", "surrogateescape"))
    else:  # as nearly always, and cutting takes more memory
        yield value


def _cut(text: str) -> Iterator[bytes]:
    decoder, end = json.JSONDecoder(), 0
    while sign := NOT_BLANK.search(text, end):
        start = sign.start()
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            end = len(text)
        yield text[start:end].encode("utf-8", "surrogateescape")


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
