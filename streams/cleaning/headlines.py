"""Headlines of other articles between the paragraphs: below a heading for them, or in a row.

One such line looks like a heading of the text itself; several in a row, between paragraphs and
with no paragraph of their own, head nothing.
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
SHORTENED, SHORTENED_CHARS = re.compile(r"[^\W\d_]{2}(?:\.\.\.|…)$"), 120
"""How a page ends a headline for which it has no room, and how long such a headline is at most."""


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
    open_lines = takewhile(
        lambda place: not cut[place] and (not closes(texts[place]) or _is_cut_short(texts[place])),
        below,
    )
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


def closes(text: str) -> bool:
    """Whether a line ends as no headline does: as a sentence, or as what leads in to the next."""
    return NO_HEADLINE.search(text) is not None or ends(text)


def _is_cut_short(text: str) -> bool:
    """Whether a headline ends within a word or a sentence: "devastate Britain as Hu..."."""
    return len(text) <= SHORTENED_CHARS and SHORTENED.search(text) is not None


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
