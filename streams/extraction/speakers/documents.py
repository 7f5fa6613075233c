"""Whose words a document's are: "the report found" after "a report by Pew", "Kent's editorial
says"."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from schemas import Span
from streams.extraction.speakers.acting import acts
from streams.extraction.speakers.attribution import OF_THAT, said_in
from streams.extraction.speakers.places import LONGEST_SENTENCE, Cue, last_sign, sentence_ends
from streams.extraction.speakers.spoken import (
    Mentioned,
    Speaker,
    Spoken,
    start_of,
    within,
)
from streams.extraction.speakers.subjects import ADVERBS, subject_of
from streams.extraction.speakers.vocabulary import any_of, cue_words, speech

FAR = 3000
"""Characters before a document in which the text says who has put it out."""
REACH = 300
NEAR = 90
"""Characters before and behind a document in which the text says whose it is."""
LONGEST_BEHIND = 120
ALIKE = {
    word: re.compile(rf"\b(?:{any_of(frozenset(row))})\b")
    for row in map(str.split, speech().same_document)
    for word in row
}
"""The nouns for documents, each with a pattern for those by which a text names the same one."""
DOCUMENTS = frozenset(ALIKE)
NOUN = any_of(DOCUMENTS)
DETERMINER = (
    r"(?:[Tt]h(?:e|is|at)|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|New|Recent|[\w.’' -]{2,40}['’]s?)"
)
SAYS = rf"(?:(?:{ADVERBS}|[a-z]+ly) )?(?P<verb>(?!(?:of|for|and|in|on)\b)[a-z]+)\b"
BEHIND = re.compile(
    rf"(?: [\w.]+)?,? (?:{DETERMINER} )?(?:[\w.&’'-]+ ){{0,4}}?(?P<noun>{NOUN}) {SAYS}"
)
""" "...,” the 10-page report said."""
READ_BEHIND = re.compile(
    r",? (?P<verb>[a-z]+s|read|[a-z]+ed|said) (?:the|an?|one) "
    rf"(?:[\w-]+ ){{0,3}}?(?P<noun>{NOUN})\b"
)
""" "...,” reads the letter."""
IN_NUMBER = r"(?<=\d)[.,](?=\d)"
BEFORE = re.compile(
    rf"\W{{0,2}}(?:[A-Z][^,.\n“”\"]{{2,80}}, |(?:But|And|Yet|Still|Also),? )?{DETERMINER} "
    rf"(?:[\w.&’'-]+ ){{0,3}}?(?P<noun>{NOUN})"
    r"(?: (?:of|from|by|in|on) (?:[^,.“”\"]|\b[A-Z]\.){3,60}?"
    rf"|, (?:[^,.“”\"]|{IN_NUMBER}){{3,90}},)? {SAYS}"
)
""" "The report warned that it is “...”"."""
ACCORDING_TO = rf"[Aa]ccording to {DETERMINER} (?:[\w-]+ ){{0,3}}?(?P<noun>{NOUN})\b(?!['’])"
ACCORDING = re.compile(rf",? (?:[^.“”\"\n]{{1,60}},? )?{ACCORDING_TO}")
OPENS_ACCORDING = re.compile(rf"[^“”\"\n]{{0,150}}?\b{ACCORDING_TO}")
OWNS = re.compile(r"['’]s? (?:[\w-]+ ){0,4}")
""" "Kent's latest" before "report"."""
MODIFIES = re.compile(r" (?:(?!(?:the|an?|in|of|on|to|by|and|for|with|from)\b)[a-z-]+ )?")
PUT_OUT_BY = re.compile(
    rf"(?:, | (?:(?!(?:by|from|\w+ing|{any_of(speech().passed_on)})\b)[\w’'(),-]+ ){{0,8}}?)"
    r"(?:by|from) "
    r"(?:(?!\w+ing\b)[\w.’'-]+ ){0,5}"
)
AND_OTHERS = re.compile(r"(?:,? and| &) (?:[\w,-]+ ){0,4}?(?:others?\b|[A-Z]\w+)")
""" "signed by Heritage Action and 13 other groups": they are none of them alone."""
FOLLOWERS = re.compile(r" ([a-z]{3,}(?<!s)s)\b")
""" "filed by Clinton donors"."""
PRINTED_IN = re.compile(r" in (?:the )?")
""" "the editorial in the Globe"."""
WHICH = re.compile(r"(?:,| [—–-])? (?:who|which) (?:\w+ly |has |had |also )?")
ISSUED = tuple(speech().issued)
""" "Kent apologised in a statement": what nobody has but who does something in it."""
SAID_IN = re.compile(
    r",? (?:in|on|with|via) (?:an?|its|his|her|their|the|this|that|another) (?:[\w’'-]+ ){0,3}$"
)
PUTS_OUT = re.compile(
    rf"\b({any_of(speech().puts_out)}) (?:out )?"
    r"(?:an?|its|his|her|their|the|this|that|another|one|two) (?:[\w’'-]+ ){0,3}$"
)


def said_by_document(spoken: Spoken, span: Span, floor: int, cue: str | None) -> Speaker | None:
    """Whose the document is that says a quotation beside which nobody is named; None where none
    says it."""
    found = _document_beside(spoken.text, span, floor)
    if found is None:
        return None
    issuer = _issuer(spoken, found.start("noun"), found["noun"])
    verb = found.groupdict().get("verb") or "according"
    return None if issuer is None else Speaker(issuer, cue or verb)


def _document_beside(text: str, span: Span, floor: int) -> re.Match[str] | None:
    """The document that says what stands in marks, behind them or before them."""
    ends = text[span.end : span.end + 3].lstrip(", ")[:1].islower() or last_sign(text, span) == ","
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - REACH, floor)
    words = text[low : span.start]
    if ends:
        words = f"{words} {text[span.end : span.end + LONGEST_BEHIND]}"
    if DOCUMENTS.isdisjoint(words.replace(",", " ").replace(".", " ").split()):
        return None  # as nearly always
    for pattern in (BEHIND, READ_BEHIND, ACCORDING) if ends else ():
        behind = pattern.match(text, span.end, span.end + LONGEST_BEHIND)
        if behind is not None and _speaks(behind):
            return behind
    start = low + max([0, *sentence_ends(text[low : span.start])])
    before = BEFORE.match(text, start, span.start)
    if before is not None and _speaks(before):
        return before
    return OPENS_ACCORDING.match(text, start, span.start)


def _speaks(found: re.Match[str]) -> bool:
    verb = found.groupdict().get("verb")
    if verb is None or verb in cue_words() or verb in speech().document_verbs:
        return True
    return verb.endswith(("ed", "s")) and verb not in speech().no_document_verbs


def _issuer(spoken: Spoken, at: int, noun: str) -> str | None:
    """Who has put out a document, by what stands beside the nearest words for it up to `at`."""
    low = max(at - FAR, 0)
    for match in reversed(list(ALIKE[noun].finditer(spoken.text, low, at + len(noun)))):
        if _in_quotation(spoken, match.start()):
            continue
        issuers = _issuers(spoken, match.start(), match.end())
        issuer = next((found for found in issuers if found is not None), None)
        if issuer is not None:
            return issuer or None
    return None


def _in_quotation(spoken: Spoken, at: int) -> bool:
    i = bisect_right(spoken.quoted, at, key=start_of)
    return i > 0 and spoken.quoted[i - 1].end > at


def _issuers(spoken: Spoken, start: int, end: int) -> Iterator[str | None]:
    """Those whom the words beside a document may name as its own, the surest first; "" where it is
    of several."""
    text = spoken.text
    if text.endswith(" joint ", 0, start):
        yield ""
    before = within(spoken, max(start - NEAR, 0), start)
    if before:
        last = spoken.speakers[before[-1]]
        if OWNS.fullmatch(text, last.end, start):
            yield last.entity
        posted = text[start:end] in ("post", "tweet", "thread", "page")  # "a Facebook post"
        if not (last.person or posted) and MODIFIES.fullmatch(text, last.end, start):
            yield last.entity
    behind = within(spoken, end, end + NEAR)
    if behind:
        first, second = (spoken.speakers[i] for i in (behind[0], behind[:2][-1]))
        titled = second.person and OF_THAT.fullmatch(text, first.end, second.start)
        yield _put_out_by(text, end, first, second if titled else first)
    yield _who_says_in(spoken, start)


def _put_out_by(text: str, end: int, named: Mentioned, meant: Mentioned) -> str | None:
    """ "a report released by Pew", "the editorial in the Globe". `meant`: the person of whom the
    body that is named only says more: "by DNC Chairman Tom Perez"."""
    followers = FOLLOWERS.match(text, meant.end)
    if followers is not None and followers[1] not in cue_words():
        return None
    printed = not meant.person and PRINTED_IN.fullmatch(text, end, named.start)
    if not (printed or PUT_OUT_BY.fullmatch(text, end, named.start)):
        return None
    return "" if AND_OTHERS.match(text, meant.end) else meant.entity


def _who_says_in(spoken: Spoken, start: int) -> str | None:
    """ "Kent said in a letter", "Kent has published a letter"."""
    text = spoken.text
    low = max(text.rfind("\n", 0, start) + 1, start - LONGEST_SENTENCE)
    i = bisect_right(spoken.quoted, start, key=start_of)
    low = max(low, spoken.quoted[i - 1].end if i else 0)
    puts_out = PUTS_OUT.search(text, max(low, start - NEAR), start)
    opens = low + max([0, *sentence_ends(text[low:start])])
    if puts_out is not None:
        named = within(spoken, opens, puts_out.start())
        last = spoken.speakers[named[-1]] if named else None
        if text.endswith((" who ", " which "), opens, puts_out.start()):
            which = last is not None and WHICH.fullmatch(text, last.end, puts_out.start())
            return last.entity if last is not None and which else None
        verb = Cue(puts_out.start(1), puts_out.end(1), puts_out[1])
        return subject_of(spoken, opens, verb, [verb])
    said = SAID_IN.search(text, max(low, start - NEAR), start)
    if said is None:
        return None
    speaker = said_in(spoken, opens, said.start(), behind=False, labels=False)
    if speaker is not None:
        return speaker.entity
    if not text.startswith(ISSUED, start):
        return None  # "the plan that Kent had in a report"
    acting = (i for i in within(spoken, opens, said.start()) if acts(spoken, i))
    return next((spoken.speakers[i].entity for i in acting), None)
