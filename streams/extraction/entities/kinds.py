"""Finer kinds of names than the tagger is sure of, by how a name is made.

Ships by their prefix, aircraft and missiles by their number, buildings, armed groups and events by
their last word, people by a given name.
"""

import re
from typing import NamedTuple

from schemas.extractions import EntityType
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import longest_name
from streams.extraction.entities.hints import towns
from streams.extraction.entities.vocabulary import words
from streams.extraction.tokens import Tokens


class Kinds(NamedTuple):
    """The lists of `data/kinds.toml`, each explained beside its words."""

    vehicle_prefixes: frozenset[str]
    weapon_prefixes: frozenset[str]
    ships: frozenset[str]
    ranks_of_ships: frozenset[str]
    vessels: frozenset[str]
    craft: frozenset[str]
    carriers: frozenset[str]
    sure_bodies: frozenset[str]
    built_first: frozenset[str]
    theatres: frozenset[str]
    shows: frozenset[str]
    laws: frozenset[str]
    judicial: frozenset[str]
    awards: frozenset[str]
    place_like: frozenset[str]
    missiles: frozenset[str]
    arms: frozenset[str]
    small_in_names: frozenset[str]
    forces: frozenset[str]
    of_coalitions: frozenset[str]
    armed_first: frozenset[str]
    armed_ends: frozenset[str]
    armed: frozenset[str]
    armed_bodies: frozenset[str]
    militants: frozenset[str]
    partisan: frozenset[str]
    counts: frozenset[str]
    before_place: frozenset[str]
    dealings: frozenset[str]
    of_cities: frozenset[str]
    before_body: frozenset[str]
    staff: frozenset[str]
    papers: frozenset[str]
    behind_papers: frozenset[str]
    of_towns: frozenset[str]
    ideologies: frozenset[str]
    programmes: frozenset[str]
    addresses: frozenset[str]
    weapons_like_people: frozenset[str]
    dams_like_people: frozenset[str]
    aliases: frozenset[str]
    mountains: frozenset[str]
    bodies_called: frozenset[str]
    places_called: frozenset[str]
    reporting: frozenset[str]
    before_firms: frozenset[str]
    settled: frozenset[str]
    before_settled: frozenset[str]
    happening: frozenset[str]
    areas: frozenset[str]
    bases: frozenset[str]
    seated: frozenset[str]
    vietnamese: frozenset[str]
    before_to: frozenset[str]
    bodies_like_people: frozenset[str]
    bodies_like_places: frozenset[str]
    of_comics: frozenset[str]
    before_inhabitant: frozenset[str]
    behind_inhabitant: frozenset[str]
    nations: frozenset[str]
    of_land: frozenset[str]
    behind_land: frozenset[str]
    planets: frozenset[str]
    of_space: frozenset[str]
    exercises: frozenset[str]
    naming: frozenset[str]
    prisons: frozenset[str]
    town_prisons: frozenset[str]
    prisons_first: frozenset[str]
    governing: frozenset[str]
    tribal: frozenset[str]
    before_tribe: frozenset[str]
    families_first: frozenset[str]
    of_fathers: frozenset[str]
    of_two: frozenset[str]
    models: frozenset[str]
    of_bases: frozenset[str]


KIND_WORDS = word_lists("kinds.toml", Kinds)


LIKELY_NAME = re.compile(r"(?:Mc|Mac|De|O['’])?[A-ZÀ-Ý][a-zà-ÿ]+|[A-Z]\.?")


DISTRICT_OF = ["district", "of"]
OF_WAR = ["of", "war"]
OF_INQUIRY = ["of", "inquiry"]
IDEOLOGIES = tuple(KIND_WORDS.ideologies)
OPERATION = "operation"
TEAM = "Team"
MAY_BE_ARMS = frozenset({"PLACE", "PRODUCT"})
SHORTEST_BRANCH = 3
"""Letters of initials that are no state's: "RSPB"."""
LONGEST_MODEL = 4
"""Tokens from the first of "S-300V4" to its last."""
SCANDAL = re.compile(r"[A-Z][a-z]{3,}gate")


def finer(tokens: Tokens, first: int, last: int, kind: EntityType) -> EntityType:
    """The kind of the name from token `first` to `last`, where `kind` is what the tagger says."""
    if last > first and (arms := sure_arms(tokens, first, last)):
        return arms
    if kind in MAY_BE_ARMS and last > first + 2 and (arms := sure_arms(tokens, last - 2, last)):
        return arms  # "Shaanxi Y-9"
    if last == first:
        if _is_scandal(tokens.texts[first]):
            return "EVENT"
    elif tokens.lowers[first] == OPERATION:
        return "EVENT"  # "Operation Inherent Resolve"
    if kind == "FACILITY" and tokens.lowers[first] in words().place_first:
        return "PLACE"
    if kind == "PERSON" or last == first:
        return kind
    if kind in {"ORG", "PLACE"} and tokens.texts[first] in KIND_WORDS.prisons_first:
        return "FACILITY"
    ends = tokens.lowers[last - 1 : last + 1]
    if last > first + 1 and _is_prison(ends, kind):
        return "FACILITY"
    return kind if ends == OF_WAR else _by_last_word(ends[1], kind)  # no "Department of War"


def _is_scandal(word: str) -> bool:
    """ "Pizzagate", but not "Harrogate", which is a town."""
    gate = word.endswith("gate") and SCANDAL.fullmatch(word)
    return bool(gate) and word.lower() not in towns()


def sure_kind(tokens: Tokens, first: int, last: int, kind: str) -> str:
    """The kind, of those of the tagger, that the words of a longer name leave no doubt of."""
    if last == first:
        return _sure_of_one(tokens, first, kind)
    if kind == "WORK" and (tokens.lowers[last] == "court" or _is_inquiry(tokens, last)):
        return "ORG"
    if kind in {"PER", "ORG", "LOC"} and _is_built(tokens, first, last):
        return "FAC"
    if kind == "LOC" and _is_district(tokens, first):
        return "ORG"
    if kind == "LOC" and last == first + 1 and _is_branch(tokens, first):
        return "FAC" if tokens.texts[first] in KIND_WORDS.bases else "ORG"
    if kind == "ORG" and tokens.lowers[last] in KIND_WORDS.areas:
        return "LOC"
    if kind == "ORG" and tokens.lowers[last] in KIND_WORDS.programmes:
        return "WORK"
    if tokens.lowers[last] in KIND_WORDS.shows and tokens.texts[last][0].isupper():
        return "WORK"
    if kind == "PER":
        word = tokens.lowers[last]
        if word in words().built or word in KIND_WORDS.theatres:
            return "FAC"
        if word in KIND_WORDS.sure_bodies:
            return "ORG"
        if tokens.texts[first] in KIND_WORDS.mountains:
            return "LOC"
        if tokens.texts[first] == TEAM:
            return "ORG"  # "Team Mueller"
        return "WORK" if word in KIND_WORDS.laws or word in KIND_WORDS.awards else kind
    if is_named_like_a_person(tokens, first, last) or _is_vietnamese(tokens, first, last):
        return "PER"
    if last > first + 1 and kind in {"ORG", "LOC"} and _is_of_father(tokens, first, last):
        return "PER"
    return kind


def _is_inquiry(tokens: Tokens, last: int) -> bool:
    """ "UN Commission of Inquiry"."""
    return tokens.lowers[last - 1 : last + 1] == OF_INQUIRY


def _is_district(tokens: Tokens, first: int) -> bool:
    """ "Eastern District of Virginia", of courts and prosecutors."""
    quarter = tokens.lowers[first] in KIND_WORDS.judicial
    return quarter and tokens.lowers[first + 1 : first + 3] == DISTRICT_OF


def _is_branch(tokens: Tokens, first: int) -> bool:
    """ "RSPB Scotland", "HMP Wandsworth", but not "NSW Australia" or "ABU DHABI"."""
    initials, place = tokens.texts[first], tokens.texts[first + 1]
    if not (initials.isupper() and initials.isalpha() and place.istitle()):
        return False
    known = longest_name(tokens.texts, first, first + 1)
    return len(initials) >= SHORTEST_BRANCH and (known is None or known[0].type == "ORG")


def _is_built(tokens: Tokens, first: int, last: int) -> bool:
    """ "Wat Pa Lamai", "Páirc Esler", but not "Camp Springs", which is a town."""
    if tokens.texts[first] not in KIND_WORDS.built_first:
        return False
    vocabulary = words()
    ends = vocabulary.org_last, vocabulary.place_last
    body = any(tokens.lowers[last] in words for words in ends)
    return not body and tokens.surface(first, last).lower() not in towns()


def _is_vietnamese(tokens: Tokens, first: int, last: int) -> bool:
    """ "Nguyen Phu Trong", but not "Vo Van Kiet Street" or "Phan Thiet"."""
    if tokens.texts[first] not in KIND_WORDS.vietnamese:
        return False
    name = tokens.texts[first : last + 1]
    vocabulary = words()
    ends = (vocabulary.org_last, vocabulary.place_last, vocabulary.facilities, vocabulary.built)
    return (
        3 <= len(name) <= 4
        and all(word.isalpha() and word.istitle() for word in name)
        and not any(tokens.lowers[last] in words for words in ends)
    )


def _is_of_father(tokens: Tokens, first: int, last: int) -> bool:
    """ "Iyad Ag Ghali", "Hamad bin Isa": somebody's son or daughter, and no body or place."""
    if KIND_WORDS.of_fathers.isdisjoint(tokens.texts[first + 1 : last]):
        return False
    vocabulary = words()
    ends = (vocabulary.org_last, vocabulary.place_last, vocabulary.facilities, vocabulary.built)
    return not any(tokens.lowers[last] in words for words in ends)


def _sure_of_one(tokens: Tokens, i: int, kind: str) -> str:
    """The kind of a name of one word that was taken for a person: "Trumpism", "the Monitor", and
    "on the Hill", which is where Congress meets."""
    if kind in {"PER", "LOC"} and tokens.lowers[i].endswith(IDEOLOGIES):
        return "NORP"
    paper = tokens.texts[i] in KIND_WORDS.papers and tokens.lower(i - 1) == "the"
    if not paper or kind not in {"PER", "ORG"}:
        return kind
    hill = tokens.texts[i] == "Hill" and tokens.lower(i - 2) == "on"
    return "LOC" if hill else "ORG"


def sure_arms(tokens: Tokens, first: int, last: int) -> EntityType | None:
    """Su-35, T-72, S-400: a known prefix, a hyphen, a number; USS Higgins."""
    if last > first and tokens.texts[first] in KIND_WORDS.ships:
        return "VEHICLE"
    numbered = 2 <= last - first <= LONGEST_MODEL and tokens.texts[first + 2].isdecimal()
    if numbered and tokens.texts[first + 1] in "-‑" and all(map(tokens.glued, range(first, last))):
        if tokens.texts[first] in KIND_WORDS.vehicle_prefixes:
            return "VEHICLE"
        if tokens.texts[first] in KIND_WORDS.weapon_prefixes:
            return "WEAPON"
    return None


def is_named_like_a_person(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name is a given name and a last name that no body and no place ends with."""
    vocabulary = words()
    if not 1 <= last - first <= 2 or tokens.texts[first] not in vocabulary.given:
        return False
    ends = (
        vocabulary.org_last, vocabulary.facilities, vocabulary.place_last, vocabulary.built,
        vocabulary.event_last,
    )  # fmt: skip
    titles = KIND_WORDS.theatres, KIND_WORDS.awards, KIND_WORDS.laws
    if (
        any(tokens.lowers[last] in words for words in (*ends, *titles))
        or tokens.texts[first] in KIND_WORDS.place_like
    ):
        return False
    return all(LIKELY_NAME.fullmatch(token) for token in tokens.texts[first : last + 1])


def _is_prison(lowers: list[str], kind: EntityType) -> bool:
    """ "Otay Mesa Detention Center"."""
    if kind not in {"ORG", "PLACE"}:
        return False
    ends = " ".join(lowers)
    return ends in KIND_WORDS.prisons or ends in KIND_WORDS.town_prisons


def _by_last_word(last: str, kind: EntityType) -> EntityType:
    vocabulary = words()
    if kind == "FACILITY" and last in vocabulary.natural:
        return "PLACE"
    if kind in {"ORG", "PLACE"} and last in vocabulary.built:
        return "FACILITY"
    if kind == "PLACE" and last in vocabulary.facilities:
        return "FACILITY"
    if kind == "ORG" and last in vocabulary.armed_last:
        return "GROUP"
    if kind in {"ORG", "PLACE", "PRODUCT", "WORK"} and last in vocabulary.event_last:
        return "EVENT"
    return kind
