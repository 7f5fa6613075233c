"""Operations and storms, of which the tagger has less than the whole name, or nothing."""

from collections.abc import Sequence

from streams.extraction.entities.bodies import STORMS
from streams.extraction.entities.labels import EVENT, sure_scores
from streams.extraction.entities.runs import is_capitalised, sentence_at
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.weights import is_common
from streams.extraction.tokens import Tokens

LONGEST_OPERATION, LONGEST_STORM = 4, 2
EVENT_FIRST = frozenset({"Operation", *STORMS})


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
