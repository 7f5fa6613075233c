"""Products, which the tagger takes for weapons and vehicles: "Vicodin", "FaceTime"."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import ambiguous, longest_name
from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.kinds import KIND_WORDS, sure_arms
from streams.extraction.entities.labels import KINDS, PERSON, PRODUCT
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens


class Products(NamedTuple):
    """The lists of `data/products.toml`, each explained beside its words."""

    craft: frozenset[str]
    makers: frozenset[str]
    guns: frozenset[str]
    unsure: frozenset[str]


WORDS = word_lists("products.toml", Products)
VEHICLE, WEAPON, WORK = map(KINDS.index, ("VEHICLE", "WEAPON", "WORK"))
ARMS = frozenset({"VEHICLE", "WEAPON"})
SURE_ARMS = KIND_WORDS.arms - WORDS.unsure
KNOWN = {"VEHICLE": VEHICLE, "WEAPON": WEAPON, "WORK": WORK}
"""What a list has such a name as, though it is as often something else: "Silver Star"."""
NEAR = 8
"""Tokens before and behind a name in which a word may say that it is a vehicle's."""
LIKELY, LIKELY_NAME = 0.4, 0.15
"""The score from which another kind is likelier than a product, which the tagger hardly knows; that
of a person behind a given name, and of what a list has as something that is as often another."""


def with_products(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, each vehicle or weapon a product that neither a list nor a word beside any of its
    mentions says to be one."""
    same: dict[str, list[Tagged]] = defaultdict(list)
    for name in tagged:
        if name.kind in {VEHICLE, WEAPON}:
            same[tokens.surface(name.first, name.last)].append(name)
    if not same:
        return list(tagged)
    kinds = {surface: _kind_of(tokens, mentions) for surface, mentions in same.items()}
    return [
        name._replace(kind=kinds[tokens.surface(name.first, name.last)])
        if name.kind in {VEHICLE, WEAPON}
        else name
        for name in tagged
    ]


def _kind_of(tokens: Tokens, mentions: Sequence[Tagged]) -> int:
    """The kind of a name that was taken for a vehicle or a weapon."""
    name = mentions[0]
    listed, sure = _listed(tokens, name)
    armed = any(_among_arms(tokens, m) for m in mentions)
    craft = any(_is_craft(tokens, m) for m in mentions)
    if listed is not None and (sure or armed or craft or listed == name.kind):
        return listed
    if sure_arms(tokens, name.first, name.last) is not None:
        return name.kind
    if armed or craft:
        return WEAPON if armed else VEHICLE
    others = [0.0 if KINDS[i] in ARMS else score for i, score in enumerate(name.scores)]
    best = max(range(len(KINDS)), key=others.__getitem__)
    named = best == PERSON and tokens.lowers[name.first] in given_and_last()[0]
    least = LIKELY if listed is None and not named else LIKELY_NAME
    if others[best] >= least:
        return best
    return PRODUCT if listed is None else listed


def _listed(tokens: Tokens, name: Tagged) -> tuple[int | None, bool]:
    """What a list has a name as, and whether that is sure: "F-22 Raptors", "Glock 17"."""
    known = longest_name(tokens.texts, name.first, name.last + 1)
    meant = None if known is None else KNOWN.get(known[0].type)
    if known is None or meant is None:
        return None, False
    if known[1] <= name.last:
        return (meant, True) if meant != WORK and _has_number(tokens, name) else (None, False)
    return meant, tokens.surface(name.first, name.last) not in ambiguous()


def _among_arms(tokens: Tokens, name: Tagged) -> bool:
    """Whether a number or a word of arms is in what was taken for a weapon, or such a word beside
    it; of a vehicle, "missile" behind it, or a gun near its number."""
    if name.kind == WEAPON:
        beside = tokens.lowers[max(name.first - 1, 0) : name.last + 2]
        return _has_number(tokens, name) or not SURE_ARMS.isdisjoint(beside)
    if tokens.lower(name.last + 1) in KIND_WORDS.missiles:
        return True
    near = tokens.lowers[max(name.first - NEAR, 0) : name.last + 1 + NEAR]
    return _has_number(tokens, name) and not WORDS.guns.isdisjoint(near)


def _has_number(tokens: Tokens, name: Tagged) -> bool:
    return any(c.isdigit() for c in tokens.surface(name.first, name.last))


def _is_craft(tokens: Tokens, name: Tagged) -> bool:
    """Whether a maker of vehicles is in a name, or a word of them in or near it."""
    if not WORDS.makers.isdisjoint(tokens.texts[name.first : name.last + 1]):
        return True
    near = tokens.lowers[max(name.first - NEAR, 0) : name.last + 1 + NEAR]
    return not WORDS.craft.isdisjoint(near)
