"""Headlines of other articles between the paragraphs: below a heading for them, or in a row.

One such line looks like a heading of the text itself; several in a row, between paragraphs and
with no paragraph of their own, head nothing. Some rows need no model to be told: those of lists
("15 Images of Stars"), those in capitals, those with a section before each.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from streams.cleaning.features import ENDING
from streams.cleaning.words import Array

HEADING_CHARS, HEADING_WORDS = 40, 5
"""A line cut as "related" that is as short as this stands above other articles' headlines."""
HEADLINE_CHARS = range(15, 181)
SURE_HEADLINE, LIKELY_HEADLINE = 50, 30
"""Characters from which a headline is no heading of a part of the text, and from which it is none
where another line stands between it and the text: such headings may have two lines."""
MOST_HEADLINES = 20

ROW_CHARS, ROW_SPACES = range(30, 151), 4
"""How long the lines of a row are, and the spaces that they have at least."""
NO_HEADLINE = re.compile(
    r"(?:[.…。:;,—–-][\"'”’»)\]]*|\)| /[a-z]{2,4})$|^(?:[—–]|(?:19|20)\d\d ?[:–-])|@|://"
)
"""Ends as a sentence, a lead-in or a note does or with an editor's initials (" /cb"), begins with a
year, signs a tweet, or has an address."""
BULLET = "- "
"""Before the items of a page's lists."""
ROW = range(2, MOST_HEADLINES + 1)
LAST_CHARS, LAST_ODDS = 60, 1.0
"""The last of a row heads the paragraph below where it is as short as this, or where the model
takes it for body, by so much more than the others."""
ROW_ODDS = 0.5
"""A row whose lines are in the mean more surely body than this stays: a song, a list."""
PROSE_CHARS = 80
ENDING_CHARS = 5
"""From the end of a line, in which a sentence ends."""

SECTION_CHARS, SECTION_SPACES, SECTIONS = 30, 3, 2
"""How long a section's name is at most, and headlines with one that stand in a row at least."""
NUMBERED = re.compile(r"(?:The |Top )?\d{1,3} (?:[\w'’-]+ ){2,}[\w'’-]+\??")
NUMBERED_CHARS = range(20, 100)
SHORT_WORD = 3
"""Words of so many letters may be small in a headline: "The 11 Facts of the Day"."""
CLOSED = ".!:"
COUNTING = frozenset("0123456789T")
"""What headlines of lists begin with."""
CAPITALS_FIRST = 6
"""Characters by which it is seen first whether a line may be in capitals."""
CAPITAL_CHARS, CAPITAL_SPACES = 35, 6
"""A line in capitals as long as this beside another is no heading of the text, nor an address."""


def is_heading(text: str) -> bool:
    """Whether a line is so short that it names no article: "Related stories"."""
    short = len(text) <= HEADING_CHARS and text.count(" ") < HEADING_WORDS
    return short and (text[-1] != "." or text.endswith("..."))


def ends(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return ENDING.search(text[-ENDING_CHARS:]) is not None


def headlines_under(texts: Sequence[str], heading: int, cut: Sequence[bool]) -> list[int]:
    """Places of the headlines below a heading: lines without an end of sentence, one by one.

    `cut` tells which lines go anyway. The last headline, if short, may be the heading of what
    follows in the text itself, unless it is the only one below "Read also:"; where nothing of the
    text follows they may be as short as tags are.
    """
    below = range(heading + 1, min(len(texts), heading + 1 + MOST_HEADLINES))
    shouted = list(takewhile(lambda place: not cut[place] and texts[place].isupper(), below))
    if len(shouted) >= ROW.start and not any(ends(texts[place]) for place in shouted):
        return shouted
    open_lines = takewhile(lambda place: not (cut[place] or _closes(texts[place])), below)
    found = list(takewhile(lambda place: len(texts[place]) < HEADLINE_CHARS.stop, open_lines))
    if found and all(cut[found[-1] + 1 :]):
        return found
    found = list(takewhile(lambda place: len(texts[place]) in HEADLINE_CHARS, found))
    is_led = texts[heading].endswith(":") and found and len(texts[found[0]]) >= LIKELY_HEADLINE
    led = found[:1] if is_led else []
    if found and len(texts[found[-1]]) < SURE_HEADLINE:
        found.pop()
    while found and len(texts[found[-1]]) < LIKELY_HEADLINE:
        found.pop()
    return found or led


def _closes(text: str) -> bool:
    """Whether a line ends as no headline does: as a sentence, or as what leads in to the next."""
    return NO_HEADLINE.search(text) is not None or ends(text)


def headlines_with_sections(texts: Sequence[str]) -> Iterator[int]:
    """Places of headlines in a row with their sections before each, one of which comes twice.

    "Travel", "Five cities that you can walk", "Money", "Who pays for the ferry", "Travel", ...
    """
    short = [place for place, size in enumerate(map(len, texts)) if size <= SECTION_CHARS]
    sections = {place for place in short if _may_be_section(texts[place])} if short[1:] else set()
    for start in sorted(sections):
        places: list[int] = []
        for place in range(start, len(texts) - 1, 2):
            if place not in sections or not _may_be_under_section(texts[place + 1]):
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
        and not _closes(text)
    )


def _may_be_under_section(text: str) -> bool:
    is_long = len(text) in ROW_CHARS and text.count(" ") >= ROW_SPACES
    return is_long and NO_HEADLINE.search(text) is None


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


def headlines_in_rows(
    texts: Sequence[str], odds: Array, reasons: Sequence[str | None]
) -> Iterator[int]:
    """Places of headlines that stand in a row between paragraphs, after the first paragraph.

    `odds` are the model's, `reasons` tell which lines go anyway. Below a caption a row may be the
    rest of it and a heading of the text.
    """
    cut = [reason is not None for reason in reasons]
    begun = False
    longest = ROW_CHARS.stop + len(BULLET)
    like = [
        len(text) < longest and not is_cut and _like(text)
        for text, is_cut in zip(texts, cut, strict=True)
    ]
    if sum(like) < ROW.start:
        return
    for is_row, run in groupby(range(len(texts)), like.__getitem__):
        row = list(run)
        if not is_row:
            begun = begun or any(not cut[place] and _is_prose(texts[place]) for place in row)
            continue
        after = row[-1] + 1
        whole = after == len(texts) or cut[after]
        if not whole and len(row) > 1 and _heads(texts, odds, row):
            row.pop()
        if not begun or len(row) not in ROW or odds[row].mean() >= ROW_ODDS:
            continue
        above = reasons[row[0] - 1] not in (None, "caption") or _is_prose(texts[row[0] - 1])
        if above and (whole or _is_prose(texts[after])):
            yield from row


def _like(text: str) -> bool:
    """Whether a line may be a headline: some words that start one and end no sentence."""
    text = text.removeprefix(BULLET)
    return (
        len(text) in ROW_CHARS
        and (text[0].isupper() or text[0].isdigit() or text[0] in "‘“\"'’")
        and text.count(" ") >= ROW_SPACES
        and NO_HEADLINE.search(text) is None
    )


def _is_prose(text: str) -> bool:
    return len(text) >= PROSE_CHARS and ends(text) and text[0] not in "—–"


def _heads(texts: Sequence[str], odds: Array, row: Sequence[int]) -> bool:
    """Whether the last line of a row heads the paragraph below."""
    last = float(odds[row[-1]])
    others = float(odds[row[:-1]].mean())
    return len(texts[row[-1]]) < LAST_CHARS or (last > 0 and last - others > LAST_ODDS)
