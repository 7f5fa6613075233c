"""Direct speech and who says it.

A quotation may run over paragraphs as news prints it: each paragraph opens with the mark, only the
last closes it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
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


class Speaker(NamedTuple):
    entity: str | None
    cue: str | None


def find_quotes(text: str, paragraphs: Sequence[Span], entities: Sequence[Entity]) -> list[Quote]:
    """Quotations with their speakers, marks included. Offsets are into `text`."""
    people = sorted(
        (mention.start, mention.end, entity.id)
        for entity in entities
        if entity.type in {"PERSON", "ORG"}
        for mention in entity.mentions
    )
    persons = {entity.id for entity in entities if entity.type == "PERSON"}
    quotes: list[Quote] = []
    last_speaker: str | None = None
    for span in _spans(text, paragraphs):
        speaker = _speaker(text, span, people, persons, last_speaker)
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
    people: Sequence[tuple[int, int, str]],
    persons: set[str],
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
        stretch = [
            (abs(begin - (start + cue.start())), id_)
            for begin, finish, id_ in people
            if start <= begin and finish <= start + len(window)
        ]
        named = [item for item in stretch if item[1] in persons] or stretch
        if named:
            return Speaker(min(named)[1], cue.group())
        if PRONOUNS & {word.lower() for word in WORD.findall(window)}:
            named_before = [
                id_ for begin, _, id_ in people if line_start <= begin < start and id_ in persons
            ]
            speaker = named_before[-1] if named_before else last_speaker
            return Speaker(speaker or _person_before(people, persons, span.start), cue.group())
        return Speaker(None, cue.group())
    return Speaker(None, None)


def _cue(window: str, first: bool) -> re.Match[str] | None:
    if words().speech.isdisjoint(WORD.findall(window.lower())):
        return None  # most have none
    found = [match for match in WORD.finditer(window) if match.group().lower() in words().speech]
    if not found:
        return None
    return found[0] if first else found[-1]


def _person_before(
    people: Sequence[tuple[int, int, str]], persons: set[str], at: int
) -> str | None:
    before = [id_ for start, _, id_ in people if start < at and id_ in persons]
    return before[-1] if before else None
