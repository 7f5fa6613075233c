"""Whom a noun means: "the president" by the roles of the text, "the company" by its bodies."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.acting import may_act
from streams.extraction.speakers.countries import is_elsewhere, is_there
from streams.extraction.speakers.places import parted, sentence_ends
from streams.extraction.speakers.spoken import Spoken, first_at, start_of, within
from streams.extraction.speakers.vocabulary import HAS_ALSO, any_of, speech

FAR = 3000
"""Characters before a noun in which the body is looked for whose name it ends."""
LONGEST_LEAD = 110
LEAD = re.compile(
    r"\W?(?:[A-Z][\w’']*(?: [a-z]+){0,4},? |[A-Z][^.,:“”\"\n]{2,90}, )?"
    r"(?:[Tt]he (?:[a-z-]+ ){0,2})?"
)
""" "In response, the", "Asked about it on Monday, the": what a sentence has before its subject."""
BODY = rf"(?:{any_of(speech().body_nouns)})"
GOES_ON = re.compile(rf"\W?(?:[A-Z][^.,:“”\"\n]{{2,90}}, )?(?:[Ii]t|[Tt]he {BODY})\b")
"""What a sentence begins with that still speaks of the body of the one before it."""
OF_BODY = re.compile(rf",?\s(?:it|[Tt]he (?:[\w’'-]+ ){{0,2}}?{BODY}) {HAS_ALSO}[a-z]+(?=\W)")
""" "it said", "the company said" behind a quotation."""
SENTENCES_BACK = 4
MUCH_MORE = 3
"""Times that the text names one person more than another with the same role."""
PARTY = re.compile(r" \(([RDI])[.,-]+ ?([A-Z][\w. ]{1,15})\)|, ([RDI])-([A-Z][\w. ]{1,15})\b")
""" "(R-Wyo.)", ", D-Calif." behind a name."""


def by_noun(spoken: Spoken, phrase: str, at: int) -> tuple[bool, str | None]:
    """Whether "the president", "the company", "one official" is somebody who speaks, and who: the
    one person of the text with that role, or the body that the text speaks of."""
    nouns = phrase.lower().split()
    holders = words().holders
    held = [noun for noun in nouns if noun.rpartition("-")[2] in holders]
    if not held or (held[-1] in speech().body_nouns and not _holders_of(spoken, held[-1], phrase)):
        last = phrase.split()[-1]
        if last in speech().body_nouns:
            own = named_so(spoken, last, at)
            other = own is None and any(word[0].isupper() for word in phrase.split())
            return True, own or (None if other else body_meant(spoken, at, alone=True))
        titles = (_titled_so(spoken, noun, at) for noun in phrase.split())
        if (titled := next(filter(None, titles), None)) is not None:
            return True, titled
        return last in speech().nobody or last.removesuffix("s") in holders, None
    noun = held[-1]
    found = _holders_of(spoken, noun, phrase)
    if len(found) != 1 and (named := _of_state(spoken, phrase)) is not None:
        return True, named
    return True, _most_named(spoken, found)


def _titled_so(spoken: Spoken, noun: str, at: int) -> str | None:
    """The one person before `at` before whose name a noun stands as a title: "the chaplain" of
    "Senate Chaplain Barry Black"."""
    title, low = f"{noun.capitalize()} ", max(at - FAR, 0)
    if not noun.islower() or noun in speech().no_nouns or spoken.text.find(title, low, at) < 0:
        return None
    found = {
        mention.entity
        for i in within(spoken, low, at)
        if (mention := spoken.speakers[i]).person and spoken.text.endswith(title, 0, mention.start)
    }
    return found.pop() if len(found) == 1 else None


def _most_named(spoken: Spoken, found: set[str]) -> str | None:
    """The one whom the text speaks of far more than of the others with the same role."""
    counts = sorted(((len(spoken.people[id_].mentions), id_) for id_ in found), reverse=True)
    if not counts or (len(counts) > 1 and counts[0][0] < MUCH_MORE * counts[1][0]):
        return None
    return counts[0][1]


def role_fits(spoken: Spoken, entity: str, phrase: str) -> bool:
    """Whether "the Ohio senator" may be a person, by the roles that the text has for him or her."""
    nouns = phrase.lower().split()
    roles = [role for role, id_ in spoken.roles if id_ == entity]
    if not roles:
        return entity in spoken.people
    noun = nouns[-1]
    if noun in words().holders:
        found = _holders_of(spoken, noun, phrase)
        if found:
            return entity in found
        if noun in speech().sole:
            return False  # "the president" is no senator
    return any(word in speech().political for role in roles for word in role.split())


def _holders_of(spoken: Spoken, noun: str, phrase: str) -> set[str]:
    """Those with a role that a noun means, of the country or town that its phrase has with it."""
    noun = noun.replace("-", " ")
    forms = (f" {noun}", f" {speech().short_roles.get(noun, noun)}")
    nouns = phrase.lower().replace("-", " ").split()
    found = {
        entity
        for role, entity in spoken.roles
        if f" {role}".replace("-", " ").endswith(forms)  # a "president" is no "resident"
        and role.startswith("former") == ("former" in nouns)
        and ("vice" in role) == ("vice" in nouns)
        and not role.startswith("late ")  # who is dead says nothing
        and not is_elsewhere(spoken.people[entity], phrase)
    }
    return {entity for entity in found if is_there(spoken.people[entity], phrase)} or found


def _of_state(spoken: Spoken, phrase: str) -> str | None:
    """The one person of the text whose state and party "the Ohio Democrat" names, by what stands
    behind the name: "(D-Ohio)"."""
    state, noun = phrase.rpartition(" ")[::2]
    forms = {form for form in speech().states.get(state, "").split(",") if form}
    if not forms:
        return None
    party = speech().parties.get(noun.lower())
    found = set()
    for mention in spoken.speakers:
        behind = PARTY.match(spoken.text, mention.end) if mention.person else None
        if behind is None:
            continue
        own, place = behind[1] or behind[3], (behind[2] or behind[4]).strip(" .")
        if place in forms and party in {None, own}:
            found.add(mention.entity)
    return found.pop() if len(found) == 1 else None


def named_so(spoken: Spoken, noun: str, at: int) -> str | None:
    """The body before `at` whose name ends with a noun: "the commission" of "National Health
    Commission"."""
    ends, begins = f" {noun}", f"{noun} of "
    within_name = f" {begins}"
    for i in reversed(within(spoken, max(at - FAR, 0), at)):
        mention = spoken.speakers[i]
        if mention.person:
            continue
        name = spoken.text[mention.start : mention.end].lower()
        if name.endswith(ends) or name.startswith(begins) or within_name in name:
            return mention.entity
    return None


def body_meant(spoken: Spoken, at: int, *, alone: bool) -> str | None:
    """The body that "it" or "the company" before `at` means: what the sentence or one of those
    before it begins with, as long as they speak of it. `alone`: or the only one that its sentence
    names."""
    starts = _sentences_back(spoken, at)
    own = next(starts)
    bodies = {
        spoken.speakers[i].entity for i in within(spoken, own, at) if not spoken.speakers[i].person
    }
    if alone and len(bodies) == 1:
        return bodies.pop()
    for number, lead in enumerate([own, *starts]):
        first = first_at(spoken, lead, min(lead + LONGEST_LEAD, at))
        if first is not None and LEAD.fullmatch(spoken.text, lead, first.start):
            acts = not first.person and may_act(spoken.text, first)
            return first.entity if acts else None
        if number and not GOES_ON.match(spoken.text, lead):
            return None
    return None


def _sentences_back(spoken: Spoken, at: int) -> Iterator[int]:
    """Where the sentence of `at` and those before it begin, up to the paragraph before its own; a
    quotation right before `at` is one sentence with the words behind it."""
    text = spoken.text
    number = bisect_right(spoken.paragraphs, at, key=start_of) - 1
    low = spoken.paragraphs[number].start if number >= 0 else 0
    before = bisect_left(spoken.quoted, at, key=start_of) - 1
    quoted = spoken.quoted[before] if before >= 0 else None
    until = at
    if quoted is not None and quoted.end <= at and not parted(text[quoted.end : at]):
        until = quoted.start
        low = min(low, until)
    starts = [low, *(low + end for end in sentence_ends(text[low:until]) if low + end <= until)]
    yield from starts[: -SENTENCES_BACK - 1 : -1]
    if number > 0:
        paragraph = spoken.paragraphs[number - 1]
        body = text[paragraph.start : paragraph.end]
        starts = [paragraph.start, *(paragraph.start + end for end in sentence_ends(body))]
        yield from starts[: -SENTENCES_BACK - 1 : -1]
