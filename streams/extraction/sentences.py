"""Sentence spans, by nupunkt (MIT), a Punkt model with its data in the wheel.

Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32(4), 2006.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from nupunkt.models import load_default_model

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

WITHIN = re.compile(r"""[”’»"')\]]{0,3}[,;]|[”’»"')\]]{1,3}[—–.…]|[)\]](?!\s|$)|[)\]]+\s+[a-z]""")
"""What no sentence begins with: "Sen. Kent (D-Ill.*), the whip, said*", "Lee, R-Wyo.*; Roe*"."""


class Ends(NamedTuple):
    """The lists of `data/sentences.toml`, each explained beside its words."""

    titles: frozenset[str]
    shortened: frozenset[str]
    others: frozenset[str]
    sums: frozenset[str]
    lettered: frozenset[str]
    openers: frozenset[str]
    states: tuple[str, ...]
    offices: frozenset[str]
    offices_without_the: frozenset[str]


ENDS = read_word_lists("streams.extraction", "data/sentences.toml", Ends)
SHORTENED = ENDS.titles | ENDS.shortened
"""Words with a point behind which no sentence ends."""
WITH_POINT = (SHORTENED | ENDS.others) - ENDS.sums
"""Words that may have a point within a sentence: of these the model is asked."""


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words)))


LONGEST_TITLE = 16
TITLE = re.compile(rf"(?<![A-Za-z0-9])(?:{_any_of(ENDS.titles)})\.$")
"""A title behind whatever sign, which the model does not know there: "“Sen. Kent", "—Mr. Lee"."""
THEN = re.compile(r"(?:^|[“”\"‘’'(\[—–/…]|\b(?:then|now|ex|former)-)[A-Z][A-Za-z.]{1,5}\.$")
"""What is shortened where a sentence, or words in marks, begin; and a title with a prefix: "by
then-Rep. Mike Pence"."""
PARTED = re.compile(
    rf"\b(?:{_any_of(ENDS.lettered)}) [A-H]\.\s+(?=[A-Z])"
    rf"|(?P<point>\.)[”\"’)]*\s+(?=(?:{_any_of(ENDS.openers)})\s)"
)
"""Where a sentence may end that the model goes on with: behind a letter that is no initial, "in
Serie A. Kent is", and before a word that opens one, where what has the point may end a sentence."""
MAY_CLOSE = frozenset(word for word in WITH_POINT - ENDS.titles if word.istitle())
SHORT = re.compile(r"(?<![\w.])(?:[A-Z](?:\.[A-Z]){1,3}|[ap]\.m)$")
""" "the *U.S*. That is", "at 5 *a.m*. By then"."""
INITIALS = re.compile(r"(?:^|\W)(?:[A-Za-z]\.){1,7}[A-Za-z]$")
SMALL = re.compile(r"\s+(?!https?:|www\.|pic\.)[a-z]")
"""What goes on behind initials: "the G.O.P. has kept", and no address of the web."""
NAME = re.compile(r"\s+[^\W\d_]\w*")
DIGITS = re.compile(r"\s+(?:\d|One\b)")
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
    """Where the model has sentences. It is not asked where they are plain, nor where none may end:
    what it says of a piece between two plain ends is what it says of it within the whole."""
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
            asked = asked or not _ends_nothing(part, end.start())
    yield from _by_model(part, first, len(part)) if asked else ((first, len(part)),)


def _is_plain(part: str, end: int) -> bool:
    """Whether the model ends a sentence behind the word before `end`, whatever follows."""
    word = _word_before(part, end)
    if len(word) < 2 or not (word.isascii() and word.isalpha()):
        return False
    if word in WITH_POINT or word.lower() in WITH_POINT or word.capitalize() in WITH_POINT:
        return word.islower() and word not in WITH_POINT  # "they were ill. He left"
    return end - len(word) > 1  # "Civil." that opens a text may be a number


def _ends_nothing(part: str, point: int) -> bool:
    """Whether a sentence goes on behind the point at `point` whatever the model says: "Mr. Kent",
    "the U.S. army"."""
    word = _word_before(part, point)
    if word in ENDS.titles:
        return _is_name_behind(part, point + 1)
    return part[point] == "." and _are_initials_of_more(word, part, point + 1)


def _word_before(text: str, end: int) -> str:
    return text[text.rfind(" ", 0, end) + 1 : end]


def _are_initials_of_more(word: str, text: str, end: int) -> bool:
    """Whether a word, whose last point ends at `end`, is initials behind which a sentence goes on
    in small letters: "the G.O.P. has kept"."""
    return "." in word and bool(INITIALS.search(word)) and bool(SMALL.match(text, end))


def _is_name_behind(text: str, end: int) -> bool:
    """Whether a name stands behind a title that ends there, and no word that opens a sentence."""
    name = NAME.match(text, end)
    return name is not None and name.group().lstrip() not in ENDS.openers


@cache
def _model() -> Any:
    """nupunkt's model, which learnt from the papers of courts, without what it takes for shortened
    and is a word of news: "last month. It", "the story. That", "in New York. He"."""
    model = load_default_model()
    shortened = frozenset(map(str.lower, WITH_POINT))
    for word in model.abbreviations:
        if len(word) > 1 and word.isalpha() and word not in shortened:
            model.remove_abbreviation(word)
    return model


def _by_model(part: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the model has sentences in a piece, parted where it does not see an end."""
    for start, end in _model().span_tokenize(part[first:last]):
        begin, until = first + start, first + end
        for ending in PARTED.finditer(part, begin, until):
            if ending["point"] is None or _may_close(part, ending.start()):
                yield begin, ending.end()
                begin = ending.end()
        yield begin, until


def _may_close(part: str, point: int) -> bool:
    """Whether what has the point at `point` is shortened and may end a sentence: "Acme *Inc*. The
    firm", "the *U.S*. That is", but no title."""
    word = _word_before(part, point).lstrip('(“"‘')
    return word in MAY_CLOSE or ("." in word and SHORT.search(word) is not None)


def _beginning(text: str, found: list[Span], begin: int, end: int) -> int:
    """Where what the model gives as a sentence behind those `found` begins: with the last of them,
    which is taken out, where that goes on, and behind marks that close it, which it is given."""
    if WITHIN.match(text, begin, end):
        return found.pop().start
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
    if word == "vs" or _are_initials_of_more(word, text, span.end):
        return True
    if word in ENDS.titles or (not word.isalnum() and TITLE.search(ending)):
        return _is_name_behind(text, span.end)
    if word.lstrip('(“"') in ENDS.sums:
        return DIGITS.match(text, span.end) is not None
    if not ending.endswith(ENDS.states):
        return "-" in ending and THEN.search(ending) is not None
    if THEN.search(ending) or OFFICE.match(text, span.end):
        return True
    return not ending[:-4].endswith("the ") and bool(OFFICE_WITHOUT_THE.match(text, span.end))
