"""Finer kinds of names than the tagger is sure of, by how a name is made.

Ships by their prefix, aircraft and missiles by their number, buildings, armed groups and events by
their last word, people by a given name.
"""

import re

from schemas.extractions import EntityType
from streams.extraction.entities.gazetteers import towns, words
from streams.extraction.tokens import Tokens

VEHICLE_PREFIXES = frozenset(
    "Su MiG Tu An Il Yak Ka Mi F B C KC MQ RQ UH AH CH T J Y BTR BMP".split()
)
WEAPON_PREFIXES = frozenset("S AK AR RPG Kh R BM KN DF SS SM AIM AGM RS".split())
SHIPS = frozenset("USS USNS HMS HMAS HMCS HMNZS BRP INS ROKS RFA KRI PNS USCGC MV".split())
"""What stands before the name of a ship."""
SURE_BODIES = frozenset(
    "hospital university college institute corporation corp inc ltd llc plc bank airlines party "
    "ministry association foundation committee council center centre".split()
)
"""Last words that no person's name has."""
THEATRES = frozenset("theater theatre auditorium amphitheater amphitheatre".split())
ASKING = frozenset("how why what".split())
"""First words of titles of books and articles, and of no body."""
SHOWS = frozenset({"live", "tonight", "show"})
"""Last words of shows that are named after their host."""
LAWS = frozenset({"act", "treaty", "amendment", "accords"})
LIKELY_NAME = re.compile(r"(?:Mc|Mac|De|O['’])?[A-ZÀ-Ý][a-zà-ÿ]+|[A-Z]\.?")
PLACE_LIKE = frozenset("Victoria Virginia Orlando Jordan Chelsea Florence Charlotte Will".split())
"""Given names that begin names of places as well."""


OPERATION = "operation"
MISSILES = frozenset({"missile", "missiles"})
SCANDAL = re.compile(r"[A-Z][a-z]{3,}gate")


def finer(tokens: Tokens, first: int, last: int, kind: EntityType) -> EntityType:
    """The kind of the name from token `first` to `last`, where `kind` is what the tagger says."""
    if arms := _arms(tokens, first, last):
        return arms
    if kind == "VEHICLE" and tokens.lower(last + 1) in MISSILES:
        return "WEAPON"
    if is_operation(tokens, first, last) or _is_scandal(tokens, first, last):
        return "EVENT"
    if kind == "FACILITY" and tokens.lowers[first] in words().place_first:
        return "PLACE"
    if last > first and kind != "PERSON":
        return _by_last_word(tokens.lowers[last], kind)
    return kind


def is_operation(tokens: Tokens, first: int, last: int) -> bool:
    """ "Operation Inherent Resolve"."""
    return last > first and tokens.lowers[first] == OPERATION


def _is_scandal(tokens: Tokens, first: int, last: int) -> bool:
    """ "Pizzagate", but not "Harrogate", which is a town."""
    word = tokens.texts[first]
    gate = first == last and word.endswith("gate")
    return gate and bool(SCANDAL.fullmatch(word)) and word.lower() not in towns()


def sure_kind(tokens: Tokens, first: int, last: int, kind: str) -> str:
    """The kind, of those of the tagger, that the words of a longer name leave no doubt of."""
    if last == first:
        return kind
    if kind == "WORK" and tokens.lowers[last] == "court":
        return "ORG"
    if kind == "ORG" and tokens.lowers[last] == "program":
        return "WORK"
    if kind in {"ORG", "EVENT"} and tokens.lowers[first] in ASKING and last > first + 2:
        return "WORK"
    if tokens.lowers[last] in SHOWS and tokens.texts[last][0].isupper():
        return "WORK"
    if kind == "PER":
        word = tokens.lowers[last]
        if word in words().built or word in THEATRES:
            return "FAC"
        if word in SURE_BODIES:
            return "ORG"
        return "WORK" if _is_lawsuit(tokens, first, last) else kind
    return "PER" if is_named_like_a_person(tokens, first, last) else kind


def _is_lawsuit(tokens: Tokens, first: int, last: int) -> bool:
    """ "Roe v. Wade"."""
    return any(lower in {"v", "vs"} for lower in tokens.lowers[first + 1 : last])


def _arms(tokens: Tokens, first: int, last: int) -> EntityType | None:
    """Su-35, T-72, S-400: a known prefix, a hyphen, a number; USS Higgins."""
    if last > first and tokens.texts[first] in SHIPS:
        return "VEHICLE"
    if last - first == 2 and tokens.texts[first + 1] in "-‑" and tokens.texts[last].isdecimal():
        if tokens.texts[first] in VEHICLE_PREFIXES:
            return "VEHICLE"
        if tokens.texts[first] in WEAPON_PREFIXES:
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
    if (
        any(tokens.lowers[last] in words for words in (*ends, THEATRES))
        or tokens.texts[first] in PLACE_LIKE
    ):
        return False
    return all(LIKELY_NAME.fullmatch(token) for token in tokens.texts[first : last + 1])


def _by_last_word(last: str, kind: EntityType) -> EntityType:
    vocabulary = words()
    if kind == "FACILITY" and last in vocabulary.natural:
        return "PLACE"
    if kind in {"ORG", "PLACE"} and last in vocabulary.built:
        return "FACILITY"
    if kind == "PLACE" and last in vocabulary.facilities:
        return "FACILITY"
    if kind == "ORG" and last in LAWS:
        return "WORK"
    if kind == "ORG" and last in vocabulary.armed_last:
        return "GROUP"
    if kind in {"ORG", "PLACE", "PRODUCT", "WORK"} and last in vocabulary.event_last:
        return "EVENT"
    return kind
