"""Who says a quotation beside which nobody is named: who has spoken before it, who is called up,
who stands behind it, who leads to it.
"""

import re
from bisect import bisect_right

from schemas import Span
from streams.extraction.speakers.acting import acts, may_act
from streams.extraction.speakers.behind import inserted_before, named_behind, whose_answer
from streams.extraction.speakers.cues import cue_verbs
from streams.extraction.speakers.documents import said_by_document
from streams.extraction.speakers.going_on import (
    FAR_BACK,
    LONGEST_ATTRIBUTION,
    body_that_spoke,
    issued_by,
    told_before,
    who_goes_on,
)
from streams.extraction.speakers.leading import (
    body_goes_on,
    from_paragraphs_beside,
    phrased_by,
    signed_below,
    signed_by_several,
    who_leads_in,
    words_of,
)
from streams.extraction.speakers.nouns import body_meant
from streams.extraction.speakers.places import (
    LONGEST_SENTENCE,
    last_sign,
    parted,
    sentence_ends,
    sentence_start,
)
from streams.extraction.speakers.pronouns import fits, may_be
from streams.extraction.speakers.spoken import (
    Speaker,
    Spoken,
    first_at,
    start_of,
    within,
)
from streams.extraction.speakers.spokesmen import body_of_spokesman
from streams.extraction.speakers.stand_ins import NOUN_SAID, spoken_of
from streams.extraction.speakers.subjects import together
from streams.extraction.speakers.vocabulary import ALSO, HAS_ALSO, any_of, speech

AND_ALSO = re.compile(rf"\b(?:and|but) (?:(?:has|had) )?(?:\w+ly |often |once |even )?{ALSO}$")
DOCUMENT = rf"(?:[\w’'-]+ ){{0,3}}?(?:{any_of(speech().written)})"
ISSUED = rf"(?:[\w’'-]+ ){{0,3}}?(?:{any_of(speech().issued)})\b"
READS = re.compile(
    rf",? (?:[Tt]he(?! {ISSUED})|an?|one|another) {DOCUMENT} (?:reads?|states?|stated)\b"
    rf"|,? reads? (?:the|an?|one|another) {DOCUMENT}\b"
)
""" "...," the email reads: nobody who is named says it there. But "the statement" is of whom the
text has just named."""
HE_ADDED = re.compile(rf",? (?:he|she) {ALSO}[a-z]+")
PARTICIPLE = re.compile(r"[A-Z][a-z]+ing (?:it |him |her |them |that )?")
OFFICE = re.compile(r"\s(?:[A-Z][\w.’'-]* ){0,4}")
SPLICE = re.compile(r" [A-Z][^.!?:;\n“”\"]{3,80}, ")
LONGEST_CALLED = 40
HE_IS = re.compile(r"(?:But |And |So |Still, |Yet |Now, )?([Hh]e|[Ss]he)(?:['’]s|['’]d)? ")
IT_SAYS = re.compile(rf"\b[Ii]t {HAS_ALSO}(?P<verb>[a-z]+)\b[^.“”\"\n]*$")
THEY_SAID = re.compile(rf",? (?:they|the (?:two|pair|[a-z]+(?<!s)s)) {ALSO}[a-z]+\b")
THEY_SAY = re.compile(r"(?:[^.\n]{3,80}, )?[Tt]he(?:y| two|se two| pair) ")
VERB_RIGHT_BEHIND = re.compile(rf" {ALSO}([a-z]+)\b(?: [^.“”\"\n]{{0,30}}?)?[:,]? ?(?=[“\"])")
BEFORE_CALLED = '.?!…—-”"\n'


def said_in_context(
    spoken: Spoken,
    span: Span,
    speaker: Speaker,
    previous: tuple[Span, Speaker] | None,
    floor: int,
) -> Speaker:
    """The speaker of a quotation beside which none is named: that of the one before it, which it
    goes on with; else who speaks or acts in the words that lead to it."""
    signed = None if _goes_on_here(spoken.text, span, previous) else signed_below(spoken, span)
    if signed is not None:
        return Speaker(signed, speaker.cue)
    if (several := signed_by_several(spoken, span)) is not None:
        return Speaker(several or None, speaker.cue)
    if (document := said_by_document(spoken, span, floor, speaker.cue)) is not None:
        return document
    if READS.match(spoken.text, span.end):
        return Speaker(None, "reads")
    if (issuer := issued_by(spoken, span, previous)) is not None:
        return Speaker(issuer, "read")
    if spoken.text.endswith(": ", 0, span.start):
        low = max(spoken.text.rfind("\n", 0, span.start) + 1, span.start - LONGEST_ATTRIBUTION)
        if (own := words_of(spoken, low, span.start)) is not None:
            return Speaker(own, None)
    if (answer := whose_answer(spoken, span)) is not None:
        return Speaker(answer, None)
    if speaker.cue is not None:
        return _with_cue(spoken, span, speaker.cue, previous)
    if (named := named_behind(spoken, span)) is not None:
        return named
    if (called := _called_up(spoken, span)) is not None:
        return called
    if previous is not None and _follows(spoken, previous[0], span):
        return Speaker(previous[1].entity, None)
    return _by_its_paragraph(spoken, span, previous)


def _goes_on_here(text: str, span: Span, previous: tuple[Span, Speaker] | None) -> bool:
    """Whether a quotation goes on with one that its paragraph gives to somebody before it: whose
    name stands below it has written the article."""
    if previous is None or previous[1].entity is None or previous[1].cue is None:
        return False
    return text.find("\n", previous[0].end, span.start) < 0


def _by_its_paragraph(spoken: Spoken, span: Span, previous: tuple[Span, Speaker] | None) -> Speaker:
    """The speaker by the words of its paragraph before a quotation, else by the paragraphs beside
    it."""
    text = spoken.text
    low = _low(spoken, span)
    before = text[low : span.start]
    if not before.strip():
        if previous is not None and body_goes_on(spoken, span):
            body = previous[1].entity
            return Speaker(None if body in spoken.people else body, None)
        return from_paragraphs_beside(spoken, span)
    introduced = before.rstrip().endswith(":")
    ends = list(sentence_ends(before))
    if introduced or (ends and ends[-1] == len(before)):
        start = [0, *ends][-1 if introduced else -2]
        return who_leads_in(spoken, low + start, span.start, introduced=introduced)
    own = phrased_by(spoken, low + [0, *ends][-1], span.start) or inserted_before(spoken, span)
    if own is None and previous is not None:
        own = _he_goes_on(spoken, low + [0, *ends][-1], span, previous)
    if own is None and ends:
        own = told_before(spoken, span, (low + [0, *ends][-2], low + ends[-1]), previous)
    if own is None and previous is not None and _spliced(spoken.text, previous[0], span):
        own = previous[1].entity
    return Speaker(own, None)


def _he_goes_on(
    spoken: Spoken, start: int, span: Span, previous: tuple[Span, Speaker]
) -> str | None:
    """Who spoke last in the paragraph, where a sentence that begins with "he" ends with words in
    marks and names nobody else: "He's “hoping to make a difference.”"""
    text, last = spoken.text, previous[1].entity
    he = HE_IS.match(text, start, span.start)
    if he is None or last is None or "\n" in text[previous[0].end : span.start]:
        return None
    if within(spoken, start, span.start) or span.end - span.start < LONGEST_CALLED:
        return None
    return last if may_be(spoken, last, he[1].lower()) else None


def _spliced(text: str, previous: Span, span: Span) -> bool:
    """Whether a quotation goes on with the last one behind what the text gives of it in its own
    words: “I know.” In his view, “it was wrong.”"""
    gap = text[previous.end : span.start]
    in_part = text[span.start + 1].islower() and last_sign(text, previous) in ".!?"
    return in_part and SPLICE.fullmatch(gap) is not None


def goes_on_speaking(
    spoken: Spoken, span: Span, speaker: Speaker, previous: tuple[Span, Speaker] | None
) -> Speaker:
    """The speaker of a quotation with "he added" behind it: who spoke last, where nobody else has
    spoken since."""
    if previous is None or speaker.entity is None:
        return speaker
    if (main := _main_one(spoken, span, speaker.entity, previous)) is not None:
        return Speaker(main, speaker.cue)
    if speaker.cue not in speech().going_on:
        return speaker
    last, gap = previous[1].entity, span.start - previous[0].end
    if last is None or last == speaker.entity or not 0 < gap < FAR_BACK:
        return speaker
    if not HE_ADDED.match(spoken.text, span.end) or not fits(spoken, last, speaker.entity):
        return speaker
    if _opens_paragraph_since(spoken, speaker.entity, previous[0].end, span.start):
        return speaker
    since = min(previous[0].end + LONGEST_ATTRIBUTION, span.start)
    spoke = cue_verbs(spoken.text, since, span.start)
    return speaker if spoke else Speaker(last, speaker.cue)


def _opens_paragraph_since(spoken: Spoken, entity: str, start: int, end: int) -> bool:
    """Whether the last paragraph between two places begins with what somebody does."""
    line = spoken.text.rfind("\n", start, end) + 1
    near = within(spoken, line, min(line + LONGEST_CALLED, end)) if line else range(0)
    return any(spoken.speakers[i].entity == entity and acts(spoken, i) for i in near)


def _main_one(spoken: Spoken, span: Span, held: str, previous: tuple[Span, Speaker]) -> str | None:
    """Whom "the president said" means where the last who spoke has no role in the text, but is
    named more often than the one who has it."""
    last = previous[1].entity
    noun = NOUN_SAID.match(spoken.text, span.end)
    if last is None or last == held or noun is None or last not in spoken.people:
        return None
    word = (noun[1] or noun[2]).rpartition(" ")[2].lower()
    if word not in speech().politicians or held not in spoken.people:
        return None
    last_one, held_one = spoken.people[last], spoken.people[held]
    more = len(last_one.mentions) > len(held_one.mentions)
    return last if more and not last_one.roles else None


def _with_cue(
    spoken: Spoken, span: Span, cue: str, previous: tuple[Span, Speaker] | None
) -> Speaker:
    """Who does what a verb beside a quotation says, where the words with it name nobody."""
    text = spoken.text
    if previous is not None:
        gap = text[previous[0].end : span.start]
        at = gap.rfind(cue)
        goes_on = cue.endswith("ing") or (AND_ALSO.search(gap, 0, at) and not parted(gap[:at]))
        if "\n" not in gap and at > 0 and goes_on:
            return Speaker(previous[1].entity or _asked(spoken, previous[0], cue), cue)
    if (named := _named_right_behind(spoken, span)) is not None:
        return Speaker(named, cue)
    if (subject := _subject_before_marks(spoken, span, cue, previous)) is not None:
        return Speaker(subject, cue)
    entity = spoken_of(spoken, span, previous) or who_goes_on(spoken, span, previous)
    if entity is None and (it := IT_SAYS.search(text, _low(spoken, span), span.start)) is not None:
        entity = body_meant(spoken, it.start("verb"), alone=True) if it["verb"] == cue else None
    if entity is None:
        entity = (
            _they_who_spoke(spoken, span)
            or body_of_spokesman(spoken, span)
            or body_that_spoke(spoken, span)
        )
    if entity is None and cue.endswith("ing"):
        entity = _behind_participle(spoken, span) or _led_by_sentence(spoken, span, previous)
    return Speaker(entity, cue)


def _asked(spoken: Spoken, question: Span, cue: str) -> str | None:
    """Who answers what the sentence has asked: "Kent was asked if it was “...”, and replied"."""
    if cue not in speech().answers:
        return None
    start = sentence_start(spoken.text, question.start)
    named = next((i for i in within(spoken, start, question.start) if acts(spoken, i)), None)
    return None if named is None else spoken.speakers[named].entity


def _they_who_spoke(spoken: Spoken, span: Span) -> str | None:
    """The first of two who speak together in the paragraph before, or in the sentence before, whom
    "they said" goes on with."""
    text = spoken.text
    start = _low(spoken, span)
    behind = THEY_SAID.match(text, span.end) is not None
    if not behind and THEY_SAY.match(text, start, span.start) is None:
        return None
    low = max(text.rfind("\n", 0, max(start - 2, 0)) + 1, start - LONGEST_SENTENCE)
    near = within(spoken, low, span.start)
    pairs = [i for i in near if i + 1 in near and together(spoken, i)]
    if not pairs:
        return None
    first = spoken.speakers[pairs[-1]]
    opens = first.start == sentence_start(text, max(start - 2, 0) if behind else span.start)
    if not opens and not cue_verbs(text, first.start, span.start):
        return None
    return spoken.speakers[pairs[-1]].entity


def _low(spoken: Spoken, span: Span) -> int:
    """Where the words of its paragraph begin that may lead to a quotation."""
    return max(spoken.text.rfind("\n", 0, span.start) + 1, span.start - LONGEST_SENTENCE)


def _named_right_behind(spoken: Spoken, span: Span) -> str | None:
    """The person whose name stands right behind a quotation, with whatever says more of him or her
    before the verb: "...,” Ann Kent the firm's head and the report's author said"."""
    named = first_at(spoken, span.end, span.end + 2)
    if named is None or not named.person or last_sign(spoken.text, span) not in ",?!":
        return None
    return named.entity if may_act(spoken.text, named) else None


def _subject_before_marks(
    spoken: Spoken, span: Span, cue: str, previous: tuple[Span, Speaker] | None
) -> str | None:
    """Who does what the verb right behind words in marks says, where both stand within a sentence:
    "Kent, calling it “a farce,” said “it must end.”"""
    text = spoken.text
    first = previous[0] if previous is not None and previous[0].end < span.start else None
    if VERB_RIGHT_BEHIND.match(text, span.end, span.end + LONGEST_CALLED):
        said = span
    elif first is not None and "\n" not in text[first.end : span.start]:
        said = first
    else:
        return None
    verb = VERB_RIGHT_BEHIND.match(text, said.end, said.end + LONGEST_CALLED)
    if verb is None or verb[1] != cue or last_sign(text, said) != ",":
        return None
    start = sentence_start(text, said.start)
    named = next((i for i in within(spoken, start, said.start) if acts(spoken, i)), None)
    return None if named is None else spoken.speakers[named].entity


def _behind_participle(spoken: Spoken, span: Span) -> str | None:
    """ "Saying it was “...,” President Kent left": who stands behind what a sentence opens with."""
    text = spoken.text
    start = sentence_start(text, span.start)
    if last_sign(text, span) != "," or not PARTICIPLE.match(text, start, span.start):
        return None
    named = first_at(spoken, span.end, span.end + LONGEST_CALLED)
    titled = named is not None and OFFICE.fullmatch(text, span.end, named.start)
    return named.entity if named is not None and titled else None


def _led_by_sentence(
    spoken: Spoken, span: Span, previous: tuple[Span, Speaker] | None
) -> str | None:
    """Whose a quotation is that its sentence goes on from with "adding": of the sentence's last
    one, or who phrases it so."""
    start = sentence_start(spoken.text, span.start)
    if previous is not None and previous[0].start >= start:
        return previous[1].entity
    return phrased_by(spoken, start, span.start)


def _called_up(spoken: Spoken, span: Span) -> Speaker | None:
    """Who stands with a colon right before a quotation: "KENT: “..."."""
    if spoken.text[span.start - 2 : span.start] != ": ":
        return None
    named = first_at(spoken, span.start - LONGEST_CALLED, span.start)
    if named is None or named.end != span.start - 2:
        return None
    before = spoken.text[max(named.start - 2, 0) : named.start].strip(" ")
    if not named.person and before and before[-1] != "\n":
        return None
    return None if before and before[-1] not in BEFORE_CALLED else Speaker(named.entity, None)


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
        sign, behind = last_sign(spoken.text, span), spoken.text[span.end : span.end + 2]
        told_of = sign in "!?" and behind[:1] == " " and behind[1:].islower()
        return begins and sign != "," and not told_of  # "...!" the crowd chanted
    gap = spoken.text[previous.end : span.start]
    ends = list(sentence_ends(gap))
    if not ends:
        opens = last_sign(spoken.text, previous) in ".!?" and gap[:2].strip().isupper()
        return not opens  # “....” Kent was harsher: “...”
    return len(ends) <= 2 and not gap[ends[-1] :].strip()
