"""Whole numbers and decimals in words: "three and a half million", "one point five"."""

from decimal import Decimal

from streams.extraction.quantities import vocabulary
from streams.extraction.quantities.numbers.fractions import and_fraction
from streams.extraction.quantities.numbers.number import Number, exact
from streams.extraction.quantities.numbers.scales import scaled, small_number
from streams.extraction.tokens import Tokens


def words(tokens: Tokens, i: int) -> Number | None:
    """Twenty-seven; a hundred and five; three and a half million; two dozen."""
    start = i
    table = vocabulary.numbers()
    while tokens.lower(i) == "zero" and _more_number(tokens, i + 1):
        i += 1  # "zero eight"
    if tokens.texts[i + 1 : i + 2] == ["CR"]:
        return None  # "a CR that can pass": a resolution, and no crore
    if tokens.lower(i) in {"a", "an"} and tokens.lower(i + 1) in table.scales:
        value: Decimal = Decimal(1)
        last = i
    elif tokens.lower(i) in {"hundred", "thousand"}:
        if tokens.lower(i - 1) in table.vague or not _more_number(tokens, i + 1):
            return None
        value, last = Decimal(1), i - 1
    else:
        read = small_number(tokens, i)
        if read is None:
            return None
        value, last = read
    value, last = _decimals(tokens, last, value)
    value, last = and_fraction(tokens, last, value, Decimal(1))
    value, last = scaled(tokens, last, value)
    value, last = _decimals(tokens, last, value)
    scale = Decimal(table.scales.get(tokens.lower(last), 1))
    value, last = and_fraction(tokens, last, value, scale if scale >= 1000 else Decimal(1))
    return exact(start, last, value, "words")


def _more_number(tokens: Tokens, i: int) -> bool:
    """Whether a number goes on at token `i`: "hundred *thousand* dollars", "hundred *fifteen*"."""
    table = vocabulary.numbers()
    word = tokens.lower(i)
    return word in table.scales or word in table.ones or word in table.tens


def _decimals(tokens: Tokens, last: int, value: Decimal) -> tuple[Decimal, int]:
    """Adds "point two five"."""
    if tokens.lower(last + 1) != "point":
        return value, last
    places = ""
    at = last + 2
    while (small := small_number(tokens, at)) is not None and len(places) < 12:
        places += str(small[0])
        at = small[1] + 1
    return (value + Decimal(f"0.{places}"), at - 1) if places else (value, last)
