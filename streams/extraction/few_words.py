"""Where two or three words in marks are speech, though no verb stands right beside them."""

import re
from collections.abc import Sequence

from schemas import Quote, Span
from streams.extraction.speakers import (
    Spoken,
    ends_paragraph,
    last_sign,
    opens_paragraph,
    person_at,
    words_of_speech,
)

NEAR = 40
"""Characters before a quotation in which its verb stands."""
FAR = 120
"""The same behind one, with who says it in between."""
LONGEST_GAP = 80
"""Characters between two quotations of one sentence."""
ENDS = ".!?"
OF_TERM = re.compile(
    r"\b(?:[Tt]h(?:e|is|at|ese|ose)|[Aa]n?|so-called|\w+['’]s|his|her|its|their|as|of)\s$"
)
""" "told them that the “green wall”": of what somebody speaks."""
JOINS = re.compile(r",? (?:and|but|or) [^,.!?;:\n]*$")
""" " but that the team " between two parts of what somebody says."""


def is_joined(text: str, last: Quote, span: Span, found: Sequence[re.Match[str]]) -> bool:
    """Whether two or three words in marks are the rest of what somebody says in their sentence:
    "Kent said it was “hard to take” but that the team “needed fresh legs”"."""
    if last.cue is None or last.speaker is None or len(found) < 2:
        return False
    gap = text[last.end : span.start]
    if not JOINS.match(gap) or last.cue not in text[max(last.start - NEAR, 0) : last.start]:
        return False
    return len(gap) < LONGEST_GAP and not OF_TERM.search(gap)


def is_answer(spoken: Spoken, span: Span, found: Sequence[re.Match[str]]) -> bool:
    """Whether a few words in marks that a comma ends are what the person says who stands right
    behind them, far from the verb: “Oh, of course,” Kent, the former mayor of Leeds, told them."""
    text = spoken.text
    if len(found) < 2 or last_sign(text, span) not in ",?!" or text[span.start + 1].islower():
        return False
    named = person_at(spoken, span.end + 1, span.end + 2)
    if named is None or text[named.end : named.end + 2] != ", ":
        return False
    end = text.find("\n", named.end)
    high = min(named.end + FAR, len(text) if end < 0 else end)
    return any(words_of_speech(text, named.end, high))


def is_turn(text: str, last: Quote, span: Span) -> bool:
    """Whether a few words in marks are all of a paragraph behind one that begins with speech: “And
    of God?” between two who talk."""
    if text[span.end - 2] not in ENDS or not text[span.start + 1].isupper():
        return False
    gap = text[last.end : span.start].rstrip(" ")
    alone = gap.endswith("\n") and ends_paragraph(text, span.end)
    return alone and "\n" not in gap.strip() and opens_paragraph(text, last.start)
