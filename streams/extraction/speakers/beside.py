"""Who says a quotation by the words right beside it, in its paragraph."""

import re
from bisect import bisect_left

from schemas import Span
from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.acting import acts
from streams.extraction.speakers.attribution import said_in
from streams.extraction.speakers.cues import is_verb
from streams.extraction.speakers.places import WORD, Cue, last_sign, parted, sentence_ends
from streams.extraction.speakers.spoken import Speaker, Spoken, first_at, within
from streams.extraction.speakers.vocabulary import any_of, cue_words, speech

REACH, REACH_BEHIND = 300, 200
"""Characters before and behind a quotation in which its cue is looked for."""
STOPS = re.compile('[“”";—\n]')
"""What ends the words behind a quotation that may say whose it is."""
AS_TOLD = re.compile(r"\s?[—–-]{1,2}\s?(?=as )")
REPORTS = re.compile(r" (?:[Tt]he )?[\w .&’'-]{2,60} reports\.")
GOES_ON = re.compile(r"\s*(?:while|but|and|which|though|because)\b")
"""What the sentence goes on with behind a quotation that it has introduced."""
OPENS_SENTENCE = re.compile(rf" (?:{any_of(speech().opens_sentence)})\b")
""" "...!” A lawsuit says": a new sentence."""
GOES_ON_AS = re.compile(r"\s*as\b")


SAID_ALONE = re.compile(
    r" (?:[A-Z][\w.’'-]* ){1,4}[a-z]+"
    r"(?: (?:in|on|at|during|after|to) (?!that\b)[^,:.“”\"\n]{3,70})?\.(?!\w)"
)
""" "It was a mistake.” Kent said in a statement." ends there: a quotation that ends with a point
for a comma."""
QUOTED = re.compile(r" (?:[Tt]he )?[A-Z][\w .&’'-]{1,50} quoted (?=[A-Za-z])")
OFFICE = re.compile(r"(?:[\w.’'-]+ ){0,6}")
LONGEST_OFFICE = 60
"""Characters between "quoted" and the name: "state Senate Majority Leader"."""
CALLED = re.compile(rf"\b({any_of(words().labels)})(?: to)?(?: as)?(?: an?)? $")
BY_OFFICE = re.compile(r" by (?:[Tt]he )?(?:[A-Z][\w.’'-]* ){0,4}")
LONGEST_CALLED = 40
OPENING = ("“", '"')
LONGEST_QUOTED = 140
"""Characters behind a quotation for "the paper quoted Kent as saying"."""
QUOTED_AS = re.compile(r"\b(?:quoted|quotes|quoting|cited|cites|citing) (?!by\b)")
LONGEST_SAYING = 120
"""Characters before a quotation for "Kent's claim that the whole of it is"."""
OWN_SAYING = re.compile(
    rf"['’]s? (?:[\w-]+ ){{0,3}}(?:{any_of(speech().sayings)})"
    r"(?:(?P<joined> (?:that|to) [^.,;:“”\"\n]{0,70}| of(?: [\w-]+){0,2})"
    r"| (?:from|in|at|on) [^.,;:“”\"\n]{3,50})?[,:]? "
)
OF_SAYING = re.compile(
    r"\b(?:to|about|by|on|with|from|of|[Aa]fter|[Ff]ollowing|[Dd]espite|[Aa]mid) "
    r"(?:[A-Z]\w*\.? )?$"
)
""" "After Kent's remark, “...” somebody else said"."""


def said_beside(spoken: Spoken, span: Span, floor: int) -> Speaker:
    """By a cue verb beside the quotation, within the paragraph: behind what a comma ends, else
    before it."""
    text = spoken.text
    last, following = last_sign(text, span), text[span.end : span.end + 2].lstrip(" ")[:1]
    places = [True, False]
    if (by := _called_by(spoken, span)) is not None:
        return by
    quoted = None if last == "." and not following.islower() else _quoted(spoken, span)
    if quoted is not None:
        return quoted
    if (own := _own_saying(spoken, span, floor)) is not None:
        return own
    bracketed = text[span.start - 1 : span.start] == "(" and following == ")"
    introduced = text[span.start - 2 : span.start] in {", ", ": "}
    ends = last in ",?!" or (last == "." and SAID_ALONE.match(text, span.end) is not None)
    said = _said_right_behind(spoken, span) if ends and not introduced else None
    if said is not None:
        return said
    ended = (last == "." and not following.islower()) or (
        last in "?!" and OPENS_SENTENCE.match(text, span.end) is not None
    )
    if ended or bracketed or GOES_ON.match(text, span.end):
        del places[0]
    elif last not in ",?!" or introduced or GOES_ON_AS.match(text, span.end):
        places.reverse()
    cue = None
    for behind in places:
        start, end = _words_behind(text, span) if behind else _words_before(text, span, floor)
        found = said_in(spoken, start, end, behind=behind)
        if found is not None and found.entity is not None:
            if behind and _answers(text, span, found.cue, end):
                continue
            return _told_to_paper(spoken, span, floor, found) if behind else found
        cue = cue or (found and found.cue)
    return Speaker(None, cue)


def _answers(text: str, span: Span, cue: str | None, end: int) -> bool:
    """Whether who is named behind a part of a question in marks only answers it: "Kent asked if it
    was “fair,” Lee answered, “No.”"""
    if cue is None or cue.lower() not in speech().answers or not text[span.start + 1].islower():
        return False
    return text[end : end + 1] in OPENING and text[end - 2 : end] in {", ", ": "}


def _told_to_paper(spoken: Spoken, span: Span, floor: int, paper: Speaker) -> Speaker:
    """The person who says it before the quotation, where behind it stands which paper has reported
    so: "Kent said that it was “a disgrace,” the Globe reported"."""
    if paper.entity in spoken.people or paper.cue not in speech().relays:
        return paper
    start, end = _words_before(spoken.text, span, floor)
    told = said_in(spoken, start, end, behind=False)
    meant = told is not None and told.entity in spoken.people
    return Speaker(told.entity, paper.cue) if told is not None and meant else paper


def _said_right_behind(spoken: Spoken, span: Span) -> Speaker | None:
    """ "...," Kent said: what most quotations have; no words need to be looked through."""
    i = bisect_left(spoken.starts, span.end)
    text = spoken.text
    if i == len(spoken.starts) or spoken.starts[i] > span.end + len(" The "):
        return None
    named = spoken.speakers[i]
    if not named.person and REPORTS.fullmatch(text, span.end, named.end + len(" reports.")):
        return Speaker(named.entity, "reports")  # "...," The Texas Tribune reports.
    if named.start != span.end + 1:
        return None
    verb = WORD.match(text, named.end + 1)
    if verb is None or verb.group() not in cue_words() or verb.group() in words().labels:
        return None
    cue = Cue(verb.start(), verb.end(), verb.group())
    if verb.group() in speech().answers and _answers(
        text, span, verb.group(), _words_behind(text, span)[1]
    ):
        return None
    says = text[named.end] == " " and named.person and is_verb(text, cue) and acts(spoken, i)
    return Speaker(named.entity, cue.word) if says else None


def _called_by(spoken: Spoken, span: Span) -> Speaker | None:
    """It was called “...” by Kent."""
    text = spoken.text
    if not text.startswith(" by ", span.end):
        return None
    called = CALLED.search(text, max(span.start - LONGEST_CALLED, 0), span.start)
    named = first_at(spoken, span.end, span.end + LONGEST_CALLED)
    if called is None or named is None:
        return None
    if not BY_OFFICE.fullmatch(text, span.end, named.start):
        return None
    return Speaker(named.entity, called[1])


def _quoted_by_paper(spoken: Spoken, span: Span) -> Speaker | None:
    """ "...," the Inquirer quoted Senator Kent: whom a body quotes, and not the body."""
    quoted = QUOTED.match(spoken.text, span.end)
    if quoted is None:
        return None
    near = within(spoken, quoted.end(), quoted.end() + LONGEST_OFFICE)
    named = next((spoken.speakers[i] for i in near if spoken.speakers[i].person), None)
    if named is None or not OFFICE.fullmatch(spoken.text, quoted.end(), named.start):
        return None
    return Speaker(named.entity, "quoted")


def _quoted(spoken: Spoken, span: Span) -> Speaker | None:
    """Whom a paper quotes, behind what stands in marks."""
    return _quoted_by_paper(spoken, span) or _quoted_as_saying(spoken, span)


def _quoted_as_saying(spoken: Spoken, span: Span) -> Speaker | None:
    """ "...,” the paper quoted Kent as saying."""
    at = spoken.text.find(" as saying", span.end, span.end + LONGEST_QUOTED)
    if at < 0 or STOPS.search(spoken.text, span.end, at):
        return None  # as nearly always
    if parted(spoken.text[span.end : at]):
        return None
    quoted = QUOTED_AS.search(spoken.text, span.end, at)
    named = None if quoted is None else first_at(spoken, quoted.end(), at)
    return None if named is None else Speaker(named.entity, "quoted")


def _own_saying(spoken: Spoken, span: Span, floor: int) -> Speaker | None:
    """Whose claim, promise or line stands in marks: "Kent's claim that it is “...”"."""
    text = spoken.text
    if text[span.start - 1 : span.start] != " ":
        return None  # as it opens a paragraph
    low = max(span.start - LONGEST_SAYING, floor)
    if text.find("’s ", low, span.start) < 0 and text.find("'s ", low, span.start) < 0:
        return None
    low = max(low, text.rfind("\n", low, span.start) + 1)
    near = [spoken.speakers[i] for i in within(spoken, low, span.start)][-2:]
    for named in reversed(near):
        saying = OWN_SAYING.fullmatch(text, named.end, span.start)
        if saying is None:
            continue
        joined = saying["joined"] is not None
        if not joined and not text[span.start + 1].isupper():
            return None  # "called Kent's claim “absurd”"
        if not joined and OF_SAYING.search(text, max(named.start - 24, 0), named.start):
            return None
        return Speaker(named.entity, None)
    return None


def _words_before(text: str, span: Span, floor: int) -> tuple[int, int]:
    """The words of the sentence before a quotation, up to the last one."""
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - REACH, floor)
    return low + max(0, *sentence_ends(text[low : span.start]), 0), span.start


def _words_behind(text: str, span: Span) -> tuple[int, int]:
    """The words of the sentence behind a quotation, up to the next one."""
    dash = AS_TOLD.match(text, span.end)
    start = dash.end() if dash else span.end
    found = STOPS.search(text, start, start + REACH_BEHIND)
    high = found.start() if found else min(len(text), start + REACH_BEHIND)
    first = next(sentence_ends(text[start:high]), None)
    return start, high if first is None else start + first
