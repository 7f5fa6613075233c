"""Direct speech and who says it.

A quotation may run over paragraphs as news prints it: each paragraph opens with the mark, only the
last closes it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from typing import NamedTuple

from schemas import Entity, Quote, Span
from streams.extraction.entities.gazetteers import words

SHORTEST_WORDS = 4
"""Fewer words in marks are a term or a title, not speech, unless a cue verb introduces them."""
OPEN, STRAIGHT = "“", '"'
WORD = re.compile(r"\w+")
PRONOUNS = frozenset({"he", "she", "they"})
REACH = 120
"""Characters around a quotation in which its cue is looked for."""


Mentioned = tuple[int, int, str]
"""Where a mention starts and ends, and its entity's id."""


class Speaker(NamedTuple):
    entity: str | None
    cue: str | None


def find_quotes(text: str, paragraphs: Sequence[Span], entities: Sequence[Entity]) -> list[Quote]:
    """Quotations with their speakers, marks included. Offsets are into `text`."""
    speakers = _mentions(entities, {"PERSON", "ORG"})
    persons = _mentions(entities, {"PERSON"})
    quotes: list[Quote] = []
    last_speaker: str | None = None
    for span in _spans(text, paragraphs):
        speaker = _speaker(text, span, speakers, persons, last_speaker)
        length = len(WORD.findall(text, span.start, span.end))
        if length < SHORTEST_WORDS and (speaker.cue is None or length < 2):
            continue
        if speaker.entity is None and quotes and _follows(text, quotes[-1], span, paragraphs):
            speaker = Speaker(quotes[-1].speaker, speaker.cue)
        last_speaker = speaker.entity or last_speaker
        quotes.append(
            Quote(
                start=span.start,
                end=span.end,
                surface=text[span.start : span.end],
                speaker=speaker.entity,
                cue=speaker.cue,
            )
        )
    return quotes


def _mentions(entities: Sequence[Entity], types: Collection[str]) -> list[Mentioned]:
    """The mentions of entities of some types, in order."""
    return sorted(
        (mention.start, mention.end, entity.id)
        for entity in entities
        if entity.type in types
        for mention in entity.mentions
    )


def _spans(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    open_at: int | None = None
    for paragraph in paragraphs:
        start = paragraph.start
        body = text[start : paragraph.end]
        if open_at is not None and not body.startswith((OPEN, STRAIGHT)):
            open_at = None  # the mark was never closed: not a quotation that we can bound
        for match in re.finditer('[“”"]', body):
            at = start + match.start()
            mark = match.group()
            opens = mark == OPEN or (mark == STRAIGHT and (open_at is None or at == start))
            if opens:
                if open_at is None:
                    open_at = at
            elif open_at is not None:
                spans.append(Span(start=open_at, end=at + 1))
                open_at = None
    return spans


def _follows(text: str, previous: Quote, span: Span, paragraphs: Sequence[Span]) -> bool:
    """Whether a quotation stands in the paragraph right after the one of the last quotation."""
    number = bisect_right(paragraphs, span.start, key=_start)
    return number - bisect_right(paragraphs, previous.end - 1, key=_start) <= 1


def _start(span: Span) -> int:
    return span.start


def _speaker(
    text: str,
    span: Span,
    speakers: Sequence[Mentioned],
    persons: Sequence[Mentioned],
    last_speaker: str | None,
) -> Speaker:
    """By a cue verb right after the quotation, else right before it, within the paragraph."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    line_end = len(text) if line_end < 0 else line_end
    after = (span.end, min(line_end, span.end + REACH))
    before = (max(line_start, span.start - REACH), span.start)
    for start, end, nearest_first in ((*after, True), (*before, False)):
        window = text[start:end]
        if nearest_first:
            window = re.split(r"[.!?](?:\s|$)|[“\"]", window, maxsplit=1)[0]
        else:
            window = re.split(r"[.!?]\s|[”\"]", window)[-1]
            start = end - len(window)
        cue = _cue(window, nearest_first)
        if cue is None:
            continue
        for known in (persons, speakers):
            named = [
                (abs(begin - (start + cue.start())), id_)
                for begin, finish, id_ in _within(known, start, start + len(window))
                if finish <= start + len(window)
            ]
            if named:
                return Speaker(min(named)[1], cue.group())
        if PRONOUNS & {word.lower() for word in WORD.findall(window)}:
            in_line = _within(persons, line_start, start)
            speaker = in_line[-1][2] if in_line else last_speaker
            return Speaker(speaker or _last_before(persons, span.start), cue.group())
        return Speaker(None, cue.group())
    return Speaker(None, None)


def _cue(window: str, first: bool) -> re.Match[str] | None:
    if words().speech.isdisjoint(WORD.findall(window.lower())):
        return None  # most have none
    found = [match for match in WORD.finditer(window) if match.group().lower() in words().speech]
    if not found:
        return None
    return found[0] if first else found[-1]


def _within(mentions: Sequence[Mentioned], start: int, end: int) -> Sequence[Mentioned]:
    """Those that begin from `start` up to `end`, which is excluded."""
    return mentions[bisect_left(mentions, (start,)) : bisect_left(mentions, (end,))]


def _last_before(mentions: Sequence[Mentioned], at: int) -> str | None:
    before = bisect_left(mentions, (at,))
    return mentions[before - 1][2] if before else None
