"""Names that the tagger cuts short: events, courts, operations and storms."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from streams.extraction.entities.bodies import STORMS
from streams.extraction.entities.data_files import word_lists
from streams.extraction.entities.labels import BODY, EVENT, KINDS, sure_scores
from streams.extraction.entities.runs import is_capitalised, sentence_at
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.vocabulary import words
from streams.extraction.entities.weights import is_common
from streams.extraction.tokens import Tokens


class Longer(NamedTuple):
    """The list of `data/longer.toml`, explained beside its words."""

    courts: frozenset[str]


COURTS = word_lists("longer.toml", Longer).courts
LONGEST_OPERATION, LONGEST_STORM = 4, 2
HOSTS = frozenset({KINDS.index("NORP"), KINDS.index("LOC")})
"""What stands before a word of events."""
EVENT_FIRST = frozenset({"Operation", *STORMS})
FOR_THE = ["for", "the"]
"""Between a court and its circuit."""


def with_event_words(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "French Open", "Asia Cup": a people or place and a capitalised word of events behind it."""
    taken = {t.first for t in tagged}
    event_last = words().event_last
    result = []
    for name in tagged:
        last = name.last
        while (
            name.kind in HOSTS
            and tokens.lower(last + 1) in event_last
            and is_capitalised(tokens.texts[last + 1])
            and last + 1 not in taken
            and tokens.ends[last] + 1 == tokens.starts[last + 1]
        ):
            last += 1
        if last > name.last:
            name = name._replace(last=last, kind=KINDS.index("EVENT"))
        result.append(name)
    return result


def with_circuits(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "U.S. Court of Appeals for the Ninth Circuit" in one, of which the tagger makes two."""
    lowers = tokens.lowers
    if COURTS.isdisjoint([lowers[t.last] for t in tagged]):
        return list(tagged)

    def goes_on(court: Tagged, name: Tagged) -> bool:
        return (
            court.kind == BODY
            and lowers[court.last] in COURTS
            and lowers[court.last + 1 : name.first] == FOR_THE
        )

    return joined(tagged, goes_on, len(FOR_THE))


def with_operations(
    tokens: Tokens,
    tagged: Sequence[Tagged],
    bounds: Sequence[tuple[int, int]],
    capitals: Sequence[int],
) -> list[Tagged]:
    """ "Operation Barkhane", "Typhoon Yagi": such a word and what is capitalised behind it.

    `capitals`: the tokens that begin with a capital letter.
    """
    texts = tokens.texts
    found: list[Tagged] = []
    for first in [i for i in capitals if texts[i] in EVENT_FIRST]:
        last = _last_of_event(tokens, first, sentence_at(bounds, first)[1])
        if last is None:
            continue
        if found and found[-1].last >= first:
            found.pop()
        found.append(Tagged(first, last, EVENT, sure_scores(EVENT)))
    if not found:
        return sorted(tagged)
    held = {i for name in found for i in range(name.first, name.last + 1)}
    kept = (t for t in tagged if held.isdisjoint(range(t.first, t.last + 1)))
    return sorted([*kept, *found])


def _last_of_event(tokens: Tokens, first: int, ceiling: int) -> int | None:
    """The last word of an operation or storm that begins with what these are called; None where no
    name stands behind it. `ceiling`: where its sentence ends."""
    is_storm = tokens.texts[first] in STORMS
    end = min(ceiling, first + (LONGEST_STORM if is_storm else LONGEST_OPERATION))
    last = first
    while last + 1 < end and is_capitalised(tokens.texts[last + 1]):
        last += 1
    if last == first or (is_storm and is_common(tokens.texts[last])):
        return None  # "Hurricane Season"
    return last


def joined(
    tagged: Sequence[Tagged], goes_on: Callable[[Tagged, Tagged], bool], between: int
) -> list[Tagged]:
    """The names, each that goes on with the one before it made one with that; at most so many
    tokens stand between the two.
    """
    result: list[Tagged] = []
    end = 0
    for name in tagged:
        if result and name.first - end <= between + 1 and goes_on(result[-1], name):
            result[-1] = result[-1]._replace(last=name.last)
        else:
            result.append(name)
        end = name.last
    return result
