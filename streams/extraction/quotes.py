"""Direct speech and who says it (`speakers.py`).

A quotation may run over paragraphs as news prints it: each paragraph opens with the mark, only the
last closes it.
"""

import re
from collections.abc import Collection, Sequence

import msgspec

from schemas import Entity, Quote, Span
from streams.extraction.entities.vocabulary import words
from streams.extraction.few_words import OF_TERM, is_answer, is_joined, is_turn
from streams.extraction.marks import with_double_marks
from streams.extraction.speakers import (
    WORD,
    Speaker,
    last_sign,
    namesake_who_spoke,
    sentence_ends,
    speaker_of,
    spoken_text,
    words_of_speech,
)
from streams.extraction.speakers.vocabulary import any_of, cue_words, speech
from streams.extraction.tokens import offsets_of
from streams.extraction.turns import with_turns

SHORTEST_WORDS = 4
"""Fewer words in marks are a term or a title, not speech, unless a cue verb introduces them."""
OPEN, STRAIGHT = "“", '"'
OPENING = (OPEN, STRAIGHT)
APOSTROPHE = "’'"
APOSTROPHES = ("’’", "''")
"""What some papers close a quotation with."""
MARKS = (OPEN, "”", STRAIGHT, *APOSTROPHES)
LONGEST_TERM = 5
"""As many words that are no sentence may be a term where nobody is named who says them."""
ENDS = ".!?"
GAP_ENDS = re.compile(r"[.!?\n]")
LONGEST_GAP = 80
"""Characters between two quotations of one sentence."""
SHORTEST_KEY = 30
"""Characters by which a quotation is known again."""
LONGEST_TITLE = 100
NEAR = 40
"""Characters beside two or three words in marks in which their cue stands."""
FAR = 120
"""The same where "that" leads to words that end their sentence: "told them in May that it was"."""
SAID_LAST = re.compile(r"[,?!] [^,.?!“”\"\n]{3,30}\. $")
""" ", said Kent. " before a mark."""
WORK_BEFORE = re.compile(
    rf"\b(?:{any_of(speech().entitled)})\s$|"
    r"(?<!\bin )\b(?:[Aa]n?|[Tt]he|[Tt]his|his|her|its|their|my|our|\w+['’]s)\s(?:[\w-]+\s){0,3}"
    r"[\w-]+,?\s$"
)
"""What stands before the title of a work."""
NAMED = re.compile(r"\b(?:called|named|dubbed|titled|entitled|known as)\s$")
KNOWN_AS = re.compile(r"\b(?:known|nicknamed|titled|entitled) (?:(?:as|simply|to \w+) )*$")
MODIFIED = re.compile(rf"(?<![.,?!][”\"]) (?!(?:{any_of(speech().no_nouns)})\b)[a-z]")
"""A noun right behind words in marks, of which they say more."""
SIGNS = ",.?!…—"
"""What a quotation ends with before the words that say whose it is."""


def find_quotes(text: str, paragraphs: Sequence[Span], entities: Sequence[Entity]) -> list[Quote]:
    """Quotations with their speakers, marks included. Offsets are into `text`."""
    written, text = text, with_double_marks(text)
    spans = _spans(text, paragraphs)
    if not spans:
        return []
    spoken = spoken_text(text, paragraphs, spans, entities)
    named = {
        (m.start, m.end) for e in entities if e.type not in {"PERSON", "GROUP"} for m in e.mentions
    }
    quotes: list[Quote] = []
    previous: tuple[Span, Speaker] | None = None
    spoke: set[str | None] = set()
    for span in spans:
        # what is long is no title, and speech without being counted
        short = span.end - span.start < LONGEST_TITLE
        found = list(WORD.finditer(text, span.start, span.end)) if short else []
        goes_on = bool(quotes) and "\n" not in text[quotes[-1].end : span.start]
        few = short and len(found) < SHORTEST_WORDS
        ends = goes_on and _ends_quoted(text, quotes[-1], span)
        if few and not ends:
            ends = (
                (goes_on and is_joined(text, quotes[-1], span, found))
                or is_answer(spoken, span, found)
                or (bool(quotes) and is_turn(text, quotes[-1], span))
            )
        if short and ((not ends and _is_term(text, span, found)) or _is_named(text, found, named)):
            continue
        speaker = speaker_of(spoken, span, previous, quotes[-1].end if quotes else 0)
        meant = namesake_who_spoke(spoken, span, speaker.entity, spoke)
        if meant != speaker.entity:
            speaker = Speaker(meant, speaker.cue)
        if _is_title(text, span, found, speaker):
            continue
        previous = span, speaker
        spoke.add(speaker.entity)
        if ends or not short or _is_speech(text, span, found, speaker, goes_on=goes_on):
            quotes.append(
                Quote(
                    start=span.start,
                    end=span.end,
                    surface=written[span.start : span.end],
                    speaker=speaker.entity,
                    cue=speaker.cue,
                )
            )
    return _with_repeated(with_turns(text, _with_shared_speakers(text, quotes), spoken.people))


def _with_repeated(quotes: list[Quote]) -> list[Quote]:
    """The quotations, those that the text has twice with the speaker of the one time that it names
    one: what is set apart from an article, or above it."""
    if not any(quote.speaker is None for quote in quotes):
        return quotes
    speakers = {_key(q): q.speaker for q in quotes if q.speaker is not None}
    return [
        msgspec.structs.replace(quote, speaker=speakers[key])
        if quote.speaker is None and len(key := _key(quote)) >= SHORTEST_KEY and key in speakers
        else quote
        for quote in quotes
    ]


def _key(quote: Quote) -> str:
    """What a quotation begins with, without its mark."""
    return quote.surface[1 : SHORTEST_KEY + 1]


def _with_shared_speakers(text: str, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotations, those whose sentence the next one ends with its speaker: “...,” and “...,”
    the paper reported."""
    shared = list(quotes)
    for i in range(len(shared) - 2, -1, -1):
        quote, following = shared[i : i + 2]
        gap = text[quote.end : following.start]
        behind = text[following.end : following.end + LONGEST_GAP]
        unsaid = quote.speaker is None and quote.cue is None
        said = following.cue is not None and following.cue in behind
        goes_on = len(gap) < LONGEST_GAP and GAP_ENDS.search(gap) is None
        if unsaid and said and goes_on and quote.surface[-2] not in ENDS:
            shared[i] = msgspec.structs.replace(quote, speaker=following.speaker)
    return shared


def _ends_quoted(text: str, last: Quote, span: Span) -> bool:
    """Whether a short sentence in marks goes on with the quotation before it: “...,” Kent told
    reporters. “It was wrong.”"""
    if last.cue is None or text[span.start - 2 : span.start] != ". ":
        return False
    sentence = text[span.start + 1].isupper() and last_sign(text, span) in ENDS
    return sentence and text[span.end - 2] in ENDS and " " in text[span.start : span.end]


def _is_term(text: str, span: Span, found: Sequence[re.Match[str]]) -> bool:
    """Whether up to three words in marks are no speech, by what is quick to see: they are one and
    no answer, or no cue verb stands beside them."""
    if len(found) >= SHORTEST_WORDS:
        return False
    start, end = span.start, span.end
    if (len(found) < 2 or "-" in text[start:end]) and not _may_answer(text, span):
        return True
    beside = words_of_speech(text, max(start - NEAR, 0), start)
    if beside or words_of_speech(text, end, end + NEAR):
        return False
    return not _led_by_that(text, span)


def _may_answer(text: str, span: Span) -> bool:
    """Whether a single word in marks may be all that somebody says, “No,” Kent said: it is a
    sentence, and opens one or stands behind a verb of speech with a comma or colon."""
    ends = last_sign(text, span) in ",.?!" or text.startswith(",", span.end)
    if not (ends and text[span.start + 1].isupper()):
        return False
    before = text[max(span.start - NEAR, 0) : span.start].rstrip(" ")
    if before.endswith((",", ":")):
        return before.rstrip(",:").rpartition(" ")[2] in cue_words()
    return before == "" or before[-1] in ".?!\n"


def _led_by_that(text: str, span: Span) -> bool:
    """Whether a verb of speech leads to words in marks with "that", and they end what it says."""
    start, end = span.start, span.end
    if last_sign(text, span) not in SIGNS and text[end : end + 1] not in {".", ",", ";"}:
        return False
    low = max(text.rfind("\n", 0, start) + 1, start - FAR)
    low = max(low, *(text.rfind(sign, low, start) + 1 for sign in '“”";:'))
    low += max([0, *sentence_ends(text[low:start])])
    that = text.rfind(" that ", low, start)
    if that < 0 or OF_TERM.search(text, max(start - NEAR, 0), start):
        return False
    said = words_of_speech(text, low, that)
    return any(cue.word.lower() not in speech().nouns_too for cue in said)


def _is_speech(
    text: str, span: Span, found: Sequence[re.Match[str]], speaker: Speaker, *, goes_on: bool
) -> bool:
    """`goes_on`: another quotation stands before it in its paragraph."""
    if len(found) < SHORTEST_WORDS:
        return _is_short_speech(text, span, found, speaker)
    before = text[max(span.start - NEAR, 0) : span.start]
    labelled = speaker.cue is None or NAMED.search(before)  # "what is called “...”"
    nobodys = speaker.entity is None and labelled and not goes_on
    term = text[span.start + 1].islower() and last_sign(text, span) not in ENDS
    return not (nobodys and term and len(found) <= LONGEST_TERM)


def _is_short_speech(
    text: str, span: Span, found: Sequence[re.Match[str]], speaker: Speaker
) -> bool:
    """Whether two or three words in marks are speech: a cue verb stands right beside them."""
    if speaker.cue is None or speaker.cue.lower() in speech().doubtful:
        return False
    if speaker.cue in words().labels and speaker.entity is None:
        return False  # "what was called"
    if text.endswith((" a ", " an "), 0, span.start) and MODIFIED.match(text, span.end):
        return False  # "announced a “zero tolerance” policy"
    near = NEAR if not _led_by_that(text, span) else FAR
    if speaker.cue in text[max(span.start - near, 0) : span.start]:
        return True
    behind = text[span.end : span.end + NEAR]
    return speaker.cue in behind and (
        last_sign(text, span) in SIGNS or "," in behind[: behind.find(speaker.cue)]
    )


def _is_named(
    text: str, found: Sequence[re.Match[str]], named: Collection[tuple[int, int]]
) -> bool:
    """Whether the words in marks are the name of a work, a show, an event and no speech."""
    first = found[1] if len(found) > 1 and found[0].group() == "The" else found[0]
    return (first.start(), found[-1].end()) in named


def _is_title(text: str, span: Span, found: Sequence[re.Match[str]], speaker: Speaker) -> bool:
    """Whether marks hold a title: all its words have capitals, or a word for a work stands right
    before it ("the study", not "wrote in the study")."""
    before = text[max(span.start - NEAR, 0) : span.start]
    if speaker.entity is None and KNOWN_AS.search(before):
        return True
    if text[span.start + 1].islower():
        return False
    said_before = speaker.cue is None or speaker.cue in before
    last_word = before.rstrip(" ,").rpartition(" ")[2]
    work = last_word in speech().works or last_word in speech().entitled
    if work and said_before and WORK_BEFORE.search(before):
        return True
    last = last_sign(text, span)
    if len(found) < 2 or last in "!?":
        return False
    capitals = [
        word for match in found if (word := match.group()) not in speech().small and len(word) > 1
    ]
    if len(capitals) < 2 or not all(word[0].isupper() or word[0].isdigit() for word in capitals):
        return False
    cue = None if speaker.cue is None else speaker.cue.lower()
    if cue is None or cue in words().labels or cue in speech().doubtful:
        return True
    if last_word in speech().writes and last not in ".…":
        return True  # "the man who wrote “The Joy of Work”"
    # "told ABC News “This Week” host Ann Kent"
    return last not in SIGNS and before.endswith(" ") and before.split()[-1] != speaker.cue


def _spans(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    spans: list[Span] = []
    marks = offsets_of(MARKS, text)
    open_at: int | None = None
    i = 0
    for paragraph in paragraphs:
        start = paragraph.start
        if open_at is not None and text[start : start + 1] not in OPENING:
            open_at = None  # the mark was never closed: not a quotation that we can bound
        while i < len(marks) and marks[i] < paragraph.end:
            at = marks[i]
            i += 1
            two = text[at] in APOSTROPHE
            if open_at is None and (two or _is_inches(text, at)):
                continue
            opens = text[at] == STRAIGHT and (open_at is None or at == start)
            if opens or (text[at] == OPEN and not (open_at is not None and _closes(text, at))):
                if open_at is None or _opens_again(text, open_at, at):
                    open_at = at
            elif open_at is not None:
                spans.append(Span(start=open_at, end=at + 1 + two))
                open_at = None
    return spans


def _is_inches(text: str, at: int) -> bool:
    """Whether a straight mark is that of a measure: "a 6'2" guard"."""
    return text[at] == STRAIGHT and at > 0 and text[at - 1].isdigit()


def _opens_again(text: str, open_at: int, at: int) -> bool:
    """Whether a mark opens a quotation in a paragraph in which one was left open: “It is late, said
    Kent. “We go.”"""
    said = SAID_LAST.search(text, max(open_at, at - NEAR - NEAR), at)
    return said is not None and any(words_of_speech(text, said.start(), at))


def _closes(text: str, at: int) -> bool:
    """Whether an opening mark stands where a closing one is meant: "GREAT NUMBERS!“ he wrote"."""
    return not text[at - 1].isspace() and not text[at + 1 : at + 2].strip()
