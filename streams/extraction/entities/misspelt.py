"""Names of people that a text spells in two ways: "Reschentaler" beside "Guy Reschenthaler"."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from streams.extraction.entities.spelling import normalised

SHORTEST = 5
"""Letters of a name that may be another's with a letter wrong."""


def misspelt(surfaces: Sequence[str]) -> dict[str, str]:
    """What is meant by the names that are another of the text with one letter wrong, missing, too
    many or in the wrong place, and not the first or last; the one that comes oftener is right."""
    counts = Counter(surfaces)
    words = {surface: normalised(surface).split() for surface in counts}
    lasts: defaultdict[str, list[str]] = defaultdict(list)
    for surface, parts in words.items():
        if len(parts) > 1:
            lasts[parts[-1]].append(surface)
    alike = _alike([*lasts, *(parts[0] for parts in words.values() if len(parts) == 1)])
    meant = {}
    for surface, parts in words.items():
        for last in alike.get(parts[-1], ()) if parts else ():
            right = _meant(counts, words, surface, lasts.get(last, ()))
            if right is not None:
                meant[surface] = right
    return meant


def _alike(names: Sequence[str]) -> dict[str, list[str]]:
    """For each last name those that differ from it by one letter."""
    ends: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        if len(name) >= SHORTEST:
            ends[name[0], name[-1]].append(name)
    alike: dict[str, list[str]] = {}
    for row in ends.values():
        for name in row if len(row) > 1 else ():
            near = [other for other in row if one_letter_wrong(name, other)]
            if near:
                alike[name] = near
    return alike


def _meant(
    counts: Mapping[str, int],
    words: Mapping[str, list[str]],
    surface: str,
    others: Sequence[str],
) -> str | None:
    """The full name that is meant, of those with the other last name: the only one, or the one with
    the same first name, where the text has it oftener."""
    parts = words[surface]
    full = len(parts) > 1
    if not full and any(words[name][-1:] == parts for name in words if name != surface):
        return None  # "Clifton" beside Dan Clifton and Bill Clinton
    found = [name for name in others if not full or words[name][:-1] == parts[:-1]]
    if len(found) != 1:
        return None
    last = words[found[0]][-1]
    right = counts[found[0]] + sum(n for name, n in counts.items() if words[name] == [last])
    return found[0] if right > counts[surface] else None


def one_letter_wrong(one: str, other: str) -> bool:
    """Whether two names differ by one letter, or by two that have changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    swapped = short[at : at + 2] == long[at : at + 2][::-1]
    return swapped and short[at + 2 :] == long[at + 2 :]
