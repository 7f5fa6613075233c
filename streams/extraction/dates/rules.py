"""The rules of dates: a pattern each, what resolves it, and the kind of word that no match of it
can do without.

A pattern is only tried around those words: over the whole text the patterns cost more than
everything else in extraction but the tagger.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from streams.extraction.dates import absolute, days, months
from streams.extraction.dates.patterns import (
    DAY,
    DAY_BEFORE,
    LINKED,
    MONTH,
    MONTHS,
    MONTHS_IN_FULL,
    NEAR_DAY,
    NO_HOUSE,
    NOT_NAMED,
    NOT_NUMBERED,
    NOT_SHOWN,
    NUMBER,
    PART,
    QUARTER,
    SEASON,
    WEEKDAY,
    WHICH,
    YEAR,
)
from streams.extraction.dates.resolved import Resolver
from streams.extraction.dates.vocabulary import date_words


class Rule(NamedTuple):
    """One way of writing a date."""

    name: str
    anchor: str
    """The kind of word that every match of the pattern holds: a value of ANCHORS, or "year"."""
    pattern: re.Pattern[str]
    resolve: Resolver
    also_quantity: bool = False
    """Whether numbers in it may be quantities as well ("two days ago", "2000 people")."""
    needs: tuple[str, ...] = ()
    """Every match holds one of these, where there are some: a look for them is quick."""


PERIODS = ("weekend", "week", "month", "year", "decade", "night", "morning", "afternoon", "evening")
ANCHORS = {
    **{name.capitalize(): "month" for name in date_words().months},
    **{name.capitalize(): "weekday" for name in date_words().weekdays},
    **{name: "near day" for word in date_words().near_days for name in (word, word.capitalize())},
    **dict.fromkeys((*PERIODS, *date_words().seasons), "period"),
    **dict.fromkeys(("ago", "earlier"), "ago"),
}  # fmt: skip
"""The words, as they are written, that a date cannot do without, but for years and decades."""


def _rule(
    name: str,
    anchor: str,
    pattern: str,
    resolve: Resolver,
    *,
    also_quantity: bool = False,
    needs: Iterable[str] = (),
) -> Rule:
    compiled = re.compile(rf"\b(?:{pattern})(?!\w)")
    return Rule(name, anchor, compiled, resolve, also_quantity, tuple(needs))


PARTS = ("beginning", "start", "middle", "end", "early", "late", "mid")
RULES: tuple[Rule, ...] = (
    _rule("iso day", "year", r"\d{4}-\d{2}-\d{2}", absolute.iso_day, needs="-"),
    _rule("day month year", "month",
          rf"{DAY_BEFORE}{DAY}(?:\s+of)?\s+{MONTH},?\s+{YEAR}", absolute.full_day),
    _rule("month day year", "month",
          rf"{DAY_BEFORE}{MONTH}\s+{DAY},?\s+{YEAR}", absolute.full_day),
    _rule("day month", "month", rf"{DAY_BEFORE}{DAY}(?:\s+of)?\s+{MONTH}", months.month_day),
    _rule("month day", "month",
          rf"{DAY_BEFORE}{MONTH}\s+(?:the\s+)?{DAY}(?![,.]?\d)", months.month_day),
    _rule("month year", "month", rf"{MONTH}(?:,|\s+of)?\s+{YEAR}", absolute.month_year),
    _rule("month last year", "month", rf"{MONTH}\s+(?:of\s+)?(?P<which>last|this|next)\s+year",
          months.month_of_relative_year, needs=("year",)),
    _rule("last month name", "month",
          rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past)?)\s+{MONTH}(?!\s+\d)",
          months.relative_month,
          needs=("ast", "ext", "his")),
    _rule("in month", "month",
          r"(?=[A-Zelm])"  # what it begins with: a month, early, late, mid
          r"(?:(?<=[Ii]n\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)|(?:early|late|mid)[\s-])"
          rf"{MONTH}(?!\.?\s*\d|(?:,|\s+of)\s*\d{{4}}\b)", months.relative_month),
    _rule("first of two months", "month",
          rf"(?P<month>{MONTHS_IN_FULL})(?={LINKED}(?P<second>{MONTHS})\b(?:\s+{YEAR})?)",
          months.first_of_two),
    _rule("part of month", "month",
          rf"(?:the\s+)?(?:beginning|start|middle|end)\s+of\s+{MONTH}(?!\.?\s*\d)",
          months.relative_month, needs=PARTS),
    _rule("month alone", "month", rf"{MONTH}(?!\.?\s*\d)", months.month_alone),
    _rule("part of year", "year", rf"{PART}{YEAR}", absolute.part_of_year,
          needs=PARTS),
    _rule("season", "year",
          rf"(?:the\s+)?(?P<season>{SEASON})\s+(?:of\s+)?{YEAR}",
          absolute.season, needs=date_words().seasons),
    _rule("season of last year", "period",
          rf"(?:the\s+)?(?P<season>{SEASON})\s+of\s+{WHICH}\s+year", absolute.season,
          needs=date_words().seasons),
    _rule("quarter of last year", "period",
          rf"(?:the\s+)?(?P<quarter>{QUARTER})\s+quarter\s+of\s+(?P<q>){WHICH}\s+year",
          absolute.quarter, needs=("quarter",)),
    _rule("last summer", "period", rf"{WHICH}\s+(?P<season>{SEASON})", days.relative_season,
          needs=date_words().seasons),
    _rule("last night", "period",
          r"(?P<which>[Ll]ast|[Tt]his)\s+(?:night|morning|afternoon|evening)",
          days.part_of_day, needs=("night", "morning", "afternoon", "evening")),
    _rule("the weekend", "period", r"(?<=\s)the\s+weekend(?!\s+of\b)", days.the_weekend,
          needs=("the weekend",)),
    _rule("quarter", "year",
          rf"(?:(?:the\s+)?(?P<quarter>{QUARTER})\s+quarter\s+of|Q(?P<q>[1-4]))\s+{YEAR}",
          absolute.quarter, needs=("quarter", "Q")),
    _rule("year span", "year", rf"{YEAR}[-–/](?P<until>\d\d(?:\d\d)?)", absolute.year_span,
          needs="-–/"),
    _rule("decade", "decade",
          r"(?P<the>the\s+)?(?:early\s+|late\s+|mid-)?"
          r"['’]?(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)(?(the)['’]?|)s", absolute.decade),
    _rule("year", "year",
          rf"(?<![$£€#.,:/-]){NOT_NUMBERED}{YEAR}"
          rf"(?![-–:/]\d|[.,]\d|%){NO_HOUSE}", absolute.year, also_quantity=True),
    _rule("weekday", "weekday",
          rf"{NOT_NAMED}"
          rf"(?:(?P<which>[Ll]ast|[Nn]ext|coming|this coming|this past)\s+)?{WEEKDAY}{NOT_SHOWN}",
          days.weekday),
    _rule("near day", "near day", NEAR_DAY, days.near_day),
    _rule("relative period", "period",
          r"(?:(?:earlier|later)\s+)?(?P<which>[Ll]ast|[Tt]his(?: past)?|[Nn]ext)\s+"
          r"(?P<unit>weekend|week|month|year|decade)",
          days.relative_period),
    _rule("ago", "ago",
          rf"(?P<count>\d{{1,4}}|(?i:{NUMBER}))\s+"
          r"(?P<unit>day|week|month|year|decade)s?\s+(?:ago|earlier)",
          days.ago, also_quantity=True),
)  # fmt: skip


RULES_OF = {rule.anchor: [r for r in RULES if r.anchor == rule.anchor] for rule in RULES}
