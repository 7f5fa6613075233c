"""Names that the tagger cuts short: events, courts, operations and storms."""

from collections.abc import Sequence

from streams.extraction.entities.gazetteers import words
from streams.extraction.entities.joining import STORMS
from streams.extraction.entities.labels import BODY, EVENT, KINDS, sure_scores
from streams.extraction.entities.runs import is_capitalised, sentence_at
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.weights import is_common
from streams.extraction.tokens import Tokens

LONGEST_OPERATION = 4
EVENT_FIRST = frozenset({"Operation", *STORMS})
COURTS = frozenset({"appeals", "court"})


def with_event_words(tokens: Tokens, tagged: Sequence[Tagged]) -> list[Tagged]:
    """ "French Open", "Asia Cup": a people or place and a capitalised word of events behind it."""
    taken = {t.first for t in tagged}
    result = []
    for name in tagged:
        last = name.last
        while (
            KINDS[name.kind] in {"NORP", "LOC"}
            and tokens.lower(last + 1) in words().event_last
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
    result: list[Tagged] = []
    for name in tagged:
        court = result[-1] if result else None
        between = [] if court is None else tokens.lowers[court.last + 1 : name.first]
        if (
            court is not None
            and court.kind == BODY
            and between == ["for", "the"]
            and tokens.lowers[court.last] in COURTS
        ):
            result[-1] = court._replace(last=name.last)
        else:
            result.append(name)
    return result


def with_operations(
    tokens: Tokens, tagged: Sequence[Tagged], bounds: Sequence[tuple[int, int]]
) -> list[Tagged]:
    """ "Operation Barkhane", "Typhoon Yagi": such a word and what is capitalised behind it."""
    result = list(tagged)
    if EVENT_FIRST.isdisjoint(tokens.texts):
        return result
    for first, text in enumerate(tokens.texts):
        if text not in EVENT_FIRST:
            continue
        last = first
        end = min(sentence_at(bounds, first)[1], first + LONGEST_OPERATION)
        if text in STORMS:
            end = min(end, first + 2)
        while last + 1 < end and is_capitalised(tokens.texts[last + 1]):
            last += 1
        if text in STORMS and is_common(tokens.texts[last]):
            continue  # "Hurricane Season"
        if last > first:
            result = [t for t in result if t.last < first or t.first > last]
            result.append(Tagged(first, last, EVENT, sure_scores(EVENT)))
    return sorted(result)
