"""Numbers whose noun a sentence before has ("There were three lanes. The other two were shut."), or
none has: "31 have died"."""

import re
from collections import deque
from collections.abc import Sequence

import msgspec

from schemas import Counted, Quantity, Unit
from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.casualties import is_of_nobody
from streams.extraction.quantities.classes import class_of
from streams.extraction.quantities.elided import HARMS
from streams.extraction.quantities.lexicon import may_be_verb
from streams.extraction.quantities.words import word_lists


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    hedges: frozenset[str]
    those: frozenset[str]
    others: frozenset[str]
    people: frozenset[str]


WORDS = word_lists("earlier", Words)


REACH = 2
"""How many sentences back a noun may be."""
LAST_COUNTS = 8
FEW = 3
"""Up to here a number alone may be of anybody: "the two"."""
AROUND = 40
"""Characters on either side of a number that are looked at."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\S")


def with_earlier_nouns(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a text in order; a bare number that goes on from what a sentence before
    counts is a count of it, else of people where only they do or undergo what is said of it.
    Linear in their number."""
    counts: deque[Quantity] = deque(maxlen=LAST_COUNTS)
    found = []
    for quantity in quantities:
        if _is_bare(quantity):
            quantity = _of_people(_continued(text, quantity, counts))
        if quantity.unit.kind == "count" and quantity.counted is not None:
            counts.append(quantity)
        found.append(quantity)
    return found


def _is_bare(quantity: Quantity) -> bool:
    """Whether a whole number has neither unit nor noun of its own."""
    value, unit = quantity.value, quantity.unit
    whole = value is None or (value == int(value) and value > 1)
    return whole and unit.kind == "number" and unit.name == "number" and quantity.per is None


def _continued(text: str, bare: Quantity, counts: Sequence[Quantity]) -> Quantity:
    before = WORD.findall(text[max(0, bare.start - AROUND) : bare.start].lower())
    after = (WORD.findall(text[bare.end : bare.end + AROUND].lower()) or [""])[0]
    while before and before[-1] in WORDS.hedges:
        before.pop()
    if not before or not _ends(after):
        return bare
    near = [q for q in reversed(counts) if bare.sentence - q.sentence <= REACH]
    for rule in RULES:
        if (whole := rule(bare, before, near)) is not None:
            return _counting(bare, whole)
    return bare


def _of_people(bare: Quantity) -> Quantity:
    """ "At least *31 have died*", "in all, *1,200 were evacuated*": people, by what befell them."""
    deed, counted = bare.predicate, bare.counted
    noun = "" if counted is None else counted.surface.lower().rpartition(" ")[2]
    of_things = noun == "" or is_of_nobody(noun)  # "the ferry sank, and 31 drowned"
    if deed not in HARMS or not of_things or not _is_bare(bare):
        return bare
    people = Unit(kind="count", name="people")
    who = Counted(surface=deed, head=deed, class_=class_of(deed))
    return msgspec.structs.replace(bare, unit=people, counted=who, confidence=0.6)


def _counting(bare: Quantity, whole: Quantity) -> Quantity:
    unit = Unit(kind="count", name=whole.unit.name)
    return msgspec.structs.replace(
        bare, unit=unit, counted=whole.counted, entities=whole.entities, confidence=0.6
    )


def _ends(word: str) -> bool:
    """Whether a word behind a number is no noun that it counts."""
    verb = may_be_verb(word, "p") or word.endswith("ed") or word in vocabulary.subject_verbs()
    return not word.isalpha() or word in vocabulary.stops() or verb


def _the_same(bare: Quantity, before: list[str], near: list[Quantity]) -> Quantity | None:
    """ "Sixteen candidates ran. Of *the sixteen*, four won."; "*All four* were asked."."""
    if before[-1] not in WORDS.those or bare.value is None:
        return None
    whole = next((q for q in near if q.value == bare.value), None)
    if whole is None:
        return None
    if bare.value > FEW or before[-1] != "the":
        return whole
    people = whole.counted is not None and whole.counted.class_ in WORDS.people
    return whole if people and bare.sentence - whole.sentence < REACH else None


def _the_others(bare: Quantity, before: list[str], near: list[Quantity]) -> Quantity | None:
    """ "There were three lanes. One was full, *the other two* were empty."."""
    if before[-1] not in WORDS.others or bare.value is None:
        return None
    return next((q for q in near if q.value is None or q.value >= bare.value), None)


def _another(bare: Quantity, before: list[str], near: list[Quantity]) -> Quantity | None:
    """ "Some 200,000 migrants live in the north. *Another* 100,000 live in the south."."""
    if before[-1] != "another" or (before[-2:-1] and before[-2] not in {".", ",", "”", "and"}):
        return None
    return next(iter(near), None)


RULES = (_the_same, _the_others, _another)
"""The reasons for which a bare number counts what a sentence before counts."""
