"""Which of two people with one last name speaks, where that alone stands beside a quotation."""

from collections.abc import Set

from schemas import Span
from streams.extraction.speakers.spoken import Spoken
from streams.extraction.speakers.vocabulary import speech

NEAR = 70
"""Characters before and behind a quotation in which the last name stands."""
BESIDE = 160
"""Characters before and behind a quotation, in its paragraph, in which a full name is meant."""


def namesake_who_spoke(
    spoken: Spoken, span: Span, entity: str | None, spoke: Set[str | None]
) -> str | None:
    """The speaker of a quotation, or who has spoken before and has the same last name, where the
    one who was found has not spoken and stands there by the last name alone. `spoke`: who has."""
    if entity is None or entity in spoke or entity not in spoken.people:
        return entity
    given, _, last = spoken.people[entity].name.rpartition(" ")
    others = [id_ for id_ in spoken.namesakes.get(last, ()) if id_ != entity]
    if not given or not others:
        return entity
    if spoken.people[entity].name in spoken.text[span.start : span.end]:
        # "“Fred Kent was a good man,” Kent said of his father"
        return max(others, key=lambda id_: len(spoken.people[id_].mentions))
    namesakes = [id_ for id_ in others if id_ in spoke]
    if len(namesakes) != 1:
        return entity
    roles = {word.lower() for role in spoken.people[entity].roles for word in role.split()}
    if roles & speech().political:
        return entity  # "Trump" is the president, and none of his family
    text = spoken.text
    low = max(text.rfind("\n", 0, span.start) + 1, span.start - BESIDE)
    beside = text[low : span.start] + text[span.end : span.end + BESIDE].partition("\n")[0]
    near = text[max(span.start - NEAR, 0) : span.start] + text[span.end : span.end + NEAR]
    if given.split()[0] in beside or last not in near:
        return entity
    return namesakes[0]
