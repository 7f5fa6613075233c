"""Names that the tagger cuts: such as the text has whole elsewhere, units without their number."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.gazetteers import names
from streams.extraction.entities.labels import BODY, KINDS, PERSON, sure_scores
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens


class Units(NamedTuple):
    """The lists of `data/units.toml`, each explained beside its words."""

    units: frozenset[str]
    ordinals: frozenset[str]
    before_units: frozenset[str]


WORDS = word_lists("units.toml", Units)
ENDS_OF_NUMBERS = frozenset({"st", "nd", "rd", "th"})
UNIT_KINDS = frozenset({"ORG", "LOC", "FAC"})
"""What the tagger takes a unit for."""


def with_wholes(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, each that is part of a body's longer one which stands there, and which the tagger
    has whole more often than cut, made that."""
    wholes: dict[tuple[str, ...], Tagged] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    for name in tagged:
        if name.kind == BODY and name.last > name.first:
            texts = tuple(tokens.texts[name.first : name.last + 1])
            counts[texts] += 1
            wholes.setdefault(texts, name)
    if not wholes or len(wholes) == len(tagged):
        return list(tagged)
    by_word: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for texts in wholes:
        for word in dict.fromkeys(texts):
            by_word[word].append(texts)
    cut = [
        (first, texts)
        for name in tagged
        if tokens.texts[name.first] in by_word
        and name.kind != PERSON
        and (found := _cut(tokens, name, by_word)) is not None
        for first, texts in [found]
    ]
    if not cut:
        return sorted(tagged)
    often = Counter(texts for _, texts in dict.fromkeys(cut))
    longer = {
        first: wholes[texts]._replace(first=first, last=first + len(texts) - 1)
        for first, texts in cut
        if often[texts] <= counts[texts]
    }
    return _laid_over(tagged, longer.values())


def _cut(
    tokens: Tokens, name: Tagged, by_word: dict[str, list[tuple[str, ...]]]
) -> tuple[int, tuple[str, ...]] | None:
    """Where a whole name begins that holds this one and more, and the longest such name."""
    found = [
        (first, texts)
        for texts in by_word.get(tokens.texts[name.first], ())
        if len(texts) > name.last - name.first + 1
        for first in _places_in(tokens, name, texts)
    ]
    return max(found, key=lambda place: len(place[1]), default=None)


def _places_in(tokens: Tokens, name: Tagged, texts: tuple[str, ...]) -> Iterator[int]:
    for at, word in enumerate(texts):
        first = name.first - at
        if (
            word == tokens.texts[name.first]
            and first >= 0
            and tokens.texts[first] == texts[0]
            and at + name.last - name.first < len(texts)
            and tuple(tokens.texts[first : first + len(texts)]) == texts
        ):
            yield first


def _laid_over(tagged: Sequence[Tagged], longer: Collection[Tagged]) -> list[Tagged]:
    """The names, those that a longer one holds left out, and the longer ones that cut no other."""
    firsts = [name.first for name in tagged]
    kept = []
    for whole in longer:
        beside = max(0, bisect_left(firsts, whole.first) - 1), bisect_right(firsts, whole.last)
        if not any(_crosses(whole, name) for name in tagged[slice(*beside)]):
            kept.append(whole)
    held = {i for whole in kept for i in range(whole.first, whole.last + 1)}
    return sorted([*kept, *(name for name in tagged if name.first not in held)])


def _crosses(whole: Tagged, name: Tagged) -> bool:
    """Whether a name overlaps a whole one without being in it."""
    inside = whole.first <= name.first and name.last <= whole.last
    return not inside and name.first <= whole.last and whole.first <= name.last


def with_numbers(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The names, units with their number: "1st Armored Division", "507th Air Refueling Wing",
    which the tagger may take for a place without it, and "507th ARW"."""
    lowers, units = tokens.lowers, WORDS.units
    return [
        _with_number(tokens, name)
        if lowers[name.last] in units
        or (name.first == name.last and name.kind == BODY and _is_short(tokens, name))
        else name
        for name in tagged
    ]


def _is_short(tokens: Tokens, name: Tagged) -> bool:
    """Whether a body of one word is initials behind "th" that no list has: not "the 10th NBA
    title"."""
    word = tokens.texts[name.first]
    if tokens.lower(name.first - 1) not in ENDS_OF_NUMBERS:
        return False
    return word.isupper() and word not in names()


def _with_number(tokens: Tokens, name: Tagged) -> Tagged:
    begin = name.first - (tokens.lower(name.first - 1) in WORDS.before_units)
    first = _numbered(tokens, begin)
    if first == begin or KINDS[name.kind] not in UNIT_KINDS:
        return name
    return Tagged(first, name.last, BODY, sure_scores(BODY))


def _numbered(tokens: Tokens, first: int) -> int:
    """Where a name begins whose number may stand before it."""
    before = first if tokens.lowers[first] in ENDS_OF_NUMBERS else first - 1
    if before >= 0 and tokens.texts[before] in WORDS.ordinals:
        return before
    ordinal = before > 0 and tokens.lowers[before] in ENDS_OF_NUMBERS
    number = ordinal and tokens.glued(before - 1) and tokens.texts[before - 1].isdecimal()
    return before - 1 if number else first
