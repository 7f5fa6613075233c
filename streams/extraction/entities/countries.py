"""Which country a place is in, where the text itself says more than the gazetteer."""

from collections import Counter
from collections.abc import Iterator, Sequence

from streams.extraction.entities.candidates import Candidate
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.geography import (
    abbreviated_parts,
    countries_and_parts,
    country_name,
    postal_codes,
    same_names,
    small_towns,
    towns_alone,
    unmistakable,
)
from streams.extraction.entities.landmarks import with_their_towns
from streams.extraction.entities.settling import STATE_AND_COUNTRY, WORDS, are_listed
from streams.extraction.entities.states import (
    WASHINGTON,
    state_of_washington,
    states_or_countries,
)
from streams.extraction.tokens import Tokens

HOME = "US"
SHORT_FOR: dict[str, tuple[str, ...]] = {"North": ("KP",), "South": ("KR", "KP"), "Kingdom": ()}
"""The country of such a name and what a text names besides; of a kingdom, the one that it names."""
COUNTIES = frozenset({"County", "Parish"})
LONGEST_CODE = 2
LONGEST_SHORT = 6
"""Characters of a part of a country as it is shortened: "Calif."."""
PARTY_LETTERS = frozenset("RDI")
LONGEST_STATE = 5
"""Tokens of a state behind a party: "N", ".", "Y" and the last point; "West Virginia"."""
LISTING: tuple[list[str], ...] = ([], ["and"], ["or"])
"""What stands behind a comma before the next of a list."""


def party_states(tokens: Tokens, capitals: Sequence[int]) -> Iterator[Candidate]:
    """The states behind the party of a member of Congress: "(D-CA)", "(R-Ky.)", "D-N.Y.,".

    `capitals`: the tokens that begin with a capital letter.
    """
    texts = tokens.texts
    for i in [i for i in capitals if texts[i] in PARTY_LETTERS]:
        behind = i and texts[i - 1] in {"(", ","} and tokens.glued(i)
        if not behind or texts[i + 1 : i + 2] != ["-"]:
            continue
        state = _state_from(tokens, i + 2)
        if state is not None:
            yield state


def _state_from(tokens: Tokens, first: int) -> Candidate | None:
    """The longest short form of a state that begins at a token."""
    end = min(first + LONGEST_STATE, len(tokens.texts))
    for last in range(end - 1, first - 1, -1):
        surface = tokens.surface(first, last)
        code = surface.upper() if len(surface) == LONGEST_CODE else ""
        part = abbreviated_parts().get(surface.rstrip(".")) or postal_codes().get(code)
        if part is not None:
            return Candidate(first, last, "PLACE", part[0], part[1], 0.9)
    return None


def settle_countries(tokens: Tokens, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The mentions with the countries of places corrected.

    A city takes the country of the place named after it ("Alexandria, Virginia"), which may be
    shortened ("Alexandria, Va.") and then is joined under its name in full. A name that is a
    country and a state is the state in a text that names places of the state's country and none,
    beside itself, of the other.
    """
    starts, ends = tokens.starts, tokens.ends
    mentions = [
        _in_full(tokens, mentions, i) if ends[m.last] - starts[m.first] <= LONGEST_SHORT else m
        for i, m in enumerate(mentions)
    ]
    mentions = [
        state_of_washington(tokens, mentions, i) if m.canonical == WASHINGTON else m
        for i, m in enumerate(mentions)
    ]
    mentions = states_or_countries(tokens, mentions)
    named = [
        _by_its_part(tokens, m) if m.type == "PLACE" and m.last > m.first else m for m in mentions
    ]
    told = [
        _by_what_follows(tokens, named, i) if m.type == "PLACE" else m for i, m in enumerate(named)
    ]
    named = _told_once(tokens, named, told)
    shared = same_names()
    others = Counter(
        [
            m.country
            for m in named
            if m.country and m.canonical not in STATE_AND_COUNTRY and m.canonical not in shared
        ]
    )
    if not others:
        others = _told_by(tokens)
    named = [
        _county(tokens, m, others)
        if m.type == "PLACE" and m.last > m.first and tokens.texts[m.last] in COUNTIES
        else m
        for m in named
    ]
    named = [_likelier(tokens, m, others) if m.type == "PLACE" else m for m in named]
    named = _in_short(tokens, named)
    return [_alone(tokens, m) for m in with_their_towns(tokens, named)]


def _in_short(tokens: Tokens, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The mentions, "the North" of a text that names North Korea or a place in it as that, "the
    South" of one that names both, "the Kingdom" as the one that it names."""
    short = [
        i
        for i, m in enumerate(mentions)
        if m.type == "PLACE"
        and m.first == m.last
        and tokens.texts[m.first] in SHORT_FOR
        and tokens.lower(m.first - 1) == "the"
    ]
    if not short:
        return list(mentions)
    named = {m.country for m in mentions if m.canonical == country_name(m.country or "")}
    kings = sorted(WORDS.kingdoms & named)
    named.update(m.country for m in mentions if m.type == "PLACE")
    settled = list(mentions)
    for i in short:
        meant = SHORT_FOR[tokens.texts[mentions[i].first]] or tuple(kings)
        if named.issuperset(meant) and (len(meant) == 1 or meant != tuple(kings)):
            code = meant[0]
            settled[i] = mentions[i]._replace(canonical=country_name(code), country=code)
    return settled


def _told_by(tokens: Tokens) -> Counter[str]:
    """The countries whose courts, police or money a text speaks of that names none: "Teesside Crown
    Court"."""
    text = tokens.text
    return Counter({
        country: said
        for country, phrases in WORDS.told_by.items()
        if (said := sum(phrase in text for phrase in phrases))
    })  # fmt: skip


def _likelier(tokens: Tokens, mention: Candidate, others: Counter[str]) -> Candidate:
    """A place with the one of the countries that have a place of its name that the text speaks of:
    "Santa Cruz" in an article on California."""
    if mention.canonical is None or mention.country is None:
        return _of_small_town(tokens, mention, others)
    if mention.canonical in STATE_AND_COUNTRY:
        return mention
    countries = same_names().get(mention.canonical)
    if mention.canonical in unmistakable():
        return mention
    if countries is None or mention.country != countries[0] or others[mention.country]:
        return mention
    country = max(countries, key=others.__getitem__)
    return mention._replace(country=country) if others[country] else mention


def _of_small_town(tokens: Tokens, mention: Candidate, others: Counter[str]) -> Candidate:
    """A town that no list of names has, with the country of one of its name that the text speaks
    of: "Sioux City" in an article on Iowa."""
    if mention.canonical is not None or mention.country is not None:
        return mention
    name = tokens.surface(mention.first, mention.last)
    country = max(small_towns().get(name, ()), key=others.__getitem__, default="")
    return mention._replace(country=country) if others[country] else mention


def _alone(tokens: Tokens, mention: Candidate) -> Candidate:
    """A town with the country that it is in where nothing says which: "Asheville"."""
    if mention.type != "PLACE" or mention.country is not None or mention.canonical is not None:
        return mention
    country = towns_alone().get(tokens.surface(mention.first, mention.last))
    return mention if country is None else mention._replace(country=country)


def _in_full(tokens: Tokens, mentions: Sequence[Candidate], i: int) -> Candidate:
    mention = mentions[i]
    surface = tokens.surface(mention.first, mention.last)
    shortened = abbreviated_parts().get(surface.rstrip("."))
    part = shortened
    if part is None and len(surface) == LONGEST_CODE:
        part = postal_codes().get(surface)
    if part is None:
        return mention
    before = mentions[i - 1] if i else None
    behind_town = (
        before is not None and before.type == "PLACE" and are_listed(tokens, before, mention)
    )
    point = shortened is not None and tokens.lower(mention.last + 1) == "."
    pointed = surface.endswith(".") or point
    named = mention.type == "PLACE" and any(m.canonical == part[0] for m in mentions)
    whole = mention.type == "PLACE" and pointed
    if not (whole or named or behind_town):
        return mention
    return mention._replace(type="PLACE", canonical=part[0], country=part[1])


def _by_its_part(tokens: Tokens, mention: Candidate) -> Candidate:
    """A place of several words; what is a part of a known one, or ruled there, with its country:
    "Northern California", "Hubei Province", "City of Baltimore"."""
    unknown = mention.country is None and mention.canonical is None
    if not unknown:
        return mention
    first, end = mention.first, mention.last + 1
    if tokens.lowers[first] in WORDS.quarters:
        first += 1
    elif tokens.lowers[first] in WORDS.realms and tokens.lowers[first + 1] == "of":
        first += 2
    known = longest_name(tokens.texts, first, end)
    if known is None or known[0].type != "PLACE":
        return mention
    if tokens.texts[mention.last] == "County" and known[0].country != HOME:
        return mention  # "Marin County", though Marin is a town in Spain
    rest = tokens.lowers[known[1] : end]
    inside = bool(rest) or first > mention.first
    whole = inside and all(word in WORDS.parts for word in rest)
    return mention._replace(country=known[0].country) if whole else mention


def _by_what_follows(tokens: Tokens, mentions: Sequence[Candidate], i: int) -> Candidate:
    mention = mentions[i]
    if i + 1 == len(mentions) or mentions[i + 1].type != "PLACE":
        return mention
    following = mentions[i + 1]
    if not are_listed(tokens, mention, following):
        inside = mention.country is None and _stands_in(tokens, mention, following)
        return mention._replace(country=following.country) if inside else mention
    # a country lies in no other ("Libya, Yemen, Iran"), but for those that are states as well
    whole = mention.country is not None and country_name(mention.country) == mention.canonical
    shortened = tokens.texts[following.last] == "."  # "Denmark, S.C."
    if whole and not shortened and mention.canonical not in STATE_AND_COUNTRY:
        return mention
    # a list ("Kiev, Moscow and Minsk") goes on; an address ends with a comma or the sentence
    after = tokens.lower(following.last + 1)
    if following.canonical not in countries_and_parts():
        return mention
    surface = tokens.surface(following.first, following.last)
    state = shortened and surface.rstrip(".") in abbreviated_parts()  # "Alexandria, Va., and Rome"
    if not state and (after in {"and", "or"} or _lists_on(mentions, i + 1, tokens)):
        return mention
    return mention._replace(country=following.country)


def _told_once(
    tokens: Tokens, before: Sequence[Candidate], told: Sequence[Candidate]
) -> list[Candidate]:
    """The mentions of `told`; what the text says once of where a place is ("Odessa, Texas") holds
    for all mentions of its name, but where it says two things."""
    countries: dict[str, set[str]] = {}
    for was, said in zip(before, told, strict=True):
        if said is was or said.country is None or said.country == was.country:
            continue
        if was.country is None or was.canonical in same_names():
            name = tokens.surface(said.first, said.last)
            countries.setdefault(name, set()).add(said.country)
    if not countries:
        return list(told)
    settled = []
    for mention in told:
        known = countries.get(tokens.surface(mention.first, mention.last), ())
        told_apart = tokens.lower(mention.last + 1) == ","  # "Alexandria, Egypt,"
        alone = mention.type == "PLACE" and len(known) == 1 and not told_apart
        settled.append(mention._replace(country=next(iter(known))) if alone else mention)
    return settled


def _county(tokens: Tokens, mention: Candidate, others: Counter[str]) -> Candidate:
    """A place; "Brazoria County" in a text that speaks of no other country with counties more, and
    "East Feliciana Parish" in one that speaks of the United States."""
    county = tokens.texts[mention.last] == "County" or others[HOME] > 0
    if not county or mention.country is not None:
        return mention
    known = longest_name(tokens.texts, mention.first, mention.last)
    named = known[0].country if known is not None and known[1] == mention.last else None
    if named is not None and others[named]:
        return mention._replace(country=named)
    abroad = max(others[code] for code in WORDS.counties)
    return mention if abroad > others[HOME] else mention._replace(country=HOME)


def _stands_in(tokens: Tokens, one: Candidate, other: Candidate) -> bool:
    """ "Zeebrugge in Belgium", "the Roxbury neighborhood of Boston"."""
    between = tokens.lowers[one.last + 1 : other.first]
    part = between[:1] and between[0] in WORDS.quarter_of and between[1:] in (["of"], ["in"])
    return between == ["in"] or bool(part)


def _lists_on(mentions: Sequence[Candidate], i: int, tokens: Tokens) -> bool:
    """Whether another place follows after one more comma, as in a list."""
    last = mentions[i].last
    return (
        i + 1 < len(mentions)
        and mentions[i + 1].type == "PLACE"
        and tokens.texts[last + 1] == ","
        and tokens.lowers[last + 2 : mentions[i + 1].first] in LISTING
    )
