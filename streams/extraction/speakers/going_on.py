"""Whose a quotation is that goes on with what has been told before it: with what somebody said
without marks, a statement, a spokesman.
"""

import re

from schemas import Span
from streams.extraction.speakers.acting import acts
from streams.extraction.speakers.attribution import said_in
from streams.extraction.speakers.nouns import OF_BODY
from streams.extraction.speakers.places import LONGEST_SENTENCE, sentence_ends
from streams.extraction.speakers.pronouns import UNNAMED, may_be
from streams.extraction.speakers.spoken import (
    Speaker,
    Spoken,
    first_at,
    within,
)
from streams.extraction.speakers.unnamed import unnamed_before
from streams.extraction.speakers.vocabulary import ALSO

LONGEST_ATTRIBUTION = 80
"""Characters behind the last quotation that may say whose it is."""
LONGEST_LEAD = 40
FAR_BACK = 500
"""Characters before a quotation in which he or she has spoken or acted."""
STATEMENT_READS = re.compile(r",? the (?:\w+ )?statement (?:reads?|states?|stated)\b")
MOST_OF_TERM = 5
"""As many words in marks may be a term that nobody says."""
OPEN_MARK = re.compile('[“"]')
HE_OR_SPOKESMAN = re.compile(rf",? (?:(he|she)|the spokes\w+) {ALSO}[a-z]+")


def told_before(
    spoken: Spoken, span: Span, before: tuple[int, int], previous: tuple[Span, Speaker] | None
) -> str | None:
    """The person who says in the sentence `before` what the quotation's own goes on with: "Kent
    said that he had come late. It was “a very long way to go.”"""
    start, end = before
    first = first_at(spoken, end, min(end + LONGEST_LEAD, span.start))
    opens = first is not None and first.start == end
    acting = any(
        spoken.speakers[i].person and acts(spoken, i) for i in within(spoken, end, span.start)
    )
    if spoken.text.count(" ", span.start, span.end) < MOST_OF_TERM or opens or acting:
        return None
    if previous is not None and start <= previous[0].end < end:
        last = previous[1].entity if spoken.text[span.start + 1].islower() else None
        return last if last in spoken.people else None
    if OPEN_MARK.search(spoken.text, start, end):
        return None
    said = said_in(spoken, start, end, behind=False, labels=False)
    return said.entity if said is not None and said.entity in spoken.people else None


def issued_by(spoken: Spoken, span: Span, previous: tuple[Span, Speaker] | None) -> str | None:
    """Whose statement "the statement read" speaks of: of who spoke last."""
    if previous is None or STATEMENT_READS.match(spoken.text, span.end) is None:
        return None
    return previous[1].entity if span.start - previous[0].end < FAR_BACK else None


def who_goes_on(spoken: Spoken, span: Span, previous: tuple[Span, Speaker] | None) -> str | None:
    """Who goes on with "he said" or "the spokesman said" where the text names nobody for it: who
    spoke last, or the body whose spokesman did."""
    text = spoken.text
    said = HE_OR_SPOKESMAN.match(text, span.end)
    if said is None:
        return None
    if (body := _spoken_for_before(spoken, span)) is not None:
        return body
    if previous is None or previous[1].entity is None:
        return None
    last, gap = previous[1].entity, text[previous[0].end : span.start]
    if len(gap) > FAR_BACK or UNNAMED.search(gap):
        return None
    if last in spoken.people:
        may = said[1] is not None and may_be(spoken, last, said[1])
        return last if may and not _is_unnamed(spoken, said, last) else None
    low = max(previous[0].start - LONGEST_ATTRIBUTION, 0)
    beside = text[low : previous[0].start] + gap[:LONGEST_ATTRIBUTION]
    return last if "spokes" in beside else None


def _is_unnamed(spoken: Spoken, said: re.Match[str], last: str) -> bool:
    """Whether the pronoun of "he said" is somebody without a name, and not who spoke last."""
    before = reversed(within(spoken, max(said.start() - FAR_BACK, 0), said.start()))
    near = next((spoken.speakers[i] for i in before if spoken.speakers[i].entity == last), None)
    return unnamed_before(spoken, said.start(1), said[1], near)


def _spoken_for_before(spoken: Spoken, span: Span) -> str | None:
    """The body whose spokesman speaks in the last sentence of the paragraph before a quotation."""
    start, end = _sentence_before(spoken.text, span)
    return _body_that_said(spoken, start, end) if "spokes" in spoken.text[start:end] else None


def body_that_spoke(spoken: Spoken, span: Span) -> str | None:
    """The body that says something in the last sentence of the paragraph before a quotation that
    "the group said" goes on with: "After the vote, the NRA said that"."""
    if OF_BODY.match(spoken.text, span.end) is None:
        return None
    return _body_that_said(spoken, *_sentence_before(spoken.text, span))


def _sentence_before(text: str, span: Span) -> tuple[int, int]:
    """The last sentence of the paragraph before a quotation that opens its own; else nothing."""
    end = text.rfind("\n", 0, span.start)
    if end < 0 or span.start - end > len("\n\n"):
        return 0, 0
    low = max(text.rfind("\n", 0, end - 1) + 1, end - LONGEST_SENTENCE)
    return low + max([0, *sentence_ends(text[low:end].rstrip())]), end


def _body_that_said(spoken: Spoken, start: int, end: int) -> str | None:
    """The body that says something in a sentence."""
    said = said_in(spoken, start, end, behind=False)
    return said.entity if said is not None and said.entity not in spoken.people else None
