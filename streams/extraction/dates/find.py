"""The dates of a text, found around the words that no date can do without."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from schemas import Date
from streams.extraction.dates import absolute, months
from streams.extraction.dates.resolved import Resolved, month_of
from streams.extraction.dates.rules import ANCHORS, RULES_OF, Rule
from streams.extraction.dates.vocabulary import date_words
from streams.extraction.tokens import Tokens

YEARS = range(1500, 2500)
"""When an article may be published; programs that know no time say 0001-01-01."""
REACH = 6
"""Tokens around an anchor that a match of its rules may take in."""


class FoundDate(NamedTuple):
    """A date and whether the numbers in it may be quantities as well."""

    date: Date
    also_quantity: bool


def find_dates(
    tokens: Tokens, published_at: datetime | None, among: Sequence[int] | None = None
) -> list[FoundDate]:
    """The dates of a text, in order, none overlapping another.

    `among`: the tokens that `may_be_of_date`, maybe with others, where they are known. A plain year
    may still turn out to count something ("2000 people").
    """
    if published_at is not None and published_at.year not in YEARS:
        published_at = None
    candidates = list(_candidates(tokens, range(len(tokens)) if among is None else among))
    candidates.sort(key=lambda c: (c[1].start(), -c[1].end()))
    found: list[tuple[Rule, re.Match[str], Resolved]] = []
    end = 0
    for rule, match in candidates:
        if match.start() < end:
            continue
        resolved = rule.resolve(match, published_at)
        if resolved is not None:
            end = match.end()
            found.append((rule, match, resolved))
    return [
        FoundDate(
            Date(
                start=match.start(),
                end=match.end(),
                surface=match.group(),
                resolved=resolved.value,
                granularity=resolved.granularity,
                relative=resolved.relative,
            ),
            rule.also_quantity,
        )
        for rule, match, resolved in _with_years(found, published_at)
    ]


RECENT = 2
"""Years from publication of a day that is meant again without its year, and no anniversary."""


def _with_years(
    found: list[tuple[Rule, re.Match[str], Resolved]], published: datetime | None
) -> Iterator[tuple[Rule, re.Match[str], Resolved]]:
    """The dates; a day without a year takes the one that the text gives the same day elsewhere,
    where that is not long ago: "June 19, 1865" has an anniversary."""
    years: dict[str, set[str]] = {}
    for rule, _, resolved in found:
        if rule.resolve is absolute.full_day and resolved.value:
            years.setdefault(resolved.value[-5:], set()).add(resolved.value[:4])
    for rule, match, resolved in found:
        if years and rule.resolve is months.month_day:
            day = f"{month_of(match):02}-{int(match['day']):02}"
            of = years.get(day, set())
            if len(of) == 1 and (not published or abs(published.year - int(min(of))) <= RECENT):
                resolved = Resolved(f"{min(of)}-{day}", "day")
        yield rule, match, resolved


def _candidates(tokens: Tokens, among: Sequence[int]) -> Iterator[tuple[Rule, re.Match[str]]]:
    """All matches of all rules around their anchors."""
    text = tokens.text
    for start, end, anchors in _windows(tokens, among):
        here = text[start:end]
        for anchor in anchors:
            for rule in RULES_OF[anchor]:
                if rule.needs and not any(map(here.__contains__, rule.needs)):
                    continue
                for match in rule.pattern.finditer(text, start, end):
                    yield rule, match


def _windows(tokens: Tokens, among: Sequence[int]) -> Iterator[tuple[int, int, Iterable[str]]]:
    """Stretches of the text, as character offsets, that may hold dates, and by which anchors.

    Stretches that touch are one: no anchor stands near an end, so that none cuts a match.
    """
    first = last = 0
    anchors: dict[str, None] = {}  # in order: hashes of words differ between processes
    for i, anchor in _anchors(tokens, among):
        if anchors and i - REACH > last:
            yield tokens.starts[first], tokens.ends[last], anchors
            anchors = {}
        if not anchors:
            first = max(i - REACH, 0)
        last = min(i + REACH, len(tokens) - 1)
        anchors[anchor] = None
    if anchors:
        yield tokens.starts[first], tokens.ends[last], anchors


def may_be_of_date(token: str) -> bool:
    """Whether a date may be around a token: an anchor or digits."""
    return token in ANCHORS or token[0] in "0123456789"


def _anchors(tokens: Tokens, among: Sequence[int]) -> Iterator[tuple[int, str]]:
    texts = tokens.texts
    for i in [i for i in among if may_be_of_date(texts[i])]:
        token = texts[i]
        if anchor := ANCHORS.get(token):
            if anchor != "period" or _is_period(tokens, i):
                yield i, anchor
        else:
            if tokens.lower(i + 1) in {"s", "’s", "'s"}:
                yield i, "decade"
            if len(token) == 4 or "," in token:  # "May 12,2014" is one token with a comma
                yield i, "year"


def _is_period(tokens: Tokens, i: int) -> bool:
    """Whether a word for a period stands in "last week", "over the weekend" or "spring of this
    year"."""
    before = tokens.lower(i - 1)
    if before == "past":  # "this past week"
        return tokens.lower(i - 2) == "this"
    return before in date_words().which or (before == "the" and tokens.texts[i] == "weekend")
