"""Names of people that a text spells in two ways: "Reschentaler" beside "Guy Reschenthaler"."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, permutations

from streams.extraction.entities.hints import given_and_last
from streams.extraction.entities.known_people import known_people
from streams.extraction.entities.spelling import normalised

SHORTEST = 5
"""Letters of a name that may be another's with a letter wrong."""
MOST = 8
"""Names of one letter's difference that are held against each other."""


def misspelt(surfaces: Sequence[str]) -> dict[str, str]:
    """What is meant by the names that are another of the text with one letter wrong, missing, too
    many or in the wrong place, and not the first or last; the one that comes oftener is right, and
    a name in full sooner than a last name alone that no list has: no "Johnson" of "Johnston"."""
    counts = Counter(surfaces)
    words = {surface: normalised(surface).split() for surface in counts}
    lasts: defaultdict[str, list[str]] = defaultdict(list)
    for surface, parts in words.items():
        if len(parts) > 1:
            lasts[parts[-1]].append(surface)
    alike = _alike([*lasts, *(parts[0] for parts in words.values() if len(parts) == 1)])
    if not alike:
        return {}
    alone = Counter({words[name][0]: n for name, n in counts.items() if len(words[name]) == 1})
    meant = {}
    for surface, parts in words.items():
        if not parts or (len(parts) == 1 and parts[0] in lasts):
            continue  # "Clifton" beside Dan Clifton and Bill Clinton
        for last in alike.get(parts[-1], ()):
            found = lasts.get(last, ())
            if len(parts) > 1:
                found = [name for name in found[:MOST] if words[name][:-1] == parts[:-1]]
            if len(found) != 1:
                continue
            right = counts[found[0]] + alone[last] - counts[surface]
            if right > 0 or (right == 0 and _is_nobodys(parts)):
                meant[surface] = found[0]
    return meant


def _is_nobodys(parts: Sequence[str]) -> bool:
    """Whether a name is a last name alone that no list has, of nobody who is well known."""
    last = parts[-1]
    return len(parts) == 1 and last not in given_and_last()[1] and last not in known_people()


def _alike(names: Sequence[str]) -> dict[str, list[str]]:
    """For each last name those that differ from it by one letter, found by what both are without
    one: each name is held against few others."""
    without: defaultdict[str, list[str]] = defaultdict(list)
    long = [name for name in dict.fromkeys(names) if len(name) >= SHORTEST]
    ends = Counter([name[0] + name[-1] for name in long])
    for name in long:
        if ends[name[0] + name[-1]] > 1:
            for form in {name, *(name[:at] + name[at + 1 :] for at in range(1, len(name) - 1))}:
                without[form].append(name)
    alike: dict[str, list[str]] = {}
    rows = (row[:MOST] for row in without.values() if len(row) > 1)
    for name, other in chain.from_iterable(permutations(row, 2) for row in rows):
        if other not in alike.get(name, ()) and one_letter_wrong(name, other):
            alike.setdefault(name, []).append(other)
    return alike


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
