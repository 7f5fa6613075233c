"""Which country a noun for somebody has beside it: "the French president", "mayor of Leeds"."""

import re
from functools import cache, lru_cache

from schemas import Entity
from streams.extraction.entities.data_files import rows_of
from streams.extraction.speakers.vocabulary import speech

NOT_OF = re.compile(r" (?:to|for|in|at|on|with)\b|,")
""" "envoy to Iran" is of another country."""
LONGEST_NAME = 3
"""Words."""
KEPT_PHRASES = 4096
"""Phrases of which it is known which country they have."""


def is_elsewhere(person: Entity, phrase: str) -> bool:
    """Whether the roles of a person are those of another country or town than a phrase names, and
    none of them is of the same."""
    country, place = country_in(phrase), _place_of(phrase)
    if country is not None:
        countries = {country_in(role) for role in person.roles} - {None}
        return bool(countries) and country not in countries
    if place is None:
        return False
    places = {theirs for role in person.roles if (theirs := _place_of(role)) is not None}
    return bool(places) and not any(place in theirs or theirs in place for theirs in places)


def is_there(person: Entity, phrase: str) -> bool:
    """Whether a role of a person is of the country that a phrase names."""
    country = country_in(phrase)
    return country is not None and any(country_in(role) == country for role in person.roles)


@lru_cache(KEPT_PHRASES)
def country_in(phrase: str) -> str | None:
    """The country that a phrase or a role has a name or demonym of: "French president"."""
    found = NOT_OF.split(phrase, maxsplit=1)[0].lower().split()
    for first in range(len(found)):
        for last in range(min(first + LONGEST_NAME, len(found)), first, -1):
            code = _countries().get(" ".join(found[first:last]))
            if code is not None:
                return code
    return None


@cache
def _countries() -> dict[str, str]:
    """Names, demonyms and what is short for them ("U.S."), and no parts of countries."""
    found = {
        form.strip().lower(): code
        for code, name, demonyms, others in rows_of("countries.tsv", 4)
        for form in (name, *re.split("[,;]", demonyms), *filter(str.isupper, others.split(",")))
        if form.strip()
    }
    return found | {name.lower(): code for name, code in speech().country_names.items()}


def _place_of(phrase: str) -> str | None:
    """ "Leeds" of "mayor of Leeds", in small letters."""
    place = NOT_OF.split(phrase, maxsplit=1)[0].partition(" of ")[2].removeprefix("the ")
    return place.lower() if place[:1].isupper() else None
