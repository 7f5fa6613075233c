"""Whom "he" or "she" means: the nearest person who acts and whose gender does not speak against
it.
"""

import re

from schemas import Entity
from streams.extraction.entities.gazetteers import women_and_men
from streams.extraction.speakers.acting import acts
from streams.extraction.speakers.nouns import by_noun
from streams.extraction.speakers.places import sentence_ends
from streams.extraction.speakers.spoken import Spoken, within
from streams.extraction.speakers.vocabulary import speech

FAR = 5000
"""Characters before a pronoun in which the person is looked for."""
FAR_PAST_OTHERS = 1000
"""The same where people of the other gender stand between."""
PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he)\b|\b(?:[Hh]is|[Hh]er) (?=(?:statement|letter|e-?mail|memo|tweet|post|"
    r"speech|testimony|book|op-ed|column|essay|lawsuit|message)\b)"
)
NOUN_FIRST = re.compile(r"(?:[.!?][”\"]?\s|\n)The ((?:[\w.-]+ )?[a-z]+)(?=[\s,])")
UNNAMED = re.compile(
    r"\b(?:An?|One|Another) (?:[\w-]+ ){0,3}(?:spokes\w+|official|source|man|woman|resident|"
    r"witness|neighbou?r|protester|voter|student|soldier)\b[^.\n]{0,80}\b(?:told|said|says)\b"
)
"""Somebody without a name who speaks, whom a pronoun behind means."""
ADDRESSED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lady|Lord)\.?\s$")


def person_meant(spoken: Spoken, pronoun: re.Match[str]) -> str | None:
    """Whom a pronoun means: the subject of the nearest sentence that has a person for one whose
    gender is not the other."""
    text, at = spoken.text, pronoun.start()
    other = "she" if pronoun.group()[:2].lower() in {"he", "hi"} else "he"
    if pronoun.group().lower().startswith("her"):
        other = "he"
    named_in = within(spoken, max(at - FAR, 0), at)
    people = [i for i in named_in if spoken.speakers[i].person]
    nearest = None
    passed = False
    for i in reversed(people):
        mention = spoken.speakers[i]
        if nearest is not None:
            between = text[mention.end : nearest.start]
            if "\n" in between or any(True for _ in sentence_ends(between)):
                break
        if not acts(spoken, i):
            continue
        if _gender(spoken, mention.entity) == other:
            passed = True
        else:
            nearest = mention
    if nearest is None:
        fitting = [i for i in people if _gender(spoken, spoken.speakers[i].entity) != other]
        return spoken.speakers[fitting[-1]].entity if fitting else None
    for noun in reversed(list(NOUN_FIRST.finditer(text, nearest.end, at))):
        held = by_noun(spoken, noun[1], noun.start())[1]
        if held is not None and held in spoken.people and _gender(spoken, held) != other:
            return held  # "The president met Kent. ... he said"
    if passed and at - nearest.end > FAR_PAST_OTHERS:
        return None
    return None if UNNAMED.search(text, nearest.end, at) else nearest.entity


def _gender(spoken: Spoken, entity: str) -> str | None:
    """ "he" or "she" by a person's titles and roles, else by the given name; None if unknown."""
    if entity not in spoken.genders:
        spoken.genders[entity] = _found_gender(spoken.text, spoken.people[entity])
    return spoken.genders[entity]


def _found_gender(text: str, person: Entity) -> str | None:
    for mention in person.mentions:
        title = ADDRESSED.search(text, max(mention.start - 6, 0), mention.start)
        if title is not None:
            return "he" if title[1].lower() in speech().mens else "she"
    for word in " ".join(person.roles).lower().split():
        if word in speech().mens or word.endswith(
            ("spokesman", "chairman", "gressman", "businessman")
        ):
            return "he"
        if word in speech().womens or word.endswith("woman"):
            return "she"
    given, _, rest = person.name.lower().partition(" ")
    women, men = women_and_men()
    if not rest:
        return None
    return "she" if given in women else "he" if given in men else None
