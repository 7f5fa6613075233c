"""Flattened text: which lines are the article and which are what the site put around it.

Small rules first, each named after the reason it records, tried in order on each line with its
neighbours; then the line model, at a threshold at which it is seldom wrong. What neither is sure
of is kept: losing body is worse than keeping junk.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from streams.cleaning import author_notes
from streams.cleaning.below_text import below_the_text, between_notices, topics
from streams.cleaning.bounds import model_cuts
from streams.cleaning.bylines import byline_names, is_over_post
from streams.cleaning.captions import captions, captions_by_credits
from streams.cleaning.features import WORD
from streams.cleaning.headline_rows import (
    headlines_with_sections,
    headlines_with_teasers,
    sure_headlines,
)
from streams.cleaning.headlines import headlines_in_rows, headlines_under, is_heading
from streams.cleaning.model import odds_steps
from streams.cleaning.phrases import reasons_for
from streams.cleaning.pulled import pulled_lines
from streams.cleaning.shapes import shape_reason
from streams.steps import Steps, finished

TAG = re.compile(r"\[[A-Z][A-Z &'-]{2,30}\]")
THREE_WORDS = re.compile(r"\w \S+ \S")
TITLE_WORDS, TITLE_ROOM = 4, 60
"""A title of so many words may have so many characters before it: "Exclusive: Bridge closes"."""
CAPTION_WORDS = range(4, 19)
BYLINE_PLACES = 4
"""Lines from the start, what is known to be junk left aside, and half as many from the end, where a
byline stands."""


class Line(NamedTuple):
    """One non-blank line and where it stands."""

    text: str
    number: int
    """From 0."""
    total: int
    """How many lines the text has."""
    listed: str | None
    """The reason of a phrase of the trade in it."""
    shape: str | None = None
    """The reason that its shape tells."""
    above: int = 0
    """How many lines before it have neither."""


def listed_phrase(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """A phrase of the trade, whatever its reason."""
    return line.listed


def tagged_headline(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """A related article's headline with its section: "Putin warned ... [REVEAL]"; [GBP/] is a code
    that an agency sets behind a sentence."""
    if line.text[-1] != "]":
        return None
    at = line.text.rfind("[")
    tagged = at > 0 and TAG.fullmatch(line.text, at) and THREE_WORDS.search(line.text, 0, at)
    return "related" if tagged else None


def title_line(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """The article's own title repeated above the body, maybe behind its subject."""
    if not title or line.above >= 3 or len(line.text) > TITLE_ROOM + len(title):
        return None
    words, own = _words(line.text), _words(title)
    behind = len(own) >= TITLE_WORDS and words[-len(own) :] == own
    return "title" if words == own or behind else None


def byline(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """Who wrote it, above or under the body: "By Jane Doe and John Roe, Political Editors"."""
    near = line.above < BYLINE_PLACES or line.total - line.number <= BYLINE_PLACES // 2
    if not near or line.total == 1:
        return None
    below = lines[line.number + 1].text if line.number < line.total - 1 else ""
    return "byline" if byline_names(line.text) or is_over_post(line.text, below) else None


def author_note(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """Who the author is, under the body or above it: "Jane Doe is a reporter for the Ledger."."""
    near = line.number == 0 or line.total - line.number <= author_notes.PLACES
    texts = [other.text for other in lines] if near else []
    told = near and (
        author_notes.is_above(texts, line.number) or author_notes.is_under(texts, line.number)
    )
    return "credit" if told else None


def leading_caption(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """A video's or picture's headline above the first paragraph: short, no end of sentence.

    Only where the next line is known to be junk, so that an unusual first paragraph stays; above a
    note on the page ("This article is more than a year old") stands the article's own summary, and
    what quotes is one too.
    """
    above = line.number == 0 and line.total > 2 and lines[1].listed not in (None, "page_furniture")
    if not above or len(line.text) >= 200 or re.search(r"[.!?…]$|[\"“„«]", line.text):
        return None
    return "caption" if len(WORD.findall(line.text)) in CAPTION_WORDS else None


def shaped(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    """What its shape gives away: a credited caption, a date, tags, a headline."""
    return line.shape


Rule = Callable[[Line, Sequence[Line], str | None], str | None]
INNER_RULES: tuple[Rule, ...] = (listed_phrase, tagged_headline, shaped)
RULES: tuple[Rule, ...] = (
    title_line,
    listed_phrase,
    tagged_headline,
    byline,
    author_note,
    shaped,
    leading_caption,
)
OUTER = max(BYLINE_PLACES, author_notes.PLACES)
"""Lines from the start and the end of a text that the rules other than INNER_RULES look at."""


def judge(
    texts: Sequence[str],
    title: str | None = None,
    odds: Sequence[float] | None = None,
) -> list[str | None]:
    """For each line the reason to cut it, None to keep it.

    `texts` are the non-blank lines in order, stripped; `odds` are another model's, for measuring.
    """
    return finished(judge_steps(texts, title, odds))


def judge_steps(
    texts: Sequence[str], title: str | None = None, odds: Sequence[float] | None = None
) -> Steps[list[str | None]]:
    """The same, a pass at a time."""
    reasons = rule_reasons(texts, title)
    yield
    if odds is None:
        said = yield from odds_steps(texts, [reason is not None for reason in reasons])
        yield
    else:
        said = np.array(odds, dtype=np.float32)
    cuts = model_cuts(texts, said, reasons)
    found = [
        "line_model" if cut and reason is None else reason
        for cut, reason in zip(cuts, reasons, strict=True)
    ]
    for place in headlines_in_rows(texts, said, tuple(found)):
        found[place] = "related"
    return found


def rule_reasons(texts: Sequence[str], title: str | None = None) -> list[str | None]:
    """For each line the reason to cut it by rule alone, None where no rule speaks."""
    listed = reasons_for(texts)
    lines: list[Line] = []
    above = 0
    for i, text in enumerate(texts):
        line = Line(text, i, len(texts), listed[i], shape_reason(texts, i), above)
        above += line.listed is line.shape is None
        lines.append(line)
    reasons = [_reason(line, lines, title) for line in lines]
    _add(reasons, "caption", captions(texts))
    _add(reasons, "caption", captions_by_credits(texts, reasons))
    headings = [
        i for i, reason in enumerate(reasons) if reason == "related" and is_heading(texts[i])
    ]
    cut = [reason is not None for reason in reasons]
    for heading in headings:
        _add(reasons, "related", headlines_under(texts, heading, cut))
    _add(reasons, "related", headlines_with_sections(texts))
    _add(reasons, "related", headlines_with_teasers(texts))
    _add(reasons, "related", sure_headlines(texts))
    _add(reasons, "credit", author_notes.biographies(texts, reasons))
    cut = [reason is not None for reason in reasons]
    _add(reasons, "credit", author_notes.signed_at_end(texts, cut))
    cut = [reason is not None for reason in reasons]
    _add(reasons, "related", pulled_lines(texts, cut))
    _add(reasons, "page_furniture", between_notices(texts, reasons))
    _add(reasons, "related", topics(texts, reasons))
    _add(reasons, "related", below_the_text(texts, reasons))
    return reasons


def _add(reasons: list[str | None], reason: str, places: Iterable[int]) -> None:
    for place in list(places):
        reasons[place] = reasons[place] or reason


def _reason(line: Line, lines: Sequence[Line], title: str | None) -> str | None:
    inner = line.above >= OUTER and line.number < line.total - OUTER
    for rule in INNER_RULES if inner else RULES:
        if reason := rule(line, lines, title):
            return reason
    return None


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())
