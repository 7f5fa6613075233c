"""People by names that are another of the text but for a hyphen, or its beginning."""

from collections import defaultdict
from collections.abc import Sequence

from streams.extraction.entities.spelling import GENERATIONS, normalised


def written_whole(surfaces: Sequence[str]) -> dict[str, str]:
    """What is meant by the names that are another one with a hyphen more or less, "Kim Jong-un" of
    "Kim Jong Un", its end, "Ben Gvir" of "Itamar Ben-Gvir", or two words or more that it begins
    with, "Hassan Sheikh" of "Hassan Sheikh Mohamud"; but no father by his son's name."""
    names = [surface for surface in dict.fromkeys(surfaces) if " " in surface or "-" in surface]
    if len(names) < 2:
        return {}
    parts = {name: normalised(name).replace("-", " ").split() for name in names}
    by_part: defaultdict[str, list[str]] = defaultdict(list)
    for name, words in parts.items():
        for word in dict.fromkeys((words[0], words[-1]) if words else ()):
            by_part[word].append(name)
    meant: dict[str, str] = {}
    for name, words in parts.items():
        if len(words) < 2:
            continue
        alike = dict.fromkeys((*by_part[words[0]], *by_part[words[-1]]))
        others = [other for other in alike if other != name and other not in meant]
        same = [other for other in others if parts[other] == words]
        longer = [other for other in others if _begins_or_ends(words, parts[other])]
        found = longer or same
        if len(found) == 1:
            meant[name] = found[0]
    return meant


def _begins_or_ends(words: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether a longer name begins with these words, and does not go on with "Jr.", or ends so."""
    size = len(words)
    if len(longer) <= size:
        return False
    begins = list(longer[:size]) == list(words) and longer[size] not in GENERATIONS
    return begins or list(longer[-size:]) == list(words)
