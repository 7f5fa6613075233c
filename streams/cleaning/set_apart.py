"""What sets a line apart from the text: a bullet, emphasis, brackets, an arrow, a link's address.

What the line says is the same without: "• Read more", "**Read more**", "[Read more](https://...)"
and "Read more →" are as many ways to flatten one link.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

LINK = re.compile(r"!?\[ ?([^\[\]]+?) ?\]\((?:https?:|/)[^ ()]*\)")
MARKS = "*_-–—"
"""What emphasis is made of, on both sides."""
BULLET = re.compile(r"^(?:[•·▪‣∙◦*–—-]|#{1,6}(?= )) ?(?=\w)")
AFTER = " →➔➜»›>|…"
"""What a link ends with to be seen."""


def bare(line: str) -> str:
    """What a line says, without what sets it apart; the line itself where nothing does."""
    line = line.rstrip(AFTER).removesuffix("...").rstrip(AFTER)
    if found := LINK.fullmatch(line):
        line = found[1]
    if (inside := _inside(line)) is not None:
        return inside
    return BULLET.sub("", line, count=1)


def _inside(line: str) -> str | None:
    """What is between marks or square brackets that a line begins and ends with.

    One word in brackets is what a transcript says of a sound: "[Pause]".
    """
    first, last = line[:1], line[-1:]
    if first == last and first in MARKS:
        return line.strip(first).strip() or None
    if first == "[" and line.find("]") == len(line) - 1 and " " in line:
        return line[1:-1].strip() or None
    return None


def bullet(line: str) -> str | None:
    """The first character of a line that is a point of a list, None where it is none."""
    if not line or line[0].isalnum() or _inside(line) is not None:
        return None
    return line[0] if BULLET.match(line) else None


def may_be_set_apart(line: str) -> bool:
    """Whether `bare` may give something else: hardly any paragraph begins or ends so."""
    return line != "" and (not line[0].isalnum() or line[-1] in AFTER or line.endswith("..."))


def lists(lines: Sequence[str]) -> Iterator[range]:
    """The places of the points of each list: lines in a row with the same bullet."""
    for mark, run in groupby(range(len(lines)), lambda place: bullet(lines[place])):
        if mark is not None:
            places = list(run)
            yield range(places[0], places[-1] + 1)
