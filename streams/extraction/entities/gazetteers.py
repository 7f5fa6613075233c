"""The known names, from the files of `data/` and the user's lists, and where a text has them.

Sources: countries, organisations, groups, arms and words were written for this project; cities come
from GeoNames (CC BY 4.0), hints at names of people from Faker (MIT), by tools/gazetteers.py.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from schemas.extractions import EntityType
from streams.errors import DataError
from streams.extraction.entities.data_files import (
    PlacesFile,
    forms_of,
    items_of,
    organisations_file,
    places_file,
    rows_of,
)
from streams.extraction.entities.geography import (
    city_countries,
    country_code,
    in_the_news,
    regions,
    shared_regions,
    spellings,
)
from streams.extraction.entities.own_lists import Listed, read_list
from streams.extraction.tokens import tokenise

RUN_ON = re.compile(r"[a-z][A-Z]{2}")
"""Where a word is parted, as "OpenAI" is."""
INITIALS = re.compile(r"[A-Z]{3,6}")
SAINT = "St. "
STOPPED = frozenset({"ORG", "GROUP", "PLACE"})
"""Types whose initials some papers print with stops: "G.O.P.", "U.A.E."."""
END = ""
KINDS_LISTED: tuple[tuple[str, EntityType], ...] = (
    ("names", "ORG"), ("groups", "GROUP"), ("events", "EVENT"), ("weapons", "WEAPON"),
    ("vehicles", "VEHICLE"), ("products", "PRODUCT"), ("works", "WORK"),
)  # fmt: skip
"""The lists of organisations.toml, and what they list."""
OF_STATES = ("Republic", "Federation", "Congo")
"""What other names of countries hold, and no part of one: "Russian Federation", "Scotland"."""


class Name(NamedTuple):
    """A known name: what it is, and the name its mentions are joined under."""

    type: EntityType
    canonical: str
    country: str | None = None
    demonym: bool = False
    """Whether it is a nationality or a people."""
    sovereign: bool = False
    """Whether it names a whole country."""
    users: bool = False
    """Whether it is from a list of the user's, and so means what the list says."""

    @property
    def movement(self) -> bool:
        """Whether it is a group that acts as a body does, as Hamas, and no people or party."""
        return self.type == "GROUP" and not self.demonym


Tree = dict[str, Any]


def _plant(tree: Tree, name: str, meaning: Name) -> None:
    # most names are words and spaces, and there are tens of thousands of them
    plain = name.replace(" ", "").isalpha() and not RUN_ON.search(name)
    words = name.split() if plain else tokenise(name).texts
    if "'" in name:
        _plant(tree, name.replace("'", "’"), meaning)
    if name.startswith(SAINT):
        _plant(tree, name.replace(SAINT, "St ", 1), meaning)
    if meaning.type in STOPPED and INITIALS.fullmatch(name):
        _plant(tree, f"{'.'.join(name)}.", meaning)
    if not words:
        raise DataError(f"an empty name for {meaning.canonical!r}")
    for word in words:
        tree = tree.setdefault(word, {})
    tree.setdefault(END, meaning)


def _plant_forms(tree: Tree, forms: Iterable[str], meaning: Name) -> None:
    for form in forms:
        _plant(tree, form, meaning)


_of_user: list[Listed] = []


def use_lists(paths: Sequence[Path]) -> None:
    """Takes the names of a user's lists, which count more than those of the package.

    Raises UserError where a list cannot be read.
    """
    _of_user[:] = [line for path in paths for line in read_list(path)]
    names.cache_clear()


@cache
def names() -> Tree:
    """Known names as nested dicts over tokens, with their case; under END what they stand for.

    What is planted first stays: of two that share a name the one of the user's, then the body.
    """
    tree: Tree = {}
    for listed in _of_user:
        meaning = Name(listed.type, listed.forms[0], listed.country, users=True)
        _plant_forms(tree, listed.forms, meaning)
    _plant_bodies(tree)
    places = places_file()
    for place in items_of("places.toml: known_facilities", places.known_facilities):
        _plant(tree, place, Name("FACILITY", place))
    _plant_countries(tree, frozenset(items_of("places.toml: other_names", places.other_names)))
    _plant_places(tree, places)
    return tree


def _plant_bodies(tree: Tree) -> None:
    """Bodies, groups, events, arms, products, works and peoples."""
    lists = organisations_file()
    for key, kind in KINDS_LISTED:
        for forms in forms_of(f"organisations.toml: {key}", getattr(lists, key)):
            _plant_forms(tree, forms, Name(kind, forms[0]))
            if kind == "VEHICLE":  # "F-16s"
                numbered = (f"{form}s" for form in forms if form[-1].isdigit())
                _plant_forms(tree, numbered, Name(kind, forms[0]))
    for forms in forms_of("organisations.toml: peoples", lists.peoples):
        _plant_forms(tree, forms, Name("GROUP", forms[0], demonym=True))


def _plant_countries(tree: Tree, other_names: frozenset[str]) -> None:
    """Countries, the parts that their row names, and their people."""
    for code, country, demonyms, others in rows_of("countries.tsv", 4):
        code = country_code(code, "countries.tsv")
        _plant(tree, country, Name("PLACE", country, code, sovereign=True))
        for form in filter(None, others.split(",")):
            plain = form.removeprefix("the ")
            same = plain in other_names or any(word in plain for word in OF_STATES)
            _plant(tree, plain, Name("PLACE", country if same else plain, code, sovereign=same))
        for people in demonyms.split(";"):
            names_of_people = people.split(",")
            meaning = Name("GROUP", names_of_people[0], code, demonym=True)
            _plant_forms(tree, filter(None, names_of_people), meaning)


def _plant_places(tree: Tree, places: PlacesFile) -> None:
    """Places by other names and their people, parts of countries, regions, seas and cities."""
    for first, *others in forms_of("places.toml: aliases", places.aliases):
        code, _, place = first.partition(" ")
        of = country_code(code, "places.toml")
        _plant_forms(tree, (place, *others), Name("PLACE", place, of))
    for first, *others in forms_of("places.toml: peoples", places.peoples):
        code, _, people = first.partition(" ")
        of = country_code(code, "places.toml")
        _plant_forms(tree, (people, *others), Name("GROUP", people, of, demonym=True))
    for region, countries in shared_regions().items():
        _plant(tree, region, Name("PLACE", region, countries[0]))
    for code, region in (*regions(), *in_the_news()):
        _plant(tree, region, Name("PLACE", region, code))
    cities = city_countries()
    for item in items_of("places.toml: names", places.names):
        place, *others = map(str.strip, item.split("|"))
        _plant_forms(tree, (place, *others), Name("PLACE", place, cities.get(place)))
    for city, code in cities.items():
        _plant(tree, city, Name("PLACE", city, code))
    for of_place, forms in spellings():
        for form in forms:
            _plant(tree, form, Name("PLACE", form, of_place))


@cache
def ambiguous() -> frozenset[str]:
    """Known names that are as often something else: the sentence has to say which."""
    return frozenset(items_of("organisations.toml: ambiguous", organisations_file().ambiguous))


def longest_name(texts: Sequence[str], i: int, end: int) -> tuple[Name, int] | None:
    """The longest known name that starts at token `i`, and the token after its last."""
    tree = names()
    best: tuple[Name, int] | None = None
    while i < end and (branch := tree.get(texts[i])) is not None:
        tree = branch
        i += 1
        if END in tree:
            best = (tree[END], i)
    return best
