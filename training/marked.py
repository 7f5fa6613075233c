"""Texts whose names stand in brackets with their kinds: "[Kisumu|PLACE] police said".

The form of `world/`, which the tagger learns from, and of `tests/golden/world`.
"""

import re
from typing import NamedTuple

NAME = re.compile(r"\[([^|\[\]]+)\|([A-Z]+)\]")


class Marked(NamedTuple):
    """A text without its marks, and where its names stand with their kinds."""

    text: str
    names: list[tuple[int, int, str]]


def marked(text: str) -> Marked:
    """A text with marks as text and names; offsets count characters of what comes out."""
    plain, names, behind = "", [], 0
    for match in NAME.finditer(text):
        plain += text[behind : match.start()]
        names.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        behind = match.end()
    return Marked(plain + text[behind:], names)
