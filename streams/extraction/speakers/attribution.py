"""Who speaks in a stretch of words that holds a verb of speech, or "according to"."""

import re
from collections.abc import Sequence

from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.acting import NO_SUBJECT_AFTER
from streams.extraction.speakers.cues import cue_verbs
from streams.extraction.speakers.nouns import by_noun
from streams.extraction.speakers.places import WORD, Cue
from streams.extraction.speakers.pronouns import pronoun_acts
from streams.extraction.speakers.spoken import Speaker, Spoken, within
from streams.extraction.speakers.subjects import ADVERBS, asking, behind_verb, subject_of
from streams.extraction.speakers.vocabulary import any_of, cue_words, speech

SHORTEST_CUE = min(map(len, cue_words() | words().labels))
OF_THAT = re.compile(r"(?: [\w-]+){1,3}\.? ")
FOR_OTHERS = re.compile(r"\b(?:for|of|by|with|from|about|in|at) (?:the )?$")
SOURCE_OF = re.compile(rf"\b(?:spokes\w+|{any_of(speech().sources)})\b[^,.]{{0,40}}$")
"""What speaks for the body or person that it is of: "a report by the center"."""

NOUN_SOURCE = re.compile(r" to the ((?:[\w’'-]+ ){0,2}?[\w-]+)(?=[,.:]|$)")
""" "according to the minister"."""

AS_TOLD = re.compile(r"\b[Aa]s (?:first )?$")
""" "as reported by Pew"."""


WHOM = re.compile(r", (?:whom|which|whose) [^,;:“”\"]{3,120}, ")
OPENS_INVERTED = re.compile(rf"(?:^|[^\w\s.’'%$)]|\b(?:as|and|but|so|then|{ADVERBS}))\s*$")
"""What a verb stands behind that has who speaks behind it: "Then said Kent: “...”"."""
THEY_SAY = re.compile(rf"\b(?:they|we|you|I|who) (?:{ADVERBS})\s*$")
""" "they also say he": behind the verb stands whom it is about."""
INSERTED = re.compile(r", [a-z]+ (?:[Tt]he )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}, ")
""" ", says the Times, " within a sentence."""


def said_in(
    spoken: Spoken, start: int, end: int, *, behind: bool, labels: bool = True
) -> Speaker | None:
    """Who speaks by the words from `start` to `end`; None where no cue stands there. `labels`:
    whether "called" is one."""
    if end - start < SHORTEST_CUE:
        return None  # as a quotation opens its paragraph, or ends it
    cues = cue_verbs(spoken.text, start, end)
    if behind or not labels:
        cues = [cue for cue in cues if cue.word not in words().labels]
    if not cues:
        return None
    if not behind and len(cues) > 1:
        cues = _outside_clauses(spoken.text, start, end, cues)
    cue = cues[0 if behind else -1]
    word = cue.word.lower()
    if word == "according":
        if behind and (he := pronoun_acts(spoken, start, cue.start)) is not None:
            return he  # "he implored them, according to"
        return Speaker(_source(spoken, cue.end, end), cue.word)
    told = spoken.text.startswith(" by ", cue.end) and AS_TOLD.search(spoken.text, start, cue.start)
    if told and word != "saying":
        return Speaker(_source(spoken, cue.end + len(" by"), end), cue.word)
    if not behind and (named := _inserted(spoken, cue, end)) is not None:
        return Speaker(named, cue.word)
    subject = subject_of(spoken, start, cue, cues)
    if subject is None and word in words().labels and len(cues) > 1:
        # "Kent said that the poem referred to “...”"
        subject = subject_of(spoken, start, cues[-2], cues[:-1])
        cue = cues[-2] if subject is not None else cue
    at_once = behind and cue.start == start + 1 and word in speech().warned
    inverted = (at_once or word not in speech().listened) and _inverted(
        spoken.text, start, cue, behind=behind
    )
    if subject is None and at_once:
        subject = asking(spoken, cue.end, end)
    if subject is None and inverted:
        subject = behind_verb(spoken, cue.end, end, near=not behind)
    return Speaker(subject, cue.word)


def _outside_clauses(text: str, start: int, end: int, cues: Sequence[Cue]) -> list[Cue]:
    """The verbs that stand in no clause on somebody who is named, which ends before the quotation:
    "Kent said Lee, whom he claimed to know, “...”"."""
    clauses = [match.span() for match in WHOM.finditer(text, start, end)]
    left = [cue for cue in cues if not any(low < cue.start < high for low, high in clauses)]
    return left or list(cues)


def _inserted(spoken: Spoken, cue: Cue, end: int) -> str | None:
    """ ", says the Times, " within what it says."""
    if cue.word.endswith("ing") or cue.word in speech().listened:
        return None
    if INSERTED.match(spoken.text, cue.start - len(", ")) is None:
        return None
    return behind_verb(spoken, cue.end, end, near=True)


def _inverted(text: str, start: int, cue: Cue, *, behind: bool) -> bool:
    """Whether who speaks may stand behind the verb: not in "the group says on Facebook"."""
    if cue.word.endswith("ing"):
        return False  # "suggesting he"
    if not behind:
        # "described Kent as": behind these stands whom it is about
        about = cue.word in words().labels or text.startswith(" that", cue.end)
        before = text[start : cue.start]
        return not about and bool(OPENS_INVERTED.search(before)) and not THEY_SAY.search(before)
    before = text[start : cue.start]
    return before.endswith(", ") or all(
        word in speech().before_verb for word in WORD.findall(before)
    )


def _source(spoken: Spoken, start: int, end: int) -> str | None:
    """ "to Kent", "to a spokesman for the ministry", "to a report by Pew" behind "according"; not
    "to a friend of Kent", "to Kent’s lawyer"."""
    found = within(spoken, start, end)
    if not found or ", " in spoken.text[start : spoken.speakers[found[0]].start]:
        noun = NOUN_SOURCE.match(spoken.text, start, end)  # and not "to one document, the program"
        return None if noun is None else by_noun(spoken, noun[1], noun.start(1))[1]
    named, behind = spoken.speakers[found[0]], spoken.speakers[found[0] : found[0] + 2][-1]
    if behind.person and OF_THAT.fullmatch(spoken.text, named.end, behind.start):
        named = behind  # "DNC Chairman Tom Perez"
    before = spoken.text[start : named.start]
    if FOR_OTHERS.search(before) and not SOURCE_OF.search(before):
        return None
    owned = named.person and NO_SUBJECT_AFTER.match(spoken.text, named.end)
    return None if owned else named.entity
