"""Sentence spans, by nupunkt (MIT), a Punkt model with its data in the wheel.

Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32(4), 2006.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import nupunkt

from schemas import Span
from streams.datafile import read_word_lists

LONGEST = 5000
"""A longer paragraph is looked at in parts: the model's cost and our sentences stay bounded."""


MAY_END = re.compile(r"[.!?…]")
"""What ends a sentence: where none stands before the last word the model is not asked."""


CLOSING = re.compile(r"[”’»\"')\]]+(?:\s+|$)")
"""Marks that end what stands before them, though there is a space between: "‘It is.’ ”"."""


class Ends(NamedTuple):
    """The lists of `data/sentences.toml`, each explained beside its words."""

    titles: frozenset[str]
    lettered: frozenset[str]
    openers: frozenset[str]
    states: tuple[str, ...]
    offices: frozenset[str]
    offices_without_the: frozenset[str]


ENDS = read_word_lists("streams.extraction", "data/sentences.toml", Ends)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words)))


LONGEST_TITLE = 16
TITLE = re.compile(rf"(?<![A-Za-z0-9])(?:{_any_of(ENDS.titles)})\.$")
"""A title behind whatever sign, which the model does not know there: "“Sen. Kent", "—Mr. Lee"."""
THEN = re.compile(r"(?:^|[“”\"‘’'(\[—–/…]|\b(?:then|now|ex|former)-)[A-Z][A-Za-z.]{1,5}\.$")
"""What is shortened where a sentence, or words in marks, begin; and a title with a prefix: "by
then-Rep. Mike Pence"."""
LETTERED = re.compile(rf"\b(?:{_any_of(ENDS.lettered)}) [A-H]\.\s+(?=[A-Z])")
NAME = re.compile(r"\s+[^\W\d_]\w*")
OFFICE = re.compile(rf" (?:{_any_of(ENDS.offices)})\b")
"""What is of a state or body where the model ends a sentence after it: "U.N. Ambassador Haley"."""
OFFICE_WITHOUT_THE = re.compile(rf" (?:{_any_of(ENDS.offices_without_the)})\b")


def sentences(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The sentences of each paragraph, without the white space around them.

    Offsets are into `text`; no sentence crosses a paragraph.
    """
    found: list[Span] = []
    for paragraph in paragraphs:
        for start in range(paragraph.start, paragraph.end, LONGEST):
            part = text[start : min(start + LONGEST, paragraph.end)]
            before_last = "".join(part.rsplit(None, 1)[:-1])
            whole = "\n" not in part and MAY_END.search(before_last) is None
            for first, last in [(0, len(part))] if whole else _spans(part):
                surface = part[first:last]
                left = len(surface) - len(surface.lstrip())
                if stripped := surface.strip():
                    begin = start + first + left
                    end = begin + len(stripped)
                    if found and found[-1].start >= start:
                        begin = _beginning(text, found, begin, end)
                    if begin < end:
                        found.append(Span(start=begin, end=end))
    return found


def _spans(part: str) -> Iterator[tuple[int, int]]:
    """Where the model has sentences, parted at a letter that is no initial: "in Serie A. Kent"."""
    for first, last in nupunkt.sent_spans(part):
        for ending in LETTERED.finditer(part, first, last):
            yield first, ending.end()
            first = ending.end()
        yield first, last


def _beginning(text: str, found: list[Span], begin: int, end: int) -> int:
    """Where what the model gives as a sentence behind those `found` begins: with the last of them,
    which is taken out, where that goes on, and behind marks that close it, which it is given."""
    closing = CLOSING.match(text, begin, end)
    if closing is not None:
        marks = len(closing.group().rstrip())
        found.append(Span(start=found.pop().start, end=begin + marks))
        return closing.end()
    return found.pop().start if _goes_on(text, found[-1]) else begin


def _goes_on(text: str, span: Span) -> bool:
    """Whether what follows is of the same sentence, though the model ends it here."""
    if text[span.end - 1] != ".":
        return False
    ending = text[max(span.start, span.end - LONGEST_TITLE) : span.end]
    word = ending[:-1].rpartition(" ")[2]
    if word in ENDS.titles or (not word.isalnum() and TITLE.search(ending)):
        name = NAME.match(text, span.end)
        return name is not None and name.group().lstrip() not in ENDS.openers
    if not ending.endswith(ENDS.states) or ending[-5:-4].isalnum():
        return "-" in ending and THEN.search(ending) is not None
    if THEN.search(ending) or OFFICE.match(text, span.end):
        return True
    return not ending[:-4].endswith("the ") and bool(OFFICE_WITHOUT_THE.match(text, span.end))
