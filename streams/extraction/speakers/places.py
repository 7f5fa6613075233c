"""Where sentences and paragraphs end in a text, and where words of speech stand in it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from schemas import Span
from streams.extraction.entities.vocabulary import words
from streams.extraction.sentences import SHORTENED
from streams.extraction.speakers.vocabulary import cue_words

LONGEST_SENTENCE = 600
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s(?![a-z])")
BEFORE_POINT = re.compile(r"\b\w{1,6}$")


class Cue(NamedTuple):
    """A word of speech, as it is written."""

    start: int
    end: int
    word: str


def sentence_ends(text: str) -> Iterator[int]:
    """The places behind the ends of sentences."""
    for match in SENTENCE_END.finditer(text):
        at = match.start()
        if text[at] != "." or not _is_shortened(text, at):
            yield match.end()


def sentence_start(text: str, at: int) -> int:
    """Where the sentence begins that a place stands in, as far as it is looked at."""
    low = max(text.rfind("\n", 0, at) + 1, at - LONGEST_SENTENCE)
    return low + max([0, *sentence_ends(text[low:at])])


def parted(text: str) -> bool:
    """Whether a sentence ends in a text."""
    return next(sentence_ends(text), None) is not None


def opens_paragraph(text: str, at: int) -> bool:
    """Whether a paragraph begins at a place."""
    return text[max(at - 1, 0) : at] in {"\n", ""}


def ends_paragraph(text: str, at: int) -> bool:
    """Whether a paragraph ends at a place."""
    return text[at : at + 1] in {"\n", ""}


def _is_shortened(text: str, at: int) -> bool:
    """Whether the point at `at` is that of "Mr." or of an initial."""
    short = BEFORE_POINT.search(text, max(at - 7, 0), at)
    word = short.group() if short else ""
    if len(word) == 1:
        return word.isupper()
    return word in SHORTENED


def last_sign(text: str, span: Span) -> str:
    """What stands before the mark, or the two apostrophes, that close a quotation, and before the
    one that closes a quotation within it: "...!’ ”"."""
    at = span.end - (3 if text[span.end - 2 : span.end] in {"’’", "''"} else 2)
    while at > span.start + 1 and text[at] in " ’'":
        at -= 1
    return text[at]


def words_of_speech(text: str, start: int, end: int) -> list[Cue]:
    """The words of speech from `start` up to `end`, in order, also where they are no verbs."""
    part = text[start:end]
    lowered = part.lower()
    if len(lowered) != len(part):
        lowered = part  # "İ" has two letters in small ones
    found = []
    for word in _cue_words().intersection(WORD.findall(lowered)):
        at = lowered.find(word)
        while at >= 0:
            behind = at + len(word)
            if not (_in_word(lowered, at - 1) or _in_word(lowered, behind)):
                found.append(Cue(start + at, start + behind, part[at:behind]))
            at = lowered.find(word, behind)
    return sorted(found) if len(found) > 1 else found


def _in_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


@cache
def _cue_words() -> frozenset[str]:
    return cue_words() | words().labels
