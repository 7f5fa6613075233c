"""What a source repeats: lines that it prints in article after article are not the article.

A memory is kept for each source, small enough to travel with a message: fingerprints of its recent
lines, each with the number of distinct articles that had it. Nothing here keeps state: a memory
goes in, and another comes out.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zlib import crc32

import msgspec

from streams.cleaning.bounds import is_spoken
from streams.cleaning.phrases import fold

RECURRING = "recurring"
"""The reason recorded for such a cut."""
ARTICLES = 3
"""A line that so many earlier articles of the source had is cut."""
SHORTEST, LONGEST = 12, 600
"""Characters of a line that can recur: shorter ones are marks, longer ones are not repeated."""
LINES = 300
"""Fingerprints kept of a source, about 8 bytes each."""
DAYS = 60
"""After so many days without it a line is forgotten."""
COPIED = 0.5
"""More than this share of an article's characters in lines that few articles had before it: it is
a copy or an update of one of them, and nothing is learnt from it."""
NUMBERS = re.compile(r"\d+")
QUOTED = re.compile(r"[“\"„«].*[”\"“»]", re.DOTALL)
OPENING = ("“", "„", "«")
QUOTED_CHARS = 100
"""Characters of a line that begins with a quotation and need not end with it."""
SPEAKER = 60
"""Characters of a line under a quotation that tells whose it is: "Jane Doe, Valley Ledger"."""


class Seen(NamedTuple):
    """What is known of one line."""

    articles: int
    """How many distinct articles had it."""
    last: int
    """The `mark` of the last of them."""
    day: int
    """When that was, in days since the epoch."""


class Memory(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of one source, by fingerprint."""

    lines: dict[int, Seen] = {}


class Lesson(NamedTuple):
    """What an article has to teach the memory of its source."""

    mark: int
    """Tells articles apart, so that one that comes again counts once."""
    day: int
    lines: tuple[int, ...]
    """Fingerprints of the lines that can recur."""
    sizes: tuple[int, ...]
    """Their characters."""
    chars: int
    """Those of the whole article."""


def read_memory(data: bytes | None) -> Memory:
    """A memory as `write_memory` gave it; an empty one for None, and for what does not decode."""
    try:
        return msgspec.msgpack.decode(data, type=Memory) if data else Memory()
    except msgspec.DecodeError:  # of another version: learning starts again
        return Memory()


def write_memory(memory: Memory) -> bytes:
    """A memory as bytes, for `read_memory`."""
    return msgspec.msgpack.encode(memory)


def fingerprint(line: str) -> int:
    """The same for lines that differ in case, spaces and numbers only: "Slideshow (3 images)"."""
    return crc32(NUMBERS.sub("0", fold(line)).encode("utf-8", "surrogatepass"))


def can_recur(line: str) -> bool:
    """Whether a line may be cut for being repeated.

    Not what is too short to be told from a mark, what introduces something ("What we know:", "What
    happens next?"), and not a quotation with its speaker.
    """
    return (
        SHORTEST <= len(line) <= LONGEST and not line.endswith(("?", ":")) and not is_spoken(line)
    )


def repeated(lines: Sequence[str], memory: Memory) -> list[bool]:
    """For each line whether its source has repeated it often enough to be cut."""
    if not any(seen.articles >= ARTICLES for seen in memory.lines.values()):
        return [False] * len(lines)
    known = {key for key, seen in memory.lines.items() if seen.articles >= ARTICLES}
    again = [can_recur(line) and fingerprint(line) in known for line in lines]
    return [cut and not is_quotation(lines, place) for place, cut in enumerate(again)]


def is_quotation(lines: Sequence[str], place: int) -> bool:
    """Whether a line is a quotation from end to end, or under one and says whose it is.

    A digest quotes the same papers day after day. Of a long one the end may be missing.
    """
    if _quotes(lines[place]):
        return True
    return place > 0 and _quotes(lines[place - 1]) and len(lines[place]) <= SPEAKER


def _quotes(line: str) -> bool:
    is_long = len(line) >= QUOTED_CHARS and line.startswith(OPENING)
    return is_long or QUOTED.fullmatch(line) is not None


def lesson(article: str, day: int, lines: Iterable[str]) -> Lesson:
    """What the lines of an article (its id, the day it came) teach."""
    chars = 0
    sizes: dict[int, int] = {}
    for line in lines:
        chars += len(line)
        if can_recur(line):
            sizes[fingerprint(line)] = len(line)
    mark = crc32(article.encode("utf-8", "surrogatepass")) & 0xFFFF
    return Lesson(mark, day, tuple(sizes), tuple(sizes.values()), chars)


def learn(memory: Memory, taught: Lesson) -> Memory:
    """The memory after an article. The same memory where the article is a copy or an update."""
    sizes = zip(taught.lines, taught.sizes, strict=True)
    known = sum(size for key, size in sizes if _is_known(memory, key, taught.mark))
    if known > COPIED * taught.chars:
        return memory
    lines = dict(memory.lines)
    for key in taught.lines:
        seen = lines.pop(key, Seen(0, -1, 0))
        again = seen.last == taught.mark
        lines[key] = Seen(seen.articles + (not again), taught.mark, taught.day)
    if len(lines) > LINES or any(seen.day < taught.day - DAYS for seen in memory.lines.values()):
        lines = _bounded(lines, taught.day)
    return Memory(lines)


def _is_known(memory: Memory, key: int, mark: int) -> bool:
    """Whether a line was in another article, and is not one that its source repeats anyway."""
    seen = memory.lines.get(key)
    return seen is not None and seen.last != mark and seen.articles < ARTICLES


def _bounded(lines: dict[int, Seen], today: int) -> dict[int, Seen]:
    """The lines of the last DAYS, at most LINES: those seen twice before those seen once, and of
    each the latest."""
    fresh = [(key, seen) for key, seen in lines.items() if seen.day >= today - DAYS]
    order = sorted(range(len(fresh)), key=lambda i: (fresh[i][1].articles > 1, i), reverse=True)
    return dict(fresh[i] for i in sorted(order[:LINES]))
