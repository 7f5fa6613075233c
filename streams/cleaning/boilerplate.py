"""Flattened text: which lines are the article and which are what the site put around it.

Small rules, each named after the reason it records, tried in order on each line with its
neighbours. A rule that is not sure keeps the line: losing body is worse than keeping junk.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from streams.cleaning.phrases import reason_for

TAGGED = re.compile(r"\[[A-Z][A-Z &'/-]{2,30}\]$")
WORD = re.compile(r"\w+")
URL = re.compile(r"^(?:https?://|www\.)\S+$")
HEADLINE_WORDS = 18


class Line(NamedTuple):
    """One non-blank line and where it stands."""

    text: str
    number: int
    """From 0."""
    total: int
    """How many lines the text has."""


def listed_phrase(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """A phrase of the trade, whatever its reason."""
    return reason_for(line.text)


def tagged_headline(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """A related article's headline with its section: "Putin warned ... [REVEAL]"."""
    return "related" if TAGGED.search(line.text) else None


def bare_url(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """Nothing but an address."""
    return "page_furniture" if URL.match(line.text) else None


def title_line(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """The article's own title repeated above the body."""
    if title and line.number < 3 and _words(line.text) == _words(title):
        return "title"
    return None


def leading_caption(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """A video's or picture's headline above the first paragraph: short, no end of sentence.

    Only where the next line is known to be junk, so that an unusual first paragraph stays.
    """
    short = len(WORD.findall(line.text)) <= HEADLINE_WORDS
    if line.number == 0 and line.total > 2 and short and not re.search(r"[.!?…]$", line.text):
        following = lines[1].text
        if reason_for(following) is not None:
            return "caption"
    return None


Rule = Callable[[Line, Sequence[Line], str | None], str | None]
RULES: tuple[Rule, ...] = (
    title_line,
    listed_phrase,
    tagged_headline,
    bare_url,
    leading_caption,
)


def judge(texts: Sequence[str], title: str | None = None) -> list[str | None]:
    """For each line the reason to cut it, None to keep it.

    `texts` are the non-blank lines in order, stripped.
    """
    lines = [Line(text, i, len(texts)) for i, text in enumerate(texts)]
    return [_reason(line, lines, title) for line in lines]


def _reason(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    return next((reason for rule in RULES if (reason := rule(line, lines, title))), None)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())
