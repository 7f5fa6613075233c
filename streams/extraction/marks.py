"""The marks in which a text has what people say, as the one kind “...” for all of them.

British papers write ‘...’, German ones „...“, French ones «...». Offsets stay what they are: a mark
stands for a mark.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from streams.extraction.speakers.places import words_of_speech
from streams.extraction.speakers.vocabulary import any_of, speech
from streams.extraction.tokens import offsets_of

OPENS, CLOSES = "‘'", "’'"
BEFORE_OPENING = '([{—–“"'
BEHIND_OPENING = '£$€#@…[“"'
"""What a single mark that opens stands between, besides white space and a letter."""
ELISION = re.compile(rf"[‘’'](?:(?:{any_of(speech().elisions)})\b|\d\ds?\b)")
""" "'em", "'60s": an apostrophe before a word."""
CLIPPED = ("s", "in")
"""What an apostrophe may stand behind that closes nothing: "the workers' fault", "goin' home"."""
SIGNS_INSIDE, SIGNS_BEHIND = ",.?!…—", ",.;:?!)—–\n"
MOST_UNSIGNED = 3
"""Of as many in single marks one at least ends with a sign, or is long and said, where they are
what people say."""
LONG = 4
"""Spaces."""
BESIDE = 40
"""Characters before and behind what stands in marks in which a verb may say that it is said."""
DOUBLE = re.compile(r"[“\"](?=[^\s”\"])[^“”\"\n]*(?:[”\"]|$)", re.MULTILINE)
NESTED = {"“": "‘", "”": "’", '"': "'"}
LOW = re.compile(r"„([^„“”\n]+)[“”]")


class _Single(NamedTuple):
    """Where a single mark opens and the one that closes it stands; None where it goes on over the
    next paragraph."""

    opens: int
    closes: int | None


def with_double_marks(text: str) -> str:
    """The text with “ and ” for the marks of its quotations, where those are others, and single
    marks for what stands in marks within them."""
    if "„" in text:
        text = LOW.sub(r"“\1”", text).replace("„", "“")
    if "«" in text and "»" in text:
        opens, closes = "«»" if text.find("«") < text.find("»") else "»«"
        text = text.replace(opens, "“").replace(closes, "”")
    if "「" in text:
        text = text.replace("「", "“").replace("」", "”")
    return _without_single(text)


def _without_single(text: str) -> str:
    """The text with double marks for single ones, where single ones are its outer marks: more of
    them stand outside double ones than the other way round."""
    singles = list(_singles(text))
    if not any(single.closes is not None for single in singles):
        return text
    doubles = [match.span() for match in DOUBLE.finditer(text)]
    outer = [single for single in singles if not _is_within(single.opens, doubles)]
    pairs = [(opens, closes) for opens, closes in outer if closes is not None]
    around = sum(not _is_within(start, pairs) for start, _ in doubles)
    signed = sum(
        text[end - 1] in SIGNS_INSIDE or _is_said(text, start, end) for start, end in pairs
    )
    if len(outer) <= around or MOST_UNSIGNED * signed < len(outer):
        return text
    marks = list(text)
    for opens, closes in outer:
        marks[opens] = "“"
        if closes is not None:
            marks[opens + 1 : closes] = (NESTED.get(c, c) for c in text[opens + 1 : closes])
            marks[closes] = "”"
    return "".join(marks)


def _is_said(text: str, opens: int, closes: int) -> bool:
    """Whether long words in marks stand beside a verb of speech: "Kent said it was ‘...’"."""
    if text.count(" ", opens, closes) < LONG:
        return False
    low = max(text.rfind("\n", 0, opens) + 1, opens - BESIDE)
    behind = text[closes : closes + BESIDE].partition("\n")[0]
    return any(words_of_speech(text, low, opens)) or any(words_of_speech(behind, 0, len(behind)))


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    before = bisect_right(spans, (at,)) - 1
    return before >= 0 and spans[before][0] < at < spans[before][1]


def _singles(text: str) -> Iterator[_Single]:
    """The single marks that open something, in order, each with the one that closes it."""
    opening = [at for at in offsets_of(OPENS, text) if _opens(text, at)]
    if not opening:
        return
    closing = [at for at in offsets_of(CLOSES, text) if _may_close(text, at)]
    for i, at in enumerate(opening):
        line = text.find("\n", at)
        until = min(
            opening[i + 1] if i + 1 < len(opening) else len(text), line if line >= 0 else len(text)
        )
        fitting = closing[bisect_right(closing, at) : bisect_right(closing, until)]
        sure = next((end for end in fitting if _surely_closes(text, end)), None)
        if fitting:
            yield _Single(at, fitting[0] if sure is None else sure)
        elif until == line and i + 1 < len(opening) and not text[line : opening[i + 1]].strip():
            yield _Single(at, None)


def _opens(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at] or "\n", text[at + 1 : at + 2]
    return (
        (before.isspace() or before in BEFORE_OPENING)
        and (behind.isalnum() or (behind != "" and behind in BEHIND_OPENING))
        and ELISION.match(text, at) is None
    )


def _may_close(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at] or "\n", text[at + 1 : at + 2]
    word = before.isspace() or behind.isalnum()
    return not (word or before in "‘’'" or behind in {"’", "'"})


def _surely_closes(text: str, at: int) -> bool:
    """Whether a mark that may close is no apostrophe behind a word."""
    behind = text[at + 1 : at + 2] or "\n"
    beside = text[at - 1] in SIGNS_INSIDE or behind in SIGNS_BEHIND
    return beside or not text.endswith(CLIPPED, 0, at)
