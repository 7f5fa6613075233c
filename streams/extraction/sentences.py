"""Sentence spans, by nupunkt (MIT), a Punkt model with its data in the wheel.

Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32(4), 2006.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import nupunkt

from schemas import Span
from streams.datafile import read_word_lists

LONGEST = 5000
"""A longer paragraph is looked at in parts: the model's cost and our sentences stay bounded."""


MAY_END = ".!?…"
"""What ends a sentence: where none stands before the last word the model is not asked."""


INNER_END = re.compile(
    r"""[.!?…](?!\w|[”"’]*\s*$)                       # "3.5", what ends the text
    (?P<plain>
        (?<!…)[”"’]{0,2}\s+(?=[A-Z\d“‘$(]|"\w)        # what closes, and may begin a sentence
        (?!\(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})\)?\.)  # and is no number of a list
        | (?<=…)\s+(?=[A-Z][a-z]+[\s,])
    )?""",
    re.VERBOSE,
)
"""Where the model may end a sentence within a text. `plain`: it does, behind a word that it knows
for no abbreviation."""


CLOSING = re.compile(r"[”’»\"')\]]+(?:\s+|$)")
"""Marks that end what stands before them, though there is a space between: "‘It is.’ ”"."""


NO_BEGINNING = frozenset(",;)]")
"""What no sentence begins with, glued to what is before: "Sen. Kent (R-Okla.), who left"."""


class Ends(NamedTuple):
    """The lists of `data/sentences.toml`, each explained beside its words."""

    titles: frozenset[str]
    shortened: frozenset[str]
    sums: frozenset[str]
    lettered: frozenset[str]
    openers: frozenset[str]
    states: tuple[str, ...]
    offices: frozenset[str]
    offices_without_the: frozenset[str]


ENDS = read_word_lists("streams.extraction", "data/sentences.toml", Ends)
SHORTENED = ENDS.titles | ENDS.shortened
"""Words with a point behind which no sentence ends."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words)))


LONGEST_TITLE = 16
TITLE = re.compile(rf"(?<![A-Za-z0-9])(?:{_any_of(ENDS.titles)})\.$")
"""A title behind whatever sign, which the model does not know there: "“Sen. Kent", "—Mr. Lee"."""
THEN = re.compile(r"(?:^|[“”\"‘’'(\[—–/…]|\b(?:then|now|ex|former)-)[A-Z][A-Za-z.]{1,5}\.$")
"""What is shortened where a sentence, or words in marks, begin; and a title with a prefix: "by
then-Rep. Mike Pence"."""
LETTERED = re.compile(rf"\b(?:{_any_of(ENDS.lettered)}) [A-H]\.\s+(?=[A-Z])")
INITIALS = re.compile(r"(?:^|\W)(?:[A-Za-z]\.){1,7}[A-Za-z]$")
SMALL = re.compile(r"\s+(?!https?:|www\.|pic\.)[a-z]")
"""What goes on behind initials: "the G.O.P. has kept", and no address of the web."""
NAME = re.compile(r"\s+[^\W\d_]\w*")
DIGITS = re.compile(r"\s+\d")
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
            for first, last in _spans(part):
                begin, end = _without_space(text, start + first, start + last)
                if begin < end and found and found[-1].start >= start:
                    begin = _beginning(text, found, begin, end)
                if begin < end:
                    found.append(Span(start=begin, end=end))
    return found


def _without_space(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return begin, end


def _spans(part: str) -> Iterator[tuple[int, int]]:
    """Where the model has sentences. It is not asked where they are plain: what it says of a piece
    between two plain ends is what it says of it within the whole."""
    before_last = "".join(part.rsplit(None, 1)[:-1])
    if "\n" not in part and not any(map(before_last.__contains__, MAY_END)):
        yield 0, len(part)
        return
    first, asked = 0, False
    for end in INNER_END.finditer(part):
        if end["plain"] is not None and _is_plain(part, end.start()):
            yield from _by_model(part, first, end.end()) if asked else ((first, end.end()),)
            first, asked = end.end(), False
        else:
            asked = True
    yield from _by_model(part, first, len(part)) if asked else ((first, len(part)),)


def _is_plain(part: str, end: int) -> bool:
    """Whether the model ends a sentence behind the word before `end`, whatever follows."""
    at = part.rfind(" ", 0, end) + 1
    word = part[at:end]
    if len(word) < 2 or not (word.isascii() and word.isalpha()) or word.lower() in _doubtful():
        return False
    return at > 1  # "Civil." that opens a text may be a number


@cache
def _doubtful() -> frozenset[str]:
    """The words, in small letters, of which the model asks what follows: "Mr", "no"."""
    model = nupunkt.load("default")
    return frozenset(model.abbreviations).union(first for first, _ in model.parameters.collocations)


def _by_model(part: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the model has sentences in a piece, parted at a letter that is no initial: "in Serie A.
    Kent"."""
    for start, end in nupunkt.load("default").span_tokenize(part[first:last]):
        begin, until = first + start, first + end
        for ending in LETTERED.finditer(part, begin, until):
            yield begin, ending.end()
            begin = ending.end()
        yield begin, until


def _beginning(text: str, found: list[Span], begin: int, end: int) -> int:
    """Where what the model gives as a sentence behind those `found` begins: with the last of them,
    which is taken out, where that goes on, and behind marks that close it, which it is given."""
    closing = CLOSING.match(text, begin, end)
    if closing is not None:
        marks = len(closing.group().rstrip())
        found.append(Span(start=found.pop().start, end=begin + marks))
        return closing.end()
    inside = begin == found[-1].end and text[begin] in NO_BEGINNING
    return found.pop().start if inside or _goes_on(text, found[-1]) else begin


def _goes_on(text: str, span: Span) -> bool:
    """Whether what follows is of the same sentence, though the model ends it here."""
    if text[span.end - 1] != ".":
        return False
    ending = text[max(span.start, span.end - LONGEST_TITLE) : span.end]
    word = ending[:-1].rpartition(" ")[2]
    if "." in word and INITIALS.search(word) and SMALL.match(text, span.end):
        return True
    if word in ENDS.titles or (not word.isalnum() and TITLE.search(ending)):
        name = NAME.match(text, span.end)
        return name is not None and name.group().lstrip() not in ENDS.openers
    if word.lstrip('(“"') in ENDS.sums:
        return DIGITS.match(text, span.end) is not None
    if not ending.endswith(ENDS.states):
        return "-" in ending and THEN.search(ending) is not None
    if THEN.search(ending) or OFFICE.match(text, span.end):
        return True
    return not ending[:-4].endswith("the ") and bool(OFFICE_WITHOUT_THE.match(text, span.end))
