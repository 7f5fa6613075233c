"""The phrase list of `phrases.toml`, loaded once and checked."""

import re
import tomllib
from collections import Counter, defaultdict
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from streams.errors import DataError

WORD = re.compile(r"[^\W\d_]{4,}")
FINAL = " \t.:!?…»>|-"
TAIL = 80
"""Characters at the end of a line in which `tails` are searched."""
LONG = 1000
"""Characters: no listed phrase is looked for in a longer line."""


class PhraseList(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The phrases that mark a line as something other than body."""

    name: str
    max_words: int
    starts: tuple[str, ...] = ()
    equals: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    tails: tuple[tuple[str, str], ...] = ()


class _Index(NamedTuple):
    """The lists, arranged for looking up a line in all of them; numbers are places in `names`."""

    names: list[str]
    limits: list[int]
    equals: dict[str, int]
    starts: dict[str, list[tuple[str, int]]]
    """By their first three characters, or two where there are no more."""
    contains: list[tuple[str, int, list[tuple[str, int]]]]
    """By a word that they share, with the most words a line may have: most lines have none."""
    heads: re.Pattern[str]
    """All in one, a group each."""
    head_numbers: list[int]
    tails: list[tuple[str, re.Pattern[str], int]]


def fold(line: str) -> str:
    """Lower case, straight quotes, single spaces: how phrases are written in the list."""
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        line = line.replace(curly, straight)
    return " ".join(line.lower().split())


@cache
def phrase_lists() -> tuple[PhraseList, ...]:
    """All lists, in the order of the file. Raises DataError naming what is wrong."""
    text = resources.files("streams.cleaning").joinpath("phrases.toml").read_text("utf-8")
    try:
        lists = msgspec.convert(tomllib.loads(text)["reason"], tuple[PhraseList, ...])
        for entry in lists:
            for pattern in (*entry.heads, *(pattern for _, pattern in entry.tails)):
                re.compile(pattern)
    except (msgspec.ValidationError, tomllib.TOMLDecodeError, KeyError, re.error) as error:
        raise DataError(f"phrases.toml: {error}") from None
    for entry in lists:
        for phrase in (*entry.starts, *entry.equals, *entry.contains):
            if phrase.strip() and phrase != fold(phrase) + " " * phrase.endswith(" "):
                raise DataError(f"phrases.toml: {entry.name}: {phrase!r} is not lower case")
    return lists


def reason_for(line: str) -> str | None:
    """The name of the first list that a line belongs to, None where it is in none."""
    if len(line) > LONG:
        return None
    folded = fold(line)
    if not folded:
        return None
    index = _index()
    words = folded.count(" ") + 1
    limits = index.limits
    found = [index.equals.get(folded.rstrip(FINAL))]
    for key in (folded[:3], folded[:2]):
        found += [n for start, n in index.starts.get(key, ()) if folded.startswith(start)]
    for word, limit, phrases in index.contains:
        if words <= limit and word in folded:
            found += [n for phrase, n in phrases if phrase in folded]
    if head := index.heads.match(folded):
        found.append(index.head_numbers[(head.lastindex or 1) - 1])
    end = folded[-TAIL:]
    for word, pattern, n in index.tails:
        if word in end and words <= limits[n] and pattern.search(end):
            found.append(n)
    first = min((n for n in found if n is not None and words <= limits[n]), default=None)
    return None if first is None else index.names[first]


@cache
def _index() -> _Index:
    lists = phrase_lists()
    heads = [(pattern, n) for n, entry in enumerate(lists) for pattern in entry.heads]
    index = _Index(
        names=[entry.name for entry in lists],
        limits=[entry.max_words for entry in lists],
        equals={},
        starts=defaultdict(list),
        contains=_by_shared_word(),
        heads=re.compile("|".join(f"({pattern})" for pattern, _ in heads)),
        head_numbers=[n for _, n in heads],
        tails=[(w, re.compile(p), n) for n, entry in enumerate(lists) for w, p in entry.tails],
    )
    for number, entry in enumerate(lists):
        for phrase in entry.equals:
            index.equals.setdefault(phrase.rstrip(FINAL), number)
        for phrase in entry.starts:
            index.starts[phrase[:3]].append((phrase, number))
    return index


def _by_shared_word() -> list[tuple[str, int, list[tuple[str, int]]]]:
    phrases = [(p, n) for n, entry in enumerate(phrase_lists()) for p in entry.contains]
    count = Counter(word for phrase, _ in phrases for word in set(WORD.findall(phrase)))
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for phrase, number in phrases:
        word = max(WORD.findall(phrase), key=lambda word: (count[word], word), default=phrase)
        groups[word].append((phrase, number))
    limits = [entry.max_words for entry in phrase_lists()]
    return [(word, max(limits[n] for _, n in group), group) for word, group in groups.items()]
