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
MONTH = rf"(?=[A-Z])(?P<month>{either(_FULL)}|(?:{either(_SHORTENED)})\.?)"
MONTHS_IN_FULL = either(name.capitalize() for name in date_words().months_in_full)
"""Those that are no other word."""
DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
ITS_YEAR = rf"(?:,?\s+(?:of\s+)?{YEAR}(?![,.]?\d|%))?"
""" "March 10-16, 2020": the year behind a span, where there is one."""
LAST_DAY = r"(?P<last>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![,.:-]?\d|%)"
NO_COUNT = r"(?!\s(?:percent|per\s+cent|million|billion|people|points)\b)"
""" "from May 5 to 10 percent" is no span of days."""
SPAN = r"(?:\s?[-–—]\s?|\s+(?:to|through|until|and)\s+)"
_WEEKDAYS = [form for day in date_words().weekdays for form in (day.capitalize(), day.upper())]
_SHORT_DAYS = sorted((day.capitalize() for day in date_words().short_weekdays), reverse=True)
WEEKDAY = rf"(?P<weekday>{either(_WEEKDAYS)}|(?:{either(_SHORT_DAYS)})\.(?=\s))"
DAY_BEFORE = (
    r"(?=[A-Z\d])"  # what it and all behind it begin with: looked at first, as it is cheap
    rf"(?:(?:{WEEKDAY}|(?:{either(_SHORT_DAYS)}|Sat|Sun)\.?)"
    r"(?:\s+(?:morning|afternoon|evening|night))?,?\s+(?:the\s+)?)?"
)
PART = (
    r"(?:(?:the\s+)?(?:(?P<part>beginning|start|middle|end)\s+of\s+"
    r"|(?P<early>early|late|mid)(?:\s+(?:of|in)\s+|\s+|-)))"
)
""" "the end of 2020"; what is to "end in 2020" is no part of the year."""
PART_OF = r"(?:the\s+)?(?:beginning|start|middle|end)\s+of\s+"
SEASON = either(date_words().seasons)
OF_PRICES = (
    r"(?<=\bfall)\s+(?:in|from)\s+"
    r"(?!(?:the|an?|order|response|case|preparation|time|person)\b)[a-z\d]"
)
""" "In the fall in oil prices" is no autumn."""
QUARTER = either(date_words().quarters)
_TENS = either(word for word, value in date_words().numbers.items() if 20 <= value < 100)
_SINGLE = [word for word in date_words().numbers if " " not in word and word not in {"a", "an"}]
_ONES = either(word for word in _SINGLE if 0 < date_words().numbers[word] < 10)
_FEW = either(word for word in _SINGLE if 1 < date_words().numbers[word] < 12)
_UNDER_HUNDRED = (
    rf"(?:(?:{_TENS})[- ](?:{_ONES})|"
    f"{either(word for word in _SINGLE if date_words().numbers[word])})"
)
_COUNTED = sorted((*date_words().numbers, *date_words().parts), key=len, reverse=True)
COUNT = (
    r"(?=\w)(?<![\d,.\-–])(?<!hundred )(?<!hundred and )(?<!thousand )(?<!thousand and )"
    r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,4}"
    rf"|(?i:(?:a|{_ONES}) hundred(?:(?: and)? {_UNDER_HUNDRED})?"
    rf"|(?:{_TENS})[- ](?:{_ONES})|{either(_COUNTED)}))"
)
""" "12,000", "twenty-five", "a hundred and fifty", "half a": no number begins within another."""
UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|century|centurie)s?"
BESIDE_TOLD = (
    r"(?:[Tt]he\s+(?:following\s+(?P<next>day|week|month|year)|(?P<morrow>next\s+day)"
    r"|(?P<after>day|year)\s+after(?=[.,;:]|\s(?:and|but|when|that)\b|$)))"
)
""" "The following day", "the day after,": counted from what was told."""
BEFORE_TOLD = (
    r"[Tt]he\s+(?:previous\s+(?P<unit>day|week|month|year)"
    r"|(?P<before>day|week|month|year)\s+before(?=[.,;:]|$))"
)
""" "The previous month", "the year before."."""
_OVER = either(rf"(?<={before}\s)" for before in date_words().over_stretches)
_ONE = rf"[Tt]he\s+(?:(?P<past>past)|coming)|(?:{_OVER})the\s+(?:(?P<last>last)|next)"
STRETCH = (
    rf"(?:[Tt]h(?:e|ese|is)\s+(?:(?P<gone>past|last)|next|coming)\s+{COUNT}\s+"
    r"(?P<unit>hour|day|week|month|year|decade)s?"
    rf"|(?:{_ONE})\s+(?P<one>week|month|year|decade))(?!-|\s+(?:of|and\s+a\s+half)\b)"
)
""" "The past three months", "the next few days"; "the past year", "over the last decade"."""
_ORDINALS = either(date_words().ordinals)
CENTURY = (
    r"(?:[Tt]he\s+)?(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id)[\s-])?"
    rf"(?:(?P<nth>1\d|2[01]|[4-9])(?:st|th)|(?P<word>{_ORDINALS}))[\s-]century"
    r"(?!\s(?:BC|B\.C|BCE|A\.?D)\b)"
)
""" "The late 19th century", "nineteenth-century"."""
NEAR_DAY = (
    rf"(?:[Tt]he\s+day\s+(?P<beside>before\s+yesterday|after\s+tomorrow)"
    rf"|(?P<near>{either(_as_written(day) for day in date_words().near_days)}))"
)
NOT_NAMED = "".join(rf"(?<!{word} )" for word in date_words().named_days)
NOT_NUMBERED = "".join(rf"(?<!{word} )" for word in date_words().numbered)
NO_CLOCK = r"(?!\s(?:GMT|UTC|[BCEMPJIHS][SD]?T|CEST|local\s+time|hours|hrs)\b)"
""" "1830 GMT" is no year."""
NO_HOUSE = (
    r"(?! (?:[NSEW]\. |(?:North|South|East|West) )?(?!Wall )[A-Z]\w+ "
    r"(?:Avenue|Ave|Street|St|Boulevard|Road|Drive|Lane)\b)"
)
""" "1600 Pennsylvania Avenue" is no year; "the 1929 Wall Street crash" has one."""
NOT_SHOWN = rf"(?!\s(?:{either(date_words().named_behind)})\b)"
WHICH = rf"(?P<which>{either(_as_written(word) for word in date_words().which)})"
OF_LAST_YEAR = r"\s+(?:of\s+)?(?P<which>last|this|next)\s+year"
""" "July 20 of last year"."""
NO_OTHER = r"(?!-|\s+(?:before|earlier|of|\d{4})\b)"
""" "the end of the year-long siege" is of no such year, "the start of the month of May" of May."""
OF_YEAR = rf"(?:{WHICH}\s+year|the\s+year{NO_OTHER})"
""" "the end of next year", "the first half of the year"."""
LINKED = rf"\s+(?:{either(date_words().joining)})\s+"
HALF = "first|second|latter|last"
FIRST_MONTHS = (
    rf"(?:the\s+)?(?P<side>first|last|final)\s+(?P<months>1[01]|[2-9]|{_FEW})"
    r"\s+months\s+of\s+"
)
""" "the first three months of"."""
NTH = "first|second|third|fourth|fifth|last|final"
BESIDE_FIGURES = r"(?<![\w/.,-])"
BEHIND_FIGURES = r"(?![/\d]|[.,-]\d)"
FULL_YEAR = r"(?P<year>(?:19|20)\d\d)"
DECADES = either(form for ten in date_words().decades for form in (ten, ten.capitalize()))
MONTHS = either(_FULL)
