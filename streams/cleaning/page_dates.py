"""Dates alone: when a page was published or changed, as it prints that about the article."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from streams.cleaning.features import WORD
from streams.datafile import read_word_lists


class _Words(NamedTuple):
    """The lists of `page_dates.toml`."""

    months: frozenset[str]
    days: frozenset[str]
    between: frozenset[str]
    updates: frozenset[str]


WORDS = read_word_lists("streams.cleaning", "page_dates.toml", _Words)
OF_DATES = frozenset[str]().union(*WORDS)
DIGIT = re.compile(r"\d")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DATE_TOP, DATE_TAIL = 5, 3
"""Lines from the start and the end where a date alone is the page's; elsewhere it may head a part
of the text, as a time of day heads an entry of a live report."""
DATE_CHARS = range(9, 91)


def is_date(texts: Sequence[str], place: int) -> bool:
    """A date alone, or when the article was updated, as the page prints it about the article."""
    text = texts[place]
    if len(text) not in DATE_CHARS or not DIGIT.search(text):
        return False
    words = {word for word in WORD.findall(text.lower()) if not word.isdecimal()}
    if not OF_DATES.issuperset(words):
        return False
    near = place < DATE_TOP or place >= len(texts) - DATE_TAIL
    return not WORDS.updates.isdisjoint(words) or (near and YEAR.search(text) is not None)
