"""The files of names in `data/`, and the notations of their own that names have there."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from streams.datafile import read_rows, read_text, read_word_lists

PACKAGE = "streams.extraction.entities"


class PeopleFile(NamedTuple):
    """What people.toml says; each list is explained beside its words."""

    titles: frozenset[str]
    role_words: frozenset[str]
    role_nouns: frozenset[str]
    speech: frozenset[str]
    cues: frozenset[str]
    labels: frozenset[str]
    more_roles: frozenset[str]
    more_holders: frozenset[str]
    shortened_titles: frozenset[str]
    given: frozenset[str]
    no_names: frozenset[str]
    family_first: frozenset[str]
    nicknames: str


class OrganisationsFile(NamedTuple):
    """What organisations.toml says; those that are a text have `forms_of` or `items_of` in it."""

    names: str
    groups: str
    events: str
    weapons: str
    vehicles: str
    products: str
    works: str
    peoples: str
    last: frozenset[str]
    first: frozenset[str]
    ambiguous: str
    tails: frozenset[str]
    event_last: frozenset[str]
    armed_last: frozenset[str]


class PlacesFile(NamedTuple):
    """What places.toml says; those that are a text have `forms_of` or `items_of` in it."""

    names: str
    regions: str
    unmistakable: str
    capitals: frozenset[str]
    last: frozenset[str]
    first: frozenset[str]
    facilities: frozenset[str]
    known_facilities: str
    natural: frozenset[str]
    built: frozenset[str]
    abbreviated_us: str
    abbreviated_ca: str
    aliases: str
    postal_us: str
    other_names: str
    peoples: str


@cache
def people_file() -> PeopleFile:
    return read_word_lists(PACKAGE, "data/people.toml", PeopleFile)


@cache
def organisations_file() -> OrganisationsFile:
    return read_word_lists(PACKAGE, "data/organisations.toml", OrganisationsFile)


@cache
def places_file() -> PlacesFile:
    return read_word_lists(PACKAGE, "data/places.toml", PlacesFile)


def text_of(name: str) -> str:
    """A file of `data/` as it is."""
    return read_text(PACKAGE, f"data/{name}")


def rows_of(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a file of `data/`, as `read_rows` reads them."""
    return read_rows(PACKAGE, f"data/{name}", columns)


def items_of(text: str) -> Iterator[str]:
    """The items of a text, parted by semicolons."""
    return filter(None, (item.strip() for item in text.replace("\n", " ").split(";")))


def forms_of(text: str) -> Iterator[list[str]]:
    """The lines of a text, each the forms of one name, parted by bars."""
    for line in filter(str.strip, text.splitlines()):
        yield [form.strip() for form in line.split("|")]
