"""Names that the tagger cuts and the text has whole elsewhere."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from streams.extraction.entities.labels import BODY, PERSON
from streams.extraction.entities.tagger import Tagged
from streams.extraction.tokens import Tokens


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
