"""A text as its quotations need it: who can speak in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from schemas import Entity, Span
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.speakers.vocabulary import cue_words, speech
from streams.extraction.tokens import tokenise

LONGEST_SENTENCE = 600
LONGEST_TWEET = 400
HEAD_OF_ROLE = re.compile(r" (?:of|at|for|in|to|on|with|and)\b|,")

OF_NAMED = re.compile(r"\b[RDI]-$|[A-Z][\w.’'-]{0,16}, $")
""" "Ann Kent, R-Minn. told", "Ann Kent, of Hilo, Hawaii said": a place that is more of a name."""


class Mentioned(NamedTuple):
    """Where an entity is named."""

    start: int
    end: int
    entity: str
    person: bool = False


class Speaker(NamedTuple):
    """Who says a quotation (None: nobody is named), and the verb that says so."""

    entity: str | None
    cue: str | None


class Spoken(NamedTuple):
    """A text as its quotations need it."""

    text: str
    paragraphs: Sequence[Span]
    quoted: Sequence[Span]
    """What stands in marks."""
    speakers: Sequence[Mentioned]
    """People and bodies, in order, where no quotation names them."""
    roles: Sequence[tuple[str, str]]
    """What people are, in small letters and without of what, with their ids."""
    people: Mapping[str, Entity]
    namesakes: Mapping[str, Sequence[str]]
    """Ids of those named in full, by last name."""
    tweeted: Sequence[Mentioned]
    """Those named in tweets that are shown whole, where no quotation is."""
    genders: dict[str, str | None]
    """What has been found out so far: "he", "she" or None by id."""


def spoken_text(
    text: str, paragraphs: Sequence[Span], spans: Sequence[Span], entities: Sequence[Entity]
) -> Spoken:
    """The text with those who can speak in it. `spans`: its quotations."""
    outside: list[Mentioned] = []
    tweeted: list[Mentioned] = []
    starts = [span.start for span in spans]
    tweets = "(@" in text
    for entity in entities:
        if entity.type not in {"PERSON", "ORG", "FACILITY", "PLACE"} and not _is_movement(entity):
            continue
        person = entity.type == "PERSON"
        for m in entity.mentions:
            before = bisect_right(starts, m.start)
            if before and spans[before - 1].end > m.start:
                continue
            speaks = verb_follows(text, m.end) or text.startswith(" spokes", m.end)
            if not (person or entity.type in {"ORG", "GROUP"} or speaks):
                continue
            if entity.type == "PLACE" and OF_NAMED.search(text, max(m.start - 24, 0), m.start):
                continue
            mention = Mentioned(m.start, m.end, entity.id, person)
            own = tweeted if tweets and _is_tweeted(text, mention.start, mention.end) else outside
            own.append(mention)
    outside.sort()
    people = {e.id: e for e in entities if e.type == "PERSON"}
    roles = [
        (HEAD_OF_ROLE.split(role, maxsplit=1)[0].lower(), id_)
        for id_, e in people.items()
        for role in e.roles
    ]
    namesakes: dict[str, list[str]] = {}
    for id_, e in people.items():
        given, _, last = e.name.rpartition(" ")
        if given:
            namesakes.setdefault(last, []).append(id_)
    return Spoken(text, paragraphs, spans, outside, roles, people, namesakes, tweeted, {})


def _is_movement(entity: Entity) -> bool:
    """Whether an entity is a group that acts as a body does."""
    if entity.type != "GROUP":
        return False
    tokens = tokenise(entity.name).texts
    known = longest_name(tokens, 0, len(tokens))
    return known is not None and known[0].movement


def verb_follows(text: str, end: int) -> bool:
    """Whether a verb of speech follows a name right away: "the White House said", "Holmes once
    said"."""
    behind = text[end + 1 : end + 28]
    found = behind.split(maxsplit=2)
    if not found or behind[0].isspace():
        return False
    verb = found[1] if len(found) > 1 and found[0] in speech().adverbs else found[0]
    return verb.rstrip(",:.") in cue_words()


def within_tweet(spoken: Spoken, span: Span) -> Spoken:
    """The text for a quotation: in a tweet that is shown whole with those whom tweets name."""
    if not spoken.tweeted or not _is_tweeted(spoken.text, span.start, span.end):
        return spoken
    return spoken._replace(speakers=sorted([*spoken.speakers, *spoken.tweeted]))


def _is_tweeted(text: str, start: int, end: int) -> bool:
    """Whether a name stands in a tweet that is shown whole, which ends with "— Name (@handle)"."""
    handle = text.find("(@", end, end + LONGEST_TWEET)
    if handle < 0 or "\n" in text[end:handle]:
        return False
    return any(dash in text[max(start - 2, 0) : handle] for dash in "—–")


def within(spoken: Spoken, start: int, end: int) -> range:
    """Those who are named from `start` up to `end`, which is excluded."""
    return range(bisect_left(spoken.speakers, (start,)), bisect_left(spoken.speakers, (end,)))


def first_at(spoken: Spoken, start: int, end: int) -> Mentioned | None:
    """Who is named first from `start` up to `end`."""
    return next((spoken.speakers[i] for i in within(spoken, start, end)), None)


def person_at(spoken: Spoken, start: int, end: int) -> Mentioned | None:
    """Who is named first from `start` up to `end`, where that is a person."""
    named = first_at(spoken, start, end)
    return named if named is not None and named.person else None


def start_of(span: Span) -> int:
    """To look for a place among spans."""
    return span.start
