"""Direct speech and who says it.

A quotation may run over paragraphs as news prints it: each paragraph opens with the mark, only the
last closes it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from schemas import Entity, Quote, Span
from streams.extraction.entities.gazetteers import words

SHORTEST_WORDS = 4
"""Fewer words in marks are a term or a title, not speech, unless a cue verb introduces them."""
OPEN, STRAIGHT = "“", '"'
MARK_SIGNS = '“”"'
MARKS = re.compile(f"[{MARK_SIGNS}]")
WORD = re.compile(r"\w+")
REACH, REACH_BEHIND = 120, 200
"""Characters before and behind a quotation in which its cue is looked for."""
LONGEST_SENTENCE = 600
LONGEST_TWEET = 400
LONGEST_TITLE = 100
NEAR = 30
"""The same for two or three words in marks."""
FAR = 5000
"""Characters before a pronoun in which the person is looked for."""

SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s(?![a-z])")
BEFORE_POINT = re.compile(r"\b\w{1,4}$")
SHORTENED = frozenset(
    "Mr Mrs Ms Dr Prof Rev Sen Sens Rep Reps Gov Govs Sgt Lt Capt Maj Col Gen Adm Cpl Inc Corp Co "
    "Ltd Jr Sr St Jan Feb Aug Sept Oct Nov Dec No vs".split()
)
"""Words with a point behind which no sentence ends."""
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
DESCRIBED = re.compile(r"\b[Tt]he (?:\w+ )?(\w+)\b")
""" "the president", "the attorney general": somebody by the role that the text gave them."""
NO_SUBJECT_BEFORE = re.compile(
    r"\b(?:to|by|with|of|for|from|about|against|on|in|at|after|before|between|like|than|and|told|"
    r"tells|telling|asked|called|calling|accused|a|an|under|toward|towards|behind|over)\s+"
    r"(?:the\s+|an?\s+|[\w.&]+['’]s?\s+)?"
    r"(?:(?:President|Senator|Sen\.|Rep\.|Gov\.|Mr\.|Mrs\.|Ms\.|Dr\.|Secretary|Minister|General)\s+)?$"
)
"""What a name that does nothing itself stands behind: "told CNN", "a Trump pollster"."""
NO_SUBJECT_AFTER = re.compile(
    r"['’]s?(?!\w)|\s?[-/]|\s\(@|\s+(?:administration|campaign|presidency|team|supporters?|voters?|pollster|"
    r"aides?|officials?|allies|ally|era|rally|investigation|report|probe|impeachment|strategist|"
    r"White House|supporter|regime|family|department|plant)\b"
)
STOPS = re.compile('[“”";—\n]')
"""What ends the words behind a quotation that may say whose it is."""
GOES_ON = re.compile(r"\s*(?:while|but|and|as|which|though|because)\b")
"""What the sentence goes on with behind a quotation that it has introduced."""
ALSO = re.compile(r"\band (?:later |also |then )?$")
SPOKEN_FOR = re.compile(r"\s+(?:spokes\w+|officials?|statement)\b")
LISTENED = frozenset({"told", "tells", "telling", "asked", "asks", "warns", "warned"})
"""Behind these stands who is spoken to."""
LABELS = frozenset(
    {"called", "thought", "thinks", "believed", "believes", "promised", "according", "described"}
)
"""What goes with a term in marks as often as with speech."""
NOUNS_TOO = frozenset({"states", "notes", "claims", "asks", "reveals", "thinks"})
LAST_WORD = re.compile(r"\b(\w{1,30})[,)’'.]{0,3}\s?$")
BEFORE_VERB = frozenset("it he she who which that also they and then later has have had".split())


LONGEST_AND = 16
"""Characters between two who speak together: " and Senator "."""


class Mentioned(NamedTuple):
    """Where an entity is named."""

    start: int
    end: int
    entity: str
    person: bool = False


class Speaker(NamedTuple):
    entity: str | None
    cue: str | None


class Spoken(NamedTuple):
    """A text as its quotations need it."""

    text: str
    speakers: Sequence[Mentioned]
    """People and bodies, in order, where no quotation names them."""
    roles: Sequence[tuple[str, str]]
    """The roles of people in small letters, with their ids."""


def find_quotes(text: str, paragraphs: Sequence[Span], entities: Sequence[Entity]) -> list[Quote]:
    """Quotations with their speakers, marks included. Offsets are into `text`."""
    spans = _spans(text, paragraphs)
    if not spans:
        return []
    spoken = _spoken(text, spans, entities)
    titles = {
        (m.start, m.end) for e in entities if e.type not in {"PERSON", "GROUP"} for m in e.mentions
    }
    quotes: list[Quote] = []
    previous: tuple[Span, Speaker] | None = None
    for span in spans:
        # what is long is no title, and speech without being counted
        short = span.end - span.start < LONGEST_TITLE
        found = list(WORD.finditer(text, span.start, span.end)) if short else []
        if short and (not found or _is_title(text, found, titles)):
            continue
        speaker = _speaker(spoken, span)
        if speaker.entity is None:
            speaker = _carried_on(spoken, span, speaker, previous, paragraphs)
        previous = span, speaker
        if (
            not short
            or len(found) >= SHORTEST_WORDS
            or _is_short_speech(text, span, found, speaker)
        ):
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


def _carried_on(
    spoken: Spoken,
    span: Span,
    speaker: Speaker,
    previous: tuple[Span, Speaker] | None,
    paragraphs: Sequence[Span],
) -> Speaker:
    """The speaker of a quotation beside which none is named: that of the one before it, which it
    goes on with; else who acts in the sentence before it or in the words that introduce it."""
    text = spoken.text
    if previous is not None and speaker.cue is not None:
        gap = text[previous[0].end : span.start]
        at = gap.rfind(speaker.cue)
        if "\n" not in gap and at > 0 and ALSO.search(gap, 0, at):
            return Speaker(previous[1].entity, speaker.cue)
    if speaker.cue is not None:
        return speaker
    if previous is not None and _follows(text, previous[0], span, paragraphs):
        return Speaker(previous[1].entity, None)
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - LONGEST_SENTENCE)
    before = text[low : span.start]
    introduced = before.rstrip().endswith(":")
    ends = list(_sentence_ends(before))
    if not introduced and not (ends and ends[-1] == len(before)):
        return speaker
    start = [0, *ends][-1 if introduced else -2]
    people = [m for m in _within(spoken.speakers, low + start, span.start) if m.person]
    acting = [m for m in people if _may_act(text, m)]
    return Speaker(acting[0].entity, None) if acting else speaker


def _is_short_speech(
    text: str, span: Span, found: Sequence[re.Match[str]], speaker: Speaker
) -> bool:
    """Whether two or three words in marks are speech: a cue verb stands right beside them."""
    if speaker.cue is None or speaker.cue.lower() in LABELS:
        return False
    if len(found) == 1 or "-" in text[span.start : span.end]:
        return False
    near = text[max(span.start - NEAR, 0) : span.start], text[span.end : span.end + NEAR]
    return any(speaker.cue in words for words in near)


def _is_title(
    text: str, found: Sequence[re.Match[str]], titles: Collection[tuple[int, int]]
) -> bool:
    """Whether the words in marks are the name of a work, a show, an event and no speech."""
    first = found[1] if len(found) > 1 and found[0].group() == "The" else found[0]
    return (first.start(), found[-1].end()) in titles


def _spoken(text: str, spans: Sequence[Span], entities: Sequence[Entity]) -> Spoken:
    mentions = sorted(
        Mentioned(m.start, m.end, e.id, e.type == "PERSON")
        for e in entities
        if e.type in {"PERSON", "ORG"}
        for m in e.mentions
    )
    starts = [span.start for span in spans]
    outside = []
    tweets = "(@" in text
    for mention in mentions:
        before = bisect_right(starts, mention.start) - 1
        quoted = before >= 0 and spans[before].end > mention.start
        if not (quoted or (tweets and _is_tweeted(text, mention))):
            outside.append(mention)
    roles = [(role.lower(), e.id) for e in entities if e.type == "PERSON" for role in e.roles]
    return Spoken(text, outside, roles)


def _is_tweeted(text: str, mention: Mentioned) -> bool:
    """Whether a name stands in a tweet that is shown whole, which ends with "— Name (@handle)"."""
    handle = text.find("(@", mention.end, mention.end + LONGEST_TWEET)
    return handle >= 0 and "\n" not in text[mention.end : handle]


def _spans(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    open_at: int | None = None
    for paragraph in paragraphs:
        start = paragraph.start
        body = text[start : paragraph.end]
        if open_at is not None and not body.startswith((OPEN, STRAIGHT)):
            open_at = None  # the mark was never closed: not a quotation that we can bound
        for match in MARKS.finditer(body):
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


def _follows(text: str, previous: Span, span: Span, paragraphs: Sequence[Span]) -> bool:
    """Whether a quotation goes on with the last one: it opens a sentence of the same paragraph, or
    the next one, or stands in the sentence of the last one."""
    number = bisect_right(paragraphs, span.start, key=_start)
    apart = number - bisect_right(paragraphs, previous.end - 1, key=_start)
    if apart > 1:
        return False
    if apart == 1:
        return paragraphs[number - 1].start == span.start
    gap = text[previous.end : span.start]
    ends = list(_sentence_ends(gap))
    if not ends:
        return True
    return len(ends) <= 2 and not gap[ends[-1] :].strip()


def _start(span: Span) -> int:
    return span.start


def _sentence_ends(text: str) -> Iterator[int]:
    """The places behind the ends of sentences."""
    for match in SENTENCE_END.finditer(text):
        at = match.start()
        short = BEFORE_POINT.search(text, max(at - 5, 0), at)
        word = short.group() if short else ""
        initial = len(word) == 1 and word.isupper()
        if text[at] != "." or not (initial or word in SHORTENED):
            yield match.end()


def _speaker(spoken: Spoken, span: Span) -> Speaker:
    """By a cue verb beside the quotation, within the paragraph: behind what a comma ends, else
    before it."""
    text = spoken.text
    last, following = text[span.end - 2], text[span.end : span.end + 2].lstrip(" ")[:1]
    places = [_words_behind, _words_before]
    if (last == "." and not following.islower()) or GOES_ON.match(text, span.end):
        del places[0]
    elif last not in ",?!":
        places.reverse()
    cue = None
    for words_beside in places:
        start, end = words_beside(text, span)
        found = _said(spoken, start, end, behind=words_beside is _words_behind)
        if found is not None and found.entity is not None:
            return found
        cue = cue or (found and found.cue)
    return Speaker(None, cue)


def _words_before(text: str, span: Span) -> tuple[int, int]:
    """The words of the sentence before a quotation, up to the last one."""
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - REACH)
    window = text[low : span.start]
    marked = max(window.rfind(mark) for mark in MARK_SIGNS) + 1
    return low + max(marked, *_sentence_ends(window), 0), span.start


def _words_behind(text: str, span: Span) -> tuple[int, int]:
    """The words of the sentence behind a quotation, up to the next one."""
    found = STOPS.search(text, span.end, span.end + REACH_BEHIND)
    high = found.start() if found else min(len(text), span.end + REACH_BEHIND)
    first = next(_sentence_ends(text[span.end : high]), None)
    return span.end, high if first is None else span.end + first


def _said(spoken: Spoken, start: int, end: int, *, behind: bool) -> Speaker | None:
    """Who speaks by the words from `start` to `end`; None where no cue stands there."""
    cue = _cue(spoken.text, start, end, first=behind)
    if cue is None:
        return None
    word = cue.group()
    if word == "according":
        told = _within(spoken.speakers, cue.end(), end)
        return Speaker(told[0].entity if told else None, word)
    subject = _subject(spoken, start, cue.start())
    if subject is None and word.lower() not in LISTENED:
        subject = _behind_verb(spoken, cue.end(), end, near=not behind)
    return Speaker(subject, word)


def _cue(text: str, start: int, end: int, *, first: bool) -> re.Match[str] | None:
    speech = words().cues
    if speech.isdisjoint(WORD.findall(text[start:end].lower())):
        return None  # most have none
    found = [
        match
        for match in WORD.finditer(text, start, end)
        if match.group().lower() in speech and _is_verb(text, match)
    ]
    if not found:
        return None
    return found[0] if first else found[-1]


def _is_verb(text: str, match: re.Match[str]) -> bool:
    """Not the "called" of "so-called", nor the "states" of "the swing states"."""
    before = text[max(match.start() - 20, 0) : match.start()]
    if before.endswith(("so-", "so ", "-")):
        return False
    if match.group()[0].isupper() and before.strip() and before.rstrip()[-1] not in '.!?”":':
        return False  # "the United States"
    if match.group() not in NOUNS_TOO:
        return True
    word = LAST_WORD.search(before)
    return word is None or word[1][0].isupper() or word[1] in BEFORE_VERB


def _subject(spoken: Spoken, start: int, end: int) -> str | None:
    """Who does what the verb at `end` says: the nearest name, pronoun or role before it."""
    named = _within(spoken.speakers, start, end)
    if named and spoken.text[named[-1].end : end] == ", who ":
        return named[-1].entity
    if _speak_together(spoken.text, named):
        return None
    acting = [m for m in named if _may_act(spoken.text, m)]
    pronouns = list(PRONOUN.finditer(spoken.text, start, end))
    at = acting[-1].start if acting else -1
    if pronouns and pronouns[-1].start() > at:
        return _meant(spoken, pronouns[-1].start())
    if acting:
        return acting[-1].entity
    if (held := _by_role(spoken, start, end)) is not None:
        return held
    bodies = [m for m in named if not m.person and SPOKEN_FOR.match(spoken.text, m.end)]
    return bodies[-1].entity if bodies else None


def _speak_together(text: str, named: Sequence[Mentioned]) -> bool:
    """ "Bob Menendez and Senator Sherrod Brown write"."""
    if len(named) < 2 or not (named[-1].person and named[-2].person):
        return False
    between = text[named[-2].end : named[-1].start]
    return len(between) < LONGEST_AND and between.lstrip(",").startswith(" and ")


def _behind_verb(spoken: Spoken, start: int, end: int, *, near: bool) -> str | None:
    """ "said Smith", "said the company’s head, John Smith", "said he", "said the mayor"."""
    pronoun = PRONOUN.match(spoken.text, start + 1, end)
    if pronoun is not None:
        return _meant(spoken, start)
    named = [m for m in _within(spoken.speakers, start, end) if _may_act(spoken.text, m)]
    if near:
        named = [m for m in named if m.start <= start + 25][:1]
    people = [m for m in named if m.person] or named
    if people:
        return people[0].entity
    return None if near else _by_role(spoken, start, end)


def _may_act(text: str, mention: Mentioned) -> bool:
    """Whether a name may be the subject of its sentence."""
    before = text[max(mention.start - 40, 0) : mention.start]
    if NO_SUBJECT_BEFORE.search(before) or NO_SUBJECT_AFTER.match(text, mention.end):
        return False
    behind = WORD.match(text, mention.end + 1)
    return mention.person or behind is None or behind.group() not in words().holders


def _by_role(spoken: Spoken, start: int, end: int) -> str | None:
    """The one person of the text who has the role that is spoken of: "the president said"."""
    described = list(DESCRIBED.finditer(spoken.text, start, end))
    if not described:
        return None
    noun = described[-1][1].lower()
    if noun not in words().holders or " former " in described[-1].group():
        return None
    held = {
        entity
        for role, entity in spoken.roles
        if role.endswith(noun) and not role.startswith("former") and "vice" not in role
    }
    return held.pop() if len(held) == 1 else None


def _meant(spoken: Spoken, at: int) -> str | None:
    """Whom a pronoun means: the subject of the nearest sentence that has a person for one."""
    text = spoken.text
    low = max(at - FAR, 0)
    people = [m for m in _within(spoken.speakers, low, at) if m.person]
    acting = [m for m in people if _may_act(text, m)]
    if not acting:
        return people[-1].entity if people else None
    nearest = acting[-1]
    for mention in reversed(acting[:-1]):
        between = text[mention.end : nearest.start]
        if "\n" in between or any(True for _ in _sentence_ends(between)):
            break
        nearest = mention
    return nearest.entity


def _within(mentions: Sequence[Mentioned], start: int, end: int) -> Sequence[Mentioned]:
    """Those that begin from `start` up to `end`, which is excluded."""
    return mentions[bisect_left(mentions, (start,)) : bisect_left(mentions, (end,))]
