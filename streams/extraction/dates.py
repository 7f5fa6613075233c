"""Dates in a text, absolute and relative, resolved against the time of publication.

Small rules, each a pattern and a resolver; the longest match at a place wins. Without
`published_at` a relative date is found but not resolved.

A pattern is only tried around the words that a date cannot do without (a month, a year, "ago"):
over the whole text the patterns cost more than everything else in extraction but the tagger.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from schemas import Date
from schemas.extractions import Granularity
from streams.extraction.tokens import Tokens

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {day.lower(): i for i, day in enumerate(calendar.day_name)}
NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
                "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip

MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
MONTHS_IN_FULL = "January|February|April|June|July|August|September|October|November|December"
"""Those that are no other word."""
DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
DAY_BEFORE = rf"(?:{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?,?\s+)?"
PART = (
    r"(?:(?:the\s+)?(?:(?P<part>beginning|start|middle|end)\s+of\s+"
    r"|(?P<early>early|late|mid)(?:\s+(?:of|in)\s+|\s+|-)))"
)
""" "the end of 2020"; what is to "end in 2020" is no part of the year."""


class Resolved(NamedTuple):
    value: str | None
    granularity: Granularity
    relative: bool = False


Resolver = Callable[[re.Match[str], datetime | None], Resolved | None]


class Rule(NamedTuple):
    name: str
    anchor: str
    """The kind of word that every match of the pattern holds: a value of ANCHORS, or "year"."""
    pattern: re.Pattern[str]
    resolve: Resolver
    also_quantity: bool = False
    """Whether numbers in it may be quantities as well ("two days ago", "2000 people")."""
    needs: tuple[str, ...] = ()
    """Every match holds one of these, where there are some: a look for them is quick."""


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"].rstrip(".").lower()]


def _iso_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    try:
        return Resolved(date.fromisoformat(match.group()).isoformat(), "day")
    except ValueError:
        return None


def _full_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    try:
        day = date(int(match["year"]), _month(match), int(match["day"]))
    except ValueError:
        return None
    return Resolved(day.isoformat(), "day")


def _month_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    month, day = _month(match), int(match["day"])
    if published is None:
        return Resolved(None, "day", True)
    ahead = _ahead(match)
    if _stands_behind(match, UNTIL):
        ahead = ahead or None  # "to be agreed by July 1"
    nearest = _nearest(published.date(), month, day, ahead=ahead)
    return Resolved(nearest, "day", True) if nearest else None


def _nearest(base: date, month: int, day: int, *, ahead: bool | None) -> str | None:
    """The occurrence of a day of the year that is nearest to the base, on the side of the verb.

    What is said to have been may still lie a little ahead of the day of publication.
    """
    days = []
    for year in (base.year - 1, base.year, base.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if ahead is True:
        days = [d for d in days if d >= base - timedelta(days=LATE)]
    elif ahead is False:
        days = [d for d in days if d <= base + timedelta(days=LATE)]
    if not days:
        return None
    return min(days, key=lambda d: abs((d - base).days)).isoformat()


def _month_year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    return Resolved(f"{int(match['year'])}-{_month(match):02}", "month")


def _month_of_relative_year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    if published is None:
        return Resolved(None, "month", True)
    year = published.year + {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    return Resolved(f"{year}-{_month(match):02}", "month", True)


NEAR = 40
"""Characters before a date that say how it is meant."""


def _stands_behind(match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The words right before a date, where they are such ones."""
    return pattern.search(match.string, max(match.start() - NEAR, 0), match.start())


UNTIL = re.compile(r"\b(?:[Uu]ntil|[Tt]hrough|least|[Bb]y|[Ff]or)\s$")
SINCE = re.compile(r"\b[Ss]ince (?:early |late |mid[ -])?$")


def _relative_month(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "last August", "next March", "in August": the nearest one on the side that is meant."""
    if published is None:
        return Resolved(None, "month", True)
    which = (match.groupdict().get("which") or "").lower()
    month, year = _month(match), published.year
    if which == "last" and month >= published.month:
        year -= 1
    elif which == "next" and month <= published.month:
        year += 1
    elif not which:
        ahead = _ahead(match)
        if _stands_behind(match, UNTIL):
            ahead = ahead or None  # "agreed to stay until September"
        months = 6 if ahead is None else 3
        if _stands_behind(match, SINCE):
            ahead, months = False, 0
        if month > published.month + months and not ahead:
            year -= 1
        elif month < published.month and ahead:
            year += 1
    return Resolved(f"{year}-{month:02}", "month", True)


def _year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    return Resolved(match["year"], "year")


def _year_span(match: re.Match[str], published: datetime | None) -> Resolved | None:
    first, second = match["year"], match["until"]
    second = first[: 4 - len(second)] + second
    if int(second) <= int(first):
        return None
    return Resolved(f"{first}/{second}", "year")


def _part_of_year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    year = match["year"]
    part = (match["part"] or match["early"]).lower()
    if part in {"end", "late"}:
        months = ("12", "12") if part == "end" else ("10", "12")
    elif part in {"middle", "mid"}:
        months = ("05", "08")
    else:
        months = ("01", "01") if part in {"beginning", "start"} else ("01", "04")
    first, last = f"{year}-{months[0]}", f"{year}-{months[1]}"
    return Resolved(first if first == last else f"{first}/{last}", "month")


def _season(match: re.Match[str], published: datetime | None) -> Resolved | None:
    year = int(match["year"])
    first, last = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11),
                   "winter": (12, 2)}[match["season"].lower()]  # fmt: skip
    return Resolved(f"{year}-{first:02}/{year + (last < first)}-{last:02}", "season")


def _quarter(match: re.Match[str], published: datetime | None) -> Resolved | None:
    word = (match["quarter"] or match["q"]).lower()
    quarter = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(word) or int(word)
    year, first = match["year"], 3 * quarter - 2
    return Resolved(f"{year}-{first:02}/{year}-{first + 2:02}", "quarter")


AGE = re.compile(r"\b(?:his|her|their|my|your)(?: (?:early|mid|late))?[ -]$")


def _decade(match: re.Match[str], published: datetime | None) -> Resolved | None:
    first = int(match["decade"])
    if first < 100 and _stands_behind(match, AGE):
        return None  # "in his late 60s"
    if first % 100 == 0 and first < 1900:
        return Resolved(f"{first}/{first + 99}", "year")  # "the 1800s"
    if first < 100:
        first += 1900 if first >= 20 else 2000
    return Resolved(f"{first}/{first + 9}", "decade")


LATE = 90
"""Days between what a verb says has been and a day after publication, or the other way round."""
TENSE = re.compile(
    r"(?P<future>\b(?:(?:will|may|might|could)\s+be\s+\w+|will|may|might|can|(?:is|are)\s+to|due|"
    r"set\s+to|scheduled|plans?\s+to|expected\s+to|(?:is|are)\s+(?:elected|held)|"
    r"as\s+(?:early|soon)\s+as)\b)"
    r"|\b(?:said|says|told|met|won|came|fell|began|took|held|sent|gave|spoke|was|were|had|\w{2,}ed)\b"
)
TENSE_REACH = 160
"""Characters before a weekday in which the verb that goes with it is looked for."""
WILL = re.compile(r"\s+(?:\w+\s+)?will\b")
"""The verb behind a date that its sentence begins with: "Saturday will be hot"."""


def _ahead(match: re.Match[str]) -> bool | None:
    """Whether the nearest verb before a date, in its sentence, speaks of the future; None where
    there is none."""
    before = match.string[max(match.start() - TENSE_REACH, 0) : match.start()]
    verbs = list(TENSE.finditer(re.split(r"[.!?]\s|\n", before)[-1]))
    if not verbs:
        return True if WILL.match(match.string, match.end()) else None
    return verbs[-1]["future"] is not None


PAIRED = re.compile(
    rf"{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?\s+(?:and|or|to|through)\s+$"
)


def _weekday(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """News means the last such day, the day of publication included, unless it says "next".

    "Will meet on Tuesday" means the coming one, "Monday and Tuesday" the one after that Monday.
    """
    if published is None:
        return Resolved(None, "day", True)
    base, wanted = published.date(), WEEKDAYS[match["weekday"].lower()]
    which = (match["which"] or "").lower()
    if which in {"next", "coming", "this coming"}:
        days = 7 - (base.weekday() - wanted) % 7
        return Resolved((base + timedelta(days=days)).isoformat(), "day", True)
    first = _stands_behind(match, PAIRED)
    other = wanted if first is None else WEEKDAYS[first["weekday"].lower()]
    back = (base.weekday() - other) % 7
    if which == "last" and back == 0:
        back = 7
    day = base - timedelta(days=back)
    if not which and _ahead(match):
        day = base + timedelta(days=-back % 7)
    return Resolved((day + timedelta(days=(wanted - other) % 7)).isoformat(), "day", True)


SHOW_BEHIND = re.compile(r"[”\"’']?\s(?:show|anchor|host|co-host)\b")
NAMED_BEFORE = re.compile(r"\b[A-Z]\w{0,30} $")


def _near_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    if match.group()[0].isupper() and (
        _stands_behind(match, NAMED_BEFORE) or SHOW_BEHIND.match(match.string, match.end())
    ):
        return None  # "World News Tonight", "USA Today", the “Today” show
    shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match.group().lower()]
    if published is None:
        return Resolved(None, "day", True)
    return Resolved((published.date() + timedelta(days=shift)).isoformat(), "day", True)


def _shifted(base: date, shift: int, unit: str) -> Resolved:
    """The week, month, year or decade that lies `shift` units from the base."""
    if unit == "day":
        return Resolved((base + timedelta(days=shift)).isoformat(), "day", True)
    if unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=shift)
        return Resolved(
            f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}", "week", True
        )
    if unit == "weekend":
        saturday = base - timedelta(days=base.weekday()) + timedelta(weeks=shift, days=5)
        return Resolved(
            f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", "week", True
        )
    if unit == "month":
        months = base.year * 12 + base.month - 1 + shift
        return Resolved(f"{months // 12}-{months % 12 + 1:02}", "month", True)
    if unit == "decade":
        first = (base.year // 10 + shift) * 10
        return Resolved(f"{first}/{first + 9}", "decade", True)
    return Resolved(str(base.year + shift), "year", True)


SOON = 3
"""Days of the week on which "this weekend" may be the last one."""


def _relative_period(match: re.Match[str], published: datetime | None) -> Resolved | None:
    unit = match["unit"].lower()
    if published is None:
        known: dict[str, Granularity] = {"week": "week", "weekend": "week", "month": "month",
                                         "decade": "decade", "year": "year"}  # fmt: skip
        return Resolved(None, known[unit], True)
    shift = {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
    if unit == "weekend" and shift == 0 and published.weekday() < SOON and _ahead(match) is False:
        shift = -1  # "vowed this weekend", on a Tuesday
    return _shifted(published.date(), shift, unit)


def _ago(match: re.Match[str], published: datetime | None) -> Resolved | None:
    unit = match["unit"].lower()
    if published is None:
        known: dict[str, Granularity] = {"day": "day", "week": "week", "month": "month"}
        return Resolved(None, known.get(unit, "year"), True)
    count = match["count"].lower()
    number = NUMBER_WORDS.get(count) or int(count)
    if number > 1500:
        return None
    if unit == "decade":
        return _shifted(published.date(), -10 * number, "year")
    return _shifted(published.date(), -number, unit)


ANCHORS = {
    **{name.capitalize(): "month" for name in MONTHS},
    **dict.fromkeys(calendar.day_name, "weekday"),
    **{name: "near day" for word in ("yesterday", "today", "tonight", "tomorrow")
       for name in (word, word.capitalize())},
    **dict.fromkeys(("weekend", "week", "month", "year", "decade"), "period"),
    **dict.fromkeys(("ago", "earlier"), "ago"),
}  # fmt: skip
"""The words, as they are written, that a date cannot do without, but for years and decades."""
REACH = 6
"""Tokens around an anchor that a match of its rules may take in."""


def _rule(
    name: str,
    anchor: str,
    pattern: str,
    resolve: Resolver,
    *,
    also_quantity: bool = False,
    needs: str = "",
) -> Rule:
    compiled = re.compile(rf"\b(?:{pattern})(?!\w)")
    return Rule(name, anchor, compiled, resolve, also_quantity, tuple(needs.split()))


RULES: tuple[Rule, ...] = (
    _rule("iso day", "year", r"\d{4}-\d{2}-\d{2}", _iso_day, needs="-"),
    _rule("day month year", "month",
          rf"{DAY_BEFORE}{DAY}(?:\s+of)?\s+{MONTH},?\s+{YEAR}", _full_day),
    _rule("month day year", "month",
          rf"{DAY_BEFORE}{MONTH}\s+{DAY},?\s+{YEAR}", _full_day),
    _rule("day month", "month", rf"{DAY_BEFORE}{DAY}(?:\s+of)?\s+{MONTH}", _month_day),
    _rule("month day", "month", rf"{DAY_BEFORE}{MONTH}\s+{DAY}(?![,.]?\d)", _month_day),
    _rule("month year", "month", rf"{MONTH},?\s+{YEAR}", _month_year),
    _rule("month last year", "month", rf"{MONTH}\s+(?P<which>last|this|next)\s+year",
          _month_of_relative_year, needs="year"),
    _rule("last month name", "month",
          rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s+{MONTH}(?!\s+\d)", _relative_month,
          needs="ast ext his"),
    _rule("in month", "month",
          rf"(?:(?<=[Ii]n\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)|(?:early|late|mid)[\s-])"
          rf"{MONTH}(?![.,]?\s*\d)", _relative_month),
    _rule("by month", "month",
          rf"(?:(?<=[Bb]y\s)|(?<=[Ff]or\s)|(?<=[Ff]rom\s)|(?<=least\s)|(?<=[Tt]hrough\s)"
          rf"|(?<=[Bb]efore\s)|(?<=[Dd]uring\s))(?P<month>{MONTHS_IN_FULL})(?!\s+\d)",
          _relative_month),
    _rule("part of year", "year", rf"{PART}{YEAR}", _part_of_year,
          needs="beginning start middle end early late mid"),
    _rule("season", "year",
          rf"(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{YEAR}",
          _season, needs="spring summer autumn fall winter"),
    _rule("quarter", "year",
          r"(?:(?:the\s+)?(?P<quarter>first|second|third|fourth)\s+quarter\s+of|Q(?P<q>[1-4]))\s+"
          + YEAR, _quarter, needs="quarter Q"),
    _rule("year span", "year", rf"{YEAR}[-–/](?P<until>\d\d(?:\d\d)?)", _year_span, needs="- – /"),
    _rule("decade", "decade",
          r"(?P<the>the\s+)?(?:early\s+|late\s+|mid-)?"
          r"['’]?(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)(?(the)['’]?|)s", _decade),
    _rule("year", "year",
          rf"(?<![$£€#.,:/-])(?<!Bill )(?<!Resolution )(?<!Route )(?<!Flight ){YEAR}"
          r"(?![-–:/]\d|[.,]\d|%)", _year, also_quantity=True),
    _rule("weekday", "weekday",
          r"(?<!Palm )(?<!Good )(?<!Black )(?<!Easter )(?<!Super )(?<!Ash )(?<!Cyber )(?<!Bloody )"
          rf"(?:(?P<which>[Ll]ast|[Nn]ext|coming|this coming)\s+)?{WEEKDAY}", _weekday),
    _rule("near day", "near day", r"[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow", _near_day),
    _rule("relative period", "period",
          r"(?:(?:earlier|later)\s+)?(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+"
          r"(?P<unit>weekend|week|month|year|decade)",
          _relative_period),
    _rule("ago", "ago",
          r"(?P<count>\d{1,4}|(?i:a|an|one|two|three|four|five|six|seven|eight|nine|ten))\s+"
          r"(?P<unit>day|week|month|year|decade)s?\s+(?:ago|earlier)",
          _ago, also_quantity=True),
)  # fmt: skip


RULES_OF = {rule.anchor: [r for r in RULES if r.anchor == rule.anchor] for rule in RULES}


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
    text = tokens.text
    candidates = []
    for start, end, anchors in _windows(tokens, range(len(tokens)) if among is None else among):
        for anchor in anchors:
            for rule in RULES_OF[anchor]:
                if rule.needs and all(text.find(part, start, end) < 0 for part in rule.needs):
                    continue
                for match in rule.pattern.finditer(text, start, end):
                    candidates.append((match.start(), -match.end(), rule, match))
    candidates.sort(key=lambda c: (c[0], c[1]))
    found: list[tuple[Rule, re.Match[str], Resolved]] = []
    end = 0
    for start, _, rule, match in candidates:
        if start < end:
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
        if rule.resolve is _full_day and resolved.value:
            years.setdefault(resolved.value[-5:], set()).add(resolved.value[:4])
    for rule, match, resolved in found:
        if years and rule.resolve is _month_day:
            day = f"{_month(match):02}-{int(match['day']):02}"
            of = years.get(day, set())
            if len(of) == 1 and (not published or abs(published.year - int(min(of))) <= RECENT):
                resolved = Resolved(f"{min(of)}-{day}", "day")
        yield rule, match, resolved


def _windows(tokens: Tokens, among: Sequence[int]) -> Iterator[tuple[int, int, set[str]]]:
    """Stretches of the text, as character offsets, that may hold dates, and by which anchors.

    Stretches that touch are one: no anchor stands near an end, so that none cuts a match.
    """
    first = last = 0
    anchors: set[str] = set()
    for i, anchor in _anchors(tokens, among):
        if anchors and i - REACH > last:
            yield tokens.starts[first], tokens.ends[last], anchors
            anchors = set()
        if not anchors:
            first = max(i - REACH, 0)
        last = min(i + REACH, len(tokens) - 1)
        anchors.add(anchor)
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
            if anchor != "period" or tokens.lower(i - 1) in {"last", "this", "next"}:
                yield i, anchor
        else:
            if tokens.lower(i + 1) in {"s", "’s", "'s"}:
                yield i, "decade"
            if len(token) == 4 or "," in token:  # "May 12,2014" is one token with a comma
                yield i, "year"
