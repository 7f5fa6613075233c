"""Words that say what a name beside or in them is, from the files of `data/`."""

from functools import cache
from typing import NamedTuple

from streams.extraction.entities.data_files import (
    organisations_file,
    people_file,
    places_file,
)


class Words(NamedTuple):
    """Words that say what a capitalised name is, lower-cased but for `given`."""

    titles: frozenset[str]
    role_words: frozenset[str]
    role_nouns: frozenset[str]
    speech: frozenset[str]
    cues: frozenset[str]
    """Verbs that introduce a quotation, those of `speech` with them."""
    labels: frozenset[str]
    """Verbs that a term in marks goes with as often as speech, and only behind them: "called"."""
    roles: frozenset[str]
    """All words of roles, those of the three lists above with them."""
    nicknames: dict[str, str]
    """Short given names, and what they are short for, in small letters."""
    family_first: frozenset[str]
    """Names of families that stand before the given name: "Kim"."""
    tails: frozenset[str]
    """Words behind the name of a body that it is also named without: "Foods"."""
    holders: frozenset[str]
    """Those of them that are somebody: "president", not "foreign"."""
    offices: frozenset[str]
    """Those of them that are no title before a name: "lawyer", not "Mr" or "Sister"."""
    shortened_titles: frozenset[str]
    given: frozenset[str]
    no_names: frozenset[str]
    org_last: frozenset[str]
    org_first: frozenset[str]
    event_last: frozenset[str]
    armed_last: frozenset[str]
    built: frozenset[str]
    natural: frozenset[str]
    place_last: frozenset[str]
    place_first: frozenset[str]
    capitals: frozenset[str]
    """As they are written."""
    facilities: frozenset[str]


@cache
def words() -> Words:
    people, orgs, places = people_file(), organisations_file(), places_file()

    def lowered(words: frozenset[str]) -> frozenset[str]:
        return frozenset(map(str.lower, words))

    titles, role_nouns = lowered(people.titles), lowered(people.role_nouns)
    role_words, speech = lowered(people.role_words), lowered(people.speech)
    offices = role_nouns | lowered(people.more_holders)
    holders = titles | offices
    return Words(
        titles=titles,
        role_words=role_words,
        role_nouns=role_nouns,
        speech=speech,
        cues=speech | lowered(people.cues),
        labels=lowered(people.labels),
        roles=holders | role_words | lowered(people.more_roles),
        holders=holders,
        nicknames=_short_names(people.nicknames),
        family_first=lowered(people.family_first),
        tails=lowered(orgs.tails),
        offices=offices,
        shortened_titles=lowered(people.shortened_titles),
        given=people.given,
        no_names=lowered(people.no_names),
        org_last=lowered(orgs.last),
        org_first=lowered(orgs.first),
        event_last=lowered(orgs.event_last),
        armed_last=lowered(orgs.armed_last),
        built=lowered(places.built),
        natural=lowered(places.natural),
        place_last=lowered(places.last),
        place_first=lowered(places.first),
        capitals=places.capitals,
        facilities=lowered(places.facilities),
    )


def _short_names(text: str) -> dict[str, str]:
    """For each short form the given name: lines of a name and its short forms."""
    lines = [line.lower().split() for line in filter(str.strip, text.splitlines())]
    return {short: name for name, *forms in lines for short in forms}
