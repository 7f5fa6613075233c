"""Whose quotations are that stand alone in their paragraphs: one with which an article begins is of
who goes on, and two who talk take turns.
"""

from collections.abc import Container, Sequence

from msgspec.structs import replace

from schemas import Quote
from streams.extraction.speakers import ends_paragraph, opens_paragraph

BESIDE = 100
"""Characters behind a quotation in which its verb stands."""
LONGEST_ATTRIBUTION = 160
"""Characters that may stand behind a quotation in its paragraph."""


def with_turns(text: str, quotes: Sequence[Quote], people: Container[str | None]) -> list[Quote]:
    """The quotations, those without a verb that stand alone in a paragraph with the speaker whose
    turn it is."""
    found = list(quotes)
    for i, quote in enumerate(found):
        if quote.cue is not None or not _is_alone(text, quote):
            continue
        if i == 0 and quote.speaker is None and len(found) > 1:
            following = found[1]
            if following.speaker in people and _leads_to(text, quote, following):
                found[0] = replace(quote, speaker=following.speaker)
        elif i > 1 and (other := _whose_turn(text, found[i - 2], found[i - 1], quote)):
            found[i] = replace(quote, speaker=other)
    return found


def _is_alone(text: str, quote: Quote) -> bool:
    """Whether a quotation is all of its paragraph."""
    return opens_paragraph(text, quote.start) and ends_paragraph(text, quote.end)


def _leads_to(text: str, quote: Quote, following: Quote) -> bool:
    """Whether the next paragraph goes on with a quotation behind which stands who says it: “It is a
    miracle.” Then: “The roof fell,” said Kent."""
    if text[quote.end : following.start].strip() or following.cue is None:
        return False
    return following.cue in text[following.end : following.end + BESIDE].partition("\n")[0]


def _whose_turn(text: str, first: Quote, second: Quote, quote: Quote) -> str | None:
    """Who speaks where one asks and one answers: “You never read it?” behind Kent's question and
    Lee's answer is Kent's, and what stands behind that is Lee's."""
    if None in (first.speaker, second.speaker, first.cue) or first.speaker == second.speaker:
        return None
    asks = _is_question(quote) and _is_question(first) and not _is_question(second)
    answers = _is_question(second) and not _is_question(quote) and not _is_question(first)
    if not (asks or answers):
        return None
    gaps = text[first.end : second.start], text[second.end : quote.start]
    if any(gap.strip("\n").count("\n") or "\n" not in gap for gap in gaps):
        return None
    if max(map(len, gaps)) > LONGEST_ATTRIBUTION:
        return None
    return first.speaker


def _is_question(quote: Quote) -> bool:
    return quote.surface.rstrip("”\"’'").endswith("?")
