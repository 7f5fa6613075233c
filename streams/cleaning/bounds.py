"""How sure the line model must be to cut a line: by its length, its end and the lines around.

What it is not sure of is kept: losing body is worse than keeping junk.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from streams.cleaning.features import LONG, QUOTE, SAID
from streams.cleaning.headlines import ends
from streams.cleaning.words import Array

DATELINE = re.compile(
    r"[A-ZÀ-Þ]{2}[A-ZÀ-Þ .,'-]{1,30},? (?:\d{4}-\d{2}-\d{2}$|\([A-Z][\w /]{1,20}\))"
)
SHORT_CHARS, LONG_CHARS = 30, 100
SHORT_ODDS, LONG_ODDS, OPEN_ODDS = -2.25, -4.25, -3.0
"""Under these logarithms of odds the model cuts a short line, a long one, and a long one without
an end of sentence; between them it slides."""
NEAR_ODDS, MOST_ODDS = 0.5, -0.5
"""Beside a line that is cut the bounds are so much higher, for each of the two, up to here ..."""
NEAR_SHARE = 0.4
"""... in a text of which less than this share is cut: a whole page has junk in all places. Lines of
less than SHORT_CHARS are left aside: a heading stands under a picture's caption."""
INSIDE_SHARE = 0.15
"""More than this share of cuts between the first and the last prose: the text is a list, say of
products or scores, and the model is out of its depth ..."""
INSIDE_ODDS = -6.0
"""... so that it must be this sure there."""
LIST_LINES, LIST_SHARE, LED_SHARE = 4, 0.45, 0.6
"""So many lines between the last prose and what a rule cuts, of which the model keeps the first and
cuts at most this share, or that where one of them leads in with a colon, are a list that the text
ends with, and not what a page has under it."""
PAGE_LINES, PAGE_SHARE = 80, 0.7
PAGE_SHORT_ODDS, PAGE_LONG_ODDS = -1.5, -3.5
"""A text of many lines, most of them more likely junk than not, is a whole page with its menus."""
SPOKEN_CHARS = 60
"""A quotation of so many characters with its speaker is never cut by the model."""


def model_cuts(
    texts: Sequence[str], odds: Array, reasons: Sequence[str | None]
) -> NDArray[np.bool_]:
    """For each line whether the model is sure enough that it is not body.

    `odds` are the model's, `reasons` the rules'.
    """
    length = np.array([len(text) for text in texts])
    share = (length - SHORT_CHARS) / (LONG_CHARS - SHORT_CHARS)
    slide = np.minimum(np.maximum(share, 0), 1).astype(np.float32)
    whole_page = len(texts) >= PAGE_LINES and (odds < 0).mean() > PAGE_SHARE
    short, long = (PAGE_SHORT_ODDS, PAGE_LONG_ODDS) if whole_page else (SHORT_ODDS, LONG_ODDS)
    bound = short + (long - short) * slide
    open_bound = short + (OPEN_ODDS - short) * slide
    ruled = np.array([reason is not None for reason in reasons], dtype=np.bool_)
    cuts = _under(texts, odds, bound, open_bound)
    gone = cuts | ruled
    if not gone.any():
        return cuts
    if np.count_nonzero(gone) / len(texts) < NEAR_SHARE:
        near = np.zeros(len(texts), dtype=np.float32)
        near[1:] += gone[:-1]
        near[:-1] += gone[1:]
        near[length < SHORT_CHARS] = 0
        nearer = [np.minimum(it + NEAR_ODDS * near, MOST_ODDS) for it in (bound, open_bound)]
        cuts |= _under(texts, odds, *nearer)
    likely = np.flatnonzero((length >= LONG) & ~cuts & ~ruled).tolist()
    prose = [place for place in likely if ends(texts[place])]
    if not prose and not whole_page:
        return np.zeros_like(cuts)  # a flash or a list: the model learnt on articles
    if len(prose) > 1 and not whole_page:
        inside = slice(prose[0], prose[-1])
        doubtful = cuts[inside] & ~ruled[inside]
        if np.count_nonzero(doubtful) / len(doubtful) > INSIDE_SHARE:
            cuts[inside] &= odds[inside] < INSIDE_ODDS
    if prose and not whole_page:
        below = _list_below(texts, prose[-1] + 1, cuts, ruled)
        cuts[below] &= odds[below] < INSIDE_ODDS
    return cuts


def _list_below(
    texts: Sequence[str], start: int, cuts: NDArray[np.bool_], ruled: NDArray[np.bool_]
) -> slice:
    """The list from a place on with which a text ends, above what a rule cuts; empty if none is."""
    after = np.flatnonzero(ruled[start:])
    end = start + int(after[0]) if len(after) else start
    if end - start < LIST_LINES or cuts[start]:
        return slice(start, start)
    led = any(text.endswith(":") for text in texts[start:end])
    most = LED_SHARE if led else LIST_SHARE
    return slice(start, end if cuts[start:end].mean() <= most else start)


def _under(texts: Sequence[str], odds: Array, bound: Array, open_bound: Array) -> NDArray[np.bool_]:
    """Which lines are under their bound, that for lines without an end of sentence if they are."""
    cuts: NDArray[np.bool_] = odds < np.maximum(bound, open_bound)
    for place in np.flatnonzero(cuts).tolist():
        sure = odds[place] < bound[place] or not ends(texts[place])
        cuts[place] = sure and not is_safe(texts[place])
    return cuts


def is_safe(text: str) -> bool:
    """Whether the model may not cut a line: a dateline ("LISBON 2026-10-04"), or a quotation."""
    return DATELINE.match(text) is not None or is_spoken(text)


def is_spoken(text: str) -> bool:
    """Whether a line quotes somebody and says that it does."""
    return (
        len(text) >= SPOKEN_CHARS
        and QUOTE.search(text) is not None
        and SAID.search(text) is not None
    )
