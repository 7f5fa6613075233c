"""Whom a noun means: "the president" by the roles of the text, "the company" by its bodies."""

import re
from bisect import bisect_left

from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.acting import may_act
from streams.extraction.speakers.places import sentence_ends
from streams.extraction.speakers.spoken import LONGEST_SENTENCE, Spoken, start_of, within
from streams.extraction.speakers.vocabulary import speech

FAR = 3000
"""Characters before a noun in which the body is looked for whose name it ends."""
LONGEST_LEAD = 48
LEAD = re.compile(r"(?:[A-Z][\w’']*(?: [a-z]+){0,4},? )?(?:[Tt]he )?")
""" "In response, the": what a sentence has before its subject."""


def by_noun(spoken: Spoken, phrase: str, at: int) -> tuple[bool, str | None]:
    """Whether "the president", "the company", "one official" is somebody who speaks, and who: the
    one person of the text with that role, or the body that the text speaks of."""
    nouns = phrase.lower().split()
    holders = words().holders
    held = [noun for noun in nouns if noun in holders]
    if not held:
        last = phrase.split()[-1]
        if last in speech().body_nouns:
            return True, _named_so(spoken, last, at) or body_meant(spoken, at, alone=True)
        return last in speech().nobody or last.removesuffix("s") in holders, None
    if "vice" in nouns:
        return True, None
    noun = held[-1]
    former = "former" in nouns
    forms = (noun, speech().short_roles.get(noun, noun))
    found = {
        entity
        for role, entity in spoken.roles
        if role.endswith(forms) and role.startswith("former") == former and "vice" not in role
    }
    return True, found.pop() if len(found) == 1 else None


def _named_so(spoken: Spoken, noun: str, at: int) -> str | None:
    """The body before `at` whose name ends with a noun: "the commission" of "National Health
    Commission"."""
    for i in reversed(within(spoken, max(at - FAR, 0), at)):
        mention = spoken.speakers[i]
        name = spoken.text[mention.start : mention.end].lower()
        if not mention.person and (name.endswith(f" {noun}") or name.startswith(f"{noun} of ")):
            return mention.entity
    return None


def body_meant(spoken: Spoken, at: int, *, alone: bool) -> str | None:
    """The body that "it" or "the company" before `at` means: what the sentence, the one before it
    or the paragraph before it begins with. `alone`: or the only one that its sentence names."""
    text = spoken.text
    low = max(text.rfind("\n", 0, at) + 1, at - LONGEST_SENTENCE)
    starts = [low, *(low + end for end in sentence_ends(text[low:at]))]
    bodies = {
        spoken.speakers[i].entity
        for i in within(spoken, starts[-1], at)
        if not spoken.speakers[i].person
    }
    if alone and len(bodies) == 1:
        return bodies.pop()
    leads = starts[-1:-3:-1]
    if len(starts) == 1:
        number = bisect_left(spoken.paragraphs, low, key=start_of) - 1
        leads.append(spoken.paragraphs[number].start if number >= 0 else low)
    for lead in leads:
        first = next(iter(within(spoken, lead, lead + LONGEST_LEAD)), None)
        if first is not None and LEAD.fullmatch(text, lead, spoken.speakers[first].start):
            mention = spoken.speakers[first]
            return None if mention.person or not may_act(text, mention) else mention.entity
    return None
