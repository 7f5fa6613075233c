"""The tags of marks, of digits that are no quantity, and of the words of "year-on-year"."""

import msgspec

from streams.extraction.quantities.lexicon import measures, periods, year_on_year_words
from streams.extraction.quantities.marks import HYPHENS
from streams.extraction.quantities.numbers import ORDINAL_ENDINGS
from streams.extraction.quantities.words import word_lists
from streams.extraction.tokens import Tokens


class Words(msgspec.Struct, frozen=True):
    """The word lists of this module."""

    titles: frozenset[str]


WORDS = word_lists("tag_signs", Words)
TITLES = WORDS.titles
MARKS = {",": ",", "&": "N", "'s": "S", "’s": "S", "%": "#"}
"""Marks with a tag of their own; S is the possessive."""
APOSTROPHES = frozenset("'’")


def is_plain(lower: str) -> bool:
    """Whether `of_sign` has nothing to say of a word, wherever it stands."""
    sign = lower in MARKS or lower in APOSTROPHES or lower in HYPHENS or lower == "."
    return not (sign or lower in year_on_year_words() or lower[0].isdecimal())


def of_sign(tokens: Tokens, i: int, before: str) -> str | None:
    """The tag of a mark, of digits that are no quantity, of a word of "year-on-year"."""
    texts, lower = tokens.texts, tokens.lowers[i]
    if lower in year_on_year_words() and _year_on_year(tokens, i):
        return "A"
    if lower in MARKS:
        if MARKS[lower] == "S" and tokens.lower(i - 1) == "poor" and tokens.lower(i + 1) == "500":
            return "N"  # "the Standard & Poor's 500"
        return "M" if before in "RW" and MARKS[lower] == "S" else MARKS[lower]  # "it's going"
    owner = before == "N" and texts[i - 1][-1] == "s" and tokens.glued(i - 1)
    if owner and lower in APOSTROPHES:
        return "S"  # "investors' wealth"
    if lower in HYPHENS:
        inside = i and before in "NV#" and tokens.glued(i - 1) and tokens.glued(i)
        return "-" if inside else "|"
    if lower == "." and before == "N" and i + 1 < len(texts) and _abbreviates(tokens, i):
        return "N"  # U.S., Mr. Smith
    if lower[0].isdecimal():
        if tokens.lower(i + 1) in ORDINAL_ENDINGS and tokens.glued(i):
            return "A"
        named = before == "N" and not (texts[i - 1].islower() and tokens.lower(i - 2) != "poor")
        return "N" if named or before == "-" else "|"
    return None


def _abbreviates(tokens: Tokens, i: int) -> bool:
    """Whether the full stop at token `i` is that of a letter or of a title before a name."""
    return len(tokens.texts[i - 1]) == 1 or tokens.lowers[i - 1] in TITLES


def of_no_quantity(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is the unit of digits that are no quantity: "62 mph", "100 km/h"."""
    previous = tokens.texts[i - 1]
    if previous == "/":
        return tokens.glued(i - 1) and i > 1 and tokens.lower(i - 2) in measures()
    lower = tokens.lowers[i]
    return previous[0].isdecimal() and (lower in measures() or lower == "s")  # "the 1960s"


def by_period(tokens: Tokens, i: int) -> bool:
    """ "Fell 1.3 per cent month on month", "3.2% year over year"."""
    word = tokens.lowers[i]
    for step in (1, -1):
        if tokens.lower(i + step) in {"on", "over"} and tokens.lower(i + 2 * step) == word:
            return True
    return False


def _year_on_year(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is of a "year-on-year"."""
    if "-" not in tokens.lowers[max(0, i - 1) : i + 2]:
        return False
    return any(
        tokens.lower(at) in periods() and tokens.spaced(["-", "on", "-", tokens.lower(at)], at + 1)
        for at in (i, i - 1, i - 2, i - 3, i - 4)
    )
