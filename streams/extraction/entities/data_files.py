"""The files of `data/`, word lists, names and tables, and the notations that names have there."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple, TypeVar

from streams.datafile import read_rows, read_text, read_word_lists
from streams.errors import DataError

PACKAGE = "streams.extraction.entities"
T = TypeVar("T")


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
    shared: str
    in_the_news: str
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
    spellings: str
    postal_us: str
    other_names: str
    peoples: str


@cache
def people_file() -> PeopleFile:
    return word_lists("people.toml", PeopleFile)


@cache
def organisations_file() -> OrganisationsFile:
    return word_lists("organisations.toml", OrganisationsFile)


@cache
def places_file() -> PlacesFile:
    return word_lists("places.toml", PlacesFile)


def word_lists(file: str, kind: type[T]) -> T:
    """A file as the lists that `kind` names. Raises DataError as `read_word_lists` does."""
    return read_word_lists(PACKAGE, f"data/{file}", kind)


def text_of(name: str) -> str:
    """A file of `data/` as it is."""
    return read_text(PACKAGE, f"data/{name}")


def rows_of(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a file of `data/`, as `read_rows` reads them."""
    return read_rows(PACKAGE, f"data/{name}", columns)


def items_of(where: str, text: str) -> Iterator[str]:
    """The items of a text, parted by semicolons.

    Raises DataError, which begins with `where`, for one that stands twice.
    """
    items = filter(None, (item.strip() for item in text.replace("\n", " ").split(";")))
    yield from _each_once(where, items)


def forms_of(where: str, text: str) -> Iterator[list[str]]:
    """The lines of a text, each the forms of one name, parted by bars.

    Raises DataError, which begins with `where`, for a form that is empty or stands twice.
    """
    lines = [line.split("|") for line in filter(str.strip, text.splitlines())]
    each = _each_once(where, (form.strip() for line in lines for form in line))
    for line in lines:
        yield list(islice(each, len(line)))


def _each_once(where: str, entries: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for entry in entries:
        if not entry or entry in seen:
            raise DataError(
                f"{where} has {entry!r} twice" if entry else f"{where} has an empty one"
            )
        seen.add(entry)
        yield entry
