"""Names and words about names, from the files of `data/`; a wrong file fails loudly and by name.

Sources: countries, organisations, groups, arms and words were written for this project; cities come
from GeoNames (CC BY 4.0), hints at names of people from Faker (MIT), by tools/gazetteers.py.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from schemas.extractions import EntityType
from streams.errors import DataError, UserError
from streams.extraction.tokens import tokenise

COUNTRY_CODE = re.compile(r"[A-Z]{2}")
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
RUN_ON = re.compile(r"[a-z][A-Z]{2}")
"""Where a word is parted, as "OpenAI" is."""
END = ""
TYPES: tuple[str, ...] = get_args(EntityType)


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


Tree = dict[str, Any]


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


def _text(name: str) -> str:
    return (resources.files("streams.extraction.entities") / "data" / name).read_text("utf-8")


def _toml(name: str) -> dict[str, str]:
    try:
        table = tomllib.loads(_text(name))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}") from None
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            raise DataError(f"{name}: {key}: expected words, got {type(value).__name__}")
    return table


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    for number, line in enumerate(_text(name).splitlines(), 1):
        if line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != columns:
            raise DataError(f"{name}: line {number}: expected {columns} columns, got {len(row)}")
        yield row


def _country(code: str, name: str) -> str:
    if not COUNTRY_CODE.fullmatch(code):
        raise DataError(f"{name}: {code!r} is no ISO 3166-1 alpha-2 code")
    return code


def _plant(tree: Tree, name: str, meaning: Name) -> None:
    # most names are words and spaces, and there are tens of thousands of them
    plain = name.replace(" ", "").isalpha() and not RUN_ON.search(name)
    words = name.split() if plain else tokenise(name).texts
    if not words:
        raise DataError(f"an empty name for {meaning.canonical!r}")
    for word in words:
        tree = tree.setdefault(word, {})
    tree.setdefault(END, meaning)


class Listed(NamedTuple):
    """A line of a user's list."""

    type: EntityType
    forms: tuple[str, ...]
    """Names of one thing; its mentions are joined under the first."""
    country: str | None


def read_list(path: Path) -> list[Listed]:
    """A user's list: TYPE, names parted by "|", and a country's code if any, parted by tabs.

    Raises UserError naming the setting, the file, the line and what is wrong with it.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UserError(f"NEWSWIRE_GAZETTEERS: {path}: {why}") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, forms, country, *more = [*line.split("\t"), "", ""][:4]
        names_of = tuple(filter(None, (form.strip() for form in forms.split("|"))))
        where = f"NEWSWIRE_GAZETTEERS: {path}: line {number}"
        if kind not in TYPES:
            raise UserError(f"{where}: {kind!r} is no type; take one of {', '.join(TYPES)}")
        if not names_of:
            raise UserError(f"{where}: no name; expected TYPE, tab, name | other name")
        if (country and not COUNTRY_CODE.fullmatch(country)) or any(more):
            raise UserError(f"{where}: after the names comes nothing or a code like LK")
        found.append(Listed(cast(EntityType, kind), names_of, country or None))
    return found


_of_user: list[Listed] = []


def use_lists(paths: Sequence[Path]) -> None:
    """Takes the names of a user's lists, which count more than those of the package.

    Raises UserError where a list cannot be read.
    """
    _of_user[:] = [line for path in paths for line in read_list(path)]
    names.cache_clear()


@cache
def names() -> Tree:
    """Known names as nested dicts over tokens, with their case; under END what they stand for."""
    tree: Tree = {}
    for listed in _of_user:
        for form in listed.forms:
            _plant(tree, form, Name(listed.type, listed.forms[0], listed.country, users=True))
    orgs = _toml("organisations.toml")
    kinds: tuple[tuple[str, EntityType], ...] = (
        ("names", "ORG"), ("groups", "GROUP"), ("events", "EVENT"), ("weapons", "WEAPON"),
        ("vehicles", "VEHICLE"), ("products", "PRODUCT"), ("works", "WORK"),
    )  # fmt: skip
    for key, kind in kinds:
        for line in filter(str.strip, orgs[key].splitlines()):
            forms = [form.strip() for form in line.split("|")]
            for form in forms:
                _plant(tree, form, Name(kind, forms[0]))
                if kind == "VEHICLE" and form[-1].isdigit():
                    _plant(tree, f"{form}s", Name(kind, forms[0]))
    for line in filter(str.strip, orgs["peoples"].splitlines()):
        forms = [form.strip() for form in line.split("|")]
        for form in forms:
            _plant(tree, form, Name("GROUP", forms[0], demonym=True))
    places = _toml("places.toml")
    for place in _listed(places["known_facilities"]):
        _plant(tree, place, Name("FACILITY", place))
    for code, country, demonyms, others in _rows("countries.tsv", 4):
        code = _country(code, "countries.tsv")
        _plant(tree, country, Name("PLACE", country, code, sovereign=True))
        for form in filter(None, others.split(",")):
            plain = form.removeprefix("the ")
            same = _is_other_name(plain, country)
            _plant(tree, plain, Name("PLACE", country if same else plain, code, sovereign=same))
        for people in demonyms.split(";"):
            adjective = people.split(",")[0]
            for demonym in filter(None, people.split(",")):
                _plant(tree, demonym, Name("GROUP", adjective, code, demonym=True))
    for line in filter(str.strip, places["aliases"].splitlines()):
        code, _, forms_of = line.partition(" ")
        forms = [form.strip() for form in forms_of.split("|")]
        for form in forms:
            _plant(tree, form, Name("PLACE", forms[0], _country(code, "places.toml")))
    for code, region in regions():
        _plant(tree, region, Name("PLACE", region, code))
    cities = {city: _country(code, "cities.tsv") for city, code in _rows("cities.tsv", 2)}
    for place in _listed(places["names"]):
        _plant(tree, place, Name("PLACE", place, cities.get(place)))
    for city, code in cities.items():
        _plant(tree, city, Name("PLACE", city, code))
    return tree


OTHER_NAMES = frozenset(
    "UK U.K. Britain US U.S. U.S USA U.S.A. UAE PRC DPRK DRC Burma Holland America Czechia Bosnia "
    "Swaziland Türkiye Turkiye Macedonia Ceylon Macao Timor-Leste".split()
)


def _is_other_name(form: str, country: str) -> bool:
    """Whether a form names the country itself ("UK") and not a part of it ("Scotland")."""
    return (
        form in OTHER_NAMES or "Republic" in form or "Federation" in form or "Congo" in form
        or form in {"United States of America", "Great Britain", "Viet Nam", "Vatican", "Holy See"}
    )  # fmt: skip


@cache
def _country_names() -> dict[str, str]:
    return {code: country for code, country, _, _ in _rows("countries.tsv", 4)}


@cache
def countries_and_parts() -> frozenset[str]:
    """Names of countries, their other names, and of parts of them: no cities."""
    rows = list(_rows("countries.tsv", 4))
    parts = {form.removeprefix("the ") for row in rows for form in row[3].split(",") if form}
    return frozenset({row[1] for row in rows} | parts | {region for _, region in regions()})


@cache
def regions() -> tuple[tuple[str, str], ...]:
    """Parts and regions of countries: the country's code and the name."""
    lines = filter(str.strip, _toml("places.toml")["regions"].splitlines())
    parted = (line.partition(" ") for line in lines)
    return tuple(
        (_country(code, "places.toml"), region)
        for code, _, listed in parted
        for region in _listed(listed)
    )


@cache
def unmistakable() -> frozenset[str]:
    """Cities that are meant whatever country a text speaks of, though others have their name."""
    return frozenset(_listed(_toml("places.toml")["unmistakable"]))


@cache
def abbreviated_parts() -> dict[str, tuple[str, str]]:
    """Parts of countries as newspapers shorten them, without the last point: name and country."""
    places = _toml("places.toml")
    found = {}
    for country in ("US", "CA"):
        for item in _listed(places[f"abbreviated_{country.lower()}"]):
            short, _, name = item.partition(" ")
            if not name:
                raise DataError(f"places.toml: {item!r} is no short form and a name")
            found[short] = name, country
    return found


@cache
def postal_codes() -> dict[str, tuple[str, str]]:
    """States by their postal codes: name and country, as of `abbreviated_parts`."""
    found = {}
    for item in _listed(_toml("places.toml")["postal_us"]):
        code, _, name = item.partition(" ")
        if len(code) != 2 or not name:
            raise DataError(f"places.toml: {item!r} is no code and a name")
        found[code] = name, "US"
    return found


@cache
def same_names() -> dict[str, tuple[str, ...]]:
    """Cities of which several countries have one of the name: the countries, the largest first."""
    return {
        city: tuple(_country(code, "namesakes.tsv") for code in codes.split(","))
        for city, codes in _rows("namesakes.tsv", 2)
    }


def country_name(code: str) -> str | None:
    """The name of a country by its ISO 3166-1 alpha-2 code."""
    return _country_names().get(code)


def _listed(text: str) -> Iterator[str]:
    return filter(None, (item.strip() for item in text.replace("\n", " ").split(";")))


@cache
def words() -> Words:
    people, orgs, places = _toml("people.toml"), _toml("organisations.toml"), _toml("places.toml")

    def lowered(text: str) -> frozenset[str]:
        return frozenset(text.lower().split())

    titles, role_nouns = lowered(people["titles"]), lowered(people["role_nouns"])
    role_words, speech = lowered(people["role_words"]), lowered(people["speech"])
    offices = role_nouns | lowered(people["more_holders"])
    holders = titles | offices
    return Words(
        titles=titles,
        role_words=role_words,
        role_nouns=role_nouns,
        speech=speech,
        cues=speech | lowered(people["cues"]),
        labels=lowered(people["labels"]),
        roles=holders | role_words | lowered(people["more_roles"]),
        holders=holders,
        nicknames=_short_names(people["nicknames"]),
        family_first=lowered(people["family_first"]),
        tails=lowered(orgs["tails"]),
        offices=offices,
        shortened_titles=lowered(people["shortened_titles"]),
        given=frozenset(people["given"].split()),
        no_names=lowered(people["no_names"]),
        org_last=lowered(orgs["last"]),
        org_first=lowered(orgs["first"]),
        event_last=lowered(orgs["event_last"]),
        armed_last=lowered(orgs["armed_last"]),
        built=lowered(places["built"]),
        natural=lowered(places["natural"]),
        place_last=lowered(places["last"]),
        place_first=lowered(places["first"]),
        capitals=frozenset(places["capitals"].split()),
        facilities=lowered(places["facilities"]),
    )


def _short_names(text: str) -> dict[str, str]:
    """For each short form the given name: lines of a name and its short forms."""
    lines = [line.lower().split() for line in filter(str.strip, text.splitlines())]
    return {short: name for name, *forms in lines for short in forms}


@cache
def cities() -> tuple[str, ...]:
    """Names of large cities."""
    return tuple(city for city, _ in _rows("cities.tsv", 2))


@cache
def towns() -> frozenset[str]:
    """Words of names of towns, lower-cased: a hint, no more."""
    return _hints("towns.txt")


@cache
def given_and_last() -> tuple[frozenset[str], frozenset[str]]:
    """Given names and last names of many countries, lower-cased: a hint, no more."""
    return _hints("given.txt"), _hints("last.txt")


@cache
def women_and_men() -> tuple[frozenset[str], frozenset[str]]:
    """Given names that are women's, and that are men's, lower-cased; those of both in neither."""
    return _hints("women.txt"), _hints("men.txt")


def _hints(name: str) -> frozenset[str]:
    lines = _text(name).splitlines()
    for line in lines[1:]:
        if not WORD.fullmatch(line):
            raise DataError(f"{name}: {line!r} is no word")
    return frozenset(line.lower() for line in lines[1:])


@cache
def ambiguous() -> frozenset[str]:
    """Known names that are as often something else: the sentence has to say which."""
    return frozenset(_listed(_toml("organisations.toml")["ambiguous"]))


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
