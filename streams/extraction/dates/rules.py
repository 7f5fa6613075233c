"""The rules of dates: a pattern each, what resolves it, and the kind of word that no match of it
can do without.

A pattern is only tried around those words: over the whole text the patterns cost more than
everything else in extraction but the tagger.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from streams.extraction.dates import absolute, counted, days, figures, holidays, months, spans
from streams.extraction.dates.patterns import (
    BEFORE_TOLD,
    BEHIND_FIGURES,
    BESIDE_FIGURES,
    BESIDE_TOLD,
    CENTURY,
    COUNT,
    DAY,
    DAY_BEFORE,
    DECADES,
    FIRST_MONTHS,
    FULL_YEAR,
    HALF,
    ITS_YEAR,
    LAST_DAY,
    LINKED,
    MONTH,
    MONTHS,
    MONTHS_IN_FULL,
    NEAR_DAY,
    NO_CLOCK,
    NO_COUNT,
    NO_HOUSE,
    NO_OTHER,
    NOT_NAMED,
    NOT_NUMBERED,
    NOT_SHOWN,
    NTH,
    OF_LAST_YEAR,
    OF_PRICES,
    OF_YEAR,
    PART,
    PART_OF,
    QUARTER,
    SEASON,
    SPAN,
    STRETCH,
    UNIT,
    WEEKDAY,
    WHICH,
    YEAR,
    either,
)
from streams.extraction.dates.resolved import Resolver
from streams.extraction.dates.tense import SET_LONG_BEFORE
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


PERIODS = (
    "weekend",
    "day",
    "week",
    "month",
    "year",
    "decade",
    "night",
    "morning",
    "afternoon",
    "evening",
)
STRETCHES = ("hours", "days", "weeks", "months", "years", "decades")
ANCHORS = {
    **dict.fromkeys(holidays.WORDS, "holiday"),
    **{name.capitalize(): "month" for name in date_words().months},
    **{form: "weekday" for name in (*date_words().weekdays, *date_words().short_weekdays)
       for form in (name.capitalize(), name.upper())},
    **{form: "decade by name" for name in date_words().decades
       for form in (name, name.capitalize())},
    **dict.fromkeys(("quarter", "Q", "FY"), "quarter"),
    **{name: "near day" for word in date_words().near_days for name in (word, word.capitalize())},
    **dict.fromkeys((*PERIODS, *STRETCHES, *date_words().seasons), "period"),
    **dict.fromkeys(("ago", "earlier", "later"), "ago"),
    "century": "century",
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


WEEKDAYS = [name.capitalize() for name in date_words().weekdays]
DIGITS = "0123456789"
PARTS = tuple(absolute.MONTHS_OF_PARTS)
RULES: tuple[Rule, ...] = (
    _rule("iso day", "year", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
          figures.in_order, needs="-"),
    _rule("day month year", "month",
          rf"{DAY_BEFORE}{DAY}(?:\s+of)?\s+{MONTH},?\s+{YEAR}", absolute.full_day, needs=DIGITS),
    _rule("month day year", "month",
          rf"{DAY_BEFORE}{MONTH}\s+{DAY},?\s+{YEAR}", absolute.full_day, needs=DIGITS),
    _rule("days of month", "month",
          rf"(?=\d)(?<![\d.,:/-]){DAY}(?P<span>{SPAN}){LAST_DAY}(?:\s+of)?\s+{MONTH}{ITS_YEAR}",
          spans.days, needs=DIGITS),
    _rule("month days", "month",
          rf"{MONTH}\s+{DAY}(?P<span>{SPAN}){LAST_DAY}{NO_COUNT}{ITS_YEAR}", spans.days,
          needs=DIGITS),
    _rule("month-month", "month", rf"(?P<first>{MONTHS})[-–—]{MONTH}{ITS_YEAR}(?!\.?\s*\d)",
          spans.month_span, needs="-–—"),
    _rule("nth of month", "month",
          rf"(?:the\s+)?(?P<nth>{NTH})\s+(?P<what>week|weekend|day|{either(WEEKDAYS)})"
          rf"\s+(?:of|in)\s+{MONTH}{ITS_YEAR}", spans.nth_of_month, needs=NTH.split("|")),
    _rule("September 11 attacks", "month",
          r"(?:Sept(?:ember|\.)?\s+11(?:th)?|11\s+September)(?=\s(?:terror(?:ist)?\s)?attacks\b)",
          figures.nine_eleven, needs=("11",)),
    _rule("day month", "month", rf"{DAY_BEFORE}{DAY}(?:\s+of)?\s+{MONTH}", months.month_day,
          needs=DIGITS),
    _rule("month day", "month",
          rf"{DAY_BEFORE}{MONTH}\s+(?:the\s+)?{DAY}(?![,.]?\d)", months.month_day,
          needs=DIGITS),
    _rule("month year", "month", rf"{MONTH}(?:,|\s+of)?\s+{YEAR}", absolute.month_year,
          needs=DIGITS),
    _rule("day month last year", "month",
          rf"{DAY_BEFORE}{DAY}(?:\s+of)?\s+{MONTH}{OF_LAST_YEAR}",
          months.day_of_relative_year, needs=("year",)),
    _rule("month day last year", "month", rf"{DAY_BEFORE}{MONTH}\s+{DAY}{OF_LAST_YEAR}",
          months.day_of_relative_year, needs=("year",)),
    _rule("month last year", "month", rf"{MONTH}{OF_LAST_YEAR}",
          months.month_of_relative_year, needs=("year",)),
    _rule("last month name", "month",
          rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past)?)\s+{MONTH}(?!\.?\s*\d)",
          months.relative_month,
          needs=("ast", "ext", "his")),
    _rule("in month", "month",
          r"(?=[A-Zelm])"  # what it begins with: a month, early, late, mid
          r"(?:(?<=[Ii]n\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)|(?<=months\sto\s)|(?<=year\sto\s)"
          r"|(?<=[Bb]y\s)|(?<=[Ff]rom\s)|(?<=[Ff]or\s)"
          r"|(?:early|late|mid)[\s-])"
          rf"{MONTH}(?!\.?\s*\d|(?:,|\s+of)\s*\d{{4}}\b)", months.relative_month),
    _rule("the May elections", "month",
          rf"(?<=[Tt]he\s)(?P<month>May|March)(?=\s(?:[a-z]+\s)?(?:{SET_LONG_BEFORE})\b)",
          months.month_of_vote, needs=("May", "March")),
    _rule("first of two months", "month",
          rf"(?P<month>{MONTHS_IN_FULL})(?={LINKED}(?P<second>{MONTHS})\b(?:\s+{YEAR})?)",
          months.first_of_two),
    _rule("from month to month", "month",
          rf"(?=[A-Z])(?:(?<=[Ff]rom\s)|(?<=[Bb]etween\s)){MONTH}(?={LINKED}(?:{MONTHS})\b)",
          months.relative_month, needs=("rom", "etween")),
    _rule("part of month", "month",
          rf"{PART_OF}{MONTH}(?!\.?\s*\d)", months.relative_month, needs=PARTS),
    _rule("part of the month", "period", rf"{PART_OF}the\s+month{NO_OTHER}",
          months.the_month, needs=("month",)),
    _rule("part of the week", "period", rf"{PART_OF}the\s+week{NO_OTHER}",
          days.the_week, needs=("week",)),
    _rule("month alone", "month", rf"(?<![\w.@#/’'-])(?<!\d\s){MONTH}"
          r"(?!\.?\s*\d|[/’']\w\w|-[A-Z])", months.month_alone),
    _rule("part of year", "year", rf"{PART}{YEAR}", absolute.part_of_year,
          needs=PARTS),
    _rule("part of last year", "period", rf"{PART}{OF_YEAR}", absolute.part_of_year,
          needs=("year",)),
    _rule("year-end", "period",
          r"(?:(?<=\b[Bb]y\s)|(?<=\b[Aa]t\s)|(?<=\b[Bb]efore\s))"
          r"year(?:[’']s\s|-|\s)(?P<part>end)(?P<early>)(?P<which>)", absolute.part_of_year,
          needs=("year",)),
    _rule("months of year", "year", rf"{FIRST_MONTHS}{YEAR}", spans.months_of_year,
          also_quantity=True, needs=("months",)),
    _rule("months of last year", "period", rf"{FIRST_MONTHS}{OF_YEAR}", spans.months_of_year,
          also_quantity=True, needs=("months",)),
    _rule("half", "year", rf"(?:the\s+)?(?P<half>{HALF})\s+half\s+of\s+{YEAR}",
          spans.half, needs=("half",)),
    _rule("half of last year", "period",
          rf"(?:the\s+)?(?P<half>{HALF})\s+half\s+of\s+{OF_YEAR}",
          spans.half, needs=("half",)),
    _rule("season", "year",
          rf"(?:the\s+)?(?:(?:early|late|mid)[\s-])?(?P<season>{SEASON})\s+(?:of\s+)?{YEAR}",
          absolute.season, needs=date_words().seasons),
    _rule("season of last year", "period",
          rf"(?:the\s+)?(?P<season>{SEASON})\s+of\s+{WHICH}\s+year", absolute.season,
          needs=date_words().seasons),
    _rule("quarter of last year", "period",
          rf"(?:the\s+)?(?P<quarter>{QUARTER})\s+quarter\s+of\s+(?P<q>){OF_YEAR}",
          absolute.quarter, needs=("quarter",)),
    _rule("last summer", "period", rf"{WHICH}\s+(?P<season>{SEASON})", days.relative_season,
          needs=date_words().seasons),
    _rule("last night", "period",
          r"(?P<which>[Ll]ast|[Tt]his)\s+(?:night|morning|afternoon|evening)",
          days.part_of_day, needs=("night", "morning", "afternoon", "evening")),
    _rule("the weekend", "period", r"(?<=\s)the\s+weekend(?!\s+of\b)", days.the_weekend,
          needs=("the weekend",)),
    _rule("quarter", "year",
          rf"(?:(?:the\s+)?(?P<quarter>{QUARTER})\s+quarter\s+of|Q(?P<q>[1-4])(?:\s+of)?)"
          rf"\s+{YEAR}",
          absolute.quarter, needs=("quarter", "Q")),
    _rule("quarter alone", "quarter",
          r"(?:(?:the\s+)?(?P<quarter>(?i:first|second|third|fourth))[\s-]quarter|Q(?P<q>[1-4]))"
          r"(?!\s+(?:of|in\s+a\s+row|straight|running)\b)", absolute.quarter_alone),
    _rule("this quarter", "quarter",
          r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+quarter(?![\w-]|\s+century)",
          absolute.relative_quarter, needs=("ast", "his", "ext")),
    _rule("fiscal year", "quarter", r"FY\s?(?P<short>20\d\d|\d\d)(?![-–/]\d)", absolute.short_year),
    _rule("season alone", "period",
          r"(?:(?<=[Ii]n\s)|(?<=[Bb]y\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s))"
          rf"(?:the\s+|(?!fall))(?P<season>{SEASON})(?!\s+of\b|-|{OF_PRICES})", days.season_alone,
          needs=date_words().seasons),
    _rule("short year", "short year",
          r"(?:(?<=of\s[’'])|(?<=in\s[’'])|(?<=since\s[’']))(?P<short>\d\d)(?![’']?s|[-/:]?\d)",
          absolute.short_year),
    _rule("slashed", "figures",
          rf"{BESIDE_FIGURES}(?P<first>\d\d?)/(?P<second>\d\d?)/"
          rf"(?P<year>(?:19|20)\d\d|\d\d){BEHIND_FIGURES}", figures.slashed),
    _rule("dotted", "figures",
          rf"{BESIDE_FIGURES}(?P<day>\d\d?)\.(?P<month>\d\d?)\.{FULL_YEAR}{BEHIND_FIGURES}",
          figures.in_order),
    _rule("year first", "figures",
          rf"{BESIDE_FIGURES}{FULL_YEAR}/(?P<month>\d\d)/(?P<day>\d\d){BEHIND_FIGURES}",
          figures.in_order),
    _rule("9/11", "figures", rf"{BESIDE_FIGURES}9/11{BEHIND_FIGURES}", figures.nine_eleven),
    _rule("year span", "year", rf"{YEAR}[-–/](?P<until>\d\d(?:\d\d)?)", absolute.year_span,
          needs="-–/"),
    _rule("decade", "decade",
          r"(?P<the>the\s+)?(?:early\s+|late\s+|mid-)?"
          r"['’‘]?(?P<decade>(?:1[5-9]|20)\d0|[2-9]0)(?(the)['’]?|)s", absolute.decade),
    _rule("named decade", "decade by name",
          rf"[Tt]he\s+(?:(?:early|mid|late)[\s-])?(?P<decade>{DECADES})", absolute.named_decade),
    _rule("year", "year",
          rf"(?=[12])(?<![$£€#.,:/-])(?<!\d\s){NOT_NUMBERED}{YEAR}"
          rf"(?![-–:/]\d|[.,]\d|%){NO_HOUSE}{NO_CLOCK}", absolute.year, also_quantity=True),
    _rule("weekday", "weekday",
          rf"(?=[A-Zlntc]){NOT_NAMED}"
          r"(?:(?P<which>[Ll]ast|[Nn]ext|[Cc]oming|[Tt]his(?:\s+coming|\s+past)?)\s+)?"
          rf"{WEEKDAY}(?P<week>(?<=day)\s+week(?![\w-]))?{NOT_SHOWN}"
          rf"(?!,?\s+(?:{MONTHS}|[A-Z][a-z]{{2,3}}\.?)\s+\d)", days.weekday),
    _rule("holiday on a weekday", "weekday", holidays.ON_WEEKDAYS, holidays.holiday,
          needs=holidays.ON_WEEKDAYS_NEED),
    _rule("holiday", "holiday", holidays.OTHERS, holidays.holiday),
    _rule("near day", "near day", NEAR_DAY, days.near_day),
    _rule("relative period", "period",
          r"(?:(?:earlier|later|early|late)\s+)?(?P<which>[Ll]ast|[Tt]his(?: past)?|[Nn]ext)\s+"
          r"(?P<unit>weekend|week|month|year|decade)(?!\s+of\b)",
          days.relative_period),
    _rule("stretch", "period", STRETCH, counted.stretch, also_quantity=True,
          needs=("past", "last", "next", "coming")),
    _rule("ago", "ago", rf"{COUNT}\s+{UNIT}\s+ago", counted.ago, also_quantity=True,
          needs=("ago",)),
    _rule("earlier", "ago", rf"{COUNT}\s+{UNIT}\s+earlier(?!\s+than\b)", counted.earlier,
          also_quantity=True, needs=("earlier",)),
    _rule("later", "ago", rf"{COUNT}\s+{UNIT}\s+later", counted.later, also_quantity=True,
          needs=("later",)),
    _rule("the following day", "period", BESIDE_TOLD, counted.later,
          needs=("following", "next", "after")),
    _rule("the previous day", "period", BEFORE_TOLD, counted.earlier,
          needs=("previous", "before")),
    _rule("century", "century", CENTURY, absolute.century),
)  # fmt: skip


RULES_OF = {rule.anchor: [r for r in RULES if r.anchor == rule.anchor] for rule in RULES}
