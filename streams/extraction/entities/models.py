"""Models of arms, squadrons and resolutions by their numbers, of which the tagger has less than the
whole name, or nothing."""

from collections.abc import Sequence

from streams.extraction.entities.kinds import KIND_WORDS
from streams.extraction.entities.labels import BODY, KINDS, sure_scores
from streams.extraction.entities.runs import is_capitalised
from streams.extraction.entities.tagger import Tagged
from streams.extraction.entities.units import WORDS as UNITS
from streams.extraction.tokens import Tokens

RESOLUTION = "Resolution"
BEFORE_NUMBERS = KIND_WORDS.models | UNITS.squadrons | {RESOLUTION}
HYPHENS = frozenset("-‑")
JOINTS = HYPHENS | {"/"}
LONGEST_SERIES = 3
"""Letters behind the number of a model: "F-16AM"."""
WORK, VEHICLE, WEAPON = map(KINDS.index, ("WORK", "VEHICLE", "WEAPON"))


def with_models(tokens: Tokens, tagged: Sequence[Tagged], capitals: Sequence[int]) -> list[Tagged]:
    """The names, with arms and resolutions by their number: "AIM-120C-8", of which the tagger may
    have "C-8" and a list "AIM-120"; "Resolution 2334". `capitals`: the tokens
    that begin with one."""
    firsts = [i for i in capitals if tokens.texts[i] in BEFORE_NUMBERS]
    ends = [(i, last) for i in firsts if (last := _last_of_model(tokens, i)) is not None]
    if not ends:
        return list(tagged)
    holders = {i: t for t in tagged for i in range(t.first, t.last + 1)}
    found = []
    for first, last in ends:
        holder = holders.get(first)
        if holder is None or holder.last < last or holder[:2] == (first, last):
            kind = _kind_of_model(tokens.texts[first])
            found.append(Tagged(first, last, kind, sure_scores(kind)))
    held = {i for name in found for i in range(name.first, name.last + 1)}
    kept = (t for t in tagged if held.isdisjoint(range(t.first, t.last + 1)))
    return sorted([*kept, *found])


def _kind_of_model(word: str) -> int:
    """The kind of what begins with a word of `models` or `squadrons`, or with RESOLUTION."""
    if word == RESOLUTION:
        return WORK
    if word in UNITS.squadrons:
        return BODY
    return VEHICLE if word in KIND_WORDS.vehicle_prefixes else WEAPON


def _last_of_model(tokens: Tokens, first: int) -> int | None:
    """The last word of a model of arms, or the number of a resolution, that begins there."""
    texts, last = tokens.texts, first + 2
    if texts[first] == RESOLUTION:
        number = tokens.lower(first + 1)
        apart = not first or not is_capitalised(texts[first - 1])  # no "Joint Resolution 109"
        return first + 1 if apart and number.isdecimal() and 3 <= len(number) <= 4 else None
    if not (tokens.glued(first) and tokens.glued(first + 1)):
        return None
    if texts[first + 1] not in HYPHENS or not texts[last].isdecimal():
        return None
    while tokens.glued(last):
        joined = texts[last + 1] in JOINTS and tokens.glued(last + 1)
        behind = texts[last + 1 + joined]
        series = behind.removesuffix("s")  # "Su-30SMEs"
        if not (behind.isdecimal() or (series.isupper() and len(series) <= LONGEST_SERIES)):
            break
        last += 1 + joined
    return last
