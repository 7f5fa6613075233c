"""Countries, their parts and their cities, by the names and codes that newspapers write."""

import re
from functools import cache

from streams.errors import DataError
from streams.extraction.entities.data_files import forms_of, items_of, places_file, rows_of

NOWHERE = "*"
"""What stands for the country of what is in none."""
COUNTRY_CODE = re.compile(r"[A-Z]{2}")


def country_code(code: str, name: str) -> str:
    """A country's code. Raises DataError naming the file `name` where it is none."""
    if not COUNTRY_CODE.fullmatch(code):
        raise DataError(f"{name}: {code!r} is no ISO 3166-1 alpha-2 code")
    return code


@cache
def _country_names() -> dict[str, str]:
    return {code: country for code, country, _, _ in rows_of("countries.tsv", 4)}


@cache
def countries_and_parts() -> frozenset[str]:
    """Names of countries, their other names, and of parts of them: no cities."""
    rows = list(rows_of("countries.tsv", 4))
    parts = {form.removeprefix("the ") for row in rows for form in row[3].split(",") if form}
    named = {row[1] for row in rows} | {region for _, region in regions()}
    return frozenset(named | parts | set(shared_regions()))


@cache
def regions() -> tuple[tuple[str, str], ...]:
    """Parts and regions of countries: the country's code and the name."""
    return _by_country("regions", places_file().regions)


@cache
def shared_regions() -> dict[str, tuple[str, ...]]:
    """Regions that a place elsewhere has the name of: the countries, the likeliest first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in filter(str.strip, places_file().shared.splitlines()):
        codes, _, listed = line.partition(" ")
        countries = tuple(country_code(code, "places.toml") for code in codes.split(","))
        found.update(dict.fromkeys(items_of(f"places.toml: shared: {codes}", listed), countries))
    return found


@cache
def in_the_news() -> tuple[tuple[str, str], ...]:
    """Places that no list of cities has: the country's code and the name."""
    return _by_country("in_the_news", places_file().in_the_news)


def _by_country(key: str, text: str) -> tuple[tuple[str, str], ...]:
    """The places of a list whose lines begin with the code of a country."""
    lines = filter(str.strip, text.splitlines())
    parted = (line.partition(" ") for line in lines)
    return tuple(
        (country_code(code, "places.toml"), region)
        for code, _, listed in parted
        for region in items_of(f"places.toml: {key}: {code}", listed)
    )


@cache
def spellings() -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """Places that are written in several ways: the country's code and the forms of each, the one
    that keys have first."""
    listed = []
    for first, *others in forms_of("places.toml: spellings", places_file().spellings):
        code, _, place = first.partition(" ")
        of = None if code == NOWHERE else country_code(code, "places.toml")
        listed.append((of, (place, *others)))
    return tuple(listed)


@cache
def _one_place() -> dict[tuple[str, str | None], str]:
    return {(form, code): forms[0] for code, forms in spellings() for form in forms}


def one_place(name: str, country: str | None) -> str | None:
    """The name in every text of a place that is written in several ways: "Kyiv" of "Kiev"."""
    return _one_place().get((name.replace("’", "'"), country))


@cache
def unmistakable() -> frozenset[str]:
    """Cities that are meant whatever country a text speaks of, though others have their name."""
    return frozenset(items_of("places.toml: unmistakable", places_file().unmistakable))


@cache
def abbreviated_parts() -> dict[str, tuple[str, str]]:
    """Parts of countries as newspapers shorten them, without the last point: name and country."""
    places = places_file()
    found = {}
    for country, listed in (("US", places.abbreviated_us), ("CA", places.abbreviated_ca)):
        for item in items_of(f"places.toml: abbreviated_{country.lower()}", listed):
            short, _, name = item.partition(" ")
            if not name:
                raise DataError(f"places.toml: {item!r} is no short form and a name")
            found[short] = name, country
    return found


@cache
def postal_codes() -> dict[str, tuple[str, str]]:
    """States by their postal codes: name and country, as of `abbreviated_parts`."""
    found = {}
    for item in items_of("places.toml: postal_us", places_file().postal_us):
        code, _, name = item.partition(" ")
        if len(code) != 2 or not name:
            raise DataError(f"places.toml: {item!r} is no code and a name")
        found[code] = name, "US"
    return found


@cache
def same_names() -> dict[str, tuple[str, ...]]:
    """Places of which several countries have one of the name: the countries, the largest first."""
    cities = {
        city: tuple(country_code(code, "namesakes.tsv") for code in codes.split(","))
        for city, codes in rows_of("namesakes.tsv", 2)
    }
    return cities | shared_regions()


@cache
def small_towns() -> dict[str, tuple[str, ...]]:
    """Towns of no other list: the countries that have one of the name, the largest first."""
    return {
        town: tuple(country_code(code, "small_towns.tsv") for code in codes.split(","))
        for town, codes in rows_of("small_towns.tsv", 2)
    }


@cache
def towns_alone() -> dict[str, str]:
    """The country of towns of no other list that are what their name means where a text speaks of
    no country: "Asheville", "Nice"."""
    return {
        town: country_code(code, "towns_alone.tsv") for town, code in rows_of("towns_alone.tsv", 2)
    }


def country_name(code: str) -> str | None:
    """The name of a country by its ISO 3166-1 alpha-2 code."""
    return _country_names().get(code)


@cache
def cities() -> tuple[str, ...]:
    """Names of large cities."""
    return tuple(city_countries())


@cache
def city_countries() -> dict[str, str]:
    """Large cities, with their country."""
    return {city: country_code(code, "cities.tsv") for city, code in rows_of("cities.tsv", 2)}
