"""Who says a quotation beside which nobody is named: by the quotation before it, by the words and
the paragraph that lead to it, by who signs it.
"""

import re
from bisect import bisect_right

from schemas import Span
from streams.extraction.speakers.acting import acts
from streams.extraction.speakers.attribution import said_in
from streams.extraction.speakers.cues import cue_verbs
from streams.extraction.speakers.places import last_sign, sentence_ends
from streams.extraction.speakers.spoken import (
    LONGEST_SENTENCE,
    Speaker,
    Spoken,
    person_at,
    start_of,
    within,
)
from streams.extraction.speakers.vocabulary import speech

SENTENCE_SIGNS = (".", "!", "?", "”", '"', "…")
ALSO = re.compile(r"\band (?:later |also |then )?$")
NOUN_SAID = re.compile(
    r"\s[Tt]he (?:[\w.’'-]+ ){0,2}?([A-Za-z]+) (?:also |later |then )?[a-z]+(?=\W)"
)
IT_SAID = re.compile(r"(?:[.!?]\s|\n)It (?:\w+ )?\w+ (?:that )?$")
FAR_BACK = 500
"""Characters before a quotation in which he or she has spoken or acted."""
WORDS_OF = re.compile(
    r"\s*:\s*|['’]s? (?:\w+ )?(?:comment|statement|remark|words|quote|tweet|claim|warning|question|"
    r"answer|reply|response|message|post)\b[^:\n]*:\s*"
)
""" "for Kent:", "Kent's comment that this is wrong:" before a quotation."""
VERB_BEHIND = re.compile(r"\s(?!is|was|has|as|his)([a-z]+(?:ed|s))(?=[\s.,])\s?")
LONGEST_TITLE_OF = 12
"""Characters before a name for a title: "agrees Senator Cruz"."""
LONGEST_CALLED = 40
BEFORE_CALLED = '.?!…—-”"\n'
LONGEST_SIGNATURE = 80
SIGNED = re.compile(r"[—–-]*\s?")


def said_in_context(
    spoken: Spoken, span: Span, speaker: Speaker, previous: tuple[Span, Speaker] | None
) -> Speaker:
    """The speaker of a quotation beside which none is named: that of the one before it, which it
    goes on with; else who speaks or acts in the words that lead to it."""
    text = spoken.text
    if previous is not None and speaker.cue is not None:
        gap = text[previous[0].end : span.start]
        at = gap.rfind(speaker.cue)
        goes_on = speaker.cue.endswith("ing") or ALSO.search(gap, 0, at)
        if "\n" not in gap and at > 0 and goes_on:
            return Speaker(previous[1].entity, speaker.cue)
    if speaker.cue is not None:
        return Speaker(_spoken_of(spoken, span, previous), speaker.cue)
    if (named := _named_behind(spoken, span)) is not None:
        return named
    if (called := _called_up(spoken, span)) is not None:
        return called
    if previous is not None and _follows(spoken, previous[0], span):
        return Speaker(previous[1].entity, None)
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - LONGEST_SENTENCE)
    if not text[low : span.start].strip():
        return _from_paragraphs_beside(spoken, span)
    before = text[low : span.start]
    introduced = before.rstrip().endswith(":")
    ends = list(sentence_ends(before))
    if introduced or (ends and ends[-1] == len(before)):
        start = [0, *ends][-1 if introduced else -2]
        return _who_leads_in(spoken, low + start, span.start, introduced=introduced)
    return speaker


def _called_up(spoken: Spoken, span: Span) -> Speaker | None:
    """Who stands with a colon right before a quotation: "KENT: “..."."""
    if spoken.text[span.start - 2 : span.start] != ": ":
        return None
    named = person_at(spoken, span.start - LONGEST_CALLED, span.start)
    if named is None or named.end != span.start - 2:
        return None
    before = spoken.text[max(named.start - 2, 0) : named.start].strip(" ")
    return None if before and before[-1] not in BEFORE_CALLED else Speaker(named.entity, None)


def _spoken_of(spoken: Spoken, span: Span, previous: tuple[Span, Speaker] | None) -> str | None:
    """Whom "the senator said" or "the Ohio Democrat added" behind a quotation goes on to speak of,
    where no role says it: who spoke last, or acted."""
    text = spoken.text
    if previous is not None and 0 < span.start - previous[0].end < FAR_BACK:
        spoke = previous[1].entity
        if spoke not in spoken.people and IT_SAID.search(text, previous[0].end, span.start):
            return spoke
    noun = NOUN_SAID.match(text, span.end)
    if noun is None or noun[1].lower() not in speech().politicians:
        return None
    last = previous[1].entity if previous and span.start - previous[0].end < FAR_BACK else None
    if last is None:
        people = [
            i for i in within(spoken, max(span.start - FAR_BACK, 0), span.start)
            if spoken.speakers[i].person and acts(spoken, i)
        ]  # fmt: skip
        last = spoken.speakers[people[-1]].entity if people else None
    roles = [role for role, entity in spoken.roles if entity == last]
    fits = not roles or any(word in speech().political for role in roles for word in role.split())
    return last if last in spoken.people and fits else None


def _from_paragraphs_beside(spoken: Spoken, span: Span) -> Speaker:
    """Whose a quotation is that opens its paragraph: who signs it in the next one, or who speaks
    where the one before it ends."""
    number = bisect_right(spoken.paragraphs, span.start, key=start_of) - 1
    last = bisect_right(spoken.paragraphs, span.end - 1, key=start_of) - 1
    whole = span.end >= spoken.paragraphs[last].end - 1
    if whole and (signed := _signed(spoken, last + 1)):
        return Speaker(signed, None)
    if number == 0:
        return Speaker(None, None)
    before = spoken.paragraphs[number - 1]
    low = max(before.start, before.end - LONGEST_SENTENCE)
    body = spoken.text[low : before.end].rstrip()
    introduced = body.endswith(":")
    if not (introduced or (whole and body.endswith(SENTENCE_SIGNS))):
        return Speaker(None, None)  # or a headline, a signature
    start = [0, *sentence_ends(body)][-1]
    return _who_leads_in(spoken, low + start, before.end, introduced=introduced)


def _signed(spoken: Spoken, number: int) -> str | None:
    """The person whose name stands alone in a paragraph, or with a body: "Ann Kent, Slate"."""
    if number >= len(spoken.paragraphs):
        return None
    paragraph = spoken.paragraphs[number]
    if paragraph.end - paragraph.start > LONGEST_SIGNATURE:
        return None
    sign = SIGNED.match(spoken.text, paragraph.start)
    first = sign.end() if sign else paragraph.start
    named = person_at(spoken, first, first + 1)
    if named is None or cue_verbs(spoken.text, named.end, paragraph.end):
        return None
    alone = named.end >= paragraph.end or spoken.text[named.end] == ","
    return named.entity if alone else None


def _who_leads_in(spoken: Spoken, start: int, end: int, *, introduced: bool) -> Speaker:
    """Who speaks in the words before a quotation, else who acts there first.

    `introduced`: they end with a colon, before which anybody may stand ("for Kent:").
    """
    if (said := said_in(spoken, start, end, behind=False, labels=False)) is not None:
        return Speaker(said.entity, None)
    people = [i for i in within(spoken, start, end) if spoken.speakers[i].person]
    acting = [i for i in people if acts(spoken, i)]
    last = people[-1:] if introduced else []
    if last and not WORDS_OF.fullmatch(spoken.text, spoken.speakers[last[0]].end, end):
        last = []
    meant = acting[:1] or last
    return Speaker(spoken.speakers[meant[0]].entity if meant else None, None)


def _named_behind(spoken: Spoken, span: Span) -> Speaker | None:
    """The person who stands behind a quotation with a verb that is no cue, or with none: "...,"
    Lam narrated, "...," agrees Lam, "...," Lam, a nurse."""
    text, end = spoken.text, span.end
    if last_sign(text, span) not in ",!?":
        return None
    verb = VERB_BEHIND.match(text, end)
    if verb is None and last_sign(text, span) != ",":
        return None
    start = verb.end() if verb else end
    named = person_at(spoken, start, start + (LONGEST_TITLE_OF if verb else 2))
    if named is None:
        return None
    if verb is None and text[named.end : named.end + 1] != ",":
        verb = VERB_BEHIND.match(text, named.end)
        if verb is None:
            return None
    return Speaker(named.entity, verb[1] if verb else None)


def _follows(spoken: Spoken, previous: Span, span: Span) -> bool:
    """Whether a quotation goes on with the last one: it opens a sentence of the same paragraph, or
    the next one, or stands in the sentence of the last one."""
    paragraphs = spoken.paragraphs
    number = bisect_right(paragraphs, span.start, key=start_of)
    apart = number - bisect_right(paragraphs, previous.end - 1, key=start_of)
    if apart > 1:
        return False
    if apart == 1:
        begins = paragraphs[number - 1].start == span.start
        return begins and last_sign(spoken.text, span) != ","  # and not "...," a letter reads
    gap = spoken.text[previous.end : span.start]
    ends = list(sentence_ends(gap))
    if not ends:
        return True
    return len(ends) <= 2 and not gap[ends[-1] :].strip()
