"""What the patterns of dates are made of."""

from collections.abc import Iterable

from streams.extraction.dates.vocabulary import date_words


def either(names: Iterable[str]) -> str:
    """A pattern for any of the names."""
    return "|".join(names)


def _as_written(word: str) -> str:
    """A pattern for a word with a small or a large first letter."""
    return f"[{word[0].upper()}{word[0]}]{word[1:]}"


_MONTHS = [name.capitalize() for name in date_words().months]
_FULL = [name.capitalize() for name in date_words().whole_months]
_SHORTENED = sorted(set(_MONTHS) - set(_FULL), key=len, reverse=True)
MONTH = rf"(?P<month>{either(_FULL)}|(?:{either(_SHORTENED)})\.?)"
MONTHS_IN_FULL = either(name.capitalize() for name in date_words().months_in_full)
"""Those that are no other word."""
DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
WEEKDAY = rf"(?P<weekday>{either(day.capitalize() for day in date_words().weekdays)})"
DAY_BEFORE = rf"(?:{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?,?\s+)?"
PART = (
    r"(?:(?:the\s+)?(?:(?P<part>beginning|start|middle|end)\s+of\s+"
    r"|(?P<early>early|late|mid)(?:\s+(?:of|in)\s+|\s+|-)))"
)
""" "the end of 2020"; what is to "end in 2020" is no part of the year."""
SEASON = either(date_words().seasons)
QUARTER = either(date_words().quarters)
NUMBER = either(date_words().numbers)
NEAR_DAY = either(_as_written(day) for day in date_words().near_days)
NOT_NAMED = "".join(rf"(?<!{word} )" for word in date_words().named_days)
NOT_NUMBERED = "".join(rf"(?<!{word} )" for word in date_words().numbered)
NO_HOUSE = (
    r"(?! (?:[NSEW]\. |(?:North|South|East|West) )?(?!Wall )[A-Z]\w+ "
    r"(?:Avenue|Ave|Street|St|Boulevard|Road|Drive|Lane)\b)"
)
""" "1600 Pennsylvania Avenue" is no year; "the 1929 Wall Street crash" has one."""
NOT_SHOWN = rf"(?!\s(?:{either(date_words().named_behind)})\b)"
WHICH = rf"(?P<which>{either(_as_written(word) for word in date_words().which)})"
LINKED = rf"\s+(?:{either(date_words().joining)})\s+"
MONTHS = either(_FULL)
