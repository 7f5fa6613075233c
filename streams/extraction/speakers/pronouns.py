"""Whom "he" or "she" means: the nearest person who acts and whose gender does not speak against
it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.acting import acts
from streams.extraction.speakers.cues import cue_verbs
from streams.extraction.speakers.genders import gender_of
from streams.extraction.speakers.nouns import by_noun
from streams.extraction.speakers.places import parted, sentence_ends, sentence_start
from streams.extraction.speakers.spoken import (
    Mentioned,
    Speaker,
    Spoken,
    first_at,
    start_of,
    verb_follows,
    within,
)
from streams.extraction.speakers.unnamed import unnamed_before
from streams.extraction.speakers.vocabulary import ALSO, any_of, speech

FAR = 5000
"""Characters before a pronoun in which the person is looked for."""
NEAR = 300
"""The same in which only one is named who fits."""
FAR_PAST_OTHERS = 1000
"""The same where people of the other gender stand between."""
PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\b|\b(?:[Hh]is|[Hh]er) "
    rf"(?=(?:{any_of(speech().own_words)})\b)"
)
PRONOUN_ACTS = re.compile(
    r"\s(he|she) ((?!is\b|was\b|has\b|does\b)[a-z]+(?:ed|s)|began|went on)(?=[\s.,])"
)
NOUN_FIRST = re.compile(
    r"(?:[.!?][”\"]?\s|\n)(?:[A-Z][^,.\n]{2,60}, t|T)he ((?:[\w.-]+ )?[a-z]+)(?=[\s,])"
    r"|[”\"] the ((?:[\w.-]+ )?[a-z]+) "
)
UNNAMED = re.compile(
    rf"\b(?:An?|One|Another) (?:[\w-]+ ){{0,3}}(?:spokes\w+|{any_of(speech().unnamed)})\b"
    r"[^.\n]{0,80}\b(?:told|said|says)\b"
)
"""Somebody without a name who speaks, whom a pronoun behind means."""
UNNAMED_FIRST = re.compile(
    rf"\W*(?:An?|One|Another) (?:[a-z-]+ ){{0,3}}(?:{any_of(speech().unnamed)})\b[^A-Z,“”\"]*$"
)
"""A sentence up to a pronoun, whose subject it is."""
OPENS = re.compile(
    r"(?:(?:[A-Z][a-z]+ing|In|On|At|During) [^,.;:“”\"\n]{2,80}, (?=he |she ))?"
    r"([Hh]e|[Ss]he)(?:['’]s)? "
)
"""What a sentence begins with whose subject is not named: "He", "Speaking on Friday, she"."""
CLOSED_BY = re.compile(r"[^”\"\d], (?:[A-Z][a-z]{0,6}\.? )?$")
OWNER_ACTS = re.compile(r"['’]s (\w+) [^.!?\n“”\"]{3,160}?\b(he|she) [a-z]")
OF_ANOTHER = re.compile(rf"\W*(?:[A-Z]\w+ing|{any_of(speech().asked)})\b")
""" "Addressing Kent's loss, he": another one speaks than who owns it."""
SOURCE = re.compile(r"\b[Aa]ccording to (?:[A-Z][\w.’'-]* ){0,4}$")
LONGEST_SOURCE = 60
WHO_SAYS = re.compile(rf", who {ALSO}(?:{any_of(speech().who_says)})\b")
FRONTED = any_of(speech().fronted)
FRONT = re.compile(
    rf"(?:(?:Later|Earlier|Then|But|And|Still|Yet|So),? )?(?:{FRONTED}|{FRONTED.lower()}) "
)
TO_SUBJECT = re.compile(r", (?:[A-Z][\w.-]* ){0,3}$")
LONGEST_JOINT = 50
JOINED = re.compile(
    r"(?:, (?:and|but|while|though|although)|\b(?:and|but) another (?:[a-z]+ ){0,2}[a-z]+,) "
    r"(?:[A-Z][\w.]* ){0,2}$"
)
ACTS_LAST = re.compile(
    rf"(?: \([^()]{{1,20}}\))?(?:, [^,.\n]{{2,60}})?,? {ALSO}"
    rf"(?:{any_of(speech().who_says)}|[a-z]+(?:s|ed)(?! him\b| her\b))\b"
)
INSERTED = re.compile(r"(?: \([^()]{1,20}\))?, (?P<he>he|she) [a-z]+, ")
LONGEST_TITLE = 12
ASKED = re.compile(rf"(?:{any_of(speech().asked)}|Challenged)\b[^.]*,\s")


class _Near(NamedTuple):
    """Who acts in the nearest sentence before a pronoun that has somebody for it."""

    mention: Mentioned | None
    passed: bool = False
    """Whether people of the other gender act nearer."""
    sure: bool = False
    opening: re.Match[str] | None = None
    """The pronoun for the same person with which that sentence begins."""


def person_meant(spoken: Spoken, pronoun: re.Match[str]) -> str | None:
    """Whom a pronoun means: the subject of the nearest sentence that has a person for one whose
    gender is not the other."""
    text, at = spoken.text, pronoun.start()
    other = "he" if pronoun.group().lower().startswith(("she", "her")) else "she"
    until = at
    if UNNAMED_FIRST.match(text, sentence_start(text, at), at) is not None:
        return None  # "One activist was so scared that he"
    if text.endswith((", ", " when "), 0, at):
        start = sentence_start(text, at)
        if (owner := _owner(spoken, start, pronoun, other)) is not None:
            return owner
        if ASKED.match(text, start, at) is not None or _inserted(spoken, start, pronoun):
            until = start  # "Asked by Kent, he said"
    named_in = within(spoken, max(at - FAR, 0), until)
    people = [i for i in named_in if spoken.speakers[i].person]
    near = _nearest(spoken, people, at, other)
    nearest = near.mention
    if unnamed_before(spoken, at, "she" if other == "he" else "he", nearest):
        return None
    if nearest is not None and near.sure:
        return nearest.entity
    if near.opening is not None:
        return person_meant(spoken, near.opening)
    since = max(at - FAR_PAST_OTHERS, 0) if nearest is None else _since(text, nearest)
    told_of = _told_of(spoken, pronoun, nearest, other)
    if told_of is not None:
        since = max(since, _since(text, told_of))
    if (held := _by_role(spoken, since, at, other)) is not None:
        return held
    if told_of is not None:
        return told_of.entity
    if nearest is None:
        fitting = [i for i in people if gender_of(spoken, spoken.speakers[i].entity) != other]
        return spoken.speakers[fitting[-1]].entity if fitting else None
    if near.passed and at - nearest.end > FAR_PAST_OTHERS:
        return _only_one_named(spoken, at, other)
    return None if UNNAMED.search(text, nearest.end, at) else nearest.entity


def pronoun_acts(spoken: Spoken, start: int, end: int) -> Speaker | None:
    """Who is meant by "he sighed" that stands right at `start`, and the verb."""
    acts = PRONOUN_ACTS.match(spoken.text, start, end)
    he = None if acts is None else PRONOUN.match(spoken.text, acts.start(1))
    return None if acts is None or he is None else Speaker(person_meant(spoken, he), acts[2])


def _nearest(spoken: Spoken, people: Sequence[int], at: int, other: str) -> _Near:
    """The subject of the nearest sentence before `at` that names somebody who is not `other`."""
    text = spoken.text
    nearest = speaking = None
    passed = False
    for i in reversed(people):
        mention = spoken.speakers[i]
        if nearest is not None and _in_another_sentence(text, mention, nearest):
            break
        may_be = gender_of(spoken, mention.entity) != other
        if not acts(spoken, i):
            if nearest is None and may_be and _owner_acts(text, mention, at, other):
                nearest = mention
            if may_be and _is_source(text, mention):
                speaking = mention  # "Kent met Lee, who said it was over."
                nearest = nearest or mention
            continue
        if nearest is None and may_be and _closes(text, mention):
            return _Near(mention, sure=True)  # "Unwin was at home, Kent said."
        if nearest is None and (opening := _opening(spoken, mention.start, other)) is not None:
            return _Near(None, opening=opening)  # "He lauded Kent. ... he said"
        passed = passed or not may_be
        near_by = at - mention.end < FAR_PAST_OTHERS
        if may_be and nearest is None and near_by and _acts_last(text, mention, at):
            return _Near(mention, sure=True)
        if may_be and not (nearest is not None and _fronted(text, mention, nearest)):
            nearest = mention
    if speaking is not None and nearest is not None and speaking.start > nearest.start:
        nearest = speaking
    return _Near(nearest, passed)


def _acts_last(text: str, mention: Mentioned, at: int) -> bool:
    """Whether somebody does something in the second part of the sentence before that of `at`: "Lee
    declined, and Kent said"."""
    joined = JOINED.search(text, max(mention.start - LONGEST_JOINT, 0), mention.start)
    return bool(joined) and ACTS_LAST.match(text, mention.end, at) is not None


def _owner_acts(text: str, mention: Mentioned, at: int, other: str) -> bool:
    """Whether a sentence before `at` goes on with what its owner does: "Kent's wish is that he
    wins." """
    if text[mention.end : mention.end + 3] not in {"’s ", "'s "}:
        return False
    found = OWNER_ACTS.match(text, mention.end)
    if found is None or found[2] == other or found[1].lower() in words().holders:
        return False
    if OF_ANOTHER.match(text, sentence_start(text, mention.start)):
        return False
    return found.end() < at and parted(text[found.end() : at])


def _is_source(text: str, mention: Mentioned) -> bool:
    """Whether somebody who is not the subject has spoken: ", who said", "according to Kent"."""
    if WHO_SAYS.match(text, mention.end):
        return True
    low = max(mention.start - LONGEST_SOURCE, 0)
    return SOURCE.search(text, low, mention.start) is not None


def _in_another_sentence(text: str, mention: Mentioned, following: Mentioned) -> bool:
    between = text[mention.end : following.start]
    return "\n" in between or parted(between)


def _only_one_named(spoken: Spoken, at: int, other: str) -> str | None:
    """The only one named right before a pronoun whom it may mean, where nobody acts: "I called Kent
    to ask him"."""
    near = (spoken.speakers[i] for i in within(spoken, max(at - NEAR, 0), at))
    may_be = [m for m in near if m.person and gender_of(spoken, m.entity) != other]
    if len({mention.entity for mention in may_be}) != 1:
        return None
    told_of = _opening(spoken, may_be[0].start, other) is not None  # "She had voted for Kent."
    return None if told_of else may_be[0].entity


def _since(text: str, mention: Mentioned) -> int:
    """From where on somebody with an office may be meant rather than who is named: from behind the
    name, or from where its sentence begins that says something of it: "The president said that Kent
    had no chance." """
    start = sentence_start(text, mention.start)
    said = any(cue_verbs(text, start, mention.start))
    return max(start - len(". "), 0) if said else mention.end


def _by_role(spoken: Spoken, since: int, at: int, other: str) -> str | None:
    """Who acts as "the president" before a pronoun: "The president met Kent. ... he said"."""
    for noun in reversed(list(NOUN_FIRST.finditer(spoken.text, since, at))):
        held = by_noun(spoken, noun[1] or noun[2], noun.start())[1]
        if held is not None and held in spoken.people and gender_of(spoken, held) != other:
            return held
    return None


def _fronted(text: str, mention: Mentioned, subject: Mentioned) -> bool:
    """Whether a name stands in what its sentence has before the subject: "After the Kent meeting,
    Lee said"."""
    start = sentence_start(text, mention.start)
    between = text[mention.end : subject.start]
    acts_itself = text[mention.end + 1 : mention.end + 2].islower()
    if acts_itself and TO_SUBJECT.search(text, max(start, mention.start - NEAR), mention.start):
        return False  # "During a break, Kent spoke of his friend, Lee"
    return bool(
        FRONT.match(text, start, mention.start)
        and TO_SUBJECT.search(between)
        and text[subject.end + 1 : subject.end + 2].islower()
    )


def _told_of(
    spoken: Spoken, pronoun: re.Match[str], nearest: Mentioned | None, other: str
) -> Mentioned | None:
    """The one person whom the sentence before the quotation beside a pronoun names, though another
    does what it says: "It was led by Kent." The next paragraph: "...," he said."""
    text = spoken.text
    number = bisect_right(spoken.paragraphs, pronoun.start(), key=start_of) - 1
    opened = spoken.paragraphs[number].start if number > 0 else 0
    if not opened or text[opened : opened + 1] not in {"“", '"'}:
        return None
    before = spoken.paragraphs[number - 1]
    start = before.start + max([0, *sentence_ends(text[before.start : before.end].rstrip())])
    if nearest is not None and nearest.start >= start:
        return None
    named = {
        mention.entity: mention
        for i in within(spoken, start, before.end)
        if (mention := spoken.speakers[i]).person
    }
    if len(named) != 1 or PRONOUN.search(text, start, before.end):
        return None
    entity, mention = named.popitem()
    if gender_of(spoken, entity) == other:
        return None
    return mention


def _inserted(spoken: Spoken, start: int, pronoun: re.Match[str]) -> bool:
    """Whether "he said" stands behind the subject of what he says: "Mr Kent, he said, had",
    "Mr Kent (R-Ohio), he said, had"."""
    first = first_at(spoken, start, start + LONGEST_TITLE)
    inserted = None if first is None else INSERTED.match(spoken.text, first.end)
    return inserted is not None and inserted.start("he") == pronoun.start()


def _closes(text: str, mention: Mentioned) -> bool:
    """Whether a sentence ends with who has said it: ", Mr Kent said."."""
    return bool(
        CLOSED_BY.search(text, max(mention.start - 12, 0), mention.start)
        and verb_follows(text, mention.end)
    )


def _owner(spoken: Spoken, start: int, pronoun: re.Match[str], other: str) -> str | None:
    """ "Kent's remark of last year, when he said": the last who owns something before it."""
    text = spoken.text
    if not text.endswith(" when ", start, pronoun.start()):
        return None
    for i in reversed(within(spoken, start, pronoun.start())):
        mention = spoken.speakers[i]
        if mention.person and text[mention.end : mention.end + 2] in {"’s", "'s"}:
            return mention.entity if gender_of(spoken, mention.entity) != other else None
    return None


def _opening(spoken: Spoken, at: int, other: str) -> re.Match[str] | None:
    """The pronoun that the sentence of a name begins with, where that is not the `other` one: it
    means the same person as a pronoun behind."""
    text = spoken.text
    opening = OPENS.match(text, sentence_start(text, at), at)
    if opening is None or opening[1].lower() == other:
        return None
    return PRONOUN.match(text, opening.start(1))


def may_be(spoken: Spoken, entity: str, pronoun: str) -> bool:
    """Whether "he" or "she" may mean a person."""
    return entity in spoken.people and gender_of(spoken, entity) in {None, pronoun}


def fits(spoken: Spoken, entity: str, other: str) -> bool:
    """Whether two people may be meant by one pronoun."""
    if entity not in spoken.people or other not in spoken.people:
        return False
    genders = {gender_of(spoken, entity), gender_of(spoken, other)} - {None}
    return len(genders) <= 1
