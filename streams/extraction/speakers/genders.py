"""Whether a person is "he" or "she": by titles, roles and given name, else by pronouns."""

import re
from bisect import bisect_right
from functools import cache

from schemas import Entity
from streams.extraction.entities.hints import women_and_men
from streams.extraction.speakers.places import sentence_ends, sentence_start
from streams.extraction.speakers.spoken import Spoken, start_of, within
from streams.extraction.speakers.vocabulary import any_of, speech

MENS_ENDINGS = tuple(sorted(speech().mens_endings))
ADDRESSED = re.compile(rf"\b({any_of(speech().addresses)})\.?\s$")
PRONOUN = re.compile(r"\b(?:(he|himself)|(?:she|herself))\b")
FAR = 200
"""Characters behind a name in which its sentence may speak of "him"."""
MOST_MENTIONS = 12
TOLD = 2
"""Sentences that say who is "he" where the name does not."""


def gender_of(spoken: Spoken, entity: str) -> str | None:
    """ "he" or "she"; None if unknown."""
    if entity not in spoken.genders:
        person = spoken.people[entity]
        addressed = _by_title(spoken.text, person)
        spoken.genders[entity] = addressed or _by_name_or_text(spoken, person)
    return spoken.genders[entity]


@cache
def _women_and_men() -> tuple[frozenset[str], frozenset[str]]:
    women, men = women_and_men()
    return women | speech().more_women, men | speech().more_men


def _by_title(text: str, person: Entity) -> str | None:
    for mention in person.mentions:
        title = ADDRESSED.search(text, max(mention.start - 6, 0), mention.start)
        if title is not None:
            return "he" if title[1].lower() in speech().mens else "she"
    for word in " ".join(person.roles).lower().split():
        if word in speech().mens or word.endswith(MENS_ENDINGS):
            return "he"
        if word in speech().womens or word.endswith("woman"):
            return "she"
    return None


def _by_name_or_text(spoken: Spoken, person: Entity) -> str | None:
    """By the given name; where it says nothing, as Sandy does, by how the text speaks of who has
    it."""
    given, _, rest = person.name.lower().partition(" ")
    if rest and given not in speech().of_both:
        women, men = _women_and_men()
        if given in women:
            return "she"
        if given in men:
            return "he"
    return _told(spoken, person)


def _told(spoken: Spoken, person: Entity) -> str | None:
    """The pronoun by which sentences speak of the one person whom they name; None where they
    differ, or are too few."""
    found = [told for m in person.mentions[:MOST_MENTIONS]
             if (told := _pronoun_behind(spoken, m.start, m.end)) is not None]  # fmt: skip
    return found[0] if len(found) >= TOLD and len(set(found)) == 1 else None


def _pronoun_behind(spoken: Spoken, start: int, end: int) -> str | None:
    """The first pronoun behind a name in its sentence, where no other person is named."""
    text = spoken.text
    found = PRONOUN.search(text, end, end + FAR)
    if found is None:
        return None
    i = bisect_right(spoken.quoted, found.start(), key=start_of)
    if i and spoken.quoted[i - 1].end > start:
        return None
    if "\n" in text[end : found.start()] or any(sentence_ends(text[end : found.start()])):
        return None
    named = within(spoken, sentence_start(text, start), found.start())
    if any(spoken.speakers[i].person and spoken.speakers[i].start != start for i in named):
        return None
    return "he" if found[1] else "she"
