"""A text as its quotations need it: who can speak in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from schemas import Entity, Span
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.vocabulary import words
from streams.extraction.speakers.countries import country_in
from streams.extraction.speakers.vocabulary import any_of, cue_words, speech
from streams.extraction.tokens import tokenise

LONGEST_TWEET = 400
PLACE_GOES_ON = (" ", ",", "’", "'")
"""What stands behind a place that says something."""
KEPT_GROUPS = 4096
"""Names of groups of which it is known whether they act."""
HEAD_OF_ROLE = re.compile(r" (?:of|at|for|in|to|on|with|and)\b|,")

OF_NAMED = re.compile(r"\b[RDI]-$|[A-Z][\w.’'-]{0,16}, $")
""" "Ann Kent, R-Minn. told", "Ann Kent, of Hilo, Hawaii said": a place that is more of a name."""

OF_STATE = re.compile(
    rf"(?:['’]s)? (?:(?!and\b)[a-z]+ ){{0,2}}(?:{any_of(speech().of_states)})(?![\w’'-])"
)
"""What speaks for a country, behind its name: "Iran's foreign ministry"."""
PLACE_SPEAKS = re.compile(
    r"(?: and (?:the )?[A-Z][\w.]{2,20}(?: [A-Z]\w{2,20})?)?"
    r"(?:, (?:which|whose) [^.;“”\"\n]{3,100}?,)?(?: on [A-Z][a-z]{2,5}day)?"
    rf"(?: (?:{any_of(speech().adverbs)})){{0,2}} (?P<verb>[a-z]+)"
)
""" ", which denies it, on Tuesday again accused" behind a country."""


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
    starts: Sequence[int]
    """Where each of these begins."""
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
    opened = [span.start for span in spans]
    tweets = "(@" in text
    for entity in entities:
        kind = entity.type
        may_speak = kind in {"PERSON", "ORG"} or (kind == "GROUP" and _is_movement(entity.name))
        if not may_speak and kind not in {"FACILITY", "PLACE", "GROUP"}:
            continue
        for m in entity.mentions:
            start, end = m.start, m.end
            before = bisect_right(opened, start)
            if before and spans[before - 1].end > start:
                continue
            if not may_speak:
                until = _speaks_until(text, start, end, kind)
                if until is None:
                    continue
                end = until
            id_ = entity.id if kind != "GROUP" or may_speak else _state_of(entity, entities)
            if id_ is None:
                continue
            own = tweeted if tweets and _is_tweeted(text, start, end) else outside
            own.append(Mentioned(start, end, id_, kind == "PERSON"))
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
    starts = [mention.start for mention in outside]
    return Spoken(text, paragraphs, spans, outside, starts, roles, people, namesakes, tweeted, {})


def _state_of(people: Entity, entities: Sequence[Entity]) -> str | None:
    """The country that a text names of whose army "the Iranian army" is."""
    of = (e for e in entities if e.type == "PLACE" and e.country == people.country is not None)
    return next((e.id for e in of if country_in(e.name) is not None), None)


def _speaks_until(text: str, start: int, end: int, kind: str) -> int | None:
    """Where the words end by which a place or a building that is named in a text stands for those
    who are there, "Iran's foreign ministry"; None where it does not."""
    if kind == "FACILITY":
        return end if verb_follows(text, end) or text.startswith(" spokes", end) else None
    if text[end : end + 1] not in PLACE_GOES_ON:
        return None  # as most do
    state = OF_STATE.match(text, end)
    if state is None and kind == "GROUP":
        return None  # a people, and not "the Iranian army"
    end = end if state is None else state.end()
    says = PLACE_SPEAKS.match(text, end)
    if not (says and _is_of_speech(says["verb"])) and not text.startswith(" spokes", end):
        return None
    return None if OF_NAMED.search(text, max(start - 24, 0), start) else end


def _is_of_speech(verb: str) -> bool:
    return verb in cue_words() or verb in words().labels or verb in speech().phrasing


@lru_cache(KEPT_GROUPS)
def _is_movement(group: str) -> bool:
    """Whether a group acts as a body does."""
    tokens = tokenise(group).texts
    known = longest_name(tokens, 0, len(tokens))
    return known is not None and known[0].movement


def verb_follows(text: str, end: int) -> bool:
    """Whether a verb of speech follows a name right away: "the White House said", "Holmes once
    said"."""
    behind = text[end + 1 : end + 28]
    if not behind[:1].isalpha():
        return False
    found = behind.split(maxsplit=2)
    verb = found[1] if len(found) > 1 and found[0] in speech().adverbs else found[0]
    return verb.rstrip(",:.") in cue_words()


def within_tweet(spoken: Spoken, span: Span) -> Spoken:
    """The text for a quotation: in a tweet that is shown whole with those whom tweets name."""
    if not spoken.tweeted or not _is_tweeted(spoken.text, span.start, span.end):
        return spoken
    speakers = sorted([*spoken.speakers, *spoken.tweeted])
    return spoken._replace(speakers=speakers, starts=[mention.start for mention in speakers])


def _is_tweeted(text: str, start: int, end: int) -> bool:
    """Whether a name stands in a tweet that is shown whole, which ends with "— Name (@handle)"."""
    handle = text.find("(@", end, end + LONGEST_TWEET)
    if handle < 0 or "\n" in text[end:handle]:
        return False
    return any(dash in text[max(start - 2, 0) : handle] for dash in "—–")


def within(spoken: Spoken, start: int, end: int) -> range:
    """Those who are named from `start` up to `end`, which is excluded."""
    return range(bisect_left(spoken.starts, start), bisect_left(spoken.starts, end))


def first_at(spoken: Spoken, start: int, end: int) -> Mentioned | None:
    """Who is named first from `start` up to `end`."""
    first = bisect_left(spoken.starts, start)
    named = first < len(spoken.starts) and spoken.starts[first] < end
    return spoken.speakers[first] if named else None


def person_at(spoken: Spoken, start: int, end: int) -> Mentioned | None:
    """Who is named first from `start` up to `end`, where that is a person."""
    named = first_at(spoken, start, end)
    return named if named is not None and named.person else None


def start_of(span: Span) -> int:
    """To look for a place among spans."""
    return span.start
