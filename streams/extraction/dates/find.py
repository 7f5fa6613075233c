"""The dates of a text, found around the words that no date can do without."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from schemas import Date
from streams.extraction.dates import absolute, counted, months
from streams.extraction.dates.resolved import Resolved, day_of, month_of, stands_behind
from streams.extraction.dates.rules import ANCHORS, RULES_OF, STRETCHES, Rule
from streams.extraction.dates.vocabulary import date_words
from streams.extraction.tokens import Tokens

YEARS = range(1500, 2500)
"""When an article may be published; programs that know no time say 0001-01-01."""
FIGURES = "0123456789"
REACH = 6
"""Tokens around an anchor that a match of its rules may take in."""


Found = tuple[Rule, re.Match[str], Resolved]
"""A match of a rule and what it comes to."""


class FoundDate(NamedTuple):
    """A date and whether the numbers in it may be quantities as well."""

    date: Date
    also_quantity: bool

    def written_in(self, text: str) -> "FoundDate":
        """The same with what `text` has there, for a date that was read in another case."""
        surface = text[self.date.start : self.date.end]
        return self._replace(date=replace(self.date, surface=surface))


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
    found: list[Found] = []
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
        for rule, match, resolved in _counted_back(_with_years(found, published_at), published_at)
    ]


RECENT = 2
"""Years from publication of a day that is meant again without its year, and no anniversary, and of
what news compares in another sentence."""


def _with_years(found: list[Found], published: datetime | None) -> Iterator[Found]:
    """The dates; a day without a year takes the one of the date that it is joined to, or that the
    text gives the same day elsewhere, where that is not long ago: "June 19, 1865" has an
    anniversary."""
    years: dict[str, set[str]] = {}
    for rule, _, resolved in found:
        if rule.resolve is absolute.full_day and resolved.value:
            years.setdefault(resolved.value[-5:], set()).add(resolved.value[:4])
    for at, (rule, match, resolved) in enumerate(found):
        if year := _year_of_next(found, at):
            resolved = Resolved(f"{year}-{_without_year(match)}", resolved.granularity)
        elif years and rule.resolve is months.month_day:
            day = f"{month_of(match):02}-{int(match['day']):02}"
            of = years.get(day, set())
            if len(of) == 1 and _is_recent(min(of), published):
                resolved = Resolved(f"{min(of)}-{day}", "day")
        yield rule, match, resolved


def _is_recent(value: str, published: datetime | None) -> bool:
    """Whether what a date comes to is not long from publication, or may be."""
    return published is None or abs(published.year - int(value[:4])) <= RECENT


OF_ONE_YEAR = re.compile(r"\s?(?:,?\s(?:and|or|to|through|until)\s|[-–—]\s?)(?:from\s)?")
WITHOUT_YEAR = (months.month_day, months.relative_month, months.month_alone)
WITH_YEAR = (absolute.full_day, absolute.month_year)


def _year_of_next(found: list[Found], at: int) -> int | None:
    """The year of a day or month that has it from the next one: "from 28 March to 2 April 2024",
    "in May and June 2020"; None where that says none."""
    if at + 1 == len(found) or found[at][0].resolve not in WITHOUT_YEAR:
        return None
    match, (next_rule, following, resolved) = found[at][1], found[at + 1]
    between = match.string[match.end() : following.start()]
    if next_rule.resolve not in WITH_YEAR or not OF_ONE_YEAR.fullmatch(between):
        return None
    if resolved.value is None:
        return None
    year = int(resolved.value[:4]) - (_without_year(match) > resolved.value[5:])
    day = match.groupdict().get("day")
    return year if day is None or day_of(year, month_of(match), int(day)) else None


def _without_year(match: re.Match[str]) -> str:
    """The month of a date, and its day where it has one: "03-28"."""
    month, day = f"{month_of(match):02}", match.groupdict().get("day")
    return f"{month}-{int(day):02}" if day else month


NEAR = 300
"""Characters between "two years earlier" and the date that it is counted from."""
ENDS = re.compile(r"[.!?][”\"’)]*\s")
ASIDE = re.compile(
    r"(?:^|[.!?,(–—\n]\s?)(?:\w{2,12}ly\s|[Ff]irst\s)?(?:\w{2,15}ed|[Bb]uilt|[Bb]orn|[Ss]et\sup)"
    r"(?:\s\w{1,20}){0,3}\s(?:in|on|since)\s$"
)
""" "Founded in 1871, the bank said": the date is of what it became, not of what it says."""


def _counted_back(dates: Iterable[Found], published: datetime | None) -> Iterator[Found]:
    """The dates; "two years earlier" is counted from one before it, where there is such a one."""
    before: list[tuple[re.Match[str], Resolved]] = []
    for rule, match, resolved in dates:
        if rule.resolve is counted.earlier:
            resolved = _back_from_one(match, resolved, before, published) or resolved
            if resolved.value is None and rule.name == "the previous day":
                continue  # of no date that the text has before it
        elif rule.resolve is counted.later:
            on = _on_from_one(match, before)
            if on is None or _is_to_come(on, published):
                continue
            resolved = on
            before.append((match, resolved))
        else:
            before.append((match, resolved))
        yield rule, match, resolved


def _back_from_one(
    match: re.Match[str],
    of_news: Resolved,
    before: Sequence[tuple[re.Match[str], Resolved]],
    published: datetime | None,
) -> Resolved | None:
    """What is counted back from the last date before it, in its sentence or the one before.

    What is compared ("from a year earlier") is of a date beside it or of the news: not of an aside,
    nor, where it has a value `of_news`, of one long ago in another sentence or of a new one that is
    less exact.
    """
    compared = counted.is_compared(match)
    for base, resolved in reversed(before):
        if match.start() - base.end() >= NEAR:
            return None
        ends = ENDS.findall(match.string[base.end() : match.start()])
        if len(ends) > 1:
            return None
        counted_back = counted.counted_from(match, resolved, on=False)
        if not compared or counted_back is None or resolved.value is None:
            return counted_back
        recent = _is_recent(resolved.value, published)
        fits = counted_back.value is not None if recent else not ends
        if (fits or of_news.value is None) and not stands_behind(base, ASIDE):
            return counted_back
    return None


def _on_from_one(
    match: re.Match[str], before: Sequence[tuple[re.Match[str], Resolved]]
) -> Resolved | None:
    """What is counted on from the last date before it, in its sentence or the one before; None
    where there is no such date, or a less exact one."""
    if not before or match.start() - before[-1][0].end() >= NEAR:
        return None
    base, resolved = before[-1]
    if len(ENDS.findall(match.string[base.end() : match.start()])) > 1:
        return None
    on = counted.counted_from(match, resolved, on=True)
    return on if on is not None and on.value is not None else None


def _is_to_come(on: Resolved, published: datetime | None) -> bool:
    """Whether what is counted on lies years behind publication: another date is meant."""
    return published is not None and int((on.value or "0")[:4]) > published.year + 1


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
    return token in ANCHORS or token[0] in FIGURES


def _anchors(tokens: Tokens, among: Sequence[int]) -> Iterator[tuple[int, str]]:
    texts = tokens.texts
    for i in among:
        token = texts[i]
        if anchor := ANCHORS.get(token):
            if anchor != "period" or _is_period(tokens, i):
                yield i, anchor
        elif token[0] in FIGURES:
            if token.count(".") == DOTS_OF_A_DATE or _is_slashed(tokens, i):
                yield i, "figures"
            if len(token) == 2 and tokens.lower(i - 1) in {"'", "’"} and tokens.glued(i - 1):
                yield i, "short year"
            if tokens.lower(i + 1) in {"s", "’s", "'s"}:
                yield i, "decade"
            if len(token) == 4 or "," in token:  # "May 12,2014" is one token with a comma
                yield i, "year"


DOTS_OF_A_DATE = 2
EDGES = frozenset({"past", "last", "next", "coming"})
BEFORE_EDGES = frozenset({"the", "this"})
LONGEST_COUNT = 4
"""Tokens: "the *last couple of* weeks", "the *past twenty-five* years"."""
BEFORE_SEASONS = frozenset({"in", "by", "since", "until"})


def _is_slashed(tokens: Tokens, i: int) -> bool:
    """Whether a slash and more digits are glued to a number: "23/04/2025", "9/11"."""
    slash = tokens.texts[i + 1 : i + 2] == ["/"] and tokens.glued(i) and tokens.glued(i + 1)
    return slash and tokens.texts[i + 2].isdecimal()


def _is_period(tokens: Tokens, i: int) -> bool:
    """Whether a word for a period stands in "last week", "over the weekend", "in the fall",
    "spring of this year" or "by year's end"."""
    before = tokens.lower(i - 1)
    if tokens.texts[i] in STRETCHES:  # "the past three years", "the last couple of weeks"
        return not EDGES.isdisjoint(tokens.lowers[max(i - LONGEST_COUNT, 0) : i])
    if before in EDGES and tokens.lower(i - 2) in BEFORE_EDGES:
        return True
    if before in {"following", "previous"}:
        return tokens.lower(i - 2) == "the"
    if before == "the":
        word = tokens.texts[i]
        of = tokens.lower(i - 2)
        if tokens.lower(i + 1) in {"before", "after"}:
            return True
        if word in {"year", "month", "week"}:
            return of in {"of", "in"}
        return word == "weekend" or (word in date_words().seasons and of in BEFORE_SEASONS)
    if before in BEFORE_SEASONS and tokens.texts[i] in date_words().seasons:
        return True
    if before in {"by", "at", "before"}:
        return tokens.texts[i] == "year"
    return before in date_words().which
