"""Dates that need no other to be resolved: days, months, years, their parts and spans."""

import re
from datetime import datetime

from schemas.extractions import Granularity
from streams.extraction.dates.resolved import (
    Resolved,
    day_of,
    month_of,
    others_named,
    stands_behind,
)
from streams.extraction.dates.tense import ahead_of, has_been
from streams.extraction.dates.vocabulary import date_words


def full_day(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "12 July 2021", "July 12, 2021"; None where there is no such day."""
    day = day_of(int(match["year"]), month_of(match), int(match["day"]))
    return Resolved(day.isoformat(), "day") if day else None


def month_year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "July 2021"."""
    return Resolved(f"{int(match['year'])}-{month_of(match):02}", "month")


def year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "since 2014"."""
    return Resolved(match["year"], "year")


def year_span(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "2019-20", "2019/2020"; None where the second year is not after the first."""
    first, second = match["year"], match["until"]
    second = first[: 4 - len(second)] + second
    if int(second) <= int(first):
        return None
    return Resolved(f"{first}/{second}", "year")


MONTHS_OF_PARTS: dict[str, tuple[int, int]] = {
    "beginning": (1, 1), "start": (1, 1), "early": (1, 4), "mid": (5, 8), "middle": (5, 8),
    "late": (10, 12), "end": (12, 12),
}  # fmt: skip


def part_of_year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "the end of 2023", "mid-2023", "early next year", "the end of the year", by its months."""
    part = (match["part"] or match["early"]).lower()
    return months_within(match, published, MONTHS_OF_PARTS[part])


def months_within(
    match: re.Match[str],
    published: datetime | None,
    months: tuple[int, int],
    granularity: Granularity = "month",
) -> Resolved:
    """From the first to the last of some months of the year that is named."""
    first, last = months
    year = year_of(match, published, first)
    if year is None:
        return Resolved(None, granularity, True)
    until = "" if first == last else f"/{year}-{last:02}"
    return Resolved(f"{year}-{first:02}{until}", granularity, match.groupdict().get("year") is None)


NAMED_YEAR = re.compile(r"(?<![\d$£€,.])(?:1[5-9]|20)\d\d(?![\d%]|[,.]\d)")
NEW_YEAR = 3
"""Up to this month "the fourth quarter of the year", where it has been, is of the year before."""


def year_of(match: re.Match[str], published: datetime | None, month: int = 1) -> int | None:
    """The year that is named, or "last year" where it is known which one that is. "The year" is
    that of publication, or the one before where its `month` is said to have been."""
    named = match.groupdict()
    if named.get("year"):
        return int(named["year"])
    if published is None:
        return None
    if named["which"]:
        return published.year + date_words().which[named["which"].lower()]
    if others_named(match, NAMED_YEAR, str(published.year)):
        return None
    gone = published.month <= NEW_YEAR and published.month < month and has_been(match)
    return published.year - gone


def season(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "summer of 2021", "summer of last year"; a winter ends in the year after."""
    year, named = year_of(match, published), match.groupdict()
    if year is None:
        return Resolved(None, "season", True)
    first, last = date_words().seasons[match["season"].lower()]
    return Resolved(
        f"{year}-{first:02}/{year + (last < first)}-{last:02}", "season", "which" in named
    )


def quarter(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "Q3 2021", "the third quarter of last year"."""
    word = (match["quarter"] or match["q"]).lower()
    quarter = date_words().quarters.get(word) or int(word)
    last = MONTHS_OF_QUARTER * quarter
    return months_within(match, published, (last - 2, last), "quarter")


MONTHS_OF_QUARTER = 3


SPOKEN_OF = 200
"""Characters on either side of a quarter that say whether it is one of a year."""
FISCAL = re.compile(r"\b[Ff]iscal\s$")


def quarter_alone(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "third-quarter deliveries", "in Q4": the last one that has ended, or the one to come by its
    verb; without a value where it is fiscal, None in a game or where nothing says what it is of."""
    start, end = match.span()
    words = set(re.findall(r"[a-z]+", _around(match.string, start, end).lower()))
    lists = date_words()
    if words & lists.of_games or not words & lists.of_quarters:
        return None
    if published is None or stands_behind(match, FISCAL):
        return Resolved(None, "quarter", True)
    quarter = lists.quarters.get((match["quarter"] or "").lower()) or int(match["q"])
    now = (published.month - 1) // MONTHS_OF_QUARTER + 1
    ahead = ahead_of(match)
    if quarter == now and not ahead and has_been(match):
        return Resolved(None, "quarter", True)  # a company's own, or that of the year before
    year = published.year + (quarter < now if ahead else -(quarter > now))
    last = MONTHS_OF_QUARTER * quarter
    return Resolved(f"{year}-{last - 2:02}/{year}-{last:02}", "quarter", True)


def relative_quarter(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "This quarter", "last quarter"; None in a game."""
    words = set(re.findall(r"[a-z]+", _around(match.string, *match.span()).lower()))
    if words & date_words().of_games and not words & date_words().of_quarters:
        return None
    if published is None:
        return Resolved(None, "quarter", True)
    number = published.year * 4 + (published.month - 1) // MONTHS_OF_QUARTER
    year, quarter = divmod(number + date_words().which[match["which"].lower()], 4)
    first = quarter * MONTHS_OF_QUARTER + 1
    return Resolved(f"{year}-{first:02}/{year}-{first + 2:02}", "quarter", True)


def _around(text: str, start: int, end: int) -> str:
    """The sentence around a place, as far as it is looked at."""
    before = re.split(r"[.!?]\s|\n", text[max(0, start - SPOKEN_OF) : start])[-1]
    return before + re.split(r"[.!?]\s|\n", text[end : end + SPOKEN_OF])[0]


PIVOT = 30
"""Two figures of a year from here on are of the last century: '72."""


def short_year(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "the class of '72", "FY24"."""
    year = int(match["short"])
    if year >= 100:
        return Resolved(str(year), "year")
    return Resolved(str(year + (1900 if year >= PIVOT else 2000)), "year")


AGE = re.compile(r"\b(?:his|her|their|my|your)(?: (?:early|mid|late))?[ -]$")
LEVEL = re.compile(r"\b(?:low|lower|upper|high)[ -]$")
NOW = re.compile(r"(?:\b(?:is|are|be)|['’]s)\sin\s$")
""" "He is in the nineties": what is there now is of no decade."""
WARMTH = re.compile(r"(?i)\b(?:temperatures?|degrees|highs|lows|mercury)\b[^.]*$")
WARMTH_CHARS = 100
"""Characters before tens in which it is said that they are degrees."""


def decade(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "the 1990s", "the 60s"; "the 1800s" are the century; None for somebody's age or a level."""
    first = int(match["decade"])
    if first < 100 and _is_no_decade(match):
        return None
    if first % 100 == 0 and first < 1900:
        return Resolved(f"{first}/{first + 99}", "year")  # "the 1800s"
    if first < 100:
        first += 1900 if first >= 20 else 2000
    return Resolved(f"{first}/{first + 9}", "decade")


PARTS_OF_CENTURY = {"early": (1, 33), "mid": (34, 66), "late": (67, 100)}


def century(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "The 19th century", "the late nineteenth century": 1801/1900, 1867/1900."""
    nth = int(match["nth"]) if match["nth"] else date_words().ordinals[match["word"].lower()]
    first, last = PARTS_OF_CENTURY.get((match["part"] or "").lower(), (1, 100))
    before = (nth - 1) * 100
    return Resolved(f"{before + first:04}/{before + last:04}", "year")


def named_decade(match: re.Match[str], published: datetime | None) -> Resolved | None:
    """ "the eighties"; None for somebody's age, a level or degrees."""
    if _is_no_decade(match):
        return None
    first = 1900 + date_words().decades[match["decade"].lower()]
    return Resolved(f"{first}/{first + 9}", "decade")


def _is_no_decade(match: re.Match[str]) -> bool:
    """Whether tens are somebody's age, a level or degrees: "in his late 60s", "support in the low
    40s", "temperatures will rise to the mid-60s"."""
    if any(stands_behind(match, before) for before in (AGE, LEVEL, NOW)):
        return True
    start = match.start()
    return WARMTH.search(match.string, max(0, start - WARMTH_CHARS), start) is not None
