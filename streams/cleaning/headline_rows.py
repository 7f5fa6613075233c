"""Rows of other articles' headlines that are told without a model.

Those with a section before each or a teaser below, those that count something ("15 Images of
Stars"), and those in capitals.
"""

import re
from collections.abc import Iterator, Sequence

from streams.cleaning.headlines import NO_HEADLINE, ROW_CHARS, ROW_SPACES, SHORTENED, closes

TEASERS_FROM, TEASER_CHARS = 2, range(60, 321)
"""Lines from the start in which there is none, and how long a teaser is."""
NO_TEASER = frozenset('@"“')
"""What a tweet or a quotation has, which may end so too."""
SECTION_CHARS, SECTION_SPACES, SECTIONS = 30, 3, 2
"""How long a section's name is at most, and headlines with one that stand in a row at least."""
NUMBERED = re.compile(r"(?:The |Top )?\d{1,3} (?:[\w'’-]+ ){2,}[\w'’-]+\??")
"""Counts something in three words or more."""
NUMBERED_CHARS = range(20, 100)
SHORT_WORD = 3
"""Words of so many letters may be small in a headline: "The 11 Facts of the Day"."""
CLOSED = ".!:"
"""What no headline ends with here, so that prose is passed over."""
COUNTING = frozenset("0123456789T")
"""What headlines of lists begin with."""
CAPITALS_FIRST = 6
"""Characters by which it is seen first whether a line may be in capitals."""
CAPITAL_CHARS, CAPITAL_SPACES = 35, 6
"""A line in capitals as long as this beside another is no heading of the text, nor an address."""


def headlines_with_sections(texts: Sequence[str]) -> Iterator[int]:
    """Places of headlines in a row with their sections before each, one of which comes twice.

    "Travel", "Five cities that you can walk", "Money", "Who pays for the ferry", "Travel", ...
    """
    short = [place for place, size in enumerate(map(len, texts)) if size <= SECTION_CHARS]
    sections = {place for place in short if _may_be_section(texts[place])} if short[1:] else set()
    for start in sorted(sections):
        places: list[int] = []
        for place in range(start, len(texts) - 1, 2):
            if place not in sections or not _may_be_headline(texts[place + 1]):
                break
            places += [place, place + 1]
            sections.remove(place)
        names = [texts[place] for place in places[::2]]
        if len(names) >= SECTIONS and len(set(names)) < len(names):
            yield from places


def _may_be_section(text: str) -> bool:
    return (
        text[0].isupper()
        and text.count(" ") <= SECTION_SPACES
        and not any(map(str.isdigit, text))
        and not closes(text)
    )


def _may_be_headline(text: str) -> bool:
    is_long = len(text) in ROW_CHARS and text.count(" ") >= ROW_SPACES
    return is_long and NO_HEADLINE.search(text) is None


def headlines_with_teasers(texts: Sequence[str]) -> Iterator[int]:
    """Places of headlines and of what stands below each: the start of its article, cut short."""
    for place, text in enumerate(texts):
        if (text[-3:] == "..." or text[-1] == "…") and place >= TEASERS_FROM:
            above = texts[place - 1]
            is_teaser = len(text) in TEASER_CHARS and SHORTENED.search(text) is not None
            if is_teaser and _may_be_headline(above) and NO_TEASER.isdisjoint(above + text):
                yield from (place - 1, place)


def sure_headlines(texts: Sequence[str]) -> Iterator[int]:
    """Places of headlines, two or more in a row, that count something or are in capitals.

    "15 Amazing Images of Stars", "11 Fascinating Facts About Mars". Alone one in capitals may head
    a part of the text; beside two that are long a short one does not.
    """
    may_be = [
        place
        for place, text in enumerate(texts)
        if text[-1] not in CLOSED and (text[0] in COUNTING or text[:CAPITALS_FIRST].isupper())
    ]
    counted = {place for place in may_be if _counts_something(texts[place])}
    shouted = {place for place in may_be if _is_shouted(texts[place])}
    yield from _beside(counted, counted)
    rows = set(_beside(shouted, shouted))
    if rows:
        yield from rows
        near = {place for place in may_be if _may_be_shouted(texts[place])}
        yield from _beside(near - shouted, rows)


def _beside(places: set[int], others: set[int]) -> Iterator[int]:
    return (place for place in places if place - 1 in others or place + 1 in others)


def _counts_something(text: str) -> bool:
    if len(text) not in NUMBERED_CHARS or NUMBERED.fullmatch(text) is None:
        return False
    return all(word[0].isupper() for word in text.split(" ")[1:] if len(word) > SHORT_WORD)


def _is_shouted(text: str) -> bool:
    is_long = len(text) >= CAPITAL_CHARS and text.count(" ") >= CAPITAL_SPACES
    return is_long and _may_be_shouted(text)


def _may_be_shouted(text: str) -> bool:
    return text.isupper() and text.isascii()
