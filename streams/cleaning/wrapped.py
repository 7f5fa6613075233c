"""Text whose lines were broken at a width, as e-mails, wires and terminals have it, put together.

A break is one of width where the next line's first word had no room left in the line before it. In
such a text most breaks between lines are, and in others next to none.
"""

import re
from itertools import pairwise

NARROWEST, WIDEST = 40, 132
"""Characters of the longest line of a text that was broken at a width."""
FEWEST = 3
"""Breaks of width that such a text has: in a list one may look so."""
HYPHENED = re.compile(r"[^\W\d_]-$")
"""A line that ends within a word: "self-"."""


def unwrapped(text: str) -> str:
    """A normalised text, a line for each paragraph where its lines were broken at a width."""
    lines = text.split("\n")
    width = max(map(len, lines))
    if not NARROWEST <= width <= WIDEST:
        return text
    breaks = [_is_of_width(line, behind, width) for line, behind in pairwise(lines)]
    of_width, all_breaks = sum(breaks), sum(bool(a and b) for a, b in pairwise(lines))
    if of_width < FEWEST or 2 * of_width < all_breaks:
        return text
    joined = lines[:1]
    for (line, behind), joins in zip(pairwise(lines), breaks, strict=True):
        glue = "" if HYPHENED.search(line) else " "
        joined += [glue if joins else "\n", behind]
    return "".join(joined)


def _is_of_width(line: str, behind: str, width: int) -> bool:
    """Whether the first word of the line behind would have made a line too long."""
    return bool(line and behind) and len(line) + 1 + len(behind.split(" ", 1)[0]) > width
