"""Sentence spans, by nupunkt (MIT), a Punkt model with its data in the wheel.

Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32(4), 2006.
"""

import re
from collections.abc import Sequence

import nupunkt

from schemas import Span

LONGEST = 5000
"""A longer paragraph is looked at in parts: the model's cost and our sentences stay bounded."""


MAY_END = re.compile(r"[.!?…]")
"""What ends a sentence: where none stands before the last word the model is not asked."""


LONGEST_TITLE = 16
TITLE = re.compile(r"\b(?:then|now|ex|former)-[A-Z][a-z]{1,5}\.$")
"""A title with a prefix, after which the model ends a sentence: "by then-Rep. Mike Pence"."""
STATES = ("U.S.", "U.N.", "U.K.", "E.U.")
OFFICE = re.compile(
    r" (?:Ambassador|Secretary|Senator|Representative|Congress(?:man|woman)|Attorney|Commissioner|"
    r"General Assembly|Security Council|High Commissioner|Special (?:Envoy|Rapporteur))\b"
)
"""What is of a state or body where the model ends a sentence after it: "U.N. Ambassador Haley"."""


def sentences(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The sentences of each paragraph, without the white space around them.

    Offsets are into `text`; no sentence crosses a paragraph.
    """
    found: list[Span] = []
    for paragraph in paragraphs:
        for start in range(paragraph.start, paragraph.end, LONGEST):
            part = text[start : min(start + LONGEST, paragraph.end)]
            before_last = part.rsplit(None, 1)[:-1]
            whole = "\n" not in part and not any(MAY_END.search(text) for text in before_last)
            for first, last in [(0, len(part))] if whole else nupunkt.sent_spans(part):
                surface = part[first:last]
                left = len(surface) - len(surface.lstrip())
                if stripped := surface.strip():
                    begin = start + first + left
                    end = begin + len(stripped)
                    if found and found[-1].start >= start and _goes_on(text, found[-1]):
                        begin = found.pop().start
                    found.append(Span(start=begin, end=end))
    return found


def _goes_on(text: str, span: Span) -> bool:
    """Whether what follows is of the same sentence, though the model ends it here."""
    ending = text[max(span.start, span.end - LONGEST_TITLE) : span.end]
    if "-" in ending and TITLE.search(ending):
        return True
    of_state = ending.endswith(STATES) and not ending[-5:-4].isalnum()
    return of_state and OFFICE.match(text, span.end) is not None
