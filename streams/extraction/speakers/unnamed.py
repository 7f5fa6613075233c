"""Somebody without a name who stands right before a quotation, so that "he" or "she" beside it is
nobody whom the text names: "A student stood up. “Where is it?” she asked."
"""

import re
from bisect import bisect_left

from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.cues import cue_verbs
from streams.extraction.speakers.nouns import by_noun, role_fits
from streams.extraction.speakers.places import sentence_start
from streams.extraction.speakers.spoken import Mentioned, Spoken, start_of, within
from streams.extraction.speakers.vocabulary import any_of, speech

PEOPLE = any_of(speech().own_people | speech().unnamed | speech().more_unnamed | words().offices)
OF = r"[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Tt]he [\w-]+['’]s|[A-Z]\w+['’]s"
SUBJECT = re.compile(
    r"\W?(?:[A-Z][^,.\n“”\"]{2,40}, (?=[a-z]))?"
    rf"(?P<of>{OF}) "
    rf"(?P<nouns>(?:(?:[A-Z]\.){{2}} )?(?:[\w-]+ ){{0,2}}(?P<noun>{PEOPLE}))"
    r"(?=[ ,])"
)
OF_HIM = re.compile(r"\b(?:he|him|she|her|his)\b")
DEAD = re.compile(rf"(?:, \d+,)? (?:{any_of(speech().dead)})\b")
BESIDE = 2
"""Characters between a quotation and "he said"."""


def unnamed_before(spoken: Spoken, at: int, pronoun: str, nearest: Mentioned | None) -> bool:
    """Whether the sentence before the quotation that a pronoun at `at` stands behind has somebody
    without a name as its subject, whom the pronoun may mean. `pronoun`: "he" or "she"; `nearest`:
    whom it would mean without that sentence."""
    sentence = _sentence_before(spoken, at)
    if sentence is None:
        return False
    start, end = sentence
    subject = SUBJECT.match(spoken.text, start, end)
    if subject is None or any(spoken.speakers[i].person for i in within(spoken, start, end)):
        return False
    noun, of = subject["noun"], subject["of"].lower()
    if noun in (speech().unnamed_men if pronoun == "she" else speech().unnamed_women):
        return False
    speaks = any(cue_verbs(spoken.text, subject.end(), end))
    if of == "the":
        return _is_another(spoken, subject["nouns"], subject.end(), nearest, speaks=speaks)
    if of in {"a", "an", "one", "another"}:
        return OF_HIM.search(spoken.text, subject.end(), end) is None
    if noun not in speech().own_people:
        return False
    return speaks or (nearest is not None and DEAD.match(spoken.text, nearest.end) is not None)


def _is_another(
    spoken: Spoken, nouns: str, at: int, nearest: Mentioned | None, *, speaks: bool
) -> bool:
    """Whether "the judge", "the U.S. president" is nobody whom the text names."""
    noun = nouns.rpartition(" ")[2]
    if noun not in words().holders or by_noun(spoken, nouns, at)[1] is not None:
        return False
    if noun in speech().opposite:
        return True
    held = spoken.people[nearest.entity].roles if nearest is not None else []
    return (
        speaks
        and nearest is not None
        and bool(held)
        and not role_fits(spoken, nearest.entity, nouns)
    )


def _sentence_before(spoken: Spoken, at: int) -> tuple[int, int] | None:
    """The sentence before the quotation that ends right before `at`; None where that begins in
    another quotation."""
    text = spoken.text
    i = bisect_left(spoken.quoted, at, key=start_of) - 1
    if i < 0 or not 0 <= at - spoken.quoted[i].end <= BESIDE:
        return None
    end = spoken.quoted[i].start
    while end and text[end - 1].isspace():
        end -= 1
    start = sentence_start(text, end)
    inside = i > 0 and spoken.quoted[i - 1].start <= start < spoken.quoted[i - 1].end
    return None if inside else (start, end)
