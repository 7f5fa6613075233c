"""Whom "it said", "the senator said", "the mother of three said" beside a quotation means, where
no role of the text says it.
"""

import re

from schemas import Span
from streams.extraction.speakers.acting import acts
from streams.extraction.speakers.countries import country_in
from streams.extraction.speakers.going_on import FAR_BACK, LONGEST_ATTRIBUTION
from streams.extraction.speakers.nouns import OF_BODY, role_fits
from streams.extraction.speakers.places import last_sign
from streams.extraction.speakers.spoken import Speaker, Spoken, within
from streams.extraction.speakers.vocabulary import ALSO, HAS_ALSO, any_of, cue_words, speech

NOUN_SAID = re.compile(
    rf",?\s[Tt]he ((?:[\w.’'-]+ ){{0,2}}?[\w-]+) {ALSO}[a-z]+(?=\W)"
    rf"|,?\s[a-z]+ [Tt]he ((?:[\w.’'-]+ ){{0,3}}?[\w-]+)"
    rf"(?=[.,]| (?:{any_of(speech().behind_inverted)})\b)"
)
NOUN_LED = re.compile(
    rf"(?:\n|[.!?][”\"]? )(?:[A-Z][^,.\n“”\"]{{2,60}}, t|T)he ((?:[\w’'-]+ ){{0,2}}?[\w-]+) "
    rf"{ALSO}[a-z]+(?: [a-z]+)?(?:[:,]| that) $()"
)
""" "The lawmaker told reporters:" right before a quotation."""
PARENT = re.compile(r"(?:grand)?(?:mother|father|mum|dad)[ -]of[ -][a-z]+")
""" "...,” the mother of three said."""
IT_SAID = re.compile(
    rf"(?:[.!?][”\"]?\s|\n)(?:(?:Yet|But|And|Still) it|It) {HAS_ALSO}[a-z]+\b[^.!?\n]*$"
)
FAR_BACK_BODY = 1000
"""The same of a body, which is "it" for longer."""


def spoken_of(spoken: Spoken, span: Span, previous: tuple[Span, Speaker] | None) -> str | None:
    """Whom "it said", "the company said", "the senator said" beside a quotation goes on to speak
    of, where no role says it: who spoke last, or acted."""
    text = spoken.text
    gap = span.start - previous[0].end if previous is not None else 0
    last = previous[1].entity if previous is not None and 0 < gap < FAR_BACK_BODY else None
    if last in spoken.people and gap > FAR_BACK:
        last = None
    led = NOUN_LED.search(text, max(span.start - LONGEST_ATTRIBUTION, 0), span.start)
    noun = NOUN_SAID.match(text, span.end) or led
    if previous is not None and last is not None and last not in spoken.people:
        of_it = IT_SAID.search(text, previous[0].end, span.start)
        return last if of_it or OF_BODY.match(text, span.end) else None
    if noun is None:
        return None
    phrase = noun[1] or noun[2]
    word = phrase.rpartition(" ")[2].lower()
    aged = word.endswith("-year-old")
    stands_in = (
        word in speech().stand_ins
        or aged
        or _is_somebody_of(noun)
        or (phrase.startswith("former ") and _is_new(text, span, noun, word))
        or PARENT.match(text, noun.start(1) if noun[1] else noun.start(2)) is not None
    )
    if not (stands_in or word in speech().politicians):
        return None
    if stands_in and previous is not None and _acts_since(spoken, previous[0].end, span.start):
        last = None  # "One guest, Ann Kent, left. “...,” the 58-year-old said."
    if last is None or not (stands_in or role_fits(spoken, last, phrase)):
        people = [
            i for i in within(spoken, max(span.start - FAR_BACK, 0), span.start)
            if spoken.speakers[i].person and acts(spoken, i)
            and (stands_in or role_fits(spoken, spoken.speakers[i].entity, phrase))
        ]  # fmt: skip
        last = spoken.speakers[people[-1]].entity if people else None
    return last if last in spoken.people else None


def _is_new(text: str, span: Span, noun: re.Match[str], word: str) -> bool:
    """Whether "the former minister said" beside a quotation says more of somebody, and is no office
    that the text gives to one."""
    behind = noun.start() == span.end and last_sign(text, span) in ",?!"
    nameless = speech().unnamed | speech().more_unnamed | speech().nobody
    return behind and word not in speech().politicians and word not in nameless


def _is_somebody_of(noun: re.Match[str]) -> bool:
    """Whether a noun is that of somebody of a country, "the Norwegian added", and not the first
    word of "the Norwegian minister added"."""
    phrase = noun[1] or noun[2]
    if not phrase.isalpha() or country_in(phrase) is None:
        return False
    behind = noun.string[noun.end(1) : noun.end()].strip(" :,").split()
    return not noun[1] or not cue_words().isdisjoint(behind)


def _acts_since(spoken: Spoken, start: int, end: int) -> bool:
    """Whether a person is the subject between two places, after the attribution at the first."""
    line = spoken.text.find("\n", start, end)
    since = min(start + LONGEST_ATTRIBUTION, end if line < 0 else line)
    return any(spoken.speakers[i].person and acts(spoken, i) for i in within(spoken, since, end))
