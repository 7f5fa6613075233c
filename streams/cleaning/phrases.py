"""The phrase list of `phrases.toml`, loaded once and checked."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from streams.cleaning.features import SAID
from streams.cleaning.first_letters import EVERY, first_letters, letter_of
from streams.cleaning.headlines import ends
from streams.cleaning.set_apart import bare, lists, may_be_set_apart
from streams.datafile import read_toml
from streams.errors import DataError

PIECE, PIECE_BITS = 4, 16
COMMON = b"zqjxkvbpgwyfmucdlhrsnioate "
"""The letters of English from the rarest to the most common; all others are rarer (-1)."""
STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("İ", "i"))
"""What is written in another way before capitals go: a Turkish one would leave a dot behind."""
FINAL = " \t.:!?…»›>|-"
SIGNS = re.compile(
    "[|>»›\u2190-\u21ff\u25b2-\u25c9\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]+ ?(?=.)"
)
"""What a link begins with to be seen: "👉 Join us on Telegram", "► Watch: ...", "» More"."""
TAIL = 80
"""Characters at the end of a line in which `tails` are searched."""
OTHER = ""
"""Stands for the letters with which no pattern begins."""
MANY_WORDS = 40
"""A line of more than so many is a paragraph to most lists."""
POINT_ROOM = 2
"""Characters that a bullet takes: a point of one word may be a thing."""
LONG = 1000
"""Characters: no listed phrase is looked for in a longer line."""
MAY_SPEAK = frozenset({"related", "caption"})
"""The reasons to cut a sentence in which somebody says something: links and captions have such."""


class PhraseList(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The phrases that mark a line as something other than body."""

    name: str
    max_words: int
    starts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    equals: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    tails: tuple[tuple[str, str], ...] = ()


class _PhraseFile(msgspec.Struct, frozen=True):
    reason: tuple[PhraseList, ...]


class _Index(NamedTuple):
    """The lists, arranged for looking up a line in all of them; numbers are places in `names`."""

    names: list[str]
    limits: list[int]
    equals: dict[str, int]
    starts: dict[str, list[tuple[str, int]]]
    """By their first three characters, or two where there are no more."""
    labels: dict[str, list[tuple[str, int]]]
    """By their first three characters."""
    contains: dict[str, list[int]]
    """Phrases that may be anywhere in a line."""
    by_piece: dict[bytes, list[tuple[int, bytes, str]]]
    """These and long `tail_words`, by the PIECE bytes that tell them, which so many others are
    before ..."""
    pieces: NDArray[np.bool_]
    """... and whether there is one, by the piece's hash: nearly all text is passed over so."""
    any_head: dict[str, re.Pattern[str]]
    """By a line's first letter those that it may match, in one without groups: few do ..."""
    any_long_head: dict[str, re.Pattern[str]]
    """... those of lists for lines of more than MANY_WORDS words, as paragraphs are ..."""
    heads: re.Pattern[str]
    """... and with a group each, to tell which it is."""
    head_numbers: list[int]
    tails: list[tuple[str, re.Pattern[str], int]]
    short_words: list[str]
    """Words of `tails` that have no piece."""


def fold(line: str) -> str:
    """Lower case, straight quotes, single spaces: how phrases are written in the list."""
    for curly, straight in STRAIGHT:
        line = line.replace(curly, straight)
    return " ".join(line.lower().split())


@cache
def phrase_lists() -> tuple[PhraseList, ...]:
    """All lists, in the order of the file. Raises DataError naming what is wrong."""
    lists = read_toml("streams.cleaning", "phrases.toml", _PhraseFile).reason
    try:
        for entry in lists:
            for pattern in (*entry.heads, *(pattern for _, pattern in entry.tails)):
                re.compile(pattern)
    except re.error as error:
        raise DataError(f"phrases.toml: {error}") from None
    for phrase in (phrase for entry in lists for phrase in entry.contains):
        if len(phrase) < PIECE:
            raise DataError(f"phrases.toml: {phrase!r} is too short to be anywhere in a line")
    for entry in lists:
        for phrase in (*entry.starts, *entry.labels, *entry.equals, *entry.contains):
            if phrase.strip() and phrase != fold(phrase) + " " * phrase.endswith(" "):
                raise DataError(f"phrases.toml: {entry.name}: {phrase!r} is to be {fold(phrase)!r}")
    return lists


def reason_for(line: str) -> str | None:
    """The name of the first list that a line belongs to, None where it is in none."""
    return reasons_for([line])[0]


def reasons_for(lines: Sequence[str]) -> list[str | None]:
    """`reason_for` of each line, or of what it says without what sets it apart.

    A point of a list goes only with all others: the article has lists of what to do, too.
    """
    folded = folded_lines(lines)
    reasons = _reasons(folded)
    apart = {
        place: said
        for place, line in enumerate(folded)
        if reasons[place] is None and may_be_set_apart(line) and (said := bare(line)) != line
    }
    if apart:
        found = _reasons(list(apart.values()))
        told = {place: reason for place, reason in zip(apart, found, strict=True) if reason}
        for points in lists(folded) if told else ():
            whole = all(reasons[place] or place in told for place in points)
            for place in points:
                if not whole or " " not in folded[place][POINT_ROOM:]:
                    told.pop(place, None)
        for place, reason in told.items():
            reasons[place] = reason
    return reasons


def _reasons(folded: Sequence[str]) -> list[str | None]:
    """What no line of a text has is looked for once, in all of them together."""
    index = _index()
    sizes = [line.count(" ") + 1 for line in folded]
    present = _present(index, folded)
    contains = [(phrase, n) for phrase in present for n in index.contains.get(phrase, ())]
    ends = [line[-TAIL:] for line in folded]
    whole = "\n".join(ends)
    there = {word for word in (*index.short_words, *present) if word in whole}
    tails = [tail for tail in index.tails if tail[0] in there]
    return [
        _reason(index, line, end, words, contains, tails) if line else None
        for line, end, words in zip(folded, ends, sizes, strict=True)
    ]


def folded_lines(lines: Sequence[str]) -> list[str]:
    """`fold` of each line, of all in one where they are normalised; a LONG one is empty."""
    short = [line.strip() if len(line) <= LONG else "" for line in lines]
    whole = "\n".join(short)
    other = whole.count("\n") >= len(lines) or not whole.replace("\n", " ").isprintable()
    if other or "  " in whole:
        return [fold(line) for line in short]
    for curly, straight in STRAIGHT:
        whole = whole.replace(curly, straight)
    return whole.lower().split("\n")


def _present(index: _Index, folded: Sequence[str]) -> set[str]:
    """Phrases and tail words in some line: those of which there is the telling piece are tried."""
    data = "\n".join(folded).encode("utf-8", "surrogatepass")
    if len(data) < PIECE:
        return set()
    found: set[str] = set()
    places = np.flatnonzero(index.pieces.take(_hashes(np.frombuffer(data, np.uint8))))
    for at in places.tolist():
        for before, encoded, phrase in index.by_piece.get(data[at : at + PIECE], ()):
            if at >= before and data.startswith(encoded, at - before):
                found.add(phrase)
    return found


def _hashes(data: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """A number of PIECE_BITS for each PIECE bytes in a row."""
    wide = data.astype(np.uint32)
    pairs = wide[:-1] | wide[1:] << np.uint32(8)
    mixed: NDArray[np.uint32] = (pairs[:-2] | pairs[2:] << np.uint32(16)) * np.uint32(0x9E3779B1)
    return mixed >> np.uint32(32 - PIECE_BITS)


def _telling(data: bytes) -> bytes:
    """The piece of a phrase whose letters are the least common in print."""
    pieces = [data[at : at + PIECE] for at in range(len(data) - PIECE + 1)]
    return min(pieces, key=lambda piece: (sum(map(COMMON.find, piece)), piece))


def _reason(
    index: _Index,
    folded: str,
    end: str,
    words: int,
    contains: Collection[tuple[str, int]],
    tails: Sequence[tuple[str, re.Pattern[str], int]],
) -> str | None:
    limits = index.limits
    if not folded[0].isalnum() and (signs := SIGNS.match(folded)):
        folded = folded[signs.end() :]
    equal = index.equals.get(folded.rstrip(FINAL))
    found = [] if equal is None else [equal]
    for key in (folded[:3], folded[:2]):
        if key in index.starts:
            found += [n for start, n in index.starts[key] if folded.startswith(start)]
    for label, n in index.labels.get(folded[:3], ()):
        if folded.startswith(label) and (folded[len(label) :][:1] == ":" or not ends(folded)):
            found.append(n)
    found += [n for phrase, n in contains if words <= limits[n] and _stands_in(phrase, folded)]
    any_head = index.any_head if words <= MANY_WORDS else index.any_long_head
    letter = letter_of(folded)
    begins = any_head[letter] if letter in any_head else any_head[OTHER]
    if begins.match(folded) and (head := index.heads.match(folded)):
        found.append(index.head_numbers[(head.lastindex or 1) - 1])
    for word, pattern, n in tails:
        if word in end and words <= limits[n] and pattern.search(end):
            found.append(n)
    if not found:
        return None
    names = [index.names[n] for n in sorted(found) if words <= limits[n]]
    if names and ends(folded) and SAID.search(folded):
        names = [name for name in names if name in MAY_SPEAK]
    return names[0] if names else None


def _stands_in(phrase: str, line: str) -> bool:
    """Whether a phrase is in a line, not behind other letters: "file photo", no "profile photo"."""
    at = line.find(phrase)
    while at > 0 and phrase[0].isascii() and phrase[0].isalpha() and line[at - 1].isalpha():
        at = line.find(phrase, at + 1)
    return at >= 0


def _any_of(starts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"^(?:{'|'.join(starts)})")


def _by_letter(starts: Sequence[str]) -> dict[str, re.Pattern[str]]:
    """Those that may begin with a letter in one, by the letter, or by OTHER."""
    letters = [first_letters(start) for start in starts]
    return {
        letter: _any_of(
            start
            for start, known in zip(starts, letters, strict=True)
            if letter in known or known == EVERY
        )
        for letter in {OTHER}.union(*letters)
    }


@cache
def _index() -> _Index:
    lists = phrase_lists()
    heads = [(pattern, n) for n, entry in enumerate(lists) for pattern in entry.heads]
    starts = [pattern.removeprefix("^") for pattern, _ in heads]
    tail_words = {word for entry in lists for word, _ in entry.tails}
    index = _Index(
        names=[entry.name for entry in lists],
        limits=[entry.max_words for entry in lists],
        equals={},
        starts=defaultdict(list),
        labels=defaultdict(list),
        contains=defaultdict(list),
        by_piece=defaultdict(list),
        pieces=np.zeros(1 << PIECE_BITS, dtype=np.bool_),
        any_head=_by_letter(starts),
        any_long_head=_by_letter(
            [
                start
                for start, (_, n) in zip(starts, heads, strict=True)
                if lists[n].max_words > MANY_WORDS
            ]
        ),
        heads=_any_of(f"({start})" for start in starts),
        head_numbers=[n for _, n in heads],
        tails=[(w, re.compile(p), n) for n, entry in enumerate(lists) for w, p in entry.tails],
        short_words=sorted(word for word in tail_words if len(word) < PIECE),
    )
    for number, entry in enumerate(lists):
        for phrase in (*entry.equals, *entry.labels):
            index.equals.setdefault(phrase.rstrip(FINAL), number)
        for phrase in entry.starts:
            index.starts[phrase[:3]].append((phrase, number))
        for phrase in entry.labels:
            index.labels[phrase[:3]].append((phrase, number))
        for phrase in entry.contains:
            index.contains[phrase].append(number)
    for phrase in sorted({*index.contains, *tail_words}.difference(index.short_words)):
        data = phrase.encode()
        piece = _telling(data)
        index.by_piece[piece].append((data.index(piece), data, phrase))
    for piece in index.by_piece:
        index.pieces[_hashes(np.frombuffer(piece, np.uint8))] = True
    return index
