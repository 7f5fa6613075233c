"""Who speaks or acts in the words, the sentence or the paragraph that lead to a quotation, and who
signs it.
"""

import re
from bisect import bisect_right

from schemas import Span
from streams.extraction.speakers.acting import acts
from streams.extraction.speakers.attribution import said_in
from streams.extraction.speakers.cues import cue_verbs, phrasing_verbs
from streams.extraction.speakers.nouns import BODY, by_noun
from streams.extraction.speakers.places import LONGEST_SENTENCE, last_sign, sentence_ends
from streams.extraction.speakers.pronouns import PRONOUN, person_meant
from streams.extraction.speakers.spoken import (
    Speaker,
    Spoken,
    first_at,
    person_at,
    start_of,
    within,
)
from streams.extraction.speakers.subjects import subject_of
from streams.extraction.speakers.vocabulary import ALSO, any_of, speech

SENTENCE_SIGNS = (".", "!", "?", "”", '"', "…")
WORDS_OF = re.compile(rf"\s*:\s*|['’]s? (?:\w+ )?(?:{any_of(speech().their_words)})\b[^:\n]*:\s*")
""" "for Kent:", "Kent's comment that this is wrong:" before a quotation."""
OWN_WORDS = re.compile(rf"['’]s? (?:\w+ )?(?:{any_of(speech().their_words)}):\s*")
LONGEST_SIGNATURE = 80
MOST_WORDS = 5
"""Words of the paper behind who signs."""
SENTENCE = re.compile(r", (?!(?:an?|the|who|from|in|of|at) )[a-z].*\.\W*$")
""" ", however, was unsparing.": no signature, what a sentence goes on with behind a name."""
SO_SAYS = re.compile(
    r"(?:So (?:says|said|wrote|writes|spoke|tweeted)|(?:That|This) (?:was|is)|That['’]s|"
    r"(?:Those|These) (?:were|are) the words of|(?:The )?[Ww]ords of) (?:how |what )?"
)
LONGEST_TITLE = 24
SIGNED = re.compile(r"[—–-]*\s?")
EDITORS = re.compile(rf"(?:The )?(?:{any_of(speech().editors)}), ")
""" "Editorial Board, New York Times" signs for the paper."""
SIGNER = r"[A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{0,20}){1,3}"
SIGNED_TOGETHER = re.compile(
    rf"\s{{1,3}}{SIGNER}(?:, {SIGNER}){{0,4}},? (?:and|&) {SIGNER}, [A-Z][^\n.,“]{{1,40}}(?:\n|$)"
)
""" "Ann Kent and Laura Lee, Slate" behind a quotation, or in the next paragraph."""
BODY_ADDED = re.compile(rf"(?:It|The {BODY}) {ALSO}[a-z]+:\s*")
SUBJECT = re.compile(
    r"\W*(?:(?:But|And|So|Yet|Then|Still|Later) |[A-Z][^,.\n]{2,80}, )?"
    r"(?P<subject>[Hh]e |[Ss]he |[Hh]is |[Hh]er |[Tt]he (?P<noun>(?:[\w.-]+ ){1,3}))"
)
""" "As expected, the president", "Besides, he": what a sentence begins with."""


def phrased_by(spoken: Spoken, start: int, end: int) -> str | None:
    """Who phrases something so before a quotation within a sentence: "Kent praised its “..."."""
    verbs = phrasing_verbs(spoken.text, start, end)
    return subject_of(spoken, start, verbs[-1], verbs) if verbs else None


def signed_by_several(spoken: Spoken, span: Span) -> str | None:
    """The first of several who sign a quotation, "" where the text names none of them; None where
    several do not sign it."""
    signed = SIGNED_TOGETHER.match(spoken.text, span.end)
    if signed is None:
        return None
    first = person_at(spoken, span.end, signed.end())
    return "" if first is None else first.entity


def signed_below(spoken: Spoken, span: Span) -> str | None:
    """Who signs a quotation that ends its paragraph in the next one, or behind it in its own: "...”
    Ann Kent, Slate"."""
    text = spoken.text
    end = text.find("\n", span.end)
    rest = text[span.end : len(text) if end < 0 else end]
    if not rest.strip():
        return _signed(spoken, bisect_right(spoken.paragraphs, span.end - 1, key=start_of))
    if (paper := _paper(spoken, span.end + 1, span.end + len(rest))) is not None:
        return paper
    words = rest.partition(", ")[2].split()
    capitals = 0 < len(words) <= MOST_WORDS and all(word[0].isupper() for word in words)
    if len(rest) > LONGEST_SIGNATURE or not capitals:
        return None
    named = person_at(spoken, span.end, span.end + len(" A"))
    return named.entity if named is not None and text[named.end : named.end + 1] == "," else None


def body_goes_on(spoken: Spoken, span: Span) -> bool:
    """Whether the paragraph before a quotation is "The paper added:"."""
    number = bisect_right(spoken.paragraphs, span.start, key=start_of) - 2
    if number < 0:
        return False
    before = spoken.paragraphs[number]
    return BODY_ADDED.fullmatch(spoken.text, before.start, before.end) is not None


def from_paragraphs_beside(spoken: Spoken, span: Span) -> Speaker:
    """Whose a quotation is that opens its paragraph: who signs it in the next one, or who speaks
    where the one before it ends."""
    number = bisect_right(spoken.paragraphs, span.start, key=start_of) - 1
    last = bisect_right(spoken.paragraphs, span.end - 1, key=start_of) - 1
    whole = span.end >= spoken.paragraphs[last].end - 1
    if whole and (signed := _so_says(spoken, last + 1)) is not None:
        return Speaker(signed, None)
    if number == 0:
        return Speaker(None, None)
    before = spoken.paragraphs[number - 1]
    low = max(before.start, before.end - LONGEST_SENTENCE)
    body = spoken.text[low : before.end].rstrip()
    introduced = body.endswith(":")
    start = [0, *sentence_ends(body)][-1]
    if not introduced and not whole and body.endswith(SENTENCE_SIGNS):
        goes_on = (
            last_sign(spoken.text, span) in ".!?"
            and spoken.text[span.end + 1 : span.end + 2].isupper()
        )
        said = said_in(spoken, low + start, before.end, behind=False, labels=False)
        return Speaker(said.entity if said and goes_on else None, None)
    if not (introduced or (whole and body.endswith(SENTENCE_SIGNS))):
        return Speaker(None, None)  # or a headline, a signature
    return who_leads_in(spoken, low + start, before.end, introduced=introduced)


def _so_says(spoken: Spoken, number: int) -> str | None:
    """The person of whom the next paragraph begins to speak with "So says"."""
    if number >= len(spoken.paragraphs):
        return None
    says = SO_SAYS.match(spoken.text, spoken.paragraphs[number].start)
    named = None if says is None else person_at(spoken, says.end(), says.end() + LONGEST_TITLE)
    return None if named is None else named.entity


def _signed(spoken: Spoken, number: int) -> str | None:
    """The person whose name stands alone in a paragraph, or with a body: "Ann Kent, Slate"; or the
    paper for which its editors sign."""
    if number >= len(spoken.paragraphs):
        return None
    paragraph = spoken.paragraphs[number]
    if paragraph.end - paragraph.start > LONGEST_SIGNATURE:
        return None
    sign = SIGNED.match(spoken.text, paragraph.start)
    first = sign.end() if sign else paragraph.start
    if (paper := _paper(spoken, first, paragraph.end)) is not None:
        return paper
    named = person_at(spoken, first, first + 1)
    if named is None or cue_verbs(spoken.text, named.end, paragraph.end):
        return None
    alone = named.end >= paragraph.end or spoken.text[named.end] == ","
    if SENTENCE.match(spoken.text, named.end, paragraph.end):
        return None
    return named.entity if alone else None


def _paper(spoken: Spoken, start: int, end: int) -> str | None:
    """The paper whose editors sign in the words from `start` to `end`, and nothing else."""
    editors = EDITORS.match(spoken.text, start, end)
    if editors is None:
        return None
    paper = first_at(spoken, editors.end(), editors.end() + len("The A"))
    return paper.entity if paper is not None and paper.end >= end - 1 else None


def who_leads_in(spoken: Spoken, start: int, end: int, *, introduced: bool) -> Speaker:
    """Who speaks in the words before a quotation, else who acts there first.

    `introduced`: they end with a colon, before which anybody may stand ("for Kent:").
    """
    if (said := said_in(spoken, start, end, behind=False, labels=False)) is not None:
        return Speaker(said.entity, None)
    people = [i for i in within(spoken, start, end) if spoken.speakers[i].person]
    acting = [i for i in people if acts(spoken, i)]
    first = spoken.speakers[acting[0]].start if acting else end
    if (subject := _unnamed_subject(spoken, start, first)) is not None:
        return Speaker(subject, None)
    last = people[-1:] if introduced else []
    if last and not WORDS_OF.fullmatch(spoken.text, spoken.speakers[last[0]].end, end):
        last = []
    meant = acting[:1] or last
    return Speaker(spoken.speakers[meant[0]].entity if meant else None, None)


def words_of(spoken: Spoken, start: int, end: int) -> str | None:
    """Whose words a line with a colon announces: "here is Kent's comment:"."""
    named = within(spoken, start, end)
    last = spoken.speakers[named[-1]] if named else None
    if last is None or not OWN_WORDS.fullmatch(spoken.text, last.end, end):
        return None
    return last.entity


def _unnamed_subject(spoken: Spoken, start: int, end: int) -> str | None:
    """Whom "he" or "the president" means that a sentence begins with, before `end`."""
    found = SUBJECT.match(spoken.text, start)
    if found is None or found.end("subject") > end:
        return None
    if found["noun"] is not None:
        held = by_noun(spoken, found["noun"], found.end("subject"))[1]
        return held if held in spoken.people else None
    pronoun = PRONOUN.match(spoken.text, found.start("subject"))
    return person_meant(spoken, pronoun) if pronoun else None
