"""Points on the map by their degrees: "33°47′N 44°30′E", as notices to ships and encyclopedias have
them. Each is a place, and no number in it is a quantity.
"""

import re

SIGN = "°"
DEGREES = (
    r"\d{1,3}(?:\.\d{1,8})?\s?°\s?"
    r"(?:\d{1,2}(?:\.\d{1,6})?\s?['’′]\s?(?:\d{1,2}(?:\.\d{1,6})?\s?(?:[\"”″]|''|’’|′′)\s?)?)?"
)
POINT = re.compile(rf"(?<![\d.]){DEGREES}[NS]\b[,;/]?\s?{DEGREES}[EW]\b")


def coordinates(text: str) -> list[tuple[int, int]]:
    """Where points stand in a text, start and end of each."""
    return [match.span() for match in POINT.finditer(text)] if SIGN in text else []
