"""People by names that are another of the text but for a hyphen, or its beginning."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from streams.extraction.entities.known_people import known_people
from streams.extraction.entities.spelling import GENERATIONS, normalised


def written_whole(surfaces: Sequence[str]) -> dict[str, str]:
    """What is meant by the names that are another one with a hyphen more or less, "Kim Jong-un" of
    "Kim Jong Un", its end, "Ben Gvir" of "Itamar Ben-Gvir", or two words or more that it begins
    with, "Hassan Sheikh" of "Hassan Sheikh Mohamud"; but no father by his son's name."""
    names = [surface for surface in dict.fromkeys(surfaces) if " " in surface or "-" in surface]
    if len(names) < 2:
        return {}
    parts = {name: normalised(name).replace("-", " ").split() for name in names}
    alone = {normalised(surface) for surface in surfaces if " " not in surface}
    by_edge: defaultdict[str, list[str]] = defaultdict(list)
    for name, words in parts.items():
        for word in dict.fromkeys((words[0], words[-1]) if words else ()):
            by_edge[word].append(name)
    meant: dict[str, str] = {}
    for name, words in parts.items():
        if len(words) < 2 or " " not in name:
            continue
        found = [
            other
            for other in dict.fromkeys((*by_edge[words[0]], *by_edge[words[-1]]))
            if other not in meant
            and (_begins(words, parts[other], alone) or _is_but_for_hyphens(name, other, parts))
        ]
        longest = max(map(len, (parts[other] for other in found)), default=0)
        found = [other for other in found if len(parts[other]) == longest]
        if len(found) == 1:
            meant[name] = found[0]
    return meant


def _begins(words: Sequence[str], longer: Sequence[str], alone: Collection[str]) -> bool:
    """Whether a longer name begins with these words, the last of which is nobody's last name here:
    "Andrew Jackson", of whom the text speaks as Jackson, is not Andrew Jackson Donelson."""
    if len(longer) != len(words) + 1 or list(longer[:-1]) != list(words):
        return False
    known = " ".join(words) in known_people()
    return longer[-1] not in GENERATIONS and words[-1] not in alone and not known


def _is_but_for_hyphens(name: str, other: str, parts: dict[str, list[str]]) -> bool:
    """Whether another name is this one, or ends so, with other hyphens."""
    one, whole = normalised(name), normalised(other)
    if one == whole or whole.endswith(f" {one}"):
        return False
    return parts[other][-len(parts[name]) :] == parts[name]
