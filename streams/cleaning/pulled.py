"""Words that a page shows twice: pull quotes, teasers at the top, menus of what comes below.

What is cut stands in another line of the text word for word, so that nothing is lost.
"""

import re
from collections.abc import Iterator, Sequence

from streams.cleaning.headlines import ends

QUOTATION = re.compile(
    r"[\"“«„] ?(?P<core>[^\"”»]{30,500}[.!?…])['’]? ?[\"”»]"
    r" ?(?:[—–-]+ ?[^!?]{3,100}|[A-Z].{3,60}(?<![.!?]))?"
)
"""A quotation from end to end, and whose it is if at all; no heading ("'Why us?'")."""
OPENING = '"“«„'
TWEET = "(@"
TOP, TOP_CHARS = 3, range(60, 801)
"""Lines from the start in which a paragraph from further below is a teaser, and how long it is."""
OPEN_CHARS = range(40, 301)
OPEN_SPACES = 5
CLOSED = ".!?…:;,"
HEADING = 60
"""A line without an end of sentence that is shorter than this may head the next, which has its
words."""
LONGER = 10
"""Characters by which a line is longer than what was pulled out of it, at least."""
EDGES = " .,!?…"
MOST_CHARS, MOST_COPIES = 100_000, 4
"""A longer text is not looked through, line by line: that would take the square of it; nor is it
for a line that stands in more places: it is of a table, or a refrain."""


def pulled_lines(texts: Sequence[str], cut: Sequence[bool]) -> Iterator[int]:
    """Places of lines whose words stand in another line; `cut` tells which go anyway."""
    if sum(map(len, texts)) > MOST_CHARS:
        return
    whole = ""
    gone = list(cut)
    for place in range(len(texts)):
        if gone[place] or not (core := _core(texts, place)):
            continue
        whole = whole or "\n".join(texts)
        is_pulled = 1 < whole.count(core) <= MOST_COPIES
        if is_pulled and _stands_elsewhere(texts, gone, place, core):
            gone[place] = True
            yield place


def _core(texts: Sequence[str], place: int) -> str:
    """The words to look for in other lines; empty where a line cannot be pulled."""
    text = texts[place]
    if text[0] in OPENING and not (place and texts[place - 1][-1] == ":"):
        found = QUOTATION.fullmatch(text)
        if found:
            return found["core"].strip(EDGES)
    if place < TOP and len(text) in TOP_CHARS and ends(text):
        return text.strip(EDGES)
    if len(text) not in OPEN_CHARS or text[-1] in CLOSED or text.count(" ") < OPEN_SPACES:
        return ""
    return "" if ends(text) else text


def _stands_elsewhere(texts: Sequence[str], gone: Sequence[bool], place: int, core: str) -> bool:
    text = texts[place]
    for other, longer in enumerate(texts):
        if other == place or gone[other] or core not in longer or TWEET in longer:
            continue
        is_longer = len(longer) >= len(text) + LONGER
        if place < TOP <= other and (is_longer or longer == text or ends(text)):
            return True
        if is_longer:
            return other != place + 1 or len(text) >= HEADING or text[0] in OPENING
        if other < place and longer == text and not (ends(text) or any(map(str.isdigit, text))):
            return True
    return False
