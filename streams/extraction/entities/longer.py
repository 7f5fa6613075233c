"""Names of which the tagger has less than the whole, or nothing: operations, storms, prisons and
schools with a number, roads by theirs, laws of two things, parts of a country.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from streams.extraction.entities.bodies import STORMS
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.labels import EVENT, KINDS, sure_scores
from streams.extraction.entities.runs import is_capitalised, sentence_at
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.weights import is_common
from streams.extraction.tokens import Tokens


class Longer(NamedTuple):
    """The lists of `data/longer.toml`, each explained beside its words."""

    numbered: frozenset[str]
    roads: frozenset[str]
    road_letters: frozenset[str]
    behind_road: frozenset[str]
    beside_road: frozenset[str]
    parts: frozenset[str]
    laws: frozenset[str]
    before_laws: frozenset[str]


WORDS = word_lists("longer.toml", Longer)
LONGEST_OPERATION, LONGEST_STORM = 4, 2
EVENT_FIRST = frozenset({"Operation", *STORMS})
NUMBER = "No"
BUILDING, PLACE, WORK = KINDS.index("FAC"), KINDS.index("LOC"), KINDS.index("WORK")


def lengthened(
    tokens: Tokens,
    tagged: Sequence[Tagged],
    bounds: Sequence[tuple[int, int]],
    capitals: Sequence[int],
) -> list[Tagged]:
    """The names, with the whole ones: "Operation Barkhane", "Prison No. 13", "the A9 highway",
    "Mines and Minerals Bill", "Shaanxi Province".

    `capitals`: the tokens that begin with a capital letter.
    """
    longer = [
        *_wholes(tokens, tagged),
        *_events(tokens, bounds, capitals),
        *_numbered(tokens, bounds, capitals),
    ]
    if not longer:
        return sorted(tagged)
    found: list[Tagged] = []
    for name in sorted(longer):
        if found and found[-1].last >= name.first:
            found.pop()
        found.append(name)
    held = {i for name in found for i in range(name.first, name.last + 1)}
    kept = (t for t in tagged if held.isdisjoint(range(t.first, t.last + 1)))
    return sorted([*kept, *found])


def _wholes(tokens: Tokens, tagged: Sequence[Tagged]) -> Iterator[Tagged]:
    """ "Shaanxi Province", of which the tagger had "Shaanxi", "Mines and Minerals Bill", of which
    it had "Minerals Bill"."""
    for name in tagged:
        last = name.last
        behind = tokens.texts[last + 1 : last + 3] if name.kind == PLACE else ()
        if behind and behind[0] in WORDS.parts and tokens.texts[last] != ".":
            if len(behind) == 1 or not is_capitalised(behind[1]):  # no "Kent County Council"
                yield name._replace(last=last + 1)
        elif name.kind == WORK and tokens.lowers[last] in WORDS.laws:
            first = _first_of_law(tokens, name.first)
            if first < name.first:
                yield name._replace(first=first)


def _first_of_law(tokens: Tokens, first: int) -> int:
    """Where "the Mines and Minerals Bill" begins; not behind "the Data Act and Privacy Act"."""
    if first < 3 or tokens.lower(first - 1) != "and":
        return first
    begin = first - 2
    capital = is_capitalised(tokens.texts[begin]) and tokens.lowers[begin] not in WORDS.laws
    return begin if capital and tokens.lower(begin - 1) in WORDS.before_laws else first


def _events(
    tokens: Tokens, bounds: Sequence[tuple[int, int]], capitals: Sequence[int]
) -> Iterator[Tagged]:
    """ "Operation Barkhane", "Typhoon Yagi": such a word and what is capitalised behind it."""
    for first in [i for i in capitals if tokens.texts[i] in EVENT_FIRST]:
        last = _last_of_event(tokens, first, sentence_at(bounds, first)[1])
        if last is not None:
            yield Tagged(first, last, EVENT, sure_scores(EVENT))


def _last_of_event(tokens: Tokens, first: int, ceiling: int) -> int | None:
    """The last word of an operation or storm that begins with what these are called; None where no
    name stands behind it. `ceiling`: where its sentence ends."""
    is_storm = tokens.texts[first] in STORMS
    end = min(ceiling, first + (LONGEST_STORM if is_storm else LONGEST_OPERATION))
    last = first
    while last + 1 < end:
        joined = tokens.texts[last + 1] == "-" and tokens.glued(last) and tokens.glued(last + 1)
        if not is_capitalised(tokens.texts[last + 1 + joined]):
            break
        last += 1 + joined  # "Operation Claw-Lock"
    if last == first or (is_storm and is_common(tokens.texts[last])):
        return None  # "Hurricane Season"
    return last


def _numbered(
    tokens: Tokens, bounds: Sequence[tuple[int, int]], capitals: Sequence[int]
) -> Iterator[Tagged]:
    """ "Penal Colony No. 9", "the A9 highway", "on the N15 at Cashelard"."""
    texts = tokens.texts
    for i in capitals:
        if texts[i] == NUMBER:
            if tokens.lower(i - 1) not in WORDS.numbered or texts[i + 1 : i + 2] != ["."]:
                continue
            first, last = i - 1, i + 2
            if last >= len(tokens) or not texts[last].isdecimal():
                continue
            while first > sentence_at(bounds, i)[0] and is_capitalised(texts[first - 1]):
                first -= 1
            first += tokens.lowers[first] == "the"
            yield Tagged(first, last, BUILDING, sure_scores(BUILDING))
        elif texts[i] in WORDS.road_letters and _is_road(tokens, i + 1):
            yield Tagged(i, i + 1, BUILDING, sure_scores(BUILDING))


def _is_road(tokens: Tokens, number: int) -> bool:
    """Whether a number behind a letter is a road's, and no rifle's or airliner's."""
    if not tokens.glued(number - 1) or not tokens.lower(number).isdecimal():
        return False
    following = tokens.lower(number + 1)
    if following in WORDS.roads:
        return True
    on = tokens.lower(number - 2) == "the" and tokens.lower(number - 3) in WORDS.beside_road
    return on and following in WORDS.behind_road
